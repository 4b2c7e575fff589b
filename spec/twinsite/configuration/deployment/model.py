"""A deployment: what the file says, with every name in it resolved.

Not modelled: what the objects of the configuration have beyond what business continuity needs.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Self, TypeVar

from pydantic import Field, model_validator

from twinsite.configuration.deployment.fields import Listed, ReleaseField, ServerReleaseField
from twinsite.configuration.deployment.findings import Place as Location
from twinsite.configuration.deployment.findings import refuse
from twinsite.configuration.deployment.limits import LIMITED
from twinsite.configuration.deployment.references import find_wrong_references
from twinsite.configuration.deployment.tables import (
    Accepted,
    Agent,
    AgentGroup,
    Application,
    Cluster,
    Place,
    ServerKind,
    ServerPair,
    Servers,
    SipServerPair,
    Site,
    Table,
    Tenant,
)
from twinsite.configuration.deployment.world import World

_T = TypeVar("_T")
_Objects = Listed[Annotated[_T, LIMITED]]


class Deployment(Table):
    """The objects of the configuration that business continuity needs."""

    release: ReleaseField
    """Release of the desktop at every agent's place."""
    application: Annotated[Application, LIMITED] = Field(default_factory=Application)
    """The Workspace Application object."""
    sites: _Objects[Site] = ()
    """The sites that servers can name."""
    sip_server_pairs: _Objects[SipServerPair] = ()
    """The pairs of SIP Servers."""
    stat_server_pairs: _Objects[ServerPair] = ()
    """The pairs of Stat Servers, and single ones."""
    configuration_server_proxy_pairs: _Objects[ServerPair] = ()
    """The pairs of Configuration Server Proxies, and single ones."""
    clusters: _Objects[Cluster] = ()
    """The clusters of Stat Servers and of Configuration Server Proxies."""
    places: _Objects[Place] = ()
    """The places of the agents."""
    sip_endpoint_release: ServerReleaseField | None = None
    """Release of Workspace SIP Endpoint or of Genesys Softphone, where it is known."""
    tenants: _Objects[Tenant] = ()
    """The tenants."""
    agent_groups: _Objects[AgentGroup] = ()
    """The agent groups."""
    agents: _Objects[Agent] = ()
    """The agents."""
    accepted: _Objects[Accepted] = ()
    """The findings of the linter that are right as they are."""
    world: Annotated[World, LIMITED] = Field(default_factory=World)
    """What is assumed of servers and networks."""

    @model_validator(mode="after")
    def _names_fit_together(self) -> Self:
        refuse(find_wrong_references(tuple(self.tables())))
        return self

    def tables(self) -> Iterator[tuple[Location, Table]]:
        """Yield the application and everything in a list, each with its place in the file."""
        yield ("application",), self.application
        for key, held in self:
            for number, item in enumerate(held if isinstance(held, tuple) else ()):
                if isinstance(item, Table):
                    yield (key, number), item

    @property
    def number_of_agents(self) -> int:
        """How many agents there are."""
        return sum(agent.count for agent in self.agents)

    @property
    def server_tables(self) -> dict[str, tuple[Servers, ...]]:
        """Everything that a desktop connects to, by the key of its table."""
        return {
            "sip_server_pairs": self.sip_server_pairs,
            "stat_server_pairs": self.stat_server_pairs,
            "configuration_server_proxy_pairs": self.configuration_server_proxy_pairs,
            "clusters": self.clusters,
        }

    def servers_of(self, kind: ServerKind) -> tuple[Servers, ...]:
        """Return everything of one kind that a desktop connects to: pairs first."""
        pairs: tuple[Servers, ...] = {
            ServerKind.SIP_SERVER: self.sip_server_pairs,
            ServerKind.STAT_SERVER: self.stat_server_pairs,
            ServerKind.CONFIGURATION_SERVER_PROXY: self.configuration_server_proxy_pairs,
        }[kind]
        return (*pairs, *(cluster for cluster in self.clusters if cluster.kind is kind))

    @cached_property
    def place_named(self) -> dict[str, Place]:
        """The places by name."""
        return {place.name: place for place in self.places}

    @cached_property
    def tenant_named(self) -> dict[str, Tenant]:
        """The tenants by name."""
        return {tenant.name: tenant for tenant in self.tenants}

    @cached_property
    def agent_group_named(self) -> dict[str, AgentGroup]:
        """The agent groups by name."""
        return {group.name: group for group in self.agent_groups}
