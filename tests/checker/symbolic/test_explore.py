"""The search: verdicts, counts, traces, coverage, the order of signals, searches cut short."""

import pytest

from checker.agreement import differences, verdict_of
from checker.toys import (
    LAMP_PROPERTIES,
    LAMP_VERDICTS,
    Echo,
    Meter,
    Starter,
    Switch,
    Worker,
    holders,
    invariant,
    lamp,
    reachable,
    system_of,
    with_guard,
    workers,
)
from twinsite.checker.semantics.declaration import declare
from twinsite.checker.semantics.system import Event, Log
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Verdict
from twinsite.checker.symbolic.result import Progress


def test_every_sort_of_property_gets_its_verdict_with_a_shortest_trace() -> None:
    result = explore(lamp(), LAMP_PROPERTIES)
    actual = {finding.property.name: verdict_of(finding) for finding in result.findings}
    assert actual == LAMP_VERDICTS
    assert not differences(lamp(), LAMP_PROPERTIES)


def test_what_can_happen_is_found_to_happen_without_a_witness_too() -> None:
    for finding in explore(lamp(), LAMP_PROPERTIES, witnesses=False).findings:
        verdict, length = LAMP_VERDICTS[finding.property.name]
        expected = None if finding.property.is_existential else length
        assert (verdict, expected) == verdict_of(finding)


def test_states_steps_and_depth_are_counted_self_loops_included() -> None:
    result = explore(lamp())
    assert (result.states, result.steps, result.depth, result.complete) == (6, 8, 4, True)
    echo = explore(system_of(("starter", Starter), ("echo", Echo)))
    assert (echo.states, echo.steps, echo.depth, echo.complete) == (1, 1, 0, True)


def test_a_run_starts_at_the_start_and_each_step_follows_the_one_before() -> None:
    system = lamp()
    for finding in explore(system, LAMP_PROPERTIES).findings:
        trace = finding.trace or ()
        state = system.initial
        for step in trace:
            assert step == system.step(state, step.event)
            state = step.after
        if finding.trace is not None and (predicate := finding.property.of_state):
            assert predicate(system.view(state)) == finding.property.is_existential


def test_coverage_names_what_was_reached_taken_and_left_unhandled() -> None:
    coverage = explore(lamp()).coverage
    assert coverage.states == {
        ("switch", "dark"), ("switch", "lit"), ("meter", "zero"), ("meter", "one"),
        ("meter", "full"),
    }  # fmt: skip
    machines = {"switch": declare(Switch), "meter": declare(Meter)}
    taken = {(name, machines[name].transitions[n].event) for name, n in coverage.transitions}
    assert taken == {("switch", "pressed"), ("meter", "went_on"), ("meter", "reset")}
    assert len(coverage.transitions) == 5
    assert coverage.unhandled == {("meter", "went_on", "full")}


def test_a_refused_stimulus_is_not_an_unhandled_signal() -> None:
    assert not explore(workers()).coverage.unhandled


def test_all_guards_read_the_state_before_the_signal() -> None:
    properties = [
        invariant("one token", lambda v: v.is_in("left", "full") != v.is_in("right", "full")),
        reachable("the right has it", lambda v: v.is_in("right", "full")),
    ]
    result = explore(holders(), properties)
    assert [verdict_of(f) for f in result.findings] == [
        (Verdict.PROVED, None),
        (Verdict.PROVED, 1),
    ]
    assert list(result) == [("day", "full", "empty"), ("night", "empty", "full")]
    assert not differences(holders(), properties)


def test_effects_stand_in_the_order_of_the_machines_and_signals_wait_in_line() -> None:
    system = holders()
    step = system.step(system.initial, Event("clock", "struck"))
    expected: Log = (("clock", "swap"), ("clock", "chime"), ("left", "gave"), ("right", "took"))
    assert expected == step.log
    relay = system_of(("starter", Starter), ("echo", Echo))
    expected = (
        ("starter", "first"),
        ("starter", "second"),
        ("echo", "third"),
        ("echo", "say_first"),
        ("echo", "say_second"),
        ("echo", "say_third"),
    )
    assert expected == relay.step(relay.initial, Event("starter", "started")).log
    assert not differences(system)
    assert not differences(relay)


def test_the_same_chart_asks_for_the_other_machine_in_each_instance() -> None:
    properties = [
        invariant(
            "one has the tool", lambda v: not (v.is_in("ann", "busy") and v.is_in("bob", "busy"))
        )
    ]
    result = explore(workers(), properties)
    assert (result.states, result.steps) == (8, 14)
    assert result.findings[0].verdict is Verdict.PROVED
    assert not differences(workers(), properties)


@pytest.mark.parametrize("text", ["", "not tool_is_free"])
def test_a_guard_that_is_dropped_or_flipped_is_noticed(text: str) -> None:
    properties = [
        invariant(
            "one has the tool", lambda v: not (v.is_in("ann", "busy") and v.is_in("bob", "busy"))
        ),
        reachable("somebody has the tool", lambda v: v.is_in("ann", "busy")),
    ]
    system = workers(with_guard(declare(Worker), "began", text))
    verdicts = [verdict_of(finding) for finding in explore(system, properties).findings]
    expected = {
        "": [(Verdict.REFUTED, 4), (Verdict.PROVED, 2)],
        "not tool_is_free": [(Verdict.PROVED, None), (Verdict.REFUTED, None)],
    }
    assert expected[text] == verdicts


# searches that are cut short -------------------------------------------------------------------


@pytest.mark.parametrize("limit", range(7))
def test_a_search_that_is_cut_short_proves_only_what_it_has_seen(limit: int) -> None:
    result = explore(lamp(), LAMP_PROPERTIES, limit=limit)
    assert result.complete == (limit >= 6)
    for finding in result.findings:
        prop = finding.property
        verdict, length = LAMP_VERDICTS[prop.name]
        if finding.verdict is Verdict.UNDETERMINED:
            assert not result.complete
            assert finding.trace is None
        else:
            assert (verdict, length) == verdict_of(finding)
            assert result.complete or length is not None


def test_what_is_found_before_the_limit_stays_found() -> None:
    result = explore(lamp(), LAMP_PROPERTIES, limit=3)
    assert not result.complete
    actual = {finding.property.name: verdict_of(finding) for finding in result.findings}
    assert actual == {
        "the meter is in one of its states": (Verdict.UNDETERMINED, None),
        "the meter is never full": (Verdict.REFUTED, 3),
        "the meter is at zero while it is dark": (Verdict.REFUTED, 0),
        "the alarm is only raised when light goes on": (Verdict.UNDETERMINED, None),
        "no alarm is raised": (Verdict.REFUTED, 3),
        "it is dark when the meter is reset": (Verdict.REFUTED, 4),
        "the meter is full in the dark": (Verdict.UNDETERMINED, None),
        "there is no switch": (Verdict.UNDETERMINED, None),
        "the meter is cleared": (Verdict.PROVED, 4),
        "the switch is kicked": (Verdict.UNDETERMINED, None),
        "light goes on and the meter stays full": (Verdict.UNDETERMINED, None),
    }


def test_progress_is_told_after_every_round() -> None:
    heard: list[Progress] = []
    explore(lamp(), observe=heard.append)
    assert heard == [
        Progress(rounds=round_, states=states)
        for round_, states in enumerate((2, 3, 5, 6, 6), start=1)
    ]
