"""Whether the parts of a system act on each other, decided on the declarations.

A machine acts on another one in two ways: the other reads it in a guard, or hears its signals.
If no machine of one part acts on a machine of another part, every trace of the system is an
interleaving of runs of the parts, and every property of one part holds in the system exactly if
it holds in the part alone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from twinsite.checker.semantics.decision_tree import decision, readings
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True, order=True)
class Crossing:
    """One way in which a machine of one part acts on a machine of another part."""

    actor: str
    """The machine that acts."""
    patient: str
    """The machine that is acted on."""
    by: str
    """The signal that the actor raises, or the predicate by which the patient reads it."""
    is_signal: bool
    """Whether it is a signal."""

    def __str__(self) -> str:
        verb = "tells" if self.is_signal else "is read by"
        return f"{self.actor} {verb} {self.patient} ({self.by})"


def machines_read(system: System[V], number: int, predicate: str) -> frozenset[str]:
    """Return every machine whose state can matter to a predicate, in any joint state.

    Args:
        system: The composition.
        number: The position of the machine that asks.
        predicate: The name of a predicate of the view.
    """
    states = {instance.name: instance.machine.states for instance in system.instances}
    parameter = system.instances[number].parameter

    def holds(read: Callable[[str], str | None]) -> bool:
        return bool(getattr(system.view_through(read, parameter), predicate))

    return frozenset(machine for _, machine in readings(decision(holds, states)))


def crossings(system: System[V], part_of: Callable[[str], str]) -> tuple[Crossing, ...]:
    """Return every way in which a machine of one part acts on one of another part, sorted.

    Args:
        system: The composition.
        part_of: Gives the part of a machine by the name of its instance.
    """
    found = {*_read(system), *_heard(system)}
    return tuple(sorted(c for c in found if part_of(c.actor) != part_of(c.patient)))


def _read(system: System[V]) -> Iterator[Crossing]:
    known: dict[tuple[str, str], frozenset[str]] = {}
    for number, instance in enumerate(system.instances):
        for predicate in sorted({n for t in instance.machine.transitions for n in t.guard.names}):
            key = (instance.parameter, predicate)
            if key not in known:
                known[key] = machines_read(system, number, predicate)
            for machine in known[key]:
                yield Crossing(machine, instance.name, predicate, is_signal=False)


def _heard(system: System[V]) -> Iterator[Crossing]:
    names: Mapping[int, str] = {n: i.name for n, i in enumerate(system.instances)}
    for instance in system.instances:
        for transition in instance.machine.transitions:
            for effect in transition.effects:
                for listener in system.listeners.get(effect, ()):
                    yield Crossing(instance.name, names[listener], effect, is_signal=True)
