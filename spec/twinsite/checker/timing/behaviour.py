"""The steps that a system takes in time, joint state by joint state."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Generic, NamedTuple, TypeVar

import networkx as nx

from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, JointState, System
from twinsite.checker.semantics.view import View
from twinsite.checker.timing.question import Interval, Question, Timing

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step, and when it is taken."""

    event: Event
    interval: Interval
    after: JointState
    entered: frozenset[str]
    """The machines whose clocks begin anew."""


Graph = Mapping[JointState, Sequence[TimedStep]]
"""Every joint state that can be reached with its steps; a goal has none."""


Phases = Mapping[JointState, Mapping[str, float]]
"""Joint states with the most that each clock may be; one that is missing may be anything."""


class UndeterminedError(Exception):
    """A search has grown beyond what was allowed."""


class Behaviour(Generic[V]):
    """A system whose events come when a timing says."""

    def __init__(self, system: System[V], timing: Timing[V]) -> None:
        """Bind a system to a timing.

        Args:
            system: The composition.
            timing: When each event comes.
        """
        self.system = system
        self.timing = timing
        """When each event comes."""
        self._known: dict[JointState, tuple[TimedStep, ...]] = {}

    def steps(self, state: JointState) -> tuple[TimedStep, ...]:
        """Return the steps of a joint state, in the order of the events."""
        known = self._known.get(state)
        if known is None:
            known = self._known[state] = tuple(self._steps(state))
        return known

    def _steps(self, state: JointState) -> list[TimedStep]:
        view = self.system.view(state)
        found = []
        for event in self.system.events:
            interval = self.timing(event, view)
            if interval is None:
                continue
            try:
                step = self.system.step(state, event)
            except RefusedError:
                continue
            found.append(TimedStep(event, interval, step.after, step.entered))
        return found

    def bounds(self, state: JointState) -> dict[str, int]:
        """Return for each clock how far it gets in a joint state, where anything bounds it."""
        found: dict[str, int] = {}
        for step in self.steps(state):
            clock, most = step.interval.clock, step.interval.most
            if most is not None:
                found[clock] = min(most, found.get(clock, most))
        return found

    def graph(
        self,
        starts: Phases,
        goal: Callable[[JointState], bool] = lambda _: False,
        *,
        most_states: int = 100_000,
    ) -> Graph:
        """Return the joint states that can be reached, as far as each clock by itself tells.

        A step is left out if its clock cannot get so far in its joint state, since something else
        comes before that, whatever the other clocks say.

        Args:
            starts: Where to begin.
            goal: Where to go no further.
            most_states: How many joint states are looked at.

        Raises:
            UndeterminedError: if there are more.
        """
        clocks = tuple(self.system.index)
        most = {state: [of.get(c, inf) for c in clocks] for state, of in starts.items()}
        found: dict[JointState, Sequence[TimedStep]] = {}
        waiting = list(most)
        while waiting:
            state = waiting.pop()
            if len(most) > most_states:
                raise UndeterminedError(f"more than {most_states:,} joint states")
            if goal(state):
                found[state] = ()
                continue
            bounds = self.bounds(state)
            top = [max(m, bounds.get(c, inf)) for c, m in zip(clocks, most[state], strict=True)]
            steps = [s for s in self.steps(state) if s.interval.least <= top[self._row(s)]]
            found[state] = tuple(steps)
            for step in steps:
                here = [0 if c in step.entered else t for c, t in zip(clocks, top, strict=True)]
                known = most.get(step.after)
                joined = here if known is None else list(map(max, known, here))
                if joined != known:
                    most[step.after] = joined
                    waiting.append(step.after)
        return found

    def _row(self, step: TimedStep) -> int:
        return self.system.index[step.interval.clock]

    def settled(self, starts: Phases) -> tuple[JointState, ...]:
        """Return the joint states in which the behaviour ends up, and goes on for ever.

        Args:
            starts: Where it begins.

        Raises:
            UndeterminedError: if there are too many joint states to tell.
        """
        graph = self.graph(starts)
        arrows = nx.DiGraph((s, step.after) for s, steps in graph.items() for step in steps)
        arrows.add_nodes_from(graph)
        ends = nx.attracting_components(arrows)
        return tuple(sorted(state for end in ends for state in end))


class Beginning(NamedTuple):
    """What the triggers of a question lead to from a joint state."""

    start: JointState
    """Where they come."""
    state: JointState
    """The joint state after them."""
    most: Mapping[str, float]
    """The most that each clock may be after them; one that is missing may be anything."""


def beginnings(question: Question[V]) -> Iterator[Beginning]:
    """Yield what the triggers of a question lead to from each joint state in which they can come.

    Args:
        question: The question.
    """
    before = Behaviour(question.system, question.before)
    for start in question.starts:
        triggered = question.triggered(start)
        if triggered is not None:
            state, fresh = triggered
            yield Beginning(start, state, before.bounds(start) | dict.fromkeys(fresh, 0))


def joined(phases: Iterable[tuple[JointState, Mapping[str, float]]]) -> Phases:
    """Return joint states each once, with the most that each clock may be in any of them."""
    found: dict[JointState, Mapping[str, float]] = {}
    for state, most in phases:
        known = found.get(state, most)
        found[state] = {clock: max(most[clock], known[clock]) for clock in most.keys() & known}
    return found
