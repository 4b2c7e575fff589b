"""What happens in a system is counted, with a shortest trace to each."""

from typing import TypeVar

import pytest
from hypothesis import given, settings
from twinsite.checker.explorer.levels import Levels

from checker.plain_pairs import plain_occurrences, visible
from checker.small_profiles import SMALL
from checker.symbolic.test_any_system import Cells, systems
from checker.toys import lamp, workers
from twinsite.checker.comparison.observable_steps import Happening, occurrences
from twinsite.checker.semantics.system import Event, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Occurrence
from twinsite.checker.symbolic.result import Exploration
from twinsite.checker.symbolic.traces import retrace
from twinsite.model.composition import desktop

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


@pytest.mark.parametrize("name", ["without business continuity", "hard phone"])
def test_in_small_profiles_the_same_happens_as_the_plain_search_says(name: str) -> None:
    assert not disagrees(desktop(SMALL[name]))


def test_what_lies_beyond_the_limit_is_not_told() -> None:
    assert len(occurrences(lamp(), limit=1)) < len(occurrences(lamp()))


def test_a_lost_level_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not disagrees(workers())
    monkeypatch.setattr(Exploration, "levels", property(lambda self: self.found.states[:-1]))
    assert disagrees(workers())


def test_a_detour_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Levels.path
    monkeypatch.setattr(Levels, "path", lambda self, number: [0, 0, *whole(self, number)])
    assert disagrees(lamp())
