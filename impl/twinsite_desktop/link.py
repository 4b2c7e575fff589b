"""The link to a server of the current site: warm standby (LINK-01 to LINK-06, CLUS-01 to CLUS-05).

In a pair the servers have an order: the primary, then the backup.  In a cluster load balancing
chooses among the nodes that have not been tried in this pass.
"""

from dataclasses import dataclass, field, replace
from enum import Enum, auto

from twinsite_desktop.commands import CloseLink, Connect
from twinsite_desktop.settings import Settings
from twinsite_desktop.sites import PRIMARY, Site
from twinsite_desktop.timers import Deadline, Due, Outside


class Phase(Enum):
    """How far the link is."""

    CHOOSING = auto()
    """Load balancing is to choose the next node of the pass; clusters only."""
    TRYING = auto()
    """A connection attempt awaits its answer."""
    WAITING = auto()
    """A whole pass has failed."""
    OPEN = auto()
    """There is a link."""
    PAUSING = auto()
    """The link was lost; its server is tried first, after a random delay."""


@dataclass(slots=True)
class Link:
    """Is there a link to a server of the current site, and to which?"""

    servers: int
    """How many servers a site has."""
    chosen_outside: bool
    """Whether load balancing chooses, as in a cluster."""
    phase: Phase = Phase.TRYING
    """How far the link is."""
    server: int = PRIMARY
    """The server that is tried, linked to, or paused for."""
    tried: frozenset[int] = field(default_factory=frozenset)
    """The servers that have had their turn in this pass."""

    @classmethod
    def for_site(cls, settings: Settings) -> "Link":
        """Return a link over the servers of a site; nothing is tried yet."""
        return cls(servers=settings.nodes or 2, chosen_outside=settings.nodes > 0)

    @property
    def is_open(self) -> bool:
        """Whether there is a link."""
        return self.phase is Phase.OPEN

    def begin_pass(self, out: Outside, here: Site) -> None:
        """Begin a pass over the servers of a site: the primary first, or any node."""
        self.tried = frozenset()
        if self.chosen_outside:
            self.phase, self.server = Phase.CHOOSING, PRIMARY
        else:
            self._try(out, here, PRIMARY)

    def _try(self, out: Outside, here: Site, server: int) -> None:
        self.phase, self.server = Phase.TRYING, server
        self.tried |= {server}
        out.do(Connect(here, server))

    def node_chosen(self, out: Outside, here: Site, node: int) -> None:
        """CLUS-02: a node is tried that has had no turn in this pass."""
        if self.phase is Phase.CHOOSING and node < self.servers and node not in self.tried:
            self._try(out, here, node)

    def accepted(self) -> bool:
        """LINK-01, CLUS-01: the server that is tried accepts.  Return whether there is a link."""
        if self.phase is not Phase.TRYING:
            return False
        self.phase, self.tried = Phase.OPEN, frozenset()
        return True

    def failed(self, out: Outside, here: Site, retry_delay: float) -> bool:
        """LINK-02, CLUS-02: go on with the pass.  Return whether a whole pass has failed now."""
        if self.phase is not Phase.TRYING:
            return False
        untried = [server for server in range(self.servers) if server not in self.tried]
        if untried and self.chosen_outside:
            self.phase, self.server = Phase.CHOOSING, PRIMARY
        elif untried:
            self._try(out, here, untried[0])
        else:
            # LINK-05, CLUS-04: the next pass waits
            self.phase, self.server, self.tried = Phase.WAITING, PRIMARY, frozenset()
            out.start(Deadline(Due.RETRY), retry_delay)
            return True
        return False

    def dropped(self, out: Outside, delay: float) -> bool:
        """LINK-03, LINK-04, CLUS-03: the link is lost.  Return whether there was one."""
        if not self.is_open:
            return False
        self.phase = Phase.PAUSING
        out.start(Deadline(Due.RECONNECTION), delay)
        return True

    def reconnection_delay_elapsed(self, out: Outside, here: Site) -> None:
        """LINK-04, CLUS-03: the pass begins with the server to which the link was open."""
        self._try(out, here, self.server)

    def leave(self, out: Outside, site: Site) -> None:
        """LINK-06, CLUS-05: give up the link or the attempt at the site that is left."""
        if self.phase in (Phase.OPEN, Phase.TRYING):
            out.do(CloseLink(site))
        out.stop(Deadline(Due.RECONNECTION), Deadline(Due.RETRY))

    def copy(self) -> "Link":
        """Return a copy."""
        return replace(self)
