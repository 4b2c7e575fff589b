"""The last seen agent state, and its restoration (REST-01 to REST-15)."""

from dataclasses import dataclass, replace

from twinsite_desktop.session import AgentState


@dataclass(slots=True)
class Restoration:
    """Which agent state is to be restored, if any?"""

    last_seen: AgentState | None = None
    """The agent state to restore; kept exactly as long as its restoration is not over (REST-12)."""
    requested: bool = False
    """Whether SIP Server was asked for it and has not answered yet."""

    @property
    def pending(self) -> bool:
        """Whether there is something to restore that was not asked for yet."""
        return self.last_seen is not None and not self.requested

    def login_lost(self, seen: AgentState, *, overwrite: bool) -> None:
        """REST-01, REST-04: keep what was confirmed before the login was first lost.

        Args:
            seen: The agent state that SIP Server had confirmed last.
            overwrite: Whether a later loss counts instead of the first (A24=overwritten).
        """
        if self.last_seen is None or overwrite:
            self.last_seen = seen
        self.requested = False

    def link_lost(self) -> None:
        """REST-08: a request whose answer is lost with the link is to be made again."""
        self.requested = False

    def over(self) -> None:
        """REST-05, REST-06, REST-07, REST-09: it is done, or given up."""
        self.last_seen, self.requested = None, False

    def copy(self) -> "Restoration":
        """Return a copy."""
        return replace(self)
