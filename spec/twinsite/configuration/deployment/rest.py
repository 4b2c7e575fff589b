"""What is left of a deployment that cannot be read as a whole, and what is in doubt of it.

What is wrong is left out with everything that depends on it.  Findings on the rest would be wrong
where they rest on something that is not there; so it is kept in mind what is in doubt.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pydantic import ValidationError

from twinsite.catalogue.options import OPTIONS, nearest
from twinsite.configuration.deployment.findings import MOST_FINDINGS, Finding, Place, explain
from twinsite.configuration.deployment.limits import Budget
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.tables import Agent, AgentGroup, NamedOptionTable, Tenant
from twinsite.model.profile import DOCUMENTED_RELEASE

_MOST_ROUNDS: Final = 8
"""What is left out can make other things refer to nothing; no chain of names is longer."""

_SERVERS: Final = (
    "sites",
    "sip_server_pairs",
    "stat_server_pairs",
    "configuration_server_proxy_pairs",
    "clusters",
)
_PEOPLE: Final[Mapping[str, type[NamedOptionTable]]] = {
    "tenants": Tenant,
    "agent_groups": AgentGroup,
    "agents": Agent,
}

_NAMED_IN: Final = {
    "groups": "agent_groups",
    "tenant": "tenants",
    "place": "places",
    "switch": "sip_server_pairs",
    "disaster-recovery.site": "sites",
    "disaster-recovery.preferred-site": "sites",
}
"""In which list the name is that stands behind a key."""


@dataclass(slots=True)
class Doubts:
    """What is in doubt of the rest of a deployment."""

    options: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By the object on which they may be set, as effective values name it: names of options."""
    servers: bool = False
    """Whether sites, servers or clusters are left out, or options of them."""
    agents: bool = False
    """Whether agents are left out."""
    world: bool = False
    """Whether something that is assumed of the world is left out."""
    release: bool = False
    """Whether the release of the desktop is unknown."""
    rules: set[str] = field(default_factory=set)
    """Rules of the linter some of whose findings may be accepted."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a deployment."""

    deployment: Deployment
    doubts: Doubts
    findings: tuple[Finding, ...]
    """What else is wrong, which only shows once the first is left out."""
    numbers: Mapping[str, tuple[int, ...]]
    """For each list the place in the file of each element that is left."""

    def place(self, place: Place) -> Place:
        """Return where in the file something of the rest stands."""
        return _in_the_file(place, self.numbers)


def rest_of(data: dict[str, Any], findings: Iterable[Finding]) -> Rest | None:
    """Return what is left of a deployment; None if too little can be read.

    Args:
        data: What the reader of TOML has read, which is changed.
        findings: What is wrong with it.
    """
    return _Mending(data).rest(list(findings))


class _Mending:
    """Leaves out of a deployment what is wrong, until the rest can be read."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.doubts = Doubts()
        lists = {key: held for key, held in data.items() if isinstance(held, list)}
        self.numbers = {key: list(range(len(held))) for key, held in lists.items()}
        self.left_out: dict[str, set[object]] = defaultdict(set)

    def rest(self, wrong: list[Finding]) -> Rest | None:
        more: list[Finding] = []
        for _ in range(_MOST_ROUNDS):
            if len(wrong) >= MOST_FINDINGS or not all(self._can_be_left_out(f) for f in wrong):
                return None
            self._leave_out(wrong)
            try:
                left = Deployment.model_validate(self.data, context=Budget())
            except ValidationError as error:
                wrong = [explain(one, Deployment) for one in error.errors(include_url=False)]
                more += [
                    replace(f, place=_in_the_file(f.place, self.numbers))
                    for f in wrong
                    if not self._follows(f.place)
                ]
                continue
            numbers = {key: tuple(kept) for key, kept in self.numbers.items()}
            return Rest(left, self.doubts, tuple(more), numbers)
        return None

    def _can_be_left_out(self, finding: Finding) -> bool:
        place = finding.place
        if len(place) < 2:
            return place == ("release",)
        return isinstance(place[1], int) or place[0] in ("application", "world")

    def _leave_out(self, wrong: Iterable[Finding]) -> None:
        """Leave out what is wrong: an option, a key of the world, or an element of a list."""
        gone: dict[str, set[int]] = defaultdict(set)
        dns: dict[int, set[int]] = defaultdict(set)
        for finding in wrong:
            match finding.place:
                case ("release",):
                    self.data["release"] = str(DOCUMENTED_RELEASE)
                    self.doubts.release = True
                case ("world", str(key), *_):
                    self.data["world"].pop(key, None)
                    self.doubts.world = True
                case ("application", "options", str(option), *_):
                    self._drop_option(self.data["application"], option, "application")
                case ("application", *_):
                    self.data["application"] = {}
                    self.doubts.options["application"].update(OPTIONS)
                case (str(key), int(number), "options", str(option), *_) if key != "places":
                    table = self.data[key][number]
                    self._drop_option(table, option, self._origin(key, table), key=key)
                case ("places", int(number), "dns", int(dn), *_):
                    dns[number].add(dn)
                    self.doubts.servers = True
                case (str(key), int(number), *_):
                    gone[key].add(number)
        for number, wrong_ones in dns.items():
            place = self.data["places"][number]
            place["dns"] = [dn for n, dn in enumerate(place["dns"]) if n not in wrong_ones]
        for key, numbers in gone.items():
            self._drop_elements(key, numbers)

    def _origin(self, key: str, table: Mapping[str, object]) -> str:
        kind = _PEOPLE.get(key)
        return "" if kind is None else f"{kind.called} {table.get('name')}"

    def _drop_option(
        self, table: dict[str, Any], option: str, origin: str, *, key: str = ""
    ) -> None:
        options = table.get("options")
        if isinstance(options, dict):
            options.pop(option, None)
        if key in _SERVERS:
            self.doubts.servers = True
        else:
            meant = option if option in OPTIONS else nearest(option)
            self.doubts.options[origin].update(OPTIONS if meant is None else [meant])

    def _drop_elements(self, key: str, numbers: set[int]) -> None:
        """Leave elements of a list out, and those of the same name: it would stand for another."""
        every = self.data[key]
        names = {_name(every[number]) for number in numbers}
        gone = numbers | {n for n, each in enumerate(every) if _name(each) in names - {None}}
        self.left_out[key].update(names)
        self.doubts.servers |= key in _SERVERS
        self.doubts.agents |= key == "agents"
        if key == "accepted":
            self.doubts.rules.update(
                str(each["rule"]) if isinstance(each, dict) and "rule" in each else "every rule"
                for each in (every[number] for number in gone)
            )
        kept = [n for n in range(len(every)) if n not in gone]
        self.data[key] = [every[n] for n in kept]
        self.numbers[key] = [self.numbers[key][n] for n in kept]

    def _follows(self, place: Place) -> bool:
        """Return whether a name refers to nothing because of what is left out already."""
        for key, listed in _NAMED_IN.items():
            if key in place[2:]:
                held: Any = self.data
                for step in place:
                    held = held[step]
                return held in self.left_out[listed] or None in self.left_out[listed]
        return False


def _in_the_file(place: Place, numbers: Mapping[str, Sequence[int]]) -> Place:
    """Return where in the file something stands, from where it stands in what is left."""
    if len(place) > 1 and isinstance(place[1], int) and place[0] in numbers:
        return (place[0], numbers[str(place[0])][place[1]], *place[2:])
    return place


def _name(element: object) -> str | None:
    """Return the name of an element of a list; None if it has none."""
    name = element.get("name") if isinstance(element, dict) else None
    return name if isinstance(name, str) else None
