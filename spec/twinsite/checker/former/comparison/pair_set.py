"""A set of pairs of packed joint states, for whole arrays at once.

A hash table with open addressing: exact, whatever the values, and without a sort.
"""

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.tables import Packed

_EMPTY = -1  # no packed joint state is negative
_LEFT = np.int64(0x1E3779B97F4A7C15)
_RIGHT = np.int64(0x3C6EF372FE94F82B)


class PairSet:
    """The pairs found so far."""

    def __init__(self, bits: int = 16) -> None:
        """Start with no pairs.

        Args:
            bits: The table starts with 2 to the power of so many places; it grows as needed.
        """
        self._count = 0
        self._allocate(bits)

    def _allocate(self, bits: int) -> None:
        self._bits = bits
        self._left = np.full(1 << bits, _EMPTY, dtype=np.int64)
        self._right = np.full(1 << bits, _EMPTY, dtype=np.int64)
        self._properties = np.zeros(1 << bits, dtype=np.int64)

    def __len__(self) -> int:
        return self._count

    def add(self, left: Packed, right: Packed) -> NDArray[np.int64]:
        """Add pairs, and return the positions of those that are new, ascending.

        Of several equal new pairs one position is returned.
        """
        while 2 * (self._count + len(left)) > len(self._left):
            self._grow()
        new = self._put(left, right)
        self._count += len(new)
        return new

    def _grow(self) -> None:
        kept = np.flatnonzero(self._left != _EMPTY)
        left, right = self._left[kept], self._right[kept]
        self._allocate(self._bits + 1)
        self._put(left, right)

    def _put(self, left: Packed, right: Packed) -> NDArray[np.int64]:
        mixed = (left * _LEFT) ^ (right * _RIGHT)
        mixed ^= mixed >> 29
        mixed *= _LEFT
        last = len(self._left) - 1
        places = (mixed >> (63 - self._bits)) & last
        waiting = np.arange(len(left), dtype=np.int64)
        new: list[NDArray[np.int64]] = [waiting[:0]]
        while waiting.size:
            mine, other = left[waiting], right[waiting]
            free = np.flatnonzero(self._left[places] == _EMPTY)
            # of those that property the same place one gets it
            self._properties[places[free]] = free
            first = free[self._properties[places[free]] == free]
            self._left[places[first]] = mine[first]
            self._right[places[first]] = other[first]
            new.append(waiting[first])
            astray = np.flatnonzero((self._left[places] != mine) | (self._right[places] != other))
            waiting, places = waiting[astray], (places[astray] + 1) & last
        return np.sort(np.concatenate(new))
