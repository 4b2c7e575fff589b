"""Faults that tests make in the declarations."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from twinsite.checker.semantics.declaration import MachineDecl, TransitionDecl
from twinsite.model.predicates import MACHINES
from twinsite.model.profile import Phone, Profile

SMALL = Profile(phone=Phone.NONE)
Change = Callable[[TransitionDecl], TransitionDecl | None]
"""What stands in the place of a transition."""


def changed(chart: str, event: str, source: str, change: Change) -> Mapping[str, MachineDecl]:
    """Return the declarations with every transition of one event and state changed.

    Args:
        chart: The name of the machine.
        event: The event of the transitions.
        source: The state from which they start.
        change: Gives what stands in the place of each, or None for nothing.
    """
    hits = 0
    machines = {}
    for name, machine in MACHINES.items():
        transitions = []
        for transition in machine.transitions:
            here = (machine.name, transition.event, transition.source) == (chart, event, source)
            hits += here
            new = change(transition) if here else transition
            if new is not None:
                transitions.append(new)
        machines[name] = replace(machine, transitions=tuple(transitions))
    assert hits, f"{chart} has no {event} in {source}: nothing is changed"
    return machines


def removed(_: TransitionDecl) -> None:
    """Return nothing in the place of a transition."""


def without(effect: str) -> Change:
    """Return the change of a transition to one without an effect."""
    return lambda t: replace(t, effects=tuple(e for e in t.effects if e != effect))


def with_more(*effects: str) -> Change:
    """Return the change of a transition to one with more effects."""
    return lambda t: replace(t, effects=(*t.effects, *effects))
