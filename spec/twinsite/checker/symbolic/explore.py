"""Every reachable state, with the verdict on every property.

No second copy of the semantics is held: which transition a machine takes comes from
:meth:`System.choose`, and every trace that is reported is taken again, step by step, by
:meth:`System.step`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from twinsite.checker.semantics.declaration import MachineDecl, TransitionDecl
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.system import Event, Step, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.assignments import Assignment, Reactions, Steps
from twinsite.checker.symbolic.predicates import Predicates
from twinsite.checker.symbolic.property import Property, Verdict
from twinsite.checker.symbolic.reachable import Known, Relation, merged
from twinsite.checker.symbolic.result import Exploration, Finding, Progress
from twinsite.checker.symbolic.variables import CAPACITY, OutOfNodesError, States

V = TypeVar("V", bound=View)


def explore(
    system: System[V],
    properties: Sequence[Property[V]] = (),
    *,
    limit: int | None = None,
    witnesses: bool = True,
    capacity: int = CAPACITY,
    like: Exploration[V] | None = None,
    observe: Callable[[Progress], None] = lambda _: None,
) -> Exploration[V]:
    """Search a system until nothing new is found, and decide properties.

    Args:
        system: What to explore.
        properties: What to decide.
        limit: The search is cut short, and says so, beyond this number of states.
        witnesses: Whether what is found to happen is to have a trace.
        capacity: The search is cut short beyond this number of nodes of decision diagrams.
        like: An exploration of the same machines under the same views, some of them declared
            otherwise, whose bits and answers are used again; then its capacity counts.
        observe: Called after every round.

    Raises:
        DeclarationError: if two properties have the same name, one is about infinite traces, or
            the signals of a step do not come to an end.
        OutOfNodesError: if there is no room beside ``like`` to begin.
    """
    if liveness := [prop.name for prop in properties if prop.is_liveness]:
        raise DeclarationError(f"a search does not decide liveness properties: {liveness}")
    for name, often in Counter(prop.name for prop in properties).items():
        if often > 1:
            raise DeclarationError(f"two properties are named {name!r}")
    if like is None:
        reactions = Reactions(system)
        variables = reactions.variables(capacity)
        predicates = Predicates(system, variables)
    else:
        reactions = Reactions(system, like.taking.reactions)
        variables, predicates = like.variables, like.predicates
    taking = Steps(reactions, variables)
    relation = Relation(taking) if like is None else Relation(taking, _known(taking, like))
    complete = _search(relation, limit, observe)
    found = Exploration(system, taking, predicates, relation, complete)
    found.findings = tuple(_finding(found, prop, witnesses=witnesses) for prop in properties)
    return found


def _search(relation: Relation, limit: int | None, observe: Callable[[Progress], None]) -> bool:
    """Find every reachable state; return whether that came to an end."""
    rounds, states = 0, 1
    try:
        while relation.grow():
            rounds, states = rounds + 1, relation.variables.count(relation.reached)
            observe(Progress(rounds, states))
            if limit is not None and states > limit:
                relation.settle()
                return False
        relation.settle()
    except OutOfNodesError:
        relation.abandon()
        return False
    return True


def _known(taking: Steps[V], like: Exploration[V]) -> Known | None:
    """Return which steps are those of a system that was explored; None if none can be.

    A step is the same if no machine that is asked on its way, itself included, answers otherwise.
    """
    old, new = like.system, taking.system
    if not like.complete or old.listeners != new.listeners or old.deadlines != new.deadlines:
        return None
    changed = {
        event.id
        for before, after in zip(old.instances, new.instances, strict=True)
        for event in after.machine.events
        if list(_ways(before.machine, event.id)) != list(_ways(after.machine, event.id))
    }
    by_event: dict[Event, list[tuple[Assignment, States]]] = {
        event: [] for event, asked in like.taking.asked.items() if changed.isdisjoint(asked)
    }
    for assignment, before in like.relation.guards.items():
        if assignment.event in by_event:
            by_event[assignment.event].append((assignment, before))
    taking.asked.update({event: set(like.taking.asked[event]) for event in by_event})
    parts = {
        event: merged(like.variables, ((a.moves, before) for a, before in steps))
        for event, steps in by_event.items()
    }
    return Known(like.relation.reached, by_event, parts)


def _ways(machine: MachineDecl, event: str) -> Iterator[TransitionDecl]:
    return (transition for transition in machine.transitions if transition.event == event)


def _finding(exploration: Exploration[V], prop: Property[V], *, witnesses: bool) -> Finding[V]:
    try:
        hits = _deciding(exploration, prop)
        if hits and (witnesses or not prop.is_existential):
            trace = _shortest(exploration, hits)
        else:
            trace = None
    except OutOfNodesError:
        return Finding(prop, Verdict.UNDETERMINED, None)
    if hits:
        return Finding(prop, Verdict.PROVED if prop.is_existential else Verdict.REFUTED, trace)
    if not exploration.complete:
        return Finding(prop, Verdict.UNDETERMINED, None)
    return Finding(prop, Verdict.REFUTED if prop.is_existential else Verdict.PROVED, None)


Hits = list[tuple[Event | None, States]]
"""Where a property is decided: states, and the event that is offered there if it is about steps."""


def _deciding(exploration: Exploration[V], prop: Property[V]) -> Hits:
    """Return where a property is decided; nowhere if nothing that was found decides it."""
    if prop.is_about_steps:
        return list(exploration.evaluation.of_steps(prop))
    states = exploration.evaluation.of_states(prop)
    return [(None, states)] if states.satisfiable() else []


def _shortest(exploration: Exploration[V], hits: Hits) -> tuple[Step, ...]:
    """Return a shortest trace to where a property is decided."""
    levels, union = exploration.levels, exploration.variables.union
    near = levels.within(levels.nearest(union(states for _, states in hits)))
    event, states = next((e, found) for e, s in hits if (found := s & near).satisfiable())
    return exploration.traces.to(states, event)
