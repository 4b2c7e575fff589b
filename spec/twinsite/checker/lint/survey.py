"""One search of a system that gathers what a linter needs."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np

from twinsite.checker.former.explorer.explore import STATE_LIMIT, explore
from twinsite.checker.former.explorer.result import Exploration, Progress
from twinsite.checker.former.explorer.tables import Layout, Packed
from twinsite.checker.lint.apart import tell_apart
from twinsite.checker.lint.asking import Asking
from twinsite.checker.lint.evidence import Evidence
from twinsite.checker.lint.order import Orders
from twinsite.checker.lint.rules import Rules
from twinsite.checker.lint.watch import Watch
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Property

V = TypeVar("V", bound=View)

CHUNK = 1 << 16
"""The rules look at so many states at once."""


class Survey(Generic[V]):
    """A search, and steps of all that it finds which ask more than is needed to take them."""

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
            observe: Called after every level of the search.
        """
        self.evidence = Evidence(system.name)
        """What was seen."""
        layout = Layout(system)
        self._system = system
        self._watch = Watch(system, layout, self.evidence.values)
        self._rules = Rules(system, properties, self._watch)
        orders_of = Orders(system, layout, self.evidence) if orders else None
        self.asking = Asking(system, layout, self._watch, orders_of, self.evidence)
        self._sample = sample
        self._limit = limit
        self._observe = observe

    def run(self) -> Exploration[V]:
        """Search, and gather what is seen on the way.

        Raises:
            DeclarationError: if the search is cut short, or the signals of a step do not come to
                an end.
        """
        exploration = explore(self._system, limit=self._limit, observe=self._observe)
        if not exploration.complete:
            raise DeclarationError(
                f"{self._system.name}: more than {self._limit} states are too many"
            )
        self.evidence.states, self.evidence.steps = exploration.states, exploration.steps
        machines = {i.name: i.machine.name for i in self._system.instances}
        self.evidence.reached |= {
            (machines[name], state) for name, state in exploration.coverage.states
        }
        self._take_every_step(exploration)
        self._look_at_rules(np.concatenate(exploration.levels))
        tell_apart(exploration.system, self.asking.tables, self._rules.tables, self.evidence)
        self._watch.look_at_the_rest(exploration)
        return exploration

    def _take_every_step(self, exploration: Exploration[V]) -> None:
        """Take the steps of every level; again, while the tables forget what they have seen."""
        levels_forgotten = len(exploration.levels)
        while levels_forgotten:
            levels, levels_forgotten = exploration.levels[:levels_forgotten], 0
            for number, level in enumerate(levels):
                forgotten = self._watch.forgotten
                for _ in self.asking.steps(level):
                    pass
                if self._watch.forgotten > forgotten:
                    levels_forgotten = number + 1

    def _look_at_rules(self, states: Packed) -> None:
        """Show the rules what they are about, until no table forgets any of it."""
        every = 1 if self._sample is None else 1 + len(states) // self._sample
        forgotten = -1
        while self._watch.forgotten > forgotten:
            forgotten = self._watch.forgotten
            for start in range(0, len(states), every * CHUNK):
                chunk = states[start : start + every * CHUNK : every]
                self._rules.look_at_states(chunk)
                for batch in self.asking.steps(chunk):
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
