"""Sets of clock values that are bound by differences: difference bound matrices.

A zone over n - 1 clocks is a flat tuple of n * n numbers: at ``i * n + j`` stands the most that
clock i can be ahead of clock j.  Clock 0 is always 0, so row and column 0 bound the clocks
themselves.  All zones here are canonical: no bound follows more strictly from others.

Source: D. Dill, Timing assumptions and verification of finite-state concurrent systems, 1989;
J. Bengtsson and W. Yi, Timed automata: semantics, algorithms and tools, 2004.
"""

from collections.abc import Iterable, Sequence
from math import inf
from operator import le

Zone = tuple[float, ...]
"""A canonical zone; its bounds are whole numbers or infinite."""


def any_phase(bounds: Sequence[float]) -> Zone:
    """Return the zone of clocks that have any value up to a bound, each.

    Args:
        bounds: For each clock the most that it can be; infinite where nothing bounds it.
    """
    most = [0.0, *bounds]
    return tuple(0 if i == j else bound for i, bound in enumerate(most) for j in range(len(most)))


def at_least(zone: Zone, n: int, clock: int, least: int) -> Zone | None:
    """Return the part of a zone in which a clock has some value at least; None if there is none."""
    if zone[clock] <= -least:
        return zone
    if zone[clock * n] < least:
        return None
    other = zone[clock * n : clock * n + n]
    tightened: list[float] = []
    for i in range(n):
        ahead = zone[i * n] - least
        row = zone[i * n : i * n + n]
        tightened += [b if b <= ahead + o else ahead + o for b, o in zip(row, other, strict=True)]
    return tuple(tightened)


def later(zone: Zone, n: int, bounds: Iterable[tuple[int, int]]) -> Zone | None:
    """Return what a zone becomes while time passes; None if no clock may have its value.

    Args:
        zone: The zone.
        n: How many rows it has.
        bounds: Clocks with the most that each may be.
    """
    most = [(clock, bound) for clock, bound in bounds]
    first = zone[:n]
    passed: list[float] = list(first)
    for i in range(1, n):
        row = zone[i * n : i * n + n]
        highest = min([row[clock] + bound for clock, bound in most], default=inf)
        if highest + first[i] < 0:
            return None
        passed.append(highest)
        passed += [
            b if b <= highest + f else highest + f for b, f in zip(row[1:], first[1:], strict=True)
        ]
    return tuple(passed)


def within(zone: Zone, other: Zone) -> bool:
    """Return whether a zone is part of another one over the same clocks."""
    return all(map(le, zone, other))


def beyond(zone: Zone, n: int, clocks: Iterable[int], largest: int) -> Zone:
    """Return a zone that forgets by how much clocks are past all that they are compared with.

    Args:
        zone: The zone.
        n: How many rows it has.
        clocks: The clocks that may be.
        largest: The largest number of ticks with which any of them is compared.
    """
    chosen = list(clocks)
    loose = [c * n + j for c in chosen for j in range(n) if largest < zone[c * n + j] < inf]
    late = [j * n + c for c in chosen for j in range(n) if zone[j * n + c] < -largest - 1]
    if not loose and not late:
        return zone
    bounds = list(zone)
    for at in loose:
        bounds[at] = inf
    for at in late:
        bounds[at] = -largest - 1
    for k in range(n):
        for i in range(n):
            through = bounds[i * n + k]
            for j in range(n):
                if through + bounds[k * n + j] < bounds[i * n + j]:
                    bounds[i * n + j] = through + bounds[k * n + j]
    return tuple(bounds)
