"""Our own search of a system: what an export is made from, and what it is held against."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from twinsite.checker.semantics.system import Event, Log, Starts, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Occurrence, Property, Sort
from twinsite.checker.symbolic.result import Exploration, Progress

V = TypeVar("V", bound=View)

SAFETY = (Sort.INVARIANT, Sort.TRANSITION_INVARIANT)
"""The sorts of claims that can be asserted after a step."""


@dataclass(frozen=True, slots=True)
class Searched(Generic[V]):
    """A search, and what was said in the steps that it took."""

    properties: tuple[Property[V], ...]
    """The safety properties, in order; the first is number 1 in the model."""
    exploration: Exploration[V]
    """The search, with the verdict on every property."""
    logs: Mapping[Event, Mapping[Log, Sequence[Starts]]]
    """For every event that can be taken what is said in the steps that begin with it, and with each
    what deadlines they start."""
    seconds: float
    """How long it took; the only figure that differs from run to run."""


def search(
    system: System[V],
    properties: Sequence[Property[V]],
    *,
    observe: Callable[[Progress], None] = lambda _: None,
) -> Searched[V]:
    """Explore a system against its safety properties, and note what is said in its steps.

    Args:
        system: What is to be exported.
        properties: What is claimed of it; left out are properties of other sorts, and those on
            steps that only the deadlines that they start tell apart.
        observe: Called after every round of the search.
    """
    logs: dict[Event, dict[Log, list[Starts]]] = {}

    def note(occurrence: Occurrence) -> bool:
        by_log = logs.setdefault(occurrence.event, {})
        by_log.setdefault(occurrence.log, []).append(occurrence.started)
        return False

    listener: Property[V] = Property(
        "listener", "", "Listens to every step.", Sort.REACHABLE_STEP, when=note
    )
    properties = tuple(prop for prop in properties if prop.sort in SAFETY)
    started = time.perf_counter()
    exploration = explore(system, [*properties, listener], observe=observe)
    seconds = time.perf_counter() - started
    told = tuple(prop for prop in properties if _is_told_by_logs(prop, logs))
    return Searched(told, exploration, logs, seconds)


def _is_told_by_logs(
    prop: Property[V], logs: Mapping[Event, Mapping[Log, Sequence[Starts]]]
) -> bool:
    """Return whether the event and the log of a step say if a property is about it.

    A model of a search hears nothing of the deadlines that a step starts.
    """
    return not prop.is_about_steps or all(
        len({prop.when(Occurrence(event, log, started)) for started in every}) == 1
        for event, by_log in logs.items()
        for log, every in by_log.items()
    )
