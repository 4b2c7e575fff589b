"""What must hold of the link to a cluster.

Source: the requirements CLUS, LINK.
"""

from twinsite.checker.symbolic.property import Occurrence
from twinsite.model.predicates import NODES, Facts
from twinsite.model.profile import ALL_CONNECTIONS, Profile
from twinsite.properties.decorators import Catalogue
from twinsite.properties.steps import events, moves, says, touching
from twinsite.properties.where import (
    clustered,
    continuity,
    sticky,
)

PROPERTIES = Catalogue(clustered)


_LINK = "cluster_link"
_TRYING = tuple(f"trying_{node}" for node in NODES)
_OPEN = tuple(f"open_{node}" for node in NODES)
_PAUSING = tuple(f"pausing_for_{node}" for node in NODES)
_CONNECTS = tuple(f"connect_to_{node}" for node in NODES)


def _node(facts: Facts) -> str:
    """Return the node that is tried, linked or paused for; empty if there is none."""
    state = facts.state_of(_LINK) or ""
    return next((node for node in NODES if state.endswith(f"_{node}")), "")


def _tried(facts: Facts) -> list[str]:
    return [node for node in NODES if facts.is_in(f"pass_{node}", "tried")]


def _left(facts: Facts) -> list[str]:
    return [node for node in NODES if facts.is_in(f"pass_{node}", "untried")]


def _connects(occurrence: Occurrence) -> bool:
    return any(map(occurrence.has, _CONNECTS))


def _several(profile: Profile) -> bool:
    return profile.nodes > 1


# What holds in every state.


@PROPERTIES.invariant("CLUS-04")
def no_node_counts_as_tried_outside_a_pass(facts: Facts) -> bool:
    """While the desktop is linked, pauses or waits, the next pass may try every node."""
    outside = facts.is_in(_LINK, "waiting_for_retry", *_OPEN, *_PAUSING)
    return not (outside and _tried(facts))


@PROPERTIES.invariant("CLUS-02")
def the_node_that_is_tried_counts_as_tried(facts: Facts) -> bool:
    """The node that is being tried counts as tried in this pass."""
    return not facts.is_in(_LINK, *_TRYING) or _node(facts) in _tried(facts)


@PROPERTIES.invariant("CLUS-02")
def a_choice_has_a_node_left(facts: Facts) -> bool:
    """There is always a node left where the next one is to be chosen."""
    return not facts.is_in(_LINK, "choosing") or bool(_left(facts))


@PROPERTIES.invariant("LINK-03")
def a_link_is_to_a_node_in_service(facts: Facts) -> bool:
    """There is no link to a node that is out of service."""
    return not facts.link_open or facts.node_in_service(facts.here, _node(facts))


@PROPERTIES.invariant("CLUS-03")
def no_pause_before_the_first_link(facts: Facts) -> bool:
    """Before the first link there is no random delay."""
    return not (facts.is_in("site", "starting") and facts.is_in(_LINK, *_PAUSING))


@PROPERTIES.invariant("CLUS-07", of=sticky)
def an_old_release_stays_at_the_preferred_site(facts: Facts) -> bool:
    """Before release 8.5.106.19 Stat and Configuration never work at the peer site."""
    return facts.profile.release >= ALL_CONNECTIONS or not facts.at_peer_site


# What holds of every step.


@PROPERTIES.transition_invariant("CLUS-02", when=says("connect_to_first"))
def the_first_node_is_tried_when_it_is_asked_for(_before: Facts, after: Facts) -> bool:
    """A first node that is to be connected to is being tried."""
    return after.is_in(_LINK, "trying_first")


@PROPERTIES.transition_invariant("CLUS-02", when=says("connect_to_second"))
def the_second_node_is_tried_when_it_is_asked_for(_before: Facts, after: Facts) -> bool:
    """A second node that is to be connected to is being tried."""
    return after.is_in(_LINK, "trying_second")


@PROPERTIES.transition_invariant("CLUS-02", when=says("connect_to_third"))
def the_third_node_is_tried_when_it_is_asked_for(_before: Facts, after: Facts) -> bool:
    """A third node that is to be connected to is being tried."""
    return after.is_in(_LINK, "trying_third")


@PROPERTIES.transition_invariant("CLUS-02", when=touching(_LINK, but=_connects))
def no_node_is_tried_unasked(before: Facts, after: Facts) -> bool:
    """No attempt at a node is under way that was not asked for."""
    return before.is_in(_LINK, *_TRYING) or not after.is_in(_LINK, *_TRYING)


@PROPERTIES.transition_invariant("CLUS-02", when=_connects)
def a_node_is_tried_once_in_a_pass(before: Facts, after: Facts) -> bool:
    """A node that is tried was not tried in this pass before, and counts as tried from then on."""
    node = _node(after)
    return node in _left(before) and set(_tried(after)) == {*_tried(before), node}


