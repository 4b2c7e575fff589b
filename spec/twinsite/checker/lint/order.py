"""Whether it decides anything in which order two machines are listed.

Two machines that answer one signal at once, both with effects, speak in listed order.  Every such
step is taken in both orders of the two, with the second one standing right beside the first, and
with nothing else changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.stepper import Batch, Stepper
from twinsite.checker.former.explorer.tables import Layout, Packed
from twinsite.checker.lint.evidence import Evidence, Order, Pair
from twinsite.checker.semantics.system import Event, System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)
Commands = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chorus:
    """Two machines, by their positions, that answer one signal at once, both with effects."""

    signal: str
    """What they answer."""
    first: int
    """The machine that is listed first."""
    second: int
    """The other one."""
    event: int
    """The number of the event of the step."""


class Reordered(Stepper[V]):
    """A system with its machines in another order; its joint states are packed as before."""

    def __init__(self, system: System[V], layout: Layout, order: Sequence[int]) -> None:
        """Compose a system in another order.

        Args:
            system: The system.
            layout: How its joint states are packed.
            order: The positions of its machines, in the order that they are to have.
        """
        moved = System(
            system.name,
            [system.instances[number] for number in order],
            view=system.view_through,
            commands=system.commands,
        )
        packing = Layout(moved)
        packing.shifts = tuple(layout.shifts[number] for number in order)
        super().__init__(moved, packing)

    def of(self, states: Packed, event: Event) -> Iterator[Batch]:
        """Yield the steps of an event in states in which it is enabled."""
        return self.batches(self.take(states, [self.system.events.index(event)]))


class Orders(Generic[V]):
    """The pairs of machines of one system whose order decides something."""

    def __init__(self, system: System[V], layout: Layout, evidence: Evidence) -> None:
        """Prepare to compare.

        Args:
            system: The system.
            layout: How its joint states are packed.
            evidence: Where to note what depends on the order.
        """
        self._system = system
        self._layout = layout
        self._evidence = evidence
        self._reordered: dict[tuple[int, ...], Reordered[V]] = {}
        self._numbers: dict[Commands, int] = {}

    def compare(self, states: Packed, chorus: Chorus) -> None:
        """Take steps in which two machines speak at once in both orders.

        Args:
            states: The packed states before the steps.
            chorus: Who speaks, and after which event.
        """
        event = self._system.events[chorus.event]
        first, second = chorus.first, chorus.second
        after, said = self._results(states, event, first, second)
        swapped_after, swapped_said = self._results(states, event, second, first)
        moves_on = bool((after != swapped_after).any())
        differs = np.flatnonzero((after != swapped_after) | (said != swapped_said))
        if not differs.size:
            return
        row = differs[0]
        names = [self._system.instances[number].name for number in (first, second)]
        known = self._evidence.orders.setdefault(
            Pair(chorus.signal, *names),
            Order(str(event), self._spelled(said[row]), self._spelled(swapped_said[row])),
        )
        known.moves_on |= moves_on

    def _results(
        self, states: Packed, event: Event, one: int, other: int
    ) -> tuple[Packed, NDArray[np.int32]]:
        """Take steps with one machine right before another, where the first of them stands.

        Returns:
            The states after, and the numbers of the commands, for every row.
        """
        order = [n for n in range(len(self._system.instances)) if n != max(one, other)]
        at = order.index(min(one, other))
        order[at : at + 1] = [one, other]
        key = tuple(order)
        if key not in self._reordered:
            self._reordered[key] = Reordered(self._system, self._layout, key)
        after = np.zeros(len(states), dtype=np.int64)
        said = np.zeros(len(states), dtype=np.int32)
        for batch in self._reordered[key].of(states, event):
            commands = tuple(entry for entry in batch.log if entry[1] in self._system.commands)
            after[batch.rows] = batch.states
            said[batch.rows] = self._numbers.setdefault(commands, len(self._numbers))
        return after, said

    def _spelled(self, number: int) -> tuple[str, ...]:
        return tuple(f"{machine}.{command}" for machine, command in list(self._numbers)[number])
