"""Two systems part where the plain search says that they part, and nowhere else."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from twinsite.checker.comparison.pair_set import PairSet
from twinsite.checker.explorer.stepper import Stepper

from checker.plain_pairs import plain_compare, visible
from checker.small_profiles import SMALL
from checker.symbolic.test_any_system import Cells, systems
from checker.toys import Clock, Meter, Room, Switch, holders, lamp, system_of, workers
from twinsite.checker.comparison.lockstep import Comparison, Difference, compare
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import MachineDecl, declare
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, Log, Step, System
from twinsite.checker.symbolic.result import Progress
from twinsite.checker.symbolic.traces import retrace
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Phone, Profile

PRESSED = Event("switch", "pressed")
RESET = Event("meter", "reset")


def with_effects(chart: MachineDecl, event: str, effects: Mapping[str, str]) -> MachineDecl:
    """Return a machine in which an event has other effects, by the state in which it comes."""
    return replace(
        chart,
        transitions=tuple(
            replace(t, effects=tuple(effects[t.source].split()))
            if t.event == event and t.source in effects
            else t
            for t in chart.transitions
        ),
    )


def lamp_with(switch: MachineDecl | None = None, meter: MachineDecl | None = None) -> System[Room]:
    """Return a lamp of which some machines are others."""
    return system_of(("switch", switch or declare(Switch)), ("meter", meter or declare(Meter)))


def without(chart: MachineDecl, event: str) -> MachineDecl:
    """Return a machine that does not know an event."""
    return replace(
        chart,
        events=tuple(e for e in chart.events if e.id != event),
        transitions=tuple(t for t in chart.transitions if t.event != event),
    )


SILENT_ALARM = with_effects(declare(Meter), "went_on", {"one": ""})
MUTED_LIGHT = with_effects(declare(Switch), "pressed", {"dark": "went_on"})
TURNED_ROUND = with_effects(declare(Switch), "pressed", {"dark": "light went_on"})
UNCOUNTED = with_effects(declare(Switch), "pressed", {"dark": "light"})
NEVER_RESET = without(declare(Meter), "reset")

PAIRS: Mapping[str, Callable[[], tuple[System[Room], System[Room]]]] = {
    "lamps": lambda: (lamp(), lamp()),
    "workers": lambda: (workers(), workers()),
    "holders": lambda: (holders(), holders()),
    "lamp and workers": lambda: (lamp(), workers()),
    "a silent alarm": lambda: (lamp(), lamp_with(meter=SILENT_ALARM)),
    "a muted light": lambda: (lamp_with(MUTED_LIGHT), lamp()),
    "effects turned round": lambda: (lamp(), lamp_with(TURNED_ROUND)),
    "an uncounted light": lambda: (lamp_with(UNCOUNTED), lamp()),
    "a meter that is never reset": lambda: (lamp_with(meter=NEVER_RESET), lamp()),
    "one machine more": lambda: (system_of(("switch", UNCOUNTED), ("meter", Meter)), alone()),
}


def alone() -> System[Room]:
    """Return a switch that counts nothing."""
    return system_of(("switch", UNCOUNTED))


def disagreements(pairs: Mapping[str, Callable[[], tuple[System[Room], System[Room]]]]) -> set[str]:
    """Return the pairs of which the search says something else than the plain one."""
    return {name for name, make in pairs.items() if not _agree(*make())}


def _agree(left: System[Room], right: System[Room]) -> bool:
    found, plain = compare(left, right), plain_compare(left, right)
    if found.difference is None:
        return (None, found.pairs, found.identical) == (plain.length, plain.pairs, plain.identical)
    return plain.length == len(found.difference.shared) + 1


# toys ------------------------------------------------------------------------------------------


def test_equal_systems_are_equal_in_every_pair() -> None:
    assert compare(lamp(), lamp()) == Comparison(None, 6, identical=True, complete=True)


def test_a_run_that_one_side_refuses_is_found_from_both_sides() -> None:
    whole, poor = lamp(), lamp_with(meter=NEVER_RESET)
    step = [*retrace(whole, [PRESSED, PRESSED, PRESSED, RESET])][-1]
    shared = (PRESSED, PRESSED, PRESSED)
    assert Difference(shared, RESET, step, None) == compare(whole, poor).difference
    assert Difference(shared, RESET, None, step) == compare(poor, whole).difference


def test_another_command_is_a_difference_with_the_steps_of_both_sides() -> None:
    difference = compare(lamp(), lamp_with(meter=SILENT_ALARM)).difference
    assert difference is not None
    assert (difference.shared, difference.event) == ((PRESSED, PRESSED), PRESSED)
    assert difference.left is not None
    assert difference.right is not None
    assert ("meter", "alarm") in difference.left.log
    assert ("meter", "alarm") not in difference.right.log


def test_the_order_of_commands_is_seen() -> None:
    once = with_effects(declare(Switch), "pressed", {"dark": "light darken went_on"})
    twice = with_effects(declare(Switch), "pressed", {"dark": "darken light went_on"})
    assert compare(lamp_with(once), lamp_with(twice)).difference == Difference(
        (),
        PRESSED,
        lamp_with(once).step(("dark", "zero"), PRESSED),
        lamp_with(twice).step(("dark", "zero"), PRESSED),
    )


def test_which_machine_gives_a_command_is_seen() -> None:
    struck = with_effects(declare(Clock), "struck", {"day": "chime", "night": "chime"})
    one, two = system_of(("here", struck)), system_of(("there", struck))
    assert compare(one, two).difference is not None


def test_the_order_of_signals_among_commands_is_not_seen() -> None:
    # in both the alarm comes after the light
    turned = lamp_with(TURNED_ROUND)
    assert compare(lamp(), turned) == Comparison(None, 6, identical=True, complete=True)


def test_systems_that_differ_only_inside_are_equal_and_not_identical() -> None:
    quiet = with_effects(NEVER_RESET, "went_on", {"one": ""})
    counted = lamp_with(meter=quiet)
    uncounted = lamp_with(UNCOUNTED, quiet)
    result = compare(counted, uncounted)
    assert (result.difference, result.identical, result.complete) == (None, False, True)


def test_systems_of_other_machines_may_be_equal_and_are_never_identical() -> None:
    result = compare(*PAIRS["one machine more"]())
    assert (result.difference, result.pairs, result.identical) == (None, 2, False)


def test_the_order_of_machines_and_of_states_does_not_matter() -> None:
    meter = declare(Meter)
    turned = replace(meter, states=meter.states[::-1])
    result = compare(lamp(), system_of(("meter", turned), ("switch", Switch)))
    assert (result.difference, result.pairs, result.identical) == (None, 6, True)


def test_of_shortest_runs_one_with_few_deadlines_is_chosen() -> None:
    switch = declare(Switch)
    (pressed, _) = switch.events
    late = replace(pressed, id="waited", kind=Kind.DEADLINE)
    ways = tuple(
        replace(t, event=event)
        for event in ("waited", "pressed")
        for t in switch.transitions
        if t.event == "pressed"
    )
    both = replace(switch, events=(late, pressed), transitions=ways)
    difference = compare(lamp_with(both), lamp_with(both, SILENT_ALARM)).difference
    assert difference is not None
    assert (difference.shared, difference.event) == ((PRESSED, PRESSED), PRESSED)


@pytest.mark.parametrize("limit", range(7))
def test_a_search_that_is_cut_short_says_so(limit: int) -> None:
    result = compare(lamp(), lamp(), limit=limit)
    assert result.difference is None
    assert result.complete == (limit >= 6)


def test_what_is_found_before_the_limit_is_final() -> None:
    result = compare(lamp(), lamp_with(MUTED_LIGHT), limit=1)
    assert result.difference is not None
    assert result.complete


def test_progress_is_told_after_every_level() -> None:
    heard: list[Progress] = []
    compare(lamp(), lamp(), observe=heard.append)
    assert heard == [
        Progress(depth=1, states=2, frontier=1),
        Progress(depth=2, states=3, frontier=1),
        Progress(depth=3, states=4, frontier=1),
        Progress(depth=4, states=6, frontier=2),
        Progress(depth=4, states=6, frontier=0),
    ]


# the plain search ------------------------------------------------------------------------------


def test_the_toys_part_where_the_plain_search_says() -> None:
    assert disagreements(PAIRS) == set()


@settings(deadline=None)
@given(systems(), systems())
def test_any_two_systems_part_where_the_plain_search_says(
    left: System[Cells], right: System[Cells]
) -> None:
    _require_the_same(left, right)


@settings(deadline=None)
@given(systems(), st.data())
def test_a_system_and_its_mutant_part_where_the_plain_search_says(
    system: System[Cells], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(system.instances) - 1))
    instance = system.instances[number]
    ways = list(instance.machine.transitions)
    if ways:
        chosen = data.draw(st.integers(0, len(ways) - 1))
        target = data.draw(st.sampled_from(instance.machine.states))
        ways[chosen] = replace(ways[chosen], target=target)
    changed = list(system.instances)
    changed[number] = replace(instance, machine=replace(instance.machine, transitions=tuple(ways)))
    _require_the_same(system, System("mutant", changed, view=Cells, commands=system.commands))


def _require_the_same(left: System[Cells], right: System[Cells]) -> None:
    found, plain = compare(left, right), plain_compare(left, right)
    assert found.complete
    if (difference := found.difference) is None:
        assert (plain.length, plain.pairs, plain.identical) == (None, found.pairs, found.identical)
        return
    assert plain.length == len(difference.shared) + 1
    traces = [list(retrace(system, difference.shared)) for system in (left, right)]
    assert _said(left, traces[0]) == _said(right, traces[1])
    assert visible(left, difference.left) != visible(right, difference.right)
    ends = (difference.left, difference.right)
    for system, trace, step in zip((left, right), traces, ends, strict=True):
        reached = trace[-1].after if trace else system.initial
        if step is None:
            with pytest.raises(RefusedError):
                system.step(reached, difference.event)
        else:
            assert step == system.step(reached, difference.event)


def _said(system: System[Cells], trace: list[Step]) -> list[Log | None]:
    return [visible(system, step) for step in trace]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (SMALL["without business continuity"], SMALL["another interpretation"]),
        (SMALL["without business continuity"], SMALL["without business continuity"]),
        (SMALL["without business continuity"], SMALL["hard phone"]),
        (
            SMALL["without business continuity"],
            replace(SMALL["without business continuity"], auto_restore=False),
        ),
        (
            Profile(phone=Phone.NONE),
            Profile(phone=Phone.NONE).with_interpretations({"A24": "overwritten"}),
        ),
    ],
    ids=lambda profile: profile.name,
)
def test_small_profiles_part_where_the_plain_search_says(left: Profile, right: Profile) -> None:
    one: System[Facts] = desktop(left)
    two: System[Facts] = desktop(right)
    found, plain = compare(one, two), plain_compare(one, two)
    if found.difference is None:
        assert (plain.length, plain.pairs, plain.identical) == (None, found.pairs, found.identical)
    else:
        assert plain.length == len(found.difference.shared) + 1


# seeded faults --------------------------------------------------------------------------------


def take_no_notice_of_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """See only which events are enabled."""
    monkeypatch.setattr(
        "twinsite.checker.comparison.lockstep.commands_of", lambda _system, _log: ()
    )


def see_signals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take signals for commands."""
    monkeypatch.setattr(
        "twinsite.checker.comparison.lockstep.commands_of", lambda _system, log: log
    )


