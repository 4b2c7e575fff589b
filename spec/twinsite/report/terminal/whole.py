"""The check of a whole desktop on the terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from twinsite.analyses.whole import WholePropertyReport, WholeReport
from twinsite.checker.explorer.property import Verdict
from twinsite.checker.liveness.fairness import Granted
from twinsite.model.profile import Part
from twinsite.properties.fairness import BY_ID
from twinsite.report.terminal.check import STYLES


def print_whole(out: Console, report: WholeReport) -> None:
    """Print what the check of a whole desktop has shown."""
    out.print(Text("The whole desktop", style="bold"))
    for part, profile in report.parts:
        out.print(f"  {part.value:<9} {profile.name}")
    out.print()
    _independence(out, report)
    _product(out, report)
    out.print()
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for prop in report.properties:
        verdict = Text(prop.verdict.value, style=STYLES[prop.verdict])
        table.add_row(verdict, prop.prop.requirement, f"{prop.prop.sentence}{_granted(prop)}")
    out.print(Padding(table, (0, 0, 0, 2)))
    for prop in report.properties:
        if prop.verdict is Verdict.REFUTED and prop.trace is not None:
            out.print(f"\n{prop.prop.name}: a shortest trace")
            for number, event in enumerate(prop.trace, start=1):
                out.print(f"  {number:2} {event}")
    out.print(f"\n{report.verdict.value}: the whole desktop.", style="bold")


def _independence(out: Console, report: WholeReport) -> None:
    if not report.foreign:
        out.print(
            "Independent: by their declarations, no part reads or tells a machine of another"
            " part, except that a site fails and returns for all of them, and that they begin"
            " with the central configuration. So each part keeps its own properties here:"
            " 'twinsite check' decides them."
        )
        return
    out.print(Text("Not independent:", style="bold red"))
    for crossing in report.foreign:
        out.print(f"  {crossing}")


def _product(out: Console, report: WholeReport) -> None:
    if report.parts.voice.part is Part.VOICE:
        told = " with the link and the site selection of the voice connection"
    else:
        told = ""
    out.print(
        f"\nThe product{told}: {report.states:,} states, {report.steps:,} steps, depth"
        f" {report.depth}, every interleaving."
    )
    for machine, signal, state in sorted(report.lost):
        out.print(Text(f"  {machine} loses {signal} in {state}", style="bold red"))


def _granted(prop: WholePropertyReport) -> str:
    if prop.verdict is not Verdict.PROVED or not prop.fairness:
        return ""
    names = [BY_ID[Granted.parse(text).id].name for text in prop.fairness]
    return f" (if the world grants that {', '.join(names)})"
