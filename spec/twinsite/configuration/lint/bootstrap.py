"""Rules on the bootstrap file: whether it says what central configuration says."""

from collections.abc import Iterator, Mapping

from twinsite.configuration.bootstrap import Bootstrap, Node, NodeList
from twinsite.configuration.deployment.fields import Endpoint
from twinsite.configuration.deployment.findings import shown
from twinsite.configuration.deployment.retry_delay import retry_delay
from twinsite.configuration.deployment.tables import Cluster, ServerKind, Servers
from twinsite.configuration.lint.rule import Found, Severity, rule
from twinsite.configuration.lint.subject import Subject
from twinsite.model.profile import LISTED_NODES

NO_SITE = "no site"
"""Stands for the site of servers that have none."""
_PROXY = ServerKind.CONFIGURATION_SERVER_PROXY


def _lists(bootstrap: Bootstrap | None) -> list[NodeList]:
    if bootstrap is None:
        return []
    return [nodes for nodes in (bootstrap.preferred, bootstrap.peer) if nodes is not None]


def _owners(subject: Subject) -> dict[str, Servers]:
    """Return the servers that each address of a Configuration Server Proxy belongs to."""
    return {
        _address(address): servers
        for servers in subject.servers[_PROXY]
        for address in servers.addresses
    }


def _address(server: Node | Endpoint) -> str:
    """Return an address as it is compared: upper and lower case of a host are the same."""
    return str(server).lower()


def _found(nodes: NodeList, what: str, remedy: str = "") -> Found:
    return Found((nodes.key,), what, remedy, nodes.line, in_bootstrap=True)


@rule(
    "DEP-70",
    Severity.ERROR,
    "a bootstrap node that central configuration does not know",
    remedy="Write the host and the port of a Configuration Server Proxy.",
    source="guide, Configuration Server HA settings; requirement START-01",
)
def unknown_node(subject: Subject) -> Iterator[Found]:
    """Yield nodes of the file that are no Configuration Server Proxy of the deployment."""
    known = _owners(subject)
    for nodes in _lists(subject.bootstrap) if known else ():
        for node in nodes.nodes:
            if _address(node) not in known:
                yield _found(nodes, f"{node} is no Configuration Server Proxy of the deployment")


@rule(
    "DEP-71",
    Severity.WARNING,
    "bootstrap nodes in another order",
    remedy="Write the primary first.",
    source="guide, Configuration Server HA settings, key legend; requirement START-01",
)
def other_order(subject: Subject) -> Iterator[Found]:
    """Yield lists that name the servers of a pair in another order than central configuration."""
    known = _owners(subject)
    for nodes in _lists(subject.bootstrap):
        # A node that is listed twice is told with what is tolerated.
        written = list(dict.fromkeys(_address(node) for node in nodes.nodes))
        for owner in {known[node].name: known[node] for node in written if node in known}.values():
            order = [a for a in map(_address, owner.addresses) if a in written]
            if not isinstance(owner, Cluster) and order != [n for n in written if n in order]:
                yield _found(
                    nodes,
                    f"the servers of {owner.name} are not in their order: {order[0]} is the"
                    " primary",
                )


@rule(
    "DEP-72",
    Severity.WARNING,
    "a list with nodes of more than one site",
    remedy="List the nodes of one site only.",
    source="guide, Configuration Server HA settings, key legend; requirement START-01",
)
def mixed_sites(subject: Subject) -> Iterator[Found]:
    """Yield lists whose nodes belong to different sites."""
    known = _owners(subject)
    for nodes in _lists(subject.bootstrap):
        sites = _sites(nodes, known)
        if len(sites) > 1:
            named = " and ".join(sorted(map(shown, sites - {NO_SITE})) + sorted(sites & {NO_SITE}))
            yield _found(nodes, f"the nodes are of different sites: {named}")


def _sites(nodes: NodeList, known: Mapping[str, Servers]) -> set[str]:
    """Return the sites of the nodes of a list that central configuration knows."""
    owners = [known[a] for a in map(_address, nodes.nodes) if a in known]
    return {owner.options.get("disaster-recovery.site", NO_SITE) for owner in owners}


@rule(
    "DEP-73",
    Severity.WARNING,
    "a server that the bootstrap file leaves out",
    remedy="Add it, so that the first start can fall back on it.",
    source="guide, Configuration Server HA settings; requirement START-01",
)
def missing_node(subject: Subject) -> Iterator[Found]:
    """Yield servers that belong to a pair or a cluster of a list and are not in it."""
    known = _owners(subject)
    for nodes in _lists(subject.bootstrap):
        written = dict.fromkeys(map(_address, nodes.nodes))
        owners = {known[node].name: known[node] for node in written if node in known}
        for owner in owners.values():
            left = [str(a) for a in owner.addresses if _address(a) not in written]
            if left:
                yield _found(nodes, f"{', '.join(left)} of {owner.name} is not listed")


