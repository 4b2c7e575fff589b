"""What other values of options would change in a drill, on the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from twinsite.analyses.drill.alternatives import Alternative, Change
from twinsite.report.terminal.drill import duration
from twinsite.report.terminal.screen import print_entry


def print_alternatives(
    out: Console, alternatives: Sequence[Alternative], *, repaired: bool
) -> None:
    """Print what other values of the options would change, and what they cost.

    Args:
        out: Where to print.
        alternatives: The other values.
        repaired: Whether the repair is told.
    """
    told = [a for a in alternatives if repaired or a.no_calls[0] != a.no_calls[1]]
    if not told:
        return
    out.print()
    out.print(Text("What would change it", style="bold"))
    for each in told:
        known = (None, None)
        changes = [f"no calls {_change('for', each.no_calls)}"] if each.no_calls != known else []
        if repaired and each.back != known:
            changes.append(f"back {_change('within', each.back)}")
        print_entry(
            out, f"{each.option} {each.value}", f"{'; '.join(changes)}", f"Price: {each.price}."
        )


def _change(preposition: str, change: Change) -> str:
    """Return how long something takes at the most, and how long it does as it is."""
    before, after = change
    told = "without bound" if after is None else f"{preposition} {duration(after)}"
    if before == after:
        return f"{told}, as it is"
    if before is None:
        return f"{told}, not without bound"
    if after is None:
        return f"{told}, not {preposition} {duration(before)}"
    return f"{told}, not {duration(before)}"
