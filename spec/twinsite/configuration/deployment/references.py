"""Whether the names in a deployment fit together: each used name is given to one thing."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from twinsite.catalogue.options import OPTIONS
from twinsite.configuration.deployment.findings import Finding, did_you_mean, dotted, shown
from twinsite.configuration.deployment.findings import Place as Location
from twinsite.configuration.deployment.option_values import NAME_OF_PAIR, SITE_OF_SERVER
from twinsite.configuration.deployment.tables import (
    Agent,
    AgentGroup,
    Cluster,
    NamedOptionTable,
    Place,
    Servers,
    SipServerPair,
    Site,
    Table,
    Tenant,
)

_T = TypeVar("_T", bound=Table)


def find_wrong_references(tables: Sequence[tuple[Location, Table]]) -> Iterator[Finding]:
    """Yield what is wrong with the names, kind by kind.

    Args:
        tables: Every table of a deployment with its place, list by list.
    """

    def every(kind: type[_T]) -> list[tuple[Location, _T]]:
        return [(place, table) for place, table in tables if isinstance(table, kind)]

    yield from _find_duplicates(tables)
    sites = {site.name for _, site in every(Site)}
    for place, table in tables:
        if isinstance(table, Servers):
            yield from _check_servers(place, table, sites)
    pairs, agents, groups = every(SipServerPair), every(Agent), every(AgentGroup)
    yield from _check_pairs(pairs)
    yield from _find_unknown(
        "no SIP Server pair has the switch",
        {pair.switch_name for _, pair in pairs},
        (
            ((*place, "dns", number, "switch"), dn.switch)
            for place, stand in every(Place)
            for number, dn in enumerate(stand.dns)
        ),
    )
    yield from _find_unknown(
        "there is no place",
        {table.name for _, table in every(Place)},
        (((*place, "place"), agent.place) for place, agent in agents),
    )
    yield from _find_crowded(agents, every(Place))
    of_tenants: list[tuple[Location, AgentGroup | Agent]] = [*groups, *agents]
    yield from _find_unknown(
        "there is no tenant",
        {tenant.name for _, tenant in every(Tenant)},
        (((*place, "tenant"), table.tenant) for place, table in of_tenants),
    )
    group_named = {group.name: group for _, group in groups}
    for place, agent in agents:
        yield from _check_groups(place, agent, group_named)


def _find_unknown(
    what: str, known: Collection[str], used: Iterable[tuple[Location, str | None]]
) -> Iterator[Finding]:
    """Yield each name that is used, where it stands, and is not known."""
    for place, name in used:
        if name is not None and name not in known:
            yield Finding(place, f"{what} {shown(name)}", did_you_mean(name, known))


def _find_duplicates(tables: Iterable[tuple[Location, Table]]) -> Iterator[Finding]:
    first: dict[tuple[str | int, str], Location] = {}
    for place, table in tables:
        if isinstance(table, NamedOptionTable | Servers | Site | Place):
            taken = first.setdefault((place[0], table.name), place)
            if taken != place:
                what = f"the name {shown(table.name)} is taken by {dotted(taken)} already"
                yield Finding((*place, "name"), what, "Give each a name of its own.")


def _check_servers(place: Location, servers: Servers, sites: set[str]) -> Iterator[Finding]:
    addresses = servers.addresses
    both = "two nodes are" if isinstance(servers, Cluster) else "primary and backup are both"
    for number, address in enumerate(addresses):
        if address in addresses[:number]:
            where = (*place, *servers.key_of(number))
            yield Finding(where, f"{both} {address}", "Write the address of the other server.")
    named = (
        ((*place, "options", option), servers.options.get(option))
        for option in SITE_OF_SERVER.values()
    )
    yield from _find_unknown("there is no site", sites, named)


def _check_pairs(pairs: Iterable[tuple[Location, SipServerPair]]) -> Iterator[Finding]:
    taken: dict[tuple[str, str, str], str] = {}
    for place, pair in pairs:
        for option in SITE_OF_SERVER.values():
            site = pair.options.get(option)
            if site is None:
                continue
            other = taken.setdefault((option, site, name_of(pair)), pair.name)
            if other != pair.name:
                # ??? BC-05 matches pairs by this name alone, so two at one site would be a riddle.
                what = f"{shown(other)} has the same {option} and the same {NAME_OF_PAIR}"
                remedy = f"Give each pair of a site its own {NAME_OF_PAIR}."
                yield Finding((*place, "options"), what, remedy)


def _find_crowded(
    agents: Iterable[tuple[Location, Agent]], places: Iterable[tuple[Location, Place]]
) -> Iterator[Finding]:
    """Yield agents of one entry who would sit at fewer places than they are."""
    seats = {place.name: place.count for _, place in places}
    for where, agent in agents:
        found = seats.get(agent.place or "", agent.count)
        if found < agent.count:
            what = f"for {agent.count:,} agents it stands for too few places: {found:,}"
            yield Finding((*where, "place"), what, "Write as many places as there are agents.")


def _check_groups(
    place: Location, agent: Agent, groups: dict[str, AgentGroup]
) -> Iterator[Finding]:
    for number, name in enumerate(agent.groups):
        where = (*place, "groups", number)
        yield from _find_unknown("there is no agent group", groups, [(where, name)])
        if name in groups and groups[name].tenant != agent.tenant:
            # ??? No text says which tenant's options would hold; so there is only one.
            what = f"the agent group {shown(name)} is not of the agent's tenant"
            yield Finding(where, what, "Write the same tenant on both, or on neither.")


def name_of(pair: SipServerPair) -> str:
    """Return the name that matches a pair with its peer, set or by default (BC-05)."""
    default = OPTIONS[NAME_OF_PAIR].default
    return pair.options.get(NAME_OF_PAIR, default or "")
