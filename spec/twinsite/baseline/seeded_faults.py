"""Seeded faults: for each property a wrong declaration that breaks it.

The properties that a pinned variant breaks need none.  Small profiles are enough, since a fault
shows within a few steps.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from twinsite.checker.semantics.declaration import Guard, MachineDecl, TransitionDecl
from twinsite.model.predicates import MACHINES
from twinsite.model.profile import Part, Phone, Profile

Change = Callable[[TransitionDecl], TransitionDecl | None]
"""What stands in the place of a transition."""

SMALL = Profile(phone=Phone.NONE)
HARD = Profile(phone=Phone.HARD_PHONE)
STAYING = Profile(auto_restore=False, phone=Phone.NONE)
HARD_STAYING = Profile(auto_restore=False, phone=Phone.HARD_PHONE)
PLAIN = Profile(business_continuity=False, phone=Phone.NONE)
START = Profile(part=Part.START_UP, nodes=1)
PLAIN_ENDPOINT = Profile(business_continuity=False)
STAYING_ENDPOINT = Profile(auto_restore=False, restore_agent_state=False)


def changed(chart: str, event: str, source: str, change: Change) -> Mapping[str, MachineDecl]:
    """Return the declarations with every transition of one event and state changed.

    Args:
        chart: The name of the machine.
        event: The event of the transitions.
        source: The state from which they start.
        change: Gives what stands in the place of each, or None for nothing.
    """
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
    assert hits, f"{chart} has no {event} in {source}: the seeded fault plants nothing"
    return machines


def without_guard(transition: TransitionDecl) -> TransitionDecl:
    """Return a transition that is always enabled."""
    return replace(transition, guard=Guard(""))


def removed(_: TransitionDecl) -> None:
    """Return nothing in the place of a transition."""


def to(target: str) -> Change:
    """Return the change of a transition to another target."""
    return lambda transition: replace(transition, target=target)


def without(effect: str) -> Change:
    """Return the change of a transition to one without an effect."""
    return lambda t: replace(t, effects=tuple(e for e in t.effects if e != effect))


def with_more(*effects: str) -> Change:
    """Return the change of a transition to one with more effects."""
    return lambda t: replace(t, effects=(*t.effects, *effects))


@dataclass(frozen=True, slots=True)
class SeededFault:
    """A wrong declaration that breaks a property."""

    prop: str
    """The name of the property."""
    profile: Profile
    """The profile under which it shows."""
    what: str
    """What is wrong, in a sentence."""
    place: tuple[str, str, str, Change]
    """The machine, the event, the state and the change."""

    @property
    def machines(self) -> Mapping[str, MachineDecl]:
        """The declarations with the fault."""
        return changed(*self.place)


SEEDED_FAULTS: tuple[SeededFault, ...] = (
    SeededFault(
        "logs_in_only_where_it_is_not_logged_in",
        SMALL,
        "A request for Ready logs the agent in once more.",
        ("Session", "ready_requested", "not_ready", with_more("log_in")),
    ),
    SeededFault(
        "logs_out_before_it_leaves_an_open_link",
        SMALL,
        "A switchover forgets to log out an agent who is Ready.",
        ("Session", "switched_over", "ready", without("log_out")),
    ),
    SeededFault(
        "never_at_the_peer_without_business_continuity",
        PLAIN,
        "The switchover timeout asks for nothing.",
        ("SiteSelection", "switchover_timeout_elapsed", "preferred_lost", without_guard),
    ),
    SeededFault(
        "no_return_from_a_healthy_site_without_auto_restore",
        HARD_STAYING,
        "A change of the registration at the peer site asks for nothing.",
        ("SiteSelection", "registration_changed", "at_peer", without_guard),
    ),
    SeededFault(
        "restoration_never_raises_the_agent_state",
        SMALL,
        "NotReady is kept as Ready.",
        ("LastSeen", "not_ready_was_seen", "nothing", to("ready")),
    ),
    SeededFault(
        "nobody_is_logged_in_who_was_not",
        SMALL,
        "A late answer logs in an agent who is logged out.",
        ("Session", "old_session_answered", "logged_out", to("not_ready")),
    ),
    SeededFault(
        "who_logs_out_or_is_refused_is_logged_out",
        SMALL,
        "A refused login is asked for again.",
        ("Session", "log_in_refused", "logging_in", to("awaiting_link")),
    ),
    SeededFault(
        "a_forced_logout_keeps_the_last_seen_state",
        SMALL,
        "A forced logout forgets that the agent was Ready.",
        ("Session", "forced_logout", "ready", without("ready_was_seen")),
    ),
    SeededFault(
        "a_restoration_is_pending_exactly_while_a_state_is_kept",
        SMALL,
        "A refused login forgets to end the restoration.",
        ("Restoration", "log_in_failed", "pending", without("restoration_ended")),
    ),
    SeededFault(
        "failover_inside_a_pair_changes_neither_site_nor_state",
        SMALL,
        "The loss of the link makes an agent NotReady who is still Ready.",
        ("Session", "link_lost", "unreadying", to("not_ready")),
    ),
    SeededFault(
        "one_switchover_for_one_cause",
        HARD,
        "The phone trigger moves the desktop twice.",
        ("SiteSelection", "phone_given_up", "at_preferred", with_more("switched_over")),
    ),
    SeededFault(
        "a_switchover_cancels_both_deadlines",
        SMALL,
        "A switchover takes the link of the new site for open.",
        ("SiteSelection", "switchover_timeout_elapsed", "preferred_lost", to("at_peer")),
    ),
    SeededFault(
        "a_phone_switchover_that_is_due_is_made",
        HARD,
        "The end of the call is not noticed by the phone watch.",
        ("PhoneWatch", "call_over", "due", removed),
    ),
    SeededFault(
        "a_login_does_not_wait_on_an_open_link",
        SMALL,
        "The opened link does not log the agent in.",
        ("Session", "link_opened", "awaiting_link", removed),
    ),
    SeededFault(
        "the_phone_watch_knows_the_phone",
        HARD,
        "The phone watch does not notice that the registration is lost.",
        ("PhoneWatch", "registration_changed", "satisfied", removed),
    ),
    SeededFault(
        "the_preferred_site_is_probed_exactly_while_a_return_is_wanted",
        STAYING,
        "The probe runs without auto-restore.",
        ("PreferredProbe", "switched_over", "off", without_guard),
    ),
    SeededFault(
        "a_live_call_has_a_link_and_a_window",
        SMALL,
        "The loss of the link leaves the call under control.",
        ("Call", "link_lost", "live", removed),
    ),
    SeededFault(
        "a_link_is_found",
        SMALL,
        "No pass follows a pass that has failed.",
        ("Link", "retry_delay_elapsed", "waiting_for_retry", removed),
    ),
    SeededFault(
        "an_agent_who_wants_in_is_logged_in",
        SMALL,
        "The opened link does not log the agent in.",
        ("Session", "link_opened", "awaiting_link", removed),
    ),
    SeededFault(
        "a_link_that_stays_lost_moves_the_desktop",
        SMALL,
        "The switchover timeout does nothing at the preferred site.",
        ("SiteSelection", "switchover_timeout_elapsed", "preferred_lost", removed),
    ),
    SeededFault(
        "never_stuck_while_both_sites_are_down",
        SMALL,
        "The switchover timeout does nothing at the peer site.",
        ("SiteSelection", "switchover_timeout_elapsed", "peer_lost", removed),
    ),
    SeededFault(
        "no_endless_ping_pong",
        SMALL,
        "A link that opens at the peer site sends the desktop back.",
        (
            "SiteSelection",
            "link_opened",
            "peer_lost",
            lambda t: replace(t, target="preferred_lost", effects=("switched_over",)),
        ),
    ),
    SeededFault(
        "a_phone_that_stays_lost_moves_the_desktop",
        HARD,
        "The wait for the phone never ends.",
        ("PhoneWatch", "phone_wait_elapsed", "waiting", removed),
    ),
    SeededFault(
        "the_desktop_returns",
        SMALL,
        "A probe that has failed is never repeated.",
        ("PreferredProbe", "probe_retry_delay_elapsed", "waiting_for_retry", removed),
    ),
    SeededFault(
        "the_phone_registers_at_the_preferred_site",
        PLAIN_ENDPOINT,
        "A REGISTER that has failed is never repeated.",
        ("Registration", "next_attempt_due", "waiting_for_retry", removed),
    ),
    SeededFault(
        "the_phone_registers_at_the_peer_site",
        STAYING_ENDPOINT,
        "A REGISTER that has failed is never repeated.",
        ("Registration", "next_attempt_due", "waiting_for_retry", removed),
    ),
    SeededFault(
        "a_pending_restoration_ends",
        SMALL,
        "The closing of the last window is not noticed by the restoration.",
        ("Restoration", "all_windows_closed", "pending", removed),
    ),
    SeededFault(
        "who_asks_gets_the_configuration",
        START,
        "The pass does not tell that its last node has failed.",
        ("BootstrapPass", "connection_failed", "trying_first", removed),
    ),
)
"""Every seeded fault, a property each."""
