"""Rules on the bootstrap file: whether it says what central configuration says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from twinsite.configuration.bootstrap import NodeList
from twinsite.configuration.deployment.fields import Endpoint
from twinsite.configuration.deployment.findings import shown
from twinsite.configuration.deployment.retry_delay import retry_delay
from twinsite.configuration.deployment.tables import Cluster, ServerKind, Servers
from twinsite.configuration.lint.rule import error, note, warning
from twinsite.configuration.lint.subject import Found, Subject, site_of
from twinsite.model.profile import LISTED_NODES

NO_SITE = "no site"
"""Stands for the site of servers that have none."""
_PROXY = ServerKind.CONFIGURATION_SERVER_PROXY


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list of the bootstrap file, held against central configuration."""

    nodes: NodeList
    """The list."""
    owner_of: Mapping[str, Servers]
    """The servers that each node belongs to, by its address, in the order of the list."""

    @property
    def owners(self) -> list[Servers]:
        """The servers of the list, each once."""
        return list({id(servers): servers for servers in self.owner_of.values()}.values())

    @property
    def sites(self) -> set[str]:
        """The sites of the nodes that central configuration knows."""
        return {site_of(servers) or NO_SITE for servers in self.owner_of.values()}

    def found(self, what: str) -> Found:
        """Return what is found at the list."""
        return Found((self.nodes.key,), what, line=self.nodes.line, in_bootstrap=True)


def _listed(subject: Subject) -> Iterator[_Listed]:
    """Yield the lists of the bootstrap file, that of the preferred site first."""
    servers_at = {
        _address(address): servers
        for servers in subject.servers[_PROXY]
        for address in servers.addresses
    }
    bootstrap = subject.bootstrap
    for nodes in (bootstrap.preferred, bootstrap.peer) if bootstrap is not None else ():
        if nodes is not None:
            written = map(_address, nodes.nodes)
            owner_of = {a: servers_at[a] for a in written if a in servers_at}
            yield _Listed(nodes, owner_of)


def _address(server: Endpoint) -> str:
    """Return an address as it is compared: upper and lower case of a host are the same."""
    return str(server).lower()


@error(
    "DEP-70",
    "a bootstrap node that central configuration does not know",
    remedy="Write the host and the port of a Configuration Server Proxy.",
    source="guide, Configuration Server HA settings; requirement START-01",
)
def unknown_node(subject: Subject) -> Iterator[Found]:
    """Yield nodes of the file that are no Configuration Server Proxy of the deployment."""
    for listed in _listed(subject) if subject.servers[_PROXY] else ():
        for node in listed.nodes.nodes:
            if _address(node) not in listed.owner_of:
                yield listed.found(f"{node} is no Configuration Server Proxy of the deployment")


@warning(
    "DEP-71",
    "bootstrap nodes in another order",
    remedy="Write the primary first.",
    source="guide, Configuration Server HA settings, key legend; requirement START-01",
)
def other_order(subject: Subject) -> Iterator[Found]:
    """Yield lists that name the servers of a pair in another order than central configuration."""
    for listed in _listed(subject):
        # A node that is listed twice is told with what is tolerated.
        written = list(listed.owner_of)
        for owner in listed.owners:
            order = [a for a in map(_address, owner.addresses) if a in written]
            if not isinstance(owner, Cluster) and order != [n for n in written if n in order]:
                yield listed.found(
                    f"the servers of {owner.name} are not in their order: {order[0]} is the primary"
                )


@warning(
    "DEP-72",
    "a list with nodes of more than one site",
    remedy="List the nodes of one site only.",
    source="guide, Configuration Server HA settings, key legend; requirement START-01",
)
def mixed_sites(subject: Subject) -> Iterator[Found]:
    """Yield lists whose nodes belong to different sites."""
    for listed in _listed(subject):
        sites = listed.sites
        if len(sites) > 1:
            named = " and ".join(sorted(map(shown, sites - {NO_SITE})) + sorted(sites & {NO_SITE}))
            yield listed.found(f"the nodes are of different sites: {named}")


@warning(
    "DEP-73",
    "a server that the bootstrap file leaves out",
    remedy="Add it, so that the first start can fall back on it.",
    source="guide, Configuration Server HA settings; requirement START-01",
)
def missing_node(subject: Subject) -> Iterator[Found]:
    """Yield servers that belong to a pair or a cluster of a list and are not in it."""
    for listed in _listed(subject):
        for owner in listed.owners:
            left = [str(a) for a in owner.addresses if _address(a) not in listed.owner_of]
            if left:
                yield listed.found(f"{', '.join(left)} of {owner.name} is not listed")


