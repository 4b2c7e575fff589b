"""Steps of whole levels that ask every guard, and see which machines speak at once."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.kernel.lint.evidence import Evidence, Group
from twinsite.kernel.lint.order import Chorus, Orders
from twinsite.kernel.lint.watch import Watch
from twinsite.kernel.reaction import NONE, Coverage, Reaction
from twinsite.kernel.stepper import Batch, Rows, Stepper
from twinsite.kernel.system import System
from twinsite.kernel.tables import Layout, Packed, Table
from twinsite.kernel.view import View

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
        coverage: Coverage,
        watch: Watch[V],
        orders: Orders[V] | None,
        evidence: Evidence,
    ) -> None:
        """Prepare the tables.

        Args:
            system: The composition.
            layout: How its joint states are packed.
            coverage: Where to note what the machines do.
            watch: Makes the views and the tables.
            orders: What looks at the steps in which machines speak at once, if anything does.
            evidence: Where to note which guards are true together.
        """
        super().__init__(system, layout, coverage)
        self._watch = watch
        self._orders = orders
        self._evidence = evidence
        self._signal_of: dict[Reaction[V], tuple[int, str]] = {}
        self.tables: dict[tuple[int, str], Table[V]] = {}
        """What each machine, by its position, answers to each of its events."""
        self._choruses: dict[Chorus, list[Rows]] = {}

    def reaction(self, number: int, event: str) -> Reaction[V]:
        """Return the answers of a machine, by its position in the system, to an event."""
        reaction = super().reaction(number, event)
        key = (number, event)
        if key not in self.tables:
            self._signal_of[reaction] = key
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
            return NONE if chosen is None else chosen

        return ask

    def steps(self, states: Packed) -> Iterator[Batch]:
        """Yield every step of every state, in the order of the offers."""
        self._choruses.clear()
        yield from super().steps(states)
        if self._orders is not None:
            for chorus, rows in self._choruses.items():
                self._orders.compare(states[np.concatenate(rows)], chorus)

    def _split(
        self, batch: Batch, answers: list[tuple[Reaction[V], NDArray[np.int16]]]
    ) -> Iterator[Batch]:
        pairs = combinations(answers, 2) if self._orders is not None else ()
        for (one, said), (other, answered) in pairs:
            both = np.flatnonzero((said != 0) & (answered != 0))  # 0 is silence
            if both.size:
                first, signal = self._signal_of[one]
                second, _ = self._signal_of[other]
                chorus = Chorus(signal, first, second, batch.offer)
                self._choruses.setdefault(chorus, []).append(batch.rows[both])
        yield from super()._split(batch, answers)
