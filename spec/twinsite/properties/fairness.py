"""What may be assumed of the world, so that good things happen.

A liveness property names none of these: the check finds the smallest set under which it holds, and
that set is what must be assumed of the world.  Nothing of the kind is assumed of faults.
"""

from twinsite.checker.liveness.fairness import Assumption, Strength
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.property import Restriction
from twinsite.model.predicates import MACHINES, Facts

DEADLINES = frozenset(
    Event(name, event.id)
    for name, machine in MACHINES.items()
    for event in machine.events
    if event.kind is Kind.DEADLINE
)
"""Every deadline of every machine."""


def _events(*names: str) -> frozenset[str]:
    known = {event.id for machine in MACHINES.values() for event in machine.events}
    assert known.issuperset(names), names
    return frozenset(names)


def _assumption(number: int, name: str, sentence: str, source: str, *events: str) -> Assumption:
    covered = _events(*events)
    return Assumption(
        f"FAIR-{number:02}", name, sentence, source, lambda event: event.name in covered
    )


ASSUMPTIONS: tuple[Assumption, ...] = (
    Assumption(
        "FAIR-01",
        "time passes",
        "A deadline passes if its state is held, without a break, for long enough.",
        "the length of every option is finite; A53",
        lambda event: event in DEADLINES,
        strengths=(Strength.WEAK,),
    ),
    _assumption(
        2,
        "attempts are answered",
        "An attempt to connect is answered: by a server in service with a link, else by failure.",
        "WS-doc",
        "connection_accepted",
        "connection_failed",
        "probe_accepted",
        "probe_failed",
    ),
    _assumption(
        3,
        "registrars answer",
        "A registrar in service answers REGISTER with 200 OK.",
        "RFC 3261, 10.3",
        "register_accepted",
    ),
    _assumption(
        4,
        "SIP Server answers",
        "SIP Server carries out and answers a login and a request for an agent state, and tells"
        " of a login that is gone and of a call that is over.",
        "GDPBC; IWSTAT",
        "call_end_shown",
        "log_in_carried_out",
        "ready_carried_out",
        "not_ready_carried_out",
        "login_unknown",
        "log_in_accepted",
        "agent_ready",
        "agent_not_ready",
    ),
    _assumption(
        5,
        "calls end",
        "A call ends, whether the desktop sees it or not.",
        "silent; nobody can prove it, see hazard H4",
        "call_ended",
        "call_lost",
    ),
    _assumption(
        6,
        "windows are closed",
        "The agent closes an interaction window whose call is over.",
        "silent; nobody can prove it, see hazard H3",
        "earlier_windows_closed",
        "recent_windows_closed",
    ),
    _assumption(
        7,
        "a node is chosen",
        "Load balancing chooses a node that is left whenever a pass needs one.",
        "LBC; WS-doc",
        "first_chosen",
        "second_chosen",
        "third_chosen",
    ),
    _assumption(
        8,
        "Configuration Server answers",
        "Configuration Server lets an agent in and tells the central configuration.",
        "guide, settings are updated based on central configuration",
        "configuration_arrived",
    ),
)
"""Every assumption, in order."""

BY_ID = {assumption.id: assumption for assumption in ASSUMPTIONS}
"""The assumptions by their id."""

FAULTS = _events(
    "primary_failed", "backup_failed", "site_failed", "connection_dropped", "probe_dropped",
    "register_refused", "interval_too_brief", "flow_failed", "address_changed",
    "dn_out_of_service", "log_in_refused", "ready_refused", "not_ready_refused", "forced_logout",
    "companion_switched_over", "node_failed", "credentials_refused", "made_not_ready",
)  # fmt: skip
"""Events that are always faults."""

BY_HAND = _events("log_in_requested", "log_out_requested", "ready_requested", "not_ready_requested")
"""What the agent asks of the session."""

RETURNS = _events("primary_returned", "backup_returned", "site_returned", "node_returned")
"""Servers that come back into service."""


