"""What a lost login leaves behind, and how a restoration is asked for and ends."""

from twinsite.checker.explorer.property import Occurrence
from twinsite.model.predicates import Facts
from twinsite.properties.decorators import Catalogue
from twinsite.properties.safety import BY_HAND, moves
from twinsite.properties.steps import events

RESTORATION = Catalogue()


def loses_the_login(occurrence: Occurrence) -> bool:
    """Return whether the step can cost the agent the login, and not by the agent's will."""
    return moves(occurrence) or occurrence.event.name in ("forced_logout", "login_unknown")


@RESTORATION.transition_invariant("REST-01", when=loses_the_login)
def a_login_that_is_lost_leaves_its_agent_state(before: Facts, after: Facts) -> bool:
    """The loss of a login leaves the agent state that was confirmed last, if none is kept yet."""
    kept = not before.is_in("last_seen", "nothing")
    if kept or not (before.logged_in and before.restores_agent_state):
        return True
    return after.is_in("last_seen", "ready" if before.confirmed_ready else "not_ready")


@RESTORATION.invariant("REST-08")
def a_restoration_that_is_requested_awaits_its_answer(facts: Facts) -> bool:
    """A restoration counts as requested only while its request for Ready awaits an answer."""
    return not facts.is_in("restoration", "requested") or facts.is_in("session", "readying")


@RESTORATION.transition_invariant(
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


@RESTORATION.transition_invariant(
    "REST-03", when=lambda o: o.has("restore_ready") and not o.has("set_agent_ready")
)
def a_restoration_of_ready_is_asked_of_sip_server(before: Facts, after: Facts) -> bool:
    """A restoration of Ready asks SIP Server for Ready, unless the desktop leaves the site."""
    return before.at_peer_site != after.at_peer_site


@RESTORATION.transition_invariant(
    "REST-03", when=lambda o: o.has("restore_not_ready") and not o.has("set_agent_not_ready")
)
def a_restoration_of_not_ready_is_asked_of_sip_server(before: Facts, after: Facts) -> bool:
    """A restoration of NotReady asks SIP Server for it, unless the desktop leaves the site."""
    return before.at_peer_site != after.at_peer_site


@RESTORATION.transition_invariant("REST-05", when=events("agent_ready"))
def a_restoration_that_is_confirmed_is_over(_before: Facts, after: Facts) -> bool:
    """After SIP Server has confirmed Ready no restoration is left."""
    return after.is_in("restoration", "idle")


@RESTORATION.transition_invariant("REST-06", when=events("log_in_refused"))
def a_refused_login_leaves_no_restoration(_before: Facts, after: Facts) -> bool:
    """After a refused login no restoration is left."""
    return after.is_in("restoration", "idle")


@RESTORATION.transition_invariant("REST-07", when=events("ready_refused"))
def a_refused_restoration_is_over(_before: Facts, after: Facts) -> bool:
    """After SIP Server has refused Ready no restoration is left."""
    return after.is_in("restoration", "idle")
