"""Steps of whole levels that ask every guard, and see which machines speak at once."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, groupby
from typing import TypeVar

import numpy as np

from twinsite.checker.former.explorer.reaction import Reaction, stays
from twinsite.checker.former.explorer.stepper import Answered, Flow, Rows, Stepper
from twinsite.checker.former.explorer.tables import Layout, Packed, Table, Words
from twinsite.checker.lint.evidence import Evidence, Group
from twinsite.checker.lint.order import Chorus, Orders
from twinsite.checker.lint.watch import Watch
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)


class Asking(Stepper[V]):
    """Takes steps as they are, and notes more than is needed to take them.

    A guard is asked as well where an earlier one of the same event and state is true; so the
    tables read more machines, and the answers stay the same.
    """

    def __init__(
        self,
        system: System[V],
        layout: Layout,
        watch: Watch[V],
        orders: Orders[V] | None,
        evidence: Evidence,
    ) -> None:
        """Prepare the tables.

        Args:
            system: The composition.
            layout: How its joint states are packed.
            watch: Makes the views and the tables.
            orders: What looks at the steps in which machines speak at once, if anything does.
            evidence: Where to note which guards are true together.
        """
        super().__init__(system, layout)
        self._watch = watch
        self._orders = orders
        self._evidence = evidence
        self.tables: dict[tuple[int, str], Table[V]] = {}
        """What each machine, by its position, answers to each of its events."""

    def reaction(self, number: int, event: str) -> Reaction[V]:
        """Return the answers of a machine, by its position in the system, to an event."""
        reaction = super().reaction(number, event)
        key = (number, event)
        if key not in self.tables:
            reaction.choose = self.tables[key] = self._watch.table(self._question(number, event))
            machine = self.system.instances[number].machine
            if any(t.guard.text for t in machine.transitions if t.event == event):
                # where there is no transition is an answer that can tell two states apart
                reaction.has_transition[:] = True
        return reaction

    def _question(self, number: int, event: str) -> Callable[[Callable[[str], str | None]], int]:
        instance = self.system.instances[number]

        def ask(read: Callable[[str], str | None]) -> int:
            source = read(instance.name)
            assert source is not None
            view = self._watch.view(read, instance.parameter)
            choices = tuple(instance.machine.choices(event, source))
            truths = tuple(
                choice.guard.holds(lambda name: bool(getattr(view, name))) for _, choice in choices
            )
            if choices:
                group = Group(instance.machine.name, event, source)
                self._evidence.asked.setdefault(group, set()).add(truths)
            chosen = self.system.choose(number, event, source, view)
            return stays(instance.machine.states.index(source)) if chosen is None else chosen

        return ask

    def take(
        self, states: Packed, events: Iterable[int] | None = None, words: Words | None = None
    ) -> Flow:
        """Take every step of every state, and look at those in which machines speak at once."""
        if self._orders is None:
            return super().take(states, events, words)
        noted: list[Answered[V]] = []
        self.note = noted.append
        flow = super().take(states, events, words)
        choruses: dict[Chorus, list[Rows]] = {}
        for _, answered in groupby(noted, key=lambda answered: answered.turn):
            for one, other in combinations(answered, 2):
                for chorus, rows in self._chorus(one, other):
                    choruses.setdefault(chorus, []).append(rows)
        for chorus, parts in choruses.items():
            self._orders.compare(states[np.concatenate(parts)], chorus)
        return flow

    def _chorus(self, one: Answered[V], other: Answered[V]) -> Iterator[tuple[Chorus, Rows]]:
        """Yield the steps in which two machines answer a signal with effects, event by event."""
        first, second = (a.reaction.outcome[a.choice] for a in (one, other))
        both = ((first != 0) & (second != 0)).nonzero()[0]  # 0 is silence
        if both.size:
            speaking = one.flow.at(both)
            for course, chosen in self.by_course(speaking.courses, np.arange(len(both))):
                machines = one.reaction.number, other.reaction.number
                yield Chorus(one.reaction.event, *machines, course.event), speaking.rows[chosen]
