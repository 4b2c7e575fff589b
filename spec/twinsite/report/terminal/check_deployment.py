"""What ``twinsite check`` says of a deployment only: for whom, and for what values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console

from twinsite.analyses.check import ProfileReport
from twinsite.analyses.selection import Subject
from twinsite.checker.symbolic.property import Verdict
from twinsite.configuration.deployment import Agents
from twinsite.configuration.lint import LintReport
from twinsite.model.profile import Part
from twinsite.report.terminal.lint import print_every_finding, totals
from twinsite.report.terminal.screen import padded, print_command

MOST_NAMED = 4
"""At most so many entries of agents are named."""


def together(subjects: Iterable[Subject]) -> Agents:
    """Return the agents of some subjects, each once; none without a deployment."""
    sizes = {
        name: size
        for subject in subjects
        for name, size in zip(subject.agents, subject.agents.sizes, strict=True)
    }
    return Agents(sizes, sizes.values())


def without(name: str, subjects: Sequence[Subject], reports: Sequence[ProfileReport]) -> Agents:
    """Return the agents to whose desktops a property does not apply.

    Args:
        name: The name of the property.
        subjects: What was checked.
        reports: What was decided of each.
    """
    applies = [any(p.name == name for p in report.properties) for report in reports]
    parts = {s.profile.part for s, does in zip(subjects, applies, strict=True) if does}
    return together(
        subject
        for subject, does in zip(subjects, applies, strict=True)
        if not does and subject.profile.part in parts
    )


def print_notes(out: Console, subjects: Sequence[Subject]) -> None:
    """Print what should be known about how profiles came about, each note once."""
    every = together(subjects)
    concerned: defaultdict[str, list[Subject]] = defaultdict(list)
    for subject in subjects:
        for note in subject.notes:
            concerned[note].append(subject)
    for note, those in concerned.items():
        agents = together(those)
        whom = "" if agents == every else f", for {named(agents)}"
        out.print(padded(out, f"Note: {note}{whom}.", 0))
    if concerned:
        out.print()


def print_exceptions(out: Console, subjects: Sequence[Subject]) -> None:
    """Print whose desktops do not do what liveness promises others, and why."""
    voice = [s for s in subjects if s.profile.part is Part.VOICE and s.agents]
    fixed = together(s for s in voice if not s.profile.has_peer)
    if fixed:
        what = f"{named(fixed)}: no switchover, as business continuity is off."
        out.print(padded(out, what, 0))
    moving = [s for s in voice if s.profile.has_peer]
    staying = [subject.peers for subject in moving if not subject.profile.auto_restore]
    for site, agents in _by_site(staying).items():
        stay = "stays" if agents.number == 1 else "stay"
        what = f"{named(agents)} {stay} at {site} after a switchover: auto-restore is false."
        out.print(padded(out, what, 0))
    by_hand = together(s for s in moving if not s.profile.restore_agent_state)
    if by_hand:
        go = "goes" if by_hand.number == 1 else "go"
        what = f"{named(by_hand)} {go} Ready by hand after a switchover:"
        out.print(padded(out, f"{what} restore-agent-state is false.", 0))


def _by_site(found: Sequence[Mapping[str, Agents]]) -> Mapping[str, Agents]:
    sizes: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for peers in found:
        for site, agents in peers.items():
            sizes[site] |= zip(agents, agents.sizes, strict=True)
    return {site: Agents(entries, entries.values()) for site, entries in sizes.items()}


def print_values(
    out: Console,
    deployment: str,
    lint: LintReport,
    reports: Sequence[ProfileReport],
    idle: Sequence[str] = (),
) -> None:
    """Print for what it was decided, what is wrong with the values, and what to do next.

    Args:
        out: Where to print.
        deployment: The deployment file.
        lint: What is wrong with it.
        reports: What was decided.
        idle: What was asked for and applies to none of the profiles.
    """
    refuted = [p for report in reports for p in report.with_verdict(Verdict.REFUTED)]
    if refuted:
        decided = "A trace may need other lengths of timers than yours."
    elif not idle and all(report.verdict is Verdict.PROVED for report in reports):
        decided = "That is proved for all lengths of your timers."
    else:
        decided = "What is proved is so for all lengths of your timers."
    told = f"{decided} Of your own values the linter says: {totals(lint, where='above')}."
    out.print(padded(out, told, 0))
    if not lint.is_clean:
        what = "Next, once what is above is mended"
        print_command(out, what, "twinsite", "lint", deployment)
    elif refuted:
        shown = ("--property", refuted[0].name, "--page", "trace.html")
        what = "Next, to walk a trace in a browser"
        print_command(out, what, "twinsite", "check", deployment, *shown)
    else:
        what = "Next, how long everything takes with them"
        print_command(out, what, "twinsite", "drill", deployment)


def print_unchecked(out: Console, deployment: str, lint: LintReport) -> None:
    """Print the mistakes that keep a deployment from being checked, and what to do next.

    Args:
        out: Where to print.
        deployment: The deployment file.
        lint: What is wrong with it.
    """
    print_every_finding(out, lint)
    out.print(
        padded(out, f"Nothing was checked. The linter says: {totals(lint, where='above')}.", 0)
    )
    what = "Next, once what is above is mended"
    print_command(out, what, "twinsite", "lint", deployment)


def named(agents: Agents) -> str:
    """Return some agents by name, the first few, each entry with its size."""
    return agents.named(MOST_NAMED, sized=True)
