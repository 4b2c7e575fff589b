"""The defect that release 8.5.105.12 mended, and wrong interpretations, each with its trace."""

import pytest

from twinsite.analyses.check import PropertyReport, check_profile
from twinsite.analyses.traces import property_named, take
from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.property import Verdict
from twinsite.checker.symbolic.traces import retrace
from twinsite.model.composition import desktop
from twinsite.model.profile import Phone, Profile, Release


def verdict_of(profile: Profile, name: str) -> PropertyReport:
    (prop,) = check_profile(profile, only=frozenset({name})).properties
    return prop


BEFORE = Release((8, 5, 105, 11))
AFTER = Release((8, 5, 105, 12))


def test_before_8_5_105_12_a_call_comes_while_the_last_one_goes_on() -> None:
    """Restoration at login made it possible to accept new calls while the last was in progress."""
    prop = verdict_of(Profile(release=BEFORE), "no_call_while_the_last_call_goes_on")
    assert prop.verdict is Verdict.REFUTED
    assert prop.trace is not None
    assert len(prop.trace) == 11
    events = [Event.parse(text).name for text in prop.trace]
    story = [
        "invite_received",
        "log_in_accepted",
        "agent_ready",
        "switchover_timeout_elapsed",
        "log_in_accepted",
        "invite_received",
    ]
    rest = iter(events)
    assert all(any(event == wanted for event in rest) for wanted in story), events
    trace = take(Profile(release=BEFORE), property_named(prop.name, where=""), prop.trace, where="")
    assert trace.breaks
    assert not any(step.event.name.endswith("_windows_closed") for step in trace.steps), (
        "no window is closed on the way"
    )


@pytest.mark.parametrize(
    "name",
    [
        "no_call_while_the_last_call_goes_on",
        "no_call_while_an_earlier_interaction_is_open",
        "never_automatically_ready_with_a_window_open",
    ],
)
def test_from_8_5_105_12_on_no_such_call_comes(name: str) -> None:
    assert verdict_of(Profile(release=AFTER), name).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("identifier", "choice", "name", "length"),
    [
        ("A2", "continues", "moves_for_a_link_only_when_the_link_is_lost", 3),
        ("A11", "unguarded", "the_phone_trigger_moves_only_to_a_registered_phone", 1),
        ("A12", "immediate", "no_move_by_choice_during_a_call", 3),
        ("A14", "immediate", "no_move_by_choice_during_a_call", 4),
        ("A16", "link_only", "returns_only_to_a_registered_phone", 2),
        ("A17", "logged_in", "the_probe_never_logs_in", 2),
        ("A24", "overwritten", "keeps_the_state_seen_before_the_first_loss", 8),
        ("A38", "accepted", "a_late_answer_changes_nothing", 2),
        ("A39", "overwritten", "a_forced_out_agent_is_logged_in_after_a_switchover", 6),
        ("A46", "unregistered", "no_registration_is_given_up_at_a_switchover", 2),
    ],
)
def test_a_wrong_interpretation_is_caught(
    identifier: str, choice: str, name: str, length: int
) -> None:
    prop = verdict_of(Profile().with_interpretations({identifier: choice}), name)
    assert prop.verdict is Verdict.REFUTED
    assert prop.trace is not None
    assert len(prop.trace) == length


def test_the_immediate_return_of_a14_gives_a_live_call_up() -> None:
    profile = Profile().with_interpretations({"A14": "immediate"})
    prop = verdict_of(profile, "no_move_by_choice_during_a_call")
    trace = take(profile, property_named(prop.name, where=""), prop.trace or (), where="")
    last = trace.steps[-1]
    system = trace.system
    assert system.view(last.before).call_in_progress
    assert system.view(last.before).at_peer_site
    assert not system.view(last.after).at_peer_site
    assert last.after[system.index["call"]] == "left_behind"


def test_the_unguarded_phone_trigger_of_a11_ping_pongs_for_ever() -> None:
    """With the phone registered nowhere the wait alone moves the desktop, again and again (H1)."""
    system = desktop(Profile().with_interpretations({"A11": "unguarded"}))
    wait_over = Event("phone_watch", "phone_wait_elapsed")
    steps = list(retrace(system, [wait_over] * 5))
    sites = [system.view(step.after).here for step in steps]
    assert sites == ["peer", "preferred", "peer", "preferred", "peer"]
    assert steps[0].after == steps[2].after == steps[4].after
    assert steps[1].after == steps[3].after


def test_the_guarded_phone_trigger_stays_where_the_phone_is_registered_nowhere() -> None:
    system = desktop(Profile())
    (step,) = retrace(system, [Event("phone_watch", "phone_wait_elapsed")])
    assert system.view(step.after).here == "preferred"
    events = {later.event for later in system.steps(step.after)}
    assert Event("phone_watch", "phone_wait_elapsed") not in events


def test_a_hard_phone_that_is_unknown_elsewhere_may_ping_pong() -> None:
    """The price of A45 (H7): each site is believed in until its DN is reported out of service."""
    system = desktop(Profile(phone=Phone.HARD_PHONE))
    there_and_back = [
        Event("link", "connection_accepted"),
        Event("dn_service", "dn_out_of_service"),
        Event("phone_watch", "phone_wait_elapsed"),
    ]
    sites = [system.view(step.after).here for step in retrace(system, there_and_back * 2)]
    assert sites == ["preferred", "preferred", "peer", "peer", "peer", "preferred"]
