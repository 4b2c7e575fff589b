"""What really happens: every trigger, move, return, deferral and restoration has a witness.

Each property names the profiles to which it applies; under the others it is not asked.
"""

from twinsite.checker.explorer.property import Occurrence
from twinsite.model.predicates import Facts, Site
from twinsite.properties.decorators import Catalogue
from twinsite.properties.safety import moves, moves_for_link, moves_for_phone
from twinsite.properties.where import (
    connection,
    continuity,
    paired,
    postponing,
    registering,
    restoring,
    returning,
    watching,
)

HAPPENS = Catalogue()


def _returns(occurrence: Occurrence) -> bool:
    return moves(occurrence) and not moves_for_link(occurrence) and not moves_for_phone(occurrence)


# moves


@HAPPENS.reachable_step("SITE-03", when=moves_for_link, applies=continuity, of=connection)
def moves_to_the_peer_for_a_lost_link(before: Facts, _after: Facts) -> bool:
    """A lost link moves the desktop to the peer site."""
    return before.is_in("site", "preferred_lost")


@HAPPENS.reachable_step("SITE-07", when=moves_for_link, applies=continuity, of=connection)
def moves_to_the_peer_before_the_first_link(before: Facts, _after: Facts) -> bool:
    """A link that never opened moves the desktop to the peer site."""
    return before.is_in("site", "starting")


@HAPPENS.reachable_step("SITE-08", when=moves_for_link, applies=continuity, of=connection)
def alternates_while_both_sites_are_down(before: Facts, _after: Facts) -> bool:
    """With both pairs out of service the desktop moves back from the peer site."""
    return before.at_peer_site and not any(map(before.site_in_service, Site))


@HAPPENS.reachable_step("PHONE-03", when=moves_for_phone, applies=watching)
def moves_to_the_peer_for_a_lost_phone(before: Facts, _after: Facts) -> bool:
    """A lost phone moves the desktop to the peer site although the link is open."""
    return before.is_in("site", "at_preferred")


@HAPPENS.reachable_step("PHONE-03", when=moves_for_phone, applies=watching)
def moves_to_the_preferred_for_a_lost_phone(before: Facts, _after: Facts) -> bool:
    """A lost phone moves the desktop from the peer site although the link is open."""
    return before.is_in("site", "at_peer")


@HAPPENS.reachable_step("RET-01", when=_returns, applies=returning)
def returns_to_the_preferred_site(before: Facts, _after: Facts) -> bool:
    """The desktop returns to the preferred site from a healthy link."""
    return before.is_in("site", "at_peer")


@HAPPENS.reachable_step("RET-08", when=_returns, applies=returning)
def returns_from_a_peer_that_is_lost(before: Facts, _after: Facts) -> bool:
    """The desktop returns to the preferred site while the link at the peer site is lost."""
    return before.is_in("site", "peer_lost")


@HAPPENS.reachable_step("RET-05", when=_returns, applies=returning)
def returns_while_windows_are_open(before: Facts, after: Facts) -> bool:
    """The desktop returns from a healthy link while windows whose calls are over are open."""
    return before.is_in("site", "at_peer") and after.windows_open and after.no_call_goes_on


@HAPPENS.reachable_step("LINK-07", when=lambda o: o.has("link_opened"))
def fails_over_inside_the_pair(before: Facts, after: Facts) -> bool:
    """A Ready agent's link moves from the primary to the backup."""
    return before.session_ready and after.is_in("link", "open_backup")


# deferrals


@HAPPENS.reachable("PHONE-04", applies=watching)
def a_call_holds_back_the_phone_trigger(facts: Facts) -> bool:
    """A live call holds back a switchover that the phone asks for."""
    return facts.phone_is_given_up and facts.call_in_progress and facts.phone_registered_there


@HAPPENS.reachable("PHONE-08", applies=lambda p: continuity(p) and registering(p))
def a_missing_registration_holds_back_the_phone_trigger(facts: Facts) -> bool:
    """A phone that is registered nowhere holds back the switchover that it asks for."""
    return facts.phone_is_given_up and not facts.phone_registered_there


@HAPPENS.reachable("RET-03", applies=returning)
def a_call_holds_back_the_return(facts: Facts) -> bool:
    """A live call at the peer site holds back the return to an available preferred site."""
    return facts.at_peer_site and facts.preferred_available and facts.call_in_progress


@HAPPENS.reachable("RET-02", applies=lambda p: returning(p) and registering(p))
def a_missing_registration_holds_back_the_return(facts: Facts) -> bool:
    """The preferred pair is reached, and the phone is not registered there yet."""
    return facts.is_in("probe", "reached") and not facts.preferred_available


@HAPPENS.reachable("RET-02", applies=lambda p: returning(p) and registering(p))
def the_return_waits_for_reg_timeout(facts: Facts) -> bool:
    """The preferred pair is reached, and only the next attempt to register there is missing."""
    waiting = facts.is_in("registration_preferred", "waiting_for_retry")
    return waiting and facts.is_in("probe", "reached") and facts.is_in("site", "at_peer")


