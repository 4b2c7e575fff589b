"""Two systems side by side under the same events: the shortest trace that one of them refuses.

What can be seen of a system is which events are enabled, and the commands of each step, in order;
signals are its own affair.  Both systems answer every event in one way only, so the search over
the pairs of joint states that the same events lead to decides whether they allow the same traces.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.comparison.likeness import Likeness
from twinsite.checker.former.comparison.pair_set import PairSet
from twinsite.checker.former.comparison.tree import SearchTree
from twinsite.checker.former.explorer.evaluation import CANDIDATES
from twinsite.checker.former.explorer.explore import OFFER_LIMIT, retrace
from twinsite.checker.former.explorer.result import Progress
from twinsite.checker.former.explorer.stepper import Batch, Stepper
from twinsite.checker.former.explorer.tables import Packed
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.errors import DeclarationError, RefusedError
from twinsite.checker.semantics.system import Event, Log, Step, System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)

PAIR_LIMIT = 20_000_000
"""More pairs than this end the search without an answer."""
CHUNK = 1 << 16
"""The steps of so many pairs are taken at once."""

_REFUSED = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two systems part."""

    shared: tuple[Event, ...]
    """A shortest trace that both allow, with the same commands."""
    event: Event
    """What comes next."""
    left: Step | None
    """The step that the left one takes; None if it refuses."""
    right: Step | None
    """The step that the right one takes; None if it refuses."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of a search."""

    difference: Difference | None
    """A shortest one; None if there is none in what was searched."""
    pairs: int
    """Pairs of joint states found."""
    identical: bool
    """Whether in every pair each machine was in the same state on both sides."""
    complete: bool
    """Whether the answer is final: a difference was found, or every pair was searched."""


def commands_of(system: System[V], log: Log) -> Log:
    """Return what leaves the system in a step: its commands, in order."""
    return tuple((machine, effect) for machine, effect in log if effect in system.commands)


class _Side(Generic[V]):
    """One of the two systems."""

    def __init__(self, system: System[V], said: dict[Log, int]) -> None:
        """Prepare the steps; ``said`` numbers all commands of both sides."""
        self.system = system
        self._stepper = Stepper(system)
        self.layout = self._stepper.layout
        self._said = said

    @property
    def start(self) -> Packed:
        """The packed initial state, as an array of one."""
        return np.array([self.layout.pack(self.system.initial)], dtype=np.int64)

    def batches(self, states: Packed) -> dict[Event, list[Batch]]:
        """Return every step of some states, by what is offered."""
        found = groupby(self._stepper.steps(states), key=lambda batch: batch.event)
        return {self.system.events[number]: list(batches) for number, batches in found}

    def answers(self, batches: Sequence[Batch], states: Packed) -> tuple[NDArray[np.int32], Packed]:
        """Return for every row the number of what is said, and the packed state after."""
        said = np.full(len(states), _REFUSED, dtype=np.int32)
        after = states.copy()
        for batch in batches:
            log = commands_of(self.system, batch.log)
            said[batch.rows] = self._said.setdefault(log, len(self._said) + 1)
            after[batch.rows] = batch.states
        return said, after

    def answer(self, shared: Sequence[Event], event: Event) -> tuple[list[Log], Step | None]:
        """Take a trace again, and return its commands with the last step, None if refused."""
        taken = list(retrace(self.system, shared))
        said = [commands_of(self.system, step.log) for step in taken]
        try:
            return said, self.system.step(taken[-1].after if taken else self.system.initial, event)
        except RefusedError:
            return said, None


