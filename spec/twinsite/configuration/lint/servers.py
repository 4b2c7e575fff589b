"""Rules on servers and places: releases, clusters, DNs."""

from collections import defaultdict
from collections.abc import Iterator

from twinsite.configuration.deployment.fields import dotted_release
from twinsite.configuration.deployment.findings import shown
from twinsite.configuration.deployment.tables import Agent, ServerKind
from twinsite.configuration.lint.rule import error, note
from twinsite.configuration.lint.subject import Found, Subject, site_of, whom
from twinsite.model.profile import MOST_NODES, Phone

OLDEST_STAT_SERVER = (8, 1, 2)
"""Stat Server of this release or newer is needed (BC-14)."""
OLDEST_SIP_SERVER = (8, 1, 0)
"""SIP Server of this release or newer is needed by the SIP Endpoint SDK (SDKDR)."""


@error(
    "DEP-20",
    "a SIP Server in a cluster",
    remedy="Configure SIP Servers as pairs.",
    source="guide, Business Continuity using clustered servers, title; requirement CLUS-01",
)
def sip_server_in_cluster(subject: Subject) -> Iterator[Found]:
    """Yield clusters of SIP Servers."""
    for cluster in subject.deployment.clusters:
        if cluster.kind is ServerKind.SIP_SERVER:
            what = f"{cluster.name} is a cluster of SIP Servers, which desktops do not connect to"
            yield Found(subject.at(cluster, "kind"), what)


@error(
    "DEP-21",
    "a Stat Server that is too old",
    remedy="Use Stat Server 8.1.2 or newer.",
    source="guide, SIP Server specific options, Important; requirement BC-14",
)
def old_stat_server(subject: Subject) -> Iterator[Found]:
    """Yield Stat Servers older than 8.1.2, if business continuity is enabled for somebody."""
    if subject.is_enabled:
        yield from _older(subject, ServerKind.STAT_SERVER, OLDEST_STAT_SERVER, "Stat Server")


@error(
    "DEP-22",
    "a SIP Server that is too old for the endpoint",
    remedy="Use SIP Server 8.1.0 or newer with Workspace SIP Endpoint.",
    source="SDKDR",
)
def old_sip_server(subject: Subject) -> Iterator[Found]:
    """Yield SIP Servers older than the SIP Endpoint SDK needs, if somebody has that endpoint."""
    if any(combination.registers for combination in subject.combinations):
        yield from _older(subject, ServerKind.SIP_SERVER, OLDEST_SIP_SERVER, "SIP Server")


def _older(
    subject: Subject, kind: ServerKind, oldest: tuple[int, ...], words: str
) -> Iterator[Found]:
    for servers in subject.servers[kind]:
        if servers.release is not None and servers.release < oldest:
            yield Found(
                subject.at(servers, "release"),
                f"{servers.name} is {words} {dotted_release(servers.release)}, older than"
                f" {dotted_release(oldest)}",
            )


@error(
    "DEP-23",
    "a place without the DN of a site",
    remedy="Assign the DN of each site's switch to the place.",
    source="guide, SIP Server specific options, Important; requirement BC-10; interpretation A36",
)
def place_without_dn(subject: Subject) -> Iterator[Found]:
    """Yield places that lack a DN at the preferred or the peer switch of somebody there."""
    missing: dict[tuple[str, str], list[Agent]] = defaultdict(list)
    switches: dict[str, set[str]] = defaultdict(set)
    for pair in subject.pairs_at_sites:
        switches[site_of(pair) or ""].add(pair.switch_name)
    places = subject.deployment.place_named
    for combination in subject.combinations:
        for site in dict.fromkeys(combination.sites) if combination.enabled else ():
            if site is None or site not in switches:
                continue
            for agent in combination.agents:
                if agent.place is None:
                    continue
                if switches[site].isdisjoint(dn.switch for dn in places[agent.place].dns):
                    missing[agent.place, site].append(agent)
    for (name, site), agents in missing.items():
        blended = tuple(agent for agent in agents if len(agent.media) > 1)
        also = f" (blended: {whom(blended)})" if blended else ""
        what = f"{shown(name)} has no DN at a switch of {shown(site)}{also}"
        yield Found(subject.at(places[name]), what, agents=tuple(agents))


@note(
    "DEP-24",
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


@note(
    "DEP-25",
    "a cluster of more nodes than are checked",
    remedy="Nothing needs to be done: a cycle over more nodes is like one over three.",
    source="requirement CLUS-02; interpretation A28",
)
def many_nodes(subject: Subject) -> Iterator[Found]:
    """Yield clusters that are modelled with fewer nodes."""
    for cluster in subject.deployment.clusters:
        if len(cluster.nodes) > MOST_NODES:
            what = f"{cluster.name} has {len(cluster.nodes)} nodes; {MOST_NODES} are checked"
            yield Found(subject.at(cluster, "nodes"), what)
