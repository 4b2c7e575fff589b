"""The moments of a trace that takes as long, or as short, as it can; and what adds up to that.

Every bound on the moments of a trace bounds the difference of two of them.  So the longest time
between two of them is a shortest path in the graph of these bounds, and what stands on its edges
is the sum: the critical path.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

import networkx as nx

from twinsite.checker.semantics.system import JointState
from twinsite.checker.semantics.view import View
from twinsite.checker.timing.behaviour import Behaviour
from twinsite.checker.timing.bounds import Attained, Way
from twinsite.checker.timing.question import Question

V = TypeVar("V", bound=View)
Moment = int | str
"""The trigger is 0, the steps are counted from 1; a machine stands for its entry before that."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A trace in time."""

    moments: tuple[int, ...]
    """When the trigger comes, which is 0, and each step after it, in ticks."""
    since: Mapping[str, int]
    """When each machine had entered its state at the trigger, in ticks before it or 0."""
    terms: Mapping[str, int]
    """What adds up to the last moment: so many ticks for each length, those against it negative."""
    path: tuple[tuple[str, int, int], ...]
    """The lengths on the critical path with the moments between which they lie, first one first."""


class _Bounds(Generic[V]):
    """The bounds on the moments of a trace."""

    def __init__(
        self, question: Question[V], behaviour: Behaviour[V], way: Way, still: frozenset[str]
    ) -> None:
        self.graph: nx.DiGraph[Moment] = nx.DiGraph()
        self.last: dict[str, Moment] = {name: name for name in question.system.index}
        for name in question.system.index:
            self.at_most(name, 0, 0)
        for clock, (most, because) in _limits(before_of(question), way.start, still).items():
            self.at_most(0, clock, most, because)
        triggered = question.triggered(way.start)
        assert triggered is not None, way.start
        state, fresh = triggered
        self.last |= dict.fromkeys(fresh, 0)
        for number, (event, overdue) in enumerate(way.steps, 1):
            self.at_most(number - 1, number, 0)
            steps = {found.event: found.interval for found in behaviour.steps(state)}
            limits = _limits(behaviour, state, still)
            if overdue:
                most, because = limits[overdue]
                self.at_most(self.last[overdue], number - 1, -most, because)
                self.at_most(number, number - 1, 0)
            else:
                for clock, (most, because) in limits.items():
                    self.at_most(number, self.last[clock], most, because)
            own = steps[event]
            self.at_most(self.last[own.clock], number, -own.least, own.because)
            step = question.system.step(state, event)
            state = step.after
            self.last |= dict.fromkeys(step.entered, number)

    def at_most(self, later: Moment, earlier: Moment, ticks: int, because: str = "") -> None:
        """Let a moment come so many ticks after another one at most."""
        edge = (earlier, later)
        if not self.graph.has_edge(*edge) or ticks < self.graph.edges[edge]["weight"]:
            self.graph.add_edge(earlier, later, weight=ticks, because=because)


def before_of(question: Question[V]) -> Behaviour[V]:
    """Return what goes on before the trigger of a question."""
    return Behaviour(question.system, question.before)


def _limits(
    behaviour: Behaviour[V], state: JointState, still: frozenset[str]
) -> dict[str, tuple[int, str]]:
    """Return for each clock that is bound in a joint state the bound, and what gives it.

    By the clock of a machine that stands still nothing comes that can come at all.
    """
    found: dict[str, tuple[int, str]] = {}
    for event, interval in ((step.event, step.interval) for step in behaviour.steps(state)):
        most = interval.most
        if most is None or not still.isdisjoint((event.machine, interval.clock)):
            continue
        if interval.clock not in found or most < found[interval.clock][0]:
            found[interval.clock] = most, interval.because
    return found


def timed(
    question: Question[V],
    behaviour: Behaviour[V],
    answer: Attained,
    still: frozenset[str],
    *,
    latest: bool,
) -> Timed:
    """Return the moments of a trace that attains a bound, and the sum that the bound is.

    Args:
        question: The question.
        behaviour: What goes on after its trigger.
        answer: One of the bounds.
        still: The machines that nothing depends on.
        latest: Whether it is the latest moment.

    Raises:
        AssertionError: if the trace does not attain the bound, which a fault alone can bring about.
    """
    way = answer.way
    found = _Bounds(question, behaviour, way, still)
    graph = found.graph if latest else found.graph.reverse()
    found_lengths = nx.single_source_bellman_ford_path_length(graph, 0)
    length = {moment: int(ticks) for moment, ticks in found_lengths.items()}
    sign = 1 if latest else -1
    end = len(way.steps)
    assert sign * length[end] == answer.ticks, (length[end], answer.ticks)
    at = {moment: sign * ticks for moment, ticks in length.items()}
    terms: Counter[str] = Counter()
    path = []
    for one, other in pairwise(nx.bellman_ford_path(graph, 0, end)):
        edge = graph.edges[one, other]
        if edge["because"] and edge["weight"]:
            terms[edge["because"]] += sign * edge["weight"]
            path.append((edge["because"], at[one], at[other]))
    moments = tuple(sign * length[number] for number in range(end + 1))
    since = {
        name: sign * length[name] if name in length else _before_all(found.graph, name, moments)
        for name in question.system.index
    }
    summands = {because: ticks for because, ticks in terms.items() if ticks}
    return Timed(moments, since, summands, tuple(path))


def _before_all(graph: "nx.DiGraph[Moment]", name: str, moments: Sequence[int]) -> int:
    """Return the latest entry of a machine that nothing keeps from being earlier."""
    bounds = [
        moments[number] + graph.edges[number, name]["weight"]
        for number in graph.predecessors(name)
        if isinstance(number, int)
    ]
    return min(bounds, default=0)
