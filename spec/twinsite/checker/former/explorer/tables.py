"""Functions of a joint state, tabulated over just the machines that they read.

Joint states are packed into 64-bit integers, a field a machine.  A function of the view is
evaluated once for each combination of the machines that it reads, and only when a state that is
looked at has that combination; from then on whole arrays of states are looked up at once.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.system import JointState, System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)
Packed = NDArray[np.int64]
"""Packed joint states."""
Words = NDArray[np.uint64]
"""Sets of joint states of a block of machines, a word each; see :mod:`.block`."""
Answer = tuple[NDArray[np.intp] | None, Words | None, NDArray[np.int16]]
"""A part of some rows: their positions (all if None), words (all states if None), and values."""
Answers = list[Answer]
"""Every part of some rows."""

SUPPORT_LIMIT = 24
"""More bits than this read by one function would make its table too large."""

UNKNOWN = np.iinfo(np.int16).min
"""The table has no answer yet."""


class Layout:
    """Where each machine's state lies in a packed joint state."""

    def __init__(self, system: System[V]) -> None:
        """Lay out the machines of a system.

        Raises:
            DeclarationError: if they need more than 63 bits.
        """
        self.states = tuple(instance.machine.states for instance in system.instances)
        self.widths = tuple(max(1, (len(states) - 1).bit_length()) for states in self.states)
        self.shifts = tuple(sum(self.widths[:n]) for n in range(len(self.widths)))
        if sum(self.widths) > 63:
            raise DeclarationError(f"{system.name}: a joint state needs more than 63 bits")
        self._codes = tuple({s: n for n, s in enumerate(states)} for states in self.states)

    def pack(self, state: JointState) -> int:
        """Return a joint state as an integer."""
        return sum(
            codes[part] << shift
            for codes, part, shift in zip(self._codes, state, self.shifts, strict=True)
        )

    def unpack(self, packed: int) -> JointState:
        """Return the joint state that an integer stands for."""
        return tuple(self.state_of(packed, machine) for machine in range(len(self.states)))

    def state_of(self, packed: int, machine: int) -> str:
        """Return the state of one machine in a packed joint state."""
        return self.states[machine][self.code_of(packed, machine)]

    def code_of(self, packed: int, machine: int) -> int:
        """Return the number of the state of one machine in a packed joint state."""
        return (packed >> self.shifts[machine]) & ((1 << self.widths[machine]) - 1)

    def codes(self, packed: Packed, machine: int) -> NDArray[np.intp]:
        """Return the number of the state in which one machine is, for every row."""
        return (packed >> self.shifts[machine]) & ((1 << self.widths[machine]) - 1)


def one_of_each(index: Packed, rows: NDArray[np.intp], size: int) -> Iterator[tuple[int, int]]:
    """Yield every different entry of some rows, with one of the rows that have it.

    Args:
        index: The entry of every row.
        rows: Which rows are meant.
        size: The number of entries of the table.
    """
    if size > len(rows):
        entries, first = np.unique(index[rows], return_index=True)
        chosen = rows[first]
    else:  # without a sort
        row_of = np.full(size, -1)
        row_of[index[rows]] = rows
        entries = (row_of >= 0).nonzero()[0]
        chosen = row_of[entries]
    return zip(entries.tolist(), chosen.tolist(), strict=True)


