"""The earliest and the latest moment at which something is reached: exact, and attained.

A clock tells the time since the trigger, beside those of the machines.  Nothing compares it with
anything; so for the earliest moment it may be later, and for the latest earlier, than it is, and
far fewer sets of clock values are told apart.
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from math import inf
from typing import Generic, NamedTuple, TypeVar

from twinsite.checker.semantics.system import Event, JointState
from twinsite.checker.semantics.view import View
from twinsite.checker.timing.behaviour import (
    Behaviour,
    UndeterminedError,
    beginnings,
    joined,
)
from twinsite.checker.timing.places import FIRST_CLOCK, Place, Places
from twinsite.checker.timing.question import Question
from twinsite.checker.timing.recurrence import ELAPSED, ZoneNode, recurrence
from twinsite.checker.timing.slicing import sliced
from twinsite.checker.timing.zones import Zone, any_phase, at_least, beyond, later, within

V = TypeVar("V", bound=View)

MOST_ZONES = 300_000
"""So many sets of clock values are looked at."""


class Taken(NamedTuple):
    """A step of a trace, and how time passed before it."""

    event: Event
    overdue: str
    """The clock that was past its bound already, so that no time passed; empty if none was."""


@dataclass(frozen=True, slots=True)
class Way:
    """A trace from the trigger on."""

    start: JointState
    """The joint state in which the trigger came."""
    steps: tuple[Taken, ...]
    """What followed it."""


@dataclass(frozen=True, slots=True)
class Attained:
    """A bound, and a trace that attains it."""

    ticks: int
    """How long it takes."""
    way: Way


@dataclass(frozen=True, slots=True)
class Unbounded:
    """That there is no bound, and a trace that shows it."""

    way: Way
    """How it comes to that."""
    loop: tuple[Event, ...]
    """What can come again and again from then on; empty if nothing need come at all."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The answer to a question."""

    earliest: Attained | None
    """None if it is never reached."""
    latest: Attained | Unbounded | None
    """None if it is never reached."""
    zones: int
    """How many sets of clock values were looked at."""
    states: int
    """How many joint states are told apart, once it is sliced."""
    still: frozenset[str]
    """The machines that nothing depends on."""


