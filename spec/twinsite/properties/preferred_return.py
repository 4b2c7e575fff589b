"""What must hold of the return to the preferred site.

Source: the requirements RET.
"""

from twinsite.checker.symbolic.property import Occurrence
from twinsite.model.predicates import Facts
from twinsite.properties.decorators import Catalogue
from twinsite.properties.fairness import AFTER_FAULTS
from twinsite.properties.steps import events, moves, moves_for_link, moves_for_phone, says, touching
from twinsite.properties.where import (
    registering,
    returning,
)

PROPERTIES = Catalogue()


def moves_by_choice(occurrence: Occurrence) -> bool:
    """Return whether the step moves the desktop although the switchover timeout does not."""
    return moves(occurrence) and not moves_for_link(occurrence)


def _returns(occurrence: Occurrence) -> bool:
    return moves(occurrence) and not moves_for_link(occurrence) and not moves_for_phone(occurrence)


# What holds in every state.


@PROPERTIES.invariant("RET-07")
def a_return_that_is_due_is_made(facts: Facts) -> bool:
    """The desktop is never at rest at the peer site while every condition of the return holds."""
    return not facts.return_is_due


@PROPERTIES.invariant("RET-04")
def the_preferred_site_is_probed_exactly_while_a_return_is_wanted(facts: Facts) -> bool:
    """The preferred pair is probed exactly while the desktop is at the peer site and is to return
    automatically.
    """
    wanted = facts.at_peer_site and facts.returns_automatically
    return wanted != facts.is_in("probe", "off")


@PROPERTIES.invariant("RET-01")
def a_probe_reaches_only_a_server_in_service(facts: Facts) -> bool:
    """The preferred pair counts as reached only while one of its servers is in service."""
    return not facts.is_in("probe", "reached") or facts.preferred_in_service


# What holds of every step.


@PROPERTIES.transition_invariant("RET-06", when=moves_by_choice)
def no_return_from_a_healthy_site_without_auto_restore(before: Facts, _after: Facts) -> bool:
    """Without auto-restore the desktop never leaves the peer site while its link is open and its
    phone is registered there.
    """
    healthy = before.link_open and before.phone_registered_here
    return before.profile.auto_restore or not (before.at_peer_site and healthy)


@PROPERTIES.transition_invariant("RET-03", when=moves_by_choice)
def no_move_by_choice_during_a_call(before: Facts, after: Facts) -> bool:
    """No move but that of the switchover timeout leaves a call of the current site behind, whether
    or not a link controls the call.
    """
    return not (before.call_goes_on_here and after.is_in("call", "left_behind"))


@PROPERTIES.transition_invariant(
    "RET-02", when=lambda o: moves_by_choice(o) and not moves_for_phone(o)
)
def returns_only_to_a_registered_phone(_before: Facts, after: Facts) -> bool:
    """The automatic return never moves the desktop to a preferred site where the phone is not
    registered.
    """
    return after.phone_registered_here


@PROPERTIES.transition_invariant("RET-04", when=says("connect_probe"))
def a_probe_that_is_asked_for_is_under_way(_before: Facts, after: Facts) -> bool:
    """A probe that is asked for is under way."""
    return after.is_in("probe", "trying")


@PROPERTIES.transition_invariant("RET-04", when=touching("probe", but=says("connect_probe")))
def no_probe_is_under_way_unasked(before: Facts, after: Facts) -> bool:
    """No probe is under way that was not asked for."""
    return before.is_in("probe", "trying") or not after.is_in("probe", "trying")


@PROPERTIES.transition_invariant("RET-04", when=touching("probe", but=says("close_probe")))
def a_probe_that_ends_is_closed(before: Facts, after: Facts) -> bool:
    """A probe that is connected or under way never ends without being closed."""
    return not (before.is_in("probe", "trying", "reached") and after.is_in("probe", "off"))


