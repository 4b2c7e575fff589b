"""What machines, their states and their commands are called, for a telephone engineer."""

from twinsite.model.predicates import NODES, Site

MACHINE_WORDS = {
    "servers_preferred": "servers at preferred",
    "servers_peer": "servers at peer",
    **{f"agent_{site}": f"agent at SIP Server, {site}" for site in Site},
    **{f"endpoint_{site}": f"endpoint, calls of {site}" for site in Site},
    "link": "link here",
    "site": "current site",
    "probe": "probe of preferred",
    "registration_preferred": "registration at preferred",
    "registration_peer": "registration at peer",
    "binding_preferred": "binding at preferred",
    "binding_peer": "binding at peer",
    "dn_service": "DN of the hard phone",
    "phone_watch": "phone watch",
    "session": "agent",
    "last_seen": "state to restore",
    "restoration": "restoration",
    "call": "call",
    "windows": "interaction windows",
    **{f"cluster_{site}": f"{site} site" for site in Site},
    **{f"node_{site}_{node}": f"{node} node at {site}" for site in Site for node in NODES},
    "cluster_link": "link to the cluster here",
    **{f"pass_{node}": f"{node} node in this pass" for node in NODES},
    **{f"bootstrap_{site}": f"start at {site}" for site in Site},
    "start_up": "start",
}
"""What a machine is called; one that is not named here is a history variable and not shown."""

_SERVER_WORDS = {
    "both": "both in service",
    "primary_only": "only the primary in service",
    "backup_only": "only the backup in service",
    "none": "none in service",
}
_TRYING_WORDS = {f"trying_{node}": f"trying the {node} node" for node in NODES}
_BOOTSTRAP_WORDS = {
    "idle": "not connected",
    **_TRYING_WORDS,
    **{f"open_{node}": f"connected to the {node} node" for node in NODES},
}
STATE_WORDS = {
    **{f"bootstrap_{site}": _BOOTSTRAP_WORDS for site in Site},
    "start_up": {
        "waiting": "no agent has asked yet",
        "trying_preferred": "trying the preferred nodes",
        "trying_peer": "trying the peer nodes",
        "correcting": "read, trying the agent's own site",
    },
    "cluster_link": {
        "choosing": "choosing a node",
        **_TRYING_WORDS,
        **{f"open_{node}": f"open to the {node} node" for node in NODES},
        **{f"pausing_for_{node}": f"lost, pausing before the {node} node" for node in NODES},
    },
    "servers_preferred": _SERVER_WORDS,
    "servers_peer": _SERVER_WORDS,
    "link": {
        "open_primary": "open to the primary",
        "open_backup": "open to the backup",
        "pausing_for_primary": "lost, pausing before the primary",
        "pausing_for_backup": "lost, pausing before the backup",
    },
    "site": {
        "starting": "preferred, never linked, timeout runs",
        "at_preferred": "preferred",
        "preferred_dropped": "preferred, link dropped",
        "preferred_lost": "preferred, no link, timeout runs",
        "at_peer": "peer",
        "peer_dropped": "peer, link dropped",
        "peer_lost": "peer, no link, timeout runs",
    },
    "phone_watch": {
        "waiting": "not registered here, wait runs",
        "satisfied": "registered here",
        "due": "wait is over, move held back",
    },
    "session": {
        "awaiting_link": "login awaits the link",
        "not_ready": "NotReady",
        "readying": "NotReady, Ready asked",
        "ready": "Ready",
        "unreadying": "Ready, NotReady asked",
        "forced_out": "logged out by force",
    },
    "last_seen": {"not_ready": "NotReady", "ready": "Ready"},
    "restoration": {"idle": "none", "requested": "Ready requested"},
    **{f"agent_{site}": {"not_ready": "NotReady", "ready": "Ready"} for site in Site},
    "call": {
        "uncontrolled": "out of control",
        "ended_unseen": "ended, unseen",
        "ended_untold": "ended, not told yet",
        "left_behind": "left at the other site",
        "unseen_elsewhere": "unseen, at the other site",
    },
    "windows": {
        "recent": "open",
        "earlier": "open, from before the switchover",
        "earlier_and_recent": "open, from before and after the switchover",
    },
}
"""What a state is called where its name with blanks would not do."""

COMMAND_WORDS = {
    "close_link": "close the link",
    "close_probe": "close the probe",
    "connect_probe": "connect the probe",
    "connect_to_backup": "connect to the backup",
    "connect_to_first": "connect to the first node",
    "connect_to_primary": "connect to the primary",
    "connect_to_second": "connect to the second node",
    "connect_to_third": "connect to the third node",
    "log_in": "log in",
    "log_in_at_preferred": "log in",
    "log_out": "log out",
    "read_configuration": "read the configuration",
    "refuse_call": "refuse the call",
    "register": "register",
    "set_agent_not_ready": "set agent NotReady",
    "set_agent_ready": "set agent Ready",
    "show_login_error": "show a login error",
    "unregister": "unregister",
    "update_bootstrap_file": "update the bootstrap file",
}
"""What a command is called."""


def state_words(machine: str, state: str) -> str:
    """Return what a state of a machine is called."""
    return STATE_WORDS.get(machine, {}).get(state, state.replace("_", " "))
