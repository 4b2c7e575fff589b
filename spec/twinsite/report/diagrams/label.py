"""The words on the diagram of a machine: labels of states and of arrows, and the legend."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import EventDecl, MachineDecl, TransitionDecl
from twinsite.model.composition import COMMANDS
from twinsite.report.diagrams.palette import (
    DECIDERS,
    QUIET,
    TIME,
    WORLD,
    Decider,
    cell,
    centred,
    gap,
    swatch,
    table,
)

LINE_LENGTH: Final = 38
"""Longer guards and lists of effects are broken into lines, in characters."""
COLUMNS: Final = 4
"""The legend has a colour, an event, its requirement, and the event in words."""


def decider(event: EventDecl) -> Decider:
    """Return who decides on an event."""
    return DECIDERS[event.by]


def state_label(machine: MachineDecl, state: str) -> str:
    """Return the label of a state: its name and the timers that run in it."""
    events = {t.event for t in machine.transitions if t.source == state}
    lengths = sorted({machine.event(event).length for event in events} - {""})
    rows = [centred(f"<B>{escape(state)}</B>")]
    rows += [
        centred(f'<FONT COLOR="{TIME.colour}">{line}</FONT>', size=9)
        for length in lengths
        for line in _filled(("timer", *_option(length)))
    ]
    return f"<{table(rows)}>"


def arrow_label(machine: MachineDecl, transitions: Iterable[TransitionDecl]) -> str:
    """Return the label of an arrow between two states: a stack of its transitions.

    Events with the same guard and effects share these.
    """
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[EventDecl]] = {}
    for transition in transitions:
        conduct = (_guard_words(machine, transition), transition.effects)
        alike.setdefault(conduct, []).append(machine.event(transition.event))
    stacks = [
        [*(line for event in events for line in _event(event)), *_conduct(guard, effects)]
        for (guard, effects), events in alike.items()
    ]
    return _stacked(stacks)


def bundle_label(machine: MachineDecl, transitions: Sequence[TransitionDecl]) -> str:
    """Return the label of a bundle of arrows: one event, and what it does from which states."""
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for transition in transitions:
        conduct = (_guard_words(machine, transition), transition.effects)
        alike.setdefault(conduct, []).append(transition.source)
    stacks = [list(_event(machine.event(transitions[0].event)))]
    for (guard, effects), sources in alike.items():
        stacks.append([*_filled(("from", *_listed(sources), *guard)), *_conduct((), effects)])
    return _stacked(stacks)


def legend(machine: MachineDecl, *, listed: bool) -> str:
    """Return the legend: every event in words, by who decides, and how to read a label.

    Args:
        machine: What is drawn.
        listed: Whether sources are only listed somewhere, without a line.
    """
    order = list(dict.fromkeys(DECIDERS.values()))
    events = sorted(machine.events, key=lambda event: order.index(decider(event)))
    rows = [gap(14)]
    for who, group in groupby(events, key=decider):
        own = list(group)
        rows.append(swatch(who.colour) + cell(_who(who, own), size=10, columns=COLUMNS - 1))
        rows += [
            "<TD></TD>"
            + cell(f"<B>{escape(event.id)}</B>", colour=who.colour)
            + cell(escape(event.requirement), colour=QUIET)
            + cell(escape(event.label))
            for event in own
        ]
    rows += [gap(6), *(cell(line, columns=COLUMNS) for line in _notation(machine, listed=listed))]
    return f"<{table(rows, spacing=2)}>"


def _who(who: Decider, events: Iterable[EventDecl]) -> str:
    names = sorted({event.by for event in events})
    more = f" ({', '.join(names)})" if who is WORLD else ""
    return f"<B>{escape(who.words + more)}</B>"


def _notation(machine: MachineDecl, *, listed: bool) -> Iterator[str]:
    """Yield how to read what stands on the arrows of a machine."""
    guards = {_guard_words(machine, t)[:1] for t in machine.transitions} - {()}
    effects = {effect for t in machine.transitions for effect in t.effects}
    if ("[1.",) in guards:
        yield "[1. guard] [2. else]: the first choice whose guard holds is taken"
    elif guards:
        yield "[guard]: taken only if it holds"
    if listed:
        yield "from a, b, …: leads from each of these states, without a line of its own"
    if effects & set(COMMANDS):
        yield "/ <B>command</B>: what the desktop then does to the outside"
    if effects - set(COMMANDS):
        yield "/ <I>signal</I>: what the other machines are then told"


def _stacked(stacks: Iterable[Iterable[str]]) -> str:
    """Return stacks of lines as one label, with a gap between two of them."""
    rows: list[str] = []
    for stack in stacks:
        rows += [gap(2)] if rows else []
        rows += map(cell, stack)
    return f"<{table(rows)}>"


def _conduct(guard: Sequence[str], effects: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a guard and of effects, commands in bold and signals in italics."""
    yield from _filled(guard)
    for line in _filled(("/", *_listed(effects)) if effects else ()):
        yield " ".join(map(_marked, line.split(" ")))


def _event(event: EventDecl) -> Iterator[str]:
    """Yield an event with its requirement, and the timer that raises it."""
    yield (
        f'<FONT COLOR="{decider(event).colour}"><B>{escape(event.id)}</B></FONT>'
        f' <FONT COLOR="{QUIET}">{escape(event.requirement)}</FONT>'
    )
    if event.kind is Kind.DEADLINE:
        for line in _filled(("after", *_option(event.length))):
            yield f'<FONT COLOR="{TIME.colour}">{line}</FONT>'


def _option(name: str) -> list[str]:
    """Return the name of an option, in two if it is too long for a line."""
    section, dot, key = name.partition(".")
    return [section + dot, key] if len(name) > LINE_LENGTH else [name]


def guard_text(machine: MachineDecl, transition: TransitionDecl) -> str:
    """Return the guard, numbered where its event has several choices in that state."""
    choices = [other for _, other in machine.choices(transition.event, transition.source)]
    guard = transition.guard.text
    if len(choices) == 1:
        return guard
    return f"{choices.index(transition) + 1}. {guard or 'else'}"


def _guard_words(machine: MachineDecl, transition: TransitionDecl) -> tuple[str, ...]:
    """Return the guard in words between which a line may be broken."""
    guard = guard_text(machine, transition)
    return tuple(f"[{guard}]".replace(" and ", " and\n").split("\n")) if guard else ()


def _marked(word: str) -> str:
    name = word.rstrip(",")
    if not name.isidentifier():
        return word
    mark = "B" if name in COMMANDS else "I"
    return f"<{mark}>{name}</{mark}>{word[len(name) :]}"


def _listed(names: Sequence[str]) -> list[str]:
    return [*(f"{name}," for name in names[:-1]), *names[-1:]]


def _filled(words: Sequence[str]) -> list[str]:
    """Return words as escaped lines that are not too long, from the second one on indented."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= LINE_LENGTH:
            lines[-1] += f" {word}"
        else:
            lines.append(f"  {word}" if lines else word)
    return [escape(line) for line in lines]
