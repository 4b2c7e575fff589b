"""Whether a changed machine gives the same answer wherever it is asked.

If it does, the whole graph of reachable states is as it was: that is decided here on the sets of
joint states in which machines are offered an event, without exploring anything again.
"""

from collections.abc import Iterable
from typing import TypeVar

from twinsite.checker.semantics.decision_tree import Answer
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.assignments import answers_of
from twinsite.checker.symbolic.result import Exploration

V = TypeVar("V", bound=View)


def same_answers(
    exploration: Exploration[V], changed: System[V], events: Iterable[tuple[int, str]]
) -> bool:
    """Return whether a changed system gives the same answers as an explored one.

    Commands and signals never change places unseen: commands leave, and signals are queued, in
    the order in which they are given, so only the order within each sort counts.

    Args:
        exploration: A complete exploration.
        changed: The same machines in the same order, with other declarations.
        events: The machines by their position, with the events whose transitions differ.
    """
    assert exploration.complete
    if changed.initial != exploration.system.initial:
        return False
    if any(_lengths(exploration.system, s) != _lengths(changed, s) for s in exploration.occupied):
        return False
    return all(_same(exploration, changed, number, event) for number, event in events)


def _same(exploration: Exploration[V], changed: System[V], number: int, event: str) -> bool:
    asked = exploration.asked(event)
    new = exploration.variables.split(answers_of(changed, number, event))
    return not any(
        (asked & before & after).satisfiable()
        for choice, before in exploration.taking.choices(number, event)
        for other, after in new.items()
        if _done(exploration.system, number, choice) != _done(changed, number, other)
    )


def _done(
    system: System[V], number: int, choice: Answer
) -> tuple[str, tuple[str, ...], tuple[str, ...], bool] | None:
    """Return where a machine goes, its commands and its signals, and whether it starts a deadline.

    None if it stays.
    """
    if choice is None:
        return None
    instance = system.instances[number]
    transition = instance.machine.transitions[choice]
    started = system.starts({instance.name}, {instance.name: transition.target})
    commands = tuple(e for e in transition.effects if e in system.commands)
    signals = tuple(e for e in transition.effects if e in system.listeners)
    return transition.target, commands, signals, bool(started) and not transition.internal


def _lengths(system: System[V], place: tuple[str, str]) -> dict[str, str]:
    """Return how long the deadlines of a (machine, state) last, as far as there are any."""
    machine, state = place
    return {s.deadline.name: s.length for s in system.deadlines.get(machine, {}).get(state, ())}