@PROPERTIES.transition_invariant("RET-04", when=says("close_probe"))
def a_probe_that_is_closed_ends(before: Facts, after: Facts) -> bool:
    """Only a probe that is connected or under way is closed, and then none is left."""
    return before.is_in("probe", "trying", "reached") and after.is_in("probe", "off")


@PROPERTIES.transition_invariant("RET-01", when=events("probe_accepted"))
def a_probe_that_is_accepted_has_reached_the_pair(before: Facts, after: Facts) -> bool:
    """A probe that is accepted has reached the pair, and the desktop stays or returns."""
    return after.is_in("probe", "reached") or before.at_peer_site != after.at_peer_site


@PROPERTIES.transition_invariant(
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


@PROPERTIES.transition_invariant("RET-04", when=events("probe_failed"))
def a_probe_that_fails_waits(_before: Facts, after: Facts) -> bool:
    """After a failure the next probe waits for the retry delay."""
    return after.is_in("probe", "waiting_for_retry")


@PROPERTIES.transition_invariant(
    "RET-04", when=touching("probe", but=lambda o: o.event.name == "probe_dropped" or moves(o))
)
def a_probe_outlasts_the_failure_of_one_server(before: Facts, after: Facts) -> bool:
    """A probe that does not drop stays connected while a server of the pair is in service."""
    if not (before.is_in("probe", "reached") and after.preferred_in_service):
        return True
    return after.is_in("probe", "reached")


# What can be.


@PROPERTIES.reachable("RET-03", applies=returning)
def a_call_holds_back_the_return(facts: Facts) -> bool:
    """A live call at the peer site holds back the return to an available preferred site."""
    return facts.link_open and facts.preferred_available and facts.call_in_progress


@PROPERTIES.reachable("RET-03", applies=returning)
def a_call_out_of_control_holds_back_the_return(facts: Facts) -> bool:
    """A call whose link is lost holds back the return to an available preferred site."""
    return not facts.link_open and facts.preferred_available and facts.call_in_progress


@PROPERTIES.reachable("RET-02", applies=lambda p: returning(p) and registering(p))
def a_missing_registration_holds_back_the_return(facts: Facts) -> bool:
    """The preferred pair is reached, and the phone is not registered there yet."""
    return facts.is_in("probe", "reached") and not facts.preferred_available


@PROPERTIES.reachable("RET-02", applies=lambda p: returning(p) and registering(p))
def the_return_waits_for_reg_timeout(facts: Facts) -> bool:
    """The preferred pair is reached, and only the next attempt to register there is missing."""
    waiting = facts.is_in("registration_preferred", "waiting_for_retry")
    return waiting and facts.is_in("probe", "reached") and facts.is_in("site", "at_peer")


# What can happen.


@PROPERTIES.reachable_step("RET-01", when=_returns, applies=returning)
def returns_to_the_preferred_site(before: Facts, _after: Facts) -> bool:
    """The desktop returns to the preferred site from a healthy link."""
    return before.is_in("site", "at_peer")


@PROPERTIES.reachable_step("RET-08", when=_returns, applies=returning)
def returns_from_a_peer_that_is_lost(before: Facts, _after: Facts) -> bool:
    """The desktop returns to the preferred site while the link at the peer site is lost."""
    return before.is_in("site", "peer_lost")


@PROPERTIES.reachable_step("RET-05", when=_returns, applies=returning)
def returns_while_windows_are_open(before: Facts, after: Facts) -> bool:
    """The desktop returns from a healthy link while windows whose calls are over are open."""
    return before.is_in("site", "at_peer") and after.windows_open and after.no_call_goes_on


# Where every fair trace leads.


@PROPERTIES.leads_to(
    "RET-09",
    premise=lambda f: f.at_peer_site and f.preferred_in_service,
    given=AFTER_FAULTS,
    applies=returning,
)
def the_desktop_returns(facts: Facts) -> bool:
    """While the preferred site is up, the desktop ends up there."""
    return not facts.at_peer_site
