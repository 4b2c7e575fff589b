"""The two sites as a picture: which servers are in service, and where each connection goes."""

from collections.abc import Callable, Iterator
from typing import Final

from twinsite.checker.semantics.decision_tree import Read
from twinsite.export.tables.build import Building
from twinsite.export.tables.nodes import Decisions
from twinsite.export.tables.tables import Line, Picture, Server
from twinsite.model.predicates import NODES, Facts, Site
from twinsite.model.profile import Part
from twinsite.report.tables.composed import Composed, Connection

KINDS: Final = {
    Part.VOICE: "SIP Server",
    Part.STAT: "Stat Server",
    Part.CONFIG: "Configuration Server Proxy",
    Part.START_UP: "Configuration Server Proxy of the bootstrap file",
}
"""What the servers of each part are."""

SERVED: Final = (Part.VOICE, Part.STAT, Part.CONFIG)
"""The parts that have servers of their own where all are side by side."""

PAIR: Final = ("primary", "backup")
NOWHERE: Final = ""
OPEN, TRYING, DOWN = STATUSES = ("open", "trying", "down")

_OPEN: Final = ("open", "registered", "refreshing", "reached", "in_service")
_TRYING: Final = ("trying", "retrying", "falling", "registering", "choosing")


def status(state: str) -> str:
    """Return whether a connection is open, by the first word of the state of its machine."""
    if state.startswith(_OPEN):
        return OPEN
    return TRYING if state.startswith(_TRYING) else DOWN


def picture(building: Building[Facts], composed: Composed) -> Picture:
    """Return the picture of a system.

    Args:
        building: Takes its decision trees.
        composed: What is pictured.
    """
    connections = tuple(composed.connections())
    decisions = building.decisions(composed.system)
    drawings = [_Drawing(decisions, connection) for connection in connections]
    alone = len(connections) == 1
    return Picture(
        here=drawings[0].word(lambda view: str(view.here), tuple(map(str, Site))),
        kind=", ".join(KINDS[each.part] for each in connections if alone or each.part in SERVED),
        servers=tuple(
            server
            for drawing in drawings
            if alone or drawing.connection.part in SERVED
            for server in drawing.servers()
        ),
        lines=tuple(line for drawing in drawings for line in drawing.lines()),
    )


class _Drawing:
    def __init__(self, decisions: Decisions, connection: Connection) -> None:
        self._decisions = decisions
        self.connection = connection
        nodes = connection.profile.nodes
        self._servers = NODES[:nodes] if nodes else PAIR

    def word(self, function: Callable[[Facts], str], words: tuple[str, ...]) -> bool | int | str:
        def told(read: Read) -> str:
            return function(self.connection.view(read))

        return self._decisions.word(told, words)

    def _id(self, site: str, server: str) -> str:
        return f"{site}/{self.connection.words}{server}"

    def servers(self) -> Iterator[Server]:
        for site in Site:
            for name in self._servers:
                up = self._decisions.truth(self._is_up(site, name))
                words = f"{self.connection.words}{name}"
                yield Server(id=self._id(site, name), site=site, words=words, up=up)

    def _is_up(self, site: Site, name: str) -> Callable[[Read], bool]:
        def is_up(read: Read) -> bool:
            view = self.connection.view(read)
            if name in PAIR:
                return view.server_in_service(site, primary=name == "primary")
            return view.node_in_service(site, name)

        return is_up

    def lines(self) -> Iterator[Line]:
        """Yield what leads from the desktop to servers, and from the phone to sites."""
        link = self.connection.words.strip() or "link"
        for machine, words in (("link", link), ("cluster_link", link), ("probe", "probe")):
            yield from self._line(machine, words, "desktop", None)
        for site in Site:
            yield from self._line(f"bootstrap_{site}", "start", "desktop", site)
            yield from self._line(f"registration_{site}", "registration", "phone", site)
        yield from self._line("dn_service", "DN", "phone", None)

    def _line(self, machine: str, words: str, end: str, site: Site | None) -> Iterator[Line]:
        name = self.connection.name_of(machine)
        if name not in self._decisions.states:
            return
        to_site = end == "phone" or machine == "probe" or self._is_start_beside_others()
        places = tuple(self._id(each, server) for each in Site for server in self._servers)

        def to(view: Facts) -> str:
            state = view.state_of(machine) or ""
            where = Site.PREFERRED if machine == "probe" else site or view.here
            if to_site:
                return NOWHERE if status(state) == DOWN and end == "desktop" else str(where)
            server = next((each for each in self._servers if state.endswith(f"_{each}")), None)
            return self._id(where, server) if server else NOWHERE

        yield Line(
            id=name,
            words=words,
            end=end,
            to=self.word(to, (NOWHERE, *map(str, Site), *places)),
            status=self.word(lambda view: status(view.state_of(machine) or ""), STATUSES),
        )

    def _is_start_beside_others(self) -> bool:
        """Return whether its servers are those of the Configuration connection."""
        return bool(self.connection.words) and self.connection.part is Part.START_UP