@HAPPENS.reachable("REST-02", applies=postponing)
def open_windows_hold_back_the_restoration(facts: Facts) -> bool:
    """An agent logged in after a switchover is NotReady because windows are open."""
    pending = facts.is_in("restoration", "pending")
    return pending and facts.agent_is_not_ready and facts.earlier_windows_open


# restoration and session


@HAPPENS.reachable_step("REST-03", when=lambda o: o.has("agent_state_confirmed"), applies=restoring)
def restores_ready(before: Facts, after: Facts) -> bool:
    """A restoration makes the agent Ready again."""
    return before.is_in("restoration", "requested") and after.session_ready


@HAPPENS.reachable_step("REST-03", when=lambda o: o.has("restore_not_ready"), applies=restoring)
def restores_not_ready(_before: Facts, _after: Facts) -> bool:
    """A restoration asks for NotReady with the last seen reason."""
    return True


@HAPPENS.reachable_step(
    "REST-02",
    when=lambda o: o.event.machine == "windows" and o.has("restore_ready"),
    applies=postponing,
)
def closing_the_last_window_restores(_before: Facts, _after: Facts) -> bool:
    """The closing of the last window sets off the restoration."""
    return True


@HAPPENS.reachable_step("REST-04", when=moves, applies=restoring)
def a_second_switchover_finds_a_restoration_pending(before: Facts, _after: Facts) -> bool:
    """A further switchover happens while a restoration of Ready is pending."""
    return before.is_in("restoration", "pending") and before.last_seen_ready


@HAPPENS.reachable_step(
    "REST-09",
    when=lambda o: o.has("agent_took_over") and o.has("restoration_ended"),
    applies=restoring,
)
def the_agent_cancels_a_restoration(_before: Facts, _after: Facts) -> bool:
    """A change by hand cancels a restoration."""
    return True


@HAPPENS.reachable_step("SES-06", when=lambda o: o.has("log_in_failed"), applies=continuity)
def a_login_at_the_peer_is_refused(before: Facts, _after: Facts) -> bool:
    """The login at the peer site is refused."""
    return before.at_peer_site


@HAPPENS.reachable_step("SES-08", when=moves, applies=continuity)
def a_forced_out_agent_moves_along(before: Facts, after: Facts) -> bool:
    """An agent who was logged out by force is to be logged in at the other site."""
    return before.is_in("session", "forced_out") and after.is_in("session", "awaiting_link")


@HAPPENS.reachable_step("REST-13", when=moves, applies=continuity)
def a_logged_out_agent_moves_along_logged_out(before: Facts, after: Facts) -> bool:
    """The connection of an agent who has logged out moves without a login."""
    return before.is_in("session", "logged_out") and after.is_in("session", "logged_out")


# calls


@HAPPENS.reachable("WORLD-06", applies=continuity)
def a_call_survives_the_loss_of_its_site(facts: Facts) -> bool:
    """A call goes on as media after its site was left."""
    return facts.is_in("call", "left_behind") and facts.at_peer_site


@HAPPENS.reachable_step("WORLD-06", when=lambda o: o.event.name == "call_lost", applies=continuity)
def a_call_is_lost_with_its_site(before: Facts, _after: Facts) -> bool:
    """A call ends with the site that carried it."""
    return before.is_in("call", "left_behind")


@HAPPENS.reachable_step("WORLD-06", when=lambda o: o.has("link_opened"))
def control_of_a_call_resumes(before: Facts, after: Facts) -> bool:
    """Control of a call resumes after a failover inside the pair."""
    return before.is_in("call", "uncontrolled") and after.is_in("call", "live")


@HAPPENS.reachable_step(
    "INT-05", when=lambda o: o.event.name == "routed_call_offered", applies=continuity
)
def an_agent_who_went_ready_by_hand_gets_a_call(before: Facts, _after: Facts) -> bool:
    """A call is routed while an earlier window is open because the agent went Ready by hand."""
    return before.earlier_windows_open


@HAPPENS.reachable_step(
    "WORLD-05", when=lambda o: o.event.name == "direct_call_began", applies=postponing
)
def a_direct_call_comes_while_a_restoration_is_pending(before: Facts, _after: Facts) -> bool:
    """A direct call begins while a restoration is pending."""
    return before.is_in("restoration", "pending")


# faults without a failed server


@HAPPENS.reachable_step("WORLD-03", when=lambda o: o.event.name == "connection_failed", of=paired)
def an_attempt_fails_although_the_server_is_in_service(before: Facts, _after: Facts) -> bool:
    """A connection attempt fails although both servers of the pair are in service."""
    return before.primary_in_service_here and before.backup_in_service_here


@HAPPENS.reachable_step("WORLD-03", when=lambda o: o.event.name == "connection_dropped", of=paired)
def a_link_drops_although_its_server_is_in_service(before: Facts, _after: Facts) -> bool:
    """A link drops although both servers of the pair are in service."""
    return before.primary_in_service_here and before.backup_in_service_here