@rule(
    "DEP-74",
    Severity.WARNING,
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


@rule(
    "DEP-75",
    Severity.WARNING,
    "a Timeout that central configuration changes",
    remedy="Write the retry delay that holds after the start.",
    source="guide, key legends, Timeout; requirements START-06, LINK-09; interpretation A30",
)
def other_timeout(subject: Subject) -> Iterator[Found]:
    """Yield lists whose Timeout is not the retry delay of their servers."""
    known = _owners(subject)
    for nodes in _lists(subject.bootstrap):
        owner = next((known[a] for a in map(_address, nodes.nodes) if a in known), None)
        if owner is None or nodes.timeout is None:
            continue
        delay = retry_delay(subject.deployment, owner)
        if delay.seconds != nodes.timeout:
            yield _found(
                nodes,
                f"Timeout is {nodes.timeout} s, and the retry delay of {owner.name} is"
                f" {delay.seconds} s ({delay.origin})",
            )


@rule(
    "DEP-76",
    Severity.WARNING,
    "a bootstrap list that the release does not read",
    remedy="Use release 8.5.111.21 or newer.",
    source="guide, Added: 8.5.111.21; requirement START-10; interpretation A71",
)
def list_of_later_release(subject: Subject) -> Iterator[Found]:
    """Yield lists of nodes for a release before they were added."""
    if subject.release < LISTED_NODES:
        for nodes in _lists(subject.bootstrap):
            yield _found(nodes, f"release {subject.release} knows a single node")


@rule(
    "DEP-77",
    Severity.NOTE,
    "something in the bootstrap file that is read with tolerance",
    remedy="Write it as the guide does.",
    source="guide, Configuration Server HA settings",
)
def tolerated(subject: Subject) -> Iterator[Found]:
    """Yield what the reader of the file has let pass."""
    for note in subject.bootstrap.notes if subject.bootstrap is not None else ():
        yield Found((), note.what, note.remedy, note.line, in_bootstrap=True)


@rule(
    "DEP-78",
    Severity.ERROR,
    "both bootstrap lists at one site",
    remedy="List the nodes of the other site in one of the two.",
    source="guide, Configuration Server HA settings, key legend; requirement START-01;"
    " interpretation A7",
)
def one_site_twice(subject: Subject) -> Iterator[Found]:
    """Yield peer lists whose nodes are of the site of the preferred list."""
    bootstrap, known = subject.bootstrap, _owners(subject)
    if bootstrap is None or bootstrap.preferred is None or bootstrap.peer is None:
        return
    sites = _sites(bootstrap.preferred, known)
    if len(sites) == 1 and NO_SITE not in sites and sites == _sites(bootstrap.peer, known):
        yield _found(bootstrap.peer, f"the nodes of both lists are of {shown(*sites)}")


@rule(
    "DEP-79",
    Severity.WARNING,
    "a preferred list of a site that nobody prefers",
    remedy="Exchange the two lists, or correct disaster-recovery.preferred-site.",
    source="guide, Configuration Server HA settings, key legend; requirements START-01, START-04",
)
def nobodys_site(subject: Subject) -> Iterator[Found]:
    """Yield preferred lists whose site is the preferred site of no agent."""
    bootstrap = subject.bootstrap
    preferred = {c.sites[0] for c in subject.combinations if c.enabled and c.sites[0] is not None}
    if bootstrap is None or bootstrap.preferred is None or not preferred:
        return
    sites = _sites(bootstrap.preferred, _owners(subject)) - {NO_SITE}
    if sites and sites.isdisjoint(preferred):
        named = " and ".join(sorted(map(shown, sites)))
        yield _found(bootstrap.preferred, f"no agent has {named} as the preferred site")


@rule(
    "DEP-80",
    Severity.NOTE,
    "a bootstrap file that cannot be compared",
    remedy="Write the Configuration Server Proxies into the deployment.",
    source="guide, Configuration Server HA settings; requirement START-01",
)
def nothing_to_compare(subject: Subject) -> Iterator[Found]:
    """Yield files with nodes, where the deployment has no Configuration Server Proxies."""
    if not subject.servers[_PROXY]:
        for nodes in _lists(subject.bootstrap):
            yield _found(nodes, "the deployment has no Configuration Server Proxies")