@PROPERTIES.transition_invariant("CLUS-02", when=says("all_tried"))
def a_pass_ends_when_every_node_was_tried(before: Facts, after: Facts) -> bool:
    """A pass fails as a whole only when no node is left, and then the desktop waits."""
    return not _left(before) and after.is_in(_LINK, "waiting_for_retry")


@PROPERTIES.transition_invariant(
    "CLUS-02", when=lambda o: o.event.name == "connection_failed" and not o.has("all_tried")
)
def a_pass_goes_on_while_a_node_is_left(before: Facts, after: Facts) -> bool:
    """While a node is left, a failed attempt leads to the choice of the next one."""
    return bool(_left(before)) and after.is_in(_LINK, "choosing")


@PROPERTIES.transition_invariant("CLUS-04", when=events("retry_delay_elapsed"))
def a_new_pass_chooses_among_all_nodes(_before: Facts, after: Facts) -> bool:
    """After the retry delay any node may be chosen."""
    return after.is_in(_LINK, "choosing") and not _tried(after)


@PROPERTIES.transition_invariant("CLUS-01", when=events("connection_accepted"))
def a_node_that_accepts_is_the_link(before: Facts, after: Facts) -> bool:
    """A connection that a node accepts is the link to that node."""
    return after.link_open and _node(before) == _node(after)


@PROPERTIES.transition_invariant("LINK-03", when=touching(_LINK, but=events("connection_dropped")))
def a_link_outlasts_the_failure_of_other_nodes(before: Facts, after: Facts) -> bool:
    """A link whose connection does not drop is lost with its node only, or given up."""
    if not before.link_open or before.at_peer_site != after.at_peer_site:
        return True
    return after.link_open or not after.node_in_service(before.here, _node(before))


@PROPERTIES.transition_invariant("CLUS-03", when=lambda o: o.has("link_lost") and not moves(o))
def a_lost_link_pauses_for_its_node(before: Facts, after: Facts) -> bool:
    """After a loss the desktop pauses, and the node that was lost is to be tried first."""
    return after.is_in(_LINK, *_PAUSING) and _node(before) == _node(after)


@PROPERTIES.transition_invariant("CLUS-03", when=events("reconnection_delay_elapsed"))
def the_node_that_was_lost_is_tried_first(before: Facts, after: Facts) -> bool:
    """After the pause a pass begins with the node that was lost."""
    return after.is_in(_LINK, *_TRYING) and _node(before) == _node(after)


@PROPERTIES.transition_invariant("CLUS-05", when=moves)
def a_switchover_begins_a_pass_over_the_new_cluster(_before: Facts, after: Facts) -> bool:
    """After a switchover any node of the new site may be chosen."""
    return after.is_in(_LINK, "choosing") and not _tried(after)


@PROPERTIES.transition_invariant(
    "CLUS-05", when=lambda o: moves(o) and not o.has("close_link") and not o.has("link_lost")
)
def a_switchover_gives_up_the_old_cluster(before: Facts, _after: Facts) -> bool:
    """A link or an attempt at the old site is given up at a switchover."""
    return not before.is_in(_LINK, *_TRYING, *_OPEN)


@PROPERTIES.transition_invariant("CLUS-06", when=moves, of=sticky)
def no_move_away_from_a_link(before: Facts, _after: Facts) -> bool:
    """The Stat and Configuration connections never leave a site while their link is open."""
    return not before.link_open


# What can be.


@PROPERTIES.reachable("CLUS-06", of=sticky, applies=continuity)
def works_at_the_peer_while_the_preferred_site_is_up(facts: Facts) -> bool:
    """The connection works at the peer site although the preferred site is in service again."""
    return facts.at_peer_site and facts.link_open and facts.preferred_in_service


# What can happen.


@PROPERTIES.reachable_step("CLUS-02", when=events("second_chosen"), applies=_several)
def the_second_node_may_come_before_the_first(before: Facts, _after: Facts) -> bool:
    """The second node is tried before the first one."""
    return before.first_untried


@PROPERTIES.reachable_step("CLUS-02", when=events("first_chosen"), applies=_several)
def the_first_node_may_come_before_the_second(before: Facts, _after: Facts) -> bool:
    """The first node is tried before the second one."""
    return before.second_untried


@PROPERTIES.reachable_step("CLUS-03", when=events("connection_accepted"), applies=_several)
def fails_over_inside_the_cluster(before: Facts, after: Facts) -> bool:
    """A link is found at the second node while the first one is out of service."""
    return after.is_in(_LINK, "open_second") and not before.first_in_service_here
