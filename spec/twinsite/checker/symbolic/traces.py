"""Shortest traces, each step of which is taken again by the semantics of one step."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.system import Event, JointState, Step, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.reachable import Levels, Relation
from twinsite.checker.symbolic.variables import Part, States, Variables

V = TypeVar("V", bound=View)


def retrace(system: System[V], events: Iterable[Event]) -> Iterator[Step]:
    """Take events one after the other from the initial state.

    Raises:
        RefusedError: if one of them is not enabled.
    """
    state = system.initial
    for event in events:
        step = system.step(state, event)
        yield step
        state = step.after


def deadlines_of(system: System[V]) -> frozenset[Event]:
    """Return the deadlines of a system."""
    return frozenset(
        Event(instance.name, event.id)
        for instance in system.instances
        for event in instance.machine.events
        if event.kind is Kind.DEADLINE
    )


def leading_to(state: Mapping[str, str], parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the steps after which the machines that move are where they are in a state."""
    for moves, guard in parts:
        if all(state[machine] == name for machine, name in moves):
            yield moves, guard


def step_to(
    variables: Variables,
    state: Mapping[str, str],
    steps: Iterable[tuple[Event, Sequence[Part]]],
    near: States,
) -> tuple[Event, tuple[str, ...]] | None:
    """Return the first step that leads to a state from one of some others, or None.

    Args:
        variables: The bits of the machines.
        state: The state, as the state of every machine.
        steps: The steps, by event.
        near: The states from which it may be.

    Returns:
        The event, and the state before.
    """
    target = variables.exactly(state)
    for event, parts in steps:
        for moves, guard in leading_to(state, parts):
            before = variables.before(target, guard, moves) & near
            if before.satisfiable():
                return event, next(variables.each(before))
    return None


class Traces(Generic[V]):
    """The shortest traces of a system, those with few deadlines first."""

    def __init__(self, system: System[V], relation: Relation, levels: Levels) -> None:
        """Prepare to trace.

        Args:
            system: The system.
            relation: Every step of it.
            levels: How far away its states are.
        """
        self._system = system
        self._relation = relation
        self._levels = levels
        self._ways: dict[JointState, tuple[Event, ...]] = {system.initial: ()}

    @cached_property
    def _steps(self) -> list[tuple[Event, list[Part]]]:
        """The steps of every event; deadlines stand last."""
        deadlines = deadlines_of(self._system)
        events = sorted(self._system.events, key=lambda event: event in deadlines)
        by_event = self._relation.by_event()
        return [(event, by_event[event]) for event in events if event in by_event]

    def to(self, states: States, event: Event | None = None) -> tuple[Step, ...]:
        """Return a shortest trace to one of some states, and with an event from there.

        Args:
            states: The states, one of which at least is reached.
            event: What is offered in the end; nothing if None.
        """
        length = self._levels.nearest(states)
        variables = self._relation.variables
        end = next(variables.each(self._levels.within(length) & states))
        way = self.way(end, length)
        steps = list(retrace(self._system, way))
        assert (steps[-1].after if steps else self._system.initial) == end, (
            "the assignments and the step disagree"
        )
        if event is not None:
            steps.append(self._system.step(end, event))
        return tuple(steps)

    def way(self, state: JointState, length: int) -> tuple[Event, ...]:
        """Return the events of a shortest trace to a state that is so many steps away."""
        if state not in self._ways:
            there = self._system.named(state)
            near = self._levels.within(length - 1)
            found = step_to(self._relation.variables, there, self._steps, near)
            assert found is not None, "a level does not follow from the one before"
            self._ways[state] = (*self.way(found[1], length - 1), found[0])
        return self._ways[state]
