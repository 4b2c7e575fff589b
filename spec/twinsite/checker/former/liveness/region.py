"""Where a trace must stay so that it breaks a promise."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from twinsite.checker.former.explorer.block import filled
from twinsite.checker.former.explorer.block_steps import Steps
from twinsite.checker.former.explorer.result import Exploration
from twinsite.checker.former.explorer.tables import Words
from twinsite.checker.former.liveness.components import Bits, Components, Edges, Rows
from twinsite.checker.former.liveness.nodes import Nodes, bits_of
from twinsite.checker.former.liveness.step_graph import StepGraph
from twinsite.checker.semantics.system import Event
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Property, Restriction, Sort

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class Region:
    """Where a trace must stay so that it breaks one promise."""

    begins: Words
    """The states in which the promise is given."""
    steps: Steps
    """The steps that leave it open."""
    nodes: Nodes
    """The states that are reached by them from where the promise is given."""
    rows: Rows
    """What the steps of a row have in common."""
    enabled: Bits
    """For every state the fair events that can and may come there."""
    parts: Components
    """The components of what is reached."""


class Regions(Generic[V]):
    """The regions of one explored system."""

    def __init__(self, exploration: Exploration[V], fair: Sequence[Event]) -> None:
        """Prepare to find regions.

        Args:
            exploration: A complete exploration.
            fair: The events that may be assumed to be fair.
        """
        self.graph = StepGraph(exploration)
        """The steps of the system."""
        self._fair = tuple(fair)
        numbers = {event: number for number, event in enumerate(fair)}
        self._fair_numbers = np.array(
            [numbers.get(event, -1) for event in exploration.system.events], dtype=np.int16
        )
        self._block = exploration.relation.block
        self._enabled: dict[Restriction[V] | None, Bits] = {}
        self._latest: tuple[Property[V], Region] | None = None

    def of(self, prop: Property[V]) -> Region:
        """Return the region of a property; the latest one is kept, since it is large."""
        if self._latest is None or self._latest[0] is not prop:
            self._latest = None
            self._latest = (prop, self._find(prop))
        return self._latest[1]

    def edges(self, region: Region) -> Edges:
        """Return the steps of a region one by one."""
        return region.nodes.edges(region.steps, self.graph.moves)

    def _find(self, prop: Property[V]) -> Region:
        graph = self.graph
        premise = graph.reached if prop.premise is None else graph.holds(prop.premise)
        given, when = graph.given(prop.given), graph.when(prop)
        if prop.sort is Sort.FINITELY:
            inside = begins = premise
        else:
            assert prop.of_state is not None
            inside = graph.reached & ~graph.holds(prop.of_state)
            begins, given = inside & premise, np.where(when, np.uint64(0), given)
        words = graph.between(given, inside)
        if not np.array_equal(begins, inside):
            inside = graph.closure(begins, graph.steps.within(words))
            words = graph.between(words, inside)
        steps = graph.steps.within(words)
        nodes = Nodes(self._block, inside)
        events = graph.events.take(steps.courses)
        accept = when[filled(words)] if prop.sort is Sort.FINITELY else None
        rows = Rows(events, self._fair_numbers.take(events), accept)
        enabled = self._possible(prop)[nodes.key, nodes.bit]
        every = np.ones(len(nodes), dtype=np.bool_)
        parts = Components(nodes.edges(steps, graph.moves), rows, every, enabled)
        return Region(begins, steps, nodes, rows, enabled, parts)

    def _possible(self, prop: Property[V]) -> Bits:
        """Return for every key and state of the block the fair events that can and may come."""
        if prop.given not in self._enabled:
            states = self.graph.possible(prop.given, self._fair)
            keys = len(self.graph.reached)
            self._enabled[prop.given] = bits_of(self._block, states, keys)
        return self._enabled[prop.given]
