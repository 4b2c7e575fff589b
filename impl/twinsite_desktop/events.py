"""What can happen to the desktop: facts that an adapter passes in.

An event that cannot happen in the present state, such as a late or a doubled answer, changes
nothing (REG-05, SES-10).
"""

from dataclasses import dataclass

from twinsite_desktop.sites import Site


# The link.
@dataclass(frozen=True, slots=True)
class NodeChosen:
    """Load balancing has chosen the next node of the cluster (CLUS-02)."""

    node: int
    """The node, counted from 0."""


@dataclass(frozen=True, slots=True)
class ConnectionAccepted:
    """The server that is being tried accepts the connection (LINK-01, CLUS-01, START-01)."""

    site: Site | None = None
    """Where; needed by the start only."""


@dataclass(frozen=True, slots=True)
class ConnectionFailed:
    """The connection attempt fails (LINK-02, CLUS-02, START-02)."""

    site: Site | None = None
    """Where; needed by the start only."""


@dataclass(frozen=True, slots=True)
class ConnectionDropped:
    """The connection drops, alone or with its server (LINK-03, START-07)."""

    site: Site | None = None
    """Where; needed by the start only."""


@dataclass(frozen=True, slots=True)
class CompanionSwitchedOver:
    """Another connection of this desktop has switched over (A4)."""


# The probe of the preferred pair.
@dataclass(frozen=True, slots=True)
class ProbeAccepted:
    """A server of the preferred pair accepts the probe (RET-01)."""


@dataclass(frozen=True, slots=True)
class ProbeFailed:
    """A whole pass of the probe finds no server (RET-01)."""


@dataclass(frozen=True, slots=True)
class ProbeDropped:
    """The probe's connection drops, alone or with the last server of the pair (RET-01)."""


# The phone.
@dataclass(frozen=True, slots=True)
class RegisterAccepted:
    """The registrar answers REGISTER with 200 OK (REG-01)."""

    site: Site


@dataclass(frozen=True, slots=True)
class RegisterRefused:
    """The registrar refuses REGISTER for good (REG-02)."""

    site: Site


@dataclass(frozen=True, slots=True)
class RegisterAnsweredLate:
    """An answer to a REGISTER arrives after its transaction has ended (REG-05)."""

    site: Site


@dataclass(frozen=True, slots=True)
class FlowFailed:
    """The flow to the registrar fails (REG-08)."""

    site: Site


@dataclass(frozen=True, slots=True)
class IntervalTooBrief:
    """The registrar answers REGISTER with 423 Interval Too Brief (REG-14)."""

    site: Site


@dataclass(frozen=True, slots=True)
class AddressChanged:
    """The endpoint's own address is another one, as a response shows (REG-15)."""

    site: Site


@dataclass(frozen=True, slots=True)
class DnOutOfService:
    """EventDNOutOfService for the hard phone (PHONE-05)."""


@dataclass(frozen=True, slots=True)
class DnBackInService:
    """EventDNBackInService for the hard phone (PHONE-05)."""


# The agent.
@dataclass(frozen=True, slots=True)
class LogInRequested:
    """The agent asks to be logged in (SES-01)."""


@dataclass(frozen=True, slots=True)
class LogOutRequested:
    """The agent logs out (SES-02)."""


@dataclass(frozen=True, slots=True)
class ReadyRequested:
    """The agent asks for Ready (SES-03)."""


@dataclass(frozen=True, slots=True)
class NotReadyRequested:
    """The agent asks for NotReady, or for another reason (SES-04)."""


@dataclass(frozen=True, slots=True)
class LastWindowClosed:
    """The agent closes the last interaction window, of whatever medium (INT-02, INT-03)."""


# SIP Server.
@dataclass(frozen=True, slots=True)
class LogInAccepted:
    """EventAgentLogin (SES-05)."""


@dataclass(frozen=True, slots=True)
class LogInRefused:
    """EventError answers the login (SES-06)."""


@dataclass(frozen=True, slots=True)
class AgentReady:
    """EventAgentReady (SES-07)."""


@dataclass(frozen=True, slots=True)
class ReadyRefused:
    """EventError answers the request for Ready (SES-07)."""


@dataclass(frozen=True, slots=True)
class AgentNotReady:
    """EventAgentNotReady (SES-07)."""


@dataclass(frozen=True, slots=True)
class NotReadyRefused:
    """EventError answers the request for NotReady (SES-07)."""


@dataclass(frozen=True, slots=True)
class ForcedLogout:
    """SIP Server logs the agent out, as in a graceful shutdown (SES-08)."""


@dataclass(frozen=True, slots=True)
class LoginUnknown:
    """SIP Server has lost the login, as after a restart of both servers (SES-09)."""


@dataclass(frozen=True, slots=True)
class OldSessionAnswered:
    """An answer to a request of an earlier session arrives (SES-10)."""


# Interactions.
@dataclass(frozen=True, slots=True)
class CallOffered:
    """A call is offered or begins; it opens a window (INT-01)."""


@dataclass(frozen=True, slots=True)
class InviteReceived:
    """An INVITE from the SIP Server of a site reaches the endpoint, and no link shows its call."""

    site: Site


@dataclass(frozen=True, slots=True)
class CallEnded:
    """The call that the link controls ends, or the link tells that it has ended (WORLD-13)."""


@dataclass(frozen=True, slots=True)
class CallLost:
    """The endpoint sees that a call is over while no link controls it (WORLD-13).

    Of any other phone the next link tells it, after its ConnectionAccepted, as :class:`CallEnded`.
    """


@dataclass(frozen=True, slots=True)
class InteractionOpened:
    """An interaction of another medium opens a window (INT-02)."""


# The start.
@dataclass(frozen=True, slots=True)
class StartRequested:
    """The agent asks to be let in (START-08)."""


@dataclass(frozen=True, slots=True)
class ConfigurationArrived:
    """The central configuration has been read (START-03)."""


@dataclass(frozen=True, slots=True)
class CredentialsRefused:
    """Configuration Server does not let the agent in (START-08)."""


@dataclass(frozen=True, slots=True)
class SettingsUpdated:
    """The central configuration tells other nodes than the bootstrap file (START-12)."""


LinkEvent = (
    NodeChosen | ConnectionAccepted | ConnectionFailed | ConnectionDropped | CompanionSwitchedOver
)
"""What can happen to every connection."""

VoiceEvent = (
    LinkEvent
    | ProbeAccepted
    | ProbeFailed
    | ProbeDropped
    | RegisterAccepted
    | RegisterRefused
    | RegisterAnsweredLate
    | FlowFailed
    | IntervalTooBrief
    | AddressChanged
    | DnOutOfService
    | DnBackInService
    | LogInRequested
    | LogOutRequested
    | ReadyRequested
    | NotReadyRequested
    | LastWindowClosed
    | LogInAccepted
    | LogInRefused
    | AgentReady
    | ReadyRefused
    | AgentNotReady
    | NotReadyRefused
    | ForcedLogout
    | LoginUnknown
    | OldSessionAnswered
    | CallOffered
    | InviteReceived
    | CallEnded
    | CallLost
    | InteractionOpened
)
"""What can happen to the connection to SIP Server."""

StartEvent = (
    StartRequested
    | ConnectionAccepted
    | ConnectionFailed
    | ConnectionDropped
    | ConfigurationArrived
    | CredentialsRefused
    | SettingsUpdated
)
"""What can happen to the start."""

Event = VoiceEvent | StartEvent
"""Anything that can happen to the desktop."""
