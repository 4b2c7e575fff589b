"""Two systems part where the plain search says that they part, and nowhere else."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.faults import Fault
from checker.plain_pairs import PlainComparison, plain_compare, visible
from checker.scarcity import each_scarcity
from checker.small_profiles import SMALL
from checker.symbolic.test_any_system import EXAMPLES, Cells, changed, systems
from checker.toys import Clock, Meter, Room, Switch, holders, lamp, system_of, workers
from twinsite.checker.comparison import lockstep
from twinsite.checker.comparison.lockstep import Comparison, Difference, _Product, _Side, compare
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import MachineDecl, declare
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, Log, Step, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.result import Progress
from twinsite.checker.symbolic.traces import retrace
from twinsite.checker.symbolic.variables import Part
from twinsite.model.composition import desktop
from twinsite.model.profile import Phone, Profile

V = TypeVar("V", bound=View)

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
QUIET = with_effects(NEVER_RESET, "went_on", {"one": ""})

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
    "a count that nobody sees": lambda: (lamp_with(UNCOUNTED, QUIET), lamp_with(meter=QUIET)),
    "one machine more": lambda: (system_of(("switch", UNCOUNTED), ("meter", Meter)), alone()),
}


def alone() -> System[Room]:
    """Return a switch that counts nothing."""
    return system_of(("switch", UNCOUNTED))


def disagreements(pairs: Mapping[str, Callable[[], tuple[System[Room], System[Room]]]]) -> set[str]:
    """Return the pairs of which the search says something else than the plain one."""
    found = set()
    for name, make in pairs.items():
        try:
            agreed = _agree(*make())
        except (AssertionError, RefusedError):  # a trace that is taken again ends elsewhere
            agreed = False
        if not agreed:
            found.add(name)
    return found


def _agree(left: System[V], right: System[V]) -> bool:
    return _matches(compare(left, right), plain_compare(left, right))


def _matches(found: Comparison, plain: PlainComparison) -> bool:
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
    result = compare(*PAIRS["a count that nobody sees"]())
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


def test_progress_is_told_after_every_stride() -> None:
    heard: list[Progress] = []
    found = compare(lamp(), lamp(), observe=heard.append)
    assert [progress.rounds for progress in heard] == [1, 2, 3]
    assert [progress.states for progress in heard] == [4, 6, 6]
    assert found.pairs == 6


def test_progress_is_told_after_every_level_on_the_way_to_a_difference() -> None:
    heard: list[Progress] = []
    found = compare(*PAIRS["a meter that is never reset"](), observe=heard.append)
    assert found.difference is not None
    levels = heard[-len(found.difference.shared) :]
    assert [progress.rounds for progress in levels] == [*range(1, len(levels) + 1)]
    assert levels[-1].states == found.pairs


# the plain search ------------------------------------------------------------------------------


def test_the_toys_part_where_the_plain_search_says() -> None:
    assert disagreements(PAIRS) == set()


@settings(EXAMPLES, max_examples=EXAMPLES.max_examples // 5)  # most part at once
@given(systems(), systems())
def test_any_two_systems_part_where_the_plain_search_says(
    left: System[Cells], right: System[Cells]
) -> None:
    _require_the_same(left, right)


@EXAMPLES
@given(systems(), st.data())
def test_a_system_and_its_mutant_part_where_the_plain_search_says(
    system: System[Cells], data: st.DataObject
) -> None:
    _require_the_same(system, data.draw(changed(system)))


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
        (SMALL["without business continuity"], SMALL["hard phone"]),
        pytest.param(
            SMALL["without business continuity"],
            replace(SMALL["without business continuity"], auto_restore=False),
            marks=pytest.mark.by_hand,
        ),
        pytest.param(
            Profile(phone=Phone.NONE),
            Profile(phone=Phone.NONE).with_interpretations({"A24": "overwritten"}),
            marks=pytest.mark.by_hand,
        ),
    ],
    ids=lambda profile: profile.name,
)
def test_small_profiles_part_where_the_plain_search_says(left: Profile, right: Profile) -> None:
    assert _agree(desktop(left), desktop(right))


# seeded faults --------------------------------------------------------------------------------


def take_no_notice_of_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """See only which events are enabled."""
    monkeypatch.setattr(lockstep, "commands_of", lambda _system, _log: ())


def see_signals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take signals for commands."""
    monkeypatch.setattr(lockstep, "commands_of", lambda _system, log: log)