class Table(Generic[V]):
    """A function of one or two joint states to a small integer, tabulated as it is used.

    The function is given one reader for each joint state; what it reads through them is found
    out by evaluating it.
    """

    def __init__(
        self,
        system: System[V],
        layout: Layout,
        function: Callable[..., int],
        *,
        arity: int = 1,
    ) -> None:
        """Prepare an empty table.

        Args:
            system: Gives the machines by name.
            layout: How joint states are packed.
            function: Takes ``arity`` readers of machines by name, gives a small integer.
            arity: The number of joint states that the function looks at.
        """
        self._system = system
        self._layout = layout
        self._function = function
        self._support: list[tuple[int, int]] = []  # (which joint state, machine)
        self._fields: list[tuple[int, int, int]] = []  # (which joint state, shift, mask)
        self._values = np.full(1, UNKNOWN, dtype=np.int16)
        self._arity = arity

    def __call__(self, *packed: Packed) -> NDArray[np.int16]:
        """Return the value of the function for every row."""
        index = self._index(packed)
        while True:
            values: NDArray[np.int16] = self._values[index]
            if not values.size or values.min() != UNKNOWN:
                return values
            unknown = (values == UNKNOWN).nonzero()[0]
            for entry, row in one_of_each(index, unknown, len(self._values)):
                value, support = self._evaluate([int(states[row]) for states in packed])
                if not support <= set(self._support):
                    self._grow(support)
                    index = self._index(packed)
                    break
                self._values[entry] = value

    def answers(self, words: Words | None, *packed: Packed) -> Answers:
        """Return the values of the function for rows that are not parted; see :mod:`.words`."""
        return [(None, words, self(*packed))]

    @property
    def support(self) -> frozenset[int]:
        """The machines that the function was found to read, by their positions."""
        return frozenset(machine for _, machine in self._support)

    def entries(self) -> Iterator[tuple[tuple[Mapping[str, str], ...], int]]:
        """Yield every entry that is known: what was read, and the value.

        What was read is given for each joint state as the states of the machines that the table
        has found to be read, by the names of their instances.  An entry is forgotten whenever the
        table finds one more machine to be read.
        """
        for entry in np.flatnonzero(self._values != UNKNOWN):
            read: tuple[dict[str, str], ...] = tuple({} for _ in range(self._arity))
            position = 0
            for which, machine in self._support:
                width = self._layout.widths[machine]
                code = (int(entry) >> position) & ((1 << width) - 1)
                name = self._system.instances[machine].name
                read[which][name] = self._layout.states[machine][code]
                position += width
            yield read, int(self._values[entry])

    def _index(self, packed: tuple[Packed, ...]) -> Packed:
        index: Packed | None = None
        for which, shift, mask in self._fields:
            moved = packed[which] >> shift if shift >= 0 else packed[which] << -shift
            moved &= mask
            if index is None:
                index = moved
            else:
                index |= moved
        return np.zeros(len(packed[0]), dtype=np.int64) if index is None else index

    def _grow(self, new: set[tuple[int, int]]) -> None:
        """Forget all values and tabulate over more machines."""
        self._support = sorted({*self._support, *new})
        self._fields = []
        position = 0
        for which, machine in self._support:
            width, shift = self._layout.widths[machine], self._layout.shifts[machine] - position
            mask = ((1 << width) - 1) << position
            position += width
            if self._fields and self._fields[-1][:2] == (which, shift):
                mask |= self._fields.pop()[2]  # neighbours in the layout move together
            self._fields.append((which, shift, mask))
        if position > SUPPORT_LIMIT:
            raise DeclarationError(
                f"{self._system.name}: a predicate reads {len(self._support)} machines,"
                f" {position} bits in all; split it"
            )
        self._values = np.full(1 << position, UNKNOWN, dtype=np.int16)

    def _evaluate(self, arguments: list[int]) -> tuple[int, set[tuple[int, int]]]:
        support: set[tuple[int, int]] = set()
        value = self._watched(arguments, lambda which, machine: support.add((which, machine)))
        return value, support

    def _watched(self, arguments: list[int], see: Callable[[int, int], None]) -> int:
        """Evaluate the function, and tell of every machine that it reads in a joint state."""

        def reader(which: int) -> Callable[[str], str | None]:
            packed = arguments[which]

            def read(name: str) -> str | None:
                machine = self._system.index.get(name)
                if machine is None:
                    return None
                see(which, machine)
                return self._layout.state_of(packed, machine)

            return read

        return self._function(*(reader(which) for which in range(self._arity)))
