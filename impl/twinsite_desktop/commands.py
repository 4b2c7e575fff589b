"""What the desktop does to the outside.  An adapter carries it out and decides nothing."""

from dataclasses import dataclass

from twinsite_desktop.sites import Site


@dataclass(frozen=True, slots=True)
class Connect:
    """Open a connection to a server; the answer is ConnectionAccepted or ConnectionFailed."""

    site: Site
    server: int
    """Which server of the pair, node of the cluster or node of the bootstrap file, from 0."""


@dataclass(frozen=True, slots=True)
class CloseLink:
    """Close the connection, or give up the attempt."""

    site: Site


@dataclass(frozen=True, slots=True)
class ConnectProbe:
    """Make one pass over the preferred pair and stay connected, without logging in (RET-04)."""


@dataclass(frozen=True, slots=True)
class CloseProbe:
    """Close the probe's connection, or give up its attempt."""


@dataclass(frozen=True, slots=True)
class LogIn:
    """Ask the SIP Server of a site to log the agent in."""

    site: Site


@dataclass(frozen=True, slots=True)
class LogOut:
    """Ask the SIP Server of a site to log the agent out."""

    site: Site


@dataclass(frozen=True, slots=True)
class SetAgentReady:
    """Ask SIP Server to make the agent Ready."""


@dataclass(frozen=True, slots=True)
class SetAgentNotReady:
    """Ask SIP Server to make the agent NotReady, with the reason that goes with it."""


@dataclass(frozen=True, slots=True)
class RefuseCall:
    """Answer the INVITE of a site's SIP Server with 480 or 486 (INT-08, INT-09)."""

    site: Site


@dataclass(frozen=True, slots=True)
class Register:
    """Send REGISTER to the registrar of a site."""

    site: Site


@dataclass(frozen=True, slots=True)
class Unregister:
    """Remove the binding at the registrar of a site; no answer is awaited."""

    site: Site


@dataclass(frozen=True, slots=True)
class ReadConfiguration:
    """Read the central configuration over the connection of the start."""


@dataclass(frozen=True, slots=True)
class ShowLoginError:
    """Tell the agent that the start has failed."""


@dataclass(frozen=True, slots=True)
class UpdateBootstrapFile:
    """Write the nodes of the central configuration into the bootstrap file."""


Command = (
    Connect
    | CloseLink
    | ConnectProbe
    | CloseProbe
    | LogIn
    | LogOut
    | SetAgentReady
    | SetAgentNotReady
    | RefuseCall
    | Register
    | Unregister
    | ReadConfiguration
    | ShowLoginError
    | UpdateBootstrapFile
)
"""Anything that the desktop does to the outside."""
