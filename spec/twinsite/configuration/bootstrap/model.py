"""What a bootstrap file says about the first connection of a desktop.

Source: guide, Provision Workspace Client with Configuration Server HA settings, and Provision
bootstrap configuration cluster settings in Workspace configuration file.
A pair and a cluster are written alike; which of the two is meant is not in the file (A28).
Not modelled: every setting whose key does not begin with ``login.``.
"""

from dataclasses import dataclass

from twinsite.configuration.deployment.fields import Endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something in the file that is passed over, or taken in spite of how it is written."""

    what: str
    """What was found and what became of it, as a clause without a full stop."""
    line: int | None
    """Line of the element, counted from one; None for something that is missing."""
    remedy: str
    """What the user can do, as a sentence."""


class Node(Endpoint):
    """Where one Configuration Server Proxy listens."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeList:
    """The nodes of one site."""

    key: str
    """The key of the setting that lists them."""
    nodes: tuple[Node, ...]
    """The nodes as listed, at least one; in a pair the primary comes first."""
    timeout: int | None
    """Seconds between two passes over the nodes, positive; None where the list gives none."""
    line: int | None
    """Line of the setting, counted from one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrap:
    """The settings of one bootstrap file for the environment that its ``login.url`` names."""

    path: str
    """The file."""
    environment: str | None
    """Name of the configuration environment; None where ``login.url`` names none."""
    application: str | None
    """Name of the Workspace Application object; None where ``login.url`` names none."""
    login_url_line: int | None
    """Line of ``login.url``, counted from one; None where it is missing."""
    preferred: NodeList | None
    """The nodes at the preferred site; None where the file lists none for the environment."""
    peer: NodeList | None
    """The nodes at the peer site; None where the file lists none for the environment."""
    notes: tuple[Note, ...]
    """What was passed over or tolerated, in the order of lines."""
