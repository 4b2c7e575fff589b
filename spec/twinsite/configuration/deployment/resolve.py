"""Which value of an option holds for an agent, and where it comes from (BC-06, BC-07)."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from twinsite.catalogue.options import OPTIONS, Level, Option
from twinsite.catalogue.options.option import UNVERIFIED_MARK
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.tables import Agent, OptionTable

AGENT_OPTIONS: Final[Mapping[str, Option]] = {
    name: option for name, option in OPTIONS.items() if set(option.levels) - {Level.SERVER}
}
"""The options that can hold for an agent, by name: all but those of servers alone."""


@dataclass(frozen=True, slots=True)
class EffectiveOption:
    """The value of an option that holds for an agent."""

    name: str
    """Name of the option."""
    value: bool | int | str | None
    """The value; None where the option is not set and has no default."""
    text: str | None
    """The value as an administrator writes it; None with value None."""
    origin: str
    """Where it is set, such as ``agent group Sales``, or that it is the default."""


def _unset(option: Option) -> EffectiveOption:
    value = None if option.default is None else option.parse(option.default)
    origin = "default" + (UNVERIFIED_MARK if option.unverified else "")
    return EffectiveOption(option.name, value, option.default, origin)


_UNSET: Final = {name: _unset(option) for name, option in AGENT_OPTIONS.items()}
"""What holds where an option is set nowhere, by its name."""


def effective_options(
    deployment: Deployment, agent: Agent, *, names: Iterable[str] = AGENT_OPTIONS
) -> Mapping[str, EffectiveOption]:
    """Return the options that hold for an agent, by name, in the order of the names.

    Args:
        deployment: The deployment.
        agent: One of its agents.
        names: Names of the options that are wanted; all that an agent can have, by default.

    Raises:
        KeyError: if one of the names is not of an option that an agent can have.
    """
    tables = tuple(_narrowest_first(deployment, agent))
    return {name: next(_set_in(tables, name), _UNSET[name]) for name in names}


def every_setting(deployment: Deployment, agent: Agent, name: str) -> Iterator[EffectiveOption]:
    """Yield each setting of an option that an agent would have if nothing narrower set it.

    Args:
        deployment: The deployment.
        agent: One of its agents.
        name: Name of an option that an agent can have.
    """
    return _set_in(_narrowest_first(deployment, agent), name)


def settings_of(agent: Agent) -> Hashable:
    """Return what the effective options of an agent of a deployment depend on.

    Agents for whom it is equal have the same options, from the same objects but for their own.
    """
    return (agent.tenant, agent.groups, *agent.options.items())


def _narrowest_first(deployment: Deployment, agent: Agent) -> Iterator[OptionTable]:
    yield agent
    # Of several groups the later one in the alphabet wins (WWEOPT).
    # ??? Nothing tells how case sorts; here it does not count unless nothing else differs.
    for name in sorted(agent.groups, key=lambda name: (name.casefold(), name), reverse=True):
        yield deployment.agent_group_named[name]
    if agent.tenant is not None:
        yield deployment.tenant_named[agent.tenant]
    yield deployment.application


def _set_in(tables: Iterable[OptionTable], name: str) -> Iterator[EffectiveOption]:
    for table in tables:
        text = table.options.get(name)
        if text is not None:
            yield EffectiveOption(name, _parse(name, text), text, table.origin)


@lru_cache(maxsize=1024)
def _parse(name: str, text: str) -> bool | int | str:
    return AGENT_OPTIONS[name].parse(text)
