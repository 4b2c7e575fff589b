"""A deployment: what the file says, with every name in it resolved.

Covered: the voice connection.
Not modelled: Stat Server and Configuration Server, clusters, and the DNs of a place; BC-10 is a
precondition.
"""

from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, Strict, model_validator

from twinsite.deployment.fields import ReleaseField
from twinsite.deployment.findings import refuse
from twinsite.deployment.references import find_wrong_references
from twinsite.deployment.tables import (
    Agent,
    AgentGroup,
    Application,
    SipServerPair,
    Site,
    Table,
    Tenant,
)

_List = Strict(False)  # noqa: FBT003 (pydantic's spelling; a list of TOML becomes a tuple)


class Deployment(Table):
    """The objects of the configuration that business continuity of the voice channel needs."""

    release: ReleaseField
    """Release of the desktop at every agent's place."""
    application: Application = Field(default_factory=Application)
    """The Workspace Application object."""
    sites: Annotated[tuple[Site, ...], _List] = ()
    """The sites that servers can name."""
    sip_server_pairs: Annotated[tuple[SipServerPair, ...], _List] = ()
    """The pairs of SIP Servers."""
    tenants: Annotated[tuple[Tenant, ...], _List] = ()
    """The tenants."""
    agent_groups: Annotated[tuple[AgentGroup, ...], _List] = ()
    """The agent groups."""
    agents: Annotated[tuple[Agent, ...], _List] = ()
    """The agents."""

    @model_validator(mode="after")
    def _names_fit_together(self) -> Self:
        refuse(
            find_wrong_references(
                sites=self.sites,
                pairs=self.sip_server_pairs,
                tenants=self.tenants,
                groups=self.agent_groups,
                agents=self.agents,
            )
        )
        return self

    @cached_property
    def tenant_named(self) -> dict[str, Tenant]:
        """The tenants by name."""
        return {tenant.name: tenant for tenant in self.tenants}

    @cached_property
    def agent_group_named(self) -> dict[str, AgentGroup]:
        """The agent groups by name."""
        return {group.name: group for group in self.agent_groups}
