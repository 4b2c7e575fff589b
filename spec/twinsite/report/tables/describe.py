"""Profiles as tables, in the words of a telephone engineer, with what stands behind them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final

from twinsite import __version__
from twinsite.baseline.records import read
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.decision_tree import Read
from twinsite.checker.semantics.declaration import EventDecl
from twinsite.checker.semantics.system import Instance, System
from twinsite.export.tables.build import Building
from twinsite.export.tables.tables import (
    FORMAT,
    DrillEntry,
    Machine,
    Message,
    Size,
    Tables,
)
from twinsite.model.composition import COMMANDS, WORLD
from twinsite.model.predicates import Facts
from twinsite.report.sequence.lanes import (
    Lane,
    addressee,
    goal,
    is_told_before,
    lane_of,
    origin,
    speaker,
    words_of,
)
from twinsite.report.sequence.words import COMMAND_WORDS
from twinsite.report.tables.catalogue import catalogue
from twinsite.report.tables.composed import Composed, Described
from twinsite.report.tables.examples import EXAMPLES
from twinsite.report.tables.lengths import WORDS
from twinsite.report.tables.picture import picture

ALSO_ASKED: Final = (
    "agent_is_reachable",
    "at_peer_site",
    "call_in_progress",
    "confirmed_ready",
    "earlier_windows_open",
    "link_open",
    "logged_in",
    "phone_registered_here",
    "phone_registered_there",
    "preferred_available",
    "preferred_in_service",
    "return_is_due",
    "windows_open",
)
"""Predicates that no machine in particular asks, for whoever looks for a state."""

__all__ = ["Described", "describe"]

_LANES: Final = tuple(map(str, Lane))


def describe(subjects: Sequence[Described], drills: tuple[DrillEntry, ...] = ()) -> Tables:
    """Return the tables of one or more profiles, or of desktops with all parts side by side.

    Args:
        subjects: What is described.
        drills: What is known of drills of the deployment that they are of.

    Raises:
        InputError: if a record of the baseline cannot be read.
    """
    composed = {each.name: Composed(each) for each in subjects}
    of_system = {id(each.system): each for each in composed.values()}
    chart_names = {
        id(instance): each.chart_name(instance)
        for each in composed.values()
        for instance in each.system.instances
    }
    building = Building(
        [each.system for each in composed.values()], lambda instance: chart_names[id(instance)]
    )
    verdicts = read("verdicts")
    sizes = {**verdicts["default profiles"], **verdicts["variants"]}
    machines = tuple(
        _machine(building, identifier, of_system[id(system)], instance)
        for identifier, (system, instance) in building.instances.items()
    )
    profiles = tuple(
        building.profile(
            each.system,
            ALSO_ASKED,
            {"picture": picture(building, each)},
            each.constants,
            name=name,
            constants=each.described.constants(),
            agents=each.described.agents,
            notes=each.described.notes,
            lengths=_used(each.system, each.described.lengths),
            search=_size(sizes.get(name)),
        )
        for name, each in composed.items()
    )
    return Tables(
        format=FORMAT,
        twinsite=__version__,
        lanes=_LANES,
        charts=building.charts(),
        machines=machines,
        commands=building.commands(to=COMMANDS.__getitem__, words=COMMAND_WORDS.__getitem__),
        lengths=dict(WORDS),
        profiles=profiles,
        compositions=building.compositions(),
        predicates=building.predicates(),
        views=building.views(),
        nodes=building.nodes(),
        openings=EXAMPLES,
        catalogue=catalogue([p for each in subjects for p in each.profiles]).model_copy(
            update={"drills": drills}
        ),
    )


def _used(system: System[Facts], known: Mapping[str, float]) -> dict[str, float]:
    used = {event.length for i in system.instances for event in i.machine.events}
    return {name: seconds for name, seconds in known.items() if name in used}


def _size(entry: Mapping[str, int] | None) -> Size | None:
    if entry is None:
        return None
    return Size(states=entry["states"], steps=entry["steps"], depth=entry["depth"])


def _machine(
    building: Building[Facts], identifier: str, composed: Composed, instance: Instance
) -> Machine:
    name, connection = composed.base(instance), composed.connection_of(instance)
    decisions = building.decisions(composed.system)
    alike = composed.prefix(instance).strip()
    prefix = f"{alike}: " if alike else ""

    def lane(function: Callable[[Facts], Lane | None]) -> bool | int | str:
        def word(read: Read) -> str:
            return str(function(connection.view(read)) or "")

        return decisions.word(word, ("", *_LANES))

    def said(event: EventDecl) -> str:
        ends = origin(name, event, at_start), goal(name, event, at_start)
        told = prefix + words_of(name, event, *ends)
        return "" if told == f"{event.label} ({event.requirement})" else told

    at_start = connection.view(composed.system.named(composed.system.initial).get)
    words = composed.words(instance)
    return building.machine(
        identifier,
        words=words,
        place="world" if name in WORLD else "desktop" if words else "history",
        lane=lane_of(name),
        states=composed.state_words(instance),
        events={
            event.id: Message(
                words=said(event),
                source=lane(partial(origin, name, event)),
                target=lane(partial(goal, name, event)),
            )
            for event in instance.machine.events
            if event.kind is not Kind.SIGNAL
        },
        commands={
            command: Message(
                words=prefix + COMMAND_WORDS[command],
                source=speaker(name),
                target=lane(partial(addressee, name, command)),
                after=not is_told_before(command),
            )
            for command in _commands(instance)
        },
    )


def _commands(instance: Instance) -> Iterable[str]:
    said = (effect for t in instance.machine.transitions for effect in t.effects)
    return sorted({effect for effect in said if effect in COMMANDS})
