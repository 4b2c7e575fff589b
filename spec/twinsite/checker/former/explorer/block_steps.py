"""Steps of rows: each is taken alike from all joint states of a word."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.block import filled, moved
from twinsite.checker.former.explorer.hash_index import Ids, order_of
from twinsite.checker.former.explorer.stepper import Courses
from twinsite.checker.former.explorer.tables import Words

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
            self.source.take(chosen),
            self.target.take(chosen),
            self.words.take(chosen),
            self.courses.take(chosen),
        )

    def within(self, words: Words) -> "Steps":
        """Return the steps from other joint states of the block, without empty rows."""
        return replace(self, words=words).at(filled(words))


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
        counts = self._counts.take(ids)
        rows = np.repeat(np.arange(len(ids)), counts)
        begins = np.repeat(self._starts.take(ids) - np.cumsum(counts) + counts, counts)
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
        new = words.take(rows) & self.steps.words.take(chosen)
        kept = filled(new)
        chosen, new = chosen.take(kept), new.take(kept)
        target, courses = self.steps.target.take(chosen), self.steps.courses.take(chosen)
        new = moved(new, moves.take(courses)) & ~reached.take(target)
        kept = filled(new)
        np.bitwise_or.at(found, target.take(kept), new.take(kept))
        numbers = filled(found).astype(np.int32)
        return numbers, found[numbers]
