"""When each step of a run can happen, if deadlines have these lengths.

A run of the specification lets deadlines elapse in any order; a clock does not.  The moments of
the steps are bound by differences only, so Bellman and Ford tell whether there are any, and find
whole seconds if the lengths are whole.
"""

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Final

import networkx as nx

from twinsite.facts import Facts
from twinsite.kernel.system import Offer, System
from twinsite.kernel.timed import TimedRun

_ORIGIN: Final = -1
_STRICT: Final = 1
"""Seconds that lie at least between a step and a deadline that is not to elapse before it."""
_SPREAD: Final = (2, 5, 11, 23, 47, 97, 197)
"""Lengths of which each is longer than all shorter ones together."""


def menus(usual: Mapping[str, int]) -> Sequence[Mapping[str, int]]:
    """Return lengths to be tried: the usual ones, then each deadline long and short in turn.

    Args:
        usual: The usual lengths in seconds.
    """
    names = tuple(usual)
    found: list[Mapping[str, int]] = [dict(usual)]
    for turn in range(len(names)):
        order = names[turn:] + names[:turn]
        found += [dict(zip(each, _SPREAD, strict=True)) for each in (order, order[::-1])]
    short = sorted(usual, key=lambda name: usual[name])
    for first in permutations(short[:4]):
        order = (*first, *(name for name in short if name not in first))
        found.append(dict(zip(order, _SPREAD, strict=True)))
    return found


def moments(
    system: System[Facts], way: Sequence[Offer], lengths: Mapping[str, int]
) -> tuple[int, ...] | None:
    """Return a moment for each step of a run, in whole seconds, or None if there are none.

    Args:
        system: The composition.
        way: The offers of the run, from the initial state.
        lengths: How long each deadline lasts.
    """
    bounds = nx.DiGraph()  # an edge from a to b with weight w: b is at most w after a
    bounds.add_node(_ORIGIN)
    since = [_ORIGIN] * len(system.instances)
    run = TimedRun(system, lengths)
    for number, offer in enumerate(way):
        if number:
            _bound(bounds, number, number - 1, 0)  # not before the step before it
        else:
            _bound(bounds, number, _ORIGIN, 0)
        for _, deadline in list(run.running()):
            place = system.index[deadline.machine]
            event = system.instances[place].machine.event(deadline.event)
            start, length = since[place], lengths[event.length]
            if deadline == offer:
                _bound(bounds, start, number, length)
                _bound(bounds, number, start, -length)
            else:
                _bound(bounds, start, number, length - _STRICT)
        step = run.take(offer)
        for move in step.moves:
            if not move.transition.internal:
                since[system.index[move.machine]] = number
    # the earliest moments are the shortest ways in the reversed graph, negated
    try:
        early = nx.single_source_bellman_ford_path_length(bounds.reverse(copy=False), _ORIGIN)
    except nx.NetworkXUnbounded:
        return None
    return tuple(-int(early[number]) for number in range(len(way)))


def _bound(bounds: "nx.DiGraph[int]", earlier: int, later: int, most: int) -> None:
    """Let a step be at most so many seconds after another one."""
    if bounds.has_edge(earlier, later):
        most = min(most, bounds[earlier][later]["weight"])
    bounds.add_edge(earlier, later, weight=most)
