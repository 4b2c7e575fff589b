"""What must hold of the watch over the phone.

Source: the requirements PHONE.
"""

from twinsite.model.predicates import Facts
from twinsite.model.profile import Phone
from twinsite.properties.decorators import Catalogue
from twinsite.properties.fairness import PHONE_STAYS_LOST
from twinsite.properties.steps import events, moves, moves_for_phone, touching
from twinsite.properties.where import (
    continuity,
    registering,
    watching,
)

PROPERTIES = Catalogue()


# What holds in every state.


@PROPERTIES.invariant("PHONE-04")
def a_phone_switchover_that_is_due_is_made(facts: Facts) -> bool:
    """The desktop is never at rest with the wait for the phone over and nothing in the way."""
    return not (facts.phone_is_given_up and facts.may_leave_for_phone)


@PROPERTIES.invariant("PHONE-01")
def the_phone_watch_knows_the_phone(facts: Facts) -> bool:
    """The phone watch is satisfied exactly while the phone is registered at the current site."""
    if facts.profile.phone is Phone.NONE:
        return True
    return facts.is_in("phone_watch", "satisfied") == facts.phone_registered_here


# What holds of every step.


@PROPERTIES.transition_invariant("PHONE-08", when=moves_for_phone)
def the_phone_trigger_moves_only_to_a_registered_phone(_before: Facts, after: Facts) -> bool:
    """The phone trigger never moves the desktop to a site where the phone is not registered."""
    return after.phone_registered_here


@PROPERTIES.transition_invariant(
    "PHONE-05", when=lambda o: o.event.name == "dn_out_of_service" and not moves(o)
)
def a_dn_out_of_service_is_a_lost_phone(_before: Facts, after: Facts) -> bool:
    """A hard phone whose DN is reported out of service is lost."""
    return not after.phone_registered_here


@PROPERTIES.transition_invariant(
    "PHONE-05", when=lambda o: o.event.name == "dn_back_in_service" and not moves(o)
)
def a_dn_back_in_service_is_a_good_phone(_before: Facts, after: Facts) -> bool:
    """A hard phone whose DN is reported back in service is well."""
    return after.phone_registered_here


@PROPERTIES.transition_invariant("PHONE-06", when=moves)
def a_hard_phone_is_well_where_nothing_is_known(_before: Facts, after: Facts) -> bool:
    """After a switchover a hard phone counts as registered."""
    return after.profile.phone is not Phone.HARD_PHONE or after.phone_registered_here


@PROPERTIES.transition_invariant(
    "PHONE-02", when=lambda o: o.event.name == "phone_wait_elapsed" and not moves(o)
)
def the_wait_for_the_phone_ends(_before: Facts, after: Facts) -> bool:
    """When its time has passed the wait for the phone is over."""
    return after.phone_is_given_up


@PROPERTIES.transition_invariant("PHONE-07", when=moves)
def a_switchover_begins_the_wait_anew(_before: Facts, after: Facts) -> bool:
    """After a switchover the wait for a phone that is lost at the new site has just begun."""
    if after.profile.phone is Phone.NONE:
        return True
    return after.is_in("phone_watch", "satisfied" if after.phone_registered_here else "waiting")


@PROPERTIES.transition_invariant(
    "PHONE-07", when=lambda o: moves(o) and not o.starts("phone_wait_elapsed")
)
def no_switchover_lets_a_wait_run_on(_before: Facts, after: Facts) -> bool:
    """No wait for the phone that began at the old site goes on at the new one."""
    return not after.is_in("phone_watch", "waiting")


@PROPERTIES.transition_invariant(
    "PHONE-02", when=touching("phone_watch", but=events("phone_wait_elapsed"))
)
def the_wait_for_the_phone_lasts(before: Facts, after: Facts) -> bool:
    """Nothing but time ends the wait for a phone that stays lost."""
    return before.phone_is_given_up or not after.phone_is_given_up


@PROPERTIES.transition_invariant(
    "PHONE-02", when=lambda o: o.has("phone_given_up") and o.event.name != "phone_wait_elapsed"
)
def the_phone_moves_only_after_its_whole_wait(before: Facts, _after: Facts) -> bool:
    """The phone trigger never moves the desktop before the wait for the phone is over."""
    return before.phone_is_given_up


@PROPERTIES.transition_invariant("PHONE-04", when=touching("phone_watch", but=moves))
def a_wait_that_is_over_stays_over(before: Facts, after: Facts) -> bool:
    """A wait that is over begins anew only when the phone is back or the desktop has moved."""
    if not before.phone_is_given_up:
        return True
    return after.phone_is_given_up or after.phone_registered_here


# What can be.


@PROPERTIES.reachable("PHONE-04", applies=watching)
def a_call_holds_back_the_phone_trigger(facts: Facts) -> bool:
    """A live call holds back a switchover that the phone asks for."""
    return facts.phone_is_given_up and facts.call_in_progress and facts.phone_registered_there


@PROPERTIES.reachable("PHONE-04", applies=watching)
def a_call_out_of_control_holds_back_the_phone_trigger(facts: Facts) -> bool:
    """A call whose link is lost holds back a switchover that the phone asks for."""
    held = facts.phone_is_given_up and facts.phone_registered_there
    return held and not facts.link_open and facts.call_in_progress


@PROPERTIES.reachable("PHONE-08", applies=lambda p: continuity(p) and registering(p))
def a_missing_registration_holds_back_the_phone_trigger(facts: Facts) -> bool:
    """A phone that is registered nowhere holds back the switchover that it asks for."""
    return facts.phone_is_given_up and not facts.phone_registered_there


# What can happen.


@PROPERTIES.reachable_step("PHONE-03", when=moves_for_phone, applies=watching)
def moves_to_the_peer_for_a_lost_phone(before: Facts, _after: Facts) -> bool:
    """A lost phone moves the desktop to the peer site although the link is open."""
    return before.is_in("site", "at_preferred")


@PROPERTIES.reachable_step("PHONE-03", when=moves_for_phone, applies=watching)
def moves_to_the_preferred_for_a_lost_phone(before: Facts, _after: Facts) -> bool:
    """A lost phone moves the desktop from the peer site although the link is open."""
    return before.is_in("site", "at_peer")


# Where every fair trace leads.


@PROPERTIES.leads_to(
    "PHONE-09",
    premise=lambda f: not f.phone_registered_here and f.phone_registered_there,
    reached_by=moves,
    given=PHONE_STAYS_LOST,
    applies=watching,
)
def a_phone_that_stays_lost_moves_the_desktop(facts: Facts) -> bool:
    """While the phone is registered at the other site only, it moves the desktop."""
    return facts.phone_registered_here
