"""Our own search of a system: what an export is made from, and what it is held against."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from twinsite.checker.explorer.explore import explore
from twinsite.checker.explorer.property import Occurrence, Property, Sort
from twinsite.checker.explorer.result import Exploration, Progress
from twinsite.checker.semantics.system import Log, Offer, System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)

SAFETY = (Sort.ALWAYS, Sort.ALWAYS_STEP)
"""The sorts of claims that can be asserted after a step."""


@dataclass(frozen=True, slots=True)
class Searched(Generic[V]):
    """A search, and what was said in the steps that it took."""

    rules: tuple[Property[V], ...]
    """The safety properties, in order; the first is number 1 in the model."""
    exploration: Exploration[V]
    """The search, with the verdict on every rule."""
    logs: Mapping[Offer, tuple[Log, ...]]
    """For every offer that can be taken what is said in the steps that begin with it."""
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
        properties: What is claimed of it; claims of other sorts are left out.
        observe: Called after every level of the search.
    """
    logs: dict[Offer, dict[Log, None]] = {}

    def note(occurrence: Occurrence) -> bool:
        logs.setdefault(occurrence.offer, {})[occurrence.log] = None
        return False

    listener: Property[V] = Property(
        "listener", "", "Listens to every step.", Sort.SOMETIMES_STEP, when=note
    )
    rules = tuple(claim for claim in properties if claim.sort in SAFETY)
    started = time.perf_counter()
    exploration = explore(system, [*rules, listener], observe=observe)
    seconds = time.perf_counter() - started
    said = {offer: tuple(its_logs) for offer, its_logs in logs.items()}
    return Searched(rules, exploration, said, seconds)
