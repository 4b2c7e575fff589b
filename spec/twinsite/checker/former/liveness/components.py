"""Where a fair trace can stay for ever: strongly connected components, judged by fairness.

A trace that stays in a component may visit all of it again and again.  So it can be weakly fair to
an event if the event is taken inside the component, or impossible somewhere in it; and strongly
fair if the event is taken inside, or possible nowhere in it.  A component that fails strong
fairness only may hold a smaller one that does not: the states where the event is possible are
taken out, and what is left is parted again.
A state by itself is a component too: a trace may stop there, and nothing more happens.
Source: Emerson and Lei, "Modalities for model checking" (1987); Streett automata.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from twinsite.checker.former.explorer.hash_index import order_of

Mask = NDArray[np.bool_]
Bits = NDArray[np.uint64]
"""One bit for each fair event."""

MOST_EVENTS = 63
"""So many events can be fair."""


@dataclass(frozen=True, slots=True)
class Edges:
    """The steps of a graph, sorted by their source."""

    nodes: int
    """How many states there are."""
    source: NDArray[np.int32]
    """The state before, for every step."""
    target: NDArray[np.int32]
    """The state after, for every step."""
    row: NDArray[np.int32]
    """The row of steps to which it belongs, for every step."""

    def only(self, mask: Mask) -> "Edges":
        """Return the graph with these steps only."""
        return Edges(self.nodes, self.source[mask], self.target[mask], self.row[mask])


@dataclass(frozen=True, slots=True)
class Rows:
    """What all steps of a row have in common."""

    event: NDArray[np.int32]
    """The number of the event, for every row."""
    fair: NDArray[np.int16]
    """The number of the fair event, for every row; -1 for other events."""
    accept: Mask | None
    """The steps of which a component must have one to count; all count if None."""

    def events(self, edges: Edges, way: Sequence[int]) -> list[int]:
        """Return the numbers of the events of some steps, by their positions."""
        return [int(event) for event in self.event[edges.row[list(way)]]]


class Components:
    """The strongly connected components of a part of a graph."""

    def __init__(self, edges: Edges, rows: Rows, inside: Mask, enabled: Bits) -> None:
        """Part the states.

        Args:
            edges: The steps, all of them between states inside.
            rows: What they have in common.
            inside: The states that count.
            enabled: For every state the fair events that are possible there.
        """
        counts = np.bincount(edges.source, minlength=edges.nodes)
        starts = np.concatenate(([0], np.cumsum(counts))).astype(edges.target.dtype)
        matrix = csr_array(  # where its entries are is what counts, not their values
            (np.ones(len(edges.target), dtype=np.int8), edges.target, starts),
            shape=(edges.nodes, edges.nodes),
            copy=True,
        )
        matrix.sum_duplicates()  # with duplicates SciPy may search for ever
        self.count, labels = connected_components(matrix, directed=True, connection="strong")
        self.labels: NDArray[np.int32] = labels.astype(np.int32)
        """The number of the component, for every state."""
        self.inside = inside
        """The states that count."""
        self.inner = edges.only(self.labels.take(edges.source) == self.labels.take(edges.target))
        """The steps that stay in their component."""
        self.rows = rows
        """What they have in common."""
        self.taken: Bits = np.zeros(self.count, dtype=np.uint64)
        """For every component the fair events that are taken inside it."""
        self._note_taken()
        order = order_of(self.labels)
        sizes = np.bincount(self.labels, minlength=self.count)
        first = np.cumsum(sizes) - sizes
        self.invariant: Bits = np.bitwise_and.reduceat(enabled[order], first)
        """For every component the fair events that are possible in all of its states."""
        self.some: Bits = np.bitwise_or.reduceat(enabled[order], first)
        """For every component the fair events that are possible in one of its states."""
        self.counts: Mask = np.zeros(self.count, dtype=np.bool_)
        """Whether a component is inside, and has a step that must be taken if there is any."""
        self.counts[self.labels[inside]] = True
        if rows.accept is not None:
            accepted = np.zeros(self.count, dtype=np.bool_)
            accepted[self.labels[self.inner.source[rows.accept[self.inner.row]]]] = True
            self.counts &= accepted

    def _note_taken(self) -> None:
        fair = self.rows.fair.take(self.inner.row)
        events = int(fair.max(initial=-1)) + 1
        known = fair >= 0
        seen = np.zeros((self.count, events), dtype=np.bool_)
        seen[self.labels.take(self.inner.source[known]), fair[known]] = True
        for event in range(events):
            self.taken |= seen[:, event].astype(np.uint64) << np.uint64(event)

    def unfair(self, weak: int, strong: int) -> tuple[Bits, Bits]:
        """Return for every component the events to which no trace in all of it is fair."""
        missed = ~self.taken
        return self.invariant & missed & np.uint64(weak), self.some & missed & np.uint64(strong)


def fair_components(
    whole: Components, enabled: Bits, *, weak: int, strong: int
) -> Iterator[tuple[Components, NDArray[np.intp]]]:
    """Yield the components in which a trace can be fair, with the partition they belong to.

    Args:
        whole: The components of the whole region.
        enabled: For every state the fair events that are possible there.
        weak: The events that are assumed to be weakly fair, one bit each.
        strong: The events that are assumed to be strongly fair.
    """
    parts = whole
    while True:
        unfair_weak, unfair_strong = parts.unfair(weak, strong)
        fair = np.flatnonzero(parts.counts & (unfair_weak == 0) & (unfair_strong == 0))
        if fair.size:
            yield parts, fair
        again = parts.counts & (unfair_weak == 0) & (unfair_strong != 0)
        if not again.any():
            return
        kept = parts.inside & again[parts.labels]
        kept &= (enabled & unfair_strong[parts.labels]) == 0
        if not kept.any():
            return
        inner = parts.inner
        stays = kept.take(inner.source) & kept.take(inner.target)
        parts = Components(inner.only(stays), parts.rows, kept, enabled)
