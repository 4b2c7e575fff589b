"""Every reachable state, breadth first, with the verdict on every property.

The search works on whole levels as arrays.  It holds no second copy of the semantics: which
transition a machine takes comes from :meth:`System.choose`, tabulated, and every run that is
reported is taken again, step by step, by :meth:`System.step`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.kernel.property import Occurrence, Property, Verdict
from twinsite.kernel.system import JointState, Log, Offer, Step, System
from twinsite.kernel.tables import Layout, Packed, Table
from twinsite.kernel.view import View

V = TypeVar("V", bound=View)

STATE_LIMIT = 50_000_000
"""More states than this end the search with UNDETERMINED."""

NONE = -1


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come."""

    depth: int
    """Levels that are done."""
    states: int
    """States found so far."""
    frontier: int
    """States whose steps are taken next."""


@dataclass(frozen=True, slots=True)
class Finding(Generic[V]):
    """The verdict on one property, with the run that decides it where one does."""

    property: Property[V]
    verdict: Verdict
    run: tuple[Step, ...] | None
    """A shortest run: the counterexample of a refuted, the witness of an existential claim."""


@dataclass(slots=True)
class Coverage:
    """What was seen of each machine."""

    states: set[tuple[str, str]] = field(default_factory=set)
    """(machine, state) that is reached."""
    transitions: set[tuple[str, int]] = field(default_factory=set)
    """(machine, number of the transition) that is taken."""
    unhandled: set[tuple[str, str, str]] = field(default_factory=set)
    """(machine, signal, state) in which a signal arrived and no transition was enabled."""


@dataclass(frozen=True, slots=True)
class Exploration(Generic[V]):
    """The result of a search."""

    system: System[V]
    states: int
    """Reachable states found."""
    steps: int
    """Steps taken, self-loops included."""
    depth: int
    """Steps from the initial state to the farthest state."""
    complete: bool
    """Whether every reachable state was found and all its steps were taken."""
    findings: tuple[Finding[V], ...]
    coverage: Coverage
    levels: tuple[Packed, ...]
    """The packed states, level by level, each sorted."""
    layout: Layout
    """How the states are packed."""

    def __iter__(self) -> Iterator[JointState]:
        """Yield every state found, nearest first."""
        for level in self.levels:
            for packed in level:
                yield self.layout.unpack(int(packed))


class _Mover(Generic[V]):
    """One machine's answer to one event, for arrays of states."""

    def __init__(
        self, system: System[V], layout: Layout, number: int, event: str, coverage: Coverage
    ) -> None:
        instance = system.instances[number]
        signal = event in system.listeners
        shift = layout.shifts[number]
        code = {state: n for n, state in enumerate(instance.machine.states)}
        logs: dict[Log, int] = {(): 0}
        effects = []
        deltas = []
        for transition in instance.machine.transitions:
            log = tuple((instance.name, effect) for effect in transition.effects)
            effects.append(logs.setdefault(log, len(logs)))
            deltas.append((code[transition.target] - code[transition.source]) << shift)
        self.has_transition = np.array(
            [any(instance.machine.choices(event, s)) for s in instance.machine.states]
        )
        """For each state of the machine whether the event has a transition there at all."""
        # NONE indexes the last entry, which changes nothing and says nothing
        self.deltas = np.array([*deltas, 0], dtype=np.int64)
        self.effects = np.array([*effects, 0], dtype=np.int16)
        self.logs: tuple[Log, ...] = tuple(logs)

        def choose(read: Callable[[str], str | None]) -> int:
            source = read(instance.name)
            assert source is not None
            view = system.view_through(read, instance.parameter)
            choice = system.choose(number, event, source, view)
            if choice is not None:
                coverage.transitions.add((instance.name, choice))
                return choice
            if signal:
                coverage.unhandled.add((instance.name, event, source))
            return NONE

        self.table = Table(system, layout, choose)


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


@dataclass(slots=True)
class _Batch:
    """Rows of one level that have had the same signals and commands so far."""

    rows: NDArray[np.int32]
    states: Packed
    queue: tuple[str, ...]
    log: Log


