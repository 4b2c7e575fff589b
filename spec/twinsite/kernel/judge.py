"""The verdict on every property, level by level of a search."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.kernel.chart import Kind
from twinsite.kernel.errors import DeclarationError
from twinsite.kernel.property import Occurrence, Property, Verdict
from twinsite.kernel.system import Log, Offer, System
from twinsite.kernel.tables import Layout, Packed, Table
from twinsite.kernel.tree import SearchTree
from twinsite.kernel.view import View

V = TypeVar("V", bound=View)
Read = Callable[[str], str | None]

CANDIDATES = 256
"""Of so many shortest runs the one with the fewest deadlines is shown."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The end of a shortest run that decides a claim."""

    state: int
    """The number of a state in the search tree."""
    offer: Offer | None
    """The offer that is taken there; None where the state itself decides."""


class Judge(Generic[V]):
    """Decides properties on states and steps as they are found."""

    def __init__(
        self, system: System[V], layout: Layout, properties: Sequence[Property[V]]
    ) -> None:
        """Prepare to judge.

        Raises:
            DeclarationError: if two properties have the same name.
        """
        names = [claim.name for claim in properties]
        for name in names:
            if names.count(name) > 1:
                raise DeclarationError(f"two properties are named {name!r}")
        self.decided: dict[str, Decision] = {}
        """The claims that a run decides, by name."""
        self._system = system
        self._of_state = [claim for claim in properties if not claim.is_about_steps]
        self._of_step = [claim for claim in properties if claim.is_about_steps]
        self._tables = {claim.name: self._table(layout, claim) for claim in properties}
        self._relevant: dict[tuple[Offer, Log], list[Property[V]]] = {}
        self._proposed: dict[str, list[Decision]] = {}
        self._deadlines = frozenset(
            Offer(instance.name, event.id)
            for instance in system.instances
            for event in instance.machine.events
            if event.kind is Kind.DEADLINE
        )

    def _table(self, layout: Layout, claim: Property[V]) -> Table[V]:
        view = self._system.view_through
        if claim.is_about_steps:
            of_step = claim.of_step or (lambda _before, _after: True)

            def judge_step(before: Read, after: Read) -> int:
                return int(of_step(view(before), view(after)))

            return Table(self._system, layout, judge_step, arity=2)
        of_state = claim.of_state
        assert of_state is not None
        return Table(self._system, layout, lambda read: int(of_state(view(read))))

    def states(self, level: Packed, start: int) -> None:
        """Judge the states of a level.

        Args:
            level: The packed states.
            start: The number of the first one in the search tree.
        """
        for claim in self._of_state:
            if claim.name not in self.decided:
                values = self._tables[claim.name](level)
                hits = np.flatnonzero(values == int(claim.is_existential))
                self._propose(claim, hits + start, None)

    def concerned(self, offer: Offer, log: Log) -> list[Property[V]]:
        """Return the undecided claims that are about steps like this one.

        Args:
            offer: What is offered.
            log: What is said.
        """
        key = (offer, log)
        if key not in self._relevant:
            occurrence = Occurrence(offer, log)
            self._relevant[key] = [claim for claim in self._of_step if claim.when(occurrence)]
        return [claim for claim in self._relevant[key] if claim.name not in self.decided]

    def steps(
        self,
        claims: Sequence[Property[V]],
        offer: Offer,
        before: Packed,
        after: Packed,
        rows: NDArray[np.int32],
        start: int,
    ) -> None:
        """Judge some steps that begin on one level.

        Args:
            claims: The claims that are about them.
            offer: What was offered.
            before: The packed states before.
            after: The packed states after.
            rows: The positions of the states before in their level.
            start: The number of the first state of that level in the search tree.
        """
        for claim in claims:
            values = self._tables[claim.name](before, after)
            hits = np.flatnonzero(values == int(claim.is_existential))
            self._propose(claim, rows[hits].astype(np.int64) + start, offer)

    def _propose(self, claim: Property[V], numbers: NDArray[np.int64], offer: Offer | None) -> None:
        if numbers.size:
            chosen = numbers[np.linspace(0, numbers.size - 1, CANDIDATES).astype(int)]
            ends = [Decision(int(number), offer) for number in np.unique(chosen)]
            self._proposed.setdefault(claim.name, []).extend(ends)

    def settle(self, tree: SearchTree) -> None:
        """Decide, once a level is done, the claims for which it has runs."""

        def deadlines(end: Decision) -> int:
            offers = (self._system.offers[number] for number in tree.path(end.state))
            return sum(offer in self._deadlines for offer in (*offers, end.offer))

        for name, ends in self._proposed.items():
            self.decided[name] = min(ends, key=deadlines)
        self._proposed.clear()

    @property
    def has_refuted(self) -> bool:
        """Whether a run refutes one of the claims."""
        claims = (*self._of_state, *self._of_step)
        return any(not c.is_existential and c.name in self.decided for c in claims)

    def verdict(self, claim: Property[V], *, complete: bool) -> Verdict:
        """Return the verdict on a claim after a search."""
        if claim.name in self.decided:
            return Verdict.PROVED if claim.is_existential else Verdict.REFUTED
        if not complete:
            return Verdict.UNDETERMINED
        return Verdict.REFUTED if claim.is_existential else Verdict.PROVED
