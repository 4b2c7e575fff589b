"""Joint states and steps one by one, for the search for loops."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.block import Block, filled
from twinsite.checker.former.explorer.block_steps import Moves, Steps
from twinsite.checker.former.explorer.tables import Words
from twinsite.checker.former.liveness.components import Bits, Edges, Mask


class Nodes:
    """Numbers for the joint states of a set, in the order of the bits of their words."""

    def __init__(self, block: Block, states: Words) -> None:
        """Give every state a number.

        Args:
            block: The machines that are the bits of a word.
            states: For every key the joint states of the set.
        """
        inside = block.members(states).T
        self.bit, self.key = inside.nonzero()
        """The bit of the block and the number of the key, for every state."""
        self._number: NDArray[np.int32] = np.full(inside.shape, -1, dtype=np.int32)
        self._number[self.bit, self.key] = np.arange(len(self))

    def __len__(self) -> int:
        return len(self.bit)

    def among(self, states: Words) -> Mask:
        """Return for every state whether it is in another set."""
        found: Mask = (states.take(self.key) >> self.bit.astype(np.uint64)) & np.uint64(1) != 0
        return found

    def edges(self, steps: Steps, moves: Moves) -> Edges:
        """Return steps one by one.

        Args:
            steps: Steps between states of the set, sorted by the key before.
            moves: How far each course moves the joint state of the block.
        """
        bits, keys = self._number.shape
        places = moves.take(steps.courses) * keys + steps.target
        sources, targets, rows = [], [], []
        for bit in range(bits):
            chosen = filled(steps.words & np.uint64(1 << bit))
            sources.append(self._number[bit].take(steps.source.take(chosen)))
            targets.append(self._number.take(places.take(chosen) + bit * keys))
            rows.append(chosen.astype(np.int32))
        return Edges(len(self), *map(np.concatenate, (sources, targets, rows)))


def bits_of(block: Block, sets: Sequence[Words], keys: int) -> Bits:
    """Return for every key and every joint state of the block in which sets it is, one bit each.

    Args:
        block: The machines that are the bits of a word.
        sets: At most 64 sets, each a word for every key.
        keys: How many keys there are.
    """
    members = np.array([block.members(states) for states in sets], dtype=np.bool_)
    planes = np.packbits(members.reshape(-1, keys, len(block.fields)), axis=0, bitorder="little")
    octets = np.zeros((*planes.shape[1:], 8), dtype=np.uint8)
    octets[..., : len(planes)] = np.moveaxis(planes, 0, -1)
    found: Bits = octets.view("<u8")[..., 0].astype(np.uint64)
    return found
