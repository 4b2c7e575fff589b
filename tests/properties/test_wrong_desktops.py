"""Desktops that are plainly wrong, each refuted by a property that says what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pytest

from analyses.changed_machines import changed, with_more
from twinsite.analyses.check import check_profile
from twinsite.checker.liveness.decide import decide_liveness
from twinsite.checker.semantics.declaration import Guard, MachineDecl, TransitionDecl
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.observability import Peek, peeks
from twinsite.checker.symbolic.property import Verdict
from twinsite.checker.symbolic.result import Exploration
from twinsite.checker.symbolic.variables import OutOfNodesError
from twinsite.model.composition import WORLD, desktop, unobservable
from twinsite.model.predicates import MACHINES, Facts
from twinsite.model.profile import Profile
from twinsite.properties import liveness_of, properties_of
from twinsite.properties.fairness import ASSUMPTIONS

Machines = Mapping[str, MachineDecl]

LOST = ("starting", "preferred_lost", "peer_lost")


def first_choice(chart: str, *transitions: TransitionDecl) -> Machines:
    """Return the declarations in which a machine is asked for some transitions first."""
    return {
        name: replace(machine, transitions=(*transitions, *machine.transitions))
        if machine.name == chart
        else machine
        for name, machine in MACHINES.items()
    }


def way(event: str, source: str, target: str, guard: str = "", *effects: str) -> TransitionDecl:
    return TransitionDecl(event, source, target, Guard(guard), effects)


def with_length(chart: str, deadline: str, option: str) -> Machines:
    """Return the declarations in which a deadline lasts as long as another option says."""
    return {
        name: replace(
            machine,
            events=tuple(
                replace(event, length=option) if event.id == deadline else event
                for event in machine.events
            ),
        )
        if machine.name == chart
        else machine
        for name, machine in MACHINES.items()
    }


def hearing(chart: str, signal: str, *transitions: TransitionDecl) -> Machines:
    """Return the declarations in which a machine hears one more signal of another."""
    heard = next(e for m in MACHINES.values() for e in m.events if e.id == signal)
    machines = dict(first_choice(chart, *transitions))
    for name, machine in machines.items():
        if machine.name == chart:
            machines[name] = replace(machine, events=(*machine.events, heard))
    return machines


@dataclass(frozen=True)
class Wrong:
    """A wrong desktop."""

    what: str
    """What it does."""
    machines: Callable[[], Machines]
    """Its declarations."""
    profile: str
    """A profile under which that shows."""
    refuted_by: str
    """The property that says what is wrong."""
    breaks: str = ""
    """A promise on infinite traces that it breaks as well."""


WRONG = (
    Wrong(
        "Every failed pass starts the switchover timeout anew: it stays at the dead site.",
        lambda: first_choice("SiteSelection", *(way("all_tried", s, s) for s in LOST)),
        "bc/no-phone",
        "the_switchover_timeout_is_not_put_off",
        "a_link_that_stays_lost_moves_the_desktop",
    ),
    Wrong(
        "The switchover timeout is as long as the wait for the phone.",
        lambda: with_length(
            "SiteSelection",
            "switchover_timeout_elapsed",
            "disaster-recovery.wait-for-sipphone-timeout",
        ),
        "bc/no-phone",
        "the_switchover_timeout_has_its_length",
    ),
    Wrong(
        "A late answer starts the time to the next REGISTER anew: it may never come.",
        lambda: changed(
            "Registration",
            "register_answered_late",
            "waiting_for_retry",
            lambda t: replace(t, internal=False),
        ),
        "no-bc/endpoint",
        "the_time_to_the_next_attempt_to_register_at_the_preferred_site_is_not_put_off",
        "the_phone_registers_at_the_preferred_site",
    ),
    Wrong(
        "What happens to the registration at the other site starts the wait for the phone anew.",
        lambda: first_choice(
            "PhoneWatch",
            way("registration_changed", "waiting", "waiting", "not phone_registered_here"),
        ),
        "bc/endpoint",
        "the_wait_for_the_phone_is_not_put_off",
    ),
    Wrong(
        "The desktop moves for its phone without any wait.",
        lambda: first_choice(
            "PhoneWatch",
            way(
                "registration_changed",
                "satisfied",
                "waiting",
                "not phone_registered_here and may_leave_for_phone and not at_peer_site",
                "phone_given_up",
            ),
        ),
        "bc/endpoint",
        "the_phone_moves_only_after_its_whole_wait",
    ),
    Wrong(
        "A call that is offered drops the restoration of Ready.",
        lambda: hearing(
            "Restoration",
            "call_offered",
            way("call_offered", "pending", "idle", "last_seen_ready", "restoration_ended"),
        ),
        "bc+restore/no-phone",
        "a_restoration_of_ready_ends_by_ready",
    ),
    Wrong(
        "Ready is never restored at the peer site.",
        lambda: first_choice(
            "Restoration",
            way(
                "logged_in",
                "pending",
                "idle",
                "at_peer_site and last_seen_ready and not windows_open",
                "restoration_ended",
            ),
        ),
        "bc+restore/no-phone",
        "a_restoration_of_ready_ends_by_ready",
    ),
    Wrong(
        "The same, and an agent who was Ready and does nothing stays NotReady.",
        lambda: first_choice("Restoration", way("logged_in", "pending", "pending", "at_peer_site")),
        "bc+restore/no-phone",
        "who_was_ready_ends_up_ready",
    ),
    Wrong(
        "The desktop's own request for Ready excuses calls beside open windows.",
        lambda: changed("Session", "restore_ready", "not_ready", with_more("ready_by_hand")),
        "bc+restore/no-phone",
        "a_restoration_is_no_going_ready_by_hand",
    ),
    Wrong(
        "An agent who was never Ready counts as seen Ready, and is made so.",
        lambda: changed("Session", "forced_logout", "not_ready", with_more("ready_was_seen")),
        "bc+restore/no-phone",
        "ready_was_seen_only_of_a_login_that_is_lost",
    ),
    Wrong(
        "The login itself tells a last seen state, as if one had been lost.",
        lambda: changed("Session", "agent_ready", "readying", with_more("not_ready_was_seen")),
        "bc+restore/no-phone",
        "not_ready_was_seen_only_of_a_login_that_is_lost",
    ),
    Wrong(
        "A flow that fails during a refresh is answered by waiting for Timer F.",
        lambda: changed(
            "Registration",
            "flow_failed",
            "registering",
            lambda t: replace(t, target="registering", effects=()),
        ),
        "no-bc/endpoint",
        "a_flow_that_fails_is_answered_by_a_register",
    ),
    Wrong(
        "423 is taken for a refusal, although a longer lifetime would be granted.",
        lambda: changed(
            "Registration",
            "interval_too_brief",
            "registering",
            lambda t: replace(t, target="waiting_for_retry", effects=("registration_failed",)),
        ),
        "no-bc/endpoint",
        "no_423_ends_a_registration",
    ),
    Wrong(
        "An endpoint with another address keeps the binding of the old one.",
        lambda: changed(
            "Registration",
            "address_changed",
            "registered",
            lambda t: replace(t, target="registering", effects=("register", "refresh_sent")),
        ),
        "no-bc/endpoint",
        "a_binding_of_another_address_is_lost",
    ),
    Wrong(
        "A binding that expires sends a second REGISTER beside the first.",
        lambda: changed("Binding", "binding_expired", "refreshing", with_more("register")),
        "no-bc/endpoint",
        "a_register_awaits_its_response",
    ),
)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.what)
def test_a_wrong_desktop_is_refuted(wrong: Wrong) -> None:
    profile = Profile.parse(wrong.profile)
    names = {wrong.refuted_by, wrong.breaks} - {""}
    safety = [prop for prop in properties_of(profile) if prop.name in names]
    liveness = [prop for prop in liveness_of(profile) if prop.name in names]
    found = explore(desktop(profile, wrong.machines()), safety, witnesses=False)
    endless = decide_liveness(found, liveness, ASSUMPTIONS)
    verdicts = {f.property.name: f.verdict for f in (*found.findings, *endless)}
    assert verdicts == dict.fromkeys(names, Verdict.REFUTED)


def test_a_switchover_that_knows_which_servers_are_up_is_none_of_a_desktop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It moves only if the other site is better off: safe, live, and impossible to build."""

    def may_leave(facts: Facts) -> bool:
        dead_end = facts.site_in_service(facts.here) and not facts.site_in_service(facts.here.other)
        return facts.profile.has_peer and not dead_end

    monkeypatch.setattr(Facts, "may_leave_for_link", property(may_leave))
    report = check_profile(Profile.parse("bc/no-phone"))
    assert report.verdict is Verdict.REFUTED
    servers = ("servers_peer", "servers_preferred")
    assert {(peek.machine, peek.event, peek.read) for peek in report.peeks} == {
        ("site", "switchover_timeout_elapsed", servers)
    }


