"""Claims about infinite runs, decided exactly on the explored graph.

A claim is refuted by a lasso: a run to a loop, and a loop that is fair and never keeps the
promise.  It is proved under a set of fairness assumptions if every loop that does not keep the
promise is unfair to one of them.  The smallest such set is what the world must grant.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.kernel.block import filled
from twinsite.kernel.errors import DeclarationError
from twinsite.kernel.exploration import Exploration
from twinsite.kernel.explore import retrace
from twinsite.kernel.fair_cycles import (
    MOST_OFFERS,
    Bits,
    Components,
    Edges,
    Mask,
    Rows,
    fair_components,
)
from twinsite.kernel.fairness import Assumption, Granted, Strength, everything, required
from twinsite.kernel.lasso import Lasso, objections
from twinsite.kernel.nodes import Nodes, bits_of
from twinsite.kernel.property import Property, Restriction, Sort, Verdict
from twinsite.kernel.search import Search
from twinsite.kernel.step_graph import StepGraph
from twinsite.kernel.steps import Steps
from twinsite.kernel.tables import Words
from twinsite.kernel.view import View

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class RunFinding(Generic[V]):
    """The verdict on one claim about infinite runs."""

    property: Property[V]
    verdict: Verdict
    fairness: tuple[Granted, ...]
    """If proved, a smallest set of assumptions under which it holds; else all of them."""
    lasso: Lasso | None
    """If refuted, a run that is fair to every assumption and breaks the promise."""


@dataclass(slots=True)
class _Region(Generic[V]):
    """Where a run must stay so that it breaks one promise."""

    claim: Property[V]
    begins: Words
    """The states in which the promise is given."""
    steps: Steps
    """The steps that leave it open."""
    nodes: Nodes
    """The states that are reached by them from where the promise is given."""
    rows: Rows
    """What the steps of a row have in common."""
    enabled: Bits
    """For every state the fair offers that can and may come there."""
    parts: Components
    """The components of what is reached."""


class Liveness(Generic[V]):
    """Decides claims about the infinite runs of one explored system."""

    def __init__(self, exploration: Exploration[V], assumptions: Sequence[Assumption]) -> None:
        """Prepare to decide.

        Args:
            exploration: A complete exploration.
            assumptions: What may be assumed.

        Raises:
            DeclarationError: if the assumptions cover too many offers.
        """
        self._assumptions = tuple(assumptions)
        self._system = exploration.system
        self._fair = [
            offer for offer in self._system.offers if any(a.covers(offer) for a in assumptions)
        ]
        if len(self._fair) > MOST_OFFERS:
            raise DeclarationError(f"more than {MOST_OFFERS} offers are assumed to be fair")
        self._graph = StepGraph(exploration)
        self._block = exploration.relation.block
        numbers = {offer: number for number, offer in enumerate(self._fair)}
        fair = np.array([numbers.get(o, -1) for o in self._system.offers], dtype=np.int16)
        self._fair_of_course = fair[self._graph.offers]
        self._enabled: dict[Restriction[V] | None, Bits] = {}
        self._regions: dict[str, _Region[V]] = {}

    def decide(self, claim: Property[V]) -> RunFinding[V]:
        """Return the verdict on a claim, with the smallest fairness or a lasso."""
        smallest = self.smallest(claim)
        if smallest is not None:
            return RunFinding(claim, Verdict.PROVED, smallest, None)
        granted = everything(self._assumptions)
        lasso = self.lasso(claim, granted)
        return RunFinding(claim, Verdict.REFUTED, tuple(sorted(granted)), lasso)

    def smallest(self, claim: Property[V]) -> tuple[Granted, ...] | None:
        """Return a smallest set of assumptions under which a claim holds, or None.

        Of sets of one size the one with the most weak assumptions is taken, then the first.
        Every loop that a set lets pass names the assumptions that would exclude it; the next
        set must have one of them for each loop found so far.
        """
        candidates = [
            Granted(assumption.id, strength)
            for strength in Strength
            for assumption in self._assumptions
        ]
        excluders: set[int] = set()
        while True:
            chosen = _smallest_hitting_set(len(candidates), excluders)
            granted = [candidates[number] for number in chosen]
            found = set(self._excluders(claim, granted, candidates))
            if not found:
                return tuple(sorted(granted))
            if 0 in found:
                return None
            excluders |= found

    def holds(self, claim: Property[V], granted: Iterable[Granted]) -> bool:
        """Return whether a claim holds under these assumptions."""
        return next(iter(self._loops(claim, granted)), None) is None

    def lasso(self, claim: Property[V], granted: Iterable[Granted]) -> Lasso | None:
        """Return a run that is fair to these assumptions and breaks a claim, or None."""
        granted = tuple(granted)
        region = self._region(claim)
        candidates = [
            (np.flatnonzero(np.isin(parts.labels, fair) & parts.inside), parts)
            for parts, fair in self._loops(claim, granted)
        ]
        if not candidates:
            return None
        nodes = region.nodes
        edges = nodes.edges(region.steps, self._graph.moves)
        reach = Search(edges, nodes.among(region.begins), self._graph.depths(nodes))
        entries = [inside[np.argmin(reach.distance[inside])] for inside, _ in candidates]
        nearest = int(np.argmin(reach.distance[entries]))
        entry, (_, parts) = int(entries[nearest]), candidates[nearest]
        way = reach.way_to(entry)
        begin = int(edges.source[way[0]]) if way else entry
        found = self._graph.exploration.found
        stem = found.path(found.number(self._graph.packed(nodes, begin)))
        stem += self._offers(region, edges, way)
        lasso = self._tie(region, stem, parts, entry, granted)
        fairness = required(granted, self._assumptions, self._system.offers)
        wrong = objections(self._system, claim, lasso, fairness)
        assert not wrong, f"{claim.name}: {wrong}"
        return lasso

    def _region(self, claim: Property[V]) -> _Region[V]:
        if claim.name not in self._regions:
            self._regions.clear()  # one at a time is kept: a region is large
            self._regions[claim.name] = self._make_region(claim)
        return self._regions[claim.name]

    def _make_region(self, claim: Property[V]) -> _Region[V]:
        graph = self._graph
        premise = graph.reached if claim.premise is None else graph.holds(claim.premise)
        given, when = graph.given(claim.given), graph.when(claim)
        if claim.sort is Sort.FINITELY:
            inside = begins = premise
        else:
            assert claim.of_state is not None
            inside = graph.reached & ~graph.holds(claim.of_state)
            begins, given = inside & premise, np.where(when, np.uint64(0), given)
        words = graph.between(given, inside)
        if not np.array_equal(begins, inside):
            inside = graph.closure(begins, graph.steps.within(words))
            words = graph.between(words, inside)
        steps = graph.steps.within(words)
        nodes = Nodes(self._block, inside)
        accept = when[filled(words)] if claim.sort is Sort.FINITELY else None
        rows = Rows(self._fair_of_course[steps.courses], accept)
        enabled = self._possible(claim)[nodes.key, nodes.bit]
        every = np.ones(len(nodes), dtype=np.bool_)
        parts = Components(nodes.edges(steps, graph.moves), rows, every, enabled)
        return _Region(claim, begins, steps, nodes, rows, enabled, parts)

    def _possible(self, claim: Property[V]) -> Bits:
        """Return for every key and state of the block the fair offers that can and may come."""
        if claim.given not in self._enabled:
            states = self._graph.possible(claim.given, self._fair)
            keys = len(self._graph.reached)
            self._enabled[claim.given] = bits_of(self._block, states, keys)
        return self._enabled[claim.given]

    def _bits(self, granted: Iterable[Granted], strength: Strength) -> int:
        fair = required(granted, self._assumptions, self._fair)
        return sum(1 << n for n, offer in enumerate(self._fair) if fair.get(offer) is strength)

    def _loops(
        self, claim: Property[V], granted: Iterable[Granted]
    ) -> Iterable[tuple[Components, NDArray[np.intp]]]:
        granted = tuple(granted)
        region = self._region(claim)
        return fair_components(
            region.parts,
            region.enabled,
            weak=self._bits(granted, Strength.WEAK),
            strong=self._bits(granted, Strength.STRONG),
        )

    def _excluders(
        self, claim: Property[V], granted: Sequence[Granted], candidates: Sequence[Granted]
    ) -> Iterable[int]:
        """Yield for every loop that is fair the candidates to which it is unfair, one bit each."""
        for parts, fair in self._loops(claim, granted):
            codes = np.zeros(len(fair), dtype=np.int64)
            for number, candidate in enumerate(candidates):
                weak, strong = (self._bits([candidate], strength) for strength in Strength)
                unfair_weak, unfair_strong = parts.unfair(weak, strong)
                unfair = (unfair_weak[fair] != 0) | (unfair_strong[fair] != 0)
                codes |= unfair.astype(np.int64) << number
            yield from (int(code) for code in np.unique(codes))

    def _tie(
        self,
        region: _Region[V],
        stem: Sequence[int],
        parts: Components,
        entry: int,
        granted: tuple[Granted, ...],
    ) -> Lasso:
        """Make a lasso whose loop lies in the component of the state to which a stem leads."""
        label = parts.labels[entry]
        inner = parts.inner.only(parts.labels[parts.inner.source] == label)
        loop = self._offers(region, inner, self._loop(region, inner, entry, granted))
        offers = self._system.offers
        steps = tuple(retrace(self._system, (offers[number] for number in (*stem, *loop))))
        return Lasso(steps[: len(stem)], steps[len(stem) :])

    def _offers(self, region: _Region[V], edges: Edges, way: Sequence[int]) -> list[int]:
        """Return the numbers of the offers of some steps."""
        courses = region.steps.courses[edges.row[list(way)]]
        return [int(offer) for offer in self._graph.offers[courses]]

    def _loop(
        self, region: _Region[V], inner: Edges, entry: int, granted: tuple[Granted, ...]
    ) -> list[int]:
        """Return the steps of a loop that is fair, of those inside; none if it may stand still."""
        weak, strong = (self._bits(granted, strength) for strength in Strength)
        loop: list[int] = []
        here = entry

        def go(targets: Mask, last: Mask | None) -> None:
            nonlocal here
            begins = np.zeros(inner.nodes, dtype=np.bool_)
            begins[here] = True
            search = Search(inner, begins)
            ends = np.flatnonzero(targets & search.reached)
            end = int(ends[np.argmin(search.distance[ends])])
            loop.extend(search.way_to(end))
            here = end
            if last is not None:
                edge = int(np.flatnonzero(last & (inner.source == end))[0])
                loop.append(edge)
                here = int(inner.target[edge])

        def sources(steps: Mask) -> Mask:
            found = np.zeros(inner.nodes, dtype=np.bool_)
            found[inner.source[steps]] = True
            return found

        back = np.zeros(inner.nodes, dtype=np.bool_)
        back[entry] = True
        if region.rows.accept is not None:
            must = region.rows.accept[inner.row]
            go(sources(must), must)
            go(back, None)
        fair = region.rows.fair[inner.row]
        every = np.ones(len(fair), dtype=np.bool_)
        tried: set[int] = set()
        while (number := self._missed(region, inner, entry, loop, weak, strong)) is not None:
            assert number not in tried, f"no loop is fair to {self._fair[number]}"
            tried.add(number)
            taking = fair == number
            if taking.any():
                go(sources(taking), taking)
            else:
                go(sources(every) & ((region.enabled >> np.uint64(number)) & 1 == 0), None)
            go(back, None)
        return loop

    def _missed(
        self,
        region: _Region[V],
        inner: Edges,
        entry: int,
        loop: Sequence[int],
        weak: int,
        strong: int,
    ) -> int | None:
        """Return the number of a fair offer to which a loop is unfair, or None."""
        visited = [entry, *(int(inner.target[edge]) for edge in loop)]
        taken = {int(region.rows.fair[inner.row[edge]]) for edge in loop}
        possible = [int(region.enabled[node]) for node in visited]
        for number in range(len(self._fair)):
            here = [bits >> number & 1 for bits in possible]
            unfair = (weak >> number & 1 and all(here)) or (strong >> number & 1 and any(here))
            if unfair and number not in taken:
                return number
        return None


def _smallest_hitting_set(candidates: int, sets: Iterable[int]) -> tuple[int, ...]:
    """Return the smallest choice of candidates that has one of each set, first choice first."""
    wanted = list(sets)
    for size in range(candidates + 1):
        for chosen in combinations(range(candidates), size):
            bits = sum(1 << number for number in chosen)
            if all(bits & code for code in wanted):
                return chosen
    raise AssertionError("a set without candidates cannot be hit")


def decide_runs(
    exploration: Exploration[V],
    claims: Sequence[Property[V]],
    assumptions: Sequence[Assumption],
    *,
    observe: Callable[[Property[V]], None] = lambda _: None,
) -> tuple[RunFinding[V], ...]:
    """Decide claims about infinite runs.

    Args:
        exploration: The exploration; if it is not complete, nothing can be said.
        claims: The claims about runs.
        assumptions: What may be assumed.
        observe: Called before each claim.
    """
    if not claims:
        return ()
    if not exploration.complete:
        return tuple(RunFinding(claim, Verdict.UNDETERMINED, (), None) for claim in claims)
    liveness = Liveness(exploration, assumptions)
    found = []
    for claim in claims:
        observe(claim)
        found.append(liveness.decide(claim))
    return tuple(found)
