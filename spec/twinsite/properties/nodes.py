"""What the nodes of clusters and of the bootstrap file do: each event does what it says."""

from twinsite.model.predicates import NODES, Facts, Site
from twinsite.properties.decorators import Catalogue
from twinsite.properties.steps import events
from twinsite.properties.where import has_nodes

NODES_OF_SITES = Catalogue(has_nodes)


def _changed_nodes(before: Facts, after: Facts) -> list[bool]:
    """Return for every node whose own service changes whether it is in service now."""
    return [
        after.is_in(node, "in_service")
        for node in (f"node_{site}_{name}" for site in Site for name in NODES)
        if before.state_of(node) != after.state_of(node)
    ]


def _changed_sites(before: Facts, after: Facts) -> list[bool]:
    """Return for every site whose own service changes whether it is in service now."""
    return [
        after.is_in(site, "in_service")
        for site in (f"cluster_{name}" for name in Site)
        if before.state_of(site) != after.state_of(site)
    ]


@NODES_OF_SITES.transition_invariant("WORLD-09", when=events("node_failed"))
def a_node_fails_alone(before: Facts, after: Facts) -> bool:
    """The failure of a node takes just this node out of service."""
    return _changed_nodes(before, after) == [False] and not _changed_sites(before, after)


@NODES_OF_SITES.transition_invariant("WORLD-09", when=events("node_returned"))
def a_node_returns_alone(before: Facts, after: Facts) -> bool:
    """The return of a node brings just this node into service."""
    return _changed_nodes(before, after) == [True] and not _changed_sites(before, after)


@NODES_OF_SITES.transition_invariant("WORLD-10", when=events("site_failed"))
def a_site_with_nodes_fails_as_a_whole(before: Facts, after: Facts) -> bool:
    """The failure of a site takes this site out of service, whatever its nodes do."""
    return _changed_sites(before, after) == [False] and not _changed_nodes(before, after)


@NODES_OF_SITES.transition_invariant("WORLD-10", when=events("site_returned"))
def a_site_with_nodes_returns_as_a_whole(before: Facts, after: Facts) -> bool:
    """The return of a site brings back those of its nodes that are in service by themselves."""
    return _changed_sites(before, after) == [True] and not _changed_nodes(before, after)
