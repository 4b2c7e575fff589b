"""Whether it decides anything in which order two machines are listed.

Two machines that answer one signal at once, both with effects, speak in listed order.  Every such
step is taken in both orders of the two, with the second one standing right beside the first, and
with nothing else changed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TypeVar

from twinsite.checker.comparison.lockstep import commands_of
from twinsite.checker.lint.evidence import Order, Pair
from twinsite.checker.semantics.system import Event, Log, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.assignments import Steps
from twinsite.checker.symbolic.result import Exploration
from twinsite.checker.symbolic.variables import Moves, States, Variables

V = TypeVar("V", bound=View)
Chorus = tuple[str, int, int]
"""A signal, and two machines by their positions that answer it at once, both with effects."""


def orders_of(exploration: Exploration[V]) -> dict[Pair, Order]:
    """Return the pairs of machines whose order decides something, each with a nearest example."""
    names = [instance.name for instance in exploration.system.instances]
    return {
        Pair(signal, names[first], names[second]): order
        for (signal, first, second), steps in _choruses(exploration).items()
        if (order := _compared(exploration, steps, first, second))
    }


def _choruses(exploration: Exploration[V]) -> dict[Chorus, dict[Event, States]]:
    """Return for every chorus the states before the steps in which it speaks, by event."""
    taking, found = exploration.taking, dict[Chorus, dict[Event, States]]()
    pairs = {
        signal: pairs
        for signal, numbers in exploration.system.listeners.items()
        if (pairs := list(combinations(_speakers(exploration.system, signal, numbers), 2)))
    }
    raised: dict[Event, list[States]] = defaultdict(list)
    for assignment, before in exploration.relation.guards.items():
        if any(effect in pairs for _, effect in assignment.log):
            raised[assignment.event].append(before)
    for event, parts in raised.items():

        def hear(signal: str, moved: Moves, states: States, event: Event = event) -> None:
            moves = dict(moved)
            for first, second in pairs.get(signal, ()):
                both = (
                    states
                    & _speaks(taking, first, signal, moves)
                    & _speaks(taking, second, signal, moves)
                )
                if both.satisfiable():
                    steps = found.setdefault((signal, first, second), {})
                    steps[event] = steps.get(event, taking.variables.none) | both

        taking.hear = hear
        for _ in taking.of(event, taking.variables.union(parts)):
            pass
        taking.hear = None
    return found


def _speakers(system: System[V], signal: str, numbers: tuple[int, ...]) -> list[int]:
    return [
        n
        for n in numbers
        if any(t.effects for t in system.instances[n].machine.transitions if t.event == signal)
    ]


def _speaks(taking: Steps[V], number: int, signal: str, moves: Mapping[str, str]) -> States:
    """Return the states before a step in whose middle a machine answers a signal with effects."""
    transitions = taking.system.instances[number].machine.transitions
    return taking.variables.union(
        guard
        for choice, guard in taking.choices(number, signal, moves)
        if choice is not None and transitions[choice].effects
    )


def _compared(
    exploration: Exploration[V], steps: Mapping[Event, States], first: int, second: int
) -> Order | None:
    """Take steps in both orders of two machines, and return what differs, if anything does."""
    listed = _beside(exploration.taking, first, second)
    swapped = _beside(exploration.taking, second, first)
    differing = [
        difference
        for event, states in steps.items()
        for difference in _differences(listed, swapped, event, states)
    ]
    if not differing:
        return None
    nearest, order, _ = min(differing, key=lambda d: exploration.levels.nearest(d[0]))
    order.moves_on = any(moves_on for _, _, moves_on in differing)
    return order


def _beside(taking: Steps[V], one: int, other: int) -> Steps[V]:
    """Return the steps with one machine right before another, where the first of them stands."""
    order = [n for n in range(len(taking.system.instances)) if n != max(one, other)]
    at = order.index(min(one, other))
    order[at : at + 1] = [one, other]
    reordered = Steps(taking.reactions, taking.variables)
    reordered.listeners = {
        signal: tuple(sorted(numbers, key=order.index))
        for signal, numbers in taking.listeners.items()
    }
    return reordered


def _differences(
    listed: Steps[V], swapped: Steps[V], event: Event, states: States
) -> Iterator[tuple[States, Order, bool]]:
    """Yield the states from which a step differs, with what it commands, and if it leads on."""
    for one, part in listed.of(event, states):
        for other, same in swapped.of(event, part):
            said, otherwise = (commands_of(listed.system, a.log) for a in (one, other))
            parted = same & ~_ends_alike(listed.variables, one.moves, other.moves)
            moves_on = parted.satisfiable()
            if moves_on or said != otherwise:
                order = Order(str(event), _spelled(said), _spelled(otherwise))
                yield (parted if said == otherwise else same), order, moves_on


def _ends_alike(variables: Variables, one: Moves, other: Moves) -> States:
    """Return the states from which two steps lead to the same state."""
    if any(dict(other).get(machine, state) != state for machine, state in one):
        return variables.none
    return variables.exactly(dict(set(one) ^ set(other)))


def _spelled(commands: Log) -> tuple[str, ...]:
    return tuple(f"{machine}.{command}" for machine, command in commands)
