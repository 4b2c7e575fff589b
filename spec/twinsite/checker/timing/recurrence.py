"""What can come again and again, each time later: why there is no latest moment."""

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from twinsite.checker.semantics.system import Event, JointState
from twinsite.checker.timing.behaviour import TimedStep
from twinsite.checker.timing.places import FIRST_CLOCK, Place
from twinsite.checker.timing.zones import Zone

ELAPSED = 1
"""The row of the time since the trigger."""


class ZoneNode(NamedTuple):
    """Clock values with which time has passed in a place."""

    place: Place
    zone: Zone
    overdue: str
    """The clock that is past its bound, so that none has passed; empty if none is."""
    start: JointState
    """The joint state in which the trigger came."""
    before: "ZoneNode | None"
    step: TimedStep | None
    """What led here from before; None at the trigger."""


def recurrence(node: ZoneNode) -> tuple[Event, ...]:
    """Return what leads from a place to itself, with the same clock values or more, but later.

    Whatever could follow can follow again, and each time it is later by at least one tick.  A
    clock that began before all that, and that nothing bounds in it, stays as far behind the time
    since the trigger as it was; that holds nothing back, since it may be as old as one likes.

    Args:
        node: Where it ends.

    Returns:
        The events; empty if nothing that leads here does so.
    """
    events: list[Event] = []
    nodes = [node]
    for at, event in _back(node):
        events.append(event)
        nodes.append(at)
        if at.place is node.place and _is_later(node, at):
            kept = _kept(node, at)
            if not any(_holds(each, kept) for each in nodes):
                return tuple(reversed(events))
    return ()


def _back(node: ZoneNode) -> Iterator[tuple[ZoneNode, Event]]:
    """Yield what came before, the last first, each with the event that led on from it."""
    while node.before is not None and node.step is not None:
        yield node.before, node.step.event
        node = node.before


def _is_later(node: ZoneNode, before: ZoneNode) -> bool:
    """Return whether all clock values come again, and the time since the trigger has grown."""
    here, there, n = node.zone, before.zone, node.place.rows
    return here[ELAPSED * n] > there[ELAPSED * n] and all(
        now >= then for now, then in zip(here, there, strict=True)
    )


def _kept(node: ZoneNode, before: ZoneNode) -> frozenset[str]:
    """Return the clocks than which the time since the trigger is ahead by no more than before."""
    n = node.place.rows
    ahead = range(ELAPSED * n + FIRST_CLOCK, ELAPSED * n + n)
    return frozenset(
        clock
        for clock, at in zip(node.place.clocks, ahead, strict=True)
        if node.zone[at] == before.zone[at]
    )


def _holds(node: ZoneNode, kept: frozenset[str]) -> bool:
    """Return whether anything keeps these clocks from being as old as one likes."""
    n, rows = node.place.rows, dict(enumerate(node.place.clocks, FIRST_CLOCK))
    others = [0, *(row for row, clock in rows.items() if clock not in kept)]
    return any(
        node.zone[row * n + other] < inf
        for row, clock in rows.items()
        if clock in kept
        for other in others
    )
