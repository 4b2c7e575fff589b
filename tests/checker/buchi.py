"""Liveness properties, decided a second time: in plain Python, by another way.

A strongly fair trace takes an event again and again, or comes to a point from which the event is
never possible.  So every choice of the events that die out is tried; what is left asks only for
things that come again and again, and a component that has them all is found with networkx.
"""

from collections.abc import Iterator
from itertools import chain, combinations
from typing import TypeVar

import networkx as nx

from twinsite.checker.liveness.fairness import Strength
from twinsite.checker.liveness.lasso import possible, served
from twinsite.checker.semantics.system import Event, JointState, Step, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Occurrence, Property, Sort

V = TypeVar("V", bound=View)


def holds(system: System[V], prop: Property[V], fair: dict[Event, Strength]) -> bool:
    """Return whether every fair trace keeps the promise of a property."""
    region = _region(system, prop)
    enabled = {
        state: {event for event in fair if possible(system, prop, state, event)}
        for state in region.nodes
    }
    strong = [event for event, strength in fair.items() if strength is Strength.STRONG]
    return not any(_can_stay(region, prop, enabled, fair, set(dead)) for dead in _subsets(strong))


def _region(system: System[V], prop: Property[V]) -> "nx.MultiDiGraph[JointState]":
    """Return the steps that leave the promise open, from where it is given."""
    waiting, seen = [system.initial], {system.initial}
    everything: list[Step] = []
    while waiting:
        for step in system.steps(waiting.pop()):
            everything.append(step)
            if step.after not in seen:
                seen.add(step.after)
                waiting.append(step.after)

    def inside(state: JointState) -> bool:
        if prop.sort is Sort.FINITELY:
            return prop.premise is None or prop.premise(system.view(state))
        assert prop.of_state is not None
        return not prop.of_state(system.view(state))

    graph: nx.MultiDiGraph[JointState] = nx.MultiDiGraph()
    graph.add_nodes_from(state for state in seen if inside(state))
    for step in everything:
        named = prop.when(Occurrence.of(system, step))
        open_still = prop.sort is Sort.FINITELY or not named
        allowed = prop.given is None or prop.given.allows(
            step.event,
            system.view(step.before, system.instances[system.index[step.event.machine]].parameter),
        )
        if open_still and allowed and inside(step.before) and inside(step.after):
            weakly = served(system, [step], Strength.WEAK)
            graph.add_edge(step.before, step.after, event=step.event, named=named, weakly=weakly)
    begins = [n for n in graph if prop.premise is None or prop.premise(system.view(n))]
    reached = set(begins).union(*(nx.descendants(graph, begin) for begin in begins))
    return graph.subgraph(reached).copy()


def _subsets(events: list[Event]) -> Iterator[tuple[Event, ...]]:
    return chain.from_iterable(combinations(events, n) for n in range(len(events) + 1))


def _can_stay(
    region: "nx.MultiDiGraph[JointState]",
    prop: Property[V],
    enabled: dict[JointState, set[Event]],
    fair: dict[Event, Strength],
    dead: set[Event],
) -> bool:
    """Return whether a trace can stay where the dead offers are never possible."""
    left = region.subgraph(state for state in region if not enabled[state] & dead)
    for component in nx.strongly_connected_components(left):
        edges = [data for _, _, data in left.subgraph(component).edges(data=True)]
        taken = {data["event"] for data in edges}
        weakly = set().union(*(data["weakly"] for data in edges))
        taken |= {event for event in weakly if fair.get(event) is Strength.WEAK}
        rests = {
            event
            for event, strength in fair.items()
            if strength is Strength.WEAK and any(event not in enabled[s] for s in component)
        }
        if fair.keys() - dead - taken - rests:
            continue
        if prop.sort is Sort.LEADS_TO or any(data["named"] for data in edges):
            return True
    return False
