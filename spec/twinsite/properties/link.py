"""What must hold of the link to a pair of servers.

Source: the requirements LINK.
"""

from twinsite.checker.symbolic.property import Occurrence
from twinsite.model.predicates import Facts
from twinsite.properties.decorators import Catalogue
from twinsite.properties.fairness import AFTER_FAULTS
from twinsite.properties.steps import a_site_is_up, events, moves, says, touching
from twinsite.properties.where import (
    connection,
    paired,
    voice,
)

PROPERTIES = Catalogue(paired)


_AT_PRIMARY = ("trying_primary", "falling_back_to_primary")
_AT_BACKUP = ("trying_backup", "retrying_backup")
_FIRST = ("trying_primary", "retrying_backup")
_SECOND = ("trying_backup", "falling_back_to_primary")
_OPEN = ("open_primary", "open_backup")

_FROM_PRIMARY = {"open_primary", "pausing_for_primary", *_AT_PRIMARY}
"""The states in which the link is to the primary, or is to be."""


def _to_primary(facts: Facts) -> bool:
    return facts.state_of("link") in _FROM_PRIMARY


def _comes(before: Facts, after: Facts, machine: str, *states: str) -> bool:
    """Return whether a machine is in one of these states and was in none."""
    return after.is_in(machine, *states) and not before.is_in(machine, *states)


def _place(occurrence: Occurrence, command: str) -> int:
    return [name for _, name in occurrence.log].index(command)


# What holds in every state.


@PROPERTIES.invariant("LINK-03")
def a_link_is_to_a_server_in_service(facts: Facts) -> bool:
    """There is no link to a server that is out of service."""
    return not facts.link_open or facts.server_in_service(facts.here, primary=_to_primary(facts))


@PROPERTIES.invariant("LINK-02")
def the_first_pass_begins_with_the_primary(facts: Facts) -> bool:
    """Before the first link every pass begins with the primary."""
    if not facts.is_in("site", "starting"):
        return True
    return facts.is_in("link", "trying_primary", "trying_backup", "waiting_for_retry")


# What holds of every step.


@PROPERTIES.transition_invariant(
    "LINK-07",
    when=lambda o: not moves(o) and (o.has("link_lost") or o.has("link_opened")),
    of=connection,
)
def failover_inside_a_pair_changes_neither_site_nor_state(before: Facts, after: Facts) -> bool:
    """Failover inside a pair changes neither the current site nor the confirmed agent state."""
    return (
        before.at_peer_site == after.at_peer_site
        and before.logged_in == after.logged_in
        and before.confirmed_ready == after.confirmed_ready
    )


@PROPERTIES.transition_invariant("LINK-02", when=says("connect_to_primary"))
def a_connection_to_the_primary_is_tried(_before: Facts, after: Facts) -> bool:
    """A primary that is to be connected to is being tried."""
    return after.is_in("link", *_AT_PRIMARY)


@PROPERTIES.transition_invariant("LINK-02", when=says("connect_to_backup"))
def a_connection_to_the_backup_is_tried(_before: Facts, after: Facts) -> bool:
    """A backup that is to be connected to is being tried."""
    return after.is_in("link", *_AT_BACKUP)


@PROPERTIES.transition_invariant("LINK-02", when=touching("link", but=says("connect_to_primary")))
def no_primary_is_tried_unasked(before: Facts, after: Facts) -> bool:
    """No attempt at a primary is under way that was not asked for."""
    return not _comes(before, after, "link", *_AT_PRIMARY)


@PROPERTIES.transition_invariant("LINK-02", when=touching("link", but=says("connect_to_backup")))
def no_backup_is_tried_unasked(before: Facts, after: Facts) -> bool:
    """No attempt at a backup is under way that was not asked for."""
    return not _comes(before, after, "link", *_AT_BACKUP)


@PROPERTIES.transition_invariant("LINK-02", when=events("connection_failed"))
def a_pass_tries_each_server_once(before: Facts, after: Facts) -> bool:
    """The first failure of a pass leads to the other server, the second one to a pause."""
    if before.is_in("link", *_SECOND):
        return after.is_in("link", "waiting_for_retry")
    return after.is_in("link", *_SECOND) and _to_primary(before) != _to_primary(after)


