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
    if flapping.leaving.earliest is None:
        out.print("It moves nobody, however often it comes.")
        return
    voice = flapping.kind.profiles[Part.VOICE]
    first = seconds_of(flapping.leaving.earliest.ticks)
    back = "and its end back again (H6)" if voice.auto_restore else "and it stays there (A20)"
    told = (
        f"No desktop leaves within {first} of the beginning of an outage ({_because(flapping)})."
        " After that it may, even if the site has just returned, while no attempt has reached it;"
        f" each outage that lasts moves it away, {back}."
    )
    out.print(padded(out, told, 0))
    print_rows(
        out,
        ("Down and up for", "Moves in an hour", "No calls in an hour"),
        [(duration(f.seconds * TICKS), _times(f.moves), _time(f.idle)) for f in flapping.flaps],
    )
    if not voice.restore_agent_state:
        out.print(
            padded(out, "No calls: the agent goes Ready by hand as soon as that is possible.", 0)
        )


def _because(flapping: Flapping) -> str:
    earliest = flapping.leaving.earliest
    assert earliest is not None
    return " + ".join(term.because for term in earliest.terms)


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
