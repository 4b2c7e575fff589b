"""Where two profiles part, in words and as a sequence chart."""

from collections.abc import Sequence

from twinsite.analyses.compare import event_of, site_of
from twinsite.checker.comparison.lockstep import Difference, commands_of
from twinsite.checker.comparison.observable_steps import Happening
from twinsite.checker.semantics.system import Event, Step
from twinsite.checker.symbolic.traces import retrace
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile
from twinsite.model.profile_difference import titles
from twinsite.report.sequence.chart import chart_of
from twinsite.report.sequence.lanes import TO_PREFERRED, command_messages, with_its_site
from twinsite.report.sequence.words import COMMAND_WORDS
from twinsite_charts.model import Chart

NOTHING = "the desktop commands nothing"
REFUSED = "this cannot happen there"


def event_words(event: Event) -> str:
    """Return what an event is called, with its requirement."""
    declared, site = event_of(event), site_of(event.machine)
    return f"{f'{site} site: ' if site else ''}{declared.label} ({declared.requirement})"


def happening_words(happening: Happening) -> str:
    """Return an event with the commands that follow it."""
    said = [command_words(machine, name) for machine, name in happening.occurrence.log]
    return f"{event_words(happening.occurrence.event)}: {', '.join(said) or NOTHING}"


def command_words(machine: str, name: str) -> str:
    """Return what a command of a machine is called, whatever the current site is."""
    site = "preferred" if name in TO_PREFERRED else site_of(machine)
    return f"{COMMAND_WORDS[name]}{f' at the {site} site' if site else ''}"


def commands_words(commands: Sequence[str] | None) -> str:
    """Return commands as ``machine.command`` in words; None stands for what is refused."""
    if commands is None:
        return REFUSED
    return ", ".join(command_words(*command.split(".")) for command in commands) or NOTHING


def does(profile: Profile, shared: Sequence[Event], step: Step | None) -> str:
    """Return what a profile does in the step where the other one does something else."""
    if step is None:
        return REFUSED
    *_, last = retrace(desktop(profile), (*shared, step.event))
    commands = command_messages(desktop(profile), last)
    return ", ".join(map(with_its_site, commands)) or NOTHING


def difference_chart(left: Profile, right: Profile, difference: Difference) -> Chart:
    """Return the chart of a trace that parts two profiles, with the last step of one of them.

    That is the one that takes the step; if both do, the one that commands more, or the left one.
    """
    system = desktop(left)

    def weight(step: Step | None) -> int:
        return -1 if step is None else len(commands_of(system, step.log))

    number = 0 if weight(difference.left) >= weight(difference.right) else 1
    shown, other = titles(left, right) if number == 0 else titles(left, right)[::-1]
    return _chart(
        (left, right)[number],
        (*difference.shared, difference.event),
        sentence=f"The last step is shown as with {shown}; with {other} it is another.",
    )


def _chart(profile: Profile, events: Sequence[Event], *, sentence: str) -> Chart:
    system = desktop(profile)
    return chart_of(
        system,
        tuple(retrace(system, events)),
        title="a shortest distinguishing trace",
        requirement=event_of(events[-1]).requirement,
        sentence=sentence,
        verdict="DIFFERENT",
        breaks=False,
    )
