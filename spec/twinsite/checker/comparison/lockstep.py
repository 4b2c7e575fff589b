"""Two systems side by side under the same events: the shortest trace that one of them refuses.

What can be seen of a system is which events are enabled, and the commands of each step, in order;
signals are its own affair.  Both systems answer every event in one way only, so the search over
the pairs of joint states that the same events lead to decides whether they allow the same traces.
Whether they do is decided first, by long strides; a shortest trace is looked for only if not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Generic, TypeVar

from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, JointState, Log, Step, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.assignments import Reactions, Steps
from twinsite.checker.symbolic.reachable import Relation, merged
from twinsite.checker.symbolic.result import Progress
from twinsite.checker.symbolic.traces import deadlines_of, leading_to, retrace
from twinsite.checker.symbolic.variables import (
    CAPACITY,
    OutOfNodesError,
    Part,
    States,
    Variables,
    nodes_of,
)

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two systems part."""

    shared: tuple[Event, ...]
    """A shortest trace that both allow, with the same commands."""
    event: Event
    """What comes next."""
    left: Step | None
    """The step that the left one takes; None if it refuses."""
    right: Step | None
    """The step that the right one takes; None if it refuses."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of a search."""

    difference: Difference | None
    """A shortest one; None if there is none in what was searched."""
    pairs: int
    """Pairs of joint states found."""
    identical: bool
    """Whether in every pair each machine was in the same state on both sides."""
    complete: bool
    """Whether the answer is final: a difference was found, or every pair was searched."""


def commands_of(system: System[V], log: Log) -> Log:
    """Return what leaves the system in a step: its commands, in order."""
    return tuple((machine, effect) for machine, effect in log if effect in system.commands)


class _Side(Generic[V]):
    """One of the two systems, searched by itself."""

    def __init__(
        self, reactions: Reactions[V], capacity: int, beside: Variables | None = None
    ) -> None:
        self.system = reactions.system
        states, order = reactions.states, reactions.order
        self.variables = Variables(states, order, beside=beside, capacity=capacity)
        self.relation = Relation(Steps(reactions, self.variables))

    def search(self) -> None:
        """Find every step."""
        while self.relation.grow():
            pass

    def steps(self) -> dict[Event, dict[Log, list[Part]]]:
        """Return every step, by the event and the commands."""
        found: dict[Event, dict[Log, list[Part]]] = defaultdict(lambda: defaultdict(list))
        for assignment, before in self.relation.guards.items():
            said = commands_of(self.system, assignment.log)
            found[assignment.event][said].append((assignment.moves, before))
        return {
            event: {said: merged(self.variables, parts) for said, parts in by_commands.items()}
            for event, by_commands in found.items()
        }

    def answer(self, shared: Iterable[Event], event: Event) -> tuple[list[Log], Step | None]:
        """Take a trace again, and return its commands with the last step, None if refused."""
        taken = list(retrace(self.system, shared))
        said = [commands_of(self.system, step.log) for step in taken]
        try:
            return said, self.system.step(taken[-1].after if taken else self.system.initial, event)
        except RefusedError:
            return said, None


