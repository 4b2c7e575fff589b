"""Claims about runs, decided a second time: in plain Python, by another way.

A strongly fair run takes an offer again and again, or comes to a point from which the offer is
never possible.  So every choice of the offers that die out is tried; what is left asks only for
things that come again and again, and a component that has them all is found with networkx.
"""

from collections.abc import Iterator
from itertools import chain, combinations
from typing import TypeVar

import networkx as nx

from twinsite.checker.explorer.property import Occurrence, Property, Sort
from twinsite.checker.liveness.fairness import Strength
from twinsite.checker.liveness.lasso import possible
from twinsite.checker.semantics.system import JointState, Offer, Step, System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)


def holds(system: System[V], claim: Property[V], fair: dict[Offer, Strength]) -> bool:
    """Return whether every fair run keeps the promise of a claim."""
    region = _region(system, claim)
    enabled = {
        state: {offer for offer in fair if possible(system, claim, state, offer)}
        for state in region.nodes
    }
    strong = [offer for offer, strength in fair.items() if strength is Strength.STRONG]
    return not any(_can_stay(region, claim, enabled, fair, set(dead)) for dead in _subsets(strong))


def _region(system: System[V], claim: Property[V]) -> "nx.MultiDiGraph[JointState]":
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
        if claim.sort is Sort.FINITELY:
            return claim.premise is None or claim.premise(system.view(state))
        assert claim.of_state is not None
        return not claim.of_state(system.view(state))

    graph: nx.MultiDiGraph[JointState] = nx.MultiDiGraph()
    graph.add_nodes_from(state for state in seen if inside(state))
    for step in everything:
        named = claim.when(Occurrence(step.offer, step.log))
        open_still = claim.sort is Sort.FINITELY or not named
        allowed = claim.given is None or claim.given.allows(
            step.offer,
            system.view(step.before, system.instances[system.index[step.offer.machine]].parameter),
        )
        if open_still and allowed and inside(step.before) and inside(step.after):
            graph.add_edge(step.before, step.after, offer=step.offer, named=named)
    begins = [n for n in graph if claim.premise is None or claim.premise(system.view(n))]
    reached = set(begins).union(*(nx.descendants(graph, begin) for begin in begins))
    return graph.subgraph(reached).copy()


def _subsets(offers: list[Offer]) -> Iterator[tuple[Offer, ...]]:
    return chain.from_iterable(combinations(offers, n) for n in range(len(offers) + 1))


def _can_stay(
    region: "nx.MultiDiGraph[JointState]",
    claim: Property[V],
    enabled: dict[JointState, set[Offer]],
    fair: dict[Offer, Strength],
    dead: set[Offer],
) -> bool:
    """Return whether a run can stay where the dead offers are never possible."""
    left = region.subgraph(state for state in region if not enabled[state] & dead)
    for component in nx.strongly_connected_components(left):
        edges = [data for _, _, data in left.subgraph(component).edges(data=True)]
        taken = {data["offer"] for data in edges}
        rests = {
            offer
            for offer, strength in fair.items()
            if strength is Strength.WEAK and any(offer not in enabled[s] for s in component)
        }
        if fair.keys() - dead - taken - rests:
            continue
        if claim.sort is Sort.LEADS_TO or any(data["named"] for data in edges):
            return True
    return False
