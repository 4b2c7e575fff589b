"""The result of an exhaustive comparison on the screen."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from twinsite.conformance.equivalence import Equivalence, Verdict
from twinsite.report.terminal.screen import counted, padded, print_entry, print_rows

_SHOWN = 3
"""At most this many differences are shown of each profile."""
_STYLES = {
    Verdict.EQUAL: "green",
    Verdict.DIFFERS: "bold red",
    Verdict.ERROR: "bold red",
    Verdict.NOT_TESTED: "yellow",
    Verdict.CUT_SHORT: "yellow",
}


def print_equivalence(out: Console, found: Sequence[Equivalence]) -> None:
    """Print a table of all profiles, the differences, and what it comes to.

    Args:
        out: Where to print.
        found: The results.
    """
    rows = []
    for each in found:
        verdict = Text(each.verdict, _STYLES[each.verdict])
        numbers = (f"{each.states:,}", f"{each.projections:,}", f"{each.comparisons:,}")
        rows.append((each.profile, *numbers, f"{each.seconds:.1f} s", verdict))
    headings = ("Profile", "States", "Of the client", "Compared", "Time", "Verdict")
    print_rows(out, headings, rows, right=(1, 2, 3, 4))
    for each in found:
        for words in filter(None, (each.failure, each.unsupported)):
            out.print(Text(f"{each.profile}: {words}", "dim"))
        _print_differences(out, each)
    out.print()
    _print_conclusion(out, found)


def _print_differences(out: Console, each: Equivalence) -> None:
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


def _print_conclusion(out: Console, found: Sequence[Equivalence]) -> None:
    verdicts = [each.verdict for each in found]
    equal = verdicts.count(Verdict.EQUAL)
    if Verdict.CUT_SHORT in verdicts:
        words = "There was no time for the rest; allow more with --budget, or compare less at once."
        out.print(Text(words, "yellow"))
    if Verdict.DIFFERS in verdicts:
        out.print(Text("The client is not equivalent.", "bold red"))
    elif Verdict.ERROR in verdicts:
        out.print(Text("The client broke down.", "bold red"))
    elif Verdict.CUT_SHORT in verdicts:
        out.print(Text("No difference was found in what was compared.", "bold yellow"))
    elif not equal:
        out.print(Text("Nothing was decided.", "bold yellow"))
    else:
        compared = sum(each.comparisons for each in found if each.verdict is Verdict.EQUAL)
        words = (
            f"Equivalent in every reachable state of {counted(equal, 'profile')}:"
            f" {compared:,} comparisons,"
            " trusting the client's own method 'same'."
        )
        out.print(Text(words, "bold green"))
