"""Rules on peers: whether two sites are really two, and which servers belong together."""

from collections import defaultdict
from collections.abc import Iterator

from twinsite.configuration.deployment.findings import Place, shown
from twinsite.configuration.deployment.option_values import SITE_OF_SERVER
from twinsite.configuration.deployment.references import name_of
from twinsite.configuration.deployment.tables import (
    Agent,
    Cluster,
    ServerKind,
    Servers,
    SipServerPair,
)
from twinsite.configuration.lint.rule import Found, Severity, rule
from twinsite.configuration.lint.subject import Subject

NamesOfSites = dict[str, frozenset[str]]
"""By name of a site: the disaster-recovery.name of some SIP Server pairs there."""


def _site(servers: Servers) -> str | None:
    return servers.options.get(SITE_OF_SERVER["site"])


def _pairs(subject: Subject) -> Iterator[SipServerPair]:
    """Yield the SIP Server pairs that have a site."""
    for pair in subject.deployment.sip_server_pairs:
        if _site(pair) is not None:
            yield pair


@rule(
    "DEP-26",
    Severity.ERROR,
    "one switch at two sites",
    remedy="Give the SIP Server pair of each site a switch of its own, with DNs of its own.",
    source="guide, SIP Server specific options, Important; requirement BC-10",
)
def one_switch(subject: Subject) -> Iterator[Found]:
    """Yield pairs of different sites with one switch, where one DN would do for both sites."""
    first: dict[str, SipServerPair] = {}
    for pair in _pairs(subject):
        other = first.setdefault(pair.switch_name, pair)
        if _site(other) != _site(pair):
            place = subject.place_of_servers[id(pair)]
            yield Found(
                place if pair.switch is None else (*place, "switch"),
                f"{other.name} and {pair.name} are of different sites and have one switch,"
                f" {shown(pair.switch_name)}",
            )


@rule(
    "DEP-27",
    Severity.ERROR,
    "one server at two sites",
    remedy="Write the address of the server that stands at this site.",
    source="guide, procedure for pairs, prerequisites; requirement BC-01",
)
def one_server(subject: Subject) -> Iterator[Found]:
    """Yield addresses of servers of one kind that stand at different sites."""
    for every in subject.servers.values():
        first: dict[str, Servers] = {}
        for servers in every:
            if _site(servers) is None:
                continue
            for number, address in enumerate(servers.addresses):
                other = first.setdefault(str(address).lower(), servers)
                if _site(other) != _site(servers):
                    place = subject.place_of_servers[id(servers)]
                    yield Found(
                        (*place, *_key(servers, number)),
                        f"{address} is at {shown(_site(other) or '')} ({other.name}) and at"
                        f" {shown(_site(servers) or '')} ({servers.name})",
                    )


def _key(servers: Servers, number: int) -> Place:
    """Return where an address stands in the table of its servers."""
    return ("nodes", number) if isinstance(servers, Cluster) else (("primary", "backup")[number],)


@rule(
    "DEP-28",
    Severity.ERROR,
    "a place whose DNs are at pairs that are no peers",
    remedy="Assign DNs at two pairs of the same disaster-recovery.name to the place.",
    source="guide, procedure for pairs, step 2; requirements BC-05, BC-10; interpretation A35",
)
def dns_of_strangers(subject: Subject) -> Iterator[Found]:
    """Yield places whose DN at the preferred site and whose DN at the peer site do not match."""
    at_switch: dict[str, list[SipServerPair]] = defaultdict(list)
    for pair in _pairs(subject):
        at_switch[pair.switch_name].append(pair)
    numbers = {place.name: number for number, place in enumerate(subject.deployment.places)}
    names_at: dict[tuple[str, ...], NamesOfSites] = {}
    concerned: dict[tuple[str, str, str], list[Agent]] = defaultdict(list)
    for combination in subject.combinations:
        preferred, peer = combination.sites
        if not combination.enabled or preferred is None or peer is None:
            continue
        for agent in combination.agents:
            if agent.place is None:
                continue
            switches = tuple(dn.switch for dn in subject.deployment.place_named[agent.place].dns)
            if switches not in names_at:
                pairs = [pair for switch in switches for pair in at_switch[switch]]
                names_at[switches] = _names(pairs)
            here, there = (names_at[switches].get(site) for site in (preferred, peer))
            # A DN that is missing altogether is told by DEP-23.
            if here and there and here.isdisjoint(there):
                concerned[agent.place, preferred, peer].append(agent)
    of_sites = _names(list(_pairs(subject)))
    for (name, preferred, peer), agents in concerned.items():
        # Sites without any peers are told by DEP-17.
        if not of_sites[preferred].isdisjoint(of_sites[peer]):
            yield Found(
                ("places", numbers[name], "dns"),
                f"the DNs of {shown(name)} at {shown(preferred)} and at {shown(peer)} are at pairs"
                " of different names",
                agents=tuple(agents),
            )


def _names(pairs: list[SipServerPair]) -> NamesOfSites:
    names: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        names[_site(pair) or ""].add(name_of(pair))
    return {site: frozenset(found) for site, found in names.items()}


@rule(
    "DEP-29",
    Severity.WARNING,
    "more servers of a kind at a site than one pair or cluster",
    remedy="Leave one pair or one cluster at the site; the first one is what is checked.",
    source="guide, Business Continuity using clustered servers, second paragraph",
)
def several_of_a_kind(subject: Subject) -> Iterator[Found]:
    """Yield Stat and Configuration servers at a site that has some of their kind already."""
    # SIP Server pairs of one site are told apart by disaster-recovery.name.
    for kind in (ServerKind.STAT_SERVER, ServerKind.CONFIGURATION_SERVER_PROXY):
        for servers in subject.servers[kind]:
            site = _site(servers)
            first = servers if site is None else subject.sites_of[kind][site]
            if first is not servers:
                yield Found(
                    subject.place_of_servers[id(servers)],
                    f"{shown(site or '')} has {first.name} and {servers.name}, and no text tells"
                    " which of them a desktop connects to",
                )
