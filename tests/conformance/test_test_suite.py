"""Complete test suites cover what they say, on a clock that can be."""

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from twinsite.checker.semantics.system import Event as CheckerEvent
from twinsite.conformance.coverage_goals import Survey
from twinsite.conformance.oracle import Action, Expectation, Happens, Passes
from twinsite.conformance.protocol import Advance, Observation, Offer, Start
from twinsite.conformance.test_suite import Stop, TestCase, TestSuite, suite_of
from twinsite.conformance.timer_values import LENGTHS
from twinsite.conformance.timing import schedule
from twinsite.conformance.transcript import suite_json
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile
from twinsite_desktop.client import Client
from twinsite_desktop.faults import client as faulty

PROFILES = ("stat/bc/pair", "start-up/bc/nodes-1", "no-bc/no-phone")


@cache
def made(name: str) -> TestSuite:
    return suite_of(Profile.parse(name))


@pytest.mark.parametrize("name", PROFILES)
def test_no_goal_is_missed(name: str) -> None:
    """Every transition, with every outcome of its guard and every cause, is in some test case."""
    test_suite = made(name)
    claimed = {
        goal for test_case in test_suite.test_cases for stop in test_case.stops for goal in stop.why
    }
    assert test_suite.missed == ()
    assert set(Survey(desktop(test_suite.profile)).goals) <= claimed


@pytest.mark.parametrize("name", PROFILES)
def test_each_stop_covers_what_it_properties(name: str) -> None:
    """The goals of a stop are those of the step that the specification takes there."""
    test_suite = made(name)
    survey = Survey(desktop(test_suite.profile))
    expectation = Expectation(test_suite.profile, LENGTHS)
    for test_case in test_suite.test_cases:
        session = expectation.again(test_case.lengths)
        for stop in test_case.stops:
            answers = list(session.answers(stop.action))
            goals = {goal for step in answers[0].steps for goal in survey.covered(step)}
            refused = {goal for goal in stop.why if goal.outcome == "refused"}
            assert set(stop.why) - refused <= goals
            assert not refused or answers[0].steps == ()
            session.follow(answers[0])


def test_they_are_the_same_each_time() -> None:
    """Nothing in test suites is left to chance."""
    assert suite_of(Profile.parse("stat/bc/pair")) == made("stat/bc/pair")


TELL = """
from twinsite.conformance.test_suite import suite_of
from twinsite.model.profile import Profile
print(suite_of(Profile.parse("start-up/bc/nodes-2")).test_cases)
"""


def test_they_are_the_same_in_every_process() -> None:
    """No order of a set, which is another with each seed of the hashes, is seen in them."""
    told = {
        subprocess.run(  # noqa: S603  # this Python, and a text of this test
            [sys.executable, "-c", TELL],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            },
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(told) == 1


def test_deadlines_that_fall_together_can_be_written() -> None:
    """Of orders that come to the same, one is written: that of the specification."""
    expectation = Expectation(Profile.parse("bc/endpoint"), LENGTHS)
    run = expectation.again()
    actions: list[Action] = [
        Happens(event)
        for event in way(
            "link.connection_accepted",
            "registration_preferred.register_accepted",
            "registration_peer.register_accepted",
        )
    ]
    for action in actions:
        run.follow(next(run.answers(action)))
    due = run.run.next_deadline()
    assert due is not None
    actions.append(Passes(due - run.run.now))
    assert len(list(run.answers(actions[-1]))) == 2  # both refresh, in either order
    test_case = TestCase(LENGTHS, tuple(map(Stop, actions)))
    (told,) = suite_json(TestSuite(expectation.profile, [test_case]))["tours"]
    assert [each["command"] for each in told["steps"][-1]["expect"]["commands"]] == ["register"] * 2


def test_every_second_is_whole_or_an_eighth() -> None:
    """A client may count in milliseconds."""
    for name in PROFILES:
        for test_case in made(name).test_cases:
            seconds = [s.action.seconds for s in test_case.stops if isinstance(s.action, Passes)]
            assert all((8 * each).is_integer() for each in map(float, seconds))
            assert all(isinstance(length, int) for length in test_case.lengths.values())


@pytest.mark.parametrize("name", PROFILES)
def test_a_reader_without_this_package_can_play_them(name: str) -> None:
    """The JSON holds messages of the protocol, and what a sound client answers."""
    assert first_difference(name, Client()) is None


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        ("switchover_in_milliseconds", "stat/bc/pair"),
        ("retry_without_delay", "stat/bc/pair"),
        ("login_again_after_reconnection", "no-bc/no-phone"),
        ("started_before_reading", "start-up/bc/nodes-1"),
    ],
)
def test_such_a_reader_finds_a_fault(fault: str, name: str) -> None:
    """The JSON alone tells a faulty client from a sound one."""
    assert first_difference(name, faulty(fault)()) is not None


