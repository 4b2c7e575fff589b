"""A judge of bounds that knows no zones: it counts ticks, one clock value after another."""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count, product
from math import inf
from typing import Any

import networkx as nx

from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import JointState
from twinsite.checker.timing.question import Interval, Question, Timing

Configuration = tuple[JointState, tuple[int, ...]]


class Counted:
    """A question whose clocks are counted, up to one tick past all that they are compared with."""

    def __init__(self, question: Question[Any], largest: int, *, every_phase: bool = True) -> None:
        """Count the clocks of a question.

        Args:
            question: The question.
            largest: The largest number with which a clock is compared.
            every_phase: Whether clocks that nothing bounds at the trigger have any value then;
                else they are 0.
        """
        self.question = question
        self.loosest = largest + 1 if every_phase else 0
        self.system = question.system
        self.cap = largest + 1
        self._steps: dict[tuple[JointState, bool], list[tuple[Interval, JointState, set[int]]]] = {}

    def steps(
        self, state: JointState, timing: Timing[Any]
    ) -> list[tuple[Interval, JointState, set[int]]]:
        """Return the steps of a joint state, with the machines that enter a state in each."""
        key = state, timing is self.question.after
        if key not in self._steps:
            found = []
            for event in self.system.events:
                interval = timing(event, self.system.view(state))
                try:
                    step = self.system.step(state, event)
                except RefusedError:
                    continue
                if interval is not None:
                    fresh = {self.system.index[name] for name in step.entered}
                    found.append((interval, step.after, fresh))
            self._steps[key] = found
        return self._steps[key]

    def starts(self) -> Iterator[Configuration]:
        """Yield what the triggers lead to, from every value of the clocks."""
        for state in self.question.starts:
            triggered = self.question.triggered(state)
            if triggered is None:
                continue
            most: list[float] = [self.loosest] * len(self.system.instances)
            bound: set[int] = set()
            for interval, _, _ in self.steps(state, self.question.before):
                if interval.most is not None:
                    clock = self.system.index[interval.clock]
                    most[clock] = min(most[clock] if clock in bound else inf, interval.most)
                    bound.add(clock)
            after, fresh = triggered
            for values in product(*(range(int(value) + 1) for value in most)):
                yield (
                    after,
                    tuple(
                        0 if name in fresh else value
                        for name, value in zip(self.system.index, values, strict=True)
                    ),
                )

    def following(self, configuration: Configuration) -> Iterator[tuple[int, Configuration]]:
        """Yield what comes next: a step, or a tick where nothing is due."""
        state, clocks = configuration
        steps = self.steps(state, self.question.after)
        for interval, after, fresh in steps:
            if clocks[self.system.index[interval.clock]] >= interval.least:
                yield (
                    0,
                    (after, tuple(0 if n in fresh else value for n, value in enumerate(clocks))),
                )
        if all(
            interval.most is None or clocks[self.system.index[interval.clock]] < interval.most
            for interval, _, _ in steps
        ):
            yield 1, (state, tuple(min(value + 1, self.cap) for value in clocks))

    def is_goal(self, configuration: Configuration) -> bool:
        """Return whether the goal is reached."""
        return self.question.goal(self.system.view(configuration[0]))

    def earliest(self) -> int | None:
        """Return the shortest time to the goal; None if it is never reached."""
        order = count()
        waiting = [(0, next(order), start) for start in self.starts()]
        seen = set()
        while waiting:
            ticks, _, configuration = heappop(waiting)
            if self.is_goal(configuration):
                return ticks
            if configuration not in seen:
                seen.add(configuration)
                for more, following in self.following(configuration):
                    heappush(waiting, (ticks + more, next(order), following))
        return None

    def latest(self) -> int | None:
        """Return the longest time to the goal; None if it can take for ever."""
        arrows: nx.DiGraph[Configuration] = nx.DiGraph()
        starts = set(self.starts())
        waiting = list(starts)
        while waiting:
            configuration = waiting.pop()
            if arrows.has_node(configuration) and arrows.nodes[configuration].get("seen"):
                continue
            arrows.add_node(configuration, seen=True)
            if self.is_goal(configuration):
                continue
            for ticks, following in self.following(configuration):
                if arrows.has_edge(configuration, following):
                    ticks = max(ticks, arrows.edges[configuration, following]["ticks"])
                arrows.add_edge(configuration, following, ticks=ticks)
                waiting.append(following)
        condensed = nx.condensation(arrows)
        place = condensed.graph["mapping"]
        longest = {place[start]: 0 for start in starts}
        for component in nx.topological_sort(condensed):
            if component not in longest:
                continue
            for one in condensed.nodes[component]["members"]:
                for _, other, ticks in arrows.out_edges(one, data="ticks"):
                    if place[other] == component:
                        if ticks:
                            return None
                        continue
                    known = longest.get(place[other], 0)
                    longest[place[other]] = max(known, longest[component] + ticks)
        return max(longest[place[c]] for c in arrows if self.is_goal(c))
