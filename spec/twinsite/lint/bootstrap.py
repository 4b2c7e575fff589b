"""Rules on the bootstrap file: whether it says what central configuration says."""

from collections.abc import Iterator

from twinsite.bootstrap import Bootstrap, NodeList
from twinsite.deployment.findings import shown
from twinsite.deployment.retry_delay import retry_delay
from twinsite.deployment.tables import Cluster, ServerKind, Servers
from twinsite.lint.rule import Found, Severity, rule
from twinsite.lint.subject import Subject
from twinsite.profile import LISTED_NODES

_PROXY = ServerKind.CONFIGURATION_SERVER_PROXY


def _lists(bootstrap: Bootstrap | None) -> list[NodeList]:
    if bootstrap is None:
        return []
    return [nodes for nodes in (bootstrap.preferred, bootstrap.peer) if nodes is not None]


def _owners(subject: Subject) -> dict[str, Servers]:
    """Return the servers that each address of a Configuration Server Proxy belongs to."""
    return {
        str(address): servers
        for servers in subject.servers[_PROXY]
        for address in servers.addresses
    }


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
            if str(node) not in known:
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
        written = [str(node) for node in nodes.nodes]
        for servers in dict.fromkeys(known[node].name for node in written if node in known):
            owner = next(s for s in subject.servers[_PROXY] if s.name == servers)
            order = [str(address) for address in owner.addresses if str(address) in written]
            if not isinstance(owner, Cluster) and order != [n for n in written if n in order]:
                yield _found(
                    nodes,
                    f"the servers of {servers} are not in their order: {order[0]} is the primary",
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
        owners = [known[str(node)] for node in nodes.nodes if str(node) in known]
        sites = {owner.options.get("disaster-recovery.site") for owner in owners}
        if len(sites) > 1:
            named = " and ".join(sorted(shown(site) for site in sites if site is not None))
            yield _found(nodes, f"the nodes are of different sites: {named}")


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
        written = {str(node) for node in nodes.nodes}
        owners = {known[node].name: known[node] for node in written if node in known}
        for owner in owners.values():
            left = [str(a) for a in owner.addresses if str(a) not in written]
            if left:
                yield _found(nodes, f"{', '.join(left)} of {owner.name} is not listed")


@rule(
    "DEP-74",
    Severity.WARNING,
    "a bootstrap file without the peer site",
    remedy="Add login.nodes.peer-site, so that a start outlasts the loss of the preferred site.",
    source="guide, Configuration Server HA settings; requirement START-01; reading A7",
)
def no_peer_list(subject: Subject) -> Iterator[Found]:
    """Yield files that list one site while the proxies have two."""
    bootstrap = subject.bootstrap
    two_sites = len(subject.sites_of[_PROXY]) > 1
    if bootstrap is None or not two_sites or bootstrap.preferred is None:
        return
    if bootstrap.peer is None:
        yield _found(bootstrap.preferred, "no nodes of a peer site are listed")


@rule(
    "DEP-75",
    Severity.WARNING,
    "a Timeout that central configuration changes",
    remedy="Write the retry delay that holds after the start.",
    source="guide, key legends, Timeout; requirements START-06, LINK-09; reading A30",
)
def other_timeout(subject: Subject) -> Iterator[Found]:
    """Yield lists whose Timeout is not the retry delay of their servers."""
    known = _owners(subject)
    for nodes in _lists(subject.bootstrap):
        owner = next((known[str(n)] for n in nodes.nodes if str(n) in known), None)
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
    source="guide, Added: 8.5.111.21; requirement START-10; reading A71",
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
