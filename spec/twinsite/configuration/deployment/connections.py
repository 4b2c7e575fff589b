"""To what the Stat and the Configuration connection of an agent go, at which sites (A33, A34).

The form of a connection is that of the servers at the preferred site, or of any of their kind
where business continuity is off.  Sites whose forms differ, and clusters of more nodes than are
modelled, are told in a note.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.option_values import SITE_OF_SERVER
from twinsite.configuration.deployment.resolve import EffectiveOption
from twinsite.configuration.deployment.sites import PEER, PREFERRED, why_off
from twinsite.configuration.deployment.tables import Cluster, ServerKind, Servers
from twinsite.model.profile import ALL_CONNECTIONS, MOST_NODES, Part, Profile

KINDS: Final = {
    Part.STAT: ServerKind.STAT_SERVER,
    Part.CONFIG: ServerKind.CONFIGURATION_SERVER_PROXY,
}
"""The servers of each connection but voice."""


@dataclass(frozen=True, slots=True)
class ServersOfKind:
    """All servers of one kind in a deployment."""

    every: tuple[Servers, ...]
    """Everything of the kind that a desktop connects to."""
    by_site: Mapping[str, Servers]
    """The first of them at each site."""


def servers_of_kinds(deployment: Deployment, choice: str) -> dict[Part, ServersOfKind]:
    """Return the servers of each connection but voice; a kind that there is none of is left out.

    Args:
        deployment: The deployment.
        choice: Choice of interpretation A32: which option of a server names its site.
    """
    return {
        part: ServersOfKind(every, first_at_sites(every, choice))
        for part, kind in KINDS.items()
        if (every := deployment.servers_of(kind))
    }


def first_at_sites(every: Iterable[Servers], choice: str) -> Mapping[str, Servers]:
    """Return the first servers of each site, by its name.

    Args:
        every: Servers of one kind.
        choice: Choice of interpretation A32: which option of a server names its site.
    """
    found: dict[str, Servers] = {}
    for servers in every:
        site = servers.options.get(SITE_OF_SERVER[choice])
        if site is not None:
            found.setdefault(site, servers)
    return found


def connection_profiles_of(
    base: Profile, options: Mapping[str, EffectiveOption], kinds: Mapping[Part, ServersOfKind]
) -> Iterator[tuple[Profile, tuple[str, ...]]]:
    """Yield the profiles of the Stat and Configuration connection and of the start, with notes.

    Args:
        base: Gives the release and the interpretations.
        options: The effective options of an agent.
        kinds: The servers of each connection.
    """
    preferred, peer = options[PREFERRED].text, options[PEER].text
    for part, servers in kinds.items():
        reason = why_off(options, servers.by_site, "server of the kind")
        here = servers.by_site.get(preferred or "", servers.every[0])
        notes = [] if reason is None else [f"business continuity is off for {part}: {reason}"]
        if reason is None:
            notes += _on_forms(part, here, servers.by_site[peer or ""])
            if base.release < ALL_CONNECTIONS:
                notes.append(
                    f"release {base.release} has no business continuity for {part} (CLUS-07)"
                )
        nodes = nodes_of(here)
        if nodes > MOST_NODES:
            notes.append(f"{part}: {nodes} nodes are modelled as {MOST_NODES}")
        profile = replace(
            base, part=part, business_continuity=reason is None, nodes=min(nodes, MOST_NODES)
        )
        yield profile, tuple(notes)
        if part is Part.CONFIG:
            listed = min(len(here.addresses), MOST_NODES)
            yield replace(profile, part=Part.START_UP, nodes=listed), ()


def nodes_of(servers: Servers) -> int:
    """Return the number of nodes of a cluster; 1 for a single server, 0 for a pair."""
    if isinstance(servers, Cluster):
        return len(servers.nodes)
    return 1 if len(servers.addresses) == 1 else 0


def form_of(servers: Servers) -> str:
    """Return what servers are, in words."""
    nodes = nodes_of(servers)
    if isinstance(servers, Cluster):
        return f"a cluster of {nodes} node{'s' if nodes > 1 else ''}"
    return "a single server" if nodes else "a pair"


def _on_forms(part: Part, here: Servers, there: Servers) -> Iterator[str]:
    if form_of(here) != form_of(there):
        yield (
            f"{part}: {form_of(here)} at the preferred and {form_of(there)} at the peer site are"
            f" modelled as {form_of(here)} at both"
        )
