"""A few machines whose joint states are the bits of a word.

A set of joint states is kept as rows.  A row is a *key*, which is a packed joint state with the
fields of the block's machines at zero, and a word: its bits tell with which joint states of the
block the key is in the set.  What the machines of the block do among themselves is then done for
all of their joint states at once.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.tables import Layout, Packed, Words
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)
WORD = 6
"""The fields of a block have no more bits than this, so that a word has a bit for each state."""


class Block:
    """The machines that are kept as the bits of a word."""

    def __init__(self, layout: Layout, machines: tuple[int, ...] = ()) -> None:
        """Lay out a block.

        Args:
            layout: How joint states are packed.
            machines: The machines of the block, by their positions; their fields have
                :data:`WORD` bits at most.
        """
        self._layout = layout
        self._places: dict[int, int] = {}
        place = 0
        for machine in machines:
            self._places[machine] = place
            place += layout.widths[machine]
        assert place <= WORD, "the machines do not fit into a word"
        fields = np.zeros(1 << place, dtype=np.int64)
        exists = np.ones(1 << place, dtype=np.bool_)
        self._words: dict[int, list[int]] = {}
        for machine, at in self._places.items():
            width, states = layout.widths[machine], len(layout.states[machine])
            codes = (np.arange(1 << place) >> at) & ((1 << width) - 1)
            fields |= codes << layout.shifts[machine]
            exists &= codes < states
            self._words[machine] = [_word(codes == code) for code in range(states)]
        self.fields: Packed = fields
        """For every bit of a word the packed states of the block's machines."""
        self.all = _word(exists)
        """The word with every joint state of the block."""
        self.mask = int(np.bitwise_or.reduce(fields))
        """The fields of the block's machines in a packed joint state."""

    def __bool__(self) -> bool:
        return bool(self._places)

    def __contains__(self, machine: int) -> bool:
        return machine in self._places

    def word(self, machine: int, code: int) -> int:
        """Return the word of the joint states in which a machine is in one of its states."""
        return self._words[machine][code] & self.all

    def move(self, machine: int, codes: int) -> int:
        """Return how far a joint state moves in a word if the code of a machine grows so much."""
        return codes << self._places[machine]

    def bits(self, packed: Packed) -> Packed:
        """Return for packed joint states the bit of the block's machines in a word."""
        bits = np.zeros_like(packed)
        for machine, place in self._places.items():
            bits |= self._layout.codes(packed, machine) << place
        return bits

    def members(self, words: Words) -> NDArray[np.bool_]:
        """Return for every row and every bit of its word whether it is set."""
        octets = words.astype("<u8").view(np.uint8).reshape(-1, 8)
        bits = np.unpackbits(octets, axis=1, count=len(self.fields), bitorder="little")
        return bits.view(np.bool_)

    def spread(self, keys: Packed, words: Words) -> tuple[Packed, Packed]:
        """Return the joint states of rows: for each the position of its row, and the state."""
        rows, places = self.members(words).nonzero()
        return rows, keys[rows] | self.fields[places]


def _word(bits: NDArray[np.bool_]) -> int:
    return sum(1 << int(bit) for bit in np.flatnonzero(bits))


def filled(words: Words) -> NDArray[np.intp]:
    """Return the positions of the words that are not empty."""
    positions: NDArray[np.intp] = (words != 0).nonzero()[0]  # much faster than of the words
    return positions


def shifted(word: int, move: int) -> int:
    """Return a set of joint states of a block after all of them have moved so far in the word."""
    return word << move if move > 0 else word >> -move


def moved(words: Words, moves: NDArray[np.int64]) -> Words:
    """Return sets of joint states of a block after those of each have moved so far in the word."""
    up, down = (np.maximum(move, 0).astype(np.uint64) for move in (moves, -moves))
    return (words << up) >> down


def choose_block(system: System[V], layout: Layout) -> Block:
    """Return a block for a system.

    The best machines are those that move mostly alone: they hear few signals, and have many
    events of their own.
    """

    def company(number: int) -> tuple[int, int]:
        kinds = [event.kind for event in system.instances[number].machine.events]
        heard = kinds.count(Kind.SIGNAL)
        return heard, heard - len(kinds)

    chosen: list[int] = []
    bits = 0
    for number in sorted(range(len(system.instances)), key=company):
        if bits + layout.widths[number] <= WORD:
            chosen.append(number)
            bits += layout.widths[number]
    return Block(layout, tuple(sorted(chosen)))
