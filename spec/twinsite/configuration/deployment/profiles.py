"""Which profiles each agent of a deployment has, and why.

A profile is all that the behaviour of a part of a desktop depends on, so agents who share one
need to be checked only once.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from twinsite.catalogue.options.endpoint import STANDALONE
from twinsite.configuration.deployment.connections import (
    ServersOfKind,
    connection_profiles_of,
    servers_of_kinds,
)
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.resolve import (
    EffectiveOption,
    effective_options,
    settings_of,
)
from twinsite.configuration.deployment.sites import (
    ENABLED,
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

_NO_READINGS: Final[Mapping[str, str]] = {}


class DistinctProfile(NamedTuple):
    """A profile that one or more agents have."""

    profile: Profile
    """All that this part of their desktops depends on."""
    agents: tuple[str, ...]
    """Names of the agents, in the order of the deployment."""
    notes: tuple[str, ...]
    """What in the profile is not plain from the options, and why, without full stops: each once,
    in the order of first appearance."""


class _Setting(NamedTuple):
    """What the profiles of all agents of a deployment share."""

    base: Profile
    is_asked: bool
    pairs: PairNames
    kinds: Mapping[Part, ServersOfKind]


_Found = tuple[tuple[Profile, tuple[str, ...]], ...]
"""The profiles of an agent, voice first, each with its notes."""


def distinct_profiles(
    deployment: Deployment,
    *,
    interpretations: Mapping[str, str] = _NO_READINGS,
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
    setting = _setting(deployment, interpretations, release)
    known: dict[object, _Found] = {}
    agents: dict[Profile, list[str]] = {}
    # A dict keeps each note once, in order.
    notes: dict[Profile, dict[str, None]] = {}
    for agent in deployment.agents:
        alike = settings_of(agent), agent.phone
        if alike not in known:
            known[alike] = _profiles(deployment, agent, setting)
        for profile, found in known[alike]:
            agents.setdefault(profile, []).append(agent.name)
            notes.setdefault(profile, {}).update(dict.fromkeys(found))
    in_order = sorted(agents, key=lambda profile: list(Part).index(profile.part))
    return tuple(
        DistinctProfile(profile, tuple(agents[profile]), tuple(notes[profile]))
        for profile in in_order
    )


def _setting(
    deployment: Deployment, interpretations: Mapping[str, str], release: Release | None
) -> _Setting:
    base = Profile(release=release or deployment.release).with_interpretations(interpretations)
    choice = base.interpretation("A32")
    return _Setting(
        base,
        release is not None,
        pair_names(deployment.sip_server_pairs, choice),
        servers_of_kinds(deployment, choice),
    )


def _profiles(deployment: Deployment, agent: Agent, setting: _Setting) -> _Found:
    options = effective_options(deployment, agent)
    reason = _why_off(options, setting.pairs)
    phone, phone_notes = _phone(options, agent.phone)
    profile = replace(
        setting.base,
        business_continuity=reason is None,
        auto_restore=options["disaster-recovery.auto-restore"].value is True,
        restore_agent_state=options["disaster-recovery.restore-agent-state"].value is True,
        auto_ready=options["login.voice.is-auto-ready"].value is True,
        phone=phone,
    )
    off = () if reason is None else (f"business continuity is off: {reason}",)
    others = connection_profiles_of(
        setting.base,
        options[ENABLED].value is True,
        options[PREFERRED].text,
        options[PEER].text,
        setting.kinds,
    )
    found = ((profile, off + phone_notes), *others)
    if setting.is_asked:
        return found
    return tuple((profile.without_idle_release(), notes) for profile, notes in found)


def _why_off(options: Mapping[str, EffectiveOption], pairs: PairNames) -> str | None:
    if not options[ENABLED].value:
        return f"{ENABLED} is false (BC-02)"
    return why_off(options[PREFERRED].text, options[PEER].text, pairs)


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
