"""The kinds of agents of a deployment: whose desktops do the same at the same moments."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from twinsite.analyses.drill.clockwork import (
    ADDP,
    AGAIN,
    ANSWER,
    ATTEMPT,
    MARGIN,
    REGISTRAR,
    TICKS,
    TIMER_F,
    Length,
    Lengths,
)
from twinsite.catalogue.options.endpoint import STANDALONE
from twinsite.configuration.deployment import (
    Agent,
    Agents,
    Deployment,
    EffectiveOption,
    distinct_profiles,
    effective_options,
    retry_delay,
)
from twinsite.configuration.deployment.connections import first_at_sites
from twinsite.configuration.deployment.profiles import REG_INTERVALS, REG_TIMEOUTS
from twinsite.configuration.deployment.resolve import settings_of
from twinsite.configuration.deployment.sites import ENABLED, PEER, PREFERRED
from twinsite.configuration.deployment.tables import ServerKind
from twinsite.configuration.deployment.world import World
from twinsite.model.predicates import Site
from twinsite.model.profile import Part, Phone, Profile

TIMEOUT: Final = "disaster-recovery.timeout"
WAIT: Final = "disaster-recovery.wait-for-sipphone-timeout"
RANDOM: Final = "warm-standby.reconnection-random-delay-range"
RETRY: Final = "warm-standby.retry-delay"
AUTO_RESTORE: Final = "disaster-recovery.auto-restore"
RESTORE: Final = "disaster-recovery.restore-agent-state"
AUTO_READY: Final = "login.voice.is-auto-ready"
PERIODS: Final[Mapping[Site, str]] = {Site(site): name for name, site in REG_TIMEOUTS.items()}
"""The registration period at each site."""
INTERVALS: Final[Mapping[Site, str]] = {Site(site): name for name, site in REG_INTERVALS.items()}
"""The time from a failed REGISTER to the next one at each site."""

TRANSPORT: Final = "sipendpoint.transport-protocol"
T2_SECONDS: Final = 4
"""A REGISTER over UDP is sent again after that time at the latest (RFC 3261, 17.1.2.2)."""
_DECISIVE: Final = (
    TRANSPORT,
    ENABLED,
    PREFERRED,
    PEER,
    TIMEOUT,
    WAIT,
    AUTO_RESTORE,
    RESTORE,
    AUTO_READY,
    RANDOM,
    RETRY,
    *REG_TIMEOUTS,
    *REG_INTERVALS,
)
"""The options on which moments depend."""

KINDS: Final = {
    Part.VOICE: ServerKind.SIP_SERVER,
    Part.STAT: ServerKind.STAT_SERVER,
    Part.CONFIG: ServerKind.CONFIGURATION_SERVER_PROXY,
    Part.START_UP: ServerKind.CONFIGURATION_SERVER_PROXY,
}
"""The servers of each part of the desktop."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Agents who are alike in all that a drill depends on."""

    agents: Agents
    """The agents, in the order of the deployment."""
    sites: Mapping[Site, str]
    """What their sites are called; a site without a name is left out."""
    phone: Phone
    """What stands on their desks."""
    options: Mapping[str, EffectiveOption]
    """The options of the first of them."""
    profiles: Mapping[Part, Profile]
    """The profile of each part of their desktops."""
    lengths: Mapping[Part, Lengths]
    """How long everything takes in each part."""


def kinds_of(deployment: Deployment) -> tuple[Kind, ...]:
    """Return the kinds of agents of a deployment, in the order of first appearance."""
    profiles: dict[str, dict[Part, Profile]] = defaultdict(dict)
    for found in distinct_profiles(deployment):
        for name in found.agents:
            profiles[name][found.profile.part] = found.profile
    representatives: dict[object, tuple[Agent, Mapping[str, EffectiveOption]]] = {}
    alike: dict[object, list[Agent]] = defaultdict(list)
    keys: dict[object, object] = {}
    for agent in deployment.agents:
        settings = settings_of(agent), agent.phone
        if settings not in keys:
            options = effective_options(deployment, agent)
            keys[settings] = (agent.phone, *(options[name].value for name in _DECISIVE))
            representatives.setdefault(keys[settings], (agent, options))
        alike[keys[settings]].append(agent)
    return tuple(
        _kind(deployment, Agents.of(alike[key]), agent, options, profiles[agent.name])
        for key, (agent, options) in representatives.items()
    )


def altered(deployment: Deployment, kind: Kind, option: str, value: str) -> Kind:
    """Return what agents would be if an option had another value for them.

    Args:
        deployment: The deployment.
        kind: The agents.
        option: The name of an option that can be set on a person.
        value: The value as an administrator writes it.
    """
    agent = next(agent for agent in deployment.agents if agent.name == kind.agents[0])
    other = agent.model_copy(update={"options": {**agent.options, option: value}})
    (found,) = kinds_of(deployment.model_copy(update={"agents": (other,)}))
    return found