def first_difference(name: str, client: Client) -> dict[str, Any] | None:
    """Play the JSON of a profile, and return the first step that the client does otherwise."""
    data = json.loads(json.dumps(suite_json(made(name))))
    for test_case in data["tours"]:
        Start.model_validate(test_case["start"])
        shown = set(client.start(test_case["start"])["shows"]["state"])
        if not _as_expected(client, test_case["expect"], shown):
            return {"call": test_case["start"]}
        for step in test_case["steps"]:
            _play(client, step["call"])
            if not _as_expected(client, step["expect"], shown):
                return dict(step)
    return None


def _as_expected(client: Client, expected: dict[str, Any], shown: set[str]) -> bool:
    seen = client.observe()
    Observation.model_validate(seen)
    assert shown
    assert set(seen["state"]) == shown <= set(expected["state"])
    same = sorted(map(str, seen["commands"])) == sorted(map(str, expected["commands"]))
    return same and seen["state"].items() <= expected["state"].items()


def _play(client: Client, call: dict[str, Any]) -> None:
    if call["call"] == "advance":
        client.advance(Advance.model_validate(call).seconds)
    else:
        Offer.model_validate(call)
        client.offer(call)


def way(*events: str) -> tuple[CheckerEvent, ...]:
    return tuple(map(CheckerEvent.parse, events))


def test_a_schedule_lets_each_deadline_elapse_at_its_moment() -> None:
    """The moments are whole seconds, and no deadline is skipped."""
    expectation = Expectation(Profile.parse("stat/bc/pair"), LENGTHS)
    steps = way(
        "link.connection_accepted",
        "link.connection_dropped",
        "site.switchover_timeout_elapsed",
        "link.connection_failed",
        "link.connection_failed",
        "site.switchover_timeout_elapsed",
    )
    found = schedule(expectation.run, steps, LENGTHS)
    assert found is not None
    assert (
        found.lengths["disaster-recovery.timeout"]
        < found.lengths["warm-standby.reconnection-random-delay-range"]
    )
    session = expectation.again(found.lengths)
    for event, moment in zip(steps, found.moments, strict=True):
        wait = moment - session.run.now
        if session.words.is_deadline(event):
            assert (moment, event) in session.run.running()
            assert [at for at, _ in session.run.running() if at <= moment] == [moment]
        if wait:
            (answer,) = session.answers(Passes(wait))
            session.follow(answer)
        if not session.words.is_deadline(event):
            (answer,) = session.answers(Happens(event))
            session.follow(answer)
    assert session.words.state(session.run.state)["site"] == "preferred_lost"


def test_a_run_that_no_clock_allows_has_no_schedule() -> None:
    """Of two registrations that begin together, neither can time out twice before the other."""
    expectation = Expectation(Profile.parse("bc/endpoint"), LENGTHS)
    steps = way(
        "registration_preferred.register_timed_out",
        "registration_preferred.next_attempt_due",
        "registration_preferred.register_timed_out",
    )
    assert schedule(expectation.run, steps, LENGTHS) is None
    assert schedule(expectation.run, steps[:1], LENGTHS) is None
    sooner = way("registration_peer.register_refused", *map(str, steps[:1]))
    assert schedule(expectation.run, sooner, LENGTHS) is not None
