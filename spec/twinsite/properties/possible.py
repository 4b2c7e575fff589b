"""What can come, and when: a table of events with the states in which each one must be possible.

Every entry is a property of its own that some step is like this.  What never comes is told by the
other properties; these tell that nothing is left out of the world, of the agent or of time.
"""

from dataclasses import dataclass

from twinsite.model.predicates import MACHINES, Facts
from twinsite.model.profile import Profile
from twinsite.properties.decorators import Catalogue
from twinsite.properties.where import (
    Applies,
    clustered,
    continuity,
    everywhere,
    has_nodes,
    paired,
    registering,
    reported,
    returning,
    shown_by_link,
    starting,
    voice,
)

POSSIBLE = Catalogue()


def _together(profile: Profile) -> bool:
    return profile.has_peer and profile.interpretation("A4") == "together"


def _nodes(number: int) -> Applies:
    return lambda profile: profile.nodes >= number


def _listed(number: int) -> Applies:
    """Return what tells whether the start knows so many nodes at each of two sites."""
    return lambda profile: profile.has_peer and profile.nodes >= number


def _left_by_link(profile: Profile) -> bool:
    return shown_by_link(profile) and continuity(profile)


def _registering_twice(profile: Profile) -> bool:
    return registering(profile) and continuity(profile)


_PARTS: dict[str, Applies] = {
    "servers": paired,
    "link": paired,
    "agent": shown_by_link,
    "node": has_nodes,
    "cluster": has_nodes,
    "cluster_link": clustered,
    "start_up": starting,
    "bootstrap": starting,
}
"""The part of the desktop that has a machine, by the beginning of its name; voice if not here."""


def _part_of(machine: str) -> Applies:
    return _PARTS.get(machine) or _PARTS.get(machine.partition("_")[0], voice)


@dataclass(frozen=True, slots=True)
class _May:
    """An event that may come in some states of its machine."""

    requirement: str
    machine: str
    event: str
    states: str
    """The states, separated by blanks."""
    link: bool | None = None
    """Whether the link is open; None if that does not matter."""
    applies: Applies = everywhere


_LOGGED_IN = "not_ready readying ready unreadying"

