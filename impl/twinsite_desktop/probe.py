"""The probe of the preferred pair while the desktop works at the peer site (RET-01, RET-04)."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from twinsite_desktop.commands import CloseProbe, ConnectProbe, LogIn
from twinsite_desktop.settings import Interpretation, Settings
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Deadline, Due, Outside

RETRY = Deadline(Due.PROBE_RETRY)


class Reach(Enum):
    """How far the probe is."""

    OFF = auto()
    """Nothing is probed."""
    TRYING = auto()
    """A pass over the preferred pair is under way."""
    WAITING = auto()
    """A whole pass has failed."""
    REACHED = auto()
    """It is connected, and not logged in."""


@dataclass(slots=True)
class Probe:
    """Can the preferred pair be reached while the desktop works at the peer site?"""

    reach: Reach = Reach.OFF
    """How far the probe is."""

    def try_again(self, out: Outside) -> None:
        """Begin a pass over the preferred pair."""
        self.reach = Reach.TRYING
        out.do(ConnectProbe())

    def accepted(self, out: Outside, settings: Settings) -> bool:
        """RET-01: the preferred pair is reached.  Return whether it was not before."""
        if self.reach is not Reach.TRYING:
            return False
        self.reach = Reach.REACHED
        if Interpretation.PROBE_LOGS_IN in settings.interpretations:
            out.do(LogIn(Site.PREFERRED))
        return True

    def failed(self, out: Outside, settings: Settings) -> None:
        """RET-01: the next pass waits for the retry delay."""
        if self.reach is Reach.TRYING:
            self.reach = Reach.WAITING
            out.start(RETRY, settings.lengths.retry_delay)

    def dropped(self, out: Outside) -> None:
        """RET-01: the connection is lost, and sought again at once."""
        if self.reach is Reach.REACHED:
            self.try_again(out)

    def moved(self, out: Outside, settings: Settings, here: Site) -> None:
        """RET-04: the probe runs at the peer site only, and only for the return."""
        out.stop(RETRY)
        if here is Site.PEER:
            if settings.returns:
                self.try_again(out)
            return
        if self.reach in (Reach.TRYING, Reach.REACHED):
            out.do(CloseProbe())
        self.reach = Reach.OFF

    def copy(self) -> "Probe":
        """Return a copy."""
        return replace(self)
