"""Shortest ways over the steps of a graph, breadth first."""

import numpy as np
from numpy.typing import NDArray

UNREACHED = np.iinfo(np.int32).max
"""The distance of a state that is not reached."""


class Search:
    """The shortest ways from some states to all others that can be reached."""

    def __init__(
        self,
        source: NDArray[np.int32],
        target: NDArray[np.int32],
        steps: NDArray[np.bool_],
        begins: NDArray[np.bool_],
        depths: NDArray[np.int32] | None = None,
        inside: NDArray[np.bool_] | None = None,
    ) -> None:
        """Search.

        Args:
            source: The state before, for every step of the graph, ascending.
            target: The state after, for every step.
            steps: The steps that may be taken.
            begins: The states from which ways begin.
            depths: How far away each state is where a way begins there; 0 if None.
            inside: The states that the steps can reach at all, where that is known.
        """
        nodes = len(begins)
        self._source = source
        self._by = np.full(nodes, -1, dtype=np.int64)
        if depths is not None and inside is not None and np.array_equal(begins, inside):
            self.distance = np.where(begins, depths, UNREACHED).astype(np.int32)
            return
        self._edges = np.flatnonzero(steps)
        ends = target[self._edges]
        counts = np.bincount(source[self._edges], minlength=nodes)
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
            new = self.distance[ends[moved]] == UNREACHED
            moved = moved[new]
            frontier, chosen = np.unique(ends[moved], return_index=True)
            self._by[frontier] = self._edges[moved[chosen]]
            level += 1
            self.distance[frontier] = level

    @property
    def reached(self) -> NDArray[np.bool_]:
        """Whether a state is reached, for every state."""
        found: NDArray[np.bool_] = self.distance != UNREACHED
        return found

    def way_to(self, state: int) -> list[int]:
        """Return the steps of a shortest way to a state that is reached, in order."""
        way: list[int] = []
        while self._by[state] >= 0:
            edge = int(self._by[state])
            way.append(edge)
            state = int(self._source[edge])
        return way[::-1]
