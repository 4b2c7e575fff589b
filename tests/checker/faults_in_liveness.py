"""Faults that can be seeded in the decision of liveness properties, a function each."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from checker.faults import Colliding, Fault
from checker.toys import Room
from twinsite.checker.liveness import decide
from twinsite.checker.liveness.decide import Liveness
from twinsite.checker.liveness.fair_states import Region
from twinsite.checker.liveness.fairness import Strength
from twinsite.checker.liveness.loops import Loops
from twinsite.checker.liveness.region import Regions
from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.property import Property, never

Fair = dict[Event, Strength]


def _with_fairness(change: Callable[[Fair], Fair]) -> Fault:
    def fault(monkeypatch: pytest.MonkeyPatch) -> None:
        whole = decide.fair_states
        monkeypatch.setattr(
            decide,
            "fair_states",
            lambda region, fair, within: whole(region, change(fair), within),
        )

    return fault


take_weak_for_strong = _with_fairness(lambda fair: dict.fromkeys(fair, Strength.STRONG))
take_strong_for_weak = _with_fairness(lambda fair: dict.fromkeys(fair, Strength.WEAK))
forget_an_event = _with_fairness(lambda fair: dict(list(fair.items())[:-1]))


def _with_property(change: Callable[[Property[Room]], Property[Room]]) -> Fault:
    def fault(monkeypatch: pytest.MonkeyPatch) -> None:
        whole = Regions.of
        monkeypatch.setattr(Regions, "of", lambda self, prop: whole(self, change(prop)))

    return fault


forget_the_premise = _with_property(lambda prop: replace(prop, premise=None))
forget_the_restriction = _with_property(lambda prop: replace(prop, given=None))
forget_the_steps_that_are_meant = _with_property(lambda prop: replace(prop, when=never))


def _with_region(change: Callable[[Region], dict[str, Any]]) -> Fault:
    def fault(monkeypatch: pytest.MonkeyPatch) -> None:
        whole = Regions.of

        def of(self: Regions[Room], prop: Property[Room]) -> Region:
            region = whole(self, prop)
            return replace(region, **change(region))

        monkeypatch.setattr(Regions, "of", of)

    return fault


accept_every_loop = _with_region(lambda region: {"accept": None})
let_events_be_possible_everywhere = _with_region(
    lambda region: {"possible": dict.fromkeys(region.possible, region.variables.every)}
)
let_events_be_possible_nowhere = _with_region(
    lambda region: {"possible": dict.fromkeys(region.possible, region.variables.none)}
)
forget_what_is_taken = _with_region(lambda region: {"by_event": {}})
lose_a_part = _with_region(lambda region: {"parts": list(region.parts)[1:]})
stay_where_a_promise_is_given = _with_region(lambda region: {"states": region.begins})


def leave_what_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a step leave a promise open wherever it leads."""
    whole = Regions._inside

    def inside(self: Regions[Room], prop: Property[Room], chosen: Any, states: Any) -> Any:
        kept = whole(self, prop, chosen, self._variables.every)
        return {
            event: [(moves, guard & states) for moves, guard in parts]
            for event, parts in kept.items()
        }

    monkeypatch.setattr(Regions, "_inside", inside)


def allow_events_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember by a restriction alone where an event may come."""
    whole = Regions.__init__

    def prepare(self: Regions[Room], *arguments: Any) -> None:
        whole(self, *arguments)
        self._allowed = Colliding(lambda key: key[0])

    monkeypatch.setattr(Regions, "__init__", prepare)


def decide_the_first_property_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the region of the property that was decided first."""
    whole = Liveness._region

    def region(self: Liveness[Room], prop: Property[Room]) -> Region:
        return self._latest[1] if self._latest is not None else whole(self, prop)

    monkeypatch.setattr(Liveness, "_region", region)


def come_in_no_more_than_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no trace come to a goal unless it is there."""
    monkeypatch.setattr(Region, "coming_to", lambda self, goal, within, parts=None: goal)


def assume_all_that_can_help(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take more assumptions than are needed."""
    whole = decide._smallest_hitting_set
    monkeypatch.setattr(
        decide,
        "_smallest_hitting_set",
        lambda candidates, sets: tuple(candidates) if sets else whole(candidates, sets),
    )


def assume_nothing_strongly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the strong assumptions out of those that could be made."""
    whole = Liveness._candidates
    monkeypatch.setattr(
        Liveness,
        "_candidates",
        lambda self, prop: [c for c in whole(self, prop) if c.strength is Strength.WEAK],
    )


def leave_the_loop_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the last step of a loop."""
    whole = Loops._loop
    monkeypatch.setattr(Loops, "_loop", lambda *arguments: whole(*arguments)[:-1])


def find_every_loop_fair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never go on with a loop for the sake of fairness."""
    monkeypatch.setattr(Loops, "_missed", lambda *_: None)


def begin_at_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the first step of the way to a loop."""
    whole = Loops._stem

    def stem(self: Loops[Room], goal: Any) -> Any:
        steps, entry = whole(self, goal)
        return steps[1:], entry

    monkeypatch.setattr(Loops, "_stem", stem)
