"""Numbers for keys, given in the order in which the keys are met.

A hash table with open addressing: exact, whatever the values, and without a sort.
"""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.tables import Packed

Ids = NDArray[np.int32]
"""Numbers of keys."""

_EMPTY = -1  # no packed joint state is negative
_FACTOR = np.int64(0x1E3779B97F4A7C15)


T = TypeVar("T", bound=np.generic)


def longer(array: NDArray[T], length: int) -> NDArray[T]:
    """Return an array for more keys, with zeros at its end."""
    return np.concatenate((array, np.zeros(length - len(array), dtype=array.dtype)))


def order_of(numbers: Ids) -> NDArray[np.intp]:
    """Return the stable order of numbers from 0 on; 16 bits sort fast."""
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if numbers.size and int(numbers.max()) >> 16:
        order = order.take(np.argsort((numbers >> 16).astype(np.uint16).take(order), kind="stable"))
    return order


class Memo:
    """A function of numbers from 0 on to numbers from 0 on, evaluated once for each."""

    def __init__(self, function: Callable[[int], int]) -> None:
        """Keep what a function returns."""
        self._function = function
        self._values: Ids = np.full(64, -1, dtype=np.int32)

    def __call__(self, numbers: Ids) -> Ids:
        """Return the value of the function for every number."""
        if numbers.size and int(numbers.max()) >= len(self._values):
            more = np.full(2 * int(numbers.max()), -1, dtype=np.int32)
            self._values = np.concatenate((self._values, more))
        values = self._values.take(numbers)
        if values.size and values.min() < 0:
            for number in np.unique(numbers[values < 0]).tolist():
                self._values[number] = self._function(number)
            values = self._values.take(numbers)
        return values


class KeyIndex:
    """The keys met so far, each with its number."""

    def __init__(self, bits: int = 16) -> None:
        """Start with no keys.

        Args:
            bits: The table starts with 2 to the power of so many places; it grows as needed.
        """
        self._keys: Packed = np.zeros(1 << bits, dtype=np.int64)
        self._count = 0
        self._allocate(bits)

    def _allocate(self, bits: int) -> None:
        self._bits = bits
        self._held = np.full(1 << bits, _EMPTY, dtype=np.int64)
        self._ids: Ids = np.full(1 << bits, -1, dtype=np.int32)

    def __len__(self) -> int:
        return self._count

    @property
    def keys(self) -> Packed:
        """The keys, in the order of their numbers."""
        return self._keys[: self._count]

    def find(self, keys: Packed) -> Ids:
        """Return the numbers of keys, -1 for those that were not met."""
        places = self._places(keys)
        held = self._held.take(places)
        ids = self._ids.take(places)
        astray = np.flatnonzero((held != keys) & (held != _EMPTY))
        while astray.size:
            places[astray] = (places[astray] + 1) & (len(self._held) - 1)
            held = self._held[places[astray]]
            ids[astray] = self._ids[places[astray]]
            astray = astray[(held != keys[astray]) & (held != _EMPTY)]
        return ids

    def number(self, keys: Packed) -> Ids:
        """Return the numbers of keys; those that were not met get the next numbers."""
        ids = self.find(keys)
        unmet = np.flatnonzero(ids < 0)
        if unmet.size:
            self._add(np.unique(keys[unmet]))
            ids[unmet] = self.find(keys[unmet])
        return ids

    def _add(self, keys: Packed) -> None:
        first, self._count = self._count, self._count + len(keys)
        while self._count > len(self._keys):
            self._keys = np.concatenate((self._keys, np.zeros_like(self._keys)))
        self._keys[first : self._count] = keys
        if 4 * self._count > len(self._held):
            while 4 * self._count > 1 << self._bits:
                self._bits += 1
            self._allocate(self._bits)
            first = 0
        self._put(np.arange(first, self._count, dtype=np.int32))

    def _put(self, ids: Ids) -> None:
        keys = self._keys[ids]
        places = self._places(keys)
        while ids.size:
            free = np.flatnonzero(self._held[places] == _EMPTY)
            # of those that property the same place one gets it
            self._held[places[free]] = keys[free]
            mine = self._held[places] == keys
            self._ids[places[mine]] = ids[mine]
            ids, keys = ids[~mine], keys[~mine]
            places = (places[~mine] + 1) & (len(self._held) - 1)

    def _places(self, keys: Packed) -> Packed:
        mixed = keys * _FACTOR
        mixed ^= mixed >> 29
        mixed *= _FACTOR
        return (mixed >> (63 - self._bits)) & ((1 << self._bits) - 1)
