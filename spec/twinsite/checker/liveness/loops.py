"""A lasso out of the states from which fair traces can go on for ever."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Generic, TypeVar

from twinsite.checker.liveness.fair_states import Region, Steps
from twinsite.checker.liveness.fairness import Strength
from twinsite.checker.liveness.lasso import Lasso, possible, served
from twinsite.checker.semantics.system import Event, JointState, Step
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Property
from twinsite.checker.symbolic.reachable import closure
from twinsite.checker.symbolic.result import Exploration
from twinsite.checker.symbolic.traces import step_to
from twinsite.checker.symbolic.variables import States

V = TypeVar("V", bound=View)


class Loops(Generic[V]):
    """Finds ways and loops within the region of one promise."""

    def __init__(self, exploration: Exploration[V], prop: Property[V], region: Region) -> None:
        """Prepare to find a lasso.

        Args:
            exploration: The system.
            prop: The promise.
            region: Where traces break it.
        """
        self._exploration = exploration
        self._system = exploration.system
        self._prop = prop
        self._region = region
        self._variables = region.variables

    def lasso(self, left: States, fair: Mapping[Event, Strength]) -> Lasso:
        """Return a lasso whose loop is fair.

        Args:
            left: The states from which fair traces can go on for ever; not empty.
            fair: How fair each event is assumed to be.
        """
        while True:
            stem, entry = self._stem(left)
            ahead = closure(self._variables, self._only(entry), self._region.parts, left)
            component = self._region.coming_to(self._only(entry), ahead)
            if component == ahead:  # no way out: what is fair from here is fair inside
                return Lasso(stem, self._loop(entry, component, fair))
            left = ahead & ~component

    def _only(self, state: JointState) -> States:
        return self._variables.exactly(self._system.named(state))

    def _after(self, states: States) -> States:
        return self._variables.image(states, self._region.parts)

    def _stem(self, goal: States) -> tuple[tuple[Step, ...], JointState]:
        """Return a shortest trace that gives the promise and then, open, comes to one of a set."""
        levels, begins = self._exploration.levels, self._region.begins
        reached = [levels.within(0) & begins]
        while not (reached[-1] & goal).satisfiable():
            begun = levels.within(len(reached)) & begins
            reached.append(reached[-1] | self._after(reached[-1]) | begun)
        end = state = next(self._variables.each(reached[-1] & goal))
        way: list[Event] = []
        for length in range(len(reached) - 1, 0, -1):
            if (self._only(state) & begins & levels.within(length)).satisfiable():
                break
            event, state = self._back(state, reached[length - 1])
            way.insert(0, event)
        steps = list(self._exploration.traces.to(self._only(state)))
        return (*steps, *self._taken(state, way)), end

    def _back(self, state: JointState, near: States) -> tuple[Event, JointState]:
        steps = self._region.by_event.items()
        found = step_to(self._variables, self._system.named(state), steps, near)
        assert found is not None, "a state is not come to from where it must be"
        return found

    def _taken(self, state: JointState, way: Iterable[Event]) -> list[Step]:
        steps: list[Step] = []
        for event in way:
            steps.append(self._system.step(steps[-1].after if steps else state, event))
        return steps

    def _loop(
        self, entry: JointState, component: States, fair: Mapping[Event, Strength]
    ) -> tuple[Step, ...]:
        """Return a loop within a component, made longer until it is fair."""
        loop: list[Step] = []
        done: set[Event] = set()
        if self._region.accept is not None:
            self._take(loop, entry, self._region.accept, component)
            self._go(loop, entry, self._only(entry), component)
        while (event := self._missed(loop, entry, fair)) is not None:
            assert event not in done, f"no loop is fair to {event}"
            done.add(event)
            steps = self._region.serving(event, fair[event])
            within = self._variables.preimage(component, chain(*steps.values()))
            if (within & component).satisfiable():
                self._take(loop, entry, steps, component)
            else:
                self._go(loop, entry, component & ~self._region.possible[event], component)
            self._go(loop, entry, self._only(entry), component)
        return tuple(loop)

    def _missed(
        self, loop: Sequence[Step], entry: JointState, fair: Mapping[Event, Strength]
    ) -> Event | None:
        """Return an event to which a loop is unfair, or None."""
        states = [step.before for step in loop] or [entry]
        done = {strength: served(self._system, loop, strength) for strength in Strength}
        for event, strength in fair.items():
            can = [possible(self._system, self._prop, state, event) for state in states]
            missed = all(can) if strength is Strength.WEAK else any(can)
            if missed and event not in done[strength]:
                return event
        return None

    def _take(self, loop: list[Step], entry: JointState, steps: Steps, component: States) -> None:
        """Go to the nearest of some steps that stay in a component, and take it."""
        begins = {
            event: self._variables.preimage(component, parts) & component
            for event, parts in steps.items()
        }
        self._go(loop, entry, self._variables.union(begins.values()), component)
        here = loop[-1].after if loop else entry
        event = next(e for e, states in begins.items() if (self._only(here) & states).satisfiable())
        loop.append(self._system.step(here, event))

    def _go(self, loop: list[Step], entry: JointState, goal: States, component: States) -> None:
        """Go to the nearest of some states, within a component."""
        begin = loop[-1].after if loop else entry
        reached = [self._only(begin)]
        while not (reached[-1] & goal).satisfiable():
            reached.append(reached[-1] | (self._after(reached[-1]) & component))
            assert reached[-1] != reached[-2], "no way within the component leads there"
        state = next(self._variables.each(reached[-1] & goal))
        way: list[Event] = []
        for near in reached[-2::-1]:
            event, state = self._back(state, near)
            way.insert(0, event)
        loop.extend(self._taken(begin, way))
