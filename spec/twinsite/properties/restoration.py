"""What must hold of the restoration of the last seen agent state.

Source: the requirements REST.
"""

from twinsite.model.predicates import Facts
from twinsite.properties.decorators import Catalogue
from twinsite.properties.fairness import AFTER_FAULTS, BY_HAND, HANDS_OFF
from twinsite.properties.steps import a_site_is_up, events, loses_the_login, moves, says
from twinsite.properties.where import (
    continuity,
    postponing,
    restoring,
)

PROPERTIES = Catalogue()


# What holds in every state.


@PROPERTIES.invariant("REST-04")
def keeps_the_state_seen_before_the_first_loss(facts: Facts) -> bool:
    """The state kept for restoration is the one last confirmed before the first loss, also after
    further switchovers.
    """
    return facts.state_of("last_seen") == facts.state_of("first_seen")


@PROPERTIES.invariant("REST-12")
def a_restoration_is_pending_exactly_while_a_state_is_kept(facts: Facts) -> bool:
    """A restoration is pending or requested exactly while a last seen state is kept."""
    return facts.is_in("restoration", "idle") == facts.is_in("last_seen", "nothing")


@PROPERTIES.invariant("REST-02")
def a_restoration_that_is_unblocked_is_requested(facts: Facts) -> bool:
    """No restoration is left pending while the agent is logged in and no window is open."""
    return not (facts.is_in("restoration", "pending") and facts.restoration_is_unblocked)


@PROPERTIES.invariant("REST-08")
def a_restoration_that_is_requested_awaits_its_answer(facts: Facts) -> bool:
    """A restoration counts as requested only while its request for Ready awaits an answer."""
    return not facts.is_in("restoration", "requested") or facts.is_in("session", "readying")


# What holds of every step.


@PROPERTIES.transition_invariant(
    "REST-10",
    when=lambda o: (
        o.event.name == "log_in_accepted"
        or (o.has("set_agent_ready") and o.event.name != "ready_requested")
    ),
)
def never_automatically_ready_with_a_window_open(_before: Facts, after: Facts) -> bool:
    """The desktop never makes the agent Ready by itself while an interaction window is open."""
    return not (after.windows_open and after.is_in("session", "readying", "ready"))


@PROPERTIES.transition_invariant("REST-11", when=lambda o: o.has("restore_ready"))
def restoration_never_raises_the_agent_state(before: Facts, _after: Facts) -> bool:
    """A restoration asks for Ready only if the agent was Ready before the login was lost."""
    return before.is_in("first_seen", "ready")


@PROPERTIES.transition_invariant("REST-11", when=lambda o: o.has("restore_not_ready"))
def restoration_never_lowers_the_agent_state(before: Facts, _after: Facts) -> bool:
    """A restoration asks for NotReady only if the agent was NotReady before the login was lost."""
    return before.is_in("first_seen", "not_ready")


@PROPERTIES.transition_invariant("REST-11", when=lambda o: o.event.name == "log_in_accepted")
def a_login_never_raises_the_agent_state(before: Facts, after: Facts) -> bool:
    """A login after a switchover never makes an agent Ready by itself who was NotReady before."""
    return not (before.is_in("first_seen", "not_ready") and after.session_ready)


@PROPERTIES.transition_invariant(
    "REST-13",
    when=lambda o: (
        o.event.name != "log_in_requested"
        and (o.event.machine == "session" or o.has("link_opened") or moves(o))
    ),
)
def nobody_is_logged_in_who_was_not(before: Facts, after: Facts) -> bool:
    """The desktop never logs in by itself an agent who is logged out."""
    return not before.is_in("session", "logged_out") or after.is_in("session", "logged_out")


@PROPERTIES.transition_invariant(
    "REST-13", when=lambda o: o.event.name in ("log_in_refused", "log_out_requested")
)
def who_logs_out_or_is_refused_is_logged_out(_before: Facts, after: Facts) -> bool:
    """An agent who has logged out or was refused is logged out and is not to be logged in."""
    return after.is_in("session", "logged_out")