class _Product(Generic[V]):
    """A breadth-first search over the pairs of joint states of two systems."""

    def __init__(self, left: System[V], right: System[V]) -> None:
        said: dict[Log, int] = {}
        self._left, self._right = _Side(left, said), _Side(right, said)
        self._alike = Likeness(left, right)
        self._deadlines = {
            Event(instance.name, event.id)
            for system in (left, right)
            for instance in system.instances
            for event in instance.machine.events
            if event.kind is Kind.DEADLINE
        }
        # stimuli stand first, so that of two ways to a pair one without a deadline is kept
        self._events = sorted({*left.events, *right.events}, key=self._rank)
        if len(self._events) > OFFER_LIMIT:
            raise DeclarationError(f"more than {OFFER_LIMIT} stimuli and deadlines")
        self._known = PairSet()
        self._candidates: list[tuple[int, Event]] = []

    def _rank(self, event: Event) -> tuple[bool, Event]:
        return event in self._deadlines, event

    def run(self, limit: int, observe: Callable[[Progress], None]) -> Comparison:
        """Search until the two part, nothing new is found, or the limit is passed."""
        left, right = self._left.start, self._right.start
        self._known.add(left, right)
        self._tree = SearchTree()
        identical = complete = True
        while left.size:
            identical = identical and self._alike(left, right)
            if len(self._known) > limit:
                complete = False
                break
            parts = [
                self._expand(left[at : at + CHUNK], right[at : at + CHUNK], at)
                for at in range(0, len(left), CHUNK)
            ]
            if self._candidates:
                break
            left, right, parents, events = (
                np.concatenate([part[n] for part in parts]) for n in range(4)
            )
            if left.size:
                self._tree.add(parents.astype(np.int32), events.astype(np.uint16))
            observe(Progress(self._tree.depth, len(self._known), len(left)))
        return Comparison(self._settle(), len(self._known), identical, complete)

    def _expand(
        self, left: Packed, right: Packed, at: int
    ) -> tuple[Packed, Packed, Packed, Packed]:
        """Take every step of a part of a level.

        Returns:
            The new pairs, and for each the number of its parent and of the event.
        """
        ours, theirs = self._left.batches(left), self._right.batches(right)
        start = self._tree.last_start + at
        none = left[:0]
        found = [(none, none, none, none)]
        for number, event in enumerate(self._events):
            if event not in ours and event not in theirs:
                continue
            said, mine = self._left.answers(ours.get(event, ()), left)
            answered, other = self._right.answers(theirs.get(event, ()), right)
            difference = np.flatnonzero(said != answered)
            if difference.size:
                chosen = np.unique(
                    difference[np.linspace(0, difference.size - 1, CANDIDATES).astype(int)]
                )
                self._candidates += [(int(row) + start, event) for row in chosen]
            if self._candidates:
                continue
            rows = np.flatnonzero(said != _REFUSED)
            new = self._known.add(mine[rows], other[rows])
            rows = rows[new]
            found.append((mine[rows], other[rows], rows + start, np.full_like(rows, number)))
        pairs = [np.concatenate([part[n] for part in found]) for n in range(4)]
        return pairs[0], pairs[1], pairs[2], pairs[3]

    def _settle(self) -> Difference | None:
        """Choose the difference whose trace has the fewest deadlines, and take its trace again."""
        if not self._candidates:
            return None

        def run(end: tuple[int, Event]) -> list[Event]:
            return [*(self._events[number] for number in self._tree.path(end[0])), end[1]]

        traces = map(run, self._candidates)
        *shared, event = min(traces, key=lambda events: sum(o in self._deadlines for o in events))
        said, left = self._left.answer(shared, event)
        answered, right = self._right.answer(shared, event)
        assert said == answered, "the tables and the step disagree"
        return Difference(tuple(shared), event, left, right)


def compare(
    left: System[V],
    right: System[V],
    *,
    limit: int = PAIR_LIMIT,
    observe: Callable[[Progress], None] = lambda _: None,
) -> Comparison:
    """Find a shortest trace that one of two systems allows and the other does not.

    Among the shortest ones a trace with few deadlines is chosen.

    Args:
        left: One system.
        right: The other system.
        limit: The search is cut short, and says so, beyond this number of pairs.
        observe: Called after every level; what it calls states are pairs.

    Raises:
        DeclarationError: if a system is too large for the search, or if the signals of a step do
            not come to an end.
    """
    return _Product(left, right).run(limit, observe)
