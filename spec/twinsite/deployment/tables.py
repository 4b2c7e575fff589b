"""The tables of a deployment file, each with the options that stand on its object."""

from abc import abstractmethod
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict

from twinsite.deployment.fields import EndpointField, Name, PhoneField
from twinsite.deployment.option_values import (
    ApplicationOptions,
    GroupOptions,
    Options,
    PersonOptions,
    ServerOptions,
    TenantOptions,
)


class Table(BaseModel):
    """A table of the file: it has the keys below and no others, and it never changes."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class OptionTable(Table):
    """A table of an object in the hierarchy of an agent."""

    options: Options = Field(default_factory=dict)
    """Options that are set on the object."""

    @property
    @abstractmethod
    def origin(self) -> str:
        """What an effective value from here is said to come from."""


class Application(OptionTable):
    """The Workspace Application object."""

    options: ApplicationOptions = Field(default_factory=dict)
    """Options that hold for every agent, unless something narrower sets them."""

    @property
    def origin(self) -> str:
        """What an effective value from here is said to come from."""
        return "application"


class Tenant(OptionTable):
    """A tenant."""

    name: Name
    """Name, unique among tenants."""
    options: TenantOptions = Field(default_factory=dict)
    """Options that hold for the agents of the tenant."""

    @property
    def origin(self) -> str:
        """What an effective value from here is said to come from."""
        return f"tenant {self.name}"


class AgentGroup(OptionTable):
    """An agent group."""

    name: Name
    """Name, unique among agent groups."""
    tenant: Name | None = None
    """Name of the tenant that it belongs to; a deployment without tenants needs none."""
    options: GroupOptions = Field(default_factory=dict)
    """Options that hold for the agents of the group."""

    @property
    def origin(self) -> str:
        """What an effective value from here is said to come from."""
        return f"agent group {self.name}"


class Agent(OptionTable):
    """An agent: a person and the phone at the person's place."""

    name: Name
    """Name, unique among agents."""
    groups: Annotated[tuple[Name, ...], Strict(False)] = ()  # noqa: FBT003 (pydantic's spelling)
    """Names of the agent groups that the agent is in; their order means nothing."""
    tenant: Name | None = None
    """Name of the tenant that the agent belongs to; a deployment without tenants needs none."""
    phone: PhoneField
    """What rings at the agent's place."""
    options: PersonOptions = Field(default_factory=dict)
    """Options that are set on the person."""

    @property
    def origin(self) -> str:
        """What an effective value from here is said to come from."""
        return f"person {self.name}"


class Site(Table):
    """A site."""

    name: Name
    """Symbolic name, as options of servers and agents spell it."""


class SipServerPair(Table):
    """A linked pair of a primary and a backup SIP Server (BC-01)."""

    name: Name
    """Name, unique among the pairs."""
    primary: EndpointField
    """Where the primary server listens for desktops."""
    backup: EndpointField
    """Where the backup server listens for desktops."""
    options: ServerOptions = Field(default_factory=dict)
    """Options in the annex of both servers."""
