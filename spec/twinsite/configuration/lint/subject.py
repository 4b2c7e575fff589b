"""What the linter looks at: a deployment with its bootstrap file, prepared for the rules.

What a rule finds is told at a place that it takes from here.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
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
from twinsite.configuration.deployment.rest import Doubts
from twinsite.configuration.deployment.sites import ENABLED, PEER, PREFERRED, places_of_origins
from twinsite.configuration.deployment.tables import (
    Agent,
    ServerKind,
    Servers,
    SipServerPair,
    Table,
)
from twinsite.configuration.deployment.world import World
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
    source: str = ""
    """Where it stands in the sources, where it is not what the rule says."""
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


class _Watched(Mapping[str, EffectiveOption]):
    """Effective options some of which are in doubt: who reads one of these has doubts."""

    def __init__(
        self,
        held: Mapping[str, EffectiveOption],
        doubtful: Container[str],
        doubt: Callable[[], None],
    ) -> None:
        self._held, self._doubtful, self._doubt = held, doubtful, doubt

    def __getitem__(self, name: str) -> EffectiveOption:
        if name in self._doubtful:
            self._doubt()
        return self._held[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


@dataclass
class Subject:
    """A deployment, the bootstrap file of its desktops, and their release.

    Of a deployment that cannot be read as a whole it is the rest; then it is kept in mind whether
    anything was read that is in doubt.
    """

    whole: Deployment
    bootstrap: Bootstrap | None
    known_release: Release
    doubts: Doubts = field(default_factory=Doubts)
    """What is in doubt of the deployment."""
    is_doubtful: bool = False
    """Whether anything in doubt has been read since this was last set to False."""

    def _doubt(self) -> None:
        self.is_doubtful = True

    def require_all_agents(self) -> None:
        """Say that what is looked for depends on there being no other agents."""
        self.is_doubtful |= self.doubts.agents

    @property
    def deployment(self) -> Deployment:
        """The deployment, servers and all."""
        self.is_doubtful |= self.doubts.servers or self.doubts.world or bool(self.doubts.options)
        return self.whole

    @property
    def release(self) -> Release:
        """The release of the desktop."""
        self.is_doubtful |= self.doubts.release
        return self.known_release

    @property
    def world(self) -> World:
        """What is assumed of servers and networks."""
        self.is_doubtful |= self.doubts.world
        return self.whole.world

    def _options_of(self, agent: Agent) -> Mapping[str, EffectiveOption]:
        held = effective_options(self.whole, agent)
        objects = [f"agent group {name}" for name in agent.groups]
        objects += ["application", f"tenant {agent.tenant}", agent.origin]
        doubtful = set().union(*(self.doubts.options.get(name, ()) for name in objects))
        return _Watched(held, doubtful, self._doubt) if doubtful else held

    @cached_property
    def combinations(self) -> tuple[Combination, ...]:
        """The distinct combinations of effective options and kind of phone."""
        alike: dict[object, list[Agent]] = defaultdict(list)
        for agent in self.whole.agents:
            alike[settings_of(agent), agent.phone].append(agent)
        places = places_of_origins(self.whole)
        return tuple(
            Combination(self._options_of(agents[0]), tuple(agents), places)
            for agents in alike.values()
        )

    @property
    def is_enabled(self) -> bool:
        """Whether business continuity is enabled for somebody."""
        return any(combination.enabled for combination in self.combinations)

    @property
    def servers(self) -> dict[ServerKind, tuple[Servers, ...]]:
        """Everything that desktops connect to, by kind."""
        self.is_doubtful |= self.doubts.servers
        return self._servers

    @cached_property
    def _servers(self) -> dict[ServerKind, tuple[Servers, ...]]:
        return {kind: self.whole.servers_of(kind) for kind in ServerKind}

    @property
    def pairs_at_sites(self) -> tuple[SipServerPair, ...]:
        """The SIP Server pairs that have a site."""
        self.is_doubtful |= self.doubts.servers
        return tuple(pair for pair in self.whole.sip_server_pairs if site_of(pair))

    @property
    def sites_of(self) -> dict[ServerKind, Mapping[str, Servers]]:
        """For each kind the first servers of each site."""
        self.is_doubtful |= self.doubts.servers
        return self._sites_of

    @cached_property
    def _sites_of(self) -> dict[ServerKind, Mapping[str, Servers]]:
        return {kind: first_at_sites(every, "site") for kind, every in self._servers.items()}

    @property
    def known_sites(self) -> frozenset[str]:
        """The sites that some server names."""
        return frozenset(site for by_site in self.sites_of.values() for site in by_site)

    @cached_property
    def _place_of(self) -> Mapping[int, Place]:
        return {id(table): place for place, table in self.whole.tables()}

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