class Explorer(Generic[V]):
    """A breadth-first search of one system against some properties."""

    def __init__(
        self,
        system: System[V],
        properties: Sequence[Property[V]],
        *,
        limit: int = STATE_LIMIT,
        observe: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        """Prepare a search.

        Args:
            system: What to explore.
            properties: What to decide.
            limit: The search is cut short, and says so, beyond this number of states.
            observe: Called after every level.
        """
        self._system = system
        self._properties = tuple(properties)
        self._limit = limit
        self._observe = observe
        self._layout = Layout(system)
        self._coverage = Coverage()
        self._recent = _Cache()
        self._movers: dict[tuple[int, str], _Mover[V]] = {}
        self._levels: list[Packed] = []
        self._parents: list[NDArray[np.int32]] = []
        self._offers: list[NDArray[np.uint8]] = []
        self._decided: dict[str, tuple[int, Offer | None]] = {}
        self._of_state = [p for p in self._properties if not p.is_about_steps]
        self._of_step = [p for p in self._properties if p.is_about_steps]
        self._state_tables = {p.name: self._state_table(p) for p in self._of_state}
        self._step_tables = {p.name: self._step_table(p) for p in self._of_step}
        self._relevant: dict[tuple[Offer, Log], list[Property[V]]] = {}

    def run(self) -> Exploration[V]:
        """Search until nothing new is found or the limit is passed."""
        frontier = np.array([self._layout.pack(self._system.initial)], dtype=np.int64)
        visited = frontier
        self._recent.put(frontier)
        self._append(frontier, np.array([0], dtype=np.int32), np.array([0], dtype=np.uint8))
        offset = 0
        steps = 0
        complete = True
        while frontier.size:
            self._judge_states(frontier, offset)
            if len(visited) > self._limit:
                complete = False
                break
            found, parents, offers, taken = self._expand(frontier, offset)
            steps += taken
            place = np.searchsorted(visited, found)
            place[place == len(visited)] = 0
            new = visited[place] != found
            offset += len(frontier)
            frontier = found[new]
            if frontier.size:
                self._recent.put(frontier)
                self._append(frontier, parents[new], offers[new])
                visited = np.sort(np.concatenate((visited, frontier)), kind="stable")
            self._observe(Progress(len(self._levels) - 1, len(visited), len(frontier)))
        self._note_states()
        return Exploration(
            system=self._system,
            states=len(visited),
            steps=steps,
            depth=len(self._levels) - 1,
            complete=complete,
            findings=tuple(self._finding(p, complete=complete) for p in self._properties),
            coverage=self._coverage,
            levels=tuple(self._levels),
            layout=self._layout,
        )

    @property
    def bytes_per_state(self) -> float:
        """What is kept of each state for counterexamples: the state, its parent, the event."""
        kept = (*self._levels, *self._parents, *self._offers)
        return sum(array.nbytes for array in kept) / sum(len(level) for level in self._levels)

    def _append(
        self, states: Packed, parents: NDArray[np.int32], offers: NDArray[np.uint8]
    ) -> None:
        self._levels.append(states)
        self._parents.append(parents)
        self._offers.append(offers)

    def _mover(self, number: int, event: str) -> _Mover[V]:
        key = (number, event)
        if key not in self._movers:
            self._movers[key] = _Mover(self._system, self._layout, number, event, self._coverage)
        return self._movers[key]

    def _expand(
        self, frontier: Packed, offset: int
    ) -> tuple[Packed, NDArray[np.int32], NDArray[np.uint8], int]:
        """Take every step of a level; return the distinct states after it, sorted."""
        states: list[Packed] = []
        rows: list[NDArray[np.int32]] = []
        offers: list[NDArray[np.uint8]] = []
        taken = 0
        sources: dict[int, NDArray[np.intp]] = {}
        for number, offer in enumerate(self._system.offers):
            owner = self._system.index[offer.machine]
            if owner not in sources:
                sources[owner] = self._layout.codes(frontier, owner)
            mover = self._mover(owner, offer.event)
            able = np.flatnonzero(mover.has_transition[sources[owner]]).astype(np.int32)
            for batch in self._take(frontier, able, mover):
                taken += len(batch.rows)
                self._judge_steps(frontier, offset, offer, batch)
                moved = np.flatnonzero(~self._recent.holds(batch.states))
                states.append(batch.states[moved])
                rows.append(batch.rows[moved])
                offers.append(np.full(len(moved), number, dtype=np.uint8))
        if not states:
            empty = np.array([], dtype=np.int64)
            return empty, empty.astype(np.int32), empty.astype(np.uint8), taken
        found, first = np.unique(np.concatenate(states), return_index=True)
        parents = np.concatenate(rows)[first] + np.int32(offset)
        return found, parents, np.concatenate(offers)[first], taken

    def _take(
        self, frontier: Packed, rows: NDArray[np.int32], mover: _Mover[V]
    ) -> Iterable[_Batch]:
        """Offer an event to the rows of a level whose machine may take it; run its signals."""
        before = frontier[rows]
        choice = mover.table(before)
        enabled = np.flatnonzero(choice != NONE)
        if not enabled.size:
            return
        if enabled.size != rows.size:
            rows, before, choice = rows[enabled], before[enabled], choice[enabled]
        moved = before + mover.deltas[choice]
        pending = list(self._split(rows, moved, (), (), [(mover, mover.effects[choice])]))
        while pending:
            batch = pending.pop()
            if not batch.queue:
                yield batch
                continue
            signal, *rest = batch.queue
            after = batch.states
            answers = []
            for listener in self._system.listeners[signal]:
                reacting = self._mover(listener, signal)
                choice = reacting.table(batch.states)
                after = after + reacting.deltas[choice]
                if len(reacting.logs) > 1:
                    answers.append((reacting, reacting.effects[choice]))
            pending += self._split(batch.rows, after, tuple(rest), batch.log, answers)

    def _split(
        self,
        rows: NDArray[np.int32],
        states: Packed,
        queue: tuple[str, ...],
        log: Log,
        answers: list[tuple[_Mover[V], NDArray[np.int16]]],
    ) -> Iterator[_Batch]:
        """Part rows by the signals and commands with which their machines answered."""
        parts: list[tuple[NDArray[np.intp] | slice, Log]] = [(slice(None), ())]
        for mover, effects in answers:
            finer: list[tuple[NDArray[np.intp] | slice, Log]] = []
            for chosen, said in parts:
                mine = effects[chosen]
                first = mine[0]
                if (mine == first).all():
                    finer.append((chosen, said + mover.logs[first]))
                    continue
                for value in range(len(mover.logs)):
                    inside = np.flatnonzero(mine == value)
                    if not inside.size:
                        continue
                    part = inside if isinstance(chosen, slice) else chosen[inside]
                    finer.append((part, said + mover.logs[value]))
            parts = finer
        commands = self._system.commands
        for chosen, said in parts:
            signals = tuple(effect for _, effect in said if effect not in commands)
            yield _Batch(rows[chosen], states[chosen], queue + signals, log + said)

    def _state_table(self, claim: Property[V]) -> Table[V]:
        predicate = claim.of_state
        assert predicate is not None
        view = self._system.view_through
        return Table(self._system, self._layout, lambda read: int(predicate(view(read))))

    def _step_table(self, claim: Property[V]) -> Table[V]:
        predicate = claim.of_step or (lambda _before, _after: True)
        view = self._system.view_through

        def function(
            before: Callable[[str], str | None], after: Callable[[str], str | None]
        ) -> int:
            return int(predicate(view(before), view(after)))

        return Table(self._system, self._layout, function, arity=2)

    def _judge_states(self, frontier: Packed, offset: int) -> None:
        for claim in self._of_state:
            if claim.name in self._decided:
                continue
            wanted = int(claim.is_existential)
            hits = np.flatnonzero(self._state_tables[claim.name](frontier) == wanted)
            if hits.size:
                self._decided[claim.name] = (offset + int(hits[0]), None)

    def _judge_steps(self, frontier: Packed, offset: int, offer: Offer, batch: _Batch) -> None:
        key = (offer, batch.log)
        if key not in self._relevant:
            occurrence = Occurrence(offer, batch.log)
            self._relevant[key] = [p for p in self._of_step if p.when(occurrence)]
        open_claims = [c for c in self._relevant[key] if c.name not in self._decided]
        if not open_claims:
            return
        before = frontier[batch.rows]
        for claim in open_claims:
            values = self._step_tables[claim.name](before, batch.states)
            hits = np.flatnonzero(values == int(claim.is_existential))
            if hits.size:
                self._decided[claim.name] = (offset + int(batch.rows[hits].min()), offer)

    def _finding(self, claim: Property[V], *, complete: bool) -> Finding[V]:
        if claim.name in self._decided:
            state, offer = self._decided[claim.name]
            run = self._run_to(state, offer)
            return Finding(claim, Verdict.PROVED if claim.is_existential else Verdict.REFUTED, run)
        if not complete:
            return Finding(claim, Verdict.UNDETERMINED, None)
        return Finding(claim, Verdict.REFUTED if claim.is_existential else Verdict.PROVED, None)

    def _run_to(self, number: int, last: Offer | None) -> tuple[Step, ...]:
        """Take the shortest run to a state again, and one more step if asked."""
        starts = np.cumsum([0, *(len(level) for level in self._levels)])
        path: list[Offer] = [] if last is None else [last]
        level = int(np.searchsorted(starts, number, side="right")) - 1
        goal = int(self._levels[level][number - starts[level]])
        while level:
            row = number - starts[level]
            path.append(self._system.offers[int(self._offers[level][row])])
            number = int(self._parents[level][row])
            level = int(np.searchsorted(starts, number, side="right")) - 1
        steps = list(retrace(self._system, reversed(path)))
        reached = (
            steps[-1 if last is None else -2].after
            if len(steps) > (last is not None)
            else (self._system.initial)
        )
        assert self._layout.pack(reached) == goal, "the tables and the step disagree"
        return tuple(steps)

    def _note_states(self) -> None:
        for number, instance in enumerate(self._system.instances):
            names = instance.machine.states
            for level in self._levels:
                counts = np.bincount(self._layout.codes(level, number), minlength=len(names))
                for code in np.flatnonzero(counts):
                    self._coverage.states.add((instance.name, names[code]))


def explore(
    system: System[V],
    properties: Sequence[Property[V]] = (),
    *,
    limit: int = STATE_LIMIT,
    observe: Callable[[Progress], None] = lambda _: None,
) -> Exploration[V]:
    """Explore a system and decide properties; see :class:`Explorer`."""
    return Explorer(system, properties, limit=limit, observe=observe).run()


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
