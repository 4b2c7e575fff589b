"""The check of a whole desktop on the terminal."""

from rich.console import Console
from rich.text import Text

from twinsite.analyses.check import PropertyReport
from twinsite.analyses.whole import WholeReport
from twinsite.checker.liveness.fairness import FairnessAssumption
from twinsite.checker.symbolic.property import Verdict
from twinsite.model.profile import Part
from twinsite.properties.fairness import BY_ID
from twinsite.report.terminal.check import STYLES
from twinsite.report.terminal.screen import padded, print_entry, print_rows


def print_whole(out: Console, report: WholeReport) -> None:
    """Print what the check of a whole desktop has shown."""
    out.print(Text("The whole desktop", style="bold"))
    for part, profile in report.parts:
        out.print(padded(out, f"{part.value:<9} {profile.name}", 2))
    out.print()
    _independence(out, report)
    _product(out, report)
    out.print()
    rows = [
        (
            Text(prop.verdict.value, style=STYLES[prop.verdict]),
            prop.requirement,
            f"{prop.sentence}{_assumed(prop)}",
        )
        for prop in report.properties
    ]
    print_rows(out, ("", "", ""), rows, indent=2)
    for prop in report.properties:
        if prop.verdict is Verdict.REFUTED and prop.trace is not None:
            trace = (f"{number:2} {event}" for number, event in enumerate(prop.trace, start=1))
            out.print()
            print_entry(out, f"{prop.name}: a shortest trace", *trace)
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
        out.print(padded(out, str(crossing), 2))


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
        words = f"Unhandled signal: {signal} reaches {machine} in {state}."
        out.print(padded(out, words, 2, "bold red"))


def _assumed(prop: PropertyReport) -> str:
    if prop.verdict is not Verdict.PROVED or not prop.fairness:
        return ""
    names = [BY_ID[FairnessAssumption.parse(text).id].name for text in prop.fairness]
    return f" (assuming that {', '.join(names)})"