@PROPERTIES.transition_invariant("REST-14", when=lambda o: o.event.name == "forced_logout")
def a_forced_logout_keeps_the_last_seen_state(before: Facts, after: Facts) -> bool:
    """A forced logout never costs the agent the last seen state."""
    if not before.restores_agent_state:
        return True
    return not after.is_in("last_seen", "nothing") and after.is_in("session", "forced_out")


@PROPERTIES.transition_invariant(
    "REST-14", when=lambda o: moves(o) and not o.has("agent_took_over")
)
def a_forced_out_agent_is_logged_in_after_a_switchover(before: Facts, after: Facts) -> bool:
    """A switchover never leaves out an agent who was logged out by force only."""
    return not (before.is_in("session", "forced_out") and after.is_in("session", "logged_out"))


@PROPERTIES.transition_invariant("REST-09", when=lambda o: o.event.name in BY_HAND)
def a_change_by_hand_cancels_the_restoration(before: Facts, after: Facts) -> bool:
    """No restoration is pending after the agent has changed the state by hand."""
    return before.is_in("session", "logged_out") or after.is_in("restoration", "idle")


@PROPERTIES.transition_invariant("REST-01", when=loses_the_login)
def a_login_that_is_lost_leaves_its_agent_state(before: Facts, after: Facts) -> bool:
    """The loss of a login leaves the agent state that was confirmed last, if none is kept yet."""
    kept = not before.is_in("last_seen", "nothing")
    if kept or not (before.logged_in and before.restores_agent_state):
        return True
    return after.is_in("last_seen", "ready" if before.confirmed_ready else "not_ready")


@PROPERTIES.transition_invariant(
    "REST-03",
    when=lambda o: (
        o.has("restoration_ended")
        and not o.has("set_agent_not_ready")
        and o.event.name not in (*BY_HAND, "log_in_refused")
    ),
)
def no_restoration_of_not_ready_ends_unasked(before: Facts, after: Facts) -> bool:
    """No pending restoration of NotReady ends by itself without a request for it."""
    if before.at_peer_site != after.at_peer_site or after.session_ready:
        return True
    return not (before.is_in("restoration", "pending") and before.is_in("last_seen", "not_ready"))


@PROPERTIES.transition_invariant(
    "REST-03", when=lambda o: o.has("restore_ready") and not o.has("set_agent_ready")
)
def a_restoration_of_ready_is_asked_of_sip_server(before: Facts, after: Facts) -> bool:
    """A restoration of Ready asks SIP Server for Ready, unless the desktop leaves the site."""
    return before.at_peer_site != after.at_peer_site


@PROPERTIES.transition_invariant(
    "REST-03", when=lambda o: o.has("restore_not_ready") and not o.has("set_agent_not_ready")
)
def a_restoration_of_not_ready_is_asked_of_sip_server(before: Facts, after: Facts) -> bool:
    """A restoration of NotReady asks SIP Server for it, unless the desktop leaves the site."""
    return before.at_peer_site != after.at_peer_site


@PROPERTIES.transition_invariant("REST-05", when=events("agent_ready"))
def a_restoration_that_is_confirmed_is_over(_before: Facts, after: Facts) -> bool:
    """After SIP Server has confirmed Ready no restoration is left."""
    return after.is_in("restoration", "idle")


@PROPERTIES.transition_invariant(
    "REST-05",
    when=lambda o: (
        o.has("restoration_ended")
        and o.event.name not in (*BY_HAND, "log_in_refused", "ready_refused")
    ),
)
def a_restoration_of_ready_ends_by_ready(before: Facts, after: Facts) -> bool:
    """A pending restoration of Ready ends by Ready, by the agent's hand or by a refusal, and by
    nothing else.
    """
    return not before.is_in("first_seen", "ready") or after.confirmed_ready


@PROPERTIES.transition_invariant("REST-04", when=says("ready_was_seen"))
def ready_was_seen_only_of_a_login_that_is_lost(before: Facts, after: Facts) -> bool:
    """Ready is told as last seen only when the login of an agent is lost whom SIP Server has
    confirmed as Ready.
    """
    return before.logged_in and before.confirmed_ready and not after.logged_in


