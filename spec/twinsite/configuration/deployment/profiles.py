"""Which profiles each agent of a deployment has, and why.

A profile is all that the behaviour of a part of a desktop depends on, so agents who share one
need to be checked only once.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from twinsite.catalogue.options.endpoint import STANDALONE
from twinsite.configuration.deployment.agents import Agents
from twinsite.configuration.deployment.connections import connection_profiles_of, servers_of_kinds
from twinsite.configuration.deployment.findings import shown
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.resolve import (
    EffectiveOption,
    effective_options,
    settings_of,
)
from twinsite.configuration.deployment.sites import (
    PEER,
    PREFERRED,
    PairNames,
    pair_names,
    why_off,
)
from twinsite.configuration.deployment.tables import Agent
from twinsite.model.profile import Part, Phone, Profile, Release

REG_TIMEOUTS: Final = {
    "sipendpoint.proxies.proxy0.reg_timeout": "preferred",
    "sipendpoint.proxies.proxy1.reg_timeout": "peer",
}
"""The options on registration, and the site of each."""

REG_INTERVALS: Final = {
    name.replace("reg_timeout", "reg_interval"): site for name, site in REG_TIMEOUTS.items()
}
"""The options on what comes after a failed REGISTER, and the site of each."""

_BY_DEFAULT: Final[Mapping[str, str]] = {}


class DistinctProfile(NamedTuple):
    """A profile that one or more agents have."""

    profile: Profile
    """All that this part of their desktops depends on."""
    agents: Agents
    """The agents, in the order of the deployment."""
    notes: tuple[str, ...]
    """What in the profile is not plain from the options, and why, without full stops: each once,
    in the order of first appearance."""
    peers: Mapping[str, Agents]
    """The agents by the name of the site to which this part of their desktops switches over."""


class _Found(NamedTuple):
    """A profile of an agent."""

    profile: Profile
    notes: tuple[str, ...]
    peer: str | None
    """The name of the peer site; None if there is no switchover."""


def distinct_profiles(
    deployment: Deployment,
    *,
    interpretations: Mapping[str, str] = _BY_DEFAULT,
    release: Release | None = None,
) -> tuple[DistinctProfile, ...]:
    """Return each profile that some agent has: voice first, then the other parts.

    Within a part they come in the order of first appearance.  A part of which the deployment has
    no servers is left out.

    Args:
        deployment: The deployment.
        interpretations: Choices other than the default, by id of the interpretation.
        release: Release of the desktop instead of the one that the deployment has.

    Raises:
        InputError: if an interpretation is unknown, is no switch, or has no such choice.
    """
    base = Profile(release=release or deployment.release).with_interpretations(interpretations)
    choice = base.interpretation("A32")
    pairs = pair_names(deployment.sip_server_pairs, choice)
    kinds = servers_of_kinds(deployment, choice)
    known: dict[object, tuple[_Found, ...]] = {}
    agents: defaultdict[Profile, list[Agent]] = defaultdict(list)
    # A dict keeps each note once, in order.
    notes: defaultdict[Profile, dict[str, None]] = defaultdict(dict)
    peers: defaultdict[Profile, dict[str, list[Agent]]] = defaultdict(dict)
    for agent in deployment.agents:
        alike = settings_of(agent), agent.phone
        if alike not in known:
            options = effective_options(deployment, agent)
            voice = _voice_profile(base, options, agent.phone, pairs)
            known[alike] = tuple(
                _Found(
                    profile if release is not None else profile.without_idle_release(),
                    found,
                    options[PEER].text if profile.has_peer else None,
                )
                for profile, found in (voice, *connection_profiles_of(base, options, kinds))
            )
        for profile, told, peer in known[alike]:
            agents[profile].append(agent)
            notes[profile].update(dict.fromkeys(told))
            if peer is not None:
                peers[profile].setdefault(peer, []).append(agent)
    in_order = sorted(agents, key=lambda profile: list(Part).index(profile.part))
    return tuple(
        DistinctProfile(
            profile,
            Agents.of(agents[profile]),
            tuple(notes[profile]),
            {site: Agents.of(found) for site, found in peers[profile].items()},
        )
        for profile in in_order
    )


def _voice_profile(
    base: Profile, options: Mapping[str, EffectiveOption], phone: Phone, pairs: PairNames
) -> tuple[Profile, tuple[str, ...]]:
    """Return the profile of the voice connection of an agent, with notes."""
    reason = _why_off(options, pairs)
    phone, notes = _phone(options, phone)
    profile = replace(
        base,
        business_continuity=reason is None,
        auto_restore=options["disaster-recovery.auto-restore"].value is True,
        restore_agent_state=options["disaster-recovery.restore-agent-state"].value is True,
        auto_ready=options["login.voice.is-auto-ready"].value is True,
        phone=phone,
    )
    return profile, notes if reason is None else (f"business continuity is off: {reason}", *notes)


def _why_off(options: Mapping[str, EffectiveOption], pairs: PairNames) -> str | None:
    reason = why_off(options, pairs, "SIP Server pair")
    here, there = options[PREFERRED].text, options[PEER].text
    if reason is None and here and there and pairs[here].isdisjoint(pairs[there]):
        return (
            f"no SIP Server pair at {shown(here)} has the disaster-recovery.name of one at "
            f"{shown(there)} (BC-05, A35)"
        )
    return reason


def _phone(options: Mapping[str, EffectiveOption], phone: Phone) -> tuple[Phone, tuple[str, ...]]:
    if phone is not Phone.WORKSPACE_ENDPOINT:
        return phone, ()
    never = [name for name in REG_TIMEOUTS if options[name].value == STANDALONE]
    if len(never) == len(REG_TIMEOUTS):
        note = "the endpoint registers at no site: both reg_timeout are 0 or not a number (A44)"
        return Phone.NONE, (note,)
    # ??? A44 knows no endpoint with half its registrations. It is kept as one that registers:
    # then a registrar that never answers is among what is explored, so each danger still shows.
    return phone, tuple(
        f"the endpoint never registers at the {REG_TIMEOUTS[name]} site: {name} is "
        f"{options[name].text!r} (A44); it is modelled as one whose registrar there need not answer"
        for name in never
    )
