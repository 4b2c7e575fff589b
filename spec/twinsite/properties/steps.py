"""Which steps a property is about."""

from collections.abc import Callable

from twinsite.checker.explorer.property import Occurrence
from twinsite.checker.semantics.chart import Kind
from twinsite.model.predicates import MACHINES

_HEARD = {
    name: frozenset(event.id for event in machine.events if event.kind is Kind.SIGNAL)
    for name, machine in MACHINES.items()
}


def touching(
    *machines: str, but: Callable[[Occurrence], bool] = lambda _: False
) -> Callable[[Occurrence], bool]:
    """Return what is true of a step that can move one of these machines at all.

    A machine moves only with an event of its own or with a signal that it hears.  So a property
    that a machine does not change need not be asked of any other step.

    Args:
        machines: The instances.
        but: Steps that are not meant.
    """
    heard = frozenset().union(*(_HEARD[machine] for machine in machines))

    def when(occurrence: Occurrence) -> bool:
        possible = occurrence.event.machine in machines or not heard.isdisjoint(occurrence.names)
        return possible and not but(occurrence)

    return when


def events(*names: str) -> Callable[[Occurrence], bool]:
    """Return what is true of a step that begins with one of these events."""
    return lambda occurrence: occurrence.event.name in names


def says(name: str) -> Callable[[Occurrence], bool]:
    """Return what is true of a step that has this command or signal."""
    return lambda occurrence: occurrence.has(name)
