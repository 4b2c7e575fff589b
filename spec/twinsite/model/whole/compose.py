"""The composition of a whole desktop, and the check that its parts are independent."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from twinsite.checker.comparison.independence import Crossing, crossings
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.composition import Beginning, held_back, scoped
from twinsite.checker.semantics.declaration import EventDecl, MachineDecl
from twinsite.checker.semantics.system import Instance, System
from twinsite.model.composition import COMMANDS, SIGNALS_TO_SIP_SERVER, desktop
from twinsite.model.predicates import DECLARED
from twinsite.model.profile import Part
from twinsite.model.whole.facts import WholeFacts
from twinsite.model.whole.parts import SITES, Parts, scope

BEGIN: Final = scope(Part.START_UP) + "configuration_read"
"""The signal with which the connections begin."""

_BEGINS: Final = EventDecl(
    id=BEGIN,
    kind=Kind.SIGNAL,
    by="desktop",
    requirement="WHOLE-01",
    label="the central configuration has been read",
    length="",
)
_NOTHING_YET: Final = "no connection has begun"
_WORLD: Final = ("servers_", "node_", "cluster_preferred", "cluster_peer")

_COMMANDS_AT_FIRST: Final = {"link": "connect_to_primary", "registration": "register"}
"""With which command a machine begins, by the beginning of its name."""
_HELD_BACK: Final = (
    "link", "cluster_link", "site", "session", "registration_preferred", "registration_peer",
    "binding_preferred", "binding_peer", "phone_watch", "dn_service", "windows",
)  # fmt: skip
"""The machines of a connection that something outside the desktop, or time, can move."""

_LANDINGS: Final = {
    "link": (Beginning("open_primary", "landed_at_first"), Beginning("open_backup")),
    "cluster_link": (
        Beginning("open_first", "landed_at_first"),
        Beginning("open_second", "landed_at_second"),
        Beginning("open_third"),
    ),
    "site": (Beginning("at_peer", "landed_at_peer"), Beginning("at_preferred")),
}
"""How the Configuration connection begins: as the link at which the start has ended."""


def whole(parts: Parts) -> System[WholeFacts]:
    """Compose a whole desktop.

    Args:
        parts: The profiles of its parts.
    """
    instances = [*_sites(parts), *(i for part, _ in parts for i in _instances(parts, part))]
    return System(
        parts.name,
        instances,
        view=partial(_view, parts=parts),
        commands=frozenset(COMMANDS),
        elsewhere=frozenset(scope(part) + s for part, _ in parts for s in SIGNALS_TO_SIP_SERVER),
    )


def _view(read: Callable[[str], str | None], parameter: str, *, parts: Parts) -> WholeFacts:
    part, _, machine = parameter.partition("/")
    return WholeFacts(read, parts, Part(part) if part else Part.VOICE, machine)


def _sites(parts: Parts) -> Iterator[Instance]:
    """Yield the sites: a failure of a site is told to every part."""
    told = tuple(scope(part) + "server_failed" for part, _ in parts)
    declared = DECLARED["ClusterSite"]
    machine = replace(
        declared,
        transitions=tuple(
            replace(t, effects=told if t.effects else ()) for t in declared.transitions
        ),
    )
    for name in SITES:
        yield Instance(name, machine)


def _instances(parts: Parts, part: Part) -> Iterator[Instance]:
    for instance in desktop(parts.of(part)).instances:
        name = parts.name_of(part, instance.name)
        shared = part is Part.START_UP and instance.name.startswith(_WORLD)
        if instance.name in SITES or shared:
            continue
        is_shared = part is Part.CONFIG and instance.name.startswith(("node_", "servers_"))
        listeners = [Part.CONFIG, Part.START_UP] if is_shared else [part]
        machine = _scoped(instance.machine, part, listeners)
        parameter = f"{part.value}/{instance.name}"
        if part is not Part.START_UP and instance.name in _HELD_BACK:
            machine = held_back(machine, _BEGINS, _beginnings(part, instance), _NOTHING_YET)
            yield Instance(name, machine, parameter)
        else:
            yield Instance(name, machine, parameter, instance.start)


def _scoped(machine: MachineDecl, part: Part, listeners: list[Part]) -> MachineDecl:
    """Return a machine whose signals are those of its part.

    What it tells is told to the given parts; that is more than one for the nodes, or the servers
    of a pair, that the start shares with the Configuration connection.
    """
    own = scoped(machine, lambda name: name if name in COMMANDS else scope(part) + name)
    if len(listeners) == 1:
        return own
    return replace(
        own,
        transitions=tuple(
            replace(
                before,
                effects=tuple(scope(to) + effect for effect in before.effects for to in listeners),
            )
            for before in machine.transitions
        ),
    )


def _beginnings(part: Part, instance: Instance) -> tuple[Beginning, ...]:
    if part is Part.CONFIG and instance.name in _LANDINGS:
        return _LANDINGS[instance.name]
    command = _COMMANDS_AT_FIRST.get(instance.name.partition("_")[0])
    return (Beginning(instance.initial, effects=() if command is None else (command,)),)


def part_of(machine: str) -> str:
    """Return the part of a machine of a whole: the start and Configuration are one."""
    if machine in SITES:
        return "sites"
    if machine.startswith((scope(Part.START_UP), scope(Part.CONFIG))):
        return "start and configuration"
    return machine.partition("_")[0]


def is_meant(crossing: Crossing) -> bool:
    """Return whether parts are meant to touch so: by their sites, or by the beginning."""
    return crossing.actor in SITES or (crossing.is_signal and crossing.by == BEGIN)


def foreign(system: System[WholeFacts]) -> tuple[Crossing, ...]:
    """Return every way in which parts act on each other and are not meant to.

    If there is none, a trace of the whole is an interleaving of traces of its parts, which share
    nothing but the sites, on which no part acts, and the one beginning.
    """
    return tuple(c for c in crossings(system, part_of) if not is_meant(c))
