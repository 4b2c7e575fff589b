"""Liveness properties, decided exactly on every trace of an explored system.

A property is refuted by a lasso: a trace to a loop, and a loop that is fair and never keeps the
promise.  It is proved under a set of fairness assumptions if no trace that is fair to all of them
can go on for ever without keeping the promise.  The smallest such set is what must be assumed of
the world.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from twinsite.checker.liveness.fair_states import Region, fair_states
from twinsite.checker.liveness.fairness import (
    Assumption,
    FairnessAssumption,
    Strength,
    everything,
    required,
)
from twinsite.checker.liveness.lasso import Lasso, objections
from twinsite.checker.liveness.loops import Loops
from twinsite.checker.liveness.region import Regions
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Property, Verdict
from twinsite.checker.symbolic.result import Exploration
from twinsite.checker.symbolic.variables import OutOfNodesError, States

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
        """
        assert exploration.complete
        self._exploration = exploration
        self._assumptions = tuple(assumptions)
        system = exploration.system
        self._fair = [e for e in system.events if any(a.covers(e) for a in assumptions)]
        self._regions = Regions(exploration, self._fair)
        self._latest: tuple[Property[V], Region] | None = None

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
        A set that is not enough is made as large as it can be without being enough; every set
        that is enough has one of the assumptions that are still left out.
        """
        region, candidates = self._region(prop), self._candidates(prop)
        enough: list[frozenset[FairnessAssumption]] = []
        needed: list[frozenset[FairnessAssumption]] = []
        while frozenset() not in needed:
            chosen = _smallest_hitting_set(candidates, needed)
            if any(_implied(known, chosen) for known in enough):
                return tuple(sorted(chosen))
            among, left = list(chosen), self._left(prop, chosen, region.states)
            if not left.satisfiable():
                return tuple(sorted(chosen))
            for candidate in candidates:  # weak ones first: what is enough of them is so at once
                more = [*among, candidate]
                if _implied([candidate], among) or any(_implied(known, more) for known in enough):
                    continue
                still = self._left(prop, more, left)
                if still.satisfiable():
                    among, left = more, still
                else:
                    enough.append(frozenset(more))
            needed.append(frozenset(c for c in candidates if not _implied([c], among)))
        return None

    def _candidates(self, prop: Property[V]) -> list[FairnessAssumption]:
        """Return the assumptions about events that can come while a promise is open."""
        region = self._region(prop)
        can = [e for e in self._fair if (region.possible[e] & region.states).satisfiable()]
        return [
            FairnessAssumption(assumption.id, strength)
            for strength in Strength
            for assumption in self._assumptions
            if strength in assumption.strengths and any(map(assumption.covers, can))
        ]

    def holds(self, prop: Property[V], assumed: Iterable[FairnessAssumption]) -> bool:
        """Return whether a property holds under these assumptions."""
        return not self._left(prop, assumed, self._region(prop).states).satisfiable()

    def lasso(self, prop: Property[V], assumed: Iterable[FairnessAssumption]) -> Lasso | None:
        """Return a trace that is fair to these assumptions and breaks a property, or None."""
        region = self._region(prop)
        left = self._left(prop, assumed, region.states)
        if not left.satisfiable():
            return None
        fairness = required(assumed, self._assumptions, self._fair)
        lasso = Loops(self._exploration, prop, region).lasso(left, fairness)
        wrong = objections(self._exploration.system, prop, lasso, fairness)
        assert not wrong, f"{prop.name}: {wrong}"
        return lasso

    def _region(self, prop: Property[V]) -> Region:
        if self._latest is None or self._latest[0] is not prop:
            self._latest = (prop, self._regions.of(prop))
        return self._latest[1]

    def _left(
        self, prop: Property[V], assumed: Iterable[FairnessAssumption], within: States
    ) -> States:
        """Return from where traces that are fair to some assumptions break a property."""
        fairness = required(assumed, self._assumptions, self._fair)
        return fair_states(self._region(prop), fairness, within)


def _implied(assumed: Iterable[FairnessAssumption], by: Iterable[FairnessAssumption]) -> bool:
    """Return whether assumptions follow from others: a strong one implies the weak one."""
    made = set(by)
    return all(
        each in made or FairnessAssumption(each.id, Strength.STRONG) in made for each in assumed
    )


def _smallest_hitting_set(
    candidates: Sequence[FairnessAssumption], sets: Sequence[frozenset[FairnessAssumption]]
) -> tuple[FairnessAssumption, ...]:
    """Return the smallest choice of candidates that has one of each set, first choice first."""
    return next(
        chosen
        for size in range(len(candidates) + 1)
        for chosen in combinations(candidates, size)
        if all(wanted.intersection(chosen) for wanted in sets)
    )


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
        try:
            found.append(liveness.decide(prop))
        except OutOfNodesError:
            found.append(LivenessFinding(prop, Verdict.UNDETERMINED, (), None))
    return tuple(found)