_TABLE = (
    # servers fail and return
    _May("WORLD-01", "servers_preferred", "primary_failed", "both primary_only"),
    _May("WORLD-01", "servers_preferred", "backup_failed", "both backup_only"),
    _May("WORLD-01", "servers_preferred", "primary_returned", "none backup_only"),
    _May("WORLD-01", "servers_preferred", "backup_returned", "none primary_only"),
    _May("WORLD-02", "servers_preferred", "site_failed", "both"),
    _May("WORLD-02", "servers_preferred", "site_returned", "none"),
    # the agent asks
    _May("SES-01", "session", "log_in_requested", "logged_out forced_out", link=True),
    _May("SES-01", "session", "log_in_requested", "logged_out forced_out", link=False),
    _May(
        "SES-02", "session", "log_out_requested", f"logging_in {_LOGGED_IN} forced_out", link=True
    ),
    _May("SES-02", "session", "log_out_requested", "awaiting_link not_ready ready", link=False),
    _May("SES-03", "session", "ready_requested", "not_ready", link=True),
    _May("SES-04", "session", "not_ready_requested", "not_ready readying ready", link=True),
    # SIP Server answers
    _May("SES-05", "session", "log_in_accepted", "logging_in", link=True),
    _May("SES-06", "session", "log_in_refused", "logging_in", link=True),
    _May("SES-07", "session", "agent_ready", "readying", link=True),
    _May("SES-07", "session", "ready_refused", "readying", link=True),
    _May("SES-07", "session", "agent_not_ready", "unreadying ready", link=True),
    _May("SES-07", "session", "not_ready_refused", "unreadying", link=True),
    _May("SES-08", "session", "forced_logout", _LOGGED_IN, link=True),
    _May("SES-09", "session", "login_unknown", _LOGGED_IN, link=True),
    _May("SES-10", "session", "old_session_answered", "logged_out awaiting_link logging_in"),
    _May("WORLD-11", "agent_preferred", "log_in_carried_out", "logged_out"),
    _May("WORLD-11", "agent_preferred", "ready_carried_out", "not_ready"),
    _May("WORLD-11", "agent_preferred", "not_ready_carried_out", "ready"),
    _May("WORLD-11", "agent_preferred", "made_not_ready", "ready"),
    # the link and the probe
    _May(
        "LINK-01",
        "link",
        "connection_accepted",
        "trying_primary trying_backup retrying_backup falling_back_to_primary",
    ),
    _May(
        "LINK-02",
        "link",
        "connection_failed",
        "trying_primary trying_backup retrying_backup falling_back_to_primary",
    ),
    _May("LINK-03", "link", "connection_dropped", "open_primary open_backup"),
    _May("LINK-04", "link", "reconnection_delay_elapsed", "pausing_for_primary pausing_for_backup"),
    _May("LINK-05", "link", "retry_delay_elapsed", "waiting_for_retry"),
    _May("RET-01", "probe", "probe_accepted", "trying", applies=returning),
    _May("RET-01", "probe", "probe_failed", "trying", applies=returning),
    _May("RET-01", "probe", "probe_dropped", "reached", applies=returning),
    # nodes and clusters
    _May("WORLD-09", "node_preferred_first", "node_failed", "in_service"),
    _May("WORLD-09", "node_preferred_first", "node_returned", "out_of_service"),
    _May("WORLD-10", "cluster_preferred", "site_failed", "in_service"),
    _May("WORLD-10", "cluster_preferred", "site_returned", "out_of_service"),
    _May("CLUS-02", "cluster_link", "first_chosen", "choosing"),
    _May("CLUS-02", "cluster_link", "second_chosen", "choosing", applies=_nodes(2)),
    _May("CLUS-02", "cluster_link", "third_chosen", "choosing", applies=_nodes(3)),
    _May("CLUS-01", "cluster_link", "connection_accepted", "trying_first"),
    _May("CLUS-01", "cluster_link", "connection_accepted", "trying_second", applies=_nodes(2)),
    _May("CLUS-01", "cluster_link", "connection_accepted", "trying_third", applies=_nodes(3)),
    _May("CLUS-02", "cluster_link", "connection_failed", "trying_first"),
    _May("CLUS-02", "cluster_link", "connection_failed", "trying_second", applies=_nodes(2)),
    _May("CLUS-02", "cluster_link", "connection_failed", "trying_third", applies=_nodes(3)),
    _May("LINK-03", "cluster_link", "connection_dropped", "open_first"),
    _May("LINK-03", "cluster_link", "connection_dropped", "open_second", applies=_nodes(2)),
    _May("LINK-03", "cluster_link", "connection_dropped", "open_third", applies=_nodes(3)),
    _May("CLUS-03", "cluster_link", "reconnection_delay_elapsed", "pausing_for_first"),
    _May(
        "CLUS-03",
        "cluster_link",
        "reconnection_delay_elapsed",
        "pausing_for_second",
        applies=_nodes(2),
    ),
    _May(
        "CLUS-03",
        "cluster_link",
        "reconnection_delay_elapsed",
        "pausing_for_third",
        applies=_nodes(3),
    ),
    _May("CLUS-04", "cluster_link", "retry_delay_elapsed", "waiting_for_retry"),
    # the start
    _May("START-08", "start_up", "start_requested", "waiting login_error"),
    _May("START-03", "start_up", "configuration_arrived", "reading_at_preferred"),
    _May("START-03", "start_up", "configuration_arrived", "reading_at_peer", applies=_listed(1)),
    _May("START-08", "start_up", "credentials_refused", "reading_at_preferred"),
    _May("START-08", "start_up", "credentials_refused", "reading_at_peer", applies=_listed(1)),
    _May("START-12", "start_up", "settings_updated", "started"),
    _May("START-01", "bootstrap_preferred", "connection_accepted", "trying_first"),
    _May("START-01", "bootstrap_preferred", "connection_failed", "trying_first"),
    _May("START-07", "bootstrap_preferred", "connection_dropped", "open_first"),
    _May("START-01", "bootstrap_peer", "connection_accepted", "trying_second", applies=_listed(2)),
    _May("START-01", "bootstrap_peer", "connection_failed", "trying_second", applies=_listed(2)),
    _May("START-01", "bootstrap_peer", "connection_accepted", "trying_third", applies=_listed(3)),
    _May("START-01", "bootstrap_peer", "connection_failed", "trying_third", applies=_listed(3)),
    _May("START-07", "bootstrap_peer", "connection_dropped", "open_second", applies=_listed(2)),
    _May("START-07", "bootstrap_peer", "connection_dropped", "open_third", applies=_listed(3)),
    # the other connections, under A4=together
    _May("SITE-05", "site", "companion_switched_over", "at_preferred at_peer", applies=_together),
    # the phone
    _May(
        "REG-01",
        "registration_preferred",
        "register_accepted",
        "registering",
        applies=registering,
    ),
    _May(
        "REG-02",
        "registration_preferred",
        "register_refused",
        "registering",
        applies=registering,
    ),
    _May(
        "REG-03",
        "registration_preferred",
        "register_timed_out",
        "registering",
        applies=registering,
    ),
    _May(
        "REG-05",
        "registration_preferred",
        "register_answered_late",
        "waiting_for_retry",
        applies=registering,
    ),
    _May("REG-06", "binding_preferred", "binding_expired", "refreshing", applies=registering),
    _May(
        "REG-08",
        "registration_preferred",
        "flow_failed",
        "registered registering",
        applies=registering,
    ),
    _May(
        "REG-14",
        "registration_preferred",
        "interval_too_brief",
        "registering",
        applies=registering,
    ),
    _May(
        "REG-15",
        "registration_preferred",
        "address_changed",
        "registered registering",
        applies=registering,
    ),
    _May("PHONE-05", "dn_service", "dn_out_of_service", "in_service", link=True, applies=reported),
    _May(
        "PHONE-05",
        "dn_service",
        "dn_back_in_service",
        "out_of_service",
        link=True,
        applies=reported,
    ),
    # calls and windows
    _May("WORLD-04", "call", "routed_call_offered", "none", applies=shown_by_link),
    _May("WORLD-04", "call", "routed_call_offered", "left_behind", applies=_left_by_link),
    _May("WORLD-04", "call", "routed_call_offered", "unseen_elsewhere", applies=_left_by_link),
    _May("WORLD-12", "call", "unseen_call_offered", "none", link=False, applies=shown_by_link),
    _May("WORLD-12", "call", "stale_call_offered", "none", applies=_left_by_link),
    _May("WORLD-12", "call", "call_shown", "unseen", link=True, applies=shown_by_link),
    _May("INT-08", "endpoint_preferred", "invite_received", "listening", applies=registering),
    _May("INT-08", "endpoint_peer", "invite_received", "listening", applies=_registering_twice),
    _May("WORLD-05", "call", "direct_call_began", "none"),
    _May("WORLD-05", "call", "direct_call_began", "left_behind", applies=continuity),
    _May("WORLD-05", "call", "direct_call_began", "unseen_elsewhere", applies=_left_by_link),
    _May("WORLD-04", "call", "call_ended", "live"),
    _May("WORLD-06", "call", "call_lost", "uncontrolled"),
    _May("WORLD-13", "call", "call_end_shown", "ended_untold", link=True, applies=shown_by_link),
    _May("WORLD-12", "call", "call_lost", "unseen", applies=shown_by_link),
    _May("WORLD-12", "call", "call_lost", "unseen_elsewhere", applies=_left_by_link),
    _May("INT-02", "windows", "other_interaction_opened", "none"),
    _May("INT-02", "windows", "other_interaction_opened", "earlier", applies=continuity),
    _May("INT-03", "windows", "recent_windows_closed", "recent"),
    _May("INT-03", "windows", "recent_windows_closed", "earlier_and_recent", applies=continuity),
    _May(
        "INT-03",
        "windows",
        "earlier_windows_closed",
        "earlier earlier_and_recent",
        applies=continuity,
    ),
)


