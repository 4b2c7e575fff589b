"""What is a divergence, what is not, and which requirement is named."""

from collections.abc import Mapping
from typing import Any

import pytest

from conformance.clients import BESIDE_WINDOWS, SMALL, results
from twinsite.checker.semantics.system import Event
from twinsite.conformance.clients import in_process
from twinsite.conformance.in_process import InProcess
from twinsite.conformance.oracle import Expectation, Happens, Passes
from twinsite.conformance.runner import Method, Verdict
from twinsite.conformance.session import Diverged, Session
from twinsite.conformance.timer_values import LENGTHS
from twinsite.model.profile import Profile
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
    assert result.verdict is Verdict.FAILED
    assert result.divergence is not None
    assert result.divergence.requirements[0] == "REST-02"
    told = {each.what: (each.expected, each.found) for each in result.divergence.mismatches}
    assert told["commands"] == ("none", "set_agent_ready")
    assert told["restoration"] == ("pending", "requested")


RETURN = ("log_out peer", "close_link peer", "connect preferred primary", "close_probe")


@pytest.mark.parametrize(
    ("fault", "requirement", "expected", "found"),
    [
        ("no_logout_at_the_old_site", "SES-13", RETURN, RETURN[1:]),
        (
            "logout_after_the_link_is_closed",
            "SES-16",
            RETURN,
            (*RETURN[1:3], RETURN[0], RETURN[3]),
        ),
        ("returns_during_call", "RET-01", ("none",), RETURN),
        ("probe_left_open", "RET-04", RETURN, RETURN[:3]),
    ],
)
def test_faults_name_what_they_break(
    fault: str, requirement: str, expected: tuple[str, ...], found: tuple[str, ...]
) -> None:
    """The requirement that a seeded fault breaks is told first, with the commands of both."""
    profile = Profile.parse("bc+auto/no-phone")
    (result,) = results(in_process(faulty(fault)), Method.SCENARIOS, profile=profile)
    assert result.divergence is not None
    assert result.divergence.requirements == (requirement,)
    first = result.divergence.mismatches[0]
    told = (first.what, first.expected, first.found)
    assert told == ("commands", ", ".join(expected), ", ".join(found))


def test_the_order_of_commands_is_free() -> None:
    """Commands of one answer may come in any order but log_out after close_link."""
    (result,) = results(in_process(_Reordered), Method.RANDOM)
    assert result.verdict is Verdict.CONFORMS
    (result,) = results(
        in_process(faulty("logout_after_the_link_is_closed")),
        Method.SCENARIOS,
        profile=Profile.parse("bc+auto/no-phone"),
    )
    assert result.verdict is Verdict.FAILED


class _ClosesFirst(Client):
    """Logs out when the link is closed already, and is right otherwise."""

    def observe(self) -> Mapping[str, Any]:
        seen = dict(super().observe())
        late = [each for each in seen["commands"] if each["command"] == "log_out"]
        seen["commands"] = [each for each in seen["commands"] if each not in late] + late
        return seen


def test_the_one_order_that_is_not_free_is_held() -> None:
    """SES-16: a client that differs in nothing but this order diverges."""
    profile = Profile.parse("bc+auto/no-phone")
    (result,) = results(in_process(_ClosesFirst), Method.SCENARIOS, profile=profile)
    assert result.divergence is not None
    assert result.divergence.requirements == ("SES-16",)
    assert [each.what for each in result.divergence.mismatches] == ["commands"]


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
    assert result.verdict is Verdict.NOT_TESTED
    (result,) = results(in_process(_MisspellsWhatItShows))
    assert result.verdict is Verdict.ERROR
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
    session.act(Happens(Event("link", "connection_accepted")))
    nonsense = Happens(Event("session", "agent_ready"))
    assert nonsense.event in session.expectation.refused()
    with pytest.raises(Diverged) as told:
        session.act(nonsense)
    assert told.value.divergence.requirements == ("SES-07",)


TIED = {**LENGTHS, "disaster-recovery.timeout": 10, "warm-standby.retry-delay": 10}


def tied(client: Client) -> Session:
    """Return a session in which a retry and a switchover fall due in 10 seconds."""
    session = Session(Expectation(SMALL, TIED), InProcess(client))
    for _ in range(2):
        session.act(Happens(Event("link", "connection_failed")))
    return session


class _Hurries(Client):
    """Has a retry delay, or a timeout, that is off by a thousandth of a second."""

    def __init__(self, name: str, off: float) -> None:
        super().__init__()
        self._changed = (name, off)

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        name, off = self._changed
        lengths = {**start["lengths"], name: start["lengths"][name] + off}
        return super().start({**start, "lengths": lengths})


RETRY, TIMEOUT = "warm-standby.retry-delay", "disaster-recovery.timeout"


@pytest.mark.parametrize(
    ("client", "taken"),
    [
        (Client(), ["site.switchover_timeout_elapsed"]),
        (
            _Hurries(RETRY, -0.001),
            ["link.retry_delay_elapsed", "site.switchover_timeout_elapsed"],
        ),
        (_Hurries(TIMEOUT, -0.001), ["site.switchover_timeout_elapsed"]),
    ],
)
def test_deadlines_that_fall_together_may_come_in_either_order(
    client: Client, taken: list[str]
) -> None:
    """A client may retry and then switch over, or switch over at once, at the same moment."""
    session = tied(client)
    assert len(list(session.expectation.answers(Passes(10)))) == 2
    answer = session.act(Passes(10))
    assert [str(step.event) for step in answer.steps] == taken
    assert not session.ambiguous
    session.act(Happens(Event("link", "connection_accepted")))


@pytest.mark.parametrize("late", [RETRY, TIMEOUT])
def test_either_order_is_not_any_answer(late: str) -> None:
    """A client that lets one of the two pass by takes neither order, unless the other ends it."""
    session = tied(_Hurries(late, 0.001))
    if late == RETRY:  # the switchover ends the delay before it elapses
        session.act(Passes(10))
        return
    with pytest.raises(Diverged) as told:
        session.act(Passes(10))
    assert told.value.divergence.mismatches[0].found == "connect preferred primary"


def test_who_shows_too_little_to_tell_the_order_is_judged_no_further() -> None:
    """Two orders that look the same to the kit end the session, not the test."""
    session = tied(_SaysLittle())
    session.act(Passes(10))
    assert session.ambiguous
    (result,) = results(in_process(_SaysLittle), Method.RANDOM)
    assert result.verdict is Verdict.CONFORMS


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
