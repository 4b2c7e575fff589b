"""The screen of ``twinsite export promela --check``: our search and Spin's, side by side."""

from rich.console import Console
from rich.text import Text

from twinsite.checker.symbolic.property import Verdict
from twinsite.export.promela.agreement import Agreement, Compared
from twinsite.export.promela.spin import Checker
from twinsite.model.predicates import Facts
from twinsite.report.terminal.check import STYLES
from twinsite.report.terminal.screen import Cell, print_rows


def print_agreement(
    out: Console, agreement: Agreement[Facts], checker: Checker, *, spin: str
) -> None:
    """Print both answers to every question, then what follows from them.

    Args:
        out: Where to print.
        agreement: Both searches.
        checker: Spin's program, for the time that it took to make it.
        spin: The version of Spin.
    """
    verdicts = agreement.verdicts
    rows: list[tuple[Cell, ...]] = [
        *map(_row, agreement.counts),
        (
            "Properties proved",
            str(sum(c.ours is Verdict.PROVED for c in verdicts)),
            str(sum(c.spin is Verdict.PROVED for c in verdicts)),
            f"of {len(verdicts)}",
        ),
        *(_row(c) for c in verdicts if c.question in agreement.refuted or not c.agree),
        ("Search", f"{agreement.ours.seconds:.1f} s", f"{agreement.spin.seconds:.1f} s", ""),
        ("Compilation", "", f"{checker.seconds:.1f} s", ""),
    ]
    print_rows(out, ("", "twinsite", f"Spin {spin}", ""), rows, right=(1, 2, 3))
    out.print()
    for error in agreement.spin.errors:
        out.print(f"Spin also reports: {error}", style="bold red", markup=False)
    out.print(_conclusion(agreement))


def _row(compared: Compared) -> tuple[Cell, ...]:
    word = Text("equal", style="green") if compared.agree else Text("NOT EQUAL", style="bold red")
    return compared.question, _shown(compared.ours), _shown(compared.spin), word


def _shown(answer: int | Verdict) -> Text:
    if isinstance(answer, Verdict):
        return Text(answer.value, style=STYLES[answer])
    return Text(f"{answer:,}")


def _conclusion(agreement: Agreement[Facts]) -> Text:
    count = len(agreement.verdicts)
    if not agreement.complete:
        return Text("Undetermined: a search was cut short, so that nothing follows.", "yellow")
    if not agreement.equal:
        return Text(
            "The two searches differ: one of them, or the exported model, is wrong.", "bold red"
        )
    if agreement.refuted:
        return Text(
            "Spin finds the same states and steps, and refutes the same"
            f" {len(agreement.refuted)} of {count} safety properties.",
            "bold red",
        )
    return Text(
        f"Spin finds the same states and steps, and proves all {count} safety properties as well.",
        "green",
    )
