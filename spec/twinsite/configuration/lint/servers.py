"""Rules on servers and places: releases, clusters, DNs."""

from collections import defaultdict
from collections.abc import Iterator

from twinsite.configuration.deployment.fields import dotted_release
from twinsite.configuration.deployment.findings import Place, shown
from twinsite.configuration.deployment.tables import Agent, ServerKind, SipServerPair
from twinsite.configuration.lint.rule import Found, Severity, rule
from twinsite.configuration.lint.subject import Subject, whom
from twinsite.model.profile import MOST_NODES, Phone

OLDEST_STAT_SERVER = (8, 1, 2)
"""Stat Server of this release or newer is needed (BC-14)."""
OLDEST_SIP_SERVER = (8, 1, 0)
"""SIP Server of this release or newer is needed by the SIP Endpoint SDK (SDKDR)."""


@rule(
    "DEP-20",
    Severity.ERROR,
    "a SIP Server in a cluster",
    remedy="Configure SIP Servers as pairs.",
    source="guide, Business Continuity using clustered servers, title; requirement CLUS-01",
)
def sip_server_in_cluster(subject: Subject) -> Iterator[Found]:
    """Yield clusters of SIP Servers."""
    for number, cluster in enumerate(subject.deployment.clusters):
        if cluster.kind is ServerKind.SIP_SERVER:
            what = f"{cluster.name} is a cluster of SIP Servers, which desktops do not connect to"
            yield Found(("clusters", number, "kind"), what)


@rule(
    "DEP-21",
    Severity.ERROR,
    "a Stat Server that is too old",
    remedy="Use Stat Server 8.1.2 or newer.",
    source="guide, SIP Server specific options, Important; requirement BC-14",
)
def old_stat_server(subject: Subject) -> Iterator[Found]:
    """Yield Stat Servers older than 8.1.2, if business continuity is enabled for somebody."""
    if any(combination.enabled for combination in subject.combinations):
        yield from _older(subject, ServerKind.STAT_SERVER, OLDEST_STAT_SERVER, "Stat Server")


@rule(
    "DEP-22",
    Severity.ERROR,
    "a SIP Server that is too old for the endpoint",
    remedy="Use SIP Server 8.1.0 or newer with Workspace SIP Endpoint.",
    source="SDKDR",
)
def old_sip_server(subject: Subject) -> Iterator[Found]:
    """Yield SIP Servers older than the SIP Endpoint SDK needs, if somebody has that endpoint."""
    if any(c.agents[0].phone is Phone.WORKSPACE_ENDPOINT for c in subject.combinations):
        yield from _older(subject, ServerKind.SIP_SERVER, OLDEST_SIP_SERVER, "SIP Server")


def _older(
    subject: Subject, kind: ServerKind, oldest: tuple[int, ...], words: str
) -> Iterator[Found]:
    for servers in subject.servers[kind]:
        if servers.release is not None and servers.release < oldest:
            yield Found(
                (*subject.place_of_servers[id(servers)], "release"),
                f"{servers.name} is {words} {dotted_release(servers.release)}, older than"
                f" {dotted_release(oldest)}",
            )


@rule(
    "DEP-23",
    Severity.ERROR,
    "a place without the DN of a site",
    remedy="Assign the DN of each site's switch to the place.",
    source="guide, SIP Server specific options, Important; requirement BC-10; interpretation A36",
)
def place_without_dn(subject: Subject) -> Iterator[Found]:
    """Yield places that lack a DN at the preferred or the peer switch of somebody there."""
    missing: dict[tuple[str, str], list[Agent]] = defaultdict(list)
    switches = _switches(subject)
    for combination in subject.combinations:
        for site in dict.fromkeys(combination.sites) if combination.enabled else ():
            if site is None or site not in switches:
                continue
            for agent in combination.agents:
                if agent.place is None:
                    continue
                place = subject.deployment.place_named[agent.place]
                if not switches[site] & {dn.switch for dn in place.dns}:
                    missing[place.name, site].append(agent)
    numbers = {place.name: number for number, place in enumerate(subject.deployment.places)}
    for (name, site), agents in missing.items():
        blended = [agent for agent in agents if len(agent.media) > 1]
        also = f" (blended: {whom(tuple(blended))})" if blended else ""
        where: Place = ("places", numbers[name])
        yield Found(
            where,
            f"{shown(name)} has no DN at a switch of {shown(site)}{also}",
            agents=tuple(agents),
        )


def _switches(subject: Subject) -> dict[str, frozenset[str]]:
    """Return the names of the switches of each site."""
    found: dict[str | None, set[str]] = defaultdict(set)
    for pair in subject.servers[ServerKind.SIP_SERVER]:
        if isinstance(pair, SipServerPair):
            found[pair.options.get("disaster-recovery.site")].add(pair.switch_name)
    return {site: frozenset(names) for site, names in found.items() if site is not None}


@rule(
    "DEP-24",
    Severity.NOTE,
    "agents without a place",
    remedy="Write the place of each agent, so that its DNs can be looked at.",
    source="guide, SIP Server specific options, Important; requirement BC-10",
)
def agents_without_place(subject: Subject) -> Iterator[Found]:
    """Yield agents with business continuity whose DNs cannot be looked at."""
    agents = tuple(
        agent
        for combination in subject.combinations
        if combination.enabled and combination.agents[0].phone is not Phone.NONE
        for agent in combination.agents
        if agent.place is None
    )
    if agents:
        yield Found(("agents",), "no place is known", agents=agents)


@rule(
    "DEP-25",
    Severity.NOTE,
    "a cluster of more nodes than are checked",
    remedy="Nothing needs to be done: a cycle over more nodes is like one over three.",
    source="requirement CLUS-02; interpretation A28",
)
def many_nodes(subject: Subject) -> Iterator[Found]:
    """Yield clusters that are modelled with fewer nodes."""
    for number, cluster in enumerate(subject.deployment.clusters):
        if len(cluster.nodes) > MOST_NODES:
            what = f"{cluster.name} has {len(cluster.nodes)} nodes; {MOST_NODES} are checked"
            yield Found(("clusters", number, "nodes"), what)
