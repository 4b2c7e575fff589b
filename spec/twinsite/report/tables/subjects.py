"""Which profiles are exported, and how long their deadlines are."""

from collections.abc import Sequence
from pathlib import Path

from twinsite.analyses.selection import Subject, choose
from twinsite.baseline.records import read
from twinsite.configuration.deployment import (
    Deployment,
    effective_options,
    load_deployment,
    retry_delay,
)
from twinsite.configuration.deployment.connections import first_at_sites, servers_of_kinds
from twinsite.configuration.deployment.retry_delay import RETRY_DELAY
from twinsite.configuration.deployment.sites import PREFERRED
from twinsite.configuration.deployment.tables import Servers
from twinsite.errors import InputError
from twinsite.model.profile import Part, Profile
from twinsite.report.tables.composed import Described
from twinsite.report.tables.lengths import lengths


def described(
    deployment: Path | None,
    patterns: Sequence[str],
    release: str | None,
    interpretations: Sequence[str],
) -> tuple[Described, ...]:
    """Return the profiles that the arguments of the command line ask for.

    Raises:
        InputError: if any of them cannot be used.
    """
    if deployment is None:
        return tuple(Described(each.profile) for each in _named(patterns, release, interpretations))
    subjects = choose(deployment, patterns, release, interpretations)
    loaded = load_deployment(deployment)
    return tuple(
        Described(
            each.profile, each.agents, each.notes, _lengths(loaded, each.profile, each.agents)
        )
        for each in subjects
    )


def compared(described: Sequence[Described]) -> tuple[Described, ...]:
    """Return the profiles of the recorded comparisons that are not described yet.

    Raises:
        InputError: if the record cannot be read.
    """
    known = {each.name for each in described}
    names = dict.fromkeys(
        name for entry in read("comparisons").values() for name in (entry["base"], entry["other"])
    )
    return tuple(Described(Profile.parse(name)) for name in names if name not in known)


def _named(
    patterns: Sequence[str], release: str | None, interpretations: Sequence[str]
) -> tuple[Subject, ...]:
    """Return profiles; a name with a release or interpretations is no pattern."""
    found = dict.fromkeys(
        subject
        for pattern in patterns
        for subject in _exact(pattern, release, interpretations)
        or choose(None, (pattern,), release, interpretations)
    )
    return tuple(found) or choose(None, (), release, interpretations)


def _exact(name: str, release: str | None, interpretations: Sequence[str]) -> tuple[Subject, ...]:
    if release is not None or interpretations:
        return ()
    try:
        return (Subject(Profile.parse(name)),)
    except InputError as error:
        if "=" in name:
            raise InputError(error.what, where="--profile", remedy=error.remedy) from error
        return ()


def _lengths(deployment: Deployment, profile: Profile, agents: Sequence[str]) -> dict[str, float]:
    """Return the lengths of the first of some agents, for one part of the desktop."""
    first = next(agent for agent in deployment.agents if agent.name == agents[0])
    options = effective_options(deployment, first)
    values: dict[str, object] = {name: option.value for name, option in options.items()}
    choice = profile.interpretation("A32")
    every: Sequence[Servers] = deployment.sip_server_pairs
    if profile.part is not Part.VOICE:
        part = Part.CONFIG if profile.part is Part.START_UP else profile.part
        every = servers_of_kinds(deployment, choice)[part].every
    here = first_at_sites(every, choice).get(options[PREFERRED].text or "", every[0])
    return lengths(values | {RETRY_DELAY: retry_delay(deployment, here).seconds})
