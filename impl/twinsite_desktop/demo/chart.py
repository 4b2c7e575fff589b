"""The chart of a story as plain rows: who tells whom, what the desktop does, what it is then.

Nothing here knows how a row is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from twinsite_desktop.sites import Site


class Lane(Enum):
    """Who takes part, from left to right."""

    PREFERRED = auto()
    PEER = auto()
    PHONE = auto()
    DESKTOP = auto()
    AGENT = auto()


HEADS = {
    Lane.PREFERRED: ("Preferred", "site"),
    Lane.PEER: ("Peer", "site"),
    Lane.PHONE: ("Phone", ""),
    Lane.DESKTOP: ("Desktop", ""),
    Lane.AGENT: ("Agent", ""),
}
"""What stands above each lane, in two lines."""
LANE_OF = {Site.PREFERRED: Lane.PREFERRED, Site.PEER: Lane.PEER}
"""The lane of a site."""


@dataclass(frozen=True, slots=True)
class Message:
    """An arrow with its words, or a mark where nobody else is told."""

    source: Lane
    target: Lane
    """The same as the source for a mark."""
    words: str
    of_time: bool = False
    """Whether time decides; for a mark."""


@dataclass(frozen=True, slots=True)
class Row:
    """One moment."""

    at: float
    """When, in seconds."""
    causes: tuple[Message, ...]
    commands: tuple[Message, ...] = ()
    """What the desktop and its phone do then."""
    notes: tuple[str, ...] = ()
    """What is so from then on."""
    move: str = ""
    """The switchover that is made, and why; empty if none is."""
    site: Site = Site.PREFERRED
    """The current site from then on."""


@dataclass(frozen=True, slots=True)
class Again:
    """The rows before come again, with nothing new in them."""

    rows: int
    """How many rows come again."""
    starts: tuple[float, ...]
    """When each repetition begins, in seconds."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A story, ready to be drawn."""

    title: str
    sentence: str
    constants: tuple[str, ...]
    """What is constant in it, one a line."""
    rows: tuple[Row | Again, ...]
    end: str
    """How things stand in the end, in one sentence."""


MOST_TIMES = 5
"""How many repetitions are told one by one."""
LONGEST_CYCLE = 4
"""How many rows a cycle may have that is told once only."""


def fold(rows: Sequence[Row]) -> tuple[Row | Again, ...]:
    """Return the rows with each cycle told once, and then only when it came again."""
    told: list[Row | Again] = []
    alike = [replace(row, at=0.0) for row in rows]
    here = 0
    while here < len(rows):
        length, times = _cycle(alike, here)
        told += rows[here : here + length]
        here += length
        if times:
            starts = tuple(rows[here + length * n].at for n in range(times))
            here += length * times
            told.append(Again(length, starts))
    return tuple(told)


def _cycle(alike: Sequence[Row], here: int) -> tuple[int, int]:
    """Return the cycle that begins at a row and saves most: its rows, and how often it recurs."""
    best = 1, 0
    for length in range(1, LONGEST_CYCLE + 1):
        cycle = alike[here : here + length]
        if len(cycle) < length or any(row.move for row in cycle):
            break
        times = 0
        while alike[here + length * (times + 1) : here + length * (times + 2)] == cycle:
            times += 1
        if length * times > best[0] * best[1]:
            best = length, times
    # a single row in place of a single row saves nothing
    return best if best[0] * best[1] > 1 else (1, 0)


def again_words(again: Again) -> str:
    """Return what is said instead of rows that come again."""
    what = "the same" if again.rows == 1 else f"the same {again.rows} steps"
    times = [clock(start) for start in again.starts]
    if len(times) > MOST_TIMES:
        return f"… {what} again, {len(times)} times, from {times[0]} to {times[-1]}"
    *most, last = times
    return (
        f"… {what} again from {', '.join(most)} and {last}"
        if most
        else f"… {what} again from {last}"
    )


def clock(at: float) -> str:
    """Return a moment in seconds, with as many decimals as it needs and at least one."""
    whole, _, part = f"{at:.3f}".partition(".")
    return f"{whole}.{part.rstrip('0') or '0'} s"


def seconds(length: float) -> str:
    """Return a length in seconds, without decimals that say nothing."""
    return f"{float(f'{length:.3f}'):.10g} s"
