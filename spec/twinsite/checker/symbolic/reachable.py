"""Every reachable state, and every step from one: a fixpoint over guarded assignments.

Events are taken one after the other, each from all states that have been found and not yet left by
it, so that a set grows by long strides; how far away a state is, is asked of :class:`Levels`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from twinsite.checker.semantics.system import Event
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.assignments import Assignment, Steps
from twinsite.checker.symbolic.variables import Moves, Part, States, Variables

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the steps of a system, as another one that is like it has them."""

    reached: States
    """The states that the other one reaches; the steps are known from these."""
    steps: Mapping[Event, Sequence[tuple[Assignment, States]]]
    """The steps of every event that is answered there in the same way."""
    parts: Mapping[Event, Sequence[Part]]
    """The same, those that move the same machines alike as one."""


class Relation:
    """Guarded assignments: for each the states before."""

    def __init__(self, steps: Steps[V], known: Known | None = None) -> None:
        """Begin with the initial state, and without any step.

        Args:
            steps: Takes the steps.
            known: The steps that need not be taken again.
        """
        self.variables = steps.variables
        """The bits of the machines."""
        self.guards: dict[Assignment, States] = {}
        """For each assignment the reachable states from which it is taken."""
        self._steps = steps
        system = steps.system
        self.initial: States = self.variables.exactly(system.named(system.initial))
        """The initial state."""
        self.reached: States = self.initial
        """Every state found."""
        self._left = dict.fromkeys(system.events, self.variables.none)
        self._known = known
        self._as_known: dict[Event, States] = {}

    def grow(self) -> bool:
        """Take every event once from all states found; return whether a step was new.

        Raises:
            DeclarationError: if the signals of a step do not come to an end.
            OutOfNodesError: if there is no room for what is found.
        """
        grown = False
        for event, left in self._left.items():
            fresh = self.reached & ~left
            if not fresh.satisfiable():
                continue
            grown = True
            self._left[event] = self.reached
            if self._known is not None and event in self._known.parts:
                self._take_as_known(self._known, event, fresh & self._known.reached)
                fresh &= ~self._known.reached
                if not fresh.satisfiable():
                    continue
            for assignment, before in self._steps.of(event, fresh):
                after = self.variables.after(fresh, before, assignment.moves)
                guard = self.guards.get(assignment, self.variables.none) | before
                # both or none, also where there is no room: what is reached has a way to it
                self.reached, self.guards[assignment] = self.reached | after, guard
        return grown

    def _take_as_known(self, known: Known, event: Event, states: States) -> None:
        self.reached |= self.variables.image(states, known.parts[event])
        self._as_known[event] = self._as_known.get(event, self.variables.none) | states

    def settle(self) -> None:
        """Write down the steps that were taken as they are known.

        Raises:
            OutOfNodesError: if there is no room for them.
        """
        if self._known is not None:
            for event, states in self._as_known.items():
                for assignment, known in self._known.steps[event]:
                    if (before := known & states).satisfiable():
                        guard = self.guards.get(assignment, self.variables.none)
                        self.guards[assignment] = guard | before
        self._as_known = {}

    def abandon(self) -> None:
        """Forget what is reached by steps that are not written down, so that all of it is known."""
        if self._known is not None:
            self.reached, self.guards, self._as_known = self.initial, {}, {}

    def by_event(self, among: Iterable[Assignment] | None = None) -> dict[Event, list[Part]]:
        """Return some of the steps, those of an event that move the same machines alike as one."""
        found: dict[Event, list[Part]] = {}
        for assignment in self.guards if among is None else among:
            part = assignment.moves, self.guards[assignment]
            found.setdefault(assignment.event, []).append(part)
        return {event: merged(self.variables, parts) for event, parts in found.items()}

    @cached_property
    def parts(self) -> list[Part]:
        """All steps, those that move the same machines alike as one."""
        return merged(self.variables, ((a.moves, before) for a, before in self.guards.items()))

    def enabled(self, event: Event) -> States:
        """Return the reachable states in which an event is possible."""
        return self.variables.union(g for a, g in self.guards.items() if a.event == event)


def closure(
    variables: Variables, begins: States, parts: Sequence[Part], within: States | None = None
) -> States:
    """Return the states to which steps lead from some states, without leaving a set if given."""
    within = variables.every if within is None else within
    found, grows = begins, True
    while grows:
        before = found
        found |= variables.image(found, parts) & within
        grows = found != before
    return found


def merged(variables: Variables, parts: Iterable[Part]) -> list[Part]:
    """Return steps with those that move the same machines alike as one."""
    found: dict[Moves, States] = {}
    for moves, before in parts:
        found[moves] = found.get(moves, variables.none) | before
    return list(found.items())


class Levels:
    """The states by the number of steps that the nearest way to them has, found when asked for."""

    def __init__(self, relation: Relation) -> None:
        """Begin with the initial state.

        Args:
            relation: Every step from a state that is reached.
        """
        self._relation = relation
        self._within: list[States] = [relation.initial]

    def within(self, length: int) -> States:
        """Return the states to which a way of at most this many steps leads."""
        relation = self._relation
        while len(self._within) <= length and self._within[-1] != relation.reached:
            known = self._within[-1]
            self._within.append(known | relation.variables.image(known, relation.parts))
            assert self._within[-1] != known, "no step leads to some of the states"
        return self._within[min(length, len(self._within) - 1)]

    @property
    def looked(self) -> int:
        """The number of steps to the farthest level that was asked for."""
        return len(self._within) - 1

    @property
    def depth(self) -> int:
        """The number of steps to the farthest state.

        Raises:
            OutOfNodesError: if there is no room for the states of a level.
        """
        length = 0
        while self.within(length) != self._relation.reached:
            length += 1
        return length

    def nearest(self, states: States) -> int:
        """Return the number of steps to the nearest of some states, one of which is reached."""
        length = 0
        while not (self.within(length) & states).satisfiable():
            assert self.within(length) != self._relation.reached, "none of the states is reached"
            length += 1
        return length

    def __iter__(self) -> Iterator[States]:
        """Yield the states of each level, nearest first."""
        before = self._relation.variables.none
        for length in range(self.depth + 1):
            yield self.within(length) & ~before
            before = self.within(length)
