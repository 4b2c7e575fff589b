"""The tree of a breadth-first search: every state found, its parent, and the offer between."""

import numpy as np
from numpy.typing import NDArray

from twinsite.kernel.tables import Packed


class SearchTree:
    """States are numbered in the order of levels, and by their packed value within a level."""

    def __init__(self, root: int) -> None:
        """Start with the packed initial state."""
        self.levels: list[Packed] = [np.array([root], dtype=np.int64)]
        """The packed states of each level, sorted."""
        self._parents: list[NDArray[np.int32]] = [np.zeros(1, dtype=np.int32)]
        self._offers: list[NDArray[np.uint16]] = [np.zeros(1, dtype=np.uint16)]
        self._starts = [0, 1]

    def add(self, states: Packed, parents: NDArray[np.int32], offers: NDArray[np.uint16]) -> None:
        """Add a level: its sorted states, the number of each one's parent, the offer taken."""
        self.levels.append(states)
        self._parents.append(parents)
        self._offers.append(offers)
        self._starts.append(self._starts[-1] + len(states))

    @property
    def depth(self) -> int:
        """The number of steps to the last level."""
        return len(self.levels) - 1

    @property
    def last_start(self) -> int:
        """The number of the first state of the last level."""
        return self._starts[-2]

    @property
    def bytes_per_state(self) -> float:
        """What is kept of each state: the state, its parent, the offer."""
        kept = sum(
            states.nbytes + parents.nbytes + offers.nbytes
            for states, parents, offers in zip(
                self.levels, self._parents, self._offers, strict=True
            )
        )
        return kept / self._starts[-1]

    def _level(self, number: int) -> int:
        return int(np.searchsorted(self._starts, number, side="right")) - 1

    def packed(self, number: int) -> int:
        """Return the packed state of a number."""
        level = self._level(number)
        return int(self.levels[level][number - self._starts[level]])

    def number(self, packed: int) -> int:
        """Return the number of a packed state.

        Raises:
            KeyError: if the state was not found.
        """
        for level, start in zip(self.levels, self._starts[:-1], strict=True):
            row = int(np.searchsorted(level, packed))
            if row < len(level) and level[row] == packed:
                return start + row
        raise KeyError(packed)

    def path(self, number: int) -> list[int]:
        """Return the numbers of the offers that lead to a state, from the initial state on."""
        offers: list[int] = []
        for level in range(self._level(number), 0, -1):
            row = number - self._starts[level]
            offers.append(int(self._offers[level][row]))
            number = int(self._parents[level][row])
        return offers[::-1]
