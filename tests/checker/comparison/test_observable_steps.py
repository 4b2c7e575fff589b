"""What happens in a system is counted, with a shortest trace to each."""

from typing import TypeVar

import pytest
from hypothesis import given, settings

from checker import faults
from checker.faults import Fault
from checker.plain_pairs import plain_occurrences, visible
from checker.small_profiles import SMALL
from checker.symbolic.test_any_system import Cells, systems
from checker.toys import lamp, workers
from twinsite.checker.comparison.observable_steps import Happening, occurrences
from twinsite.checker.semantics.system import Event, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Occurrence
from twinsite.checker.symbolic.reachable import Relation
from twinsite.checker.symbolic.traces import Traces, retrace
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile

V = TypeVar("V", bound=View)
PRESSED = Event("switch", "pressed")


def disagrees(system: System[V]) -> bool:
    """Return whether counts, lengths or ends of traces are not those of the plain search."""
    found = occurrences(system)
    lengths = {(h.occurrence.event, h.occurrence.log): (h.count, len(h.trace)) for h in found}
    if lengths != plain_occurrences(system):
        return True
    ends = [list(retrace(system, happening.trace))[-1] for happening in found]
    shown = [(end.event, visible(system, end)) for end in ends]
    return shown != [(h.occurrence.event, h.occurrence.log) for h in found]


def test_an_event_with_other_commands_is_another_occurrence() -> None:
    light, darken = ("switch", "light"), ("switch", "darken")
    assert occurrences(lamp()) == (
        Happening(Occurrence(PRESSED, (light,)), 2, (PRESSED,)),
        Happening(Occurrence(PRESSED, (darken,)), 3, (PRESSED,) * 2),
        Happening(Occurrence(PRESSED, (light, ("meter", "alarm"))), 1, (PRESSED,) * 3),
        Happening(
            Occurrence(Event("meter", "reset"), (("meter", "clear"),)),
            2,
            (*(PRESSED,) * 3, Event("meter", "reset")),
        ),
    )


@settings(deadline=None)
@given(systems())
def test_in_any_system_the_same_happens_as_the_plain_search_says(system: System[Cells]) -> None:
    assert not disagrees(system)


@pytest.mark.parametrize(
    "profile",
    [Profile.parse("stat/bc/cluster-2"), SMALL["without business continuity"]],
    ids=lambda profile: profile.name,
)
def test_in_small_profiles_the_same_happens_as_the_plain_search_says(profile: Profile) -> None:
    assert not disagrees(desktop(profile))


def put_every_state_a_level_too_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every trace a step longer, where that is possible."""
    whole = Traces.to
    monkeypatch.setattr(
        Traces, "to", lambda self, states, event=None: (*whole(self, states, event),) * 2
    )


def lose_the_steps_of_an_assignment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget one of the assignments."""
    whole = Relation.grow

    def grow(self: Relation) -> bool:
        grown = whole(self)
        if not grown:
            self.guards.popitem()
        return grown

    monkeypatch.setattr(Relation, "grow", grow)


@pytest.mark.parametrize(
    "fault",
    [
        put_every_state_a_level_too_far,
        lose_the_steps_of_an_assignment,
        faults.count_one_more,
        faults.unite_all_but_the_last,
    ],
)
def test_a_fault_is_noticed(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not disagrees(workers())
    fault(monkeypatch)
    assert disagrees(workers())
