"""Every rule can fail: for each there is a planted fault in one declaration that breaks it.

The rules that a pinned variant breaks are held against it in ``test_manifest``; here are all
others.  Small profiles are enough, since a fault shows within a few steps.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from twinsite.desktop import voice
from twinsite.facts import MACHINES
from twinsite.kernel.declaration import Guard, MachineDecl, TransitionDecl
from twinsite.kernel.explore import explore
from twinsite.kernel.property import Verdict
from twinsite.profile import Phone, Profile
from twinsite.properties import ALL, properties_of
from twinsite.variants import VARIANTS

Change = Callable[[TransitionDecl], TransitionDecl | None]

SMALL = Profile(phone=Phone.NONE)
HARD = Profile(phone=Phone.HARD_PHONE)
STAYING = Profile(auto_restore=False, phone=Phone.NONE)
HARD_STAYING = Profile(auto_restore=False, phone=Phone.HARD_PHONE)
PLAIN = Profile(business_continuity=False, phone=Phone.NONE)


def changed(chart: str, event: str, source: str, change: Change) -> dict[str, MachineDecl]:
    """Return the declarations with every transition of one event and state changed."""
    hits = 0
    machines = {}
    for name, machine in MACHINES.items():
        transitions = []
        for transition in machine.transitions:
            here = (machine.name, transition.event, transition.source) == (chart, event, source)
            hits += here
            new = change(transition) if here else transition
            if new is not None:
                transitions.append(new)
        machines[name] = replace(machine, transitions=tuple(transitions))
    assert hits, f"{chart} has no {event} in {source}: the planted fault plants nothing"
    return machines


def without_guard(transition: TransitionDecl) -> TransitionDecl:
    return replace(transition, guard=Guard(""))


def removed(_: TransitionDecl) -> None:
    return None


def to(target: str) -> Change:
    return lambda transition: replace(transition, target=target)


def without(effect: str) -> Change:
    return lambda t: replace(t, effects=tuple(e for e in t.effects if e != effect))


def with_more(*effects: str) -> Change:
    return lambda t: replace(t, effects=(*t.effects, *effects))


FAULTS = {
    "logs_in_only_where_it_is_not_logged_in": (
        SMALL,
        ("Session", "ready_requested", "not_ready", with_more("log_in")),
    ),
    "logs_out_before_it_leaves_an_open_link": (
        SMALL,
        ("Session", "switched_over", "ready", without("log_out")),
    ),
    "never_at_the_peer_without_business_continuity": (
        PLAIN,
        ("SiteSelection", "switchover_timeout_elapsed", "preferred_lost", without_guard),
    ),
    "no_return_from_a_healthy_site_without_auto_restore": (
        HARD_STAYING,
        (
            "SiteSelection",
            "registration_changed",
            "at_peer",
            without_guard,
        ),
    ),
    "restoration_never_raises_the_agent_state": (
        SMALL,
        ("LastSeen", "not_ready_was_seen", "nothing", to("ready")),
    ),
    "nobody_is_logged_in_who_was_not": (
        SMALL,
        ("Session", "old_session_answered", "logged_out", to("not_ready")),
    ),
    "who_logs_out_or_is_refused_is_logged_out": (
        SMALL,
        ("Session", "log_in_refused", "logging_in", to("awaiting_link")),
    ),
    "a_forced_logout_keeps_the_last_seen_state": (
        SMALL,
        ("Session", "forced_logout", "ready", without("ready_was_seen")),
    ),
    "a_restoration_is_pending_exactly_while_a_state_is_kept": (
        SMALL,
        ("Restoration", "log_in_failed", "pending", without("restoration_ended")),
    ),
    "failover_inside_a_pair_changes_neither_site_nor_state": (
        SMALL,
        ("Session", "link_lost", "unreadying", to("not_ready")),
    ),
    "one_switchover_for_one_cause": (
        HARD,
        ("SiteSelection", "phone_given_up", "at_preferred", with_more("switched_over")),
    ),
    "a_switchover_cancels_both_deadlines": (
        SMALL,
        ("SiteSelection", "switchover_timeout_elapsed", "preferred_lost", to("at_peer")),
    ),
    "a_phone_switchover_that_is_due_is_made": (
        HARD,
        ("PhoneWatch", "call_over", "due", removed),
    ),
    "a_login_does_not_wait_on_an_open_link": (
        SMALL,
        ("Session", "link_opened", "awaiting_link", removed),
    ),
    "the_phone_watch_knows_the_phone": (
        HARD,
        ("PhoneWatch", "registration_changed", "satisfied", removed),
    ),
    "the_preferred_site_is_probed_exactly_while_a_return_is_wanted": (
        STAYING,
        ("PreferredProbe", "switched_over", "off", without_guard),
    ),
    "a_live_call_has_a_link_and_a_window": (
        SMALL,
        ("Call", "link_lost", "live", removed),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_breaks_the_rule(name: str) -> None:
    profile, (chart, event, source, change) = FAULTS[name]
    claims = [claim for claim in properties_of(profile) if claim.name == name]
    sound = explore(voice(profile), claims)
    assert [f.verdict for f in sound.findings] == [Verdict.PROVED]
    broken = explore(voice(profile, changed(chart, event, source, change)), claims)
    assert [f.verdict for f in broken.findings] == [Verdict.REFUTED]


def test_every_rule_is_broken_by_a_planted_fault_or_a_pinned_variant() -> None:
    rules = {entry.claim.name for entry in ALL if not entry.claim.is_existential}
    by_variants = {name for variant in VARIANTS for name in variant.breaks}
    assert rules == by_variants | set(FAULTS) | {"logs_out_before_it_closes_the_link"}


def test_a_link_that_speaks_before_the_session_breaks_the_rule_on_their_order() -> None:
    link_first = {"link": MACHINES["link"], **MACHINES}
    name = "logs_out_before_it_closes_the_link"
    claims = [claim for claim in properties_of(SMALL) if claim.name == name]
    assert explore(voice(SMALL), claims).findings[0].verdict is Verdict.PROVED
    assert explore(voice(SMALL, link_first), claims).findings[0].verdict is Verdict.REFUTED


def test_a_lost_wake_up_of_the_restoration_is_found() -> None:
    machines = changed("Restoration", "link_opened", "pending", removed)
    claim = [c for c in properties_of(SMALL) if c.name.startswith("a_restoration_that_is_unbl")]
    finding = explore(voice(SMALL, machines), claim).findings[0]
    assert finding.verdict is Verdict.REFUTED
    assert finding.run is not None
    assert str(finding.run[-1].offer) == "link.connection_accepted"
