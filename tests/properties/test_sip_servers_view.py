"""SIP Server's view is not the desktop's: WORLD-11, WORLD-12, and what a desktop does about it."""

import pytest

from properties.traces import last, state_of
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, Step
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile

HARD = desktop(Profile.parse("bc+restore/no-phone"))
OWN = desktop(Profile.parse("bc+restore/endpoint"))

LOGGED_IN = (
    "session.log_in_requested",
    "link.connection_accepted",
    "agent_preferred.log_in_carried_out",
    "session.log_in_accepted",
)
READY = (*LOGGED_IN, "session.ready_requested", "agent_preferred.ready_carried_out")
CONFIRMED = (*READY, "session.agent_ready")
MOVED = ("link.connection_dropped", "site.switchover_timeout_elapsed")


def test_a_call_comes_before_the_desktop_knows_that_it_is_ready() -> None:
    """WORLD-11: SIP Server carries out what it is asked before it answers."""
    step = last(HARD, *READY, "call.routed_call_offered")
    assert state_of(HARD, step, "session") == "readying"
    assert state_of(HARD, step, "call") == "live"


def test_a_login_outlives_its_connection() -> None:
    """WORLD-11: only its servers end it."""
    step = last(HARD, *CONFIRMED, "link.connection_dropped")
    assert state_of(HARD, step, "agent_preferred") == "ready"
    step = last(HARD, *CONFIRMED, "servers_preferred.site_failed")
    assert state_of(HARD, step, "agent_preferred") == "logged_out"


def test_a_call_without_a_link_is_shown_by_the_next_one() -> None:
    """WORLD-12: the routing does not ask whether a link of the desktop shows the call."""
    unseen = (*CONFIRMED, "link.connection_dropped", "call.unseen_call_offered")
    assert state_of(HARD, last(HARD, *unseen), "call") == "unseen"
    linked = (*unseen, "link.reconnection_delay_elapsed", "link.connection_accepted")
    assert state_of(HARD, last(HARD, *linked), "call") == "unseen"
    shown = last(HARD, *linked, "call.call_shown")
    assert state_of(HARD, shown, "call") == "live"
    assert state_of(HARD, shown, "windows") == "recent"


def test_a_login_that_a_partition_left_behind_gets_a_call() -> None:
    """WORLD-12: SIP Server of the site that was left has the agent as Ready (hazard H12)."""
    step = last(HARD, *CONFIRMED, *MOVED, "call.stale_call_offered")
    assert state_of(HARD, step, "call") == "unseen_elsewhere"


@pytest.mark.parametrize("call", ["unseen_call_offered", "stale_call_offered"])
def test_at_an_endpoint_of_the_desktop_no_call_is_unseen(call: str) -> None:
    """WORLD-12: there the calls come as INVITE, whatever SIP Server has of the agent."""
    assert Event.parse(f"call.{call}") in OWN.events
    for events in ((), MOVED):
        with pytest.raises(RefusedError):
            last(
                OWN, "session.log_in_requested", "link.connection_accepted", *events, f"call.{call}"
            )


OWN_READY = (
    "session.log_in_requested",
    "link.connection_accepted",
    "session.log_in_accepted",
    "session.ready_requested",
    "session.agent_ready",
)
OPEN_WINDOW = ("windows.other_interaction_opened", "session.not_ready_requested")


def told(step: Step) -> list[str]:
    """Return what is said and commanded in a step."""
    return [effect for _, effect in step.log]


def test_an_endpoint_refuses_a_call_beside_a_window() -> None:
    """INT-08: unless the agent is Ready, or has asked for it."""
    invite = "endpoint_preferred.invite_received"
    assert (
        told(last(OWN, *OWN_READY, "windows.other_interaction_opened", invite))[0] == "call_taken"
    )
    not_ready = (*OWN_READY, *OPEN_WINDOW, "session.agent_not_ready")
    assert told(last(OWN, *not_ready, invite)) == ["refuse_call"]
    assert told(last(OWN, *not_ready, "session.ready_requested", invite))[0] == "call_taken"


def test_an_endpoint_refuses_a_call_during_a_call() -> None:
    """INT-08."""
    invite = "endpoint_preferred.invite_received"
    assert told(last(OWN, *OWN_READY, invite, invite)) == ["refuse_call"]
    assert told(last(OWN, *OWN_READY, invite, "link.connection_dropped", invite)) == ["refuse_call"]


def test_an_endpoint_refuses_every_call_of_the_other_site() -> None:
    """INT-09: before a switchover and after it."""
    assert told(last(OWN, *OWN_READY, "endpoint_peer.invite_received")) == ["refuse_call"]
    left = last(OWN, *OWN_READY, *MOVED, "endpoint_preferred.invite_received")
    assert told(left) == ["refuse_call"]
