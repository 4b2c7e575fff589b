"""Every reachable state, breadth first, with the verdict on every property.

The search works on whole levels as arrays.  It holds no second copy of the semantics: which
transition a machine takes comes from :meth:`System.choose`, tabulated, and every run that is
reported is taken again, step by step, by :meth:`System.step`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.kernel.errors import DeclarationError
from twinsite.kernel.exploration import Exploration, Finding, Progress
from twinsite.kernel.judge import Decision, Judge
from twinsite.kernel.property import Property
from twinsite.kernel.stepper import Rows, Stepper
from twinsite.kernel.system import Offer, Step, System
from twinsite.kernel.tables import Packed
from twinsite.kernel.tree import SearchTree
from twinsite.kernel.view import View

V = TypeVar("V", bound=View)

STATE_LIMIT = 50_000_000
"""More states than this end the search with UNDETERMINED."""
OFFER_LIMIT = 1 << 16
"""So many stimuli and deadlines can be numbered in the search tree."""


class _Cache:
    """Some of the states found so far: it may forget a state, but it never makes one up."""

    _BITS = 21

    def __init__(self) -> None:
        self._slots = np.full(1 << self._BITS, -1, dtype=np.int64)

    def _slot(self, states: Packed) -> Packed:
        mixed = states * np.int64(0x1E3779B97F4A7C15)
        return (mixed >> (63 - self._BITS)) & ((1 << self._BITS) - 1)

    def holds(self, states: Packed) -> NDArray[np.bool_]:
        same: NDArray[np.bool_] = self._slots[self._slot(states)] == states
        return same

    def put(self, states: Packed) -> None:
        self._slots[self._slot(states)] = states


class Explorer(Generic[V]):
    """A breadth-first search of one system against some properties."""

    def __init__(
        self,
        system: System[V],
        properties: Sequence[Property[V]],
        *,
        limit: int = STATE_LIMIT,
        first_refutation: bool = False,
        observe: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        """Prepare a search.

        Args:
            system: What to explore.
            properties: What to decide.
            limit: The search is cut short, and says so, beyond this number of states.
            first_refutation: Cut the search short, and say so, after the level on which a
                property is refuted by a run.
            observe: Called after every level.

        Raises:
            DeclarationError: if the system is too large for the search, two properties have
                the same name, or one is about infinite runs.
        """
        if about_runs := [claim.name for claim in properties if claim.is_about_runs]:
            raise DeclarationError(f"a search does not decide claims about runs: {about_runs}")
        if len(system.offers) > OFFER_LIMIT:
            raise DeclarationError(f"{system.name}: more than {OFFER_LIMIT} stimuli and deadlines")
        self._system = system
        self._properties = tuple(properties)
        self._limit = limit
        self._first_refutation = first_refutation
        self._observe = observe
        self._stepper = Stepper(system)
        self._layout = self._stepper.layout
        self._coverage = self._stepper.coverage
        self._judge = Judge(system, self._layout, self._properties)
        self._known = _Cache()
        self._tree = SearchTree(self._layout.pack(system.initial))

    def run(self) -> Exploration[V]:
        """Search until nothing new is found or the limit is passed.

        Raises:
            DeclarationError: if the signals of a step do not come to an end.
        """
        frontier = visited = self._tree.levels[0]
        self._known.put(frontier)
        steps = 0
        complete = True
        while frontier.size:
            self._judge.states(frontier, self._tree.last_start)
            if len(visited) > self._limit:
                self._judge.settle(self._tree)
                complete = False
                break
            found, parents, offers, taken = self._expand(frontier)
            self._judge.settle(self._tree)
            steps += taken
            place = np.searchsorted(visited, found)
            place[place == len(visited)] = 0
            new = visited[place] != found
            frontier = found[new]
            if frontier.size:
                self._known.put(frontier)
                self._tree.add(frontier, parents[new], offers[new])
                visited = np.sort(np.concatenate((visited, frontier)), kind="stable")
            self._observe(Progress(self._tree.depth, len(visited), len(frontier)))
            if self._first_refutation and frontier.size and self._judge.has_refuted:
                complete = False
                break
        self._note_states()
        return Exploration(
            system=self._system,
            states=len(visited),
            steps=steps,
            depth=self._tree.depth,
            complete=complete,
            findings=tuple(
                Finding(
                    claim,
                    self._judge.verdict(claim, complete=complete),
                    self._run_to(self._judge.decided.get(claim.name)),
                )
                for claim in self._properties
            ),
            coverage=self._coverage,
            tree=self._tree,
            layout=self._layout,
        )

    def _expand(self, frontier: Packed) -> tuple[Packed, Rows, NDArray[np.uint16], int]:
        """Take every step of a level.

        Returns:
            The distinct states after it that may be new, sorted; for each the number of its
            parent and of the offer; how many steps were taken.
        """
        states: list[Packed] = []
        parents: list[Rows] = []
        offers: list[NDArray[np.uint16]] = []
        taken = 0
        start = self._tree.last_start
        for batch in self._stepper.steps(frontier):
            taken += len(batch.rows)
            offer = self._system.offers[batch.offer]
            if claims := self._judge.concerned(offer, batch.log):
                before = frontier[batch.rows]
                self._judge.steps(claims, offer, before, batch.states, batch.rows, start)
            moved = np.flatnonzero(~self._known.holds(batch.states))
            states.append(batch.states[moved])
            parents.append(batch.rows[moved] + np.int32(start))
            offers.append(np.full(len(moved), batch.offer, dtype=np.uint16))
        if not states:
            none = np.zeros(0, dtype=np.int64)
            return none, none.astype(np.int32), none.astype(np.uint16), taken
        found, first = np.unique(np.concatenate(states), return_index=True)
        return found, np.concatenate(parents)[first], np.concatenate(offers)[first], taken

    def _run_to(self, decision: Decision | None) -> tuple[Step, ...] | None:
        """Take the run of a decision again, by the semantics of one step."""
        if decision is None:
            return None
        offers = [self._system.offers[number] for number in self._tree.path(decision.state)]
        steps = list(retrace(self._system, offers))
        reached = steps[-1].after if steps else self._system.initial
        assert self._layout.pack(reached) == self._tree.packed(decision.state), (
            "the tables and the step disagree"
        )
        if decision.offer is not None:
            steps.append(self._system.step(reached, decision.offer))
        return tuple(steps)

    def _note_states(self) -> None:
        for number, instance in enumerate(self._system.instances):
            names = instance.machine.states
            for level in self._tree.levels:
                counts = np.bincount(self._layout.codes(level, number), minlength=len(names))
                for code in np.flatnonzero(counts):
                    self._coverage.states.add((instance.name, names[code]))


def explore(
    system: System[V],
    properties: Sequence[Property[V]] = (),
    *,
    limit: int = STATE_LIMIT,
    first_refutation: bool = False,
    observe: Callable[[Progress], None] = lambda _: None,
) -> Exploration[V]:
    """Explore a system and decide properties; see :class:`Explorer`."""
    return Explorer(
        system, properties, limit=limit, first_refutation=first_refutation, observe=observe
    ).run()


def retrace(system: System[V], offers: Iterable[Offer]) -> Iterator[Step]:
    """Take offers one after the other from the initial state.

    Raises:
        RefusedError: if one of them is not enabled.
    """
    state = system.initial
    for offer in offers:
        step = system.step(state, offer)
        yield step
        state = step.after
