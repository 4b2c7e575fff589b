"""What is particular to the chart of a story: its lanes, its times, and cycles told once."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from twinsite_charts.model import Band, Move, Row
from twinsite_desktop.sites import Site


class Lane(StrEnum):
    """Who takes part, from left to right."""

    PREFERRED = "Preferred site"
    PEER = "Peer site"
    PHONE = "Phone"
    DESKTOP = "Desktop"
    AGENT = "Agent"


LANE_OF = {Site.PREFERRED: Lane.PREFERRED, Site.PEER: Lane.PEER}
"""The lane of a site."""

MOST_TIMES = 5
"""How many repetitions are told one by one."""
LONGEST_CYCLE = 4
"""How many rows a cycle may have that is told once only."""


def fold(rows: Sequence[Row]) -> tuple[Row | Band, ...]:
    """Return the rows with each cycle told once, and then only when it came again.

    A row that has the label of the row before it loses its own.
    """
    told: list[Row | Band] = []
    alike = [replace(row, label="") for row in rows]
    here, last = 0, ""
    while here < len(rows):
        length, times = _cycle(alike, here)
        for row in rows[here : here + length]:
            told.append(replace(row, label="" if row.label == last else row.label))
            last = row.label
        here += length
        if times:
            told.append(Band(_again(length, [rows[here + length * n].label for n in range(times)])))
            here += length * times
    return tuple(told)


def _cycle(alike: Sequence[Row], here: int) -> tuple[int, int]:
    """Return the cycle that begins at a row and saves most: its rows, and how often it recurs."""
    best = 1, 0
    for length in range(1, LONGEST_CYCLE + 1):
        cycle = alike[here : here + length]
        if len(cycle) < length or any(isinstance(p, Move) for row in cycle for p in row.parts):
            break
        times = 0
        while alike[here + length * (times + 1) : here + length * (times + 2)] == cycle:
            times += 1
        if length * times > best[0] * best[1]:
            best = length, times
    # a single row in place of a single row saves nothing
    return best if best[0] * best[1] > 1 else (1, 0)


def _again(rows: int, starts: Sequence[str]) -> str:
    """Return what is said instead of rows that come again, each time from one of these times."""
    what = "the same" if rows == 1 else f"the same {rows} steps"
    if len(starts) > MOST_TIMES:
        return f"… {what} again, {len(starts)} times, from {starts[0]} to {starts[-1]}"
    *most, last = starts
    before = f"{', '.join(most)} and " if most else ""
    return f"… {what} again from {before}{last}"


def clock(at: float) -> str:
    """Return a moment in seconds, with as many decimals as it needs and at least one."""
    whole, _, part = f"{at:.3f}".partition(".")
    return f"{whole}.{part.rstrip('0') or '0'} s"


def seconds(length: float) -> str:
    """Return a length in seconds, without decimals that say nothing."""
    return f"{float(f'{length:.3f}'):.10g} s"
