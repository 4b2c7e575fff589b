"""The check of a whole desktop on the terminal."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from twinsite.analyses.check import PropertyReport
from twinsite.analyses.whole import WholeReport
from twinsite.checker.liveness.fairness import FairnessAssumption
from twinsite.checker.symbolic.property import Verdict
from twinsite.model.profile import Part
from twinsite.model.whole.parts import scope
from twinsite.properties.fairness import BY_ID
from twinsite.report.terminal.check import STYLES
from twinsite.report.terminal.screen import padded, print_entry, print_rows

Row = tuple[Text, str, str]


def print_whole(out: Console, report: WholeReport) -> None:
    """Print what the check of a whole desktop has shown."""
    out.print(Text("The whole desktop", style="bold"))
    for part, profile in report.parts:
        out.print(padded(out, f"{part.value:<9} {profile.name}", 2))
    size = f"{report.states:,} states, {report.steps:,} steps"
    if report.complete:
        out.print(f"\nComplete, in every interleaving: {size}.\n")
    else:
        out.print(f"\nCut short after {size}: there is no room for more.\n", style="bold red")
    rows = [
        *(row for part, _ in report.parts for row in _of_part(report, part)),
        *map(_row, report.properties),
    ]
    print_rows(out, ("", "", ""), rows, indent=2)
    for machine, signal, state in sorted(report.lost):
        words = f"Unhandled signal: {signal} reaches {machine} in {state}."
        out.print(padded(out, words, 2, "bold red"))
    _traces(out, (*report.of_parts, *report.properties))
    out.print()
    _independence(out, report)
    out.print(f"\n{report.verdict.value}: the whole desktop.", style="bold")


def _of_part(report: WholeReport, part: Part) -> Iterator[Row]:
    """Yield how many properties of a part are proved, and each that is not."""
    of_part = [prop for prop in report.of_parts if prop.name.startswith(scope(part))]
    proved = [prop for prop in of_part if prop.verdict is Verdict.PROVED]
    if proved:
        told = f"{len(proved)} of {len(of_part)} that must hold of this part hold on the whole."
        yield Text(Verdict.PROVED.value, style=STYLES[Verdict.PROVED]), part.value, told
    yield from (_row(prop) for prop in of_part if prop.verdict is not Verdict.PROVED)


def _row(prop: PropertyReport) -> Row:
    told = f"{prop.sentence}{_assumed(prop)}"
    return Text(prop.verdict.value, style=STYLES[prop.verdict]), prop.requirement, told


def _traces(out: Console, properties: Iterable[PropertyReport]) -> None:
    for prop in properties:
        if prop.verdict is Verdict.REFUTED and prop.trace is not None:
            trace = (f"{number:2} {event}" for number, event in enumerate(prop.trace, start=1))
            out.print()
            print_entry(out, f"{prop.name}: a shortest trace", *trace)


def _independence(out: Console, report: WholeReport) -> None:
    if not report.foreign:
        out.print(
            "Why the parts keep their properties: by their declarations, no part reads or tells a"
            " machine of another part, except that a site fails and returns for all of them, and"
            " that they begin with the central configuration."
        )
        return
    out.print(Text("The parts act on each other:", style="bold red"))
    for crossing in report.foreign:
        out.print(padded(out, str(crossing), 2))


def _assumed(prop: PropertyReport) -> str:
    if prop.verdict is not Verdict.PROVED or not prop.fairness:
        return ""
    names = [BY_ID[FairnessAssumption.parse(text).id].name for text in prop.fairness]
    return f" (assuming that {', '.join(names)})"