@PROPERTIES.transition_invariant("REST-04", when=says("not_ready_was_seen"))
def not_ready_was_seen_only_of_a_login_that_is_lost(before: Facts, after: Facts) -> bool:
    """NotReady is told as last seen only when the login of an agent is lost whom SIP Server has
    confirmed as NotReady.
    """
    return before.logged_in and not before.confirmed_ready and not after.logged_in


@PROPERTIES.transition_invariant("REST-06", when=events("log_in_refused"))
def a_refused_login_leaves_no_restoration(_before: Facts, after: Facts) -> bool:
    """After a refused login no restoration is left."""
    return after.is_in("restoration", "idle")


@PROPERTIES.transition_invariant("REST-07", when=events("ready_refused"))
def a_refused_restoration_is_over(_before: Facts, after: Facts) -> bool:
    """After SIP Server has refused Ready no restoration is left."""
    return after.is_in("restoration", "idle")


# What can be.


@PROPERTIES.reachable("REST-02", applies=postponing)
def open_windows_hold_back_the_restoration(facts: Facts) -> bool:
    """An agent logged in after a switchover is NotReady because windows are open."""
    pending = facts.is_in("restoration", "pending")
    return pending and facts.agent_is_not_ready and facts.earlier_windows_open


# What can happen.


@PROPERTIES.reachable_step(
    "REST-03", when=lambda o: o.has("agent_state_confirmed"), applies=restoring
)
def restores_ready(before: Facts, after: Facts) -> bool:
    """A restoration makes the agent Ready again."""
    return before.is_in("restoration", "requested") and after.session_ready


@PROPERTIES.reachable_step("REST-03", when=lambda o: o.has("restore_not_ready"), applies=restoring)
def restores_not_ready(_before: Facts, _after: Facts) -> bool:
    """A restoration asks for NotReady with the last seen reason."""
    return True


@PROPERTIES.reachable_step(
    "REST-02",
    when=lambda o: o.event.machine == "windows" and o.has("restore_ready"),
    applies=postponing,
)
def closing_the_last_window_restores(_before: Facts, _after: Facts) -> bool:
    """The closing of the last window sets off the restoration."""
    return True


@PROPERTIES.reachable_step("REST-04", when=moves, applies=restoring)
def a_second_switchover_finds_a_restoration_pending(before: Facts, _after: Facts) -> bool:
    """A further switchover happens while a restoration of Ready is pending."""
    return before.is_in("restoration", "pending") and before.last_seen_ready


@PROPERTIES.reachable_step(
    "REST-09",
    when=lambda o: o.has("agent_took_over") and o.has("restoration_ended"),
    applies=restoring,
)
def the_agent_cancels_a_restoration(_before: Facts, _after: Facts) -> bool:
    """A change by hand cancels a restoration."""
    return True


@PROPERTIES.reachable_step("REST-13", when=moves, applies=continuity)
def a_logged_out_agent_moves_along_logged_out(before: Facts, after: Facts) -> bool:
    """The connection of an agent who has logged out moves without a login."""
    return before.is_in("session", "logged_out") and after.is_in("session", "logged_out")


# Where every fair trace leads.


@PROPERTIES.leads_to(
    "REST-15",
    premise=lambda f: a_site_is_up(f) and not f.is_in("restoration", "idle"),
    given=AFTER_FAULTS,
    applies=restoring,
)
def a_pending_restoration_ends(facts: Facts) -> bool:
    """While a site is up, a pending restoration ends, unless the agent was forced out."""
    return facts.is_in("restoration", "idle") or facts.is_in("session", "forced_out")


@PROPERTIES.leads_to(
    "REST-15",
    premise=lambda f: (
        a_site_is_up(f) and f.is_in("first_seen", "ready") and not f.is_in("session", "forced_out")
    ),
    given=HANDS_OFF,
    applies=restoring,
)
def who_was_ready_ends_up_ready(facts: Facts) -> bool:
    """While a site is up, an agent who was Ready and changes nothing by hand ends up Ready."""
    return facts.session_ready
