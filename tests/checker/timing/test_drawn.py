"""A drawn trace is one of those that the bounds are over, whatever the system."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from random import Random
from typing import Any

import pytest
from hypothesis import given

from checker.timing.noticed import is_noticed
from checker.timing.test_any_system import EXAMPLES, questions
from twinsite.checker.timing import drawn
from twinsite.checker.timing.behaviour import Behaviour
from twinsite.checker.timing.bounds import Attained, bounds
from twinsite.checker.timing.drawn import Draws
from twinsite.checker.timing.question import Question

END = 100
"""No bound that counts is later."""
STEPS = 300


def keeps(question: Question[Any], seed: int) -> None:
    """Draw a trace, and check that it reaches the goal within the bounds."""
    question = replace(question, before=question.after)
    if question.triggered(question.system.initial) is None:
        return
    found = bounds(question)
    draws = Draws(Behaviour(question.system, question.after))
    run = draws.begin(question.system.initial, Random(seed))  # noqa: S311 (no secret)
    run.take(question.triggers)
    reached = question.goal(question.system.view(run.state))
    at, last = 0.0, 0.0
    for step in islice(run.until(END), STEPS):
        assert step.at >= last
        last = step.at
        if not reached and question.goal(question.system.view(run.state)):
            reached, at = True, step.at
    if reached:
        assert found.earliest is not None
        assert at >= found.earliest.ticks
    if isinstance(found.latest, Attained) and run.now == END:
        assert reached
        assert at <= found.latest.ticks


@EXAMPLES
@given(questions())
def test_a_drawn_trace_keeps_the_bounds(question: Question[Any]) -> None:
    for seed in range(3):
        keeps(question, seed)


def _moved(by: float) -> Callable[..., Any]:
    """Return a plan that draws moments as many ticks later."""
    plan = drawn.Run._plan

    def changed(run: Any, way: Any) -> Any:
        found = plan(run, way)
        return found if found in run._planned.values() else found._replace(at=found.at + by)

    return changed


@pytest.mark.heavy
@pytest.mark.parametrize("by", [-1.5, 5])
def test_a_moment_outside_of_its_interval_is_noticed(
    by: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawn.Run, "_plan", _moved(by))

    def is_wrong(question: Any) -> bool:
        try:
            keeps(question, 0)
        except AssertionError:
            return True
        return False

    assert is_noticed(is_wrong), "nobody notices"
