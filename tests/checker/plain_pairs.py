"""A second search over pairs of states, written for clarity only: plain Python and a queue."""

from collections import deque
from dataclasses import dataclass
from typing import TypeVar

from twinsite.checker.semantics.system import Event, JointState, Log, Step, System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)


@dataclass(frozen=True)
class PlainComparison:
    """What the plain search finds."""

    length: int | None
    """The steps of a shortest trace that parts the two; None if nothing does."""
    pairs: int
    identical: bool


def visible(system: System[V], step: Step | None) -> Log | None:
    """Return the commands of a step; None of a step that is refused."""
    if step is None:
        return None
    return tuple(said for said in step.log if said[1] in system.commands)


def names(system: System[V], state: JointState) -> dict[str, str]:
    """Return the state of each machine by its name."""
    return {i.name: part for i, part in zip(system.instances, state, strict=True)}


def plain_compare(left: System[V], right: System[V]) -> PlainComparison:
    """Compare two systems, one pair and one step at a time."""
    start = (left.initial, right.initial)
    depths = {start: 0}
    waiting = deque([start])
    while waiting:
        pair = waiting.popleft()
        ours = {step.event: step for step in left.steps(pair[0])}
        theirs = {step.event: step for step in right.steps(pair[1])}
        for event in {*ours, *theirs}:
            mine, other = ours.get(event), theirs.get(event)
            if visible(left, mine) != visible(right, other):
                return PlainComparison(depths[pair] + 1, len(depths), identical=False)
            assert mine is not None
            assert other is not None
            if (after := (mine.after, other.after)) not in depths:
                depths[after] = depths[pair] + 1
                waiting.append(after)
    identical = all(names(left, a) == names(right, b) for a, b in depths)
    return PlainComparison(None, len(depths), identical)


def plain_occurrences(system: System[V]) -> dict[tuple[Event, Log | None], tuple[int, int]]:
    """Return how many steps show an event with its commands, and how far the first one is."""
    depths = {system.initial: 0}
    waiting = deque([system.initial])
    found: dict[tuple[Event, Log | None], tuple[int, int]] = {}
    while waiting:
        state = waiting.popleft()
        for step in system.steps(state):
            key = (step.event, visible(system, step))
            count, first = found.get(key, (0, depths[state] + 1))
            found[key] = (count + 1, first)
            if step.after not in depths:
                depths[step.after] = depths[state] + 1
                waiting.append(step.after)
    return found
