"""What the probe of the preferred pair does, and when the desktop returns for it."""

from twinsite.model.predicates import Facts
from twinsite.properties.decorators import Catalogue
from twinsite.properties.safety import moves, moves_for_phone
from twinsite.properties.steps import events, says, touching

PROBE = Catalogue()


@PROBE.transition_invariant("RET-04", when=says("connect_probe"))
def a_probe_that_is_asked_for_is_under_way(_before: Facts, after: Facts) -> bool:
    """A probe that is asked for is under way."""
    return after.is_in("probe", "trying")


@PROBE.transition_invariant("RET-04", when=touching("probe", but=says("connect_probe")))
def no_probe_is_under_way_unasked(before: Facts, after: Facts) -> bool:
    """No probe is under way that was not asked for."""
    return before.is_in("probe", "trying") or not after.is_in("probe", "trying")


@PROBE.transition_invariant("RET-04", when=touching("probe", but=says("close_probe")))
def a_probe_that_ends_is_closed(before: Facts, after: Facts) -> bool:
    """A probe that is connected or under way never ends without being closed."""
    return not (before.is_in("probe", "trying", "reached") and after.is_in("probe", "off"))


@PROBE.transition_invariant("RET-04", when=says("close_probe"))
def a_probe_that_is_closed_ends(before: Facts, after: Facts) -> bool:
    """Only a probe that is connected or under way is closed, and then none is left."""
    return before.is_in("probe", "trying", "reached") and after.is_in("probe", "off")


@PROBE.invariant("RET-01")
def a_probe_reaches_only_a_server_in_service(facts: Facts) -> bool:
    """The preferred pair counts as reached only while one of its servers is in service."""
    return not facts.is_in("probe", "reached") or facts.preferred_in_service


@PROBE.transition_invariant("RET-01", when=events("probe_accepted"))
def a_probe_that_is_accepted_has_reached_the_pair(before: Facts, after: Facts) -> bool:
    """A probe that is accepted has reached the pair, and the desktop stays or returns."""
    return after.is_in("probe", "reached") or before.at_peer_site != after.at_peer_site


@PROBE.transition_invariant(
    "RET-01",
    when=lambda o: (
        moves(o)
        and not moves_for_phone(o)
        and o.event.name
        not in ("switchover_timeout_elapsed", "companion_switched_over", "probe_accepted")
    ),
)
def returns_only_to_a_pair_that_is_reached(before: Facts, _after: Facts) -> bool:
    """The automatic return never happens before the probe has reached the preferred pair."""
    return before.is_in("probe", "reached")


@PROBE.transition_invariant("RET-04", when=events("probe_failed"))
def a_probe_that_fails_waits(_before: Facts, after: Facts) -> bool:
    """After a failure the next probe waits for the retry delay."""
    return after.is_in("probe", "waiting_for_retry")


@PROBE.transition_invariant(
    "RET-04", when=touching("probe", but=lambda o: o.event.name == "probe_dropped" or moves(o))
)
def a_probe_outlasts_the_failure_of_one_server(before: Facts, after: Facts) -> bool:
    """A probe that does not drop stays connected while a server of the pair is in service."""
    if not (before.is_in("probe", "reached") and after.preferred_in_service):
        return True
    return after.is_in("probe", "reached")
