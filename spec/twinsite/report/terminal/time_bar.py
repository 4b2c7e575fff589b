"""A bound of a drill as bars, one below the other, and how far its lengths may change."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from twinsite.analyses.drill.moments import Bound, Moment
from twinsite.analyses.drill.region import FARTHEST, Range
from twinsite.report.terminal.drill import Clock, seconds_of
from twinsite.report.terminal.screen import COMFORTABLE, padded


def print_time_bar(out: Console, moment: Moment, which: str, clock: Clock) -> None:
    """Print the lengths that a bound is a sum of as bars, one below the other.

    Args:
        out: Where to print.
        moment: The moment.
        which: Which of its bounds: ``earliest`` or ``latest``.
        clock: Tells moments.
    """
    bound: Bound = getattr(moment, which)
    out.print(Text(f"{moment.what}, {which}: {clock(bound.ticks)}", style="bold"))
    name = max((len(span.because) for span in bound.path), default=0)
    room = min(out.width - name - 12, 60)
    first = min([0, *(min(span.since, span.until) for span in bound.path)])
    whole = max(bound.ticks - first, 1)
    for span in bound.path:
        start, end = sorted((span.since, span.until))
        length = seconds_of(span.until - span.since)
        if room < COMFORTABLE:
            out.print(padded(out, f"{length} {span.because}", 2))
            continue
        left = (start - first) * room // whole
        bar = "█" * max(1, (end - first) * room // whole - left)
        out.print(Text(f"{span.because:<{name}} {length:>8} {' ' * left}{bar}", no_wrap=True))


def print_ranges(out: Console, ranges: Sequence[Range]) -> None:
    """Print how far each length may change by itself while a bound stays the same sum."""
    told = []
    for each in ranges:
        ends = [f"from {each.least} s"] if each.least is not None else []
        ends += [f"up to {each.most} s"] if each.most is not None else []
        told.append(f"{each.because} {' '.join(ends)}")
    what = "The sum stays the same, one change at a time"
    tried = f"between a third of what a length is and {FARTHEST} times that nothing else ends it"
    out.print(padded(out, f"{what}: {', '.join(told) or 'whatever changes'}; {tried}.", 0))
