"""What is a divergence, what is not, and which requirement is named."""

from collections.abc import Mapping
from typing import Any

import pytest

from conformance.clients import BESIDE_WINDOWS, SMALL, results
from twinsite.conformance.channel import InProcess
from twinsite.conformance.conduct import Method, Verdict
from twinsite.conformance.connect import in_process
from twinsite.conformance.expectation import Expectation, Happens, Passes
from twinsite.conformance.judge import Diverged, Session
from twinsite.conformance.lengths import LENGTHS
from twinsite.kernel.system import Offer
from twinsite.profile import Profile
from twinsite_desktop.client import Client
from twinsite_desktop.faults import client as faulty


class _Reordered(Client):
    """Gives the commands of one answer in another order."""

    def observe(self) -> Mapping[str, Any]:
        seen = dict(super().observe())
        seen["commands"] = sorted(seen["commands"], key=lambda each: str(each["command"]))[::-1]
        return seen


class _SaysLittle(Client):
    """Shows where it is, and nothing else."""

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        super().start(start)
        return {"shows": {"commands": [], "state": ["site"]}}


class _DoesNothingAtFirst(Client):
    """Does not connect at the start."""

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = super().start(start)
        self.core.take_commands()
        return answer


class _MovesTooSoon(Client):
    """Forgets its link when it hears something that it cannot understand."""

    def offer(self, event: Mapping[str, Any]) -> None:
        if event["event"] == "agent_ready" and self.observe()["state"]["session"] == "logged_out":
            super().offer({"event": "connection_dropped"})
        super().offer(event)


def test_the_first_divergence_names_the_requirement() -> None:
    """Restoration beside an open window breaks REST-02, and nothing before it does."""
    (result,) = results(BESIDE_WINDOWS)
    assert result.verdict is Verdict.DIVERGES
    assert result.divergence is not None
    assert result.divergence.requirements[0] == "REST-02"
    told = {each.what: (each.expected, each.found) for each in result.divergence.mismatches}
    assert told["commands"] == ("none", "set_agent_ready")
    assert told["restoration"] == ("pending", "requested")


@pytest.mark.parametrize(
    ("fault", "requirement"),
    [
        ("no_logout_at_the_old_site", "SES-13"),
        ("logout_after_the_link_is_closed", "SES-16"),
        ("returns_during_call", "RET-01"),
        ("probe_left_open", "RET-04"),
    ],
)
def test_faults_name_what_they_break(fault: str, requirement: str) -> None:
    """The requirement that a planted fault breaks is among those that are told."""
    profile = Profile.parse("bc+auto/no-phone")
    (result,) = results(in_process(faulty(fault)), Method.SCENARIOS, profile=profile)
    assert result.divergence is not None
    assert requirement in result.divergence.requirements


def test_the_order_of_commands_is_free() -> None:
    """Commands of one answer may come in any order but log_out after close_link."""
    (result,) = results(in_process(_Reordered), Method.RANDOM)
    assert result.verdict is Verdict.CONFORMS
    (result,) = results(
        in_process(faulty("logout_after_the_link_is_closed")),
        Method.SCENARIOS,
        profile=Profile.parse("bc+auto/no-phone"),
    )
    assert result.verdict is Verdict.DIVERGES


def test_what_is_not_shown_is_not_judged_and_told() -> None:
    """A client that shows its site only is judged by that, and the rest is named."""
    (result,) = results(in_process(_SaysLittle), Method.RANDOM)
    assert result.verdict is Verdict.CONFORMS
    assert result.judged.state == {"site"}
    assert {"set_agent_ready", "session", "agent"} <= result.judged.hidden
    assert "here" not in result.judged.hidden


class _ShowsNothing(Client):
    """Can be started, and shows nothing."""

    shown: Mapping[str, Any] = {"commands": [], "state": []}

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        super().start(start)
        return {"shows": self.shown}


class _MisspellsWhatItShows(_ShowsNothing):
    """Has a word of its own for the session."""

    shown: Mapping[str, Any] = {"commands": [], "state": ["sesion"]}


def test_who_shows_nothing_is_not_tested() -> None:
    """There is no pass without anything to judge by, and no silence about a wrong word."""
    (result,) = results(in_process(_ShowsNothing))
    assert result.verdict is Verdict.UNTESTED
    (result,) = results(in_process(_MisspellsWhatItShows))
    assert result.verdict is Verdict.BROKEN
    assert result.divergence is not None
    assert "there is no 'sesion'" in str(result.divergence.failure)


def test_what_is_done_at_the_start_is_judged() -> None:
    """A client that does not connect at once diverges before anything happens."""
    (result,) = results(in_process(_DoesNothingAtFirst))
    assert result.divergence is not None
    assert result.divergence.actions == ()
    assert result.divergence.mismatches[0].expected == "connect preferred primary"
    assert result.divergence.requirements == ("LINK-02",)


def test_a_misplaced_event_must_change_nothing() -> None:
    """A client that acts on an answer to nothing diverges."""
    session = Session(Expectation(SMALL, LENGTHS), InProcess(_MovesTooSoon()))
    session.act(Happens(Offer("link", "connection_accepted")))
    nonsense = Happens(Offer("session", "agent_ready"))
    assert nonsense.offer in session.expectation.refused()
    with pytest.raises(Diverged) as told:
        session.act(nonsense)
    assert told.value.divergence.requirements == ("SES-07",)


def test_deadlines_that_fall_together_may_come_in_either_order() -> None:
    """A retry and a switchover at the same moment: the reference takes the switchover first."""
    lengths = {**LENGTHS, "disaster-recovery.timeout": 10, "warm-standby.retry-delay": 10}
    expectation = Expectation(SMALL, lengths)
    session = Session(expectation, InProcess(Client()))
    for _ in range(2):
        session.act(Happens(Offer("link", "connection_failed")))
    answers = list(expectation.answers(Passes(10)))
    assert len(answers) == 2
    assert {len(answer.commands) for answer in answers} == {1, 3}
    session.act(Passes(10))
    assert not session.ambiguous


def test_who_shows_too_little_to_tell_the_order_is_judged_no_further() -> None:
    """Two orders that look the same to the kit end the session, not the test."""
    lengths = {**LENGTHS, "disaster-recovery.timeout": 10, "warm-standby.retry-delay": 10}
    session = Session(Expectation(SMALL, lengths), InProcess(_SaysLittle()))
    for _ in range(2):
        session.act(Happens(Offer("link", "connection_failed")))
    session.act(Passes(10))
    assert session.ambiguous == (len(list(_orders(lengths))) > 1)


def _orders(lengths: Mapping[str, float]) -> list[object]:
    expectation = Expectation(SMALL, lengths)
    for _ in range(2):
        (answer,) = expectation.answers(Happens(Offer("link", "connection_failed")))
        expectation.follow(answer)
    return [answer.state["site"] for answer in expectation.answers(Passes(10))]


def test_time_does_not_pass_beyond_a_deadline() -> None:
    """An action that would skip a deadline is a mistake of the caller."""
    session = Session(Expectation(SMALL, LENGTHS), InProcess(Client()))
    with pytest.raises(ValueError, match="falls due"):
        session.act(Passes(61))


def test_a_wrong_second_is_found() -> None:
    """A deadline in milliseconds acts before its moment (BC-09)."""
    expectation = Expectation(Profile.parse("stat/bc/pair"), LENGTHS)
    session = Session(expectation, InProcess(faulty("switchover_in_milliseconds")()))
    with pytest.raises(Diverged):
        session.act(Passes(59))
