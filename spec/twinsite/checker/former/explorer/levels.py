"""Every state that a search has found, level by level, with a shortest way to each.

The search keeps rows.  Joint states one by one, their numbers and the ways to them are made when
they are asked for.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.hash_index import Ids
from twinsite.checker.former.explorer.tables import Packed, Words
from twinsite.checker.former.explorer.transition_relation import Relation
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)


class Levels(Generic[V]):
    """The states found so far, numbered in the order of their levels, and sorted in a level."""

    def __init__(self, relation: Relation[V], rows: Sequence[tuple[Ids, Words]]) -> None:
        """Keep what was found.

        Args:
            relation: The steps by which it was found.
            rows: For every level the numbers of the keys, and the joint states of the block.
        """
        self._relation = relation
        self.rows = tuple(rows)
        """For every level the numbers of the keys, ascending, and the joint states with each."""

    @cached_property
    def states(self) -> tuple[Packed, ...]:
        """The packed states, level by level, each sorted."""
        relation = self._relation
        levels = [
            relation.block.spread(relation.index.keys[ids], words) for ids, words in self.rows
        ]
        return tuple(np.sort(states) for _, states in levels)

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        return np.cumsum([0, *(int(np.bitwise_count(words).sum()) for _, words in self.rows)])

    @cached_property
    def _before(self) -> list[tuple[Packed, NDArray[np.uint16]]]:
        """For every state the number of the one before it, -1 if not yet known, and the event."""
        sizes = [len(level) for level in self.states]
        return [(np.full(n, -1, dtype=np.int64), np.zeros(n, dtype=np.uint16)) for n in sizes]

    def codes(self, machine: int) -> list[int]:
        """Return the codes of the states in which a machine was found."""
        relation = self._relation
        if machine in relation.block:
            found = int(np.bitwise_or.reduce(np.concatenate([words for _, words in self.rows])))
            codes = range(len(relation.layout.states[machine]))
            return [code for code in codes if found & relation.block.word(machine, code)]
        keys = relation.index.keys[np.concatenate([ids for ids, _ in self.rows])]
        return [int(code) for code in np.unique(relation.layout.codes(keys, machine))]

    @property
    def bytes_per_state(self) -> float:
        """What is kept for each state: the rows, and the steps between them."""
        kept = sum(ids.nbytes + words.nbytes for ids, words in self.rows)
        steps = self._relation.steps
        columns = (steps.source, steps.target, steps.words, steps.courses)
        kept += sum(column.nbytes for column in columns)
        return float(kept / self._starts[-1])

    @property
    def depth(self) -> int:
        """The number of steps to the last level."""
        return len(self.rows) - 1

    def _level(self, number: int) -> int:
        return int(np.searchsorted(self._starts, number, side="right")) - 1

    def packed(self, number: int) -> int:
        """Return the packed state of a number."""
        level = self._level(number)
        return int(self.states[level][number - self._starts[level]])

    def numbers(self, level: int, states: Packed) -> Packed:
        """Return the numbers of packed states of a level."""
        rows: Packed = np.searchsorted(self.states[level], states)
        return rows + int(self._starts[level])

    def number(self, packed: int) -> int:
        """Return the number of a packed state.

        Raises:
            KeyError: if the state was not found.
        """
        for level, start in zip(self.states, self._starts, strict=False):
            row = int(np.searchsorted(level, packed))
            if row < len(level) and level[row] == packed:
                return int(start) + row
        raise KeyError(packed)

    def find_ways(self, numbers: Packed) -> None:
        """Find out for many states at once how they are reached, so that paths are quick."""
        at = np.searchsorted(self._starts, numbers, side="right") - 1
        wanted = np.zeros(0, dtype=np.int64)
        for level in range(int(at.max(initial=0)), 0, -1):
            before, events = self._before[level]
            wanted = np.concatenate((wanted, numbers[at == level])) - self._starts[level]
            wanted = np.unique(wanted)
            wanted = wanted[before[wanted] < 0]
            if not wanted.size:
                continue
            states = self.states[level][wanted]
            found, events[wanted] = self._relation.before(states, *self.rows[level - 1])
            before[wanted] = self.numbers(level - 1, found)
            wanted = before[wanted]

    def path(self, number: int) -> list[int]:
        """Return the numbers of the events that lead to a state, from the initial state on."""
        taken: list[int] = []
        for level in range(self._level(number), 0, -1):
            before, events = self._before[level]
            row = number - int(self._starts[level])
            if before[row] < 0:
                self.find_ways(np.array([number]))
            taken.append(int(events[row]))
            number = int(before[row])
        return taken[::-1]
