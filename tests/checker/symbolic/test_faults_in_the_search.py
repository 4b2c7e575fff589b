"""Two searches are the same, and a fault in the search is noticed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import pytest

from checker import faults, faults_in_reactions
from checker.agreement import differences, overclaims
from checker.faults import Fault
from checker.second import Second
from checker.small_profiles import SMALL
from checker.toys import (
    LAMP_PROPERTIES,
    LAMP_VERDICTS,
    LIFT_PROPERTIES,
    Echo,
    Meter,
    Room,
    Starter,
    Switch,
    Worker,
    holders,
    invariant,
    lamp,
    lift,
    reachable,
    reachable_step,
    system_of,
    with_guard,
    workers,
)
from twinsite.checker.semantics.declaration import Guard, TransitionDecl, declare
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, Instance, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Property
from twinsite.checker.symbolic.result import Exploration
from twinsite.model.composition import desktop
from twinsite.properties import properties_of

V = TypeVar("V", bound=View)

DISAGREE = "the assignments and the step disagree"


def fingerprint(result: Exploration[V]) -> object:
    """Return all that an exploration says, in an order that is part of it."""
    return (
        result.states,
        result.steps,
        result.depth,
        list(result),
        [(f.property.name, f.verdict, f.trace) for f in result.findings],
        result.coverage,
    )


def test_two_explorations_of_one_system_are_the_same() -> None:
    profile = SMALL["another interpretation"]
    first, second = (explore(desktop(profile), properties_of(profile)) for _ in range(2))
    assert any(finding.trace for finding in first.findings)
    assert fingerprint(first) == fingerprint(second)


@pytest.mark.parametrize("order", [sorted, lambda names: sorted(names)[::-1], list])
def test_the_order_of_the_bits_changes_nothing(
    order: Callable[[Iterable[str]], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "twinsite.checker.symbolic.assignments.order_of", lambda names, _: order(names)
    )
    profile = SMALL["without business continuity"]
    assert not differences(desktop(profile), properties_of(profile))
    assert not noticed()


def careful_workers() -> System[Room]:
    """Return two workers with guards of all words, who may also give up."""
    worker = with_guard(declare(Worker), "began", "tool_is_free and not (broken or broken)")
    worker = with_guard(worker, "asked", "broken or tool_is_free")
    given_up = TransitionDecl("began", "waiting", "idle", Guard(""), ())
    return workers(replace(worker, transitions=(*worker.transitions, given_up)))


def content_workers() -> System[Room]:
    """Return two workers who never want the tool."""
    worker = declare(Worker)
    never = tuple(each for each in worker.transitions if each.event != "asked")
    return workers(replace(worker, transitions=never))


WORKER_CLAIMS = (
    invariant(
        "one has the tool", lambda v: not (v.is_in("ann", "busy") and v.is_in("bob", "busy"))
    ),
    reachable("somebody waits", lambda v: v.is_in("bob", "waiting") and v.is_in("ann", "busy")),
    reachable_step(
        "one begins to wait, or the other one ends",
        lambda o: o.event in (Event("ann", "ended"), Event("bob", "asked")),
    ),
)


def noticed() -> set[str]:
    """Return what is noticed about the explorer by holding it against the second one."""
    systems: list[tuple[System[Room], Sequence[Property[Room]], System[Room] | None]] = [
        (lamp(), LAMP_PROPERTIES, None),
        (system_of(("starter", Starter), ("echo", Echo)), (), None),
        (holders(), (), None),
        (lift(), (), None),
        (lift(), LIFT_PROPERTIES, None),
        (careful_workers(), (), None),
        (careful_workers(), WORKER_CLAIMS, None),
        (careful_workers(), WORKER_CLAIMS, workers()),
        (content_workers(), WORKER_CLAIMS, workers()),
        (
            system_of(("switch", Switch), Instance("meter", declare(Meter), "", "full")),
            LAMP_PROPERTIES[:3],
            lamp(),
        ),
    ]
    found: set[str] = set()
    for system, properties, like in systems:
        try:
            found.update(differences(system, properties, like=like))
        except (AssertionError, IndexError, RefusedError, RuntimeError) as error:
            found.add(str(error))
    return found


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (faults.let_two_states_share_a_code, "states"),
        (faults.let_two_machines_share_their_bits, "states"),
        (faults.let_a_moved_machine_be_anywhere, "states"),
        (faults.leave_a_moved_machine_where_it_was, "states"),
        (faults.take_steps_without_their_guards, "states"),
        (faults.come_from_where_the_guard_is_false, DISAGREE),
        (faults.come_from_all_that_the_guard_allows, DISAGREE),
        (faults.unite_all_but_the_last, "states covered"),
        (faults.count_one_more, "number of states"),
        (faults.count_what_is_no_state, "steps"),
        (faults.split_alike_whoever_has_moved, "states"),
        (faults.read_the_state_before_the_step, "states"),
        (faults.choose_alike_whoever_has_moved, "states"),
        (faults.turn_the_signals_round, "signals and commands"),
        (faults.drop_the_last_signal, "states"),
        (faults.refuse_what_a_machine_does_not_answer, "steps"),
        (faults.lose_all_ways_but_one, "steps"),
        (faults.hear_nothing, "signals unhandled"),
        (faults.forget_an_event, "states"),
        (faults.stop_after_a_round, "states"),
        (faults.keep_the_first_steps, "no step leads to some of the states"),
        (faults.merge_all_parts_but_one, "a level does not follow from the one before"),
        (faults.put_every_state_a_level_too_near, "levels"),
        (faults.put_every_state_a_level_too_far, "depth"),
        (faults.lead_astray, DISAGREE),
        (faults.remember_one_way, DISAGREE),
        (faults.say_less_when_a_trace_is_taken_again, "runs"),
        (faults.forget_the_properties_of_states, "verdicts"),
        (faults.forget_the_properties_of_steps, "verdicts"),
        (faults.judge_states_that_are_not_reached, "none of the states is reached"),
        (faults.judge_the_state_before_twice, "verdicts"),
        (faults.judge_alike_whatever_has_moved, "verdicts"),
        (faults.judge_all_properties_as_the_first, "verdicts"),
        (faults.judge_every_step, "verdicts"),
        (faults.judge_steps_that_are_not_meant, "verdicts"),
        (faults.show_the_first_way_that_comes, "verdicts"),
        (faults.share_what_is_changed, "transitions covered"),
        (faults.share_what_is_reached, "a level does not follow from the one before"),
        (faults.take_changed_steps_as_known, "bob.asked is not enabled"),
        (faults.forget_the_known_steps, "no step leads to some of the states"),
        (faults.take_the_steps_of_another_property, "verdicts"),
        (faults.swap_the_verdicts_of_what_can_happen, "verdicts"),
        (faults_in_reactions.take_the_next_transition, "transitions covered"),
        (faults_in_reactions.take_the_opposite, "states"),
        (faults_in_reactions.see_with_the_eyes_of_the_last, "states"),
        (faults_in_reactions.overlook_what_others_read, "states"),
        (faults_in_reactions.lose_the_last_branch, "states"),
        (faults_in_reactions.take_and_for_or, "states"),
        (faults_in_reactions.take_or_for_and, "states"),
        (faults_in_reactions.drop_every_not, "steps"),
        (faults_in_reactions.ignore_the_guards, "states"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_fault_in_the_search_is_noticed(
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
def test_a_search_never_claims_more_than_it_has_seen(limit: int) -> None:
    assert not hidden(limit)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (faults.call_every_search_complete, "complete"),
        (faults.prove_what_was_not_seen, "the meter is in one of its states, without a trace"),
        (faults.prove_what_was_not_seen, "the meter is full in the dark"),
    ],
)
def test_a_search_that_hides_that_it_was_cut_short_is_noticed(
    fault: Fault, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not hidden(3)
    fault(monkeypatch)
    assert expected in hidden(3)
