"""The result of a conformance test on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text

from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.checker.semantics.system import Step
from twinsite.conformance.alike_lines import MOST_TOLD
from twinsite.conformance.oracle import Action, Expectation, Happens
from twinsite.conformance.runner import Method, Result, Verdict
from twinsite.conformance.session import Divergence
from twinsite.model.profile import Profile
from twinsite.report.sequence.chart import chart_of, step_parts
from twinsite.report.sequence.screen import chart_text
from twinsite.report.terminal.screen import GrowingTable, counted, padded, print_rows
from twinsite_charts.model import Chart, Message, Move, Note, Row
from twinsite_charts.svg import render_svg

if TYPE_CHECKING:
    from rich.console import Console

    from twinsite.checker.semantics.system import System
    from twinsite.conformance.explanation import Explanation
    from twinsite.conformance.likeness import Like
    from twinsite.model.predicates import Facts

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


def print_divergence(
    out: Console, divergence: Divergence, explanation: Explanation | None = None
) -> None:
    """Print where a client and the specification part.

    Args:
        out: Where to print.
        divergence: The divergence.
        explanation: What the client behaves like in it, if that was looked for.
    """
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
    if explanation is not None and explanation.found_in > len(divergence.actions):
        short = counted(len(divergence.actions), "action")
        words = f"Shortened to {short} from the {explanation.found_in:,} in which it was found."
        out.print(Text(words, "dim"), width=width)
    out.print(Text(after(divergence)), width=width)
    if divergence.mismatches:
        rows = [
            (m.what, m.expected, Text(m.found, "red"), Text(", ".join(m.requirements), "dim"))
            for m in divergence.mismatches
        ]
        print_rows(out, ("", "The specification", "The client", "Why"), rows)
    if explanation is not None and divergence.mismatches:
        _print_likeness(out, explanation, width)
    if divergence.actions:
        out.print()
        out.print(chart_text(chart(divergence), width))


def _print_likeness(out: Console, explanation: Explanation, width: int) -> None:
    """Print what a client behaves like, or that nothing is like it."""
    out.print()
    if explanation.left_over:
        words = (
            "Begun anew for this session alone, the client does what it should: something is left"
            " over from an earlier session. Let 'start' forget everything, timers above all."
        )
        out.print(Text(words, "bold"), width=width)
        return
    if not explanation.alike:
        words = (
            "Nothing is like it: no discarded interpretation, no other release or option, and no"
            " small change of the specification does the same in this session."
        )
        out.print(Text(words), width=width)
        return
    out.print("In this session your desktop behaves like", style="bold")
    for like in explanation.alike[:MOST_TOLD]:
        out.print(padded(out, like_words(like), 2))
        for prop in like.broken[:MOST_TOLD]:
            out.print(padded(out, f"breaks {prop.requirement}, {prop.name}", 4, "dim"))
    left = len(explanation.alike) - MOST_TOLD
    if left > 0:
        out.print(padded(out, f"and like {left:,} more changes of the specification", 2, "dim"))


def like_words(like: Like) -> str:
    """Return what a client behaves like, in words."""
    if like.rank == 0:
        return f"{like.name}: {like.words}"
    return f"the specification, except that {like.words or like.name}"


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


def _rows(divergence: Divergence, system: System[Facts]) -> Iterator[Row]:
    """Yield a numbered row for each action; one that leads to more steps has more rows."""
    left = list(divergence.steps)
    for number, action in enumerate(divergence.actions, 1):
        if number <= len(divergence.answers):
            answer = divergence.answers[number - 1]
            steps = list(answer.steps)
            del left[: len(steps)]
        else:
            steps = left
        if not steps:
            yield Row(str(number), _nothing(divergence, system, number, action))
        for place, step in enumerate(steps):
            yield Row("" if place else str(number), tuple(step_parts(system, step)))


def _nothing(
    divergence: Divergence, system: System[Facts], number: int, action: Action
) -> tuple[Message | Note | Move, ...]:
    """Return what is drawn of an action to which the specification does nothing."""
    if not isinstance(action, Happens):
        return (Note(f"{action.seconds:g} s pass, and nothing falls due"),)
    before = divergence.answers[number - 2].run.state if number > 1 else system.initial
    refused = Step(action.event, before, before, (), ())
    return tuple(step_parts(system, refused))


def chart(divergence: Divergence) -> Chart:
    """Return what the specification does up to the divergence, a numbered row for each action."""
    identifier = next(iter(divergence.requirements), "")
    what = [each.what for each in divergence.mismatches]
    sentence = f"{', '.join(what)}." if what else f"{divergence.failure}"
    system = Expectation(divergence.profile, divergence.lengths).system
    drawn = chart_of(
        system,
        divergence.steps,
        title="what the specification does",
        requirement=identifier,
        sentence=f"The client differs at the last action: {sentence}",
        verdict="EXPECTED",
        breaks=False,
    )
    actions = counted(len(divergence.actions), "action")
    return replace(
        drawn,
        rows=tuple(_rows(divergence, system)),
        verdict=" · ".join(filter(None, (f"EXPECTED in {actions}", identifier))),
    )


def svg_of(divergence: Divergence) -> str:
    """Return the trace up to the divergence as a sequence chart in SVG."""
    return render_svg(chart(divergence))


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
