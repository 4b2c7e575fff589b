"""The two sites as a picture: which servers are in service, and where each connection goes."""

from collections.abc import Callable, Iterator
from typing import Final

from twinsite.checker.semantics.decision_tree import Read
from twinsite.checker.semantics.system import System
from twinsite.export.tables.build import Building
from twinsite.export.tables.tables import Line, Picture, Server
from twinsite.model.predicates import NODES, Facts, Site
from twinsite.model.profile import Part, Profile

KINDS: Final = {
    Part.VOICE: "SIP Server",
    Part.STAT: "Stat Server",
    Part.CONFIG: "Configuration Server Proxy",
    Part.START_UP: "Configuration Server Proxy of the bootstrap file",
}
"""What the servers of each part are."""

PAIR: Final = ("primary", "backup")
NOWHERE: Final = ""
OPEN, TRYING, DOWN = STATUSES = ("open", "trying", "down")

_OPEN: Final = ("open", "registered", "refreshing", "reached", "in_service")
_TRYING: Final = ("trying", "retrying", "falling", "registering", "choosing")


def status(state: str | None) -> str:
    """Return whether a connection is open, by the first word of the state of its machine."""
    if state is None:
        return DOWN
    if state.startswith(_OPEN):
        return OPEN
    return TRYING if state.startswith(_TRYING) else DOWN


def picture(building: Building[Facts], system: System[Facts], profile: Profile) -> Picture:
    """Return the picture of a system.

    Args:
        building: Takes its decision trees.
        system: What is pictured.
        profile: The constants under which it is composed.
    """
    drawing = _Drawing(building, system, profile)
    return Picture(
        here=drawing.word(lambda view: str(view.here), tuple(map(str, Site))),
        kind=KINDS[profile.part],
        servers=tuple(drawing.servers()),
        lines=tuple(drawing.lines()),
    )


class _Drawing:
    def __init__(self, building: Building[Facts], system: System[Facts], profile: Profile) -> None:
        self._building = building
        self._system = system
        self._profile = profile
        self._states = {i.name: i.machine.states for i in system.instances}
        self._servers = NODES[: profile.nodes] if profile.nodes else PAIR

    def word(self, function: Callable[[Facts], str], words: tuple[str, ...]) -> bool | int | str:
        def told(read: Read) -> str:
            return function(self._system.view_through(read))

        return self._building.decisions.word(told, words, self._states)

    def servers(self) -> Iterator[Server]:
        for site in Site:
            for name in self._servers:
                up = self._building.decisions.truth(self._is_up(site, name), self._states)
                yield Server(id=f"{site}/{name}", site=site, words=name, up=up)

    def _is_up(self, site: Site, name: str) -> Callable[[Read], bool]:
        def is_up(read: Read) -> bool:
            view = self._system.view_through(read)
            if name in PAIR:
                return view.server_in_service(site, primary=name == "primary")
            return view.node_in_service(site, name)

        return is_up

    def lines(self) -> Iterator[Line]:
        """Yield what leads from the desktop to servers, and from the phone to sites."""
        for machine, words in (("link", "link"), ("cluster_link", "link"), ("probe", "probe")):
            yield from self._line(machine, words, "desktop", None)
        for site in Site:
            yield from self._line(f"bootstrap_{site}", "start", "desktop", site)
            yield from self._line(f"registration_{site}", "registration", "phone", site)
        yield from self._line("dn_service", "DN", "phone", None)

    def _line(self, machine: str, words: str, end: str, site: Site | None) -> Iterator[Line]:
        if machine not in self._states:
            return
        places = tuple(f"{each}/{name}" for each in Site for name in self._servers)

        def to(view: Facts) -> str:
            state = view.state_of(machine) or ""
            where = Site.PREFERRED if machine == "probe" else site or view.here
            server = next((name for name in self._servers if state.endswith(f"_{name}")), None)
            if end == "phone" or machine == "probe":
                return NOWHERE if state == "off" else str(where)
            return f"{where}/{server}" if server else NOWHERE

        yield Line(
            id=machine,
            words=words,
            end=end,
            to=self.word(to, (NOWHERE, *map(str, Site), *places)),
            status=self.word(lambda view: status(view.state_of(machine)), STATUSES),
        )
