"""A manager that runs out of nodes in the middle leaves answers open, and makes none wrong."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import faults
from checker.agreement import overclaims
from checker.faults import Fault
from checker.scarcity import NO_ROOM, each_scarcity
from checker.second import Second
from checker.small_profiles import SMALL
from checker.symbolic.test_any_system import Cells, properties_of_cells, systems
from checker.toys import LAMP_PROPERTIES, lamp
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic import explore as search
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Property, Verdict
from twinsite.checker.symbolic.result import Exploration
from twinsite.model.composition import desktop
from twinsite.properties import properties_of

V = TypeVar("V", bound=View)

SCARCE = (0, 100, 1_000, 5_000, 10_000, 15_000, 20_000, 30_000, 50_000)
"""Nodes for a small profile: from none at all to more than it needs."""
ROOMY = 10_000
"""Nodes enough for every toy."""
SMALLEST = SMALL["without business continuity"]


def overclaimed_by(make: Callable[[], Exploration[V]], second: Second[V]) -> set[str]:
    """Return what a search claims to know, and cannot know or has wrong, and how it breaks down."""
    try:
        return set(overclaims(make(), second))
    except (AssertionError, MemoryError) as error:
        return {str(error)}


def overclaimed(
    system: System[V], properties: Sequence[Property[V]], *, stride: int = 1
) -> Iterator[str]:
    """Yield what is claimed wrongly when there is no room for one operation or another."""
    second = Second(system, properties)
    for scarcity in each_scarcity(stride):
        with pytest.MonkeyPatch.context() as patch:
            scarcity.begin_at(patch, search, "_search")
            yield from overclaimed_by(partial(explore, system, properties, capacity=ROOMY), second)


def test_a_search_without_room_leaves_open_what_it_has_not_seen() -> None:
    found = explore(desktop(SMALLEST), properties_of(SMALLEST), capacity=0)
    assert not found.complete
    assert Verdict.UNDETERMINED in {finding.verdict for finding in found.findings}
    assert not [f for f in found.findings if f.verdict is Verdict.PROVED and not f.trace]


def test_no_operation_without_room_makes_a_verdict_wrong() -> None:
    assert not list(overclaimed(lamp(), LAMP_PROPERTIES))


@settings(deadline=None, max_examples=5)
@given(systems(), st.integers(50, 99))
def test_so_it_is_in_any_system(system: System[Cells], stride: int) -> None:
    assert not list(overclaimed(system, properties_of_cells(), stride=stride))


def test_a_profile_is_never_judged_wrongly_for_want_of_room() -> None:
    system, properties = desktop(SMALLEST), properties_of(SMALLEST)
    second = Second(system, properties)
    for capacity in SCARCE:
        made = partial(explore, system, properties, capacity=capacity)
        assert not overclaimed_by(made, second)
    assert explore(system, properties, capacity=SCARCE[-1]).complete


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (faults.call_every_search_complete, "complete"),
        (faults.prove_what_was_not_seen, "the meter is in one of its states, without a trace"),
        (faults.prove_what_there_was_no_room_for, "light goes on and the meter stays full"),
        (faults.hide_that_there_was_no_room_to_look, "looked at"),
        (faults.break_down_for_want_of_room, NO_ROOM),
        (faults.lose_steps_for_want_of_room, "no step leads to some of the states"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_fault_where_there_is_no_room_is_noticed(
    fault: Fault, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    assert expected in overclaimed(lamp(), LAMP_PROPERTIES)
