"""The result of a conformance test on the screen."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.conformance.oracle import Action, Expectation, Happens
from twinsite.conformance.runner import Method, Result, Verdict
from twinsite.conformance.session import Divergence
from twinsite.model.profile import Profile
from twinsite.report.sequence.chart import chart_of
from twinsite.report.sequence.screen import chart_text
from twinsite.report.terminal.screen import GrowingTable, padded, print_rows
from twinsite_charts.model import Chart
from twinsite_charts.svg import render_svg

_STYLES = {
    Verdict.CONFORMS: "green",
    Verdict.FAILED: "bold red",
    Verdict.ERROR: "bold red",
    Verdict.NOT_TESTED: "yellow",
    Verdict.CUT_SHORT: "yellow",
}
_WIDEST = 110


class ResultTable:
    """A row for each profile and method, printed as soon as it is known."""

    def __init__(
        self, out: Console, profiles: Iterable[Profile], methods: Iterable[Method]
    ) -> None:
        """Make room for the results.

        Args:
            out: Where to print.
            profiles: The profiles that are tested.
            methods: The methods by which they are tested.
        """
        every, verdicts = list(methods), max(map(str, Verdict), key=len)
        self._table = GrowingTable(
            out,
            ("Profile", "Method", "Sessions", "Actions", "Verdict"),
            [(p.name, m, "9,999", "999,999", verdicts) for p in profiles for m in every],
            right=(2, 3),
        )

    def add(self, result: Result) -> None:
        """Print the row of a result."""
        self._table.add(
            (
                result.profile.name,
                str(result.method),
                f"{result.sessions:,}",
                f"{result.actions:,}",
                Text(str(result.verdict), _STYLES[result.verdict]),
            )
        )


def print_notes(out: Console, results: Sequence[Result]) -> None:
    """Print what else a reader should know of results, and what was not judged."""
    for result in results:
        if result.note:
            words = f"{result.profile.name}, {result.method}: {result.note}."
            out.print(Text(words, "dim"), width=min(out.width, _WIDEST))
    hidden = sorted({name for result in results for name in result.judged.hidden})
    coarse = sorted({name for result in results for name in result.judged.coarse})
    if coarse:
        out.print()
        words = "Judged by its plain observables, and not by the machines: "
        out.print(Text(words + ", ".join(coarse) + "."), style="dim")
    if hidden:
        out.print()
        out.print(
            Text("Not judged, since the client does not show it: " + ", ".join(hidden) + "."),
            style="dim",
        )


def print_divergence(out: Console, divergence: Divergence) -> None:
    """Print where a client and the specification part."""
    width = min(out.width, _WIDEST)
    out.print()
    out.rule(style="red", characters="─")
    if divergence.failure is not None:
        failure = divergence.failure
        out.print(Text(f"The client {failure.trouble}: {failure.what}", "bold red"), width=width)
        for line in failure.last_words:
            out.print(padded(out, f"it said: {line}", 2, "dim"))
    else:
        for identifier in divergence.requirements[:3]:
            sentence = REQUIREMENTS[identifier].sentence
            out.print(Text.assemble((identifier, "bold red"), ": ", sentence), width=width)
    out.print()
    out.print(Text(after(divergence)), width=width)
    if divergence.mismatches:
        rows = [
            (m.what, m.expected, Text(m.found, "red"), Text(", ".join(m.requirements), "dim"))
            for m in divergence.mismatches
        ]
        print_rows(out, ("", "The specification", "The client", "Why"), rows)
    if divergence.steps:
        out.print()
        out.print(chart_text(_chart(divergence), width))


def after(divergence: Divergence) -> str:
    """Return in a sentence what was done last, and what it was to the specification."""
    if not divergence.actions:
        return "At the start of the session:"
    count = len(divergence.actions)
    last = divergence.actions[-1]
    return f"Action {count}: {action_words(divergence, last)}."


def action_words(divergence: Divergence, action: Action) -> str:
    """Return an action in words."""
    if not isinstance(action, Happens):
        return f"{action.seconds:g} s pass"
    system = Expectation(divergence.profile, divergence.lengths).system
    machine = system.instances[system.index[action.event.machine]].machine
    label = machine.event(action.event.name).label
    taken = divergence.steps and divergence.steps[-1].event == action.event
    refused = "" if taken or divergence.failure else ", which is refused in this state"
    return f"{action.event} ({label}){refused}"


def _chart(divergence: Divergence) -> Chart:
    identifier = next(iter(divergence.requirements), "")
    what = [each.what for each in divergence.mismatches]
    sentence = f"{', '.join(what)}." if what else f"{divergence.failure}"
    system = Expectation(divergence.profile, divergence.lengths).system
    return chart_of(
        system,
        divergence.steps,
        title="what the specification does",
        requirement=identifier,
        sentence=f"The client differs in the last step: {sentence}",
        verdict="EXPECTED",
        breaks=False,
    )


def svg_of(divergence: Divergence) -> str:
    """Return the trace up to the divergence as a sequence chart in SVG."""
    return render_svg(_chart(divergence))


def print_conclusion(out: Console, results: Sequence[Result], files: Iterable[str]) -> None:
    """Print what it all comes to, and what to do next."""
    out.print()
    for line in files:
        out.print(line, markup=False, soft_wrap=True)
    bad = [r for r in results if r.verdict in (Verdict.FAILED, Verdict.ERROR)]
    cut_short = any(r.verdict is Verdict.CUT_SHORT for r in results)
    if cut_short:
        words = "There was no time for the rest; allow more with --budget, or test less at once."
        out.print(Text(words, "yellow"))
    if bad:
        out.print(Text(f"{len(bad)} of {len(results)} tests found a divergence.", "bold red"))
    elif cut_short:
        out.print(Text("Nothing wrong was found in what was tested.", "bold yellow"))
    elif not any(r.verdict is Verdict.CONFORMS for r in results):
        out.print(Text("Nothing was tested.", "bold yellow"))
    else:
        out.print(Text("The client conforms in everything that was tested.", "bold green"))
