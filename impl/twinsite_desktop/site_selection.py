"""At which site the desktop works, and since when its link there is lost (SITE-01 to SITE-08)."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from twinsite_desktop.settings import Interpretation, Settings
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Deadline, Due, Outside

TIMEOUT = Deadline(Due.SWITCHOVER)


class Loss(Enum):
    """Whether the link to the current site is lost."""

    NEVER_LINKED = auto()
    """There was no link since the start; it counts as lost from the first attempt (SITE-07)."""
    LINKED = auto()
    """It is not lost."""
    DROPPED = auto()
    """It is lost, and the timeout does not run yet (A1=all_tried)."""
    COUNTING = auto()
    """It is lost, and the timeout runs."""


@dataclass(slots=True)
class SiteSelection:
    """Which site is current, and is the link there lost?"""

    here: Site = Site.PREFERRED
    """The current site."""
    loss: Loss = Loss.NEVER_LINKED
    """Whether the link there is lost."""

    def _count(self, out: Outside, settings: Settings) -> None:
        self.loss = Loss.COUNTING
        out.start(TIMEOUT, settings.lengths.switchover)

    def begin(self, out: Outside, settings: Settings) -> None:
        """SITE-07: the first attempt begins, and the timeout with it."""
        out.start(TIMEOUT, settings.lengths.switchover)

    def link_opened(self, out: Outside, settings: Settings) -> None:
        """SITE-02: a link to any server of the current site ends the loss."""
        outlasts = Interpretation.TIMEOUT_OUTLASTS_RECONNECTION in settings.interpretations
        if self.loss is Loss.COUNTING and outlasts:
            return
        self.loss = Loss.LINKED
        out.stop(TIMEOUT)

    def link_lost(self, out: Outside, settings: Settings) -> None:
        """SITE-01: the timeout starts with the loss of the link."""
        if self.loss is not Loss.LINKED:
            return
        if Interpretation.TIMEOUT_STARTS_WITH_A_FAILED_PASS in settings.interpretations:
            self.loss = Loss.DROPPED
        else:
            self._count(out, settings)

    def pass_failed(self, out: Outside, settings: Settings) -> None:
        """SITE-01 under A1=all_tried: the timeout starts with the first failed pass."""
        if self.loss is Loss.DROPPED:
            self._count(out, settings)

    def move(self, out: Outside, settings: Settings) -> None:
        """SITE-05, SITE-06: the other site is current, and its timeout starts anew."""
        self.here = self.here.other
        self._count(out, settings)

    def timeout_may_move(self, settings: Settings) -> bool:
        """SITE-03, SITE-07, SITE-08: whether the end of the timeout moves the desktop."""
        if not settings.has_peer:
            return False
        if self.loss is Loss.NEVER_LINKED:
            return Interpretation.FIRST_LINK_CANNOT_BE_LOST not in settings.interpretations
        alternates = Interpretation.PEER_IS_NOT_LEFT_FOR_ITS_LINK not in settings.interpretations
        return self.here is Site.PREFERRED or alternates

    def copy(self) -> "SiteSelection":
        """Return a copy."""
        return replace(self)
