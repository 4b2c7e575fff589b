"""The bounds of a thousand systems, each with every goal, are those that counting ticks gives."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, settings

from checker.symbolic.test_any_system import CELL_STATES, CELLS, Cells
from checker.timing.test_any_system import agrees, questions
from twinsite.checker.timing.bounds import bounds
from twinsite.checker.timing.question import Question

PIECE = 100
ONE = settings(
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def _systems(first: int) -> Iterator[Question[Any]]:
    """Yield a question about a system for each seed of a piece; its trigger is never refused."""
    for seed in range(first, first + PIECE):
        yield find(
            questions(),
            lambda found: found.triggered(found.system.initial) is not None,
            settings=ONE,
            random=Random(seed),  # noqa: S311 (no secret)
        )


def _every_goal(question: Question[Any]) -> Iterator[Question[Any]]:
    """Yield a question for each state of each machine."""
    for machine in CELLS:
        for state in CELL_STATES:

            def goal(view: Cells, machine: str = machine, state: str = state) -> bool:
                return view.is_in(machine, state)

            yield replace(question, goal=goal)


@pytest.mark.parametrize(
    "first",
    [pytest.param(0, marks=pytest.mark.heavy)]
    + [pytest.param(first, marks=pytest.mark.by_hand) for first in range(PIECE, 1_000, PIECE)],
)
def test_bounds_of_a_hundred_systems_are_those_of_counted_ticks(first: int) -> None:
    later = 0
    for question in _systems(first):
        for asked in _every_goal(question):
            agrees(asked)
            found = bounds(asked)
            later += found.earliest is not None and found.latest != found.earliest
    assert later > PIECE // 2
