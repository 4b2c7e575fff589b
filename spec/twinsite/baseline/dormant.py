"""Transitions and states that no default profile uses, each with the variant that does.

A transition that is never taken is a defect, unless its reason stands here.  A test holds every
entry against the pinned variants: what is said to be used there is used there, and whatever a
default profile uses does not stand here.
"""

from dataclasses import dataclass

_ALL_TRIED = "only under A1=all_tried is there a state between the loss and the timeout"


@dataclass(frozen=True, slots=True)
class Dormant:
    """What one machine has and no default profile uses."""

    machine: str
    """The chart's name."""
    event: str
    """The event whose transitions are meant; empty for the states themselves."""
    states: str
    """The states from which the transitions start, separated by blanks."""
    guard: str
    """The guard of the transitions."""
    reason: str
    """Who uses it."""


DORMANT: tuple[Dormant, ...] = (
    Dormant("SiteSelection", "", "preferred_dropped peer_dropped", "", _ALL_TRIED),
    Dormant("SiteSelection", "link_lost", "at_preferred at_peer", "", _ALL_TRIED),
    Dormant("SiteSelection", "link_opened", "preferred_dropped peer_dropped", "", _ALL_TRIED),
    Dormant("SiteSelection", "all_tried", "preferred_dropped peer_dropped", "", _ALL_TRIED),
    Dormant(
        "SiteSelection",
        "phone_given_up",
        "preferred_dropped peer_dropped",
        "",
        _ALL_TRIED,
    ),
    Dormant("SiteSelection", "preferred_reached", "peer_dropped", "return_is_due", _ALL_TRIED),
    Dormant("SiteSelection", "registration_changed", "peer_dropped", "return_is_due", _ALL_TRIED),
    Dormant(
        "SiteSelection",
        "all_windows_closed",
        "at_peer peer_dropped peer_lost",
        "return_is_due",
        "only under A15=blocked does the return wait for windows",
    ),
    Dormant(
        "SiteSelection",
        "companion_switched_over",
        "at_preferred at_peer",
        "sites_move_together",
        "only under A4=together do the connections move together",
    ),
    Dormant(
        "ClusterLink",
        "switched_over",
        "open_first open_second open_third",
        "",
        "only under A2=continues does a connection leave a cluster on an open link",
    ),
    Dormant(
        "PreferredProbe",
        "probe_accepted",
        "trying",
        "preferred_in_service and probe_logs_in",
        "only under A17=logged_in does the probe log in",
    ),
    Dormant(
        "Registration",
        "switched_over",
        "registered refreshing",
        "unregisters_at_switchover and not serves_current_site",
        "only under A46=unregistered is the old site unregistered",
    ),
    Dormant(
        "Session",
        "old_session_answered",
        "awaiting_link logging_in",
        "accepts_old_session",
        "only under A38=accepted are late answers taken for current ones",
    ),
    Dormant(
        "Session",
        "log_in_accepted",
        "logging_in",
        "logs_in_ready",
        "only with login.voice.is-auto-ready or A21=ready does a login leave the agent Ready",
    ),
    Dormant(
        "Session",
        "switched_over",
        "forced_out",
        "forced_logout_is_seen",
        "only under A39=overwritten does a forced logout count as the agent's own",
    ),
    Dormant(
        "LastSeen",
        "ready_was_seen",
        "not_ready",
        "last_seen_is_overwritten",
        "only under A24=overwritten with A25=kept is a Ready seen while NotReady is kept",
    ),
    Dormant(
        "LastSeen",
        "not_ready_was_seen",
        "ready",
        "last_seen_is_overwritten",
        "only under A24=overwritten is the kept state overwritten",
    ),
    Dormant(
        "Restoration",
        "logged_in",
        "pending",
        "restoration_may_start and session_ready",
        "only under A22=login_rules is the agent Ready while a restoration is pending",
    ),
    Dormant(
        "Call",
        "switched_over",
        "live",
        "",
        "only under A2, A4, A12 or A14 as discarded is a live call left behind",
    ),
)
"""Everything that is declared and not used by default."""


def reason_for(machine: str, event: str, state: str, guard: str) -> str | None:
    """Return why a transition (or, with an empty event, a state) may be unused."""
    for entry in DORMANT:
        if (entry.machine, entry.event, entry.guard) == (machine, event, guard) and (
            state in entry.states.split()
        ):
            return entry.reason
    return None
