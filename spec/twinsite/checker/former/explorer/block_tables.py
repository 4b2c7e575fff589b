"""Functions of a joint state that may read the machines of a block, tabulated for whole words."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.block import Block, filled, shifted
from twinsite.checker.former.explorer.tables import (
    UNKNOWN,
    Answers,
    Layout,
    Packed,
    Table,
    Words,
    one_of_each,
)
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)
T = TypeVar("T", bound=np.generic)


class WordTable(Table[V]):
    """A table of rows.

    What is found out by one evaluation is known of every row that is the same in all that was
    read.  As long as the function is not found to read the block, a row has one value.
    """

    def __init__(
        self,
        system: System[V],
        layout: Layout,
        function: Callable[..., int],
        block: Block,
        *,
        arity: int = 1,
        move: int = 0,
    ) -> None:
        """Prepare an empty table.

        Args:
            system: Gives the machines by name.
            layout: How joint states are packed.
            function: Takes ``arity`` readers of machines by name, gives a small integer.
            block: The machines that are the bits of a word.
            arity: The number of joint states that the function looks at.
            move: How far the second joint state is from the first one in the word.
        """
        super().__init__(system, layout, function, arity=arity)
        self._block = block
        self._moves = (0, move)
        self.reads_block = False
        """Whether the function was found to read a machine of the block."""
        self._shape: tuple[int, ...] = ()
        # once the function reads the block: what is known, and where it has which value
        self._known: Words = np.zeros(0, dtype=np.uint64)
        self._words: dict[int, Words] = {}

    def answers(self, words: Words | None, *packed: Packed) -> Answers:
        """Return the values of the function, value by value where they differ within a row.

        Args:
            words: For every row the first joint states that are asked about; all if None.
            packed: For every row the keys of the joint states that the function looks at.
        """
        index, values = self._look_up(words, packed)
        if values is not None:
            return [(None, words, values)]
        found: Answers = []
        for value in sorted(self._words):
            rows, inside = self._having(value, index, words)
            if rows.size:
                found.append((rows, inside, np.full(rows.size, value, dtype=np.int16)))
        return found

    def where(self, value: int, words: Words, *packed: Packed) -> tuple[NDArray[np.intp], Words]:
        """Return where the function has a value: the positions of rows, and their joint states.

        Args:
            value: What is looked for.
            words: For every row the first joint states that are asked about.
            packed: For every row the keys of the joint states that the function looks at.
        """
        index, values = self._look_up(words, packed)
        if values is None:
            return self._having(value, index, words)
        rows = (values == value).nonzero()[0]
        return rows, words.take(rows)

    def _having(
        self, value: int, index: Packed, words: Words | None
    ) -> tuple[NDArray[np.intp], Words]:
        if value not in self._words:
            return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.uint64)
        inside = self._words[value].take(index)
        if words is not None:
            inside &= words
        rows = filled(inside)
        return rows, inside.take(rows)

    def _look_up(
        self, words: Words | None, packed: tuple[Packed, ...]
    ) -> tuple[Packed, NDArray[np.int16] | None]:
        """Find out what is asked about rows.

        Returns:
            The entry of every row, and its value unless the function reads the block.
        """
        while True:
            index = self._index(packed)
            if self.reads_block:
                asked = np.uint64(self._block.all) if words is None else words
                rows = filled(asked & ~self._known.take(index))
                if not rows.size:
                    return index, None
            else:
                values = self._values.take(index)
                if not values.size or values.min() != UNKNOWN:
                    return index, values
                rows = (values == UNKNOWN).nonzero()[0]
            self._learn_all(rows, index, words, packed)

    def _learn_all(
        self,
        rows: NDArray[np.intp],
        index: Packed,
        words: Words | None,
        keys: tuple[Packed, ...],
    ) -> None:
        """Find out about one of the rows of each entry, until more machines are read."""
        for entry, row in one_of_each(index, rows, len(self._values)):
            word = self._block.all if words is None else int(words[row])
            if self.reads_block:
                word &= ~int(self._known[entry])
            elif self._values[entry] != UNKNOWN:
                continue
            if word and self._learn(word, [int(states[row]) for states in keys]):
                return

    def _learn(self, word: int, keys: list[int]) -> bool:
        """Evaluate the function for a row, with one of some joint states of the block.

        Returns:
            Whether rows are to be looked up again, since more machines are read.
        """
        block, layout = self._block, self._layout
        bit = (word & -word).bit_length() - 1
        moves = self._moves[: len(keys)]
        packed = [
            key | int(block.fields[bit + move]) for key, move in zip(keys, moves, strict=True)
        ]
        read: dict[tuple[int, int], int] = {}
        alike, by_word = block.all, False

        def see(which: int, machine: int) -> None:
            nonlocal alike, by_word
            code = layout.code_of(packed[which], machine)
            if machine in block:
                alike, by_word = alike & shifted(block.word(machine, code), -moves[which]), True
            else:
                read[which, machine] = code

        value = self._watched(packed, see)
        assert (alike >> bit) & 1, "what was asked about is known now"
        grows = not read.keys() <= set(self._support)
        if grows:
            self._grow(set(read))
        if by_word and not self.reads_block:
            self._part_values()
        place = tuple(read.get(field, slice(None)) for field in reversed(self._support))
        if self.reads_block:
            if value not in self._words:
                self._words[value] = np.zeros_like(self._known)
            for words in (self._known, self._words[value]):
                words.reshape(self._shape)[place] |= np.uint64(alike)
        else:
            self._values.reshape(self._shape)[place] = value
        return grows

    def _part_values(self) -> None:
        """From now on keep a word for each value."""
        self.reads_block = True
        whole = np.uint64(self._block.all)
        for value in set(np.unique(self._values).tolist()) - {UNKNOWN}:
            self._words[value] = np.where(self._values == value, whole, np.uint64(0))
        self._known = np.where(self._values == UNKNOWN, np.uint64(0), whole)

    def _grow(self, new: set[tuple[int, int]]) -> None:
        """Tabulate over more machines; what is known is known whatever their states are."""
        before, values = self._support, self._values
        super()._grow(new)
        widths = [self._layout.widths[machine] for _, machine in self._support]
        self._shape = tuple(1 << width for width in reversed(widths))
        narrow = tuple(
            1 << self._layout.widths[field[1]] if field in before else 1
            for field in reversed(self._support)
        )

        def wide(known: NDArray[T]) -> NDArray[T]:
            return np.broadcast_to(known.reshape(narrow), self._shape).flatten()

        if self.reads_block:
            self._known = wide(self._known)
            self._words = {value: wide(words) for value, words in self._words.items()}
        else:
            self._values = wide(values)
