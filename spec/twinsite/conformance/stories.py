"""Scenarios of clusters and of the start, and all scenarios that are stories."""

from twinsite.conformance.scenarios import SCENARIOS, Scenario

_CLUSTER = frozenset({"cluster_link"})
_CLUSTERS = frozenset({"cluster_link", "cluster_peer"})
_START = frozenset({"start_up"})
_START_OF_TWO = frozenset({"start_up", "bootstrap_peer"})
_OPEN = ("cluster_link.first_chosen", "cluster_link.connection_accepted")
_ALL_FAIL = (
    "?cluster_link.first_chosen",
    "?cluster_link.connection_failed",
    "?cluster_link.second_chosen",
    "?cluster_link.connection_failed",
    "?cluster_link.third_chosen",
    "?cluster_link.connection_failed",
)
_PREFERRED_FAILS = ("?bootstrap_preferred.connection_failed",) * 3
_PEER_FAILS = ("?bootstrap_peer.connection_failed",) * 3
_READ = (
    "start_up.configuration_arrived",
    "?bootstrap_preferred.connection_accepted",  # the agent prefers the other site
    "?bootstrap_peer.connection_accepted",
    "?start_up.settings_updated",
)

OF_CLUSTERS = (
    Scenario(
        "loss_of_a_node_of_the_cluster",
        "The node to which the link is open fails; it is tried once more, then the others in turn.",
        _CLUSTER,
        (
            *_OPEN,
            "node_preferred_first.node_failed",
            "until cluster_link.reconnection_delay_elapsed",
            "cluster_link.connection_failed",
            "?cluster_link.second_chosen",
            "?cluster_link.connection_accepted",
            "stay 120",
        ),
    ),
    Scenario(
        "a_cluster_without_a_node",
        "No node accepts; after the retry delay all are tried again, and the last one accepts.",
        _CLUSTER,
        (
            *_ALL_FAIL,
            "until cluster_link.retry_delay_elapsed",
            "cluster_link.first_chosen",
            "cluster_link.connection_failed",
            "?cluster_link.second_chosen",
            "?cluster_link.connection_accepted",
            "stay 120",
        ),
    ),
    Scenario(
        "failure_of_the_site_of_a_cluster",
        "All nodes of the preferred site fail; after the switchover timeout one of the peer site"
        " is chosen, and nothing brings the desktop back.",
        _CLUSTERS,
        (
            *_OPEN,
            "cluster_preferred.site_failed",
            "until cluster_link.reconnection_delay_elapsed",
            *_ALL_FAIL,
            "until site.switchover_timeout_elapsed",
            "cluster_link.first_chosen",
            "cluster_link.connection_accepted",
            "cluster_preferred.site_returned",
            "stay 120",
        ),
    ),
)
"""The scenarios of clusters."""

OF_THE_START = (
    Scenario(
        "a_start",
        "The first node accepts, the configuration arrives, and the desktop has started.",
        _START,
        ("start_up.start_requested", "bootstrap_preferred.connection_accepted", *_READ),
    ),
    Scenario(
        "a_start_with_the_preferred_site_down",
        "No node of the preferred site accepts, and one of the peer site does.",
        _START_OF_TWO,
        (
            "start_up.start_requested",
            *_PREFERRED_FAILS,
            "bootstrap_peer.connection_accepted",
            *_READ,
            *_PREFERRED_FAILS,
            "?start_up.settings_updated",
        ),
    ),
    Scenario(
        "a_start_without_a_node",
        "No node accepts; the agent is told, starts again, and a node accepts.",
        _START,
        (
            "start_up.start_requested",
            *_PREFERRED_FAILS,
            *_PEER_FAILS,
            "start_up.start_requested",
            "bootstrap_preferred.connection_accepted",
            *_READ,
        ),
    ),
    Scenario(
        "a_start_with_a_wrong_password",
        "The credentials are refused; the agent starts again, and is let in.",
        _START,
        (
            "start_up.start_requested",
            "bootstrap_preferred.connection_accepted",
            "start_up.credentials_refused",
            "start_up.start_requested",
            "bootstrap_preferred.connection_accepted",
            *_READ,
        ),
    ),
    Scenario(
        "a_connection_that_drops_while_reading",
        "The connection drops before the configuration has arrived; the agent is told.",
        _START,
        (
            "start_up.start_requested",
            "bootstrap_preferred.connection_accepted",
            "bootstrap_preferred.connection_dropped",
            "start_up.start_requested",
            "bootstrap_preferred.connection_accepted",
            *_READ,
        ),
    ),
)
"""The scenarios of the start."""

STORIES = (*SCENARIOS, *OF_CLUSTERS, *OF_THE_START)
"""Every scenario that is a story; the others go on for long."""
