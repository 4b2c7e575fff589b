"""What the linter looks at: a deployment with its bootstrap file, prepared for the rules."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from twinsite.configuration.bootstrap import Bootstrap
from twinsite.configuration.deployment.findings import Place
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.option_values import SITE_OF_SERVER
from twinsite.configuration.deployment.resolve import (
    EffectiveOption,
    effective_options,
    settings_of,
)
from twinsite.configuration.deployment.sites import ENABLED, PEER, PREFERRED, places_of_origins
from twinsite.configuration.deployment.tables import Agent, OptionTable, ServerKind, Servers
from twinsite.model.profile import Release

MOST_NAMED: Final = 3
"""So many of the agents whom a finding concerns are named."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Effective options that some agents share."""

    options: Mapping[str, EffectiveOption]
    """The options by name."""
    agents: tuple[Agent, ...]
    """Who has them; all have the same kind of phone."""

    @property
    def enabled(self) -> bool:
        """Whether business continuity is enabled."""
        return self.options[ENABLED].value is True

    @property
    def sites(self) -> tuple[str | None, str | None]:
        """The names of the preferred and of the peer site."""
        return self.options[PREFERRED].text, self.options[PEER].text

    def seconds(self, name: str) -> int:
        """Return the value of an option in seconds."""
        value = self.options[name].value
        assert isinstance(value, int), name
        return value


@dataclass(frozen=True)
class Subject:
    """A deployment, the bootstrap file of its desktops, and their release."""

    deployment: Deployment
    bootstrap: Bootstrap | None
    release: Release

    @cached_property
    def combinations(self) -> tuple[Combination, ...]:
        """The distinct combinations of effective options and kind of phone."""
        alike: dict[object, list[Agent]] = defaultdict(list)
        for agent in self.deployment.agents:
            alike[settings_of(agent), agent.phone].append(agent)
        return tuple(
            Combination(effective_options(self.deployment, agents[0]), tuple(agents))
            for agents in alike.values()
        )

    @cached_property
    def servers(self) -> dict[ServerKind, tuple[Servers, ...]]:
        """Everything that desktops connect to, by kind."""
        return {kind: self.deployment.servers_of(kind) for kind in ServerKind}

    @cached_property
    def sites_of(self) -> dict[ServerKind, dict[str, Servers]]:
        """For each kind the first servers of each site."""
        found: dict[ServerKind, dict[str, Servers]] = {kind: {} for kind in ServerKind}
        for kind, every in self.servers.items():
            for servers in every:
                site = servers.options.get(SITE_OF_SERVER["site"])
                if site is not None:
                    found[kind].setdefault(site, servers)
        return found

    @cached_property
    def known_sites(self) -> frozenset[str]:
        """The sites that some server names."""
        return frozenset(site for by_site in self.sites_of.values() for site in by_site)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The place of every object that carries options of agents, by its origin."""
        return places_of_origins(self.deployment)

    @cached_property
    def place_of_servers(self) -> Mapping[int, Place]:
        """The place of every pair, single server and cluster, by its identity."""
        return {
            id(servers): (table, number)
            for table, every in self.deployment.server_tables.items()
            for number, servers in enumerate(every)
        }

    def option_tables(self) -> Iterator[tuple[Place, Mapping[str, str]]]:
        """Yield what is set on each object of the deployment, with its place."""
        deployment = self.deployment
        yield ("application",), deployment.application.options
        objects: dict[str, Sequence[OptionTable | Servers]] = {
            "tenants": deployment.tenants,
            "agent_groups": deployment.agent_groups,
            "agents": deployment.agents,
            **deployment.server_tables,
        }
        for table, every in objects.items():
            for number, item in enumerate(every):
                yield (table, number), item.options

    def set_at(self, option: EffectiveOption) -> Place:
        """Return where an option is set; the application where it is the default."""
        place = self.places.get(option.origin)
        return ("application",) if place is None else (*place, "options", option.name)

    def by_setting(
        self, *names: str, enabled: bool = True
    ) -> Iterator[tuple[Combination, tuple[Agent, ...]]]:
        """Yield combinations that differ in where these options come from, with all agents.

        Args:
            names: Names of options.
            enabled: Whether only agents with business continuity are meant.
        """
        together: dict[object, tuple[Combination, list[Agent]]] = {}
        for combination in self.combinations:
            if enabled and not combination.enabled:
                continue
            chosen = [combination.options[name] for name in names]
            key = (
                *((option.text, option.origin) for option in chosen),
                combination.agents[0].phone,
            )
            together.setdefault(key, (combination, []))[1].extend(combination.agents)
        for combination, agents in together.values():
            yield combination, tuple(agents)


def whom(agents: tuple[Agent, ...]) -> str:
    """Return how many agents a finding concerns, with some of their names."""
    names = ", ".join(agent.name for agent in agents[:MOST_NAMED])
    if len(agents) == 1:
        return f"agent {names}"
    more = len(agents) - MOST_NAMED
    return f"{len(agents):,} agents: {names}" + (f" and {more:,} more" if more > 0 else "")
