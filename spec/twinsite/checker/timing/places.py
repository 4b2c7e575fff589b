"""A graph of timed steps, prepared for zones: which clocks matter where, and what bounds them."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from twinsite.checker.semantics.system import JointState
from twinsite.checker.timing.behaviour import Graph, TimedStep
from twinsite.checker.timing.zones import Zone

FIRST_CLOCK = 2
"""Rows of a zone: the constant 0, the time since the trigger, then the clocks of machines."""


@dataclass(frozen=True, slots=True)
class Move:
    """One step out of a place."""

    step: TimedStep
    clock: int
    """The row of the clock that decides when it comes."""
    after: Callable[[Zone], Zone]
    """Gives the zone of the clocks that matter after it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A joint state with the clocks that matter in it."""

    state: JointState
    clocks: tuple[str, ...]
    """The clocks, in the order of their rows."""
    rows: int
    bounds: tuple[tuple[int, int], ...]
    """The rows of clocks that are bound here, with the most that they can be."""
    unbound: tuple[int, ...]
    """The rows of the other clocks."""
    moves: tuple[Move, ...]


class Places:
    """The joint states of a graph as places."""

    def __init__(self, graph: Graph) -> None:
        """Prepare a graph; whatever leads into it is in it."""
        self.graph = graph
        self.live = _live(graph)
        """The clocks that matter in each joint state, sorted."""
        self._known: dict[JointState, Place] = {}

    @cached_property
    def largest(self) -> int:
        """The largest number with which a clock is compared."""
        steps = (step.interval for steps in self.graph.values() for step in steps)
        return max((max(i.least, i.most or 0) for i in steps), default=0)

    def __getitem__(self, state: JointState) -> Place:
        """Return the place of a joint state."""
        known = self._known.get(state)
        if known is None:
            known = self._known[state] = self._place(state)
        return known

    def _place(self, state: JointState) -> Place:
        live = self.live[state]
        row = {clock: FIRST_CLOCK + number for number, clock in enumerate(live)}
        most: dict[int, int] = {}
        for step in self.graph[state]:
            at, bound = row[step.interval.clock], step.interval.most
            if bound is not None:
                most[at] = min(bound, most.get(at, bound))
        moves = tuple(
            Move(
                step, row[step.interval.clock] if step.interval.least else 0, self._after(step, row)
            )
            for step in self.graph[state]
        )
        unbound = tuple(at for at in row.values() if at not in most)
        return Place(state, live, FIRST_CLOCK + len(live), tuple(most.items()), unbound, moves)

    def _after(self, step: TimedStep, row: Mapping[str, int]) -> Callable[[Zone], Zone]:
        n = FIRST_CLOCK + len(row)
        kept = [0, 1, *(0 if c in step.entered else row[c] for c in self.live[step.after])]
        return itemgetter(*(i * n + j for i in kept for j in kept))


def _live(graph: Graph) -> Mapping[JointState, tuple[str, ...]]:
    """Return the clocks that something depends on before they begin anew."""
    live = {state: {step.interval.clock for step in steps} for state, steps in graph.items()}
    before: dict[JointState, list[tuple[JointState, frozenset[str]]]] = defaultdict(list)
    for state, steps in graph.items():
        for step in steps:
            before[step.after].append((state, step.entered))
    waiting = list(graph)
    while waiting:
        state = waiting.pop()
        for source, entered in before[state]:
            more = live[state] - entered - live[source]
            if more:
                live[source] |= more
                waiting.append(source)
    return {state: tuple(sorted(clocks)) for state, clocks in live.items()}
