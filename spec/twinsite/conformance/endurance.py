"""Scenarios that go on for long: what is done without end, hundreds of times, and quiet days.

The commonest defect of real desktops is that they give up for good after so many failures; others
do something of their own after a quiet time.
"""

from twinsite.conformance.scenarios import (
    LOGIN_CARRIED_OUT,
    READY,
    REGISTERED,
    WORKING,
    Scenario,
)
from twinsite.conformance.stories import STORIES

MANY = 300
"""More failures in a row than any bound that was seen in a desktop or in a manual."""
DAY = 86_400
"""Seconds."""
_ANSWERED = "registration_preferred.register_accepted registration_peer.register_accepted"
_CHOICES = "cluster_link.first_chosen cluster_link.second_chosen cluster_link.third_chosen"

ENDURANCE = (
    Scenario(
        "a_long_outage_of_the_registrar_at_the_preferred_site",
        f"REGISTER is refused {MANY} times in a row at the preferred site, and then accepted.",
        frozenset({"registration_preferred"}),
        (
            *WORKING,
            "registration_preferred.flow_failed",
            f"again {MANY} registration_preferred.register_refused",
            "again 1 registration_preferred.register_accepted",
            f"again 3 {_ANSWERED}",
        ),
    ),
    Scenario(
        "a_long_outage_of_the_registrar_at_the_peer_site",
        f"REGISTER is refused {MANY} times in a row at the peer site, and then accepted.",
        frozenset({"registration_peer"}),
        (
            *WORKING,
            "registration_peer.flow_failed",
            f"again {MANY} registration_peer.register_refused",
            "again 1 registration_peer.register_accepted",
            f"again 3 {_ANSWERED}",
        ),
    ),
    Scenario(
        "a_registrar_that_does_not_answer",
        "Nobody answers REGISTER for a day, and then the registrars are back.",
        frozenset({"registration_preferred"}),
        (*WORKING, f"stay {DAY}", f"again 6 {_ANSWERED}"),
    ),
    Scenario(
        "a_long_outage_of_every_server",
        f"{MANY} attempts to connect fail in a row, at every site that there is; then one is"
        " accepted.",
        frozenset({"link"}),
        (
            *WORKING,
            "servers_peer.site_failed",
            "servers_preferred.site_failed",
            f"again {MANY} link.connection_failed",
            "servers_peer.site_returned",
            "servers_preferred.site_returned",
            "again 1 link.connection_accepted",
            *LOGIN_CARRIED_OUT,
            "?session.log_in_accepted",
            *READY,
        ),
    ),
    Scenario(
        "a_long_outage_of_every_node",
        f"{MANY} nodes are chosen in a row and do not accept; then one does.",
        frozenset({"cluster_link"}),
        (
            f"again {2 * MANY} cluster_link.connection_failed {_CHOICES}",
            f"again 2 cluster_link.connection_accepted {_CHOICES}",
        ),
    ),
    Scenario(
        "a_link_that_drops_again_and_again",
        f"The link drops {MANY} times and is found again each time, without a switchover.",
        frozenset({"link"}),
        (
            *WORKING,
            f"again {2 * MANY} link.connection_accepted link.connection_dropped",
            "stay 600",
        ),
    ),
    Scenario(
        "a_probe_that_fails_for_long",
        f"At the peer site {MANY} probes of the preferred pair fail; then one is accepted.",
        frozenset({"probe"}),
        (
            *WORKING,
            "servers_preferred.site_failed",
            "again 2 link.connection_failed",
            "until site.switchover_timeout_elapsed",
            "link.connection_accepted",
            *LOGIN_CARRIED_OUT,
            "?session.log_in_accepted",
            f"again {MANY} probe.probe_failed",
            "servers_preferred.site_returned",
            "again 1 probe.probe_accepted",
        ),
    ),
    Scenario(
        "a_quiet_day",
        f"The agent is Ready; {2 * MANY} refreshes are answered, then none for a day.",
        frozenset({"session"}),
        (*WORKING, "stay 1000", f"again {2 * MANY} {_ANSWERED}", f"stay {DAY}"),
    ),
    Scenario(
        "a_quiet_day_after_a_refused_login",
        "A login is refused, and nobody asks again.",
        frozenset({"session"}),
        (
            "link.connection_accepted",
            *REGISTERED,
            "session.log_in_requested",
            "session.log_in_refused",
            f"stay {DAY}",
        ),
    ),
)
"""The scenarios that go on for long."""

EVERY_SCENARIO = (*STORIES, *ENDURANCE)
"""Every scenario, in the order in which they are played."""

BY_NAME = {scenario.name: scenario for scenario in EVERY_SCENARIO}
"""Every scenario by its name."""
