"""Rules on peers: whether two sites are really two, and which servers belong together."""

from collections import defaultdict
from collections.abc import Iterator

from twinsite.configuration.deployment.findings import shown
from twinsite.configuration.deployment.sites import PairNames, pair_names
from twinsite.configuration.deployment.tables import Agent, ServerKind, Servers, SipServerPair
from twinsite.configuration.lint.rule import error, warning
from twinsite.configuration.lint.subject import Found, Subject, site_of


@error(
    "DEP-26",
    "one switch at two sites",
    remedy="Give the SIP Server pair of each site a switch of its own, with DNs of its own.",
    source="guide, SIP Server specific options, Important; requirement BC-10",
)
def one_switch(subject: Subject) -> Iterator[Found]:
    """Yield pairs of different sites with one switch, where one DN would do for both sites."""
    first: dict[str, SipServerPair] = {}
    for pair in subject.pairs_at_sites:
        other = first.setdefault(pair.switch_name, pair)
        if site_of(other) != site_of(pair):
            yield Found(
                subject.at(pair, *([] if pair.switch is None else ["switch"])),
                f"{other.name} and {pair.name} are of different sites and have one switch,"
                f" {shown(pair.switch_name)}",
            )


@error(
    "DEP-27",
    "one server at two sites",
    remedy="Write the address of the server that stands at this site.",
    source="guide, procedure for pairs, prerequisites; requirement BC-01",
)
def one_server(subject: Subject) -> Iterator[Found]:
    """Yield addresses of servers of one kind that stand at different sites."""
    for every in subject.servers.values():
        first: dict[str, Servers] = {}
        for servers in every:
            site = site_of(servers)
            for number, address in enumerate(servers.addresses if site else ()):
                other = first.setdefault(str(address).lower(), servers)
                if site_of(other) != site:
                    yield Found(
                        subject.at(servers, *servers.key_of(number)),
                        f"{address} is at {shown(site_of(other) or '')} ({other.name}) and at"
                        f" {shown(site or '')} ({servers.name})",
                    )


@error(
    "DEP-28",
    "a place whose DNs are at pairs that are no peers",
    remedy="Assign DNs at two pairs of the same disaster-recovery.name to the place.",
    source="guide, procedure for pairs, step 2; requirements BC-05, BC-10; interpretation A35",
)
def dns_of_strangers(subject: Subject) -> Iterator[Found]:
    """Yield places whose DN at the preferred site and whose DN at the peer site do not match."""
    at_switch: dict[str, list[SipServerPair]] = defaultdict(list)
    for pair in subject.pairs_at_sites:
        at_switch[pair.switch_name].append(pair)
    places = subject.deployment.place_named
    names_at: dict[tuple[str, ...], PairNames] = {}
    concerned: dict[tuple[str, str, str], list[Agent]] = defaultdict(list)
    for combination in subject.combinations:
        preferred, peer = combination.sites
        if not combination.enabled or preferred is None or peer is None:
            continue
        for agent in combination.agents:
            if agent.place is None:
                continue
            switches = tuple(dn.switch for dn in places[agent.place].dns)
            if switches not in names_at:
                pairs = [pair for switch in switches for pair in at_switch[switch]]
                names_at[switches] = pair_names(pairs, "site")
            here, there = (names_at[switches].get(site) for site in (preferred, peer))
            # A DN that is missing altogether is told by DEP-23.
            if here and there and here.isdisjoint(there):
                concerned[agent.place, preferred, peer].append(agent)
    of_sites = pair_names(subject.pairs_at_sites, "site")
    for (name, preferred, peer), agents in concerned.items():
        # Sites without any peers are told by DEP-17.
        if not of_sites[preferred].isdisjoint(of_sites[peer]):
            yield Found(
                subject.at(places[name], "dns"),
                f"the DNs of {shown(name)} at {shown(preferred)} and at {shown(peer)} are at pairs"
                " of different names",
                agents=tuple(agents),
            )


@warning(
    "DEP-29",
    "more servers of a kind at a site than one pair or cluster",
    remedy="Leave one pair or one cluster at the site; the first one is what is checked.",
    source="guide, Business Continuity using clustered servers, second paragraph",
)
def several_of_a_kind(subject: Subject) -> Iterator[Found]:
    """Yield Stat and Configuration servers at a site that has some of their kind already."""
    # SIP Server pairs of one site are told apart by disaster-recovery.name.
    for kind in (ServerKind.STAT_SERVER, ServerKind.CONFIGURATION_SERVER_PROXY):
        for servers in subject.servers[kind]:
            site = site_of(servers)
            first = subject.sites_of[kind][site] if site else servers
            if first is not servers:
                yield Found(
                    subject.at(servers),
                    f"{shown(site or '')} has {first.name} and {servers.name}, and no text tells"
                    " which of them a desktop connects to",
                )
