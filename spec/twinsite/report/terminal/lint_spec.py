"""The screen of ``twinsite lint-spec``: problems by machine, waivers, the conclusion."""

from itertools import groupby

from rich.console import Console
from rich.text import Text

from twinsite.analyses.lint_charts import LintReport
from twinsite.checker.lint.finding import Finding
from twinsite.report.terminal.screen import counted, print_rows

NO_MACHINE = "Effects and predicates"
"""The heading of findings that name no machine."""


def print_looked_at(out: Console, profiles: int, *, every: bool) -> None:
    """Print what is looked at, before the work begins."""
    what = counted(profiles, "baseline profile")
    out.print(f"The charts of the desktop and its world, in every situation of {what}")
    if not every:
        out.print(
            "With a part of the profiles, only what a single situation shows is reported:"
            " overlapping guards and the order of machines.",
            style="dim",
        )
    out.print()


def print_findings(out: Console, report: LintReport) -> None:
    """Print the problems, machine by machine."""
    by_machine = sorted(report.findings, key=lambda finding: finding.machine or "~")
    for machine, findings in groupby(by_machine, key=lambda finding: finding.machine):
        out.print(Text(machine or NO_MACHINE, style="bold"))
        rows = [
            (
                finding.flaw,
                Text.assemble(
                    (finding.place, "bold red"),
                    f"\n{finding.sentence}\n{_shown(finding)} {finding.remedy}",
                ),
            )
            for finding in findings
        ]
        print_rows(out, ("", ""), rows)
        out.print()
    for entry in report.stale:
        out.print(
            Text.assemble(
                ("Not found any longer: ", "bold red"),
                f"{entry.place}. Remove its waiver.",
            )
        )


def print_accepted(out: Console, report: LintReport) -> None:
    """Print what is found and waived, with the reasons."""
    if report.accepted:
        out.print("Waivers:", style="dim")
        rows = [
            (finding.flaw, f"{finding.machine}: {finding.place}: {reason}")
            for finding, reason in report.accepted
        ]
        print_rows(out, ("", ""), rows, style="dim")
        out.print()


def print_conclusion(out: Console, report: LintReport) -> None:
    """Print one sentence that says what was found, and how much was looked at."""
    count = len(report.evidences)
    states = sum(evidence.states for evidence in report.evidences)
    steps = sum(evidence.steps for evidence in report.evidences)
    looked = f"{counted(count, 'profile')}, {states:,} states, {steps:,} steps"
    if report.is_clean:
        out.print(f"[green]No problems found[/]: {looked}.")
        return
    bad = len(report.findings) + len(report.stale)
    out.print(f"[bold red]{counted(bad, 'problem')} found[/]: {looked}.")


def _shown(finding: Finding) -> str:
    first, *others = finding.systems
    return f"Under {first}" + (f" and {len(others)} more." if others else ".")
