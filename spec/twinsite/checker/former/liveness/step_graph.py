"""All steps of an explored system, as rows, for questions about infinite traces."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.block import filled, moved
from twinsite.checker.former.explorer.block_steps import SortedSteps, Steps
from twinsite.checker.former.explorer.block_tables import WordTable
from twinsite.checker.former.explorer.hash_index import order_of
from twinsite.checker.former.explorer.result import Exploration
from twinsite.checker.former.explorer.tables import Words
from twinsite.checker.former.liveness.nodes import Nodes
from twinsite.checker.semantics.system import Event
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Occurrence, Property, Restriction

V = TypeVar("V", bound=View)


class StepGraph(Generic[V]):
    """The steps between the states of a complete exploration.

    Sets of states are kept as a word for each key, and sets of steps as a word for each row.
    """

    def __init__(self, exploration: Exploration[V]) -> None:
        """Collect the steps that are reached.

        Args:
            exploration: A complete exploration.
        """
        assert exploration.complete
        self.exploration = exploration
        self.system = exploration.system
        self.relation = exploration.relation
        self.reached: Words = exploration.taken
        """The states, for every key."""
        steps = self.relation.steps_from(self.reached)
        self.steps: Steps = SortedSteps(steps, steps.source, len(self.reached)).steps
        """The steps, sorted by the key before."""
        self.moves = self.relation.stepper.moves
        """How far each course moves the joint state of the block."""
        courses = self.relation.stepper.courses
        self.events: NDArray[np.int32] = np.array([c.event for c in courses], dtype=np.int32)
        """The number of the event of each course."""
        self._given: dict[Restriction[V], Words] = {}

    @cached_property
    def _by_event(self) -> list[tuple[Event, NDArray[np.intp]]]:
        """The positions of the steps of each event."""
        events = self.events[self.steps.courses]
        ends = np.cumsum(np.bincount(events, minlength=len(self.system.events)))
        parts = np.split(order_of(events), ends[:-1])
        return list(zip(self.system.events, parts, strict=True))

    def given(self, restriction: Restriction[V] | None) -> Words:
        """Return for every row the states before from which a restriction allows the step."""
        if restriction is None:
            return self.steps.words
        if restriction not in self._given:
            words = np.zeros_like(self.steps.words)
            for event, chosen in self._by_event:
                table = self._table(self._allows(restriction, event))
                keys = self.relation.index.keys.take(self.steps.source.take(chosen))
                rows, inside = table.where(1, self.steps.words[chosen], keys)
                words[chosen[rows]] = inside
            self._given[restriction] = words
        return self._given[restriction]

    def _allows(self, restriction: Restriction[V], event: Event) -> Callable[..., int]:
        parameter = self.system.instances[self.system.index[event.machine]].parameter
        view = self.system.view_through
        return lambda read: int(restriction.allows(event, view(read, parameter)))

    def _table(self, function: Callable[..., int]) -> WordTable[V]:
        return WordTable(self.system, self.relation.layout, function, self.relation.block)

    def when(self, prop: Property[V]) -> NDArray[np.bool_]:
        """Return for every row whether its steps are some that a property means."""
        events, courses = self.system.events, self.relation.stepper.courses
        present = np.bincount(self.steps.courses, minlength=len(courses)).astype(np.bool_)
        meant = [
            bool(here and prop.when(Occurrence(events[course.event], course.log)))
            for here, course in zip(present, courses, strict=True)
        ]
        return np.array(meant, dtype=np.bool_).take(self.steps.courses)

    def holds(self, predicate: Callable[[V], bool]) -> Words:
        """Return the states of which a predicate is true."""
        view = self.system.view_through
        table = self._table(lambda read: int(predicate(view(read))))
        ids = filled(self.reached)
        rows, words = table.where(1, self.reached[ids], self.relation.index.keys[ids])
        found = np.zeros_like(self.reached)
        found[ids[rows]] = words
        return found

    def between(self, words: Words, states: Words) -> Words:
        """Return for every row the states before that are in a set, if the one after is as well.

        Args:
            words: For every row the states before that are asked about.
            states: The set.
        """
        back = -self.moves.take(self.steps.courses)
        return words & states.take(self.steps.source) & moved(states.take(self.steps.target), back)

    def closure(self, begins: Words, steps: Steps) -> Words:
        """Return the states that can be reached from some states.

        Args:
            begins: The states from which to begin.
            steps: The steps that may be taken, sorted by the key before.
        """
        ways = SortedSteps(steps, steps.source, len(begins))
        found = begins.copy()
        ids = filled(begins).astype(np.int32)
        words = begins[ids]
        while ids.size:
            ids, words = ways.after(self.moves, ids, words, found)
            found[ids] |= words
        return found

    def packed(self, nodes: Nodes, number: int) -> int:
        """Return the packed state of a number."""
        fields = self.relation.block.fields[nodes.bit[number]]
        return int(self.relation.index.keys[nodes.key[number]] | fields)

    def depths(self, nodes: Nodes) -> NDArray[np.int32]:
        """Return for every state the number of steps from the initial state."""
        depths = np.zeros(len(nodes), dtype=np.int32)
        for depth, (ids, words) in enumerate(self.exploration.found.rows):
            level = np.zeros_like(self.reached)
            level[ids] = words
            depths[nodes.among(level)] = depth
        return depths

    def possible(self, restriction: Restriction[V] | None, events: Sequence[Event]) -> list[Words]:
        """Return for each of some events the states in which it can and may come."""
        given = self.given(restriction)
        positions = dict(self._by_event)
        found = []
        for event in events:
            chosen = positions[event]
            states = np.zeros_like(self.reached)
            np.bitwise_or.at(states, self.steps.source[chosen], given[chosen])
            found.append(states)
        return found
