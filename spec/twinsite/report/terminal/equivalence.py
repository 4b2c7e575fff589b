"""The result of an exhaustive comparison on the screen."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from twinsite.conformance.equivalence import Equivalence

_SHOWN = 3
"""So many differences are shown of each profile."""


def print_equivalence(out: Console, found: Sequence[Equivalence], seconds: float) -> None:
    """Print a table of all profiles, the differences, and what it comes to.

    Args:
        out: Where to print.
        found: The results.
        seconds: How long it all took.
    """
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Profile", overflow="fold", min_width=max(len(e.profile) for e in found))
    for heading in ("States", "Of the client", "Compared", "Time"):
        table.add_column(heading, justify="right")
    table.add_column("Verdict")
    for each in found:
        verdict = Text("DIFFERS", "bold red") if each.differences else Text("EQUAL", "green")
        numbers = (f"{each.states:,}", f"{each.projections:,}", f"{each.comparisons:,}")
        table.add_row(each.profile, *numbers, f"{each.seconds:.1f} s", verdict)
    out.print(table)
    for each in found:
        for difference in each.differences[:_SHOWN]:
            out.print()
            out.print(Text(f"{each.profile}, after:", "bold"))
            for number, word in enumerate(difference.way, 1):
                out.print(f"  {number:>2} {word}", markup=False)
            out.print(f"  the specification: {difference.expected}", markup=False)
            out.print(f"  the client:        {difference.found}", markup=False)
        if len(each.differences) > _SHOWN:
            out.print(f"  ... and more under {each.profile}")
    out.print()
    compared = sum(each.comparisons for each in found)
    if any(each.differences for each in found):
        out.print(Text("The client is not equivalent.", "bold red"))
    else:
        out.print(
            Text(
                f"Equivalent in every reachable state of {len(found)} profiles:"
                f" {compared:,} comparisons in {seconds:.0f} s.",
                "bold green",
            )
        )