def lose_a_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what the last event that both sides take leads to."""
    whole = _Product._prepare

    def prepare(self: _Product[Room]) -> None:
        whole(self)
        del self._together[-1:]

    monkeypatch.setattr(_Product, "_prepare", prepare)


def forget_the_right_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the right side be in any state after a step."""
    whole = _Product._taken
    monkeypatch.setattr(
        _Product,
        "_taken",
        lambda self, *step: self._right.variables.forget(
            whole(self, *step), self._right.variables.states
        ),
    )


def stride_past_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not look at whether two part while all pairs are found."""
    whole = _Product._all

    def strides(self: _Product[Room], *arguments: Any) -> Any:
        with monkeypatch.context() as context:
            context.setattr(self, "_differs", {})
            return whole(self, *arguments)

    monkeypatch.setattr(_Product, "_all", strides)


def stride_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the pairs of the beginning for all pairs."""
    monkeypatch.setattr(_Product, "_all", lambda self, *_: self._levels[0])


def let_the_right_side_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only the left side take a step."""
    whole = _Product._prepare

    def prepare(self: _Product[Room]) -> None:
        whole(self)
        self._together = [
            (event, ours, [((), guard) for _, guard in theirs])
            for event, ours, theirs in self._together
        ]

    monkeypatch.setattr(_Product, "_prepare", prepare)


def lose_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take what one side refuses for equal."""
    whole = _Product._difference
    monkeypatch.setattr(
        _Product,
        "_difference",
        lambda self, ours, theirs: whole(self, ours, theirs) if ours and theirs else self._none,
    )


def join_each_step_with_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both sides take steps of one event that say something else."""
    whole = _Side.steps

    def steps(self: _Side[Room]) -> dict[Event, dict[Log, list[Part]]]:
        return {
            event: {(): [part for parts in by_commands.values() for part in parts]}
            for event, by_commands in whole(self).items()
        }

    monkeypatch.setattr(_Side, "steps", steps)


def look_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for a difference in the first pair only."""
    whole = _Product._settle
    monkeypatch.setattr(
        _Product,
        "_settle",
        lambda self, pairs: whole(self, pairs) if len(self._levels) == 1 else None,
    )


def search_in_depth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for a difference when every pair is found."""
    whole = _Product._settle
    monkeypatch.setattr(
        _Product,
        "_settle",
        lambda self, pairs: whole(self, pairs) if self._after(pairs) | pairs == pairs else None,
    )


def find_all_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take both sides for the same state for state."""
    monkeypatch.setattr(_Product, "_alike", lambda self: self._left.variables.every)


def find_none_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take no two sides for the same state for state."""
    monkeypatch.setattr(_Product, "_alike", lambda self: self._none)


def count_one_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count states of the left side for pairs."""
    monkeypatch.setattr(
        _Product,
        "_count",
        lambda self, pairs: self._left.variables.count(
            self._right.variables.forget(pairs, self._right.variables.states)
        ),
    )


@pytest.mark.parametrize(
    ("fault", "noticed"),
    [
        (take_no_notice_of_commands, "a silent alarm"),
        (see_signals, "effects turned round"),
        (lose_a_pair, "lamps"),
        (forget_the_right_side, "lamps"),
        (stride_past_a_difference, "a silent alarm"),
        (stride_once, "a meter that is never reset"),
        (let_the_right_side_stay, "lamps"),
        (lose_refusals, "a meter that is never reset"),
        (join_each_step_with_any_other, "a silent alarm"),
        (look_once, "a silent alarm"),
        (search_in_depth, "a meter that is never reset"),
        (find_all_alike, "a count that nobody sees"),
        (find_none_alike, "lamps"),
        (count_one_side, "a count that nobody sees"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_fault_in_the_search_is_noticed(
    fault: Fault, noticed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert disagreements(PAIRS) == set()
    fault(monkeypatch)
    assert noticed in disagreements(PAIRS)


@pytest.mark.parametrize("name", ["lamps", "a silent alarm"])
def test_no_operation_without_room_makes_an_answer_wrong(name: str) -> None:
    left, right = PAIRS[name]()
    plain = plain_compare(left, right)
    for scarcity in each_scarcity(stride=3):
        with pytest.MonkeyPatch.context() as patch:
            scarcity.begin_at(patch, _Product, "_prepare")
            found = compare(left, right)
        assert _matches(found, plain) if found.complete else found.difference is None
        assert found.complete or scarcity.met


def test_two_systems_are_not_compared_without_room() -> None:
    one = desktop(SMALL["hard phone"])
    assert not compare(one, one, capacity=0).complete
