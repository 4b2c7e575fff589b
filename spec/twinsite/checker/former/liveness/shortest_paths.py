"""Shortest ways over the steps of a graph, breadth first."""

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.liveness.components import Edges, Mask

UNREACHED = np.iinfo(np.int32).max
"""The distance of a state that is not reached."""


class Search:
    """The shortest ways from some states to all others that can be reached."""

    def __init__(self, edges: Edges, begins: Mask, depths: NDArray[np.int32] | None = None) -> None:
        """Search.

        Args:
            edges: The steps that may be taken.
            begins: The states from which ways begin.
            depths: How far away each state is where a way begins there; 0 if None.
        """
        nodes = edges.nodes
        self._source = edges.source
        self._by = np.full(nodes, -1, dtype=np.int64)
        counts = np.bincount(edges.source, minlength=nodes)
        starts = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))
        first = np.zeros(nodes, dtype=np.int32) if depths is None else depths
        self.distance = np.full(nodes, UNREACHED, dtype=np.int32)
        """The length of the shortest way to every state, the depth of its begin included."""
        waiting = np.flatnonzero(begins)
        waiting = waiting[np.argsort(first[waiting], kind="stable")]
        frontier = np.zeros(0, dtype=np.int64)
        level = int(first[waiting[0]]) if waiting.size else 0
        while waiting.size or frontier.size:
            due = int(np.searchsorted(first[waiting], level, side="right"))
            fresh = waiting[:due]
            fresh = fresh[self.distance[fresh] == UNREACHED]
            waiting = waiting[due:]
            self.distance[fresh] = level
            frontier = np.concatenate((frontier, fresh))
            lengths = counts[frontier]
            offsets = np.repeat(starts[frontier] - np.cumsum(lengths) + lengths, lengths)
            moved = offsets + np.arange(int(lengths.sum()))
            moved = moved[self.distance[edges.target[moved]] == UNREACHED]
            frontier, chosen = np.unique(edges.target[moved], return_index=True)
            self._by[frontier] = moved[chosen]
            level += 1
            self.distance[frontier] = level

    @property
    def reached(self) -> Mask:
        """Whether a state is reached, for every state."""
        found: Mask = self.distance != UNREACHED
        return found

    def way_to(self, state: int) -> list[int]:
        """Return the steps of a shortest way to a state that is reached, in order."""
        way: list[int] = []
        while self._by[state] >= 0:
            edge = int(self._by[state])
            way.append(edge)
            state = int(self._source[edge])
        return way[::-1]
