"""Whether the names in a deployment fit together: each used name is given to one thing."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from twinsite.catalogue.options import OPTIONS
from twinsite.configuration.deployment.findings import Finding, did_you_mean, shown
from twinsite.configuration.deployment.findings import Place as Location
from twinsite.configuration.deployment.option_values import NAME_OF_PAIR, SITE_OF_SERVER
from twinsite.configuration.deployment.tables import (
    Agent,
    AgentGroup,
    Cluster,
    Place,
    Servers,
    SipServerPair,
    Site,
    Tenant,
)


class _Named(Protocol):
    @property
    def name(self) -> str: ...


def find_wrong_references(
    *,
    sites: Sequence[Site],
    servers: Mapping[str, Sequence[Servers]],
    places: Sequence[Place],
    tenants: Sequence[Tenant],
    groups: Sequence[AgentGroup],
    agents: Sequence[Agent],
) -> Iterator[Finding]:
    """Yield what is wrong with the names, table by table."""
    named: dict[str, Sequence[_Named]] = {
        "sites": sites,
        **servers,
        "places": places,
        "tenants": tenants,
        "agent_groups": groups,
        "agents": agents,
    }
    for table, every in named.items():
        yield from _find_duplicates(table, every)
    site_names = {site.name for site in sites}
    for table, objects in servers.items():
        yield from _check_servers(table, objects, site_names)
    pairs = [pair for pair in servers["sip_server_pairs"] if isinstance(pair, SipServerPair)]
    yield from _check_pairs(pairs)
    yield from _find_unknown(
        "no SIP Server pair has the switch",
        {pair.switch_name for pair in pairs},
        (
            (("places", index, "dns", number, "switch"), dn.switch)
            for index, place in enumerate(places)
            for number, dn in enumerate(place.dns)
        ),
    )
    yield from _find_unknown(
        "there is no place",
        {place.name for place in places},
        ((("agents", index, "place"), agent.place) for index, agent in enumerate(agents)),
    )
    of_tenants: dict[str, Sequence[AgentGroup | Agent]] = {"agent_groups": groups, "agents": agents}
    for table, items in of_tenants.items():
        yield from _find_unknown(
            "there is no tenant",
            {tenant.name for tenant in tenants},
            (((table, index, "tenant"), item.tenant) for index, item in enumerate(items)),
        )
    yield from _check_groups(agents, {group.name: group for group in groups})


def _find_unknown(
    what: str, known: Collection[str], used: Iterable[tuple[Location, str | None]]
) -> Iterator[Finding]:
    """Yield each name that is used, where it stands, and is not known."""
    for place, name in used:
        if name is not None and name not in known:
            yield Finding(place, f"{what} {shown(name)}", did_you_mean(name, known))


def _find_duplicates(table: str, items: Iterable[_Named]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, item in enumerate(items):
        if first.setdefault(item.name, index) != index:
            what = f"the name {shown(item.name)} is taken by {table}[{first[item.name]}] already"
            yield Finding((table, index, "name"), what, "Give each a name of its own.")


def _check_servers(table: str, objects: Iterable[Servers], sites: set[str]) -> Iterator[Finding]:
    for index, servers in enumerate(objects):
        place = (table, index)
        addresses = servers.addresses
        for number, address in enumerate(addresses):
            if address in addresses[:number]:
                is_cluster = isinstance(servers, Cluster)
                both = "two nodes are" if is_cluster else "primary and backup are both"
                yield Finding(
                    (*place, *servers.key_of(number)),
                    f"{both} {address}",
                    "Write the address of the other server.",
                )
        named = (
            ((*place, "options", option), servers.options.get(option))
            for option in SITE_OF_SERVER.values()
        )
        yield from _find_unknown("there is no site", sites, named)


def _check_pairs(pairs: Iterable[SipServerPair]) -> Iterator[Finding]:
    taken: dict[tuple[str, str, str], str] = {}
    for index, pair in enumerate(pairs):
        name = name_of(pair)
        for option in SITE_OF_SERVER.values():
            site = pair.options.get(option)
            if site is None:
                continue
            other = taken.setdefault((option, site, name), pair.name)
            if other != pair.name:
                # ??? BC-05 matches pairs by this name alone, so two at one site would be a riddle.
                what = f"{shown(other)} has the same {option} and the same {NAME_OF_PAIR}"
                remedy = f"Give each pair of a site its own {NAME_OF_PAIR}."
                yield Finding(("sip_server_pairs", index, "options"), what, remedy)


def _check_groups(agents: Iterable[Agent], groups: dict[str, AgentGroup]) -> Iterator[Finding]:
    for index, agent in enumerate(agents):
        for number, name in enumerate(agent.groups):
            place = ("agents", index, "groups", number)
            yield from _find_unknown("there is no agent group", groups, [(place, name)])
            if name in groups and groups[name].tenant != agent.tenant:
                # ??? No text says which tenant's options would hold; so there is only one.
                what = f"the agent group {shown(name)} is not of the agent's tenant"
                yield Finding(place, what, "Write the same tenant on both, or on neither.")


def name_of(pair: SipServerPair) -> str:
    """Return the name that matches a pair with its peer, set or by default (BC-05)."""
    default = OPTIONS[NAME_OF_PAIR].default
    return pair.options.get(NAME_OF_PAIR, default or "")
