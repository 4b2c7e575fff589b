"""Whether it decides anything in which order two machines are listed.

Two machines that answer one signal at once, both with effects, speak in listed order.  Every such
step is taken in both orders of the two, with the second one standing right beside the first, and
with nothing else changed.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from itertools import combinations, product
from operator import and_
from typing import TypeVar

from twinsite.checker.comparison.lockstep import commands_of
from twinsite.checker.lint.evidence import Order, Pair
from twinsite.checker.semantics.system import Event, Log
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.assignments import Assignment, Steps
from twinsite.checker.symbolic.reachable import merged
from twinsite.checker.symbolic.result import Exploration
from twinsite.checker.symbolic.variables import Moves, States, Variables

V = TypeVar("V", bound=View)
Taken = Sequence[tuple[Assignment, States]]
"""Steps of one event, with the states before."""


def orders_of(exploration: Exploration[V]) -> dict[Pair, Order]:
    """Return the pairs of machines whose order decides something, each with a nearest example."""
    names = [instance.name for instance in exploration.system.instances]
    found: dict[Pair, Order] = {}
    for signal, numbers in exploration.system.listeners.items():
        for first, second in combinations(numbers, 2):
            steps = _spoken_by(exploration, signal, first, second)
            if order := _compared(exploration, steps, first, second):
                found[Pair(signal, names[first], names[second])] = order
    return found


def _spoken_by(exploration: Exploration[V], signal: str, *numbers: int) -> Mapping[Event, States]:
    """Return the states before the steps in which machines answer a signal, each with effects."""
    found: dict[Event, States] = {}
    for event, parts in exploration.raised.get(signal, {}).items():
        for moves, before in parts:
            speaks = (
                _speaks(exploration.taking, number, signal, dict(moves)) for number in numbers
            )
            both = reduce(and_, speaks, before)
            if both.satisfiable():
                found[event] = found.get(event, exploration.variables.none) | both
    return found


def _speaks(taking: Steps[V], number: int, signal: str, moves: Mapping[str, str]) -> States:
    """Return the states before a step in whose middle a machine answers a signal with effects."""
    outcomes = taking.outcomes(number, signal, moves)
    return taking.variables.union(guard for outcome, guard in outcomes if outcome and outcome[1])


def _compared(
    exploration: Exploration[V], steps: Mapping[Event, States], first: int, second: int
) -> Order | None:
    """Take steps in both orders of two machines, and return what differs, if anything does."""
    variables, levels = exploration.variables, exploration.levels
    listed = _side_by_side(exploration.taking, first, second)
    swapped = _side_by_side(exploration.taking, second, first)
    differing: list[tuple[Event, States]] = []
    moves_on = False
    for event, states in steps.items():
        ours, theirs = list(listed.of(event, states)), list(swapped.of(event, states))
        said = states & ~_alike(
            variables, ours, theirs, lambda a: commands_of(listed.system, a.log)
        )
        ends = states & ~_end_alike(variables, ours, theirs)
        moves_on |= ends.satisfiable()
        if (said | ends).satisfiable():
            differing.append((event, said | ends))
    if not differing:
        return None
    event, states = min(differing, key=lambda part: levels.nearest(part[1]))
    state = next(variables.each(states & levels.within(levels.nearest(states))))
    before = variables.exactly(exploration.system.named(state))
    return Order(str(event), _said(listed, event, before), _said(swapped, event, before), moves_on)


def _side_by_side(taking: Steps[V], one: int, other: int) -> Steps[V]:
    """Return the steps with one machine right before another, where the first of them stands."""
    order = [number for number in range(len(taking.system.instances)) if number != max(one, other)]
    at = order.index(min(one, other))
    order[at : at + 1] = [one, other]
    reordered = Steps(taking.reactions, taking.variables)
    reordered.listeners = {
        signal: tuple(sorted(numbers, key=order.index))
        for signal, numbers in taking.listeners.items()
    }
    return reordered


def _alike(
    variables: Variables, ours: Taken, theirs: Taken, what: Callable[[Assignment], Log | Moves]
) -> States:
    """Return the states from which the same comes of two steps."""
    one, other = (
        dict(merged(variables, ((what(assignment), states) for assignment, states in taken)))
        for taken in (ours, theirs)
    )
    return variables.union(one[key] & other[key] for key in one.keys() & other.keys())


def _end_alike(variables: Variables, ours: Taken, theirs: Taken) -> States:
    """Return the states from which two steps lead to the same state.

    A machine that moves to the state in which it is ends as one that does not move.
    """
    alike = _alike(variables, ours, theirs, lambda assignment: assignment.moves)
    rest = [
        [
            (dict(assignment.moves), part)
            for assignment, states in taken
            if (part := states & ~alike).satisfiable()
        ]
        for taken in (ours, theirs)
    ]
    for (one, states), (other, other_states) in product(*rest):
        if all(other.get(machine, state) == state for machine, state in one.items()):
            alike |= states & other_states & variables.exactly(dict(one.items() ^ other.items()))
    return alike


def _said(taking: Steps[V], event: Event, state: States) -> tuple[str, ...]:
    """Return what the step of an event commands in one state."""
    ((assignment, _),) = taking.of(event, state)
    commands = commands_of(taking.system, assignment.log)
    return tuple(f"{machine}.{command}" for machine, command in commands)