_SEVERAL = ("cluster_link", "bootstrap")
"""The machines that have events of the same name in states of the same name as others."""


def _prop(entry: _May, state: str) -> None:
    """Declare that the event of an entry comes in one of its states."""
    words = {None: "", True: " on an open link", False: " without a link"}[entry.link]

    def comes(before: Facts, _after: Facts) -> bool:
        right_link = entry.link is None or before.link_open == entry.link
        return right_link and before.is_in(entry.machine, state)

    of = f"_of_{entry.machine}" if entry.machine.startswith(_SEVERAL) else ""
    if entry.machine.startswith("endpoint_"):
        of = entry.machine.replace("endpoint", "_at")
    comes.__name__ = f"{entry.event}{of}_may_come_in_{state}{words.replace(' ', '_')}"
    label = MACHINES[entry.machine].event(entry.event).label
    where = f"{entry.machine} in {state}{words}".replace("_", " ")
    comes.__doc__ = f"With the {where} this can happen: {label}."
    POSSIBLE.reachable_step(
        entry.requirement,
        when=lambda o: o.event.machine == entry.machine and o.event.name == entry.event,
        applies=entry.applies,
        of=_part_of(entry.machine),
    )(comes)


for _entry in _TABLE:
    for _state in _entry.states.split():
        _prop(_entry, _state)
