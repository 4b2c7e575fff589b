"""What the linter has found in a deployment, on the terminal.

deployment.toml: 12 agents, with bootstrap.config

ERROR  DEP-16  the same site twice
  deployment.toml, line 61, agent_groups[1].options."disaster-recovery.peer-site"
  preferred and peer site are both 'Site X' for 7 agents: Anna, Brian, Claire and 4 more.
  Name the other site in one of the two.
  (guide, Configuration options; requirement BC-03)

1 error, 0 warnings, 0 notes.
"""

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console
from rich.text import Text

from twinsite.configuration.lint import Finding, LintReport, Severity
from twinsite.report.terminal.screen import counted, padded

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold"}
MOST_OF_A_RULE = 10
"""At most this many findings of one rule are shown; the others are counted."""


def print_lint(out: Console, report: LintReport) -> None:
    """Print the findings, worst first, and how many there are."""
    agents = report.agents
    rest = f"it cannot be read as a whole; {counted(report.looked_at, 'agent')} looked at"
    who = rest if agents is None else counted(agents, "agent")
    also = "" if report.bootstrap is None else f", with {report.bootstrap}"
    out.print(Text(f"{report.deployment}: {who}{also}"))
    out.print()
    print_every_finding(out, report)
    for rule, accepted in groupby(report.accepted, key=lambda pair: pair[0].rule):
        out.print(Text.assemble(("ACCEPTED", "bold green"), f" {rule.id}  {rule.title}"))
        for finding, reason in accepted:
            for text in (f"{finding.what}.", f"Reason: {reason}"):
                out.print(padded(out, text, 2))
        out.print()
    clean = "No problems found: " if report.is_clean else ""
    out.print(f"{clean}{totals(report)}.")


def totals(report: LintReport, *, where: str = "") -> str:
    """Return how many findings there are, worst first.

    Args:
        report: What was found.
        where: Where they are shown, if that is to be told.
    """
    told = ", ".join(counted(report.count(severity), severity.value) for severity in Severity)
    if where and report.findings:
        told += f" ({where})"
    return f"{told}; {len(report.accepted)} accepted" if report.accepted else told


def print_every_finding(out: Console, report: LintReport) -> None:
    """Print the findings, worst first, without how many there are."""
    for rule, findings in groupby(report.findings, key=lambda finding: finding.rule):
        out.print(
            Text.assemble(
                (f"{rule.severity.value.upper():<7}", STYLES[rule.severity]),
                f" {rule.id}  {rule.title}",
            )
        )
        for source, alike in groupby(findings, key=lambda finding: finding.source):
            _print_findings(out, alike)
            out.print(padded(out, f"({source})", 2, "dim"))
        out.print()
    if report.undecided:
        told = ", ".join(report.undecided)
        what = f"Not decided, since they depend on what cannot be read: {told}."
        out.print(padded(out, what, 0, "yellow"))
        out.print()


def _print_findings(out: Console, findings: Iterable[Finding]) -> None:
    every = list(findings)
    for finding in every[:MOST_OF_A_RULE]:
        line = [] if finding.line is None else [f"line {finding.line}"]
        where = ", ".join(part for part in (finding.file, *line, finding.place) if part)
        for text in (Text(where, style="dim"), f"{finding.what}.", finding.remedy):
            out.print(padded(out, text, 2))
    if len(every) > MOST_OF_A_RULE:
        more = len(every) - MOST_OF_A_RULE
        out.print(padded(out, f"and {more:,} more like this; --json has them all", 2))
