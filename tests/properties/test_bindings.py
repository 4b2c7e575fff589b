"""The REGISTER transaction and the binding are two things: RFC 3261, 10.2 and 17.1.2."""

import pytest

from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event
from twinsite.checker.semantics.timed import TimedRun
from twinsite.conformance.timer_values import LENGTHS
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Profile

SYSTEM = desktop(Profile.parse("no-bc/endpoint"))
EXPIRY, TIMER_F = "binding_preferred.binding_expired", "registration_preferred.register_timed_out"
REFRESH = "registration_preferred.refresh_due"


def registered(**lengths: float) -> TimedRun[Facts]:
    """Return a session in which the first REGISTER was accepted at once, and a link is there."""
    run = TimedRun(SYSTEM, {**LENGTHS, "disaster-recovery.timeout": 10_000, **lengths})
    for event in ("link.connection_accepted", "registration_preferred.register_accepted"):
        run.take(Event.parse(event))
    return run


def take(run: TimedRun[Facts], event: str) -> None:
    run.take(Event.parse(event))


def state_of(run: TimedRun[Facts], machine: str) -> str:
    return run.state[SYSTEM.index[machine]]


def refreshed(**lengths: float) -> TimedRun[Facts]:
    """Return a session in which a REGISTER refreshes the binding."""
    run = registered(**lengths)
    run.wait(LENGTHS["reg_timeout"])
    take(run, REFRESH)
    return run


def moments(run: TimedRun[Facts]) -> dict[str, float]:
    return {str(event): at - run.now for at, event in run.running()}


def test_timer_f_runs_on_when_the_binding_expires() -> None:
    """REG-03: it runs from its REGISTER, whatever becomes of the binding."""
    run = refreshed(**{"refresh margin": 20})
    run.wait(20)
    take(run, EXPIRY)
    assert state_of(run, "binding_preferred") == "none"
    assert state_of(run, "registration_preferred") == "registering"
    assert moments(run)[TIMER_F] == 12


def test_423_is_answered_at_once_and_costs_no_binding() -> None:
    """REG-14: another REGISTER has a Timer F of its own, and the binding the rest of its life."""
    run = refreshed()
    run.wait(5)
    step = run.take(Event("registration_preferred", "interval_too_brief"))
    assert ("registration_preferred", "register") in step.log
    assert state_of(run, "binding_preferred") == "refreshing"
    assert (moments(run)[TIMER_F], moments(run)[EXPIRY]) == (32, 35)


@pytest.mark.parametrize("event", ["flow_failed", "address_changed"])
def test_a_binding_that_is_lost_with_its_flow_is_renewed_at_once(event: str) -> None:
    """REG-08, REG-15: also while a refresh is under way, whose transaction is over."""
    for run in (registered(), refreshed()):
        step = run.take(Event("registration_preferred", event))
        assert ("registration_preferred", "register") in step.log
        assert state_of(run, "binding_preferred") == "none"
        assert moments(run)[TIMER_F] == 32
        with pytest.raises(RefusedError):
            take(run, f"registration_preferred.{event}")


def test_the_next_attempt_has_an_option_of_its_own() -> None:
    """REG-07: reg_interval, and not reg_timeout."""
    run = registered(reg_interval=7)
    take(run, "registration_preferred.flow_failed")
    take(run, "registration_preferred.register_refused")
    assert moments(run)["registration_preferred.next_attempt_due"] == 7
