"""Two searches are the same, and a fault in the explorer is noticed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import pytest

from checker import faults, faults_in_tables
from checker.agreement import differences, overclaims
from checker.faults import Fault
from checker.second import Second
from checker.small_profiles import SMALL
from checker.toys import (
    LAMP_PROPERTIES,
    LAMP_VERDICTS,
    Echo,
    Room,
    Starter,
    Worker,
    holders,
    invariant,
    lamp,
    reachable,
    system_of,
    with_guard,
    workers,
)
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Property
from twinsite.checker.symbolic.result import Exploration
from twinsite.checker.semantics.declaration import Guard, TransitionDecl, declare
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View
from twinsite.model.composition import desktop
from twinsite.properties import properties_of

V = TypeVar("V", bound=View)

DISAGREE = "the tables and the step disagree"


def fingerprint(result: Exploration[V]) -> object:
    """Return all that an exploration says, in an order that is part of it."""
    return (
        result.states,
        result.steps,
        result.depth,
        [level.tolist() for level in result.levels],
        [(f.property.name, f.verdict, f.trace) for f in result.findings],
        result.coverage,
    )


def test_two_explorations_of_one_system_are_the_same() -> None:
    profile = SMALL["another interpretation"]
    first, second = (explore(desktop(profile), properties_of(profile)) for _ in range(2))
    assert any(finding.trace for finding in first.findings)
    assert fingerprint(first) == fingerprint(second)


@pytest.mark.parametrize("bits", range(7))
def test_the_size_of_the_block_changes_nothing(bits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twinsite.checker.explorer.block.WORD", bits)
    profile = SMALL["without business continuity"]
    assert not differences(desktop(profile), properties_of(profile))
    assert not noticed()


@pytest.mark.parametrize("ahead", [0, 1, 50])
def test_how_many_steps_are_taken_ahead_changes_nothing(
    ahead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twinsite.checker.explorer.transition_relation.AHEAD", ahead)
    profile = SMALL["without business continuity"]
    assert not differences(desktop(profile), properties_of(profile))
    assert not noticed()


def careful_workers() -> System[Room]:
    """Return two workers with guards of all words, who may also give up."""
    worker = with_guard(declare(Worker), "began", "tool_is_free and not (broken or broken)")
    worker = with_guard(worker, "asked", "broken or tool_is_free")
    given_up = TransitionDecl("began", "waiting", "idle", Guard(""), ())
    return workers(replace(worker, transitions=(*worker.transitions, given_up)))


WORKER_CLAIMS = (
    invariant(
        "one has the tool", lambda v: not (v.is_in("ann", "busy") and v.is_in("bob", "busy"))
    ),
    reachable("somebody waits", lambda v: v.is_in("bob", "waiting") and v.is_in("ann", "busy")),
)


def noticed() -> set[str]:
    """Return what is noticed about the explorer by holding it against the second one."""
    systems: list[tuple[System[Room], Sequence[Property[Room]]]] = [
        (lamp(), LAMP_PROPERTIES),
        (system_of(("starter", Starter), ("echo", Echo)), ()),
        (holders(), ()),
        (careful_workers(), ()),
        (careful_workers(), WORKER_CLAIMS),
    ]
    found: set[str] = set()
    for system, properties in systems:
        try:
            found.update(differences(system, properties))
        except (AssertionError, RefusedError) as error:
            found.add(str(error))
    return found


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (faults.lose_a_successor, "states"),
        (faults.lose_a_course, "steps"),
        (faults.take_every_state_of_a_key_for_known, "states"),
        (faults.take_a_colliding_key_for_known, "states"),
        (faults.take_the_steps_ahead_for_reached, "states"),
        (faults.stay_in_the_word, "states"),
        (faults.judge_one_state_of_the_block_for_all, "verdicts"),
        (faults.let_two_states_share_a_number, "states"),
        (faults.lead_astray, DISAGREE),
        (faults.turn_the_signals_round, "signals and commands"),
        (faults.drop_the_last_signal, "states"),
        (faults.say_less_when_a_run_is_taken_again, "runs"),
        (faults.forget_the_properties_of_states, "verdicts"),
        (faults.forget_the_properties_of_steps, "verdicts"),
        (faults.judge_the_state_before_twice, "verdicts"),
        (faults_in_tables.tabulate_the_next_transition, "transitions covered"),
        (faults_in_tables.tabulate_the_opposite, "states"),
        (faults_in_tables.move_too_far, DISAGREE),
        (faults_in_tables.cover_nothing, "signals unhandled"),
        (faults_in_tables.keep_a_stale_table, "verdicts"),
        (faults_in_tables.take_and_for_or, "states"),
        (faults_in_tables.take_or_for_and, "states"),
        (faults_in_tables.drop_every_not, "steps"),
        (faults_in_tables.ignore_the_guards, "states"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_fault_in_the_explorer_is_noticed(
    fault: Fault, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not noticed()
    fault(monkeypatch)
    assert expected in noticed()


@pytest.mark.parametrize(
    "name", [name for name, (_, length) in LAMP_VERDICTS.items() if length is not None]
)
def test_a_property_that_is_silently_not_judged_is_noticed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a property that no trace decides the verdict is the same; so each has its seeded fault."""
    assert not differences(lamp(), LAMP_PROPERTIES)
    faults.forget_one_property(name)(monkeypatch)
    assert differences(lamp(), LAMP_PROPERTIES) == ["verdicts"]


def hidden(limit: int) -> list[str]:
    """Return what a search of the lamp that is cut short claims to know and cannot."""
    search = explore(lamp(), LAMP_PROPERTIES, limit=limit)
    return overclaims(search, Second(lamp(), LAMP_PROPERTIES))


@pytest.mark.parametrize("limit", range(7))
def test_a_search_never_properties_more_than_it_has_seen(limit: int) -> None:
    assert not hidden(limit)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (faults.call_every_search_complete, "complete"),
        (faults.prove_what_was_not_seen, "the meter is in one of its states, without a trace"),
        (faults.prove_what_was_not_seen, "the meter is cleared"),
    ],
)
def test_a_search_that_hides_that_it_was_cut_short_is_noticed(
    fault: Fault, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not hidden(3)
    fault(monkeypatch)
    assert expected in hidden(3)