@PROPERTIES.transition_invariant(
    "LINK-01", when=lambda o: o.event.name == "connection_accepted" and not moves(o)
)
def a_connection_that_is_accepted_is_the_link(before: Facts, after: Facts) -> bool:
    """A connection that a server accepts is the link to that server."""
    return after.link_open and _to_primary(before) == _to_primary(after)


@PROPERTIES.transition_invariant("LINK-03", when=touching("link", but=events("connection_dropped")))
def a_link_outlasts_the_failure_of_other_servers(before: Facts, after: Facts) -> bool:
    """A link whose connection does not drop is lost with its server only, or given up."""
    if not before.link_open or before.at_peer_site != after.at_peer_site:
        return True
    server = after.server_in_service(before.here, primary=_to_primary(before))
    return after.link_open or not server


@PROPERTIES.transition_invariant("LINK-03", when=events("connection_dropped"), of=connection)
def a_connection_that_drops_is_no_link(_before: Facts, after: Facts) -> bool:
    """There is no link after its connection has dropped."""
    return not after.link_open


@PROPERTIES.transition_invariant("LINK-04", when=lambda o: o.has("link_lost") and not moves(o))
def a_link_that_is_lost_pauses_for_its_server(before: Facts, after: Facts) -> bool:
    """After a loss the desktop pauses, and the server that was lost is to be tried first."""
    pausing = after.is_in("link", "pausing_for_primary", "pausing_for_backup")
    return pausing and _to_primary(before) == _to_primary(after)


@PROPERTIES.transition_invariant("LINK-04", when=events("reconnection_delay_elapsed"))
def the_server_that_was_lost_is_tried_first(before: Facts, after: Facts) -> bool:
    """After the pause a pass begins with the server that was lost."""
    return after.is_in("link", *_FIRST) and _to_primary(before) == _to_primary(after)


@PROPERTIES.transition_invariant("LINK-05", when=events("retry_delay_elapsed"))
def a_new_pass_begins_with_the_primary(_before: Facts, after: Facts) -> bool:
    """After the retry delay a pass begins with the primary."""
    return after.is_in("link", "trying_primary")


@PROPERTIES.transition_invariant("LINK-06", when=moves)
def a_switchover_tries_the_primary_of_the_new_site(_before: Facts, after: Facts) -> bool:
    """After a switchover a pass over the new pair has begun with the primary."""
    return after.is_in("link", "trying_primary")


@PROPERTIES.transition_invariant(
    "LINK-06", when=lambda o: moves(o) and not o.has("connect_to_primary")
)
def a_switchover_connects_to_the_new_site(_before: Facts, _after: Facts) -> bool:
    """No switchover goes without an attempt to connect to the new site."""
    return False


@PROPERTIES.transition_invariant(
    "LINK-06", when=lambda o: moves(o) and not o.has("close_link") and not o.has("link_lost")
)
def a_switchover_gives_up_the_old_link(before: Facts, _after: Facts) -> bool:
    """A link or an attempt at the old site is given up at a switchover."""
    return not before.is_in("link", *_OPEN, *_FIRST, *_SECOND)


@PROPERTIES.transition_invariant(
    "LINK-06",
    when=lambda o: (
        o.has("close_link")
        and o.has("connect_to_primary")
        and _place(o, "close_link") > _place(o, "connect_to_primary")
    ),
)
def the_old_link_is_given_up_first(_before: Facts, _after: Facts) -> bool:
    """The old link is closed before the new one is tried."""
    return False


# What can happen.


@PROPERTIES.reachable_step("LINK-07", when=lambda o: o.has("link_opened"), of=voice)
def fails_over_inside_the_pair(before: Facts, after: Facts) -> bool:
    """A Ready agent's link moves from the primary to the backup."""
    return before.session_ready and after.is_in("link", "open_backup")


# Where every fair trace leads.


@PROPERTIES.leads_to("LINK-08", premise=a_site_is_up, given=AFTER_FAULTS, of=connection)
def a_link_is_found(facts: Facts) -> bool:
    """While a site is up, the desktop ends up with a link."""
    return facts.link_open
