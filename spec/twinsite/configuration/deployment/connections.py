"""To what the Stat and the Configuration connection of an agent go, at which sites (A33, A34).

The form of a connection is that of the servers at the preferred site, or of any of their kind
where business continuity is off.  Sites whose forms differ, and clusters of more nodes than are
modelled, are told in a note.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from twinsite.configuration.deployment.findings import shown
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.option_values import SITE_OF_SERVER
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
    base: Profile,
    enabled: bool,  # noqa: FBT001 (the value of an option)
    preferred: str | None,
    peer: str | None,
    kinds: Mapping[Part, ServersOfKind],
) -> Iterator[tuple[Profile, tuple[str, ...]]]:
    """Yield the profiles of the Stat and Configuration connection and of the start, with notes.

    Args:
        base: Gives the release and the interpretations.
        enabled: Whether business continuity is enabled for the agent.
        preferred: Name of the agent's preferred site, if there is one.
        peer: Name of the agent's peer site, if there is one.
        kinds: The servers of each connection.
    """
    for part, servers in kinds.items():
        reason = None if enabled else "disaster-recovery.enabled is false (BC-02)"
        reason = reason or _why_off(preferred, peer, servers.by_site)
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
        yield (
            Profile(
                part=part,
                business_continuity=reason is None,
                nodes=min(nodes, MOST_NODES),
                release=base.release,
                interpretations=base.interpretations,
            ),
            tuple(notes),
        )
        if part is Part.CONFIG:
            yield (
                Profile(
                    part=Part.START_UP,
                    business_continuity=reason is None,
                    nodes=min(len(here.addresses), MOST_NODES),
                    release=base.release,
                    interpretations=base.interpretations,
                ),
                (),
            )


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


def _why_off(preferred: str | None, peer: str | None, by_site: Mapping[str, Servers]) -> str | None:
    for name, site, interpretations in (("preferred", preferred, "A33"), ("peer", peer, "A34")):
        if site is None:
            return f"disaster-recovery.{name}-site is not set (BC-03, {interpretations})"
        if site not in by_site:
            return f"{name} site {shown(site)} has no server of the kind (BC-03, {interpretations})"
    if preferred == peer:
        return f"preferred and peer site are both {shown(peer or '')} (BC-03)"
    return None


def _on_forms(part: Part, here: Servers, there: Servers) -> Iterator[str]:
    if form_of(here) != form_of(there):
        yield (
            f"{part}: {form_of(here)} at the preferred and {form_of(there)} at the peer site are"
            f" modelled as {form_of(here)} at both"
        )
