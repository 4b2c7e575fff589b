"""When each step of a trace can happen on a clock, and for which lengths of the deadlines.

A trace of the specification lets deadlines elapse in any order; a clock does not, and whether it
can depends on how long they are.  Moments and lengths are bound by differences only, so they are
a small integer program: whole seconds, the lengths as near to the usual ones as can be.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from twinsite.checker.semantics.system import Event
from twinsite.checker.semantics.timed import TimedRun
from twinsite.model.predicates import Facts

_STRICT: Final = 1
"""Seconds that lie at least between a step and a deadline that is not to elapse before it."""
_LONGEST: Final = 1000
"""Seconds that a deadline lasts at most."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Moments for the steps of a trace."""

    lengths: Mapping[str, int]
    """How long each deadline lasts, in seconds."""
    moments: tuple[int, ...]
    """When each step happens, in seconds from the beginning."""


class _Program:
    """An integer program: columns that are weighed, rows that are bound from below."""

    def __init__(self) -> None:
        self._weights: list[float] = []
        self._rows: list[tuple[Mapping[int, int], float]] = []
        self._least: list[int] = []
        self._most: list[float] = []

    def column(self, weight: float, least: int = 0, most: float = inf) -> int:
        self._weights.append(weight)
        self._least.append(least)
        self._most.append(most)
        return len(self._weights) - 1

    def at_least(self, bound: float, terms: Sequence[tuple[int, int]]) -> None:
        """Let a sum of columns, each times a factor, be no less than a bound."""
        row: dict[int, int] = defaultdict(int)
        for factor, column in terms:
            row[column] += factor
        self._rows.append((row, bound))

    def solve(self) -> Sequence[int] | None:
        from scipy.optimize import Bounds, LinearConstraint, milp  # only the extra brings it

        columns = range(len(self._weights))
        found = milp(
            self._weights,
            integrality=[1 for _ in columns],
            bounds=Bounds(self._least, self._most),
            constraints=LinearConstraint(
                [[row.get(column, 0) for column in columns] for row, _ in self._rows],
                lb=[bound for _, bound in self._rows],
            ),
        )
        return None if found.x is None else [round(value) for value in found.x]


def schedule(
    beginning: TimedRun[Facts],
    way: Sequence[Event],
    usual: Mapping[str, float],
    tied: tuple[str, str] | None = None,
) -> Schedule | None:
    """Return moments for the steps of a trace, and lengths that allow them; None if none do.

    Args:
        beginning: Any trace of the composition.
        way: The events of the trace, from the initial state.
        usual: The lengths that are preferred, in seconds.
        tied: Two lengths that must be the same, if any must.
    """
    program = _Program()
    lengths = {name: program.column(0.0, 1, _LONGEST) for name in usual}
    if tied is not None:
        lengths[tied[1]] = lengths[tied[0]]
    for name, length in usual.items():
        off = program.column(1.0)  # how far the length is from the usual one
        program.at_least(-length, [(1, off), (-1, lengths[name])])
        program.at_least(length, [(1, off), (1, lengths[name])])
    origin = program.column(0.0, 0, 0)
    steps = [program.column(0.001) for _ in way]
    system = beginning.system
    since = [origin] * len(system.instances)
    run = beginning.anew(usual)
    for number, event in enumerate(way):
        here = steps[number]
        program.at_least(0, [(1, here), (-1, steps[number - 1] if number else origin)])
        for _, deadline in list(run.running()):
            place = system.index[deadline.machine]
            length = lengths[system.instances[place].machine.event(deadline.name).length]
            left = [(1, since[place]), (1, length), (-1, here)]
            program.at_least(0 if deadline == event else _STRICT, left)
            if deadline == event:
                program.at_least(0, [(-factor, column) for factor, column in left])
        for machine in run.take(event).entered:
            since[system.index[machine]] = here
    found = program.solve()
    if found is None:
        return None
    return Schedule(
        {name: found[column] for name, column in lengths.items()},
        tuple(found[column] for column in steps),
    )