def lose_a_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out a pair that is new."""
    whole = PairSet.add

    def add(self: PairSet, left: NDArray[np.int64], right: NDArray[np.int64]) -> object:
        new = whole(self, left, right)
        return new[1:] if len(self) == 3 else new

    monkeypatch.setattr(PairSet, "add", add)


def forget_the_right_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take pairs with the same left state for the same."""
    whole = PairSet.add
    monkeypatch.setattr(PairSet, "add", lambda self, left, _right: whole(self, left, left))


def lose_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take what one side refuses for equal."""
    whole = Stepper.steps

    def steps(self: Stepper[Room], states: NDArray[np.int64]) -> object:
        return (batch for batch in whole(self, states) if self.system.events[batch.event] != RESET)

    monkeypatch.setattr(Stepper, "steps", steps)


@pytest.mark.parametrize(
    ("fault", "noticed"),
    [
        (take_no_notice_of_commands, "a silent alarm"),
        (see_signals, "effects turned round"),
        (lose_a_pair, "a silent alarm"),
        (forget_the_right_side, "an uncounted light"),
        (lose_refusals, "a meter that is never reset"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_fault_in_the_search_is_noticed(
    fault: Callable[[pytest.MonkeyPatch], None], noticed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    assert noticed in disagreements(PAIRS)
