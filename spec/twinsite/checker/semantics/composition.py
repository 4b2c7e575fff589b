"""Declarations made from declarations, so that whole systems stand side by side.

Machines of different systems may have signals of the same name that mean nothing to each other:
:func:`scoped` keeps them apart.  A machine that must not begin before something else has happened
is held back by :func:`held_back`.  Neither is a second copy: both are computed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import EventDecl, Guard, MachineDecl, TransitionDecl

NOT_BEGUN = "not_begun"
"""The state of a machine that is held back."""


def scoped(machine: MachineDecl, rename: Callable[[str], str]) -> MachineDecl:
    """Return a machine whose signals have other names.

    Args:
        machine: The declaration.
        rename: Gives the new name of an effect or of a signal; the same name to keep it.
    """
    signals = {event.id for event in machine.events if event.kind is Kind.SIGNAL}

    def of_event(event: str) -> str:
        return rename(event) if event in signals else event

    return replace(
        machine,
        events=tuple(replace(event, id=of_event(event.id)) for event in machine.events),
        transitions=tuple(
            replace(t, event=of_event(t.event), effects=tuple(map(rename, t.effects)))
            for t in machine.transitions
        ),
        ignores=tuple((rename(signal), state, why) for signal, state, why in machine.ignores),
    )


@dataclass(frozen=True, slots=True)
class Beginning:
    """One way in which a machine that was held back begins."""

    target: str
    """The state in which it begins."""
    guard: str = ""
    """When it begins so; empty for always."""
    effects: tuple[str, ...] = ()
    """What it says then."""


def held_back(
    machine: MachineDecl, signal: EventDecl, beginnings: Sequence[Beginning], reason: str
) -> MachineDecl:
    """Return a machine that begins with a signal, and does nothing before.

    Args:
        machine: The declaration; none of its events has the name of the signal.
        signal: The signal with which it begins.
        beginnings: The ways to begin; the first whose guard holds is taken.
        reason: Why signals that come before are nothing to it.
    """
    begin = tuple(
        TransitionDecl(signal.id, NOT_BEGUN, b.target, Guard(b.guard), b.effects)
        for b in beginnings
    )
    heard = [event.id for event in machine.events if event.kind is Kind.SIGNAL]
    return replace(
        machine,
        states=(NOT_BEGUN, *machine.states),
        initial=NOT_BEGUN,
        events=(*machine.events, signal),
        transitions=(*begin, *machine.transitions),
        ignores=(
            *machine.ignores,
            *((event, NOT_BEGUN, reason) for event in heard),
            *((signal.id, state, "it has begun") for state in machine.states),
        ),
    )