@pytest.mark.parametrize(
    ("machines", "profile", "found"),
    [
        pytest.param(
            lambda: changed(
                "Link",
                "reconnection_delay_elapsed",
                "pausing_for_primary",
                lambda t: replace(t, guard=Guard("primary_in_service_here")),
            ),
            "no-bc/no-phone",
            ("link", "reconnection_delay_elapsed"),
            id="a reconnection is tried only where it will be accepted",
        ),
        pytest.param(
            lambda: first_choice(
                "Restoration",
                way("logged_in", "pending", "requested", "preferred_in_service", "restore_ready"),
            ),
            "bc+restore/no-phone",
            ("restoration", "logged_in"),
            id="what is restored depends on a server that is not linked",
        ),
        pytest.param(
            lambda: first_choice(
                "Session", way("log_in_refused", "logging_in", "forced_out", "no_call_goes_on")
            ),
            "bc/no-phone",
            ("session", "log_in_refused"),
            id="what a refusal means depends on a call that nobody sees",
        ),
    ],
)
def test_what_a_desktop_is_not_told_decides_nothing(
    machines: Callable[[], Machines], profile: str, found: tuple[str, str]
) -> None:
    known = Profile.parse(profile)
    exploration = explore(desktop(known, machines()))
    told: set[Peek] = set(peeks(exploration, unobservable(known), WORLD))
    assert {(peek.machine, peek.event) for peek in told} == {found}


def test_where_there_is_no_room_to_look_nothing_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OutOfNodesError

    monkeypatch.setattr(Exploration, "asked", full)
    report = check_profile(Profile.parse("stat/bc/pair"), only=frozenset())
    assert report.verdict is Verdict.UNDETERMINED
