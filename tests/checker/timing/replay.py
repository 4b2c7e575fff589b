"""A trace in time is taken again, moment by moment, by nothing but the step of the semantics."""

from typing import Any

from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, JointState
from twinsite.checker.timing.bounds import Attained
from twinsite.checker.timing.critical_path import Timed
from twinsite.checker.timing.question import Interval, Question, Timing


def replay(question: Question[Any], bound: Attained, trace: Timed, still: frozenset[str]) -> None:
    """Take a trace again, and check that each step comes when it may, and nothing is passed over.

    Machines that nothing depends on stand still, and nothing comes by their clocks.
    """
    system = question.system
    state = bound.way.start
    since = dict(trace.since)
    assert max(since.values(), default=0) <= 0
    for event, interval in _possible(question, state, question.before, still):
        if interval.most is not None:
            assert -since[interval.clock] <= interval.most, (event, "is overdue at the trigger")
    triggered = question.triggered(state)
    assert triggered is not None
    state, fresh = triggered
    since |= dict.fromkeys(fresh, 0)
    now = 0
    assert len(trace.moments) == len(bound.way.steps) + 1
    for (event, _), at in zip(bound.way.steps, trace.moments[1:], strict=True):
        assert not question.goal(system.view(state))
        assert at >= now
        possible = dict(_possible(question, state, question.after, still))
        for other, interval in possible.items():
            if interval.most is not None and at > now:
                assert at - since[interval.clock] <= interval.most, (other, "was passed over")
        assert at - since[possible[event].clock] >= possible[event].least, (event, "is early")
        step = system.step(state, event)
        since |= dict.fromkeys(step.entered, at)
        state, now = step.after, at
    assert question.goal(system.view(state))


def _possible(
    question: Question[Any], state: JointState, timing: Timing[Any], still: frozenset[str]
) -> list[tuple[Event, Interval]]:
    view = question.system.view(state)
    found = []
    for event in question.system.events:
        interval = timing(event, view)
        if interval is not None and still.isdisjoint((event.machine, interval.clock)):
            try:
                question.system.step(state, event)
            except RefusedError:
                continue
            found.append((event, interval))
    return found