def is_fault(event: Event, facts: Facts) -> bool:
    """Return whether an event is a fault of the world where it comes.

    Args:
        event: The event.
        facts: The state in which it comes, as its machine sees it.
    """
    match event.name:
        case "connection_failed" if facts.profile.nodes:
            return facts.tried_node_in_service(event.machine)
        case "connection_failed":
            to_primary = facts.is_in("link", "trying_primary", "falling_back_to_primary")
            return facts.primary_in_service_here if to_primary else facts.backup_in_service_here
        case "probe_failed":
            return facts.preferred_in_service
        case "register_timed_out" | "binding_expired":
            return facts.registrar_in_service
        case "login_unknown":
            return facts.server_has(facts.here, "not_ready", "ready")
        case "switchover_timeout_elapsed":
            return facts.site_in_service(facts.here) and not facts.link_open
    return event.name in FAULTS


AFTER_FAULTS: Restriction[Facts] = Restriction(
    "after faults stop",
    "No server fails, no connection drops, and a server in service refuses nothing and is found"
    " before the switchover timeout; servers may return, and callers and the agent do what they"
    " like.",
    lambda event, facts: not is_fault(event, facts),
)
"""What may still happen after faults have stopped."""

HANDS_OFF: Restriction[Facts] = Restriction(
    "after faults stop, and the agent changes nothing by hand",
    "No fault comes any longer, and the agent neither logs in or out nor asks for an agent state.",
    lambda event, facts: not is_fault(event, facts) and event.name not in BY_HAND,
)
"""What may still happen while the agent only works and closes windows."""

SITES_STAY_DOWN: Restriction[Facts] = Restriction(
    "after faults stop, and no server returns",
    "No server fails or returns, no connection drops, and a server in service refuses nothing and"
    " is found before the switchover timeout.",
    lambda event, facts: not is_fault(event, facts) and event.name not in RETURNS,
)
"""What may still happen while the sites stay as they are."""


def _changes_registration(event: Event, facts: Facts) -> bool:
    if event.name in ("dn_back_in_service", "dn_out_of_service"):
        return True
    if facts.serves_current_site:
        return event.name == "register_accepted"
    return event.name in (
        "register_refused",
        "register_timed_out",
        "binding_expired",
        "flow_failed",
        "address_changed",
    )


PHONE_STAYS_LOST: Restriction[Facts] = Restriction(
    "while the phone stays lost",
    "Whatever else comes, the phone is not registered at the current site again, and stays"
    " registered at the other one.",
    lambda event, facts: not _changes_registration(event, facts),
)
"""What may still happen while the phone stays registered at the other site only."""

ONLY_PREFERRED_FLAPS: Restriction[Facts] = Restriction(
    "while only the preferred site fails and returns",
    "The whole preferred site fails and returns as it likes; nothing else fails or returns.",
    lambda event, facts: (
        (event.machine == "servers_preferred" and event.name in ("site_failed", "site_returned"))
        or not (is_fault(event, facts) or event.name in RETURNS)
    ),
)
"""What may still happen while the preferred site flaps."""

ONLY_DN_REPORTS: Restriction[Facts] = Restriction(
    "after faults stop, while a hard phone is out of service",
    "Nothing fails any longer; SIP Server reports the DN of a hard phone as out of service.",
    lambda event, facts: event.name == "dn_out_of_service" or not is_fault(event, facts),
)
"""What may still happen while a hard phone stays out of service."""

SLOW_ANSWERS: Restriction[Facts] = Restriction(
    "after faults stop, but servers are slow",
    "Nothing fails any longer, but a server in service may be found only after the switchover"
    " timeout.",
    lambda event, facts: event.name == "switchover_timeout_elapsed" or not is_fault(event, facts),
)
"""What may still happen while the switchover timeout is too short."""

RESTRICTIONS = (
    AFTER_FAULTS,
    HANDS_OFF,
    SITES_STAY_DOWN,
    PHONE_STAYS_LOST,
    ONLY_PREFERRED_FLAPS,
    ONLY_DN_REPORTS,
    SLOW_ANSWERS,
)
"""Everything that a liveness property may be given."""
