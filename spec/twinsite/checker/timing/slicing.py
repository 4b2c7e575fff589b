"""Slicing by the question: machines that nothing in it depends on stand still.

Such machines, one or a few that move along with each other, move by their own events alone, and
nothing that another machine does, nor when, nor whether the goal is reached, depends on their
states.  Each move of them lets time pass: it is timed by one of their own clocks, which begins
anew, and never at once.  So leaving out what they do changes no moment of anything else.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from twinsite.checker.semantics.system import JointState
from twinsite.checker.timing.behaviour import Graph, TimedStep

MOST = 3
"""So many machines at most are looked at as one."""


class Slice(NamedTuple):
    """A graph in which some machines stand still."""

    graph: Graph
    """Of the joint states that differ in them only one is left."""
    still: frozenset[str]
    """The machines."""
    place: Callable[[JointState], JointState]
    """Gives for a joint state the one that stands for it."""


def sliced(graph: Graph, machines: tuple[str, ...], goal: Callable[[JointState], bool]) -> Slice:
    """Return a graph without what the question does not depend on.

    Args:
        graph: What can be reached.
        machines: The machines of the system, in their order.
        goal: Whether a joint state is the goal.
    """
    still: set[str] = set()
    stands_for = {state: state for state in graph}
    for unit in _units(graph, machines):
        groups: dict[JointState, list[JointState]] = defaultdict(list)
        for state in graph:
            groups[_without(state, unit)].append(state)
        names = frozenset(machines[number] for number in unit)
        if not still & names and _stands_apart(graph, groups, unit, names, goal):
            first = {state: group[0] for group in groups.values() for state in group}
            stands_for = {state: first[known] for state, known in stands_for.items()}
            graph = {
                group[0]: tuple(
                    TimedStep(s.event, s.interval, first[s.after], s.entered)
                    for s in graph[group[0]]
                    if s.event.machine not in names
                )
                for group in groups.values()
            }
            still |= names
    return Slice(graph, frozenset(still), stands_for.__getitem__)


def _units(graph: Graph, machines: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
    """Yield every machine with an event of its own, together with those that it moves along."""
    moved: dict[str, set[int]] = defaultdict(set)
    for state, steps in graph.items():
        for step in steps:
            pairs = enumerate(zip(state, step.after, strict=True))
            moved[step.event.machine] |= {number for number, (old, new) in pairs if old != new}
    for number, name in enumerate(machines):
        unit, reached = {number}, moved.get(name, set())
        while not reached <= unit and len(unit) <= MOST:
            unit |= reached
            reached = set().union(*(moved.get(machines[each], set()) for each in unit))
        if name in moved and len(unit) <= MOST:
            yield tuple(sorted(unit))


def _without(state: JointState, unit: tuple[int, ...]) -> JointState:
    return tuple("" if number in unit else part for number, part in enumerate(state))


def _stands_apart(
    graph: Graph,
    groups: dict[JointState, list[JointState]],
    unit: tuple[int, ...],
    names: frozenset[str],
    goal: Callable[[JointState], bool],
) -> bool:
    for kept, group in groups.items():
        seen: set[object] = set()
        for state in group:
            others = []
            for step in graph[state]:
                rest = _without(step.after, unit)
                if step.event.machine in names:
                    own = step.interval.clock in step.entered and step.entered <= names
                    if rest != kept or not own or step.interval.most == 0:
                        return False
                elif step.interval.clock in names or names & step.entered:
                    return False
                else:
                    others.append((step.event, step.interval, rest, step.entered))
            seen.add((goal(state), frozenset(others)))
            if len(seen) > 1:
                return False
    return True
