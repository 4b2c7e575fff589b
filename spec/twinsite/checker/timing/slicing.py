"""Slicing by the question: a machine that nothing in it depends on stands still.

Such a machine moves by its own events alone, without another machine moving along, and nothing
that another machine does, nor when, nor whether the goal is reached, depends on its state.
Each move of it lets time pass: it is timed by its own clock, which begins anew, and never at once.
So leaving out what it does changes no moment of anything else.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from twinsite.checker.semantics.system import JointState
from twinsite.checker.timing.behaviour import Graph, TimedStep


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
    for number, name in enumerate(machines):
        groups: dict[JointState, list[JointState]] = defaultdict(list)
        for state in graph:
            groups[_without(state, number)].append(state)
        active = any(s.event.machine == name for steps in graph.values() for s in steps)
        if active and _stands_apart(graph, groups, number, name, goal):
            first = {state: group[0] for group in groups.values() for state in group}
            stands_for = {state: first[known] for state, known in stands_for.items()}
            graph = {
                group[0]: tuple(
                    TimedStep(s.event, s.interval, first[s.after], s.entered)
                    for s in graph[group[0]]
                    if s.event.machine != name
                )
                for group in groups.values()
            }
            still.add(name)
    return Slice(graph, frozenset(still), stands_for.__getitem__)


def _without(state: JointState, number: int) -> JointState:
    return (*state[:number], "", *state[number + 1 :])


def _stands_apart(
    graph: Graph,
    groups: dict[JointState, list[JointState]],
    number: int,
    name: str,
    goal: Callable[[JointState], bool],
) -> bool:
    for kept, group in groups.items():
        seen: set[object] = set()
        for state in group:
            others = []
            for step in graph[state]:
                rest = _without(step.after, number)
                if step.event.machine == name:
                    lets_time_pass = step.interval.most != 0 and step.interval.clock == name
                    if rest != kept or step.entered != {name} or not lets_time_pass:
                        return False
                elif step.interval.clock == name or name in step.entered:
                    return False
                else:
                    others.append((step.event, step.interval, rest, step.entered))
            seen.add((goal(state), frozenset(others)))
            if len(seen) > 1:
                return False
    return True
