"""The steps of a system between rows, each taken once for all joint states of its block.

The steps of a key are taken when a search first comes to it; those of the keys that they lead to
are taken at once as well, before it is known whether the search comes to them, since steps are
cheap in bulk.  What is never reached counts for nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.block import Block, filled
from twinsite.checker.former.explorer.block_steps import SortedSteps, Steps
from twinsite.checker.former.explorer.hash_index import Ids, KeyIndex, longer
from twinsite.checker.former.explorer.reaction import Reaction
from twinsite.checker.former.explorer.stepper import Answered, Course, Stepper
from twinsite.checker.former.explorer.tables import Layout, Packed, Words
from twinsite.checker.semantics.system import System, endless
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)

AHEAD = 1 << 16
"""The steps of at least so many keys may be taken before a search has come to them."""
CHUNK = 1 << 16
"""The steps of so many keys are taken at once."""


class Relation(Generic[V]):
    """The steps of the keys of which they were taken."""

    def __init__(self, system: System[V], layout: Layout, block: Block) -> None:
        """Begin without any step.

        Args:
            system: The composition.
            layout: How its joint states are packed.
            block: The machines that are kept as the bits of a word.
        """
        self.system = system
        self.layout = layout
        self.block = block
        self.index = KeyIndex()
        """The keys that were met."""
        self.stepper = Stepper(system, layout, block)
        """Takes the steps, and knows their courses."""
        none = np.zeros(0, dtype=np.int32)
        self._parts = [Steps(none, none, none.astype(np.uint64), none)]
        self._taken = np.zeros(0, dtype=np.bool_)
        self._endless: set[int] = set()

    @property
    def initial(self) -> tuple[Ids, Words]:
        """The row of the initial state."""
        state = np.array([self.layout.pack(self.system.initial)], dtype=np.int64)
        ids = self.index.number(state & ~self.block.mask)
        return ids, np.uint64(1) << self.block.bits(state).astype(np.uint64)

    def take(self, ids: Ids, reached: int) -> None:
        """Take the steps of keys, if they were not taken before.

        Args:
            ids: The numbers of the keys.
            reached: How many keys the search has come to.
        """
        self._taken = longer(self._taken, len(self.index))
        todo = ids[~self._taken[ids]]
        room = max(AHEAD, 4 * reached) - int(np.count_nonzero(self._taken)) - len(todo)
        while todo.size:
            met = len(self.index)
            for at in range(0, len(todo), CHUNK):
                self._take(todo[at : at + CHUNK])
            self._taken = longer(self._taken, len(self.index))
            self._taken[todo] = True
            todo = np.arange(met, min(len(self.index), met + max(0, room)), dtype=np.int32)
            room -= len(todo)

    def _take(self, ids: Ids) -> None:
        flow = self.stepper.take(self.index.keys.take(ids))
        target = self.index.number(flow.states)
        words = self.stepper.words_before(flow)
        self._parts.append(Steps(ids.take(flow.rows), target, words, flow.courses))
        vars(self).pop("steps", None)
        vars(self).pop("_by_source", None)
        vars(self).pop("_by_target", None)
        courses = np.bincount(flow.courses).nonzero()[0].tolist()
        self._endless |= {number for number in courses if self.stepper.courses[number].queue}

    @cached_property
    def steps(self) -> Steps:
        """The steps that were taken, reached or not."""
        columns = zip(*((p.source, p.target, p.words, p.courses) for p in self._parts), strict=True)
        source, target, words, courses = map(np.concatenate, columns)
        self._parts = [Steps(source, target, words, courses)]
        return self._parts[0]

    @cached_property
    def _by_source(self) -> SortedSteps:
        return SortedSteps(self.steps, self.steps.source, len(self.index))

    @cached_property
    def _by_target(self) -> SortedSteps:
        return SortedSteps(self.steps, self.steps.target, len(self.index))

    def steps_from(self, states: Words) -> Steps:
        """Return the steps from some joint states.

        Args:
            states: For every key the joint states of the block; their steps were taken.
        """
        return self.steps.within(self.steps.words & states.take(self.steps.source))

    def by_course(self, taken: Words) -> Iterator[tuple[Course, Steps]]:
        """Yield the steps that are taken, course by course, in the order of the events.

        Args:
            taken: For every key the joint states of which the steps are taken.
        """
        steps = self.steps_from(taken)
        order = np.arange(len(steps.source))
        for course, chosen in self.stepper.by_course(steps.courses, order):
            yield course, steps.at(chosen)

    def after(self, ids: Ids, words: Words, reached: Words) -> tuple[Ids, Words]:
        """Return the rows to which the steps of some rows lead, without what is reached already.

        Args:
            ids: The numbers of the keys of the rows; their steps were taken.
            words: For every row its joint states.
            reached: For every key the joint states that were reached.
        """
        return self._by_source.after(self.stepper.moves, ids, words, reached)

    def before(self, states: Packed, ids: Ids, words: Words) -> tuple[Packed, NDArray[np.uint16]]:
        """Return for joint states those from which a step leads to them, and its offer.

        Of several steps it is one with the first event, and of those one from the least state.

        Args:
            states: The packed joint states.
            ids: The numbers of the keys of the rows from which the steps are.
            words: For every one of these rows its joint states.
        """
        among = np.zeros(len(self.index), dtype=np.uint64)
        among[ids] = words
        every = self._by_target
        chosen, rows = every.of(self.index.find(states & ~self.block.mask))
        courses, source = every.steps.courses[chosen], every.steps.source[chosen]
        bits = self.block.bits(states)[rows] - self.stepper.moves[courses]
        inside = (bits >= 0) & (bits < len(self.block.fields))
        place = np.uint64(1) << np.where(inside, bits, 0).astype(np.uint64)
        hits = (inside & ((every.steps.words[chosen] & among[source] & place) != 0)).nonzero()[0]
        events = np.array([course.event for course in self.stepper.courses], dtype=np.uint16)
        events = events[courses[hits]]
        sources = self.index.keys[source[hits]] | self.block.fields[bits[hits]]
        order = np.lexsort((sources, events, rows[hits]))
        _, first = np.unique(rows[hits][order], return_index=True)
        return sources[order[first]], events[order[first]]

    def see_that_signals_end(self, taken: Words) -> None:
        """See that the signals of every step come to an end.

        Args:
            taken: For every key the joint states of which the steps are taken.

        Raises:
            DeclarationError: if those of a step do not.
        """
        for number in sorted(self._endless):
            steps = self.steps.at((self.steps.courses == number).nonzero()[0])
            if (steps.words & taken[steps.source]).any():
                raise endless(self.system.events[self.stepper.courses[number].event])

    def answers(self, taken: Words) -> Mapping[Reaction[V], set[int]]:
        """Return the different answers that each machine gives to each event.

        Args:
            taken: For every key the joint states of which the steps are taken, once more.
        """
        answers: dict[Reaction[V], set[int]] = defaultdict(set)

        def note(answered: Answered[V]) -> None:
            answers[answered.reaction] |= set(np.unique(answered.choice).tolist())

        self.stepper.note = note
        ids = filled(taken)
        for at in range(0, len(ids), CHUNK):
            chosen = ids[at : at + CHUNK]
            self.stepper.take(self.index.keys[chosen], words=taken[chosen])
        self.stepper.note = None
        return answers
