"""Liveness properties, decided exactly on the explored graph.

A property is refuted by a lasso: a trace to a loop, and a loop that is fair and never keeps the
promise.  It is proved under a set of fairness assumptions if every loop that does not keep the
promise is unfair to one of them.  The smallest such set is what must be assumed of the world.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.explore import retrace
from twinsite.checker.former.explorer.result import Exploration
from twinsite.checker.former.liveness.components import MOST_EVENTS, Components, fair_components
from twinsite.checker.former.liveness.fair_loop import FairLoop
from twinsite.checker.former.liveness.region import Regions
from twinsite.checker.former.liveness.shortest_paths import Search
from twinsite.checker.liveness.fairness import (
    Assumption,
    FairnessAssumption,
    Strength,
    everything,
    required,
)
from twinsite.checker.liveness.lasso import Lasso, objections
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Property, Verdict

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class LivenessFinding(Generic[V]):
    """The verdict on one liveness property."""

    property: Property[V]
    verdict: Verdict
    fairness: tuple[FairnessAssumption, ...]
    """If proved, a smallest set of assumptions under which it holds; else all of them."""
    lasso: Lasso | None
    """If refuted, a trace that is fair to every assumption and breaks the promise."""


class Liveness(Generic[V]):
    """Decides properties about the infinite traces of one explored system."""

    def __init__(self, exploration: Exploration[V], assumptions: Sequence[Assumption]) -> None:
        """Prepare to decide.

        Args:
            exploration: A complete exploration.
            assumptions: What may be assumed.

        Raises:
            DeclarationError: if the assumptions cover too many events.
        """
        self._assumptions = tuple(assumptions)
        self._system = exploration.system
        self._fair = [
            event for event in self._system.events if any(a.covers(event) for a in assumptions)
        ]
        if len(self._fair) > MOST_EVENTS:
            raise DeclarationError(f"more than {MOST_EVENTS} events are assumed to be fair")
        self._regions = Regions(exploration, self._fair)

    def decide(self, prop: Property[V]) -> LivenessFinding[V]:
        """Return the verdict on a property, with the smallest fairness or a lasso."""
        smallest = self.smallest(prop)
        if smallest is not None:
            return LivenessFinding(prop, Verdict.PROVED, smallest, None)
        assumed = everything(self._assumptions)
        lasso = self.lasso(prop, assumed)
        return LivenessFinding(prop, Verdict.REFUTED, tuple(sorted(assumed)), lasso)

    def smallest(self, prop: Property[V]) -> tuple[FairnessAssumption, ...] | None:
        """Return a smallest set of assumptions under which a property holds, or None.

        Of sets of one size the one with the most weak assumptions is taken, then the first.
        Every loop that a set lets pass names the assumptions that would exclude it; the next
        set must have one of them for each loop found so far.
        """
        candidates = [
            FairnessAssumption(assumption.id, strength)
            for strength in Strength
            for assumption in self._assumptions
        ]
        excluders: set[int] = set()
        while True:
            chosen = _smallest_hitting_set(len(candidates), excluders)
            assumed = [candidates[number] for number in chosen]
            found = set(self._excluders(prop, assumed, candidates))
            if not found:
                return tuple(sorted(assumed))
            if 0 in found:
                return None
            excluders |= found

    def holds(self, prop: Property[V], assumed: Iterable[FairnessAssumption]) -> bool:
        """Return whether a property holds under these assumptions."""
        return next(iter(self._loops(prop, assumed)), None) is None

    def lasso(self, prop: Property[V], assumed: Iterable[FairnessAssumption]) -> Lasso | None:
        """Return a trace that is fair to these assumptions and breaks a property, or None."""
        assumed = tuple(assumed)
        region, graph = self._regions.of(prop), self._regions.graph
        candidates = [
            (np.flatnonzero(np.isin(parts.labels, fair) & parts.inside), parts)
            for parts, fair in self._loops(prop, assumed)
        ]
        if not candidates:
            return None
        edges, nodes = self._regions.edges(region), region.nodes
        reach = Search(edges, nodes.among(region.begins), graph.depths(nodes))
        entries = [inside[np.argmin(reach.distance[inside])] for inside, _ in candidates]
        nearest = int(np.argmin(reach.distance[entries]))
        entry, (_, parts) = int(entries[nearest]), candidates[nearest]
        way = reach.way_to(entry)
        begin = int(edges.source[way[0]]) if way else entry
        found = graph.exploration.found
        stem = found.path(found.number(graph.packed(nodes, begin)))
        stem += region.rows.events(edges, way)
        inner = parts.inner.only(parts.labels.take(parts.inner.source) == parts.labels[entry])
        loop = FairLoop(inner, region.rows, region.enabled, entry).tie(
            self._bits(assumed, Strength.WEAK), self._bits(assumed, Strength.STRONG)
        )
        lasso = self._taken(stem, region.rows.events(inner, loop))
        fairness = required(assumed, self._assumptions, self._system.events)
        wrong = objections(self._system, prop, lasso, fairness)
        assert not wrong, f"{prop.name}: {wrong}"
        return lasso

    def _taken(self, stem: Sequence[int], loop: Sequence[int]) -> Lasso:
        """Take the events of a lasso, by their numbers."""
        events = (self._system.events[number] for number in (*stem, *loop))
        steps = tuple(retrace(self._system, events))
        return Lasso(steps[: len(stem)], steps[len(stem) :])

    def _bits(self, assumed: Iterable[FairnessAssumption], strength: Strength) -> int:
        fair = required(assumed, self._assumptions, self._fair)
        return sum(1 << n for n, event in enumerate(self._fair) if fair.get(event) is strength)

    def _loops(
        self, prop: Property[V], assumed: Iterable[FairnessAssumption]
    ) -> Iterable[tuple[Components, NDArray[np.intp]]]:
        assumed = tuple(assumed)
        region = self._regions.of(prop)
        return fair_components(
            region.parts,
            region.enabled,
            weak=self._bits(assumed, Strength.WEAK),
            strong=self._bits(assumed, Strength.STRONG),
        )

    def _excluders(
        self,
        prop: Property[V],
        assumed: Sequence[FairnessAssumption],
        candidates: Sequence[FairnessAssumption],
    ) -> Iterable[int]:
        """Yield for every loop that is fair the candidates to which it is unfair, one bit each."""
        for parts, fair in self._loops(prop, assumed):
            codes = np.zeros(len(fair), dtype=np.int64)
            for number, candidate in enumerate(candidates):
                weak, strong = (self._bits([candidate], strength) for strength in Strength)
                unfair_weak, unfair_strong = parts.unfair(weak, strong)
                unfair = (unfair_weak[fair] != 0) | (unfair_strong[fair] != 0)
                codes |= unfair.astype(np.int64) << number
            yield from (int(code) for code in np.unique(codes))


def _smallest_hitting_set(candidates: int, sets: Iterable[int]) -> tuple[int, ...]:
    """Return the smallest choice of candidates that has one of each set, first choice first."""
    wanted = list(sets)
    for size in range(candidates + 1):
        for chosen in combinations(range(candidates), size):
            bits = sum(1 << number for number in chosen)
            if all(bits & code for code in wanted):
                return chosen
    raise AssertionError("a set without candidates cannot be hit")


def decide_liveness(
    exploration: Exploration[V],
    properties: Sequence[Property[V]],
    assumptions: Sequence[Assumption],
    *,
    observe: Callable[[Property[V]], None] = lambda _: None,
) -> tuple[LivenessFinding[V], ...]:
    """Decide liveness properties.

    Args:
        exploration: The exploration; if it is not complete, nothing can be said.
        properties: The liveness properties.
        assumptions: What may be assumed.
        observe: Called before each property.
    """
    if not properties:
        return ()
    if not exploration.complete:
        return tuple(LivenessFinding(prop, Verdict.UNDETERMINED, (), None) for prop in properties)
    liveness = Liveness(exploration, assumptions)
    found = []
    for prop in properties:
        observe(prop)
        found.append(liveness.decide(prop))
    return tuple(found)
