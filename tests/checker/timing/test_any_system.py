"""Bounds of systems that nobody thought of are those that counting ticks gives."""

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.symbolic.test_any_system import CELL_STATES, CELLS, Cells, systems
from checker.timing.replay import replay
from checker.timing.ticks import Counted
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, JointState, System
from twinsite.checker.timing.behaviour import Behaviour
from twinsite.checker.timing.bounds import Attained, bounds
from twinsite.checker.timing.critical_path import timed
from twinsite.checker.timing.question import Interval, Question

LARGEST = 4
EXAMPLES = settings(deadline=None, max_examples=int(os.environ.get("EXAMPLES", "150")))
"""How many questions are drawn; ``EXAMPLES=10000`` is for a run by hand."""


@dataclass(frozen=True)
class Drawn:
    """When each event comes, and in which state of which machine it does not."""

    intervals: dict[Event, Interval]
    held: dict[Event, tuple[str, str]]

    def __call__(self, event: Event, view: Cells) -> Interval | None:
        """Return when an event comes."""
        held = self.held.get(event)
        return None if held and view.is_in(*held) else self.intervals.get(event)


@st.composite
def timings(draw: st.DrawFn, system: System[Cells]) -> Drawn:
    """Draw when events come; not every one does, some need not, and some look at other clocks."""
    intervals, held = {}, {}
    for number, event in enumerate(system.events):
        if draw(st.integers(0, 5)) == 0:
            continue
        clock = draw(st.sampled_from([event.machine, event.machine, event.machine, *CELLS]))
        least = draw(st.integers(0, LARGEST - 1))
        most = draw(st.sampled_from([None, *range(least, LARGEST + 1), *range(least, LARGEST + 1)]))
        intervals[event] = Interval(clock, least, most, f"length {number}")
        if draw(st.integers(0, 3)) == 0:
            held[event] = draw(st.sampled_from(CELLS)), draw(st.sampled_from(CELL_STATES))
    return Drawn(intervals, held)


@st.composite
def questions(draw: st.DrawFn) -> Question[Cells]:
    """Draw a question about a drawn system: most goals are reached, were it not for time."""
    system = draw(systems())
    triggers, state = [], system.initial
    for _ in range(draw(st.integers(1, 2))):
        possible = _possible(system, state)
        assume(possible)
        triggers.append(draw(st.sampled_from(sorted(possible))))
        state = possible[triggers[-1]]
    goals = [(CELLS[n], reached) for n, reached in _ahead(system, state)]
    goal = draw(st.sampled_from(goals or [(m, s) for m in CELLS for s in CELL_STATES]))
    after = draw(timings(system))
    return Question(
        system,
        (system.initial,),
        triggers,
        after if draw(st.booleans()) else draw(timings(system)),
        after,
        lambda view: view.is_in(*goal),
    )


def _possible(system: System[Cells], state: JointState) -> dict[Event, JointState]:
    """Return the events that are not refused, with what each leads to."""
    found = {}
    for event in system.events:
        with suppress(RefusedError):
            found[event] = system.step(state, event).after
    return found


def _ahead(system: System[Cells], start: JointState) -> list[tuple[int, str]]:
    """Return what the machines, by their numbers, can enter beside the states that they are in."""
    seen, waiting = {start}, [start]
    while waiting:
        following = set(_possible(system, waiting.pop()).values()) - seen
        seen |= following
        waiting += following
    return sorted({part for state in seen for part in enumerate(state)} - set(enumerate(start)))


def agrees(question: Question[Any], most_zones: int = 100_000) -> None:
    """Check the bounds of a question against counted ticks, and take their traces again."""
    if question.triggered(question.system.initial) is None:
        return
    found = bounds(question, most_zones=most_zones)
    judge = Counted(question, LARGEST)
    earliest = judge.earliest()
    assert (None if found.earliest is None else found.earliest.ticks) == earliest
    if earliest is None:
        assert found.latest is None
        return
    latest = judge.latest()
    assert (found.latest.ticks if isinstance(found.latest, Attained) else None) == latest
    behaviour = Behaviour(question.system, question.after)
    for bound, last in ((found.earliest, False), (found.latest, True)):
        if isinstance(bound, Attained):
            trace = timed(question, behaviour, bound, found.still, latest=last)
            assert sum(trace.terms.values()) == bound.ticks == trace.moments[-1]
            replay(question, bound, trace, found.still)


@EXAMPLES
@given(questions())
def test_bounds_are_those_of_counted_ticks_and_attained(question: Question[Any]) -> None:
    agrees(question)
