"""Mistakes of desktops that no mutant makes: something done where nothing was asked, other lengths.

A mutant changes what a declaration says; a desktop that does something where the specification
has no transition, or takes one option for another, is like none of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import EventDecl, Guard, MachineDecl, TransitionDecl
from twinsite.conformance.timer_values import LENGTHS

AT_ONCE: Final = "nothing"
"""The name of a length of 0 s."""
_MILLISECONDS: Final = "in ms"
_HALF: Final = "half"
_TWICE: Final = "twice"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A machine with one mistake."""

    name: str
    """Such as ``Link.connection_accepted@pausing_for_primary: taken as in trying_primary``."""
    words: str
    """What is wrong, as a clause."""
    about: tuple[str, ...]
    """The requirements of what is answered otherwise."""
    changed: MachineDecl
    """The machine."""


def mistakes(machine: MachineDecl, asked: Iterable[tuple[str, str]]) -> Iterator[Mistake]:
    """Yield the mistakes of a machine that can show where some events are asked.

    Args:
        machine: The machine.
        asked: Events, each with the state of the machine in which it is asked.
    """
    for event, state in sorted(set(asked)):
        yield from _taken(machine, event, state)
        yield from _doing_more(machine, event, state)
    for declared in machine.events:
        if declared.kind is Kind.DEADLINE:
            yield from _lasting(machine, declared)


def with_lengths(lengths: dict[str, float]) -> dict[str, float]:
    """Return lengths with those that mutants and mistakes have, in seconds."""
    found = {**lengths, AT_ONCE: 0.0}
    for name, seconds in lengths.items():
        found |= {
            f"{_TWICE} {name}": 2 * seconds,
            f"{_HALF} {name}": seconds / 2,
            f"{name} {_MILLISECONDS}": seconds / 1000,
        }
    return found


def _taken(machine: MachineDecl, event: str, state: str) -> Iterator[Mistake]:
    """Yield a machine that takes an event in a state that has no transition for it."""
    if any(machine.choices(event, state)):
        return
    known: set[tuple[str, tuple[str, ...]]] = set()
    for other in machine.transitions:
        if other.event != event or (other.target, other.effects) in known:
            continue
        known.add((other.target, other.effects))
        added = TransitionDecl(event, state, other.target, Guard(""), other.effects)
        yield Mistake(
            f"{machine.name}.{event}@{state}: taken as in {other.source}",
            f"{event} is taken in the state {state} of {machine.name}, as if it were"
            f" {other.source}",
            tuple(_ending(machine, event, other.source, state)),
            replace(machine, transitions=(*machine.transitions, added)),
        )


def _ending(machine: MachineDecl, event: str, source: str, state: str) -> Iterator[str]:
    """Yield what lets an event change nothing any longer: of a deadline, what has ended it."""
    declared = machine.event(event)
    ended = [
        machine.event(each.event).requirement
        for each in machine.transitions
        if (each.source, each.target) == (source, state)
    ]
    yield from ended if ended and declared.kind is Kind.DEADLINE else [declared.requirement]


def _doing_more(machine: MachineDecl, event: str, state: str) -> Iterator[Mistake]:
    """Yield a machine that does at a transition also what it does at others."""
    effects = dict.fromkeys(e for each in machine.transitions for e in each.effects)
    for number, transition in machine.choices(event, state):
        for effect in effects:
            if effect not in transition.effects:
                more = replace(transition, effects=(*transition.effects, effect))
                changed = list(machine.transitions)
                changed[number] = more
                yield Mistake(
                    f"{machine.name}.{event}@{state}: {effect} added",
                    f"{machine.name} gives {effect}, too, at {event} in the state {state}",
                    (machine.event(event).requirement,),
                    replace(machine, transitions=tuple(changed)),
                )


def _lasting(machine: MachineDecl, deadline: EventDecl) -> Iterator[Mistake]:
    """Yield a machine of which a deadline has another length."""
    own = deadline.length
    for length, words in (
        (AT_ONCE, "elapses at once"),
        (f"{own} {_MILLISECONDS}", f"takes {own} for milliseconds"),
        (f"{_HALF} {own}", f"lasts half of {own}"),
        *((other, f"lasts as long as {other}") for other in LENGTHS if other != own),
    ):
        events = tuple(
            replace(each, length=length) if each == deadline else each for each in machine.events
        )
        yield Mistake(
            f"{machine.name}.{deadline.id}: {words}",
            f"{deadline.id} of {machine.name} {words}",
            (deadline.requirement,),
            replace(machine, events=events),
        )
