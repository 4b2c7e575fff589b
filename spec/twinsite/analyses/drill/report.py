"""A whole drill: everything that the screen and the JSON of ``twinsite drill`` tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from twinsite.analyses.drill.drill import SHUTDOWN, Drill
from twinsite.analyses.drill.failure import Failure
from twinsite.analyses.drill.moments import Asked, Moment, answer
from twinsite.analyses.drill.staff import Kind
from twinsite.checker.semantics.system import Event
from twinsite.model.profile import Part

PARTS: Final = (Part.VOICE, Part.STAT, Part.CONFIG)
"""The connections that a failure can move."""

CALL: Final = (Event("call", "direct_call_began"),)
"""A call goes on when it fails."""
WINDOW: Final = (Event("windows", "other_interaction_opened"),)
"""A window of another medium is open when it fails."""
MAINTENANCE: Final = (SHUTDOWN,)
"""SIP Server is shut down gracefully, and stops when no call is left."""


@dataclass(frozen=True, slots=True)
class PartReport:
    """The moments of one connection."""

    drill: Drill
    after_failure: tuple[Moment, ...]
    after_windows: tuple[Moment, ...]
    """Empty if no window was open."""
    after_repair: tuple[Moment, ...]
    """The repair comes once everything has settled; empty if nothing has moved."""


@dataclass(frozen=True, slots=True)
class DrillReport:
    """The moments of one kind of agents."""

    kind: Kind
    failure: Failure
    parts: tuple[PartReport, ...]
    """Voice first; a connection that the failure does not touch is left out."""


def drill_of(
    kind: Kind,
    failure: Failure,
    *,
    busy: tuple[Event, ...] = (),
    start: bool = False,
    parts: Sequence[Part] = PARTS,
) -> DrillReport:
    """Return the moments of a drill for one kind of agents.

    Args:
        kind: The agents.
        failure: What fails.
        busy: What goes on at the voice connection when it fails.
        start: Whether the shift begins when it has failed already.
        parts: The connections that are wanted; with a start, that comes first.

    Raises:
        UndeterminedError: if a search has grown too large.
    """
    found = []
    for part in (Part.START_UP, *parts) if start else parts:
        if part in kind.profiles:
            drill = Drill(kind, part, failure, busy if part is Part.VOICE else (), start)
            if drill.is_touched:
                found.append(
                    PartReport(
                        drill,
                        _answers(drill, drill.asked_after_failure()),
                        _answers(drill, drill.asked_after_windows()),
                        _answers(drill, drill.asked_after_repair()),
                    )
                )
    return DrillReport(kind, failure, tuple(found))


def _answers(drill: Drill, every: Iterable[Asked]) -> tuple[Moment, ...]:
    return tuple(answer(asked, drill.lengths) for asked in every)
