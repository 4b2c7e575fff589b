"""The screen of ``twinsite export promela --check``: our search and Spin's, side by side."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from twinsite.checker.explorer.property import Verdict
from twinsite.export.promela.agreement import Agreement, Compared
from twinsite.export.promela.spin import Checker
from twinsite.model.predicates import Facts
from twinsite.report.terminal.check import STYLES


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
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column("", overflow="fold")
    for heading in ("twinsite", f"Spin {spin}", ""):
        table.add_column(heading, justify="right", no_wrap=True)
    for compared in agreement.counts:
        _row(table, compared)
    verdicts = agreement.verdicts
    table.add_row(
        "Properties proved",
        str(sum(c.ours is Verdict.PROVED for c in verdicts)),
        str(sum(c.spin is Verdict.PROVED for c in verdicts)),
        f"of {len(verdicts)}",
    )
    for compared in verdicts:
        if compared.question in agreement.refuted or not compared.agree:
            _row(table, compared)
    table.add_row(
        "Search", f"{agreement.ours.seconds:.1f} s", f"{agreement.spin.seconds:.1f} s", ""
    )
    table.add_row("Compilation", "", f"{checker.seconds:.1f} s", "")
    out.print(table)
    out.print()
    for error in agreement.spin.errors:
        out.print(f"Spin also reports: {error}", style="bold red", markup=False)
    out.print(_conclusion(agreement))


def _row(table: Table, compared: Compared) -> None:
    word = Text("equal", style="green") if compared.agree else Text("NOT EQUAL", style="bold red")
    table.add_row(compared.question, _shown(compared.ours), _shown(compared.spin), word)


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
