"""All steps of an explored system as arrays, for questions about infinite runs."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.kernel.exploration import Exploration
from twinsite.kernel.property import Occurrence, Property, Restriction
from twinsite.kernel.stepper import Batch, Stepper
from twinsite.kernel.system import Log, Offer
from twinsite.kernel.tables import Packed, Table
from twinsite.kernel.view import View

V = TypeVar("V", bound=View)
Bits = NDArray[np.uint32]
"""One bit for each restriction or claim, for every step."""

_Steps = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint16], Bits]

CHUNK = 1 << 16
"""So many states are expanded at once; their positions fit into 16 bits, which sort fast."""


class StepGraph(Generic[V]):
    """The steps between the states of a complete exploration.

    States have the numbers of their order as packed integers; steps are sorted by their source.
    """

    def __init__(self, exploration: Exploration[V], claims: Sequence[Property[V]]) -> None:
        """Take every step once more.

        Args:
            exploration: A complete exploration.
            claims: The claims about runs for which the graph is made; steps that the
                restrictions of all of them rule out are left out.
        """
        assert exploration.complete
        self.exploration = exploration
        self.system = exploration.system
        self.states: Packed = np.concatenate(exploration.levels)
        depths = np.concatenate(
            [np.full(len(level), d, dtype=np.int32) for d, level in enumerate(exploration.levels)]
        )
        order = np.argsort(self.states, kind="stable")
        self.states = self.states[order]
        """The packed states, sorted."""
        self.depths: NDArray[np.int32] = depths[order]
        """The number of steps from the initial state, for every state."""
        self._claims = tuple(claims)
        self._restrictions = tuple(dict.fromkeys(claim.given for claim in claims))
        self._tables: dict[tuple[Restriction[V] | None, Offer], Table[V]] = {}
        self._whens: dict[tuple[Offer, Log], int] = {}
        self._collect()

    def _collect(self) -> None:
        stepper = Stepper(self.system, self.exploration.layout)
        none = np.zeros(0, dtype=np.int32)
        nothing: _Steps = (none, none, none.astype(np.uint16), none.astype(np.uint32))
        parts: list[_Steps] = []
        for start in range(0, len(self.states), CHUNK):
            chunk = self.states[start : start + CHUNK]
            batches = [nothing, *(self._edges(chunk, batch) for batch in stepper.steps(chunk))]
            rows = np.concatenate([rows for rows, *_ in batches])
            by_source = np.argsort(rows.astype(np.uint16), kind="stable")
            after, offers, marks = (
                np.concatenate([batch[n] for batch in batches])[by_source] for n in (1, 2, 3)
            )
            parts.append((rows[by_source] + np.int32(start), after, offers, marks))
        self.source: NDArray[np.int32] = np.concatenate([part[0] for part in parts])
        """The number of the state before, for every step, ascending."""
        self.target: NDArray[np.int32] = np.concatenate([part[1] for part in parts])
        """The number of the state after, for every step."""
        self.offer: NDArray[np.uint16] = np.concatenate([part[2] for part in parts])
        """The number of the offer, for every step."""
        self._marks: Bits = np.concatenate([part[3] for part in parts])

    def _edges(self, chunk: Packed, batch: Batch) -> _Steps:
        offer = self.system.offers[batch.offer]
        before = chunk[batch.rows]
        marks = np.full(len(batch.rows), self._when(offer, batch.log), dtype=np.uint32)
        allowed = np.zeros(len(batch.rows), dtype=np.bool_)
        for bit, restriction in enumerate(self._restrictions):
            allows = self._allowed(restriction, offer, before)
            allowed |= allows
            marks |= allows.astype(np.uint32) << np.uint32(bit)
        kept = np.flatnonzero(allowed)
        after = np.searchsorted(self.states, batch.states[kept]).astype(np.int32)
        offers = np.full(len(kept), batch.offer, dtype=np.uint16)
        return batch.rows[kept], after, offers, marks[kept]

    def _when(self, offer: Offer, log: Log) -> int:
        key = (offer, log)
        if key not in self._whens:
            occurrence, first = Occurrence(offer, log), len(self._restrictions)
            hits = (n for n, claim in enumerate(self._claims) if claim.when(occurrence))
            self._whens[key] = sum(1 << (first + n) for n in hits)
        return self._whens[key]

    def _allowed(
        self, restriction: Restriction[V] | None, offer: Offer, before: Packed
    ) -> NDArray[np.bool_]:
        if restriction is None:
            return np.ones(len(before), dtype=np.bool_)
        key = (restriction, offer)
        if key not in self._tables:
            parameter = self.system.instances[self.system.index[offer.machine]].parameter
            allows = restriction.allows
            self._tables[key] = Table(
                self.system,
                self.exploration.layout,
                lambda read: int(allows(offer, self.system.view_through(read, parameter))),
            )
        allowed: NDArray[np.bool_] = self._tables[key](before).astype(np.bool_)
        return allowed

    def given(self, claim: Property[V]) -> NDArray[np.bool_]:
        """Return for every step whether the restriction of a claim allows it."""
        return self._marked(self._restrictions.index(claim.given))

    def when(self, claim: Property[V]) -> NDArray[np.bool_]:
        """Return for every step whether it is one that a claim means."""
        return self._marked(len(self._restrictions) + self._claims.index(claim))

    def _marked(self, number: int) -> NDArray[np.bool_]:
        marked: NDArray[np.bool_] = (self._marks & np.uint32(1 << number)) != 0
        return marked

    def holds(self, predicate: Callable[[V], bool]) -> NDArray[np.bool_]:
        """Return for every state whether a predicate is true of it."""
        view = self.system.view_through
        table = Table(self.system, self.exploration.layout, lambda read: int(predicate(view(read))))
        values: NDArray[np.bool_] = table(self.states).astype(np.bool_)
        return values