class _Search(Generic[V]):
    """The search for both bounds of one question."""

    def __init__(self, question: Question[V], behaviour: Behaviour[V], most_zones: int) -> None:
        system = question.system
        goals: dict[JointState, bool] = {}

        def reached(state: JointState) -> bool:
            if state not in goals:
                goals[state] = question.goal(system.view(state))
            return goals[state]

        self.question = question
        self.beginnings = tuple(beginnings(question))
        graph = behaviour.graph(joined((b.state, b.most) for b in self.beginnings), reached)
        self.slice = sliced(graph, tuple(system.index), reached)
        self.places = Places(self.slice.graph)
        self.reached = reached
        self.zones = 0
        self.most_zones = most_zones

    def first(self, *, latest: bool) -> Iterator[ZoneNode]:
        """Yield where time begins to pass, at any phase of the clocks before the trigger."""
        for begun in self.beginnings:
            place = self.places[self.slice.place(begun.state)]
            zone = any_phase([0, *(begun.most.get(clock, inf) for clock in place.clocks)])
            for passed, overdue in self.passed(place, zone, latest=latest):
                yield ZoneNode(place, passed, overdue, begun.start, None, None)

    def next(self, node: ZoneNode, *, latest: bool) -> Iterator[tuple[float, ZoneNode]]:
        """Yield what can follow, each with the bound of the time at which it does."""
        place, n = node.place, node.place.rows
        for move in place.moves:
            part = at_least(node.zone, n, move.clock, move.step.interval.least)
            if part is None:
                continue
            elapsed = part[ELAPSED * n] if latest else -part[ELAPSED]
            after = self.places[move.step.after]
            for passed, overdue in self.passed(after, move.after(part), latest=latest):
                yield elapsed, ZoneNode(after, passed, overdue, node.start, node, move.step)

    def passed(self, place: Place, zone: Zone, *, latest: bool) -> Iterator[tuple[Zone, str]]:
        """Yield what a zone becomes in a place, and the clock that lets no time pass, if one does.

        Where a clock is past its bound already, what is due comes at once.
        """
        n = place.rows
        passed = later(zone, n, place.bounds)
        if passed is not None:
            yield self._forget(place, passed, latest=latest), ""
        for clock, bound in place.bounds:
            if zone[clock * n] > bound:
                part = at_least(zone, n, clock, bound)
                assert part is not None
                name = place.clocks[clock - FIRST_CLOCK]
                yield self._forget(place, part, latest=latest), name

    def _forget(self, place: Place, zone: Zone, *, latest: bool) -> Zone:
        n = place.rows
        if place.unbound:
            zone = beyond(zone, n, place.unbound, self.places.largest)
        bounds = list(zone)
        for other in range(n):
            if other != ELAPSED:
                bounds[other * n + ELAPSED if latest else ELAPSED * n + other] = inf
        return tuple(bounds)

    def count(self) -> None:
        """Count one zone more.

        Raises:
            UndeterminedError: if these are too many.
        """
        self.zones += 1
        if self.zones > self.most_zones:
            raise UndeterminedError(f"more than {self.most_zones:,} sets of clock values")

    def earliest(self) -> Attained | None:
        """Return the least time to the goal: what can come first is looked at first."""
        if not any(map(self.reached, self.slice.graph)):
            return None
        passed = _Passed()
        order = count()
        waiting = [(0.0, next(order), node) for node in self.first(latest=False)]
        while waiting:
            elapsed, _, node = heappop(waiting)
            if self.reached(node.place.state):
                return Attained(int(elapsed), _way(node))
            if passed.has(node):
                continue
            self.count()
            for at, following in self.next(node, latest=False):
                heappush(waiting, (at, next(order), following))
        return None

    def latest(self) -> Attained | Unbounded:
        """Return the most time to the goal, or that there is none."""
        passed = _Passed()
        worst: tuple[float, ZoneNode | None] = (-1, None)
        waiting = deque((0.0, node) for node in self.first(latest=True))
        while waiting:
            elapsed, node = waiting.popleft()
            if self.reached(node.place.state):
                worst = max(worst, (elapsed, node), key=lambda found: found[0])
                continue
            if passed.has(node):
                continue
            self.count()
            if node.zone[ELAPSED * node.place.rows] == inf:
                return Unbounded(_way(node), ())
            loop = recurrence(node)
            if loop:
                return Unbounded(_way(node), loop)
            waiting.extend(self.next(node, latest=True))
        elapsed, last = worst
        assert last is not None
        return Attained(int(elapsed), _way(last))


class _Passed:
    """The zones that were looked at, without those that are part of others."""

    def __init__(self) -> None:
        self._zones: dict[JointState, list[Zone]] = defaultdict(list)

    def has(self, node: ZoneNode) -> bool:
        """Return whether a zone is part of one that was looked at; if not, it now was."""
        zones = self._zones[node.place.state]
        if any(within(node.zone, zone) for zone in zones):
            return True
        zones[:] = [zone for zone in zones if not within(zone, node.zone)]
        zones.append(node.zone)
        return False


def _way(node: ZoneNode) -> Way:
    steps: list[Taken] = []
    at = node
    while at.before is not None and at.step is not None:
        steps.append(Taken(at.step.event, at.before.overdue))
        at = at.before
    return Way(node.start, tuple(reversed(steps)))


def bounds(
    question: Question[V],
    *,
    behaviour: Behaviour[V] | None = None,
    most_zones: int = MOST_ZONES,
) -> Bounds:
    """Answer a question.

    Args:
        question: The question.
        behaviour: What goes on after the trigger, if it is known from another question.
        most_zones: How many sets of clock values are looked at.

    Raises:
        UndeterminedError: if there are more, or too many joint states.
    """
    known = behaviour or Behaviour(question.system, question.after)
    search = _Search(question, known, most_zones)
    earliest = search.earliest()
    latest = None if earliest is None else search.latest()
    return Bounds(earliest, latest, search.zones, len(search.slice.graph), search.slice.still)
