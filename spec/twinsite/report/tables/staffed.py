"""The profiles of the agents of a deployment, and how long their deadlines are."""

from collections.abc import Sequence
from pathlib import Path

from twinsite.analyses.selection import Subject
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
from twinsite.model.profile import Part, Profile
from twinsite.report.tables.composed import Described
from twinsite.report.tables.lengths import lengths


def staffed(deployment: Path, subjects: Sequence[Subject]) -> tuple[Described, ...]:
    """Return the profiles of a deployment with their agents.

    Raises:
        InputError: if the file cannot be used.
    """
    loaded = load_deployment(deployment)
    return tuple(
        Described(
            each.profile, each.agents, each.notes, _lengths(loaded, each.profile, each.agents)
        )
        for each in subjects
    )


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
