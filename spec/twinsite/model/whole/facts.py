"""The named predicates of a whole desktop, part by part."""

from collections.abc import Callable
from functools import cached_property

from twinsite.checker.semantics.composition import NOT_BEGUN
from twinsite.model.composition import SERVED_NODES, SERVED_SITES
from twinsite.model.predicates import NODES, STATES, Facts, Site
from twinsite.model.profile import Part
from twinsite.model.whole.parts import Parts

_OPEN = tuple(f"open_{node}" for node in NODES)
_STATES = {name: (NOT_BEGUN, *states) for name, states in STATES.items()}


class WholeFacts(Facts):
    """The facts of a joint state of a whole desktop, as a machine of one of its parts sees them.

    A guard reads the facts of its own part; a property reads those of every part.
    """

    def __init__(
        self,
        read: Callable[[str], str | None],
        parts: Parts,
        part: Part = Part.VOICE,
        machine: str = "",
    ) -> None:
        """Look at a joint state of the whole.

        Args:
            read: Gives the state of a machine of the whole by name.
            parts: The profiles of the parts.
            part: The part that is looked at.
            machine: The name, within its part, of the machine that asks.
        """
        super().__init__(
            lambda name: read(parts.name_of(part, name)),
            parts.of(part),
            SERVED_SITES.get(machine),
            SERVED_NODES.get(machine, ""),
        )
        self._states = _STATES
        self._part = part
        self._whole = read
        self.parts = parts

    def part(self, part: Part) -> "WholeFacts":
        """Return the facts of a part."""
        return WholeFacts(self._whole, self.parts, part)

    @cached_property
    def start_up(self) -> "WholeFacts":
        """The facts of the start."""
        return self.part(Part.START_UP)

    @cached_property
    def config(self) -> "WholeFacts":
        """The facts of the Configuration connection."""
        return self.part(Part.CONFIG)

    @cached_property
    def stat(self) -> "WholeFacts":
        """The facts of the Stat connection."""
        return self.part(Part.STAT)

    @cached_property
    def voice(self) -> "WholeFacts":
        """The facts of the Voice connection."""
        return self.part(Part.VOICE)

    @property
    def connections(self) -> tuple["WholeFacts", ...]:
        """The facts of every connection."""
        return self.config, self.stat, self.voice

    @property
    def started(self) -> bool:
        """The central configuration has been read."""
        return self.start_up.is_in("start_up", "started")

    @property
    def begun(self) -> bool:
        """The connection that is looked at has begun."""
        return not self.is_in("site", NOT_BEGUN)

    @property
    def linked(self) -> bool:
        """Every connection has its link."""
        return all(connection.link_open for connection in self.connections)

    def node_in_service(self, site: Site, node: str) -> bool:
        """Return whether a node of a site is in service.

        To the start the servers of a Configuration pair are nodes: the primary is the first.
        """
        if self._part is Part.START_UP and not self.parts.config.nodes:
            here = self.parts.in_file(site)
            return self.config.server_in_service(here, primary=node == "first")
        return super().node_in_service(site, node)

    def serves(self, site: Site) -> bool:
        """Return whether a site has a server in service for every connection."""
        return all(connection.site_in_service(site) for connection in self.connections)

    # where the start has ended

    def _landed(self, site: Site) -> str:
        """Return the state of the pass over the nodes of one of the agent's sites."""
        return self.start_up.state_of(f"bootstrap_{self.parts.in_file(site)}") or ""

    @property
    def landed_at_peer(self) -> bool:
        """The start has its connection at the peer site of the agent."""
        return self._landed(Site.PEER) in _OPEN and self._landed(Site.PREFERRED) not in _OPEN

    @property
    def landed_at_first(self) -> bool:
        """The start has its connection to the first node of a site."""
        return self._landed_at_node("open_first")

    @property
    def landed_at_second(self) -> bool:
        """The start has its connection to the second node of a site."""
        return self._landed_at_node("open_second")

    def _landed_at_node(self, state: str) -> bool:
        return self._landed(Site.PEER if self.landed_at_peer else Site.PREFERRED) == state
