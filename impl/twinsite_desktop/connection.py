"""A connection that has two sites: the link, the site selection, and when they move.

It is all of the Stat and the Configuration connection; the Voice connection adds to it.
"""

from collections.abc import Sequence
from typing import Self

from twinsite_desktop.commands import Command
from twinsite_desktop.errors import WrongEventError
from twinsite_desktop.events import (
    CompanionSwitchedOver,
    ConnectionAccepted,
    ConnectionDropped,
    ConnectionFailed,
    Event,
    NodeChosen,
)
from twinsite_desktop.link import Link
from twinsite_desktop.settings import Interpretation, Settings
from twinsite_desktop.site_selection import Loss, SiteSelection
from twinsite_desktop.timers import Deadline, Due, Outside


class Connection:
    """The connection to Stat Server or Configuration Server Proxy, without any input or output."""

    def __init__(self, settings: Settings, *, now: float = 0.0) -> None:
        """Begin with the first attempt at the preferred site.

        Args:
            settings: The constants of the session.
            now: The time, in seconds of any clock that does not go back.
        """
        self.settings = settings
        self.out = Outside(now)
        self.site = SiteSelection()
        self.link = Link.for_site(settings)
        self.site.begin(self.out, settings)
        self.link.begin_pass(self.out, self.site.here)

    # What an adapter calls.

    def receive(self, event: Event, *, now: float) -> None:
        """Take in what has happened.

        Args:
            event: What has happened; if it cannot happen in this state, nothing changes.
            now: The time, in seconds of the same clock as before.

        Raises:
            WrongEventError: if such an event is never for this connection; nothing has changed.
        """
        self.out.now = now
        self._receive(event)

    def next_timer(self) -> float | None:
        """Return when :meth:`handle_timer` is to be called, or None.  The moment may be past."""
        moments = [at for deadline, at in self.out.deadlines.items() if self.may_fall(deadline)]
        return min(moments, default=None)

    def handle_timer(self, *, now: float) -> None:
        """Handle every deadline that has fallen due; harmless if early, late or repeated.

        What a deadline starts runs from this call on, late or not, and waits for another call
        even if it is due at once: so call again while :meth:`next_timer` is not in the future.

        Args:
            now: The time, in seconds of the same clock as before.
        """
        self.out.now = now
        due = sorted(
            (at, deadline.rank, deadline)
            for deadline, at in self.out.deadlines.items()
            if at <= now
        )
        for at, _, deadline in due:
            # one that was handled before it may have stopped it, or started it anew
            if self.out.deadlines.get(deadline) == at and self.may_fall(deadline):
                del self.out.deadlines[deadline]
                self._fall_due(deadline)

    def take_commands(self) -> Sequence[Command]:
        """Take out what is to be done, oldest first."""
        taken = self.out.commands
        self.out.commands = []
        return taken

    def copy(self) -> Self:
        """Return a copy that shares nothing with this one but the settings."""
        twin = object.__new__(type(self))
        twin.settings = self.settings
        twin.out = self.out.copy()
        twin.site = self.site.copy()
        twin.link = self.link.copy()
        return twin

    @property
    def parts(self) -> tuple[object, ...]:
        """Everything that the core remembers, but for commands and deadlines."""
        return self.site, self.link

    def __eq__(self, other: object) -> bool:
        """Return whether the other core would do the same at the same moments from here on."""
        if type(other) is not type(self) or not isinstance(other, Connection):
            return NotImplemented
        return (self.settings, self.out, self.parts) == (other.settings, other.out, other.parts)

    __hash__ = None  # type: ignore[assignment]  # it changes

    # What is behind it.

    def _receive(self, event: Event) -> None:
        match event:
            case NodeChosen(node=node):
                self.link.node_chosen(self.out, self.site.here, node)
            case ConnectionAccepted():
                if self.link.accepted():
                    self._link_opened()
            case ConnectionFailed():
                if self.link.failed(self.out, self.site.here, self.settings.lengths.retry_delay):
                    self.site.pass_failed(self.out, self.settings)
            case ConnectionDropped():
                if self.link.dropped(self.out, self.settings.lengths.reconnection_delay):
                    self._link_lost()
            case CompanionSwitchedOver():
                together = Interpretation.CONNECTIONS_MOVE_TOGETHER in self.settings.interpretations
                if together and self.settings.has_peer and self.site.loss is Loss.LINKED:
                    self._switch_over()
            case _:
                raise WrongEventError(f"{self.settings.part} can't receive {event}")

    def may_fall(self, deadline: Deadline) -> bool:
        """Return whether a deadline that runs has its effect when it falls due."""
        return deadline.due is not Due.SWITCHOVER or self.site.timeout_may_move(self.settings)

    def _fall_due(self, deadline: Deadline) -> None:
        match deadline.due:
            case Due.SWITCHOVER:
                self._switch_over()  # SITE-03
            case Due.RECONNECTION:
                self.link.reconnection_delay_elapsed(self.out, self.site.here)
            case Due.RETRY:
                self.link.begin_pass(self.out, self.site.here)

    def _link_opened(self) -> None:
        self.site.link_opened(self.out, self.settings)

    def _link_lost(self) -> None:
        self.site.link_lost(self.out, self.settings)

    def _switch_over(self) -> None:
        """LINK-06, CLUS-05: leave the current site and begin a pass at the other one."""
        self.link.leave(self.out, self.site.here)
        self.site.move(self.out, self.settings)
        self.link.begin_pass(self.out, self.site.here)
