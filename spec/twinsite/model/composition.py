"""Which machines make one part of the desktop, with its world, under a profile."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.checker.semantics.system import Instance, System
from twinsite.model import environment
from twinsite.model.predicates import CHARTS, MACHINES, NODES, Facts, Site
from twinsite.model.profile import Part, Phone, Profile

COMMANDS = {
    "close_link": "server",
    "close_probe": "SIP Server",
    "connect_probe": "SIP Server",
    "connect_to_backup": "server",
    "connect_to_first": "server",
    "connect_to_primary": "server",
    "connect_to_second": "server",
    "connect_to_third": "server",
    "log_in": "SIP Server",
    "log_in_at_preferred": "SIP Server",
    "log_out": "SIP Server",
    "read_configuration": "Configuration Server",
    "refuse_call": "SIP Server",
    "register": "registrar",
    "set_agent_not_ready": "SIP Server",
    "set_agent_ready": "SIP Server",
    "show_login_error": "agent",
    "unregister": "registrar",
    "update_bootstrap_file": "workstation",
}
"""What the desktop does to the outside, and to whom; every other effect is a signal."""

SIGNALS_TO_SIP_SERVER = frozenset({"login_ended"})
"""What only SIP Server's view of the agent listens to, which not every profile has."""

WORLD = frozenset(
    name for name, chart in CHARTS.items() if chart.__module__.startswith(environment.__name__)
)
"""The machines of the world, which the desktop cannot look into."""

SERVERS = frozenset(
    name
    for name in MACHINES
    if name.startswith(("servers_", "agent_", "cluster_preferred", "cluster_peer", "node_"))
)
"""The machines of servers, and of what they have of the agent, of whose states nobody is told."""

_SERVERS: Mapping[str, Sequence[Sequence[str]]] = {
    name: (machine.states,) for name, machine in MACHINES.items() if name in SERVERS
}
_CALL = {
    "call": (
        ("none", "left_behind", "unseen", "unseen_elsewhere"),
        ("uncontrolled", "ended_unseen"),
        ("live", "ended_untold"),
    )
}


def unobservable(profile: Profile) -> Mapping[str, Sequence[Sequence[str]]]:
    """Return what no desktop is told: for each machine the states that are one to it, in groups.

    That is the state of any server and what it has of the agent; and what becomes of a call
    without its link, unless the endpoint is the desktop's own.  It knows by its link, by the
    answers that it gets and by the calls that it sees.
    """
    return _SERVERS if profile.phone is Phone.WORKSPACE_ENDPOINT else {**_SERVERS, **_CALL}


SERVED_SITES = {
    "servers_preferred": Site.PREFERRED,
    "servers_peer": Site.PEER,
    **{f"agent_{site}": site for site in Site},
    **{f"endpoint_{site}": site for site in Site},
    "registration_preferred": Site.PREFERRED,
    "registration_peer": Site.PEER,
    "binding_preferred": Site.PREFERRED,
    "binding_peer": Site.PEER,
    **{f"cluster_{site}": site for site in Site},
    **{f"node_{site}_{node}": site for site in Site for node in NODES},
    **{f"bootstrap_{site}": site for site in Site},
}
"""The machines that there are once for each site."""

SERVED_NODES = {
    **{f"node_{site}_{node}": node for site in Site for node in NODES},
    **{f"pass_{node}": node for node in NODES},
}
"""The machines that there are once for each node."""

_PAIR = {"servers_preferred", "servers_peer", "link", "site"}
_ENDPOINT = {f"{name}_{site}" for name in ("registration", "binding", "endpoint") for site in Site}
_POOL = {f"cluster_{site}" for site in Site}
_START = {"start_up", *(f"bootstrap_{site}" for site in Site)}


def _present(profile: Profile) -> set[str]:
    """Return the names of the machines of a part.

    An endpoint registers at the peer site only with business continuity; a hard phone is seen
    through its DN; without a phone to lose nothing is watched (A44, A45).  What SIP Server has of
    the agent matters where its calls cannot be refused: at an endpoint of the desktop itself an
    INVITE may come at any time.
    """
    nodes = NODES[: profile.nodes]
    pool = _POOL | {f"node_{site}_{node}" for site in Site for node in nodes}
    match profile.part:
        case Part.START_UP:
            return pool | _START
        case Part.STAT | Part.CONFIG if profile.nodes:
            return pool | {"cluster_link", "site", *(f"pass_{node}" for node in nodes)}
        case Part.STAT | Part.CONFIG:
            return _PAIR
    absent = {
        Phone.WORKSPACE_ENDPOINT: {"dn_service", "agent_preferred", "agent_peer"},
        Phone.HARD_PHONE: _ENDPOINT,
        Phone.NONE: _ENDPOINT | {"dn_service", "phone_watch"},
    }[profile.phone]
    if not profile.has_peer:
        absent = absent | {"registration_peer", "binding_peer", "agent_peer", "endpoint_peer"}
    clustered = {name for name in MACHINES if name.startswith(("cluster_", "node_", "pass_"))}
    return set(MACHINES) - absent - clustered - _START


def desktop(profile: Profile, machines: Mapping[str, MachineDecl] = MACHINES) -> System[Facts]:
    """Compose a part of the desktop with its world.

    Args:
        profile: The constants of the session, and the part that they are of.
        machines: The declarations by instance, for compositions of changed machines.
    """
    present = _present(profile)
    # a hard phone counts as in service until its DN is reported otherwise (A45)
    starts = {"phone_watch": "satisfied"} if profile.phone is Phone.HARD_PHONE else {}
    instances = [
        Instance(name, machine, _parameter(name), starts.get(name, ""))
        for name, machine in machines.items()
        if name in present
    ]
    return System(
        profile.name,
        instances,
        view=partial(_facts, profile=profile),
        commands=frozenset(COMMANDS),
        elsewhere=SIGNALS_TO_SIP_SERVER,
    )


def _parameter(name: str) -> str:
    """Return what a machine serves, such as ``preferred``, ``first`` or ``preferred first``."""
    served = (SERVED_SITES.get(name), SERVED_NODES.get(name))
    return " ".join(what for what in served if what is not None)


@cache
def _served(parameter: str) -> tuple[Site | None, str]:
    """Return the site and the node that a machine with this parameter serves."""
    words = parameter.split()
    site = next((site for site in Site if site in words), None)
    return site, next((node for node in NODES if node in words), "")


def _facts(read: Callable[[str], str | None], parameter: str, *, profile: Profile) -> Facts:
    return Facts(read, profile, *_served(parameter))
