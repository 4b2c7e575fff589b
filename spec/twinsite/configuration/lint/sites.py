"""Rules on sites: what servers and agents call them, and whether both sides match."""

from collections.abc import Iterator
from itertools import chain

from twinsite.configuration.deployment.combinations import is_set
from twinsite.configuration.deployment.connections import form_of
from twinsite.configuration.deployment.findings import did_you_mean, shown
from twinsite.configuration.deployment.option_values import SITE_OF_SERVER
from twinsite.configuration.deployment.sites import ENABLED, PEER, PREFERRED, pair_names
from twinsite.configuration.deployment.tables import Cluster, ServerKind
from twinsite.configuration.lint.rule import error, warning
from twinsite.configuration.lint.subject import Found, Subject

_SITE = SITE_OF_SERVER["site"]
_WORDS = {
    ServerKind.SIP_SERVER: "SIP Server",
    ServerKind.STAT_SERVER: "Stat Server",
    ServerKind.CONFIGURATION_SERVER_PROXY: "Configuration Server Proxy",
}


@error(
    "DEP-10",
    "a site name that no server has",
    remedy="Write the disaster-recovery.site of the servers.",
    source="guide, procedure for pairs, steps 4 and 5; requirement BC-03; interpretation A33",
)
def site_without_server(subject: Subject) -> Iterator[Found]:
    """Yield site names of agents that are the site of no server at all."""
    for name in (PREFERRED, PEER):
        for combination in subject.by_setting(name):
            site = combination.options[name].text
            if site is not None and site not in subject.known_sites:
                what = f"{name} is {shown(site)}, the site of no server"
                yield combination.found(name, what, did_you_mean(site, subject.known_sites)())


@warning(
    "DEP-11",
    "a server without a site name",
    remedy=f"Set {_SITE} in the annex of the server objects.",
    source="guide, procedure for pairs, steps 1 and 3; requirement BC-04",
)
def server_without_site(subject: Subject) -> Iterator[Found]:
    """Yield servers that business continuity cannot find, while it is enabled for somebody."""
    return _without_site(subject, clusters=False)


@warning(
    "DEP-12",
    "a cluster without a site name",
    remedy=f"Set {_SITE} on the object of the cluster.",
    source="guide, procedure for clusters, steps 1 and 2; requirement BC-04",
)
def cluster_without_site(subject: Subject) -> Iterator[Found]:
    """Yield clusters that business continuity cannot find, while it is enabled for somebody."""
    return _without_site(subject, clusters=True)


def _without_site(subject: Subject, *, clusters: bool) -> Iterator[Found]:
    for servers in chain(*subject.servers.values()) if subject.is_enabled else ():
        # DEP-14 tells of those that name it in another option.
        if isinstance(servers, Cluster) is clusters and servers.options.keys().isdisjoint(
            SITE_OF_SERVER.values()
        ):
            what = f"{servers.name} has no {_SITE}, so no site has it"
            yield Found(subject.at(servers), what)


@warning(
    "DEP-13",
    "only one of an agent's sites has servers of a kind",
    remedy="Set the site of the missing servers, or expect this connection to stay where it is.",
    source="requirement BC-03; interpretations A33, A34",
)
def one_side_matched(subject: Subject) -> Iterator[Found]:
    """Yield kinds of servers that are found at one of the two sites only."""
    for combination in subject.by_setting(PREFERRED, PEER):
        sites = dict(zip(combination.sites, (PREFERRED, PEER), strict=True))
        if len(sites) < 2 or not sites.keys() <= subject.known_sites:
            continue  # DEP-10, DEP-15 and DEP-16 tell
        for kind, by_site in subject.sites_of.items():
            missing = [site for site in sites if site not in by_site]
            if subject.servers[kind] and missing:
                where = " and ".join(shown(site) for site in missing if site)
                yield combination.found(
                    sites[missing[0]],
                    f"no {_WORDS[kind]} has the site {where}, so business continuity is off for"
                    " that connection",
                )


