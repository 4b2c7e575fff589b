"""What complete test suites cover: every transition, with every outcome of the guards behind it.

A goal is one machine's answer to one event in one state: once for each stimulus or deadline that
can lead to it, and where a guard has a say, once for each machine on which alone it turns
(modified condition/decision coverage, with machines in the place of conditions).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from twinsite.checker.former.explorer.explore import explore
from twinsite.checker.former.explorer.result import Exploration
from twinsite.checker.former.explorer.stepper import Stepper
from twinsite.checker.former.explorer.tables import Layout, Packed
from twinsite.checker.semantics.system import Event, JointState, Log, Step, System
from twinsite.conformance.vocabulary import HISTORY, WORLD
from twinsite.model.predicates import Facts

MOST_SIGHTINGS = 40
"""So many places are kept for each goal, in case that no clock lets it be reached in the first."""


@dataclass(frozen=True, slots=True, order=True)
class Goal:
    """One thing that a vector is to show."""

    machine: str
    """The machine."""
    event: str
    """What is offered to it."""
    state: str
    """The state in which it is."""
    outcome: str
    """The state after it; ``ignored`` or ``refused`` where nothing happens."""
    because: str = ""
    """Another machine on which alone the outcome turns; empty if it turns on none."""
    value: str = ""
    """The state of that machine."""
    after: str = ""
    """The stimulus or deadline with which the step began; empty if it does not matter."""

    def __str__(self) -> str:
        because = f", because {self.because} is {self.value}" if self.because else ""
        after = f", after {self.after}" if self.after else ""
        return f"{self.machine} in {self.state}, {self.event}: {self.outcome}{because}{after}"


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a goal can be covered."""

    state: int
    """The number of a state in the search tree."""
    event: Event
    """What is offered there."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One combination of what a machine's guards for one event can read."""

    machine: int
    event: str
    read: int
    """The fields of the machines that are read, packed."""


