"""Steps of rows: each is taken alike from all joint states of a word."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from twinsite.kernel.block import moved
from twinsite.kernel.key_index import Ids, order_of
from twinsite.kernel.stepper import Courses
from twinsite.kernel.tables import Words

Moves = NDArray[np.int64]
"""How far joint states move in a word."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps of rows."""

    source: Ids
    """The number of the key before, for every row."""
    target: Ids
    """The number of the key after, for every row."""
    words: Words
    """The joint states of the block before, for every row."""
    courses: Courses
    """The number of the course, for every row."""

    def at(self, chosen: NDArray[np.intp]) -> "Steps":
        """Return some of the steps."""
        return Steps(
            self.source[chosen], self.target[chosen], self.words[chosen], self.courses[chosen]
        )

    def within(self, words: Words) -> "Steps":
        """Return the steps from other joint states of the block, without empty rows."""
        return replace(self, words=words).at(words.nonzero()[0])


class SortedSteps:
    """Steps sorted by the key before or by the key after."""

    def __init__(self, steps: Steps, ids: Ids, keys: int) -> None:
        """Sort steps.

        Args:
            steps: The steps.
            ids: The key by which each is sorted.
            keys: How many keys there are.
        """
        self.steps = steps.at(order_of(ids))
        """The steps in their order."""
        self._counts = np.bincount(ids, minlength=keys)
        self._starts = np.cumsum(self._counts) - self._counts

    def of(self, ids: Ids) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the steps of some keys, and for each the position of its key in ``ids``."""
        counts = self._counts[ids]
        rows = np.repeat(np.arange(len(ids)), counts)
        begins = np.repeat(self._starts[ids] - np.cumsum(counts) + counts, counts)
        return begins + np.arange(len(rows)), rows

    def after(self, moves: Moves, ids: Ids, words: Words, reached: Words) -> tuple[Ids, Words]:
        """Return the rows to which the steps of some rows lead, without what is reached already.

        The steps are sorted by the key before.

        Args:
            moves: How far each course moves the joint state of the block.
            ids: The numbers of the keys of the rows.
            words: For every row its joint states.
            reached: For every key the joint states that were reached.
        """
        found = np.zeros(len(self._counts), dtype=np.uint64)
        chosen, rows = self.of(ids)
        new = words[rows] & self.steps.words[chosen]
        kept = new.nonzero()[0]
        chosen, new = chosen[kept], new[kept]
        target, courses = self.steps.target[chosen], self.steps.courses[chosen]
        new = moved(new, moves[courses]) & ~reached[target]
        kept = new.nonzero()[0]
        np.bitwise_or.at(found, target[kept], new[kept])
        numbers = found.nonzero()[0].astype(np.int32)
        return numbers, found[numbers]