@error(
    "DEP-14",
    "the site of a server in the wrong option",
    remedy=f"Set {_SITE} there.",
    source="BC851; guide, procedure for pairs, step 1; interpretation A32",
)
def site_in_wrong_option(subject: Subject) -> Iterator[Found]:
    """Yield servers that carry an option of agents in the place of their site."""
    wrong = SITE_OF_SERVER["preferred_site"]
    for servers in chain(*subject.servers.values()):
        if wrong in servers.options:
            what = f"{wrong} stands on {servers.name}, where it names no site"
            yield Found(subject.at(servers, "options", wrong), what)


@error(
    "DEP-15",
    "business continuity without both sites",
    remedy="Set both site names, or switch business continuity off.",
    source="guide, procedure for pairs, steps 4 to 6; requirement BC-03; interpretation A34",
)
def missing_site(subject: Subject) -> Iterator[Found]:
    """Yield agents with business continuity who lack a preferred or a peer site."""
    for combination in subject.by_setting(PREFERRED, PEER, ENABLED):
        for name in (PREFERRED, PEER):
            if combination.options[name].text is None:
                what = f"business continuity is enabled, and {name} is not set"
                yield combination.found(ENABLED, what)


@error(
    "DEP-16",
    "the same site twice",
    remedy="Name the other site in one of the two.",
    source="guide, Configuration options; requirement BC-03",
)
def same_site_twice(subject: Subject) -> Iterator[Found]:
    """Yield agents whose preferred site is their peer site."""
    for combination in subject.by_setting(PREFERRED, PEER):
        preferred, peer = combination.sites
        if preferred is not None and preferred == peer:
            yield combination.found(PEER, f"preferred and peer site are both {shown(preferred)}")


@warning(
    "DEP-17",
    "pairs of SIP Servers that are no peers",
    remedy="Give the pairs of both sites the same disaster-recovery.name.",
    source="guide, procedure for pairs, step 2; requirement BC-05; interpretation A35",
)
def pairs_without_peer(subject: Subject) -> Iterator[Found]:
    """Yield sites whose SIP Server pairs have no name in common."""
    names = pair_names(subject.pairs_at_sites, "site")
    for combination in subject.by_setting(PREFERRED, PEER):
        preferred, peer = (site or "" for site in combination.sites)
        if {preferred, peer} <= names.keys() and names[preferred].isdisjoint(names[peer]):
            yield combination.found(
                PEER,
                f"no SIP Server pair of {shown(preferred)} has the disaster-recovery.name of one"
                f" of {shown(peer)}, so the voice connection has no peer",
            )


@warning(
    "DEP-18",
    "sites that are not alike",
    remedy="Give both sites a pair, or clusters that are alike.",
    source="guide, Business Continuity using clustered servers, second paragraph",
)
def unlike_sites(subject: Subject) -> Iterator[Found]:
    """Yield kinds of servers that have another form at the other site."""
    for combination in subject.by_setting(PREFERRED, PEER):
        for kind, by_site in subject.sites_of.items():
            here, there = (by_site.get(site or "") for site in combination.sites)
            if here is None or there is None or form_of(here) == form_of(there):
                continue
            # One agent's preferred site is another's peer site; both are told alike (BC-08).
            first, last = sorted((here, there), key=lambda s: subject.servers[kind].index(s))
            yield Found(
                subject.at(last),
                f"{first.name} is {form_of(first)} and {last.name} {form_of(last)}"
                f" ({_WORDS[kind]})",
                agents=combination.agents,
            )


@warning(
    "DEP-19",
    "sites of agents for whom business continuity is not enabled",
    remedy="Set disaster-recovery.enabled to true, or to false where it is meant to be off.",
    source="guide, procedure for pairs, step 6; BC851; requirement BC-02",
)
def never_enabled(subject: Subject) -> Iterator[Found]:
    """Yield agents who have both sites, while nothing says whether they have continuity."""
    for combination in subject.by_setting(PREFERRED, PEER, ENABLED, enabled=False):
        if not is_set(combination.options[ENABLED]) and None not in combination.sites:
            what = f"both sites are named, and {ENABLED} is not set, so it is false"
            yield combination.found(PREFERRED, what)
