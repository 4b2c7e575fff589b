"""A trace as a sequence chart, in the words of a telephone engineer.

A row is one step: the event, the machines that moved, the commands that went out.
Not shown: signals between machines, history variables of the properties, how long steps take.
"""

from collections.abc import Iterable, Iterator, Sequence

from twinsite.checker.semantics.system import JointState, Step, System
from twinsite.model.predicates import Facts, Site
from twinsite.report.sequence.lanes import Lane, command_messages, event_message, lanes_of
from twinsite.report.sequence.words import MACHINE_WORDS, state_words
from twinsite_charts.model import Band, Chart, Message, Move, Note, Row


def chart_of(
    system: System[Facts],
    trace: Sequence[Step],
    *,
    title: str,
    requirement: str,
    sentence: str,
    verdict: str,
    breaks: bool,
    loop: int | None = None,
    fairness: tuple[str, ...] = (),
) -> Chart:
    """Return the chart of a trace from the initial state; ``breaks`` marks its last step.

    Without any step it is the start that decides the property.  A trace that goes on for ever
    breaks a property by that, and by none of its steps.

    Args:
        system: What takes the trace.
        trace: Its steps.
        title: The property, in a few words.
        requirement: The id of the requirement that the property stands for.
        sentence: The property as a sentence that can be false.
        verdict: The answer of the check.
        breaks: Whether the trace is a counterexample; else it is a witness.
        loop: If the trace goes on for ever: so many of its last steps come again and again.
        fairness: The assumptions to which a trace that goes on for ever is fair, in words.
    """
    rows: list[Row | Band] = []
    for number, step in enumerate(trace, start=1):
        if loop and number == len(trace) - loop + 1:
            rows.append(Band("from here on in a loop", loop=True))
        alarm = breaks and loop is None and number == len(trace)
        parts = tuple(step_parts(system, step))
        rows.append(Row(str(number), parts, f"this step breaks {requirement}" if alarm else ""))
    if loop is not None:
        rows.append(Band(f"∞ {_for_ever(len(trace), loop)}", loop=True))
    elif breaks and not trace:
        rows.append(Row("", (), f"the start itself breaks {requirement}"))
    elif not trace:
        rows.append(Band(f"the start itself shows {requirement}"))
    fair = f"Fair to: {', '.join(fairness) or 'nothing; nothing is assumed'}."
    has_site = "site" in system.index
    end = trace[-1].after if trace else system.initial
    return Chart(
        title=title,
        sentence=sentence,
        lanes=lanes_of(system),
        rows=tuple(rows),
        verdict=f"{verdict} in {_length(len(trace), loop)} · {requirement}",
        wrong=breaks,
        remarks=(*([] if loop is None else [fair]), f"Profile {system.name}"),
        striped=Lane.DESKTOP if has_site else "",
        stripes=tuple(f"works at the {site} site" for site in Site) if has_site else (),
        table=(
            ("", "at the start", "at the end"),
            *_compare(system, system.initial, end, system.index),
        ),
    )


def _steps(count: int) -> str:
    return f"{count} {'step' if count == 1 else 'steps'}"


def _length(steps: int, loop: int | None) -> str:
    if loop is None:
        return _steps(steps)
    how = f"a loop of {_steps(loop)}" if loop else "then nothing for ever"
    return f"{_steps(steps - loop)} and {how}"


def _for_ever(steps: int, loop: int) -> str:
    if loop == 0:
        return "nothing more happens, for ever"
    again = f"step {steps}" if loop == 1 else f"steps {steps - loop + 1} to {steps}"
    return f"{again} again and again, for ever"


def step_parts(system: System[Facts], step: Step) -> Iterator[Message | Note | Move]:
    """Yield the event, what it changed, the move to another site, and the commands."""
    yield event_message(system, step)
    movers = dict.fromkeys(move.machine for move in step.moves)
    compared = _compare(system, step.before, step.after, movers)
    changes = [Note(f"{old} → {new}", name) for name, old, new in compared if old != new]
    yield from changes or [Note("nothing changes")]
    site = system.view(step.after).here
    if site is not system.view(step.before).here:
        yield Move(f"now at the {site} site", list(Site).index(site))
    yield from command_messages(system, step)


def _compare(
    system: System[Facts], before: JointState, after: JointState, machines: Iterable[str]
) -> Iterator[tuple[str, str, str]]:
    for name in machines:
        if name in MACHINE_WORDS:
            old, new = (state_words(name, state[system.index[name]]) for state in (before, after))
            yield MACHINE_WORDS[name], old, new
