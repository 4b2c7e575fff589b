"""Deadlines: moments at which something is to be done, not countdowns."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from twinsite_desktop.commands import Command
from twinsite_desktop.sites import Site


class Due(StrEnum):
    """What may fall due; of two that fall due together the first listed is handled first."""

    SWITCHOVER = "switchover_timeout_elapsed"
    PHONE_WAIT = "phone_wait_elapsed"
    RECONNECTION = "reconnection_delay_elapsed"
    RETRY = "retry_delay_elapsed"
    PROBE_RETRY = "probe_retry_delay_elapsed"
    REGISTER_TIMEOUT = "register_timed_out"
    REFRESH = "refresh_due"
    EXPIRY = "binding_expired"
    NEXT_ATTEMPT = "next_attempt_due"


_ORDER = {due: number for number, due in enumerate(Due)}


class Deadline(NamedTuple):
    """One deadline; those of the registrations are there once for each site."""

    due: Due
    site: Site | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """Its place among deadlines that fall due together."""
        return _ORDER[self.due], self.site is Site.PEER


@dataclass(slots=True)
class Outside:
    """What goes out: commands, and the moments at which the core wants to be called again."""

    now: float = field(default=0.0, compare=False)
    """The time of the event or timer that is being handled, in seconds."""
    commands: list[Command] = field(default_factory=list)
    """The commands that have not been taken out yet, oldest first."""
    deadlines: dict[Deadline, float] = field(default_factory=dict)
    """The deadlines that are running, each with its moment."""

    def do(self, *commands: Command) -> None:
        """Give commands."""
        self.commands += commands

    def start(self, deadline: Deadline, length: float) -> None:
        """Let a deadline run from now on, whether or not it runs already."""
        self.deadlines[deadline] = self.now + length

    def stop(self, *deadlines: Deadline) -> None:
        """Let deadlines run no longer; those that do not run are passed over."""
        for deadline in deadlines:
            self.deadlines.pop(deadline, None)

    def copy(self) -> "Outside":
        """Return a copy that shares nothing with this one."""
        return Outside(self.now, list(self.commands), dict(self.deadlines))
