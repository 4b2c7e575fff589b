"""The result of an exhaustive comparison on the screen."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from twinsite.conformance.equivalence import Equivalence
from twinsite.report.terminal.screen import counted, padded, print_entry, print_rows

_SHOWN = 3
"""At most this many differences are shown of each profile."""


def print_equivalence(out: Console, found: Sequence[Equivalence], seconds: float) -> None:
    """Print a table of all profiles, the differences, and what it comes to.

    Args:
        out: Where to print.
        found: The results.
        seconds: How long it all took.
    """
    rows = []
    for each in found:
        verdict = Text("DIFFERS", "bold red") if each.differences else Text("EQUAL", "green")
        numbers = (f"{each.states:,}", f"{each.projections:,}", f"{each.comparisons:,}")
        rows.append((each.profile, *numbers, f"{each.seconds:.1f} s", verdict))
    headings = ("Profile", "States", "Of the client", "Compared", "Time", "Verdict")
    print_rows(out, headings, rows, right=(1, 2, 3, 4))
    for each in found:
        for difference in each.differences[:_SHOWN]:
            out.print()
            print_entry(
                out,
                f"{each.profile}, after:",
                *(f"{number:>2} {word}" for number, word in enumerate(difference.way, 1)),
                f"the specification: {difference.expected}",
                f"the client: {difference.found}",
            )
        if len(each.differences) > _SHOWN:
            out.print(padded(out, f"and more under {each.profile}", 2))
    out.print()
    compared = sum(each.comparisons for each in found)
    if any(each.differences for each in found):
        out.print(Text("The client is not equivalent.", "bold red"))
    else:
        out.print(
            Text(
                f"Equivalent in every reachable state of {counted(len(found), 'profile')}:"
                f" {compared:,} comparisons in {seconds:.0f} s.",
                "bold green",
            )
        )
