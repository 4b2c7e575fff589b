"""Traces in time whose moments are drawn, each evenly within its interval.

Bounds say what comes at the earliest and at the latest; drawn traces lie between them.  What is
drawn for an event stands until its clock begins anew, or until the event has become impossible.
"""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Generic, NamedTuple, TypeVar

from twinsite.checker.semantics.system import Event, JointState
from twinsite.checker.semantics.view import View
from twinsite.checker.timing.behaviour import Behaviour

V = TypeVar("V", bound=View)


class Drawn(NamedTuple):
    """A step of a drawn trace."""

    at: float
    """When it is taken, in ticks since the trace began."""
    state: JointState
    """The joint state before it."""
    event: Event


class _Way(NamedTuple):
    """What a joint state allows."""

    event: Event
    clock: int
    least: int
    most: int
    after: JointState
    entered: tuple[int, ...]
    """The numbers of the clocks that begin anew."""


class _Plan(NamedTuple):
    """The moment that is drawn for an event, and for which interval of which clock."""

    since: float
    least: int
    most: int
    at: float


class Draws(Generic[V]):
    """Draws traces of one behaviour, and keeps what is known of its steps between them."""

    def __init__(self, behaviour: Behaviour[V]) -> None:
        """Bind to a behaviour.

        Args:
            behaviour: What goes on.  An event that need not come at all does not come.
        """
        self.behaviour = behaviour
        self._ways: dict[JointState, tuple[_Way, ...]] = {}

    def ways(self, state: JointState) -> tuple[_Way, ...]:
        """Return what a joint state allows, in the order of the events."""
        known = self._ways.get(state)
        if known is None:
            index = self.behaviour.system.index
            known = self._ways[state] = tuple(
                _Way(
                    step.event,
                    index[step.interval.clock],
                    step.interval.least,
                    step.interval.most,
                    step.after,
                    tuple(index[name] for name in step.entered),
                )
                for step in self.behaviour.steps(state)
                if step.interval.most is not None
            )
        return known

    def begin(self, state: JointState, random: Random) -> "Run[V]":
        """Begin a trace at the moment 0, each clock at any age that it can have in that state.

        A clock that nothing bounds begins with the trace.

        Args:
            state: The joint state at the moment 0.
            random: Draws the ages, and all that follows.
        """
        bounds = self.behaviour.bounds(state)
        clocks = self.behaviour.system.index
        return Run(self, state, [-random.uniform(0, bounds.get(c, 0)) for c in clocks], random)


class Run(Generic[V]):
    """A trace that is being drawn."""

    def __init__(
        self, draws: Draws[V], state: JointState, since: list[float], random: Random
    ) -> None:
        """Begin at the moment 0.

        Args:
            draws: Knows the steps.
            state: The joint state.
            since: For each clock the moment at which it began.
            random: Draws.
        """
        self.state = state
        self.now = 0.0
        self._draws, self._since, self._random = draws, since, random
        self._planned: dict[Event, _Plan] = {}

    def until(self, end: float) -> Iterator[Drawn]:
        """Take every step that is due before a moment, and let time pass to it.

        Args:
            end: The moment, in ticks since the trace began.
        """
        while True:
            due, first = end, None
            planned = {}
            for way in self._draws.ways(self.state):
                plan = planned[way.event] = self._plan(way)
                if plan.at < due:
                    due, first = plan.at, way
            self._planned = planned
            if first is None:
                self.now = end
                return
            before, self.now, self.state = self.state, due, first.after
            for clock in first.entered:
                self._since[clock] = due
            yield Drawn(due, before, first.event)

    def copy(self) -> "Run[V]":
        """Return a trace that begins where this one is; what comes next is drawn anew."""
        since = [moment - self.now for moment in self._since]
        return Run(self._draws, self.state, since, self._random)

    def pass_to(self, end: float) -> None:
        """Take every step that is due before a moment, without a look at any."""
        for _ in self.until(end):
            pass

    def take(self, events: Sequence[Event]) -> None:
        """Take events now, one after another.

        Raises:
            RefusedError: if one of them is impossible.
        """
        system = self._draws.behaviour.system
        for event in events:
            step = system.step(self.state, event)
            self.state = step.after
            for name in step.entered:
                self._since[system.index[name]] = self.now

    def _plan(self, way: _Way) -> _Plan:
        since = self._since[way.clock]
        known = self._planned.get(way.event)
        if known is not None and known[:3] == (since, way.least, way.most):
            return known
        first, last = max(self.now, since + way.least), since + way.most
        at = first if last <= first else self._random.uniform(first, last)
        return _Plan(since, way.least, way.most, at)
