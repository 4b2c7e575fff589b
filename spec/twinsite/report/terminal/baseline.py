"""The screen of ``twinsite baseline``: a line for each kind of thing, the faults, one sentence."""

from collections.abc import Sequence
from textwrap import fill

from rich.console import Console
from rich.text import Text

_SHOWN = 4
_WIDTH = 14
_ROOMY = 80
"""From this width on, a long name has room beside the margin."""


def print_standing(out: Console, name: str, unit: str, of: int, stale: Sequence[str]) -> None:
    """Print how much of one kind is out of date, with the first few names."""
    if not stale:
        print_line(out, name, f"current: {of:,} {unit}", style="green")
        return
    named = ", ".join(stale[:_SHOWN])
    more = f", and {len(stale) - _SHOWN:,} more" if len(stale) > _SHOWN else ""
    print_line(out, name, f"{len(stale):,} of {of:,} {unit}: {named}{more}", style="yellow")


def print_line(out: Console, name: str, words: str, *, style: str = "") -> None:
    """Print what is said of one kind."""
    margin = " " * (_WIDTH if out.width >= _ROOMY else 2)
    told = _wrapped(out, f"{name:{_WIDTH}}", words, margin)
    out.print(Text.assemble((told[: len(name)], style), told[len(name) :]), soft_wrap=True)


def print_faults(out: Console, faults: Sequence[str]) -> None:
    """Print what a design must not have."""
    for fault in faults:
        told = _wrapped(out, "Fault: ", f"{fault}.", "  ")
        out.print(Text.assemble((told[:6], "bold red"), told[6:]), soft_wrap=True)


def _wrapped(out: Console, first: str, words: str, margin: str) -> str:
    return fill(
        words,
        out.width,
        initial_indent=first,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
