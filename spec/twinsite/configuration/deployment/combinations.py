"""How the options of agents come about and differ: what a setting shadows, and who has the same.

Agents have the same combination if every option has the same value for them; where the values are
set does not count, nor how they are spelled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from twinsite.configuration.deployment.agents import Agents
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.resolve import (
    AGENT_OPTIONS,
    EffectiveOption,
    effective_options,
    every_setting,
    settings_of,
)
from twinsite.configuration.deployment.tables import Agent

Value = bool | int | str | None
"""The value of an option; None where it is not set and has no default."""


@dataclass(frozen=True, slots=True)
class Combination:
    """The values of the options that one or more agents have."""

    agents: Agents
    """The agents, in the order of the deployment."""
    values: Mapping[str, Value]
    """The values by name of the option."""


@dataclass(frozen=True, slots=True)
class Combinations:
    """All combinations of options in a deployment."""

    found: tuple[Combination, ...]
    """Each combination that some agent has, the most frequent first."""
    common: Mapping[str, Value]
    """Of the options that are set for some agent: the values that all agents have."""
    differing: tuple[str, ...]
    """Names of the options in which the combinations differ."""
    unset: tuple[str, ...]
    """Names of the options that are set for no agent."""


def is_set(option: EffectiveOption) -> bool:
    """Return whether an option is set on some object, so that its default does not count."""
    return not option.origin.startswith("default")


def shadowed(
    deployment: Deployment, agent: Agent, option: EffectiveOption
) -> tuple[EffectiveOption, ...]:
    """Return the wider settings that would give an option another value, the narrowest first.

    Args:
        deployment: The deployment.
        agent: One of its agents.
        option: What holds for the agent.
    """
    wider = islice(every_setting(deployment, agent, option.name), 1, None)
    return tuple(setting for setting in wider if setting.value != option.value)


def combinations_of(
    deployment: Deployment, *, names: Iterable[str] = AGENT_OPTIONS
) -> Combinations:
    """Return the combinations of options in a deployment.

    Combinations that are equally frequent come in the order of first appearance.

    Args:
        deployment: The deployment.
        names: Names of the options that are wanted; all that an agent can have, by default.

    Raises:
        KeyError: if one of the names is not of an option that an agent can have.
    """
    names = tuple(names)
    known: dict[object, tuple[Value, ...]] = {}
    agents: dict[tuple[Value, ...], list[Agent]] = {}
    set_somewhere: set[str] = set()
    for agent in deployment.agents:
        alike = settings_of(agent)
        if alike not in known:
            options = effective_options(deployment, agent, names=names)
            known[alike] = tuple(option.value for option in options.values())
            set_somewhere.update(name for name, option in options.items() if is_set(option))
        agents.setdefault(known[alike], []).append(agent)
    unsorted = (
        Combination(Agents.of(entries), dict(zip(names, values, strict=True)))
        for values, entries in agents.items()
    )
    found = tuple(sorted(unsorted, key=lambda combination: -combination.agents.number))
    differing = tuple(
        name for name in names if len({combination.values[name] for combination in found}) > 1
    )
    return Combinations(
        found=found,
        common={
            name: found[0].values[name]
            for name in names
            if name in set_somewhere and name not in differing
        },
        differing=differing,
        unset=tuple(name for name in names if name not in set_somewhere),
    )
