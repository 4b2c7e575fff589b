"""Runs in seconds: when deadlines start, end, act, and fall together."""

import pytest

from twinsite.checker.semantics.errors import DeclarationError, RefusedError
from twinsite.checker.semantics.system import Event
from twinsite.checker.semantics.timed import TimedRun
from twinsite.conformance.timer_values import LENGTHS
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Profile

TIMEOUT = Event.parse("site.switchover_timeout_elapsed")


def begun(profile: str, **changed: float) -> TimedRun[Facts]:
    lengths = {**LENGTHS, **{name.replace("_", "-"): n for name, n in changed.items()}}
    lengths |= {"disaster-recovery.timeout": changed["timeout"]} if "timeout" in changed else {}
    lengths |= {"warm-standby.retry-delay": changed["retry"]} if "retry" in changed else {}
    return TimedRun(desktop(Profile.parse(profile)), lengths)


def take(run: TimedRun[Facts], *events: str) -> None:
    for event in events:
        run.take(Event.parse(event))


def moments(run: TimedRun[Facts]) -> dict[str, float]:
    return {str(event): at for at, event in run.running()}


def test_entering_a_state_starts_its_deadlines() -> None:
    """The timeout runs from the loss of the link, and not before."""
    run = begun("stat/bc/pair")
    assert moments(run) == {str(TIMEOUT): 60}
    take(run, "link.connection_accepted")
    assert moments(run) == {}
    run.wait(100)
    take(run, "link.connection_dropped")
    assert moments(run) == {str(TIMEOUT): 160, "link.reconnection_delay_elapsed": 105}


def test_a_transition_back_to_the_same_state_starts_them_anew() -> None:
    """PHONE-07: after a switchover the phone is waited for from the beginning."""
    run = begun("bc/endpoint")
    run.wait(20)
    (_, moved), *_ = _elapsed(run, 30)
    assert moved.state[moved.system.index["phone_watch"]] == "due"
    run = begun("bc/endpoint", timeout=20)
    run.wait(20)
    ((_, moved),) = run.outcomes()
    assert moved.state[moved.system.index["phone_watch"]] == "waiting"
    assert moments(moved)["phone_watch.phone_wait_elapsed"] == 50


def _elapsed(run: TimedRun[Facts], at: float) -> list[tuple[object, TimedRun[Facts]]]:
    run.wait(at - run.now)
    return list(run.outcomes())


def test_an_internal_transition_leaves_them_running() -> None:
    """REG-05: a late answer does not put off the next attempt."""
    run = begun("no-bc/endpoint")
    take(run, "registration_preferred.register_refused")
    run.wait(10)
    before = moments(run)
    take(run, "registration_preferred.register_answered_late")
    assert moments(run) == before
    assert before["registration_preferred.next_attempt_due"] == 50


def test_time_does_not_pass_beyond_a_deadline() -> None:
    """What falls due must be dealt with first."""
    run = begun("stat/bc/pair")
    with pytest.raises(ValueError, match="falls due"):
        run.wait(60.125)
    with pytest.raises(ValueError, match="falls due"):
        run.wait(-1)
    assert run.now == 0
    run.wait(60)
    assert run.next_deadline() == 60


def test_deadlines_that_fall_together_act_in_every_order() -> None:
    """A retry and a switchover at one moment: the retry comes first, or not at all."""
    run = begun("stat/bc/pair", timeout=10)
    take(run, "link.connection_failed", "link.connection_failed")
    run.wait(10)
    orders = [[str(step.event) for step in steps] for steps, _ in run.outcomes()]
    assert sorted(orders) == [
        ["link.retry_delay_elapsed", str(TIMEOUT)],
        [str(TIMEOUT)],
    ]
    assert run.state[run.system.index["site"]] == "starting"  # the trace itself has not moved


def test_a_deadline_acts_at_its_moment_and_no_eighth_before() -> None:
    """Just before nothing is due; at the moment it acts."""
    run = begun("stat/bc/pair")
    run.wait(59.875)
    assert [steps for steps, _ in run.outcomes()] == [()]
    run.wait(0.125)
    assert run.next_deadline() == run.now
    with pytest.raises(ValueError, match="falls due"):
        run.wait(0.125)
    ((steps, after),) = run.outcomes()
    assert [step.event for step in steps] == [TIMEOUT]
    assert moments(after)[str(TIMEOUT)] == 120


def test_deadlines_that_leave_each_other_alone_all_act() -> None:
    """Two registrations that time out at one moment do so in both orders, to the same end."""
    run = begun("bc/endpoint", timeout=500)
    run.wait(30)
    ((_, run),) = run.outcomes()
    run.wait(2)
    ways = list(run.outcomes())
    orders = [[step.event.machine for step in steps] for steps, _ in ways]
    assert sorted(orders) == [
        ["registration_peer", "registration_preferred"],
        ["registration_preferred", "registration_peer"],
    ]
    assert len({(end.state, tuple(end.running())) for _, end in ways}) == 1


def test_a_copy_goes_its_own_way() -> None:
    """What a copy does is not seen in the trace that it was made of, until that becomes it."""
    run = begun("stat/bc/pair")
    twin = run.copy()
    twin.wait(7)
    take(twin, "link.connection_accepted")
    assert run.now == 0
    assert moments(run) == {str(TIMEOUT): 60}
    take(twin, "link.connection_dropped")
    run.become(twin)
    assert run.now == 7
    assert moments(run) == {str(TIMEOUT): 67, "link.reconnection_delay_elapsed": 12}
    again = run.anew({**LENGTHS, "disaster-recovery.timeout": 9})
    assert (again.now, moments(again)) == (0, {str(TIMEOUT): 9})


def test_a_deadline_that_is_held_back_acts_as_soon_as_it_may() -> None:
    """Under A13=deferred the switchover waits for the end of the call, and not a second more."""
    run = begun("bc/endpoint/A13=deferred")
    registered = "registration_preferred.register_accepted", "registration_peer.register_accepted"
    take(
        run,
        "link.connection_accepted",
        *registered,
        "session.log_in_requested",
        "session.log_in_accepted",
        "call.direct_call_began",
        "link.connection_dropped",
    )
    assert str(TIMEOUT) not in moments(run)
    run.wait(5)
    ((_, run),) = run.outcomes()
    run.wait(45)
    _, run = next(run.outcomes())
    take(run, *registered)
    run.wait(45)
    take(run, "call.call_lost")
    assert run.next_deadline() == 95
    ((steps, _),) = run.outcomes()
    assert [step.event for step in steps] == [TIMEOUT]


def test_deadlines_without_length_come_to_an_end_or_are_told() -> None:
    """Two sites out of service and no timeout: the desktop would move for ever at one moment."""
    run = begun("stat/bc/pair", timeout=0)
    with pytest.raises(DeclarationError, match="do not come to an end"):
        list(run.outcomes())


def test_what_is_refused_changes_nothing() -> None:
    """A refused event leaves state and deadlines as they were."""
    run = begun("stat/bc/pair")
    before = (run.state, moments(run))
    with pytest.raises(RefusedError):
        take(run, "link.connection_dropped")
    assert (run.state, moments(run)) == before


def test_a_length_must_be_known() -> None:
    """A deadline whose length nobody has given is no trace in seconds."""
    with pytest.raises(KeyError):
        TimedRun(desktop(Profile.parse("stat/bc/pair")), {})
