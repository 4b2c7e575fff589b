"""What happens in a system at all: every event with the commands that can follow it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from twinsite.checker.comparison.lockstep import commands_of
from twinsite.checker.semantics.system import Event, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Occurrence
from twinsite.checker.symbolic.result import Exploration, Progress
from twinsite.checker.symbolic.variables import States

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the commands that follow it; signals are the system's own affair."""

    occurrence: Occurrence
    """What is offered, and the commands of the step."""
    count: int
    """The reachable steps of which this is true."""
    trace: tuple[Event, ...]
    """A shortest trace that ends with such a step."""


def occurrences(
    system: System[V], *, observe: Callable[[Progress], None] = lambda _: None
) -> tuple[Happening, ...]:
    """Explore a system, and return what happens in it, what happens first standing first.

    Args:
        system: What to explore.
        observe: Called after every round of the search.
    """
    return happenings(explore(system, observe=observe))


def happenings(exploration: Exploration[V]) -> tuple[Happening, ...]:
    """Return what happens in an explored system, what happens first standing first."""
    before: dict[Occurrence, States] = {}
    for assignment, states in exploration.relation.guards.items():
        said = commands_of(exploration.system, assignment.log)
        occurrence = Occurrence(assignment.event, said)
        before[occurrence] = before.get(occurrence, exploration.variables.none) | states
    order = {event: number for number, event in enumerate(exploration.system.events)}
    found = [
        Happening(
            occurrence,
            exploration.variables.count(states),
            tuple(step.event for step in exploration.traces.to(states, occurrence.event)),
        )
        for occurrence, states in before.items()
    ]
    return tuple(
        sorted(found, key=lambda h: (len(h.trace), order[h.occurrence.event], h.occurrence.log))
    )
