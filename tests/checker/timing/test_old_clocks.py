"""Clocks that are older than anything that is compared with them hold nothing back."""

import pytest

from checker.symbolic.test_any_system import CELLS, Cells
from checker.timing.test_any_system import Drawn, agrees
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import EventDecl, Guard, MachineDecl, TransitionDecl
from twinsite.checker.semantics.system import Event, Instance, System
from twinsite.checker.timing import recurrence
from twinsite.checker.timing.bounds import Attained, Unbounded, UndeterminedError, bounds
from twinsite.checker.timing.question import Interval, Question

M0, M1, M2 = CELLS


def machine(name: str, *ways: tuple[str, str, str]) -> Instance:
    """Return a machine by its ways: event, source and target."""
    names = dict.fromkeys(event for event, _, _ in ways)
    events = tuple(EventDecl(e, Kind.STIMULUS, "", "TOY-16", "event", "") for e in names)
    moves = tuple(TransitionDecl(e, s, t, Guard(""), ()) for e, s, t in ways)
    states = ("s0", "s1", "s2")
    return Instance(name, MachineDecl(name, "Where?", states, "s0", events, moves, ()), "", "s0")


def question(
    intervals: dict[Event, Interval], held: dict[Event, tuple[str, str]], *machines: Instance
) -> Question[Cells]:
    """Return how long it takes from the first event of the first machine to a last state."""
    system = System("toy", machines, view=Cells, commands=frozenset())
    timing = Drawn(intervals, held)
    trigger = [Event(M0, "e0")]
    return Question(system, (system.initial,), trigger, timing, timing, _is_last)


def _is_last(view: Cells) -> bool:
    return view.is_in(M0, "s2") or view.is_in(M1, "s2")


def waiting() -> Question[Cells]:
    """Return a question about what need not come, while something else goes on and on."""
    return question(
        {
            Event(M0, "e1"): Interval(M0, 1, None, "patience"),
            Event(M1, "e0"): Interval(M1, 1, 2, "period"),
        },
        {Event(M0, "e1"): (M1, "s0")},
        machine(M0, ("e0", "s0", "s1"), ("e1", "s1", "s2")),
        machine(M1, ("e0", "s0", "s1"), ("e0", "s1", "s0")),
        machine(M2),
    )


def test_what_goes_on_beside_a_clock_that_is_never_begun_anew_is_a_recurrence() -> None:
    asked = waiting()
    assert isinstance(bounds(asked).latest, Unbounded)
    agrees(asked)


def test_without_that_the_search_has_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recurrence, "_holds", lambda _, kept: bool(kept))
    with pytest.raises(UndeterminedError):
        bounds(waiting(), most_zones=100)


def test_two_clocks_may_be_past_their_bounds_at_once() -> None:
    asked = question(
        {
            Event(M0, "e1"): Interval(M0, 0, 3, "one"),
            Event(M1, "e0"): Interval(M1, 0, 2, "other"),
            Event(M2, "e0"): Interval(M0, 4, 4, "delay"),
        },
        {Event(M0, "e1"): (M2, "s0"), Event(M1, "e0"): (M2, "s0")},
        machine(M0, ("e0", "s0", "s1"), ("e1", "s1", "s2")),
        machine(M1, ("e0", "s0", "s2")),
        machine(M2, ("e0", "s0", "s1")),
    )
    latest = bounds(asked).latest
    assert isinstance(latest, Attained)
    assert latest.ticks == 4
    agrees(asked)
