"""Pages that begin with a trace, or with two side by side."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.traces import retrace
from twinsite.errors import InputError
from twinsite.files import write_text
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile
from twinsite.page.assemble import page
from twinsite.page.diagrams import drawings
from twinsite.report.tables.describe import Described, describe
from twinsite.report.tables.lengths import lengths


@dataclass(frozen=True, slots=True)
class Shown:
    """A trace to begin with."""

    profile: Profile
    """The constants of the session."""
    events: tuple[Event, ...]
    """What happens, from the start."""


def address(traces: Sequence[Shown]) -> str:
    """Return the address that shows one trace or two, without ``#``."""
    parts = []
    for mark, trace in zip(("", "2"), traces, strict=False):
        parts.append(f"profile{mark}={_written(trace.profile.name)}")
        if trace.events:
            parts.append(f"events{mark}={','.join(_written(str(e)) for e in trace.events)}")
    return "&".join(parts)


def write_page(
    path: Path, traces: Sequence[Shown], known: Mapping[str, float] | None = None
) -> None:
    """Write a page that begins with one trace, or with two side by side.

    Without a program to draw with it has no drawings: what was found is not held back by that.

    Args:
        path: The file.
        traces: The trace, or the two.
        known: Seconds of the lengths of deadlines; the defaults of the options if not given.

    Raises:
        InputError: if it cannot be written.
    """
    given = dict(known or lengths())
    profiles = dict.fromkeys(trace.profile for trace in traces)
    tables = describe([Described(profile, lengths=given) for profile in profiles])
    drawn: Mapping[str, str] = {}
    with suppress(InputError):
        drawn = drawings(tables.charts)
    write_text(path, page(tables, drawn, start=address(traces)))


def as_far_as_possible(profile: Profile, events: Iterable[Event]) -> Shown:
    """Return a trace without what a profile refuses, and without all that follows it."""
    taken: list[Event] = []
    with suppress(RefusedError):
        taken.extend(step.event for step in retrace(desktop(profile), events))
    return Shown(profile, tuple(taken))


def _written(text: str) -> str:
    return quote(text, safe="/+:")
