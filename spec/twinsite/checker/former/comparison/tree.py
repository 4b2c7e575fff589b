"""The tree of a breadth-first search: for every state its parent, and the event between."""

import numpy as np
from numpy.typing import NDArray


class SearchTree:
    """What was found is numbered in the order in which it is added, from the root on."""

    def __init__(self) -> None:
        """Start with the root."""
        self._parents: list[NDArray[np.int32]] = [np.zeros(1, dtype=np.int32)]
        self._events: list[NDArray[np.uint16]] = [np.zeros(1, dtype=np.uint16)]
        self._starts = [0, 1]

    def add(self, parents: NDArray[np.int32], events: NDArray[np.uint16]) -> None:
        """Add a level: for each that was found the number of its parent, and the event taken."""
        self._parents.append(parents)
        self._events.append(events)
        self._starts.append(self._starts[-1] + len(parents))

    @property
    def depth(self) -> int:
        """The number of steps to the last level."""
        return len(self._parents) - 1

    @property
    def last_start(self) -> int:
        """The number of the first one of the last level."""
        return self._starts[-2]

    def path(self, number: int) -> list[int]:
        """Return the numbers of the events that lead to what has a number, from the root on."""
        events: list[int] = []
        for level in range(self.depth, 0, -1):
            row = number - self._starts[level]
            if row < 0:
                continue
            events.append(int(self._events[level][row]))
            number = int(self._parents[level][row])
        return events[::-1]
