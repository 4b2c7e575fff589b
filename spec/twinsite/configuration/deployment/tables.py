"""The tables of a deployment file, each with the options that stand on its object."""

from abc import abstractmethod
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator

from twinsite.catalogue.options import Level
from twinsite.configuration.deployment.fields import (
    Endpoint,
    EndpointField,
    Listed,
    Name,
    PhoneField,
    ServerReleaseField,
    read_word,
)
from twinsite.configuration.deployment.findings import refuse
from twinsite.configuration.deployment.numbered import Count, find_no_pattern
from twinsite.configuration.deployment.option_values import Options, on


class Table(BaseModel):
    """A table of the file: it has the keys below and no others, and it never changes."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True
    )


class OptionTable(Table):
    """A table of an object in the hierarchy of an agent."""

    options: Options = Field(default_factory=dict)
    """Options that are set on the object."""
    options_file: Name | None = None
    """A file with more options on the object, as ``name=value`` below ``[interaction-workspace]``;
    relative to the deployment file."""

    @property
    @abstractmethod
    def origin(self) -> str:
        """What an effective value from here is said to come from."""


class Application(OptionTable):
    """The Workspace Application object."""

    options: Annotated[Options, on(Level.APPLICATION)] = Field(default_factory=dict)
    """Options that hold for every agent, unless something narrower sets them."""

    @property
    def origin(self) -> str:
        """What an effective value from here is said to come from."""
        return "application"


class NamedOptionTable(OptionTable):
    """A table of one of several objects of its kind."""

    called: ClassVar[str]
    """What an object of the kind is called."""
    name: Name
    """Name, unique in the list of these tables."""

    @property
    def origin(self) -> str:
        """What an effective value from here is said to come from."""
        return f"{self.called} {self.name}"


class Tenant(NamedOptionTable):
    """A tenant."""

    called = "tenant"
    options: Annotated[Options, on(Level.TENANT)] = Field(default_factory=dict)
    """Options that hold for the agents of the tenant."""


class AgentGroup(NamedOptionTable):
    """An agent group."""

    called = "agent group"
    tenant: Name | None = None
    """Name of the tenant that it belongs to; a deployment without tenants needs none."""
    options: Annotated[Options, on(Level.AGENT_GROUP)] = Field(default_factory=dict)
    """Options that hold for the agents of the group."""


class Agent(NamedOptionTable):
    """An agent: a person and the phone at the person's place; or many who are alike."""

    called = "person"
    count: Count = 1
    """How many agents the entry stands for; several need ``#`` in their name."""
    groups: Listed[Name] = ()
    """Names of the agent groups that the agent is in; their order means nothing."""
    tenant: Name | None = None
    """Name of the tenant that the agent belongs to; a deployment without tenants needs none."""
    phone: PhoneField
    """What rings at the agent's place."""
    place: Name | None = None
    """Name of the place at which the agent logs in."""
    media: Listed[Name] = ("voice",)
    """The media that the agent handles; more than voice make a blended agent."""
    options: Annotated[Options, on(Level.PERSON)] = Field(default_factory=dict)
    """Options that are set on the person."""

    @model_validator(mode="after")
    def _each_has_a_name(self) -> Self:
        refuse(find_no_pattern(("name",), self.name, self.count))
        return self


class Site(Table):
    """A site."""

    name: Name
    """Symbolic name, as options of servers and agents spell it."""


class ServerKind(StrEnum):
    """What a server is for."""

    SIP_SERVER = "sip_server"
    """SIP Server, for the voice connection."""
    STAT_SERVER = "stat_server"
    """Stat Server."""
    CONFIGURATION_SERVER_PROXY = "configuration_server_proxy"
    """Configuration Server Proxy."""


class Servers(Table):
    """What a desktop connects to at one site: a pair, a single server or a cluster."""

    name: Name
    """Name, unique among objects of its table."""
    release: ServerReleaseField | None = None
    """Release of the servers, where it is known."""
    options: Annotated[Options, on(Level.SERVER)] = Field(default_factory=dict)
    """Options in the annex of the server objects, or of the object of the cluster."""
    options_file: Name | None = None
    """A file with more options on the object, as ``name=value`` below ``[interaction-workspace]``;
    relative to the deployment file."""

    @property
    @abstractmethod
    def addresses(self) -> tuple[Endpoint, ...]:
        """Where the servers listen, in their order."""

    def key_of(self, number: int) -> tuple[str | int, ...]:
        """Return where in the table the address of this number stands."""
        return (("primary", "backup")[number],)


class _OneOrTwo(Servers):
    """A pair of a primary and a backup, or a single server."""

    primary: EndpointField
    """Where the primary, or the single server, listens for desktops."""
    backup: EndpointField | None = None
    """Where the backup listens for desktops; a single server has none."""

    @property
    def addresses(self) -> tuple[Endpoint, ...]:
        """Where the servers listen, the primary first."""
        return (self.primary,) if self.backup is None else (self.primary, self.backup)


class SipServerPair(_OneOrTwo):
    """A linked pair of a primary and a backup SIP Server (BC-01)."""

    backup: EndpointField
    """Where the backup server listens for desktops."""
    switch: Name | None = None
    """Name of its switch, as DNs spell it; the name of the pair if not given."""

    @property
    def switch_name(self) -> str:
        """The name of its switch."""
        return self.switch or self.name


class ServerPair(_OneOrTwo):
    """A pair of a primary and a backup, or a single server, of Stat or Configuration."""

    reconnect_timeout: Annotated[int, Field(ge=0)] | None = None
    """Reconnect Timeout of the primary, in seconds: its retry delay, if it is positive (A30)."""


_KIND = PlainValidator(lambda given: read_word(given, ServerKind, "a kind of server"))


class Cluster(Servers):
    """A cluster of servers of one kind."""

    kind: Annotated[ServerKind, _KIND]
    """What its servers are."""
    nodes: Annotated[Listed[EndpointField], Field(min_length=1)]
    """Where its nodes listen for desktops."""

    @property
    def addresses(self) -> tuple[Endpoint, ...]:
        """Where the nodes listen."""
        return self.nodes

    def key_of(self, number: int) -> tuple[str | int, ...]:
        """Return where in the table the address of this number stands."""
        return "nodes", number


class Dn(Table):
    """A DN of a place."""

    number: Name
    """The number of the DN."""
    switch: Name
    """Name of the switch of a SIP Server pair."""


class Place(Table):
    """A place, with the DNs of the phone that stands there; or many that are alike."""

    name: Name
    """Name, unique among places."""
    count: Count = 1
    """How many places the entry stands for; several need ``#`` in their name and DNs."""
    dns: Listed[Dn] = ()
    """Its DNs."""

    @model_validator(mode="after")
    def _each_has_a_name_and_dns(self) -> Self:
        refuse(find_no_pattern(("name",), self.name, self.count))
        refuse(
            finding
            for number, dn in enumerate(self.dns)
            for finding in find_no_pattern(("dns", number, "number"), dn.number, self.count)
        )
        return self


class Accepted(Table):
    """Findings of the linter that are right as they are."""

    rule: Name
    """The id of their rule, such as ``DEP-41``."""
    reason: Name
    """Why they are right as they are."""
    place: Name | None = None
    """The place of the one that is meant, as the linter tells it; all of the rule without it."""