def _kind(
    deployment: Deployment,
    agents: Agents,
    agent: Agent,
    options: Mapping[str, EffectiveOption],
    profiles: Mapping[Part, Profile],
) -> Kind:
    named = {Site.PREFERRED: options[PREFERRED].text, Site.PEER: options[PEER].text}
    sites = {site: name for site, name in named.items() if name is not None}
    lengths = {part: lengths_of(deployment, options, sites, part, agent.phone) for part in profiles}
    return Kind(agents, sites, agent.phone, options, profiles, lengths)


def lengths_of(
    deployment: Deployment,
    options: Mapping[str, EffectiveOption],
    sites: Mapping[Site, str],
    part: Part,
    phone: Phone,
) -> Lengths:
    """Return how long everything takes in one part of a desktop.

    Args:
        deployment: The deployment.
        options: The effective options of an agent.
        sites: The names of the sites of the agent.
        part: The part of the desktop.
        phone: The phone of the agent.
    """
    world = deployment.world
    lengths: dict[tuple[str, Site | None], Length] = {
        (TIMEOUT, None): _told(TIMEOUT, _seconds(options, TIMEOUT)),
        (WAIT, None): _told(WAIT, _seconds(options, WAIT)),
        (RANDOM, None): _told(RANDOM, _seconds(options, RANDOM)),
        (RETRY, None): _told(RETRY, _seconds(options, RETRY)),
        ("sip_transaction_timeout", None): _told(TIMER_F, world.timer_f),
        ("refresh margin", None): _told(MARGIN, world.refresh_margin),
    }
    servers = first_at_sites(deployment.servers_of(KINDS[part]), "site")
    for site, name in sites.items():
        if name in servers:
            delay = retry_delay(deployment, servers[name])
            where = RETRY if delay.origin in ("default", "application") else delay.origin
            lengths[RETRY, site] = _told(where, delay.seconds)
    silent = set()
    for site, option in PERIODS.items():
        period = _seconds(options, option)
        if period == STANDALONE and phone is Phone.WORKSPACE_ENDPOINT:
            silent.add(f"registration_{site}")
            continue
        told = f"reg_timeout of the {site} site"
        lengths["reg_timeout", site] = lengths["reg_interval", site] = _told(told, period)
        if world.refreshes_at_half:
            half = _told(f"half of {told}", period / 2)
            lengths["reg_timeout", site] = lengths["refresh margin", site] = half
        if again := _seconds(options, INTERVALS[site]):
            lengths["reg_interval", site] = _told(f"reg_interval of the {site} site", again)
    return Lengths(
        lengths,
        addp=_told(ADDP, world.addp_timeout),
        attempt=_told(ATTEMPT, world.connection_attempt),
        answer=_told(ANSWER, world.server_answer),
        registrar=_told(REGISTRAR, world.registrar_answer),
        again=_again(options, world),
        silent=frozenset(silent),
    )


def _again(options: Mapping[str, EffectiveOption], world: World) -> Length | None:
    """Return within which time a lost REGISTER is answered; over UDP it is sent again and again."""
    if options[TRANSPORT].text != "UDP":
        return None
    return _told(AGAIN, T2_SECONDS + world.registrar_answer)


def _told(name: str, seconds: float) -> Length:
    return round(seconds * TICKS), name


def _seconds(options: Mapping[str, EffectiveOption], name: str) -> int:
    value = options[name].value
    assert isinstance(value, int), name
    return value


def assumed(world: World) -> dict[str, str]:
    """Return what is assumed of the world, in words, by the keys of the file."""
    return {
        "addp_timeout": f"ADDP timeout {world.addp_timeout:g} s, so a loss is noticed within"
        f" {2 * world.addp_timeout:g} s",
        "connection_attempt": f"an attempt to connect is decided within"
        f" {world.connection_attempt:g} s",
        "server_answer": f"a server answers within {world.server_answer:g} s",
        "registrar_answer": f"a registrar within {world.registrar_answer:g} s, to which REGISTER is"
        f" sent again within {T2_SECONDS} s over UDP, and not over TCP",
        "timer_f": f"Timer F is {world.timer_f:g} s",
        "refresh_margin": "a binding outlives its refresh by "
        + ("as long again" if world.refreshes_at_half else f"{world.refresh_margin:g} s"),
        "reg_timeout_is": f"reg_timeout is the {world.reg_timeout_is} of REGISTER"
        if not world.refreshes_at_half
        else "reg_timeout is the lifetime of a binding, refreshed at half of it",
    }