class Survey:
    """Every goal of a system, each with a shortest way to it."""

    def __init__(self, system: System[Facts]) -> None:
        """Explore a system and note where each goal is first seen."""
        self.system = system
        self._explored: Exploration[Facts] = explore(system)
        self._layout: Layout = self._explored.layout
        self._masks: dict[tuple[int, str], int] = {}
        self._supports: dict[tuple[int, str], frozenset[int]] = {}
        self._known: dict[tuple[JointState, Event], tuple[Goal, ...]] = {}
        self._causes: dict[tuple[Event, _Case], Sighting] = {}
        self._goals: Mapping[_Case, tuple[Goal, ...]] = self._classify(self._cases())

    def way(self, sighting: Sighting) -> tuple[Event, ...]:
        """Return the events from the beginning up to a sighting, its own included."""
        numbers = self._explored.found.path(sighting.state)
        return (*(self.system.events[number] for number in numbers), sighting.event)

    def covered(self, step: Step) -> Iterator[Goal]:
        """Yield the goals that a step covers."""
        key = (step.before, step.event)
        if key not in self._known:
            self._known[key] = tuple(self._find(step))
        yield from self._known[key]

    def _find(self, step: Step) -> Iterator[Goal]:
        for number, event, seen in self.system.reactions(step):
            goals = self._goals.get(self._case(number, event, self._layout.pack(seen)), ())
            yield from goals
            if goals and event != step.event.name:
                yield replace(goals[0], after=str(step.event))

    def _case(self, number: int, event: str, packed: int) -> _Case:
        return _Case(number, event, packed & self._masks.get((number, event), 0))

    def _cases(self) -> dict[_Case, list[Sighting]]:
        """Return every case that is reached, and where it is reached first."""
        stepper = Stepper(self.system, self._layout)
        for level in self._explored.levels:  # first find out what every guard reads
            for _ in stepper.steps(level):
                pass
        cases: dict[_Case, list[Sighting]] = defaultdict(list)
        seen: set[tuple[Event, Log, int, int]] = set()
        start = 0
        for level in self._explored.levels:
            for batch in stepper.steps(level):
                event = self.system.events[batch.event]
                before = level[batch.rows]
                rows: set[int] = set()
                for mask in self._concerned(stepper, event, batch.log):
                    for value, row in zip(*_first(before & np.int64(mask)), strict=True):
                        if (event, batch.log, mask, value) not in seen:
                            seen.add((event, batch.log, mask, value))
                            rows.add(row)
                for row in sorted(rows):
                    sighting = Sighting(start + int(batch.rows[row]), event)
                    state = self._layout.unpack(int(before[row]))
                    step = self.system.step(state, event)
                    for number, heard, read in self.system.reactions(step):
                        case = self._case(number, heard, self._layout.pack(read))
                        if len(cases[case]) < MOST_SIGHTINGS:
                            cases[case].append(sighting)
                        if heard != event.name:
                            self._causes[event, case] = self._causes.get((event, case), sighting)
            start += len(level)
        return cases

    def _concerned(self, stepper: Stepper[Facts], event: Event, log: Log) -> set[int]:
        """Return what each machine that a step concerns can read, as fields of a joint state."""
        concerned = {(self.system.index[event.machine], event.name)}
        for _, effect in log:
            concerned |= {(number, effect) for number in self.system.listeners.get(effect, ())}
        for number, heard in concerned - set(self._masks):
            machines = {number, *stepper.reaction(number, heard).choose.support}
            self._supports[number, heard] = frozenset(machines)
            self._masks[number, heard] = sum(map(self._field, machines))
        return {self._masks[each] for each in concerned}

    def _field(self, machine: int) -> int:
        return ((1 << self._layout.widths[machine]) - 1) << self._layout.shifts[machine]

    def _classify(self, cases: Mapping[_Case, list[Sighting]]) -> dict[_Case, tuple[Goal, ...]]:
        self.sightings: dict[Goal, list[Sighting]] = defaultdict(list)
        """Every goal, and where it can be covered, nearest first."""
        outcomes = {case: self._outcome(case) for case in cases}
        turning: dict[tuple[int, str, int, int], set[str]] = defaultdict(set)
        for case, outcome in outcomes.items():
            for other in self._supports[case.machine, case.event]:
                rest = case.read & ~self._field(other)
                turning[case.machine, case.event, other, rest].add(outcome)
        goals: dict[_Case, tuple[Goal, ...]] = {}
        for case, outcome in outcomes.items():
            instance = self.system.instances[case.machine]
            if instance.name in WORLD or instance.name in HISTORY:
                continue
            state = self._layout.state_of(case.read, case.machine)
            mine = [Goal(instance.name, case.event, state, outcome)]
            for other in sorted(self._supports[case.machine, case.event] - {case.machine}):
                rest = case.read & ~self._field(other)
                if len(turning[case.machine, case.event, other, rest]) > 1:
                    name = self.system.instances[other].name
                    value = self._layout.state_of(case.read, other)
                    mine.append(Goal(instance.name, case.event, state, outcome, name, value))
            goals[case] = tuple(mine)
            for goal in mine:
                self.sightings[goal] += cases[case]
        for (event, case), sighting in self._causes.items():
            if case in goals:
                goal = replace(goals[case][0], after=str(event))
                self.sightings[goal].append(sighting)
        for goal, sightings in self.sightings.items():
            nearest = sorted(set(sightings), key=lambda each: (each.state, each.event))
            self.sightings[goal] = nearest[:MOST_SIGHTINGS]
        return goals

    def _outcome(self, case: _Case) -> str:
        instance = self.system.instances[case.machine]
        state = self._layout.unpack(case.read)
        view = self.system.view(state, instance.parameter)
        chosen = self.system.choose(case.machine, case.event, state[case.machine], view)
        return "ignored" if chosen is None else instance.machine.transitions[chosen].target


def _first(values: Packed) -> tuple[list[int], list[int]]:
    """Return the distinct values, and where each stands first."""
    distinct, rows = np.unique(values, return_index=True)
    return distinct.tolist(), rows.tolist()
