"""The screen of ``twinsite drill --flap``: how often a desktop moves, and how long it is idle.

For example, in 80 columns::

    Down and up for  Moves in an hour  No calls in an hour
    ──────────────────────────────────────────────────────────
    2 min            25 to 34 (29)     25 min to 34 min (30 min)
"""

from rich.console import Console
from rich.text import Text

from twinsite.analyses.drill.clockwork import TICKS
from twinsite.analyses.drill.flapping import HOURS, Flapping, Spread
from twinsite.model.profile import Part
from twinsite.report.terminal.drill import duration, print_kind, seconds_of
from twinsite.report.terminal.screen import padded, print_rows

_SHORT = 120
"""So many seconds, and more, are told in whole minutes."""


def print_flapping(out: Console, flapping: Flapping) -> None:
    """Print what a failure that comes again and again does to agents who are alike.

    Args:
        out: Where to print.
        flapping: What it does.
    """
    out.print()
    print_kind(out, flapping.kind)
    voice = flapping.kind.profiles[Part.VOICE]
    out.print(padded(out, _moved(flapping), 0))
    if not any(flaps.idle.most for flaps in flapping.flaps):
        return
    print_rows(
        out,
        ("Down and up for", "Moves in an hour", "No calls in an hour"),
        [(duration(f.seconds * TICKS), _times(f.moves), _time(f.idle)) for f in flapping.flaps],
    )
    if not voice.restore_agent_state:
        out.print(
            padded(out, "No calls: the agent goes Ready by hand as soon as that is possible.", 0)
        )


def _moved(flapping: Flapping) -> str:
    """Return when an outage moves the desktop."""
    earliest = flapping.leaving.earliest
    if earliest is None:
        return "It moves nobody, however often it comes."
    because = " + ".join(term.because for term in earliest.terms)
    returns = flapping.kind.profiles[Part.VOICE].auto_restore
    back = "and its end back again (H6)" if returns else "and it stays there (A20)"
    return (
        f"No desktop leaves within {seconds_of(earliest.ticks)} of the beginning of an outage"
        f" ({because}). After that it may, even if the site has just returned, while no attempt has"
        f" reached it; each outage that lasts moves it away, {back}."
    )


def print_drawn(out: Console) -> None:
    """Print how it was drawn."""
    told = (
        f"Drawn, the mean in brackets: {HOURS} hours of each. Every outage, and every time between"
        " two, lasts between half and one and a half times as long as is told; of two sites each"
        " fails by itself."
    )
    out.print()
    out.print(padded(out, told, 0, "dim"))


def _times(spread: Spread) -> str:
    least, most = int(spread.least), int(spread.most)
    return str(least) if least == most else f"{least} to {most} ({spread.mean:.3g})"


def _time(spread: Spread) -> Text:
    least, mean, most = (_rough(each) for each in (spread.least, spread.mean, spread.most))
    return Text(least if least == most else f"{least} to {most} ({mean})")


def _rough(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < _SHORT else f"{seconds / 60:.0f} min"
