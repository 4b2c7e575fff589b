"""Which states of a machine something tells apart.

Two states are told apart if a function of the joint state, or the machine's own answer to an
event, has different values in two reachable situations that are the same, for that function, but
for these two states; or if a deadline runs in one of them only.  Where nothing does so, the two
could be one state.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Set
from itertools import combinations

from twinsite.checker.lint.evidence import Group, Truths
from twinsite.checker.lint.look import Seen
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.checker.symbolic.variables import Moves, States, Variables

Pairs = set[frozenset[str]]
Place = tuple[str, str]
"""The state of a machine before a step and after it; empty where it is not read."""


def told_by_time(machine: MachineDecl, asked: Mapping[Group, Set[Truths]]) -> Pairs:
    """Return which states of a machine differ in the deadlines that run in them.

    Args:
        machine: The machine.
        asked: Which guards were true together whenever an event arrived.
    """
    deadlines: dict[str, set[str]] = {state: set() for state in machine.states}
    for group, truths in asked.items():
        is_mine = group.machine == machine.name
        if is_mine and machine.event(group.event).kind is Kind.DEADLINE and any(map(any, truths)):
            deadlines[group.source].add(group.event)
    pairs = combinations(machine.states, 2)
    return {frozenset(pair) for pair in pairs if deadlines[pair[0]] != deadlines[pair[1]]}


def told_apart(
    variables: Variables, seen: Seen, name: str, undecided: Pairs, *, itself: bool
) -> Pairs:
    """Return which states of a machine a function tells apart.

    Args:
        variables: The bits of the machines.
        seen: What the function answers.
        name: The machine.
        undecided: The pairs of its states that are asked for.
        itself: Whether the answers are those of the machine.
    """
    told: Pairs = set()
    if len({answer for _, answer in seen.answers}) < 2:
        return told
    groups: dict[Moves, dict[Place, list[tuple[Hashable, States]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for others, place, answer, states in _spread(variables, seen, name):
        groups[others][place].append((answer, states))
    for places in groups.values():
        for (one, answers), (other, other_answers) in combinations(places.items(), 2):
            pairs = {frozenset(pair) for pair in zip(one, other, strict=True) if len({*pair}) > 1}
            pair = pairs.pop()
            if pairs or pair not in undecided - told:
                continue
            if any(
                value != other_value
                and not (itself and _same(value, other_value, pair))
                and (states & other_states).satisfiable()
                for value, states in answers
                for other_value, other_states in other_answers
            ):
                told.add(pair)
    return told


def _spread(
    variables: Variables, seen: Seen, name: str
) -> Iterator[tuple[Moves, Place, Hashable, States]]:
    """Yield what a function answers, parted by all that it reads after a step and by a machine.

    Yields:
        What the other machines are in after the step; where the machine is; the answer; and the
        states before, in which only the other machines count that are read before the step.
    """
    unread = variables.states.keys() - (seen.before - {name})
    for (moves, answer), states in seen.answers.items():
        moved = dict(moves)
        staying = sorted((seen.after - moved.keys()) | (seen.before & {name}))
        projected = variables.forget(states, variables.states.keys() - {*staying})
        for names in variables.each(projected, staying):
            here = dict(zip(staying, names, strict=True))
            after = {machine: moved.get(machine) or here[machine] for machine in seen.after}
            place = (here[name] if name in seen.before else "", after.pop(name, ""))
            part = variables.forget(states & variables.exactly(here), unread)
            yield tuple(sorted(after.items())), place, answer, part


def _same(value: Hashable, other: Hashable, pair: frozenset[str]) -> bool:
    """Return whether two answers of a machine differ by these two states only."""
    match value, other:
        case (str(target), effects), (str(other_target), other_effects):
            return effects == other_effects and {target, other_target} <= pair
    return False
