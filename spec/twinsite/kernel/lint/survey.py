"""One search of a system that gathers what a linter needs."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.kernel.errors import DeclarationError
from twinsite.kernel.exploration import Exploration, Progress
from twinsite.kernel.explore import STATE_LIMIT, Explorer
from twinsite.kernel.lint.apart import tell_apart
from twinsite.kernel.lint.asking import Asking
from twinsite.kernel.lint.evidence import Evidence
from twinsite.kernel.lint.order import Orders
from twinsite.kernel.lint.rules import Rules
from twinsite.kernel.lint.watch import Watch
from twinsite.kernel.property import Property
from twinsite.kernel.stepper import Rows
from twinsite.kernel.system import System
from twinsite.kernel.tables import Packed
from twinsite.kernel.view import View

V = TypeVar("V", bound=View)

CHUNK = 1 << 16
"""The rules look at so many states at once."""


class Survey(Explorer[V]):
    """A breadth-first search that asks more than is needed to search."""

    def __init__(
        self,
        system: System[V],
        properties: Sequence[Property[V]],
        *,
        orders: bool,
        sample: int | None,
        limit: int,
        observe: Callable[[Progress], None],
    ) -> None:
        """Prepare a search.

        Args:
            system: What to look at.
            properties: The rules, which read machines and predicates as guards do.
            orders: Whether to take steps in other orders of the machines as well.
            sample: The rules are asked of so many states and their steps only; of all of them if
                None.  With a sample, something that is read may seem to be unread, and states
                that are told apart may seem to be alike.
            limit: The search is cut short beyond this number of states.
            observe: Called after every level.
        """
        super().__init__(system, (), limit=limit, observe=observe)
        self.evidence = Evidence(system.name)
        """What was seen."""
        self._watch = Watch(system, self._layout, self.evidence.values)
        self._rules = Rules(system, properties, self._watch)
        self.asking = self._stepper = Asking(
            system,
            self._layout,
            self._coverage,
            self._watch,
            Orders(system, self._layout, self.evidence) if orders else None,
            self.evidence,
        )
        self._sample = sample
        self._levels_forgotten = 0

    def _expand(self, frontier: Packed) -> tuple[Packed, Rows, NDArray[np.uint16], int]:
        forgotten = self._watch.forgotten
        found = super()._expand(frontier)
        if self._watch.forgotten > forgotten:
            self._levels_forgotten = len(self._tree.levels)
        return found

    def run(self) -> Exploration[V]:
        """Search, and gather what is seen on the way.

        Raises:
            DeclarationError: if the search is cut short, or the signals of a step do not come to
                an end.
        """
        exploration = super().run()
        if not exploration.complete:
            raise DeclarationError(
                f"{exploration.system.name}: more than {self._limit} states are too many"
            )
        self.evidence.states, self.evidence.steps = exploration.states, exploration.steps
        machines = {i.name: i.machine.name for i in exploration.system.instances}
        self.evidence.reached |= {
            (machines[name], state) for name, state in exploration.coverage.states
        }
        for level in exploration.levels[: self._levels_forgotten]:
            for _ in self._stepper.steps(level):
                pass  # the tables know again what they have forgotten
        self._look_at_rules(np.concatenate(exploration.levels))
        tell_apart(exploration.system, self.asking.tables, self._rules.tables, self.evidence)
        self._watch.look_at_the_rest(exploration)
        return exploration

    def _look_at_rules(self, states: Packed) -> None:
        """Show the rules what they are about, until no table forgets any of it."""
        every = 1 if self._sample is None else 1 + len(states) // self._sample
        forgotten = -1
        while self._watch.forgotten > forgotten:
            forgotten = self._watch.forgotten
            for start in range(0, len(states), every * CHUNK):
                chunk = states[start : start + every * CHUNK : every]
                self._rules.look_at_states(chunk)
                for batch in self._stepper.steps(chunk):
                    self._rules.look_at_steps(chunk, batch)


def survey(
    system: System[V],
    properties: Sequence[Property[V]] = (),
    *,
    orders: bool = True,
    sample: int | None = None,
    limit: int = STATE_LIMIT,
    observe: Callable[[Progress], None] = lambda _: None,
) -> Evidence:
    """Search a system, and return what a linter needs; see :class:`Survey`."""
    search = Survey(system, properties, orders=orders, sample=sample, limit=limit, observe=observe)
    search.run()
    return search.evidence
