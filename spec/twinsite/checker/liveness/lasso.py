"""A trace that goes on for ever: a way to a loop, and the loop."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from twinsite.checker.liveness.fairness import Strength
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, JointState, Step, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Occurrence, Property, Sort

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class Lasso:
    """A trace to a state, and a loop from there back to it."""

    stem: tuple[Step, ...]
    """The way to the loop, from the initial state."""
    loop: tuple[Step, ...]
    """The steps that come again and again; none if nothing more happens."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The way to the loop and once round it."""
        return (*self.stem, *self.loop)

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of the way and of the loop."""
        return tuple(step.event for step in self.steps)


def objections(
    system: System[V], prop: Property[V], lasso: Lasso, fair: dict[Event, Strength]
) -> list[str]:
    """Return why a lasso does not refute a property; nothing if it does.

    Written with one step at a time and no tables, so that it can judge the search.

    Args:
        system: The composition.
        prop: A liveness property.
        lasso: The trace.
        fair: How fair each event is assumed to be.
    """
    found: list[str] = []
    start = lasso.stem[-1].after if lasso.stem else system.initial
    if lasso.loop and (lasso.loop[0].before != start or lasso.loop[-1].after != start):
        found.append("the loop does not come back to where it begins")
    states = [step.before for step in lasso.loop] or [start]
    found += _unfair(system, prop, states, lasso.loop, fair)
    if not all(_allowed(system, prop, step) for step in lasso.loop):
        found.append("a step of the loop may not happen any longer")
    if prop.sort is Sort.FINITELY:
        if not any(prop.when(Occurrence.of(system, step)) for step in lasso.loop):
            found.append("the loop has no such step")
        if not all(_premise(system, prop, state) for state in states):
            found.append("the premise does not hold all along the loop")
    elif not _stays_open(system, prop, lasso):
        found.append("the premise never holds, or the goal is reached after it")
    return found


def _premise(system: System[V], prop: Property[V], state: JointState) -> bool:
    return prop.premise is None or prop.premise(system.view(state))


def possible(system: System[V], prop: Property[V], state: JointState, event: Event) -> bool:
    """Return whether an event can and may come in a state."""
    try:
        return _allowed(system, prop, system.step(state, event))
    except RefusedError:
        return False


def _allowed(system: System[V], prop: Property[V], step: Step) -> bool:
    if prop.given is None:
        return True
    parameter = system.instances[system.index[step.event.machine]].parameter
    return prop.given.allows(step.event, system.view(step.before, parameter))


def served(system: System[V], loop: Iterable[Step], strength: Strength) -> set[Event]:
    """Return the events to which a loop is fair since it takes them.

    It is weakly fair to a deadline, too, that starts anew in it.
    """
    steps = tuple(loop)
    taken = {step.event for step in steps}
    if strength is Strength.STRONG:
        return taken
    return taken | {start.deadline for step in steps for start in system.started(step)}


def _unfair(
    system: System[V],
    prop: Property[V],
    states: Iterable[JointState],
    loop: Sequence[Step],
    fair: dict[Event, Strength],
) -> list[str]:
    found = []
    served_by = {strength: served(system, loop, strength) for strength in Strength}
    for event, strength in fair.items():
        where = [possible(system, prop, state, event) for state in states]
        missed = all(where) if strength is Strength.WEAK else any(where)
        if missed and event not in served_by[strength]:
            found.append(f"the loop is not fair to {event}")
    return found


def _stays_open(system: System[V], prop: Property[V], lasso: Lasso) -> bool:
    """Return whether the premise holds somewhere, and the goal nowhere from there on."""
    assert prop.of_state is not None
    steps = lasso.steps
    states = [system.initial, *(step.after for step in steps)]
    for first in range(len(lasso.stem), -1, -1):
        if prop.of_state(system.view(states[first])):
            return False
        if _premise(system, prop, states[first]):
            rest = steps[first:]
            return not any(prop.of_state(system.view(state)) for state in states[first:]) and all(
                _allowed(system, prop, s) and not prop.when(Occurrence.of(system, s)) for s in rest
            )
    return False
