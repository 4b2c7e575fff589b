"""Which machines make one voice desktop, with its world, under a profile."""

from collections.abc import Callable, Mapping
from functools import partial

from twinsite.facts import MACHINES, Facts, Site
from twinsite.kernel.declaration import MachineDecl
from twinsite.kernel.system import Instance, System
from twinsite.profile import Phone, Profile

COMMANDS = {
    "close_link": "SIP Server",
    "close_probe": "SIP Server",
    "connect_probe": "SIP Server",
    "connect_to_backup": "SIP Server",
    "connect_to_primary": "SIP Server",
    "log_in": "SIP Server",
    "log_in_at_preferred": "SIP Server",
    "log_out": "SIP Server",
    "register": "registrar",
    "set_agent_not_ready": "SIP Server",
    "set_agent_ready": "SIP Server",
    "unregister": "registrar",
}
"""What the desktop does to the outside, and to whom; every other effect is a signal."""

SERVED_SITES = {
    "servers_preferred": Site.PREFERRED,
    "servers_peer": Site.PEER,
    "registration_preferred": Site.PREFERRED,
    "registration_peer": Site.PEER,
}
"""The machines that there are once for each site."""


def voice(profile: Profile, machines: Mapping[str, MachineDecl] = MACHINES) -> System[Facts]:
    """Compose the voice desktop of a profile with its world.

    An endpoint registers at the peer site only with business continuity; a hard phone is seen
    through its DN; without a phone to lose nothing is watched (A44, A45).

    Args:
        profile: The constants of the session.
        machines: The declarations by instance, for compositions of changed machines.
    """
    absent = {
        Phone.WORKSPACE_ENDPOINT: {"dn_service"},
        Phone.HARD_PHONE: {"registration_preferred", "registration_peer"},
        Phone.NONE: {"registration_preferred", "registration_peer", "dn_service", "phone_watch"},
    }[profile.phone]
    if not profile.business_continuity:
        absent |= {"registration_peer"}
    # a hard phone counts as in service until its DN is reported otherwise (A45)
    starts = {"phone_watch": "satisfied"} if profile.phone is Phone.HARD_PHONE else {}
    instances = [
        Instance(name, machine, SERVED_SITES.get(name, ""), starts.get(name, ""))
        for name, machine in machines.items()
        if name not in absent
    ]
    return System(
        profile.name, instances, view=partial(_facts, profile=profile), commands=frozenset(COMMANDS)
    )


def _facts(read: Callable[[str], str | None], parameter: str, *, profile: Profile) -> Facts:
    return Facts(read, profile, Site(parameter) if parameter else None)
