"""Whether what a machine does is a function of what it can observe.

Two joint states that differ only in what a machine is not told are one to it: it must do the same
in both.  Whether an event of the world comes is the world's to decide, so there only what is done
when it comes must be the same.
Source: Fagin, Halpern, Moses and Vardi, "Reasoning about knowledge" (1995), on local states.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import EventDecl
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.result import Exploration
from twinsite.checker.symbolic.variables import OutOfNodesError, States, Variables

V = TypeVar("V", bound=View)

Unobservable = Mapping[str, Sequence[Sequence[str]]]
"""For each machine of which others do not know all the states that are one to them, in groups."""


@dataclass(frozen=True, slots=True, order=True)
class Peek:
    """A reaction that is decided by something that the machine is not told."""

    machine: str
    """The instance."""
    event: str
    """What it reacts to."""
    state: str
    """The state in which it does."""
    read: tuple[str, ...]
    """The machines that are read and of which it is not told all, sorted."""


def peeks(
    exploration: Exploration[V], unobservable: Unobservable, world: Collection[str]
) -> tuple[Peek, ...]:
    """Return every reaction that is decided by what its machine cannot observe, sorted.

    Where there is no room to look, the exploration is no longer complete.

    Args:
        exploration: What is reached.
        unobservable: What nobody is told.
        world: The machines that are no part of whoever must observe; they may read everything.
    """
    try:
        return tuple(sorted(set(_peeks(exploration, unobservable, world))))
    except OutOfNodesError:
        exploration.complete = False
        return ()


def _peeks(
    exploration: Exploration[V], unobservable: Unobservable, world: Collection[str]
) -> Iterator[Peek]:
    system, taking, variables = exploration.system, exploration.taking, exploration.variables
    for number, instance in enumerate(system.instances):
        for event in instance.machine.events:
            read = tuple(sorted(taking.reactions.reads[number, event.id] & unobservable.keys()))
            if instance.name in world or not read:
                continue
            asked = exploration.asked(event.id)
            by_world = _comes_from(system, event, world)
            parts = [
                asked & guard
                for outcome, guard in taking.outcomes(number, event.id, {})
                if outcome is not None or not by_world
            ]
            for one, other in combinations(parts, 2):
                both = _blurred(variables, one, unobservable) & other
                for state in instance.machine.states:
                    if (both & variables.is_in(instance.name, state)).satisfiable():
                        yield Peek(instance.name, event.id, state, read)


def _comes_from(system: System[V], event: EventDecl, world: Collection[str]) -> bool:
    """Return whether it is the world that decides if an event comes."""
    if event.kind is not Kind.SIGNAL:
        return event.kind is Kind.STIMULUS
    return all(
        each.name in world
        for each in system.instances
        if any(event.id in t.effects for t in each.machine.transitions)
    )


def _blurred(variables: Variables, states: States, unobservable: Unobservable) -> States:
    """Return a set with every state that cannot be told from one of it."""
    for machine, groups in unobservable.items():
        if machine in variables.states:
            cells = [variables.is_in(machine, *group) for group in groups]
            blurs = (variables.forget(states & cell, [machine]) & cell for cell in cells)
            apart = states & ~variables.union(cells)
            states = variables.union((apart, *blurs))
    return states
