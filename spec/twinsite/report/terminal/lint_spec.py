"""The screen of ``twinsite lint-spec``: findings by machine, what is accepted, the conclusion."""

from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from twinsite.analyses.lint_charts import LintReport
from twinsite.checker.lint.finding import Finding

NO_MACHINE = "Effects and predicates"
"""The heading of findings that name no machine."""


def print_looked_at(out: Console, profiles: int, *, every: bool) -> None:
    """Print what is looked at, before the work begins."""
    what = f"{profiles} pinned profile{'s' if profiles != 1 else ''}"
    out.print(f"The charts of the desktop and its world, in every situation of {what}")
    if not every:
        out.print(
            "Of a part of the profiles only that is told which one situation shows:"
            " overlapping guards and the order of machines.",
            style="dim",
        )
    out.print()


def print_findings(out: Console, report: LintReport) -> None:
    """Print what is to be mended, machine by machine."""
    by_machine = sorted(report.findings, key=lambda finding: finding.machine or "~")
    for machine, findings in groupby(by_machine, key=lambda finding: finding.machine):
        out.print(Text(machine or NO_MACHINE, style="bold"))
        table = _table()
        for finding in findings:
            said = f"\n{finding.sentence}\n{_shown(finding)} {finding.remedy}"
            table.add_row(finding.flaw, Text.assemble((finding.place, "bold red"), said))
        out.print(table)
        out.print()
    for entry in report.stale:
        out.print(
            Text.assemble(
                ("Not found any longer: ", "bold red"),
                f"{entry.place}. Remove its waiver.",
            )
        )


def print_accepted(out: Console, report: LintReport) -> None:
    """Print what is found and is right as it is."""
    if report.accepted:
        out.print("Accepted:", style="dim")
        table = _table(style="dim")
        for finding, reason in report.accepted:
            table.add_row(finding.flaw, Text(f"{finding.machine}: {finding.place}: {reason}"))
        out.print(table)
        out.print()


def print_conclusion(out: Console, report: LintReport) -> None:
    """Print one sentence that says what was found, and how much was looked at."""
    count = len(report.evidences)
    states = sum(evidence.states for evidence in report.evidences)
    steps = sum(evidence.steps for evidence in report.evidences)
    looked = f"{count} profile{'s' if count != 1 else ''}, {states:,} states, {steps:,} steps"
    if report.is_clean:
        out.print(f"[green]Nothing is to be mended[/]: {looked}.")
        return
    bad = len(report.findings) + len(report.stale)
    findings = f"{bad} finding{'s' if bad != 1 else ''}"
    out.print(f"[bold red]{findings} to be mended[/]: {looked}.")


def _table(style: str = "") -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.style = style
    table.add_column(min_width=10)
    table.add_column(overflow="fold")
    return table


def _shown(finding: Finding) -> str:
    first, *others = finding.systems
    return f"Under {first}" + (f" and {len(others)} more." if others else ".")
