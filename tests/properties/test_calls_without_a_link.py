"""A blip is no switchover: a call whose link is lost holds back every move by choice (A74)."""

import pytest

from properties.traces import last, state_of
from twinsite.checker.semantics.errors import RefusedError
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile

UNSEEN = desktop(Profile.parse("bc+auto/no-phone"))
RELEASED = desktop(Profile.parse("bc+auto/no-phone/A74=released"))
OWN = desktop(Profile.parse("bc/endpoint"))

AT_PEER = (
    "session.log_in_requested",
    "link.connection_accepted",
    "servers_preferred.site_failed",
    "site.switchover_timeout_elapsed",
    "link.connection_accepted",
    "agent_peer.log_in_carried_out",
    "session.log_in_accepted",
)
HELD = ("call.direct_call_began", "servers_preferred.site_returned", "probe.probe_accepted")
BLIP = ("link.connection_dropped",)
BACK = ("link.reconnection_delay_elapsed", "link.connection_accepted")


def test_a_link_that_drops_gives_up_no_call() -> None:
    """RET-03: the return waits until the call is over, also while no link controls it."""
    step = last(UNSEEN, *AT_PEER, *HELD, *BLIP)
    assert state_of(UNSEEN, step, "site") == "peer_lost"
    assert state_of(UNSEEN, step, "call") == "uncontrolled"
    step = last(UNSEEN, *AT_PEER, *HELD, *BLIP, *BACK)
    assert state_of(UNSEEN, step, "call") == "live"
    step = last(UNSEEN, *AT_PEER, *HELD, *BLIP, *BACK, "call.call_ended")
    assert state_of(UNSEEN, step, "site") == "preferred_lost"


def test_released_the_call_is_given_up_at_once() -> None:
    """RET-03: under A74=released two seconds without a link cost the call."""
    step = last(RELEASED, *AT_PEER, *HELD, *BLIP)
    assert state_of(RELEASED, step, "site") == "preferred_lost"
    assert state_of(RELEASED, step, "call") == "left_behind"


def test_only_the_timeout_gives_up_a_call() -> None:
    """RET-03, SITE-09: a loss for the whole timeout shows that the call is gone."""
    step = last(UNSEEN, *AT_PEER, *HELD, *BLIP, "site.switchover_timeout_elapsed")
    assert state_of(UNSEEN, step, "site") == "preferred_lost"
    assert state_of(UNSEEN, step, "call") == "left_behind"


def test_nobody_tells_that_a_call_has_ended_but_the_next_link() -> None:
    """WORLD-13: a phone that is not the desktop's tells it nothing."""
    ended = (*AT_PEER, *HELD, *BLIP, "call.call_lost")
    step = last(UNSEEN, *ended)
    assert state_of(UNSEEN, step, "call") == "ended_unseen"
    assert state_of(UNSEEN, step, "site") == "peer_lost"
    step = last(UNSEEN, *ended, *BACK)
    assert state_of(UNSEEN, step, "call") == "ended_untold"
    assert state_of(UNSEEN, step, "site") == "at_peer"
    step = last(UNSEEN, *ended, *BACK, "call.call_end_shown")
    assert state_of(UNSEEN, step, "call") == "none"
    assert state_of(UNSEEN, step, "site") == "preferred_lost"


def test_an_endpoint_of_the_desktop_sees_the_end_at_once() -> None:
    """WORLD-13: there the call is over when its media end."""
    taken = ("endpoint_preferred.invite_received", "link.connection_accepted")
    step = last(OWN, *taken, "link.connection_dropped", "call.call_lost")
    assert state_of(OWN, step, "call") == "none"
    assert (("call", "call_over")) in step.log


def test_the_window_of_a_call_that_the_desktop_takes_to_go_on_stays() -> None:
    """INT-03: its end must be told first."""
    ended = (*AT_PEER, *HELD, *BLIP, "call.call_lost")
    with pytest.raises(RefusedError):
        last(UNSEEN, *ended, "windows.recent_windows_closed")
