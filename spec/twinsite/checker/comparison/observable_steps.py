"""What happens in a system at all: every event with the commands that can follow it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from twinsite.checker.comparison.lockstep import commands_of
from twinsite.checker.explorer.explore import STATE_LIMIT, explore
from twinsite.checker.explorer.property import Occurrence
from twinsite.checker.explorer.result import Exploration, Progress
from twinsite.checker.explorer.stepper import Stepper
from twinsite.checker.semantics.system import Event, System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)

CHUNK = 1 << 16
"""The steps of so many states are taken at once."""


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
    system: System[V],
    *,
    limit: int = STATE_LIMIT,
    observe: Callable[[Progress], None] = lambda _: None,
) -> tuple[Happening, ...]:
    """Explore a system, and return what happens in it, what happens first standing first.

    Args:
        system: What to explore.
        limit: The search is cut short beyond this number of states.
        observe: Called after every level of the search.

    Raises:
        DeclarationError: if the system is too large for the search.
    """
    return happenings(explore(system, limit=limit, observe=observe))


def happenings(exploration: Exploration[V]) -> tuple[Happening, ...]:
    """Return what happens in an explored system, what happens first standing first."""
    system = exploration.system
    stepper = Stepper(system, exploration.layout)
    counts: dict[Occurrence, int] = {}
    first: dict[Occurrence, int] = {}
    start = 0
    for level in exploration.levels:
        for at in range(0, len(level), CHUNK):
            for batch in stepper.steps(level[at : at + CHUNK]):
                occurrence = Occurrence(system.events[batch.event], commands_of(system, batch.log))
                counts[occurrence] = counts.get(occurrence, 0) + len(batch.rows)
                first.setdefault(occurrence, start + at + int(batch.rows[0]))
        start += len(level)
    return tuple(
        Happening(
            occurrence,
            counts[occurrence],
            (*(system.events[n] for n in exploration.found.path(state)), occurrence.event),
        )
        for occurrence, state in first.items()
    )