@warning(
    "DEP-74",
    "a bootstrap file without the nodes of a site",
    remedy="List the nodes of both sites, so that a start outlasts the loss of one.",
    source="guide, Configuration Server HA settings; requirement START-01; interpretation A7",
)
def missing_list(subject: Subject) -> Iterator[Found]:
    """Yield files that list one site while the proxies have two."""
    bootstrap = subject.bootstrap
    if bootstrap is None or len(subject.sites_of[_PROXY]) < 2 or subject.release < LISTED_NODES:
        return
    lists = {"preferred": bootstrap.preferred, "peer": bootstrap.peer}
    missing = [site for site, nodes in lists.items() if nodes is None]
    if missing:
        what = f"no nodes of the {' and the '.join(missing)} site are listed"
        yield Found(("login.url",), what, line=bootstrap.login_url_line, in_bootstrap=True)


@warning(
    "DEP-75",
    "a Timeout that central configuration changes",
    remedy="Write the retry delay that holds after the start.",
    source="guide, key legends, Timeout; requirements START-06, LINK-09; interpretation A30",
)
def other_timeout(subject: Subject) -> Iterator[Found]:
    """Yield lists whose Timeout is not the retry delay of their servers."""
    for listed in _listed(subject):
        timeout = listed.nodes.timeout
        for owner in listed.owners[:1] if timeout is not None else ():
            delay = retry_delay(subject.deployment, owner)
            if delay.seconds != timeout:
                yield listed.found(
                    f"Timeout is {timeout} s, and the retry delay of {owner.name} is"
                    f" {delay.seconds} s ({delay.origin})"
                )


@warning(
    "DEP-76",
    "a bootstrap list that the release does not read",
    remedy="Use release 8.5.111.21 or newer.",
    source="guide, Added: 8.5.111.21; requirement START-10; interpretation A71",
)
def list_of_later_release(subject: Subject) -> Iterator[Found]:
    """Yield lists of nodes for a release before they were added."""
    if subject.release < LISTED_NODES:
        for listed in _listed(subject):
            yield listed.found(f"release {subject.release} knows a single node")


@note(
    "DEP-77",
    "something in the bootstrap file that is read with tolerance",
    remedy="Write it as the guide does.",
    source="guide, Configuration Server HA settings",
)
def tolerated(subject: Subject) -> Iterator[Found]:
    """Yield what the reader of the file has let pass."""
    for passed in subject.bootstrap.notes if subject.bootstrap is not None else ():
        yield Found((), passed.what, passed.remedy, passed.line, in_bootstrap=True)


@error(
    "DEP-78",
    "both bootstrap lists at one site",
    remedy="List the nodes of the other site in one of the two.",
    source="guide, Configuration Server HA settings, key legend; requirement START-01;"
    " interpretation A7",
)
def one_site_twice(subject: Subject) -> Iterator[Found]:
    """Yield peer lists whose nodes are of the site of the preferred list."""
    for preferred, peer in pairwise(_listed(subject)):
        sites = preferred.sites
        if len(sites) == 1 and NO_SITE not in sites and sites == peer.sites:
            yield peer.found(f"the nodes of both lists are of {shown(*sites)}")


@warning(
    "DEP-79",
    "a preferred list of a site that nobody prefers",
    remedy="Exchange the two lists, or correct disaster-recovery.preferred-site.",
    source="guide, Configuration Server HA settings, key legend; requirements START-01, START-04",
)
def nobodys_site(subject: Subject) -> Iterator[Found]:
    """Yield preferred lists whose site is the preferred site of no agent."""
    subject.require_all_agents()
    wanted = {c.sites[0] for c in subject.combinations if c.enabled and c.sites[0] is not None}
    preferred = subject.bootstrap and subject.bootstrap.preferred
    for listed in _listed(subject) if wanted else ():
        sites = listed.sites - {NO_SITE}
        if listed.nodes is preferred and sites and sites.isdisjoint(wanted):
            named = " and ".join(sorted(map(shown, sites)))
            yield listed.found(f"no agent has {named} as the preferred site")


@note(
    "DEP-80",
    "a bootstrap file that cannot be compared",
    remedy="Write the Configuration Server Proxies into the deployment.",
    source="guide, Configuration Server HA settings; requirement START-01",
)
def nothing_to_compare(subject: Subject) -> Iterator[Found]:
    """Yield files with nodes, where the deployment has no Configuration Server Proxies."""
    if not subject.servers[_PROXY]:
        for listed in _listed(subject):
            yield listed.found("the deployment has no Configuration Server Proxies")
