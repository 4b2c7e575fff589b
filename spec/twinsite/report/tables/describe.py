"""Profiles as tables, in the words of a telephone engineer, with what stands behind them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from twinsite import __version__
from twinsite.baseline.records import read
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.decision_tree import Read
from twinsite.checker.semantics.system import Instance, System
from twinsite.export.tables.build import Building
from twinsite.export.tables.tables import FORMAT, Machine, Message, Size, Tables
from twinsite.model.composition import COMMANDS, WORLD, desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Profile
from twinsite.model.profile_data import ProfileData
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
from twinsite.report.sequence.words import COMMAND_WORDS, MACHINE_WORDS, state_words
from twinsite.report.tables.catalogue import catalogue
from twinsite.report.tables.lengths import WORDS, lengths
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

_LANES: Final = tuple(map(str, Lane))


@dataclass(frozen=True, slots=True)
class Described:
    """A profile that is to be exported."""

    profile: Profile
    """The profile."""
    agents: tuple[str, ...] = ()
    """The agents that have it."""
    notes: tuple[str, ...] = ()
    """What is to be known of how it came about."""
    lengths: Mapping[str, float] = field(default_factory=lengths)
    """Seconds of each length of a deadline."""


def describe(profiles: Sequence[Described]) -> Tables:
    """Return the tables of one or more profiles.

    Raises:
        InputError: if a record of the baseline cannot be read.
    """
    profile_of = {each.profile.name: each.profile for each in profiles}
    composed = [(each, desktop(each.profile)) for each in profiles]
    building = Building([system for _, system in composed])
    of_machine = {i.name: system for _, system in composed for i in system.instances}
    verdicts = read("verdicts")
    sizes = {**verdicts["default profiles"], **verdicts["variants"]}
    return Tables(
        format=FORMAT,
        twinsite=__version__,
        lanes=_LANES,
        charts=building.charts(),
        machines=tuple(
            _machine(building, of_machine[name], instance)
            for name, instance in building.instances.items()
        ),
        commands=building.commands(to=COMMANDS.__getitem__, words=COMMAND_WORDS.__getitem__),
        lengths=dict(WORDS),
        profiles=tuple(
            building.profile(
                system,
                ALSO_ASKED,
                name=each.profile.name,
                constants=ProfileData.of(each.profile).model_dump(mode="json"),
                agents=each.agents,
                notes=each.notes,
                lengths=_used(system, each.lengths),
                search=_size(sizes.get(each.profile.name)),
            )
            for each, system in composed
        ),
        compositions=building.compositions(
            picture=lambda system: picture(building, system, profile_of[system.name])
        ),
        predicates=building.predicates(),
        nodes=building.nodes(),
        catalogue=catalogue([each.profile for each in profiles]),
    )


def _used(system: System[Facts], known: Mapping[str, float]) -> dict[str, float]:
    used = {event.length for i in system.instances for event in i.machine.events}
    return {name: seconds for name, seconds in known.items() if name in used}


def _size(entry: Mapping[str, int] | None) -> Size | None:
    if entry is None:
        return None
    return Size(states=entry["states"], steps=entry["steps"], depth=entry["depth"])


def _machine(building: Building[Facts], system: System[Facts], instance: Instance) -> Machine:
    name, machine = instance.name, instance.machine
    states = {i.name: i.machine.states for i in system.instances}

    def lane(function: Callable[[Facts], Lane | None]) -> bool | int | str:
        def word(read: Read) -> str:
            return str(function(system.view_through(read)) or "")

        return building.decisions.word(word, ("", *_LANES), states)

    at_start = system.view(system.initial)
    return building.machine(
        instance,
        words=MACHINE_WORDS.get(name, ""),
        place="world" if name in WORLD else "desktop" if name in MACHINE_WORDS else "history",
        lane=lane_of(name),
        states=tuple(state_words(name, state) for state in machine.states),
        events={
            event.id: Message(
                words=words_of(
                    name, event, origin(name, event, at_start), goal(name, event, at_start)
                ),
                source=lane(partial(origin, name, event)),
                target=lane(partial(goal, name, event)),
            )
            for event in machine.events
            if event.kind is not Kind.SIGNAL
        },
        commands={
            command: Message(
                words=COMMAND_WORDS[command],
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
