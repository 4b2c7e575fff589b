"""What the linter looks at: a deployment with its bootstrap file, prepared for the rules.

What a rule finds is told at a place that it takes from here.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

from twinsite.configuration.bootstrap import Bootstrap
from twinsite.configuration.deployment.agents import Agents
from twinsite.configuration.deployment.connections import first_at_sites
from twinsite.configuration.deployment.findings import Place
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.option_values import SITE_OF_SERVER
from twinsite.configuration.deployment.resolve import (
    EffectiveOption,
    effective_options,
    settings_of,
)
from twinsite.configuration.deployment.sites import ENABLED, PEER, PREFERRED, places_of_origins
from twinsite.configuration.deployment.tables import (
    Agent,
    ServerKind,
    Servers,
    SipServerPair,
    Table,
)
from twinsite.model.profile import Phone, Release

MOST_NAMED: Final = 3
"""So many of the agents whom a finding concerns are named."""


class Found(NamedTuple):
    """What a rule has found, before it has a line."""

    place: Place
    """Where, in the deployment or in the bootstrap file."""
    what: str
    """What is wrong, as a sentence without a full stop; it does not say for whom."""
    remedy: str = ""
    """What to do, where it is not what the rule says."""
    line: int | None = None
    """The line of the bootstrap file; None for what is in the deployment."""
    in_bootstrap: bool = False
    """Whether it is in the bootstrap file."""
    agents: tuple[Agent, ...] = ()
    """Whom it concerns, where it concerns agents; the same for others is told together."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Effective options that some agents share."""

    options: Mapping[str, EffectiveOption]
    """The options by name."""
    agents: tuple[Agent, ...]
    """Who has them; all have the same kind of phone."""
    places: Mapping[str, Place]
    """The place of every object that carries options of agents, by its origin."""

    @property
    def enabled(self) -> bool:
        """Whether business continuity is enabled."""
        return self.is_on(ENABLED)

    @property
    def registers(self) -> bool:
        """Whether the phone is an endpoint that registers as its options say."""
        return self.agents[0].phone is Phone.WORKSPACE_ENDPOINT

    @property
    def sites(self) -> tuple[str | None, str | None]:
        """The names of the preferred and of the peer site."""
        return self.options[PREFERRED].text, self.options[PEER].text

    def is_on(self, name: str) -> bool:
        """Return whether an option is true."""
        return self.options[name].value is True

    def seconds(self, name: str) -> int:
        """Return the value of an option in seconds."""
        value = self.options[name].value
        assert isinstance(value, int), name
        return value

    def found(self, name: str, what: str, remedy: str = "") -> Found:
        """Return what is found where an option is set; at the application if it is the default."""
        place = self.places.get(self.options[name].origin)
        where: Place = ("application",) if place is None else (*place, "options", name)
        return Found(where, what, remedy, agents=self.agents)


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
        places = places_of_origins(self.deployment)
        return tuple(
            Combination(effective_options(self.deployment, agents[0]), tuple(agents), places)
            for agents in alike.values()
        )

    @cached_property
    def is_enabled(self) -> bool:
        """Whether business continuity is enabled for somebody."""
        return any(combination.enabled for combination in self.combinations)

    @cached_property
    def servers(self) -> dict[ServerKind, tuple[Servers, ...]]:
        """Everything that desktops connect to, by kind."""
        return {kind: self.deployment.servers_of(kind) for kind in ServerKind}

    @property
    def pairs_at_sites(self) -> tuple[SipServerPair, ...]:
        """The SIP Server pairs that have a site."""
        return tuple(pair for pair in self.deployment.sip_server_pairs if site_of(pair))

    @cached_property
    def sites_of(self) -> dict[ServerKind, Mapping[str, Servers]]:
        """For each kind the first servers of each site."""
        return {kind: first_at_sites(every, "site") for kind, every in self.servers.items()}

    @cached_property
    def known_sites(self) -> frozenset[str]:
        """The sites that some server names."""
        return frozenset(site for by_site in self.sites_of.values() for site in by_site)

    @cached_property
    def _place_of(self) -> Mapping[int, Place]:
        return {id(table): place for place, table in self.deployment.tables()}

    def at(self, table: Table, *keys: str | int) -> Place:
        """Return the place of something in a list of the deployment, or of a key in it."""
        return (*self._place_of[id(table)], *keys)

    def by_setting(self, *names: str, enabled: bool = True) -> Iterator[Combination]:
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
            yield replace(combination, agents=tuple(agents))


def site_of(servers: Servers) -> str | None:
    """Return the name of the site that servers are at, if they have one."""
    return servers.options.get(SITE_OF_SERVER["site"])


def whom(agents: tuple[Agent, ...]) -> str:
    """Return how many agents a finding concerns, with some of their names."""
    every = Agents.of(agents)
    named = every.named(MOST_NAMED)
    return f"agent {named}" if every.number == 1 else f"{every.number:,} agents: {named}"
