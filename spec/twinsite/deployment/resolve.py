"""Which value of an option holds for an agent, and where it comes from (BC-06, BC-07)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from twinsite.deployment.model import Deployment
from twinsite.deployment.tables import Agent, OptionTable
from twinsite.options import OPTIONS, Level, Option
from twinsite.options.option import UNVERIFIED_MARK

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


def effective_options(deployment: Deployment, agent: Agent) -> Mapping[str, EffectiveOption]:
    """Return every option that can hold for an agent, by name, in the order of the options."""
    tables = tuple(_narrowest_first(deployment, agent))
    return {name: _pick(option, tables) for name, option in AGENT_OPTIONS.items()}


def effective_option(deployment: Deployment, agent: Agent, name: str) -> EffectiveOption:
    """Return the value of one option that holds for an agent.

    Raises:
        KeyError: if no option of that name can hold for an agent.
    """
    return _pick(AGENT_OPTIONS[name], tuple(_narrowest_first(deployment, agent)))


def _narrowest_first(deployment: Deployment, agent: Agent) -> Iterator[OptionTable]:
    yield agent
    # Of several groups the later one in the alphabet wins (WWEOPT).
    # ??? Nothing tells how case sorts; here it does not count unless nothing else differs.
    for name in sorted(agent.groups, key=lambda name: (name.casefold(), name), reverse=True):
        yield deployment.agent_group_named[name]
    if agent.tenant is not None:
        yield deployment.tenant_named[agent.tenant]
    yield deployment.application


def _pick(option: Option, tables: tuple[OptionTable, ...]) -> EffectiveOption:
    for table in tables:
        text = table.options.get(option.name)
        if text is not None:
            return EffectiveOption(option.name, option.parse(text), text, table.origin)
    text = option.default
    origin = "default" + (UNVERIFIED_MARK if option.unverified else "")
    return EffectiveOption(option.name, None if text is None else option.parse(text), text, origin)
