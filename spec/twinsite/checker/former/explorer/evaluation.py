"""The verdict on every property of what a search has found."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.block import filled
from twinsite.checker.former.explorer.block_tables import WordTable
from twinsite.checker.former.explorer.hash_index import Ids
from twinsite.checker.former.explorer.levels import Levels
from twinsite.checker.former.explorer.tables import Packed, Words
from twinsite.checker.former.explorer.transition_relation import Relation
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.system import Event
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Occurrence, Property, Verdict

V = TypeVar("V", bound=View)
Read = Callable[[str], str | None]

CANDIDATES = 256
"""Of so many shortest traces the one with the fewest deadlines is shown."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The end of a shortest trace that decides a property."""

    state: int
    """The number of a state in :class:`Levels`."""
    event: Event | None
    """The event that is taken there; None where the state itself decides."""


@dataclass(frozen=True, slots=True)
class _Hits:
    """Where a property is decided."""

    event: Event | None
    ids: Ids
    words: Words


class Judge(Generic[V]):
    """Decides properties on the states and the steps of a search."""

    def __init__(self, relation: Relation[V], properties: Sequence[Property[V]]) -> None:
        """Prepare to judge.

        Args:
            relation: The steps of the search.
            properties: What is claimed; nothing about traces.

        Raises:
            DeclarationError: if two properties have the same name.
        """
        names = [prop.name for prop in properties]
        for name in names:
            if names.count(name) > 1:
                raise DeclarationError(f"two properties are named {name!r}")
        self.decided: dict[str, Decision] = {}
        """The properties that a trace decides, by name."""
        self._relation = relation
        self._of_state = [prop for prop in properties if not prop.is_about_steps]
        self._of_step = [prop for prop in properties if prop.is_about_steps]
        self._tables: dict[tuple[str, int], WordTable[V]] = {}
        self._hits: dict[str, list[_Hits]] = defaultdict(list)

    def _table(self, prop: Property[V], move: int = 0) -> WordTable[V]:
        """Return the table of a property, for steps in which the block moves so far."""
        key = (prop.name, move)
        if key not in self._tables:
            view = self._relation.system.view_through
            of_state, of_step = prop.of_state, prop.of_step or (lambda _before, _after: True)

            def judge_step(before: Read, after: Read) -> int:
                return int(of_step(view(before), view(after)))

            def judge_state(read: Read) -> int:
                assert of_state is not None
                return int(of_state(view(read)))

            self._tables[key] = WordTable(
                self._relation.system,
                self._relation.layout,
                judge_step if prop.is_about_steps else judge_state,
                self._relation.block,
                arity=1 + prop.is_about_steps,
                move=move,
            )
        return self._tables[key]

    def _judge_steps(
        self, prop: Property[V], move: int, words: Words, before: Packed, after: Packed
    ) -> tuple[NDArray[np.intp], Words]:
        """Return which of some steps, in which the block moves so far, decide a property."""
        table = self._table(prop)
        found = table.where(prop.is_existential, words, before, after)
        if move and table.reads_block:
            return self._table(prop, move).where(prop.is_existential, words, before, after)
        return found

    def states(self, reached: Words) -> None:
        """Judge states.

        Args:
            reached: For every key the joint states that were reached.
        """
        ids = filled(reached).astype(np.int32)
        words, keys = reached.take(ids), self._relation.index.keys.take(ids)
        for prop in self._of_state:
            found = self._table(prop).where(prop.is_existential, words, keys)
            self._note(prop, None, ids, found)

    def steps(self, taken: Words) -> None:
        """Judge steps.

        Args:
            taken: For every key the joint states of which the steps are taken.
        """
        if not self._of_step:
            return
        keys = self._relation.index.keys
        for course, steps in self._relation.by_course(taken):
            event = self._relation.system.events[course.event]
            occurrence = Occurrence(event, course.log)
            before, after = keys.take(steps.source), keys.take(steps.target)
            for prop in self._of_step:
                if prop.when(occurrence):
                    found = self._judge_steps(prop, course.move, steps.words, before, after)
                    self._note(prop, event, steps.source, found)

    def _note(
        self,
        prop: Property[V],
        event: Event | None,
        ids: Ids,
        found: tuple[NDArray[np.intp], Words],
    ) -> None:
        """Note the rows, and the joint states of each, that decide a property."""
        rows, words = found
        if rows.size:
            self._hits[prop.name].append(_Hits(event, ids[rows], words))

    def settle(self, levels: Levels[V]) -> None:
        """Decide the properties for which there are runs, each by a shortest one.

        Args:
            levels: What was found, level by level.
        """
        ends = {name: list(self._nearest(levels, hits)) for name, hits in self._hits.items()}
        if ends:
            every = [end.state for candidates in ends.values() for end in candidates]
            levels.find_ways(np.unique(every))
        deadlines = frozenset(
            Event(instance.name, declared.id)
            for instance in self._relation.system.instances
            for declared in instance.machine.events
            if declared.kind is Kind.DEADLINE
        )

        def count(end: Decision) -> int:
            events = (self._relation.system.events[number] for number in levels.path(end.state))
            return sum(event in deadlines for event in (*events, end.event))

        self.decided = {name: min(candidates, key=count) for name, candidates in ends.items()}

    def _nearest(self, levels: Levels[V], hits: Sequence[_Hits]) -> Iterator[Decision]:
        """Yield ends of shortest traces that decide a property."""
        for level, (ids, words) in enumerate(levels.rows):
            among = np.zeros(len(self._relation.index), dtype=np.uint64)
            among[ids] = words
            found = [(hit, among[hit.ids] & hit.words) for hit in hits]
            if not any(inside.any() for _, inside in found):
                continue
            for hit, inside in found:
                rows = filled(inside)
                if rows.size:
                    keys = self._relation.index.keys[hit.ids[rows]]
                    _, states = self._relation.block.spread(keys, inside[rows])
                    numbers = np.sort(levels.numbers(level, states))
                    chosen = np.linspace(0, numbers.size - 1, CANDIDATES).astype(int)
                    for number in np.unique(numbers[chosen]):
                        yield Decision(int(number), hit.event)
            return

    def verdict(self, prop: Property[V], *, complete: bool) -> Verdict:
        """Return the verdict on a property after a search."""
        if prop.name in self.decided:
            return Verdict.PROVED if prop.is_existential else Verdict.REFUTED
        if not complete:
            return Verdict.UNDETERMINED
        return Verdict.REFUTED if prop.is_existential else Verdict.PROVED