class _Product(Generic[V]):
    """A breadth-first search over the pairs of joint states of two systems."""

    def __init__(self, left: System[V], right: System[V], capacity: int) -> None:
        ours, theirs = Reactions(left), Reactions(right)
        self._left = _Side(ours, capacity + nodes_of(theirs.states))
        self._right = _Side(theirs, 0, self._left.variables)
        self._none = self._left.variables.none

    def _prepare(self) -> None:
        self._left.search()
        self._right.search()
        ours, theirs = self._left.steps(), self._right.steps()
        deadlines = deadlines_of(self._left.system) | deadlines_of(self._right.system)
        # stimuli stand first, so that of two ways to a pair one without a deadline is kept
        events = sorted({*ours, *theirs}, key=lambda event: (event in deadlines, event))
        self._differs = {
            event: self._difference(ours.get(event, {}), theirs.get(event, {})) for event in events
        }
        """For every event the pairs that answer it otherwise."""
        self._together = [
            (event, parts, theirs[event][said])
            for event in events
            for said, parts in ours.get(event, {}).items()
            if said in theirs.get(event, {})
        ]
        """The steps that both sides can take together, by their event and commands."""

    def _difference(
        self, ours: Mapping[Log, list[Part]], theirs: Mapping[Log, list[Part]]
    ) -> States:
        union = self._left.variables.union
        differs = self._none
        for said in {*ours, *theirs}:
            mine = union(guard for _, guard in ours.get(said, ()))
            other = union(guard for _, guard in theirs.get(said, ()))
            differs |= mine ^ other
        return differs

    def run(self, limit: int | None, observe: Callable[[Progress], None]) -> Comparison:
        """Search until the two part, nothing new is found, or the limit is passed."""
        pairs = self._left.relation.initial & self._right.relation.initial
        self._levels: list[States] = [pairs]
        complete = identical = False
        difference = None
        try:
            self._prepare()
            everything = self._all(limit, observe)
            if everything is not None:
                pairs, complete = everything, True
            while not complete:
                difference = self._settle(pairs)
                grown = pairs if difference else pairs | self._after(pairs)
                complete = grown == pairs
                if complete or (limit is not None and self._count(grown) > limit):
                    break
                pairs = grown
                self._levels.append(pairs)
                observe(Progress(len(self._levels) - 1, self._count(pairs)))
            identical = not (pairs & ~self._alike()).satisfiable()
        except OutOfNodesError:
            complete = difference is not None
        return Comparison(difference, self._count(pairs), identical, complete)

    def _all(self, limit: int | None, observe: Callable[[Progress], None]) -> States | None:
        """Return every pair, found by long strides; None if two part, or there is no room."""
        parting = self._left.variables.union(self._differs.values())
        found, strides, before = self._levels[0], 0, self._none
        try:
            while found != before:
                too_many = limit is not None and self._count(found) > limit
                if too_many or (found & parting).satisfiable():
                    return None
                before = found
                for _, ours, theirs in self._together:
                    found |= self._taken(found, ours, theirs)
                strides += 1
                observe(Progress(strides, self._count(found)))
        except OutOfNodesError:
            return None
        return found

    def _count(self, pairs: States) -> int:
        return self._left.variables.count(pairs, self._right.variables)

    def _after(self, pairs: States) -> States:
        return self._left.variables.union(
            self._taken(pairs, ours, theirs) for _, ours, theirs in self._together
        )

    def _taken(self, pairs: States, ours: list[Part], theirs: list[Part]) -> States:
        """Return where both sides lead when they take a step together."""
        return self._right.variables.image(self._left.variables.image(pairs, ours), theirs)

    def _alike(self) -> States:
        """Return the pairs in which each machine is in the same state on both sides."""
        left, right = self._left.variables, self._right.variables
        if set(left.states) != set(right.states):
            return self._none
        return reduce(
            and_,
            (
                left.union(
                    left.is_in(machine, state) & right.is_in(machine, state)
                    for state in names
                    if state in right.states[machine]
                )
                for machine, names in left.states.items()
            ),
        )

    def _settle(self, pairs: States) -> Difference | None:
        """Take a trace to a difference again, if there is one among some pairs."""
        for event, differs in self._differs.items():
            if not (pairs & differs).satisfiable():
                continue
            shared = self._way(pairs & differs)
            said, left = self._left.answer(shared, event)
            answered, right = self._right.answer(shared, event)
            assert said == answered, "the assignments and the step disagree"
            return Difference(shared, event, left, right)
        return None

    def _way(self, pairs: States) -> tuple[Event, ...]:
        """Return the events that lead to one of some pairs of the last level."""
        left, right = self._one_of(pairs)
        way: list[Event] = []
        for near in self._levels[-2::-1]:
            event, left, right = self._back(left, right, near)
            way.insert(0, event)
        return tuple(way)

    def _one_of(self, pairs: States) -> tuple[JointState, JointState]:
        ours, theirs = self._left.variables, self._right.variables
        left = next(ours.each(theirs.forget(pairs, theirs.states)))
        pairs &= ours.exactly(self._left.system.named(left))
        return left, next(theirs.each(ours.forget(pairs, ours.states)))

    def _back(
        self, left: JointState, right: JointState, near: States
    ) -> tuple[Event, JointState, JointState]:
        """Return a step to a pair from one of those that are near."""
        ours, theirs = self._left.variables, self._right.variables
        mine, other = self._left.system.named(left), self._right.system.named(right)
        target = ours.exactly(mine) & theirs.exactly(other)
        for event, left_parts, right_parts in self._together:
            half = theirs.preimage(target, leading_to(other, right_parts))
            before = ours.preimage(half, leading_to(mine, left_parts)) & near
            if before.satisfiable():
                return event, *self._one_of(before)
        raise AssertionError("a level does not follow from the one before")


def compare(
    left: System[V],
    right: System[V],
    *,
    limit: int | None = None,
    capacity: int = CAPACITY,
    observe: Callable[[Progress], None] = lambda _: None,
) -> Comparison:
    """Find a shortest trace that one of two systems allows and the other does not.

    Where a trace can go on as shortly without a deadline, it does.

    Args:
        left: One system.
        right: The other system.
        limit: The search is cut short, and says so, beyond this number of pairs.
        capacity: The search is cut short beyond this number of nodes of decision diagrams.
        observe: Called after every round of either search, for a difference at all and for a
            shortest one; what it calls states are pairs.

    Raises:
        DeclarationError: if the signals of a step do not come to an end.
    """
    return _Product(left, right, capacity).run(limit, observe)
