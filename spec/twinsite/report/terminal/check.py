"""The screen of ``twinsite check``: the profiles, what is refuted, the conclusion."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from twinsite.analyses.check import ProfileReport, PropertyReport, Unused
from twinsite.analyses.selection import Subject
from twinsite.analyses.traces import decisive_trace
from twinsite.checker.liveness.fairness import FairnessAssumption, Strength
from twinsite.checker.symbolic.property import Sort, Verdict
from twinsite.configuration.deployment import Agents
from twinsite.model.profile import Part
from twinsite.properties.fairness import BY_ID
from twinsite.report.sequence.trace import print_trace
from twinsite.report.terminal.check_deployment import (
    named,
    print_notes,
    together,
    without,
)
from twinsite.report.terminal.screen import counted, padded, print_rows

STYLES = {
    Verdict.PROVED: "green",
    Verdict.REFUTED: "bold red",
    Verdict.UNDETERMINED: "yellow",
}


def print_subjects(out: Console, deployment: str | None, subjects: Sequence[Subject]) -> None:
    """Print what is checked, before the work begins."""
    releases = sorted({subject.release for subject in subjects})
    count, agents = len(subjects), together(subjects).number
    if deployment is None:
        what = counted(count, "default profile")
    else:
        what = f"{deployment}: {counted(agents, 'agent')} with {counted(count, 'distinct profile')}"
    out.print(f"{what}, release {', '.join(map(str, releases))}", markup=False)
    out.print()


def print_profiles(
    out: Console, subjects: Sequence[Subject], reports: Sequence[ProfileReport]
) -> None:
    """Print a row for every profile, then the notes on how the profiles came about."""
    rows = []
    for subject, report in zip(subjects, reports, strict=True):
        name = Text(report.profile.name)
        if subject.agents:
            name.append("\n" + named(subject.agents), style="dim not bold")
        # as wide for a slow machine as for a fast one, so that nothing else moves
        exact = 1 if report.seconds < 9.95 else 0
        seconds = f"{report.seconds:.{exact}f} s".rjust(len("999 s"))
        verdict = Text(_verdict(report), style=STYLES[report.verdict])
        numbers = (f"{report.states:,}", f"{report.steps:,}", str(report.depth))
        rows.append((name, *numbers, seconds, verdict))
    headings = ("Profile", "States", "Steps", "Depth", "Time", "Properties")
    print_rows(out, headings, rows, right=(1, 2, 3, 4))
    out.print("Properties: those that must hold + those that can happen.", style="dim")
    out.print(f"{_legend({report.profile.part for report in reports})}.", style="dim")
    out.print()
    print_notes(out, subjects)
    for report in reports:
        for machine, signal, state in report.unaccounted:
            out.print(
                f"Unhandled signal: {signal} reaches {machine} in {state} under"
                f" {report.profile.name}, and nothing says why that is right.",
                style="bold red",
            )
        for peek in report.peeks:
            out.print(
                f"Unobservable: {peek.machine} decides by {', '.join(peek.read)} what it does on"
                f" {peek.event} in {peek.state} under {report.profile.name}, and no desktop is"
                " told of that.",
                style="bold red",
            )


def _legend(parts: Collection[Part]) -> str:
    """Return what the names of profiles mean, as far as they occur."""
    told = ["bc: business continuity"]
    if Part.VOICE in parts:
        told.append("auto: auto-restore, restore: restore-agent-state; then the phone")
    others = sorted(part.value for part in parts if part is not Part.VOICE)
    if others:
        told.append(f"{', '.join(others)}: the other parts of the desktop, and their servers")
    return "; ".join(told) if len(told) > 2 else ", ".join(told)


def _verdict(report: ProfileReport) -> str:
    """Return the verdict, and of how many properties: those that must hold + reachable ones."""
    if not report.properties and report.verdict is Verdict.PROVED:
        return "none asked for"
    decisive = report.with_verdict(report.verdict)
    every = _parts(report.properties)
    of_all = "" if len(decisive) == len(report.properties) else f" of {every}"
    return f"{report.verdict.value} {_parts(decisive) if not of_all else len(decisive)}{of_all}"


def _parts(properties: Sequence[PropertyReport]) -> str:
    reachable = sum(p.sort in (Sort.REACHABLE, Sort.REACHABLE_STEP) for p in properties)
    return "+".join(str(n) for n in (len(properties) - reachable, reachable) if n)


def print_fairness(
    out: Console, subjects: Sequence[Subject], reports: Sequence[ProfileReport]
) -> None:
    """Print under which assumptions liveness is proved: the most that a profile needs.

    Of a deployment it is told as well to whom a property does not apply.
    """
    needs: dict[str, tuple[str, ...]] = {}
    said: dict[str, str] = {}
    for report in reports:
        for prop in report.with_verdict(Verdict.PROVED):
            if prop.sort in (Sort.LEADS_TO, Sort.FINITELY):
                most = max(needs.get(prop.name, ()), prop.fairness, key=len)
                needs[prop.name] = most
                said[prop.name] = f"{prop.sentence} ({prop.requirement})"
    if not needs:
        return
    print_rows(
        out,
        ("Liveness", "Fairness assumptions"),
        [
            (
                _with_others(said[name], without(name, subjects, reports)),
                ", ".join(map(fairness_words, fairness)) or "none",
            )
            for name, fairness in needs.items()
        ],
    )
    out.print("'twinsite fairness' says what each of these means.", style="dim")
    out.print()


def _with_others(sentence: str, agents: Agents) -> Text:
    told = Text(sentence)
    return told.append(f"\nNot for {named(agents)}.", style="dim") if agents else told


def fairness_words(assumed: str) -> str:
    """Return an assumption, as it is spelled in a report, in words; weak unless it says so."""
    parsed = FairnessAssumption.parse(assumed)
    name = BY_ID[parsed.id].name
    return name if parsed.strength is Strength.WEAK else f"{name} ({parsed.strength})"


def print_decisive(out: Console, shown: Sequence[tuple[ProfileReport, PropertyReport]]) -> None:
    """Print the first trace as a chart, and name the others with the way to see them."""
    with_run = [(report, prop) for report, prop in shown if prop.trace is not None]
    for report, prop in with_run[:1]:
        print_trace(out, decisive_trace(report.profile, prop))
        out.print()
    for report, prop in with_run[1:]:
        _print_line(out, report, prop, _length(prop))
    for report, prop in shown:
        if prop.trace is None:
            _print_line(out, report, prop, "it never happens")


def _length(prop: PropertyReport) -> str:
    steps = len(prop.trace or ()) - (prop.loop or 0)
    told = counted(steps, "step")
    if prop.loop is None:
        return told
    return f"{told} and a loop of {prop.loop}" if prop.loop else f"{told}, then nothing for ever"


def _print_line(out: Console, report: ProfileReport, prop: PropertyReport, how: str) -> None:
    word = "Also" if prop.verdict is Verdict.REFUTED else "Also asked:"
    out.print(
        Text.assemble(
            (f"{word} {prop.verdict.value.lower()}: ", STYLES[prop.verdict]),
            f"{prop.name} ({prop.requirement}), {how}, under {report.profile.name}.",
        )
    )
    out.print(padded(out, prop.sentence, 2))


def print_unused(out: Console, left: Sequence[Unused]) -> None:
    """Print what no profile has used: at length where no reason is recorded."""
    if not left:
        return
    reasons: dict[str, int] = defaultdict(int)
    for item in left:
        if item.reason is None:
            out.print(
                f"Never used: {item.machine}: {item.what}. Remove it, or waive it with a reason.",
                style="bold red",
                markup=False,
            )
        else:
            reasons[item.reason] += 1
    accepted = sum(reasons.values())
    if accepted:
        out.print(
            f"{accepted} states and transitions are for other interpretations only:",
            style="dim",
        )
        for reason, count in reasons.items():
            out.print(padded(out, f"{count:>2}  {reason}", 2, "dim"))


def print_conclusion(
    out: Console,
    subjects: Sequence[Subject],
    reports: Sequence[ProfileReport],
    idle: Sequence[str],
    *,
    all_properties: bool,
) -> None:
    """Print one sentence that says what was found, for whom, and how much was looked at.

    Args:
        out: Where to print.
        subjects: What was checked.
        reports: What was decided.
        idle: What was asked for and applies to none of the profiles.
        all_properties: Whether all properties were asked for.
    """
    states = sum(report.states for report in reports)
    steps = sum(report.steps for report in reports)
    looked = f"{counted(len(reports), 'profile')}, {states:,} states, {steps:,} steps"
    verdicts = [report.verdict for report in reports]
    if Verdict.REFUTED in verdicts:
        bad = [s for s, v in zip(subjects, verdicts, strict=True) if v is Verdict.REFUTED]
        agents = together(bad)
        whom = f" for {escape(named(agents))}," if agents else ""
        out.print(f"[bold red]Refuted[/]{whom} under {len(bad)} of {looked}.")
    elif Verdict.UNDETERMINED in verdicts:
        cut = verdicts.count(Verdict.UNDETERMINED)
        out.print(
            f"[yellow]Undetermined[/] under {cut} of {looked}: the search was cut short."
            " Raise --limit."
        )
    elif idle:
        out.print(
            f"[yellow]Does not apply[/] to any of {looked}: {', '.join(map(escape, idle))}."
            " Of that nothing is decided."
        )
    else:
        properties = "Every property" if all_properties else "Every property that was asked for"
        asked = zip(subjects, reports, strict=True)
        agents = together(subject for subject, report in asked if report.properties)
        whom = f" for {counted(agents.number, 'agent')}" if agents else ""
        out.print(f"[green]{properties} holds in every interleaving[/]{whom}: {looked}.")
