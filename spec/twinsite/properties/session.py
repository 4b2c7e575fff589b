"""What must hold of the login and the agent state.

Source: the requirements SES.
"""

from twinsite.checker.symbolic.property import Occurrence
from twinsite.model.predicates import Facts
from twinsite.properties.decorators import Catalogue
from twinsite.properties.fairness import AFTER_FAULTS
from twinsite.properties.steps import (
    ANSWERS,
    BINDINGS,
    REGISTRATIONS,
    a_site_is_up,
    events,
    loses_the_login,
    moves,
    says,
    touching,
)
from twinsite.properties.where import continuity, shown_by_link

PROPERTIES = Catalogue()


LOGGED_IN_OR_ASKED = ("logging_in", "not_ready", "readying", "ready", "unreadying")


def _index(occurrence: Occurrence, command: str) -> int:
    return [name for _, name in occurrence.log].index(command)


_LATE = "old_session_answered"


def login_is_wanted(facts: Facts) -> bool:
    """Return whether the agent is to be logged in and is not yet."""
    return facts.is_in("session", "awaiting_link", "logging_in")


# What holds in every state.


@PROPERTIES.invariant("SES-11")
def a_login_does_not_wait_on_an_open_link(facts: Facts) -> bool:
    """No login is left waiting for a link while there is one."""
    return not (facts.is_in("session", "awaiting_link") and facts.link_open)


@PROPERTIES.invariant("SES-05")
def nobody_is_logged_in_before_the_first_link(facts: Facts) -> bool:
    """Before the first link no login stands, awaits its answer or was lost."""
    if not facts.is_in("site", "starting"):
        return True
    return facts.is_in("session", "logged_out", "awaiting_link")


@PROPERTIES.invariant("SES-12")
def no_request_is_outstanding_without_a_link(facts: Facts) -> bool:
    """No request awaits an answer while there is no link to bring it."""
    return facts.link_open or not facts.is_in("session", "logging_in", "readying", "unreadying")


# What holds of every step.


@PROPERTIES.transition_invariant(
    "SES-15", when=lambda o: o.has("log_in") and o.event.name != "login_unknown"
)
def logs_in_only_where_it_is_not_logged_in(before: Facts, _after: Facts) -> bool:
    """The desktop never asks for a login while a login of its own stands or is asked for."""
    return not before.is_in("session", *LOGGED_IN_OR_ASKED)


@PROPERTIES.transition_invariant(
    "SES-15", when=lambda o: moves(o) and not o.has("log_out") and not o.has("link_lost")
)
def logs_out_before_it_leaves_an_open_link(before: Facts, _after: Facts) -> bool:
    """The desktop never leaves a site on an open link without logging the agent out there."""
    return not (before.link_open and before.is_in("session", *LOGGED_IN_OR_ASKED))


@PROPERTIES.transition_invariant(
    "SES-16",
    when=lambda o: (
        o.has("log_out") and o.has("close_link") and _index(o, "log_out") > _index(o, "close_link")
    ),
)
def logs_out_before_it_closes_the_link(_before: Facts, _after: Facts) -> bool:
    """The desktop never closes the link on which it still has to log the agent out."""
    return False


@PROPERTIES.transition_invariant("SES-15", when=lambda o: o.has("log_in_at_preferred"))
def the_probe_never_logs_in(_before: Facts, _after: Facts) -> bool:
    """No login is asked for at a site that is not the current one."""
    return False


@PROPERTIES.transition_invariant(
    "SES-10",
    when=lambda o: o.event.name in ("old_session_answered", "register_answered_late"),
)
def a_late_answer_changes_nothing(before: Facts, after: Facts) -> bool:
    """A late answer of an earlier session or transaction never changes login or registrations."""
    return all(
        before.state_of(name) == after.state_of(name)
        for name in ("session", *REGISTRATIONS, *BINDINGS)
    )


@PROPERTIES.transition_invariant(
    "SES-10",
    when=lambda o: (
        o.event.name in ("old_session_answered", "register_answered_late") and bool(o.log)
    ),
)
def a_late_answer_causes_nothing(_before: Facts, _after: Facts) -> bool:
    """A late answer of an earlier session or transaction never makes the desktop do anything."""
    return False


@PROPERTIES.transition_invariant("SES-01", when=events("log_in_requested"))
def who_asks_for_a_login_is_to_be_logged_in(_before: Facts, after: Facts) -> bool:
    """An agent who asks for a login is to be logged in."""
    return after.is_in("session", "awaiting_link", "logging_in")


@PROPERTIES.transition_invariant("SES-11", when=says("log_in"))
def a_login_that_is_asked_for_awaits_its_answer(_before: Facts, after: Facts) -> bool:
    """A login that was asked for awaits its answer."""
    return after.is_in("session", "logging_in")


@PROPERTIES.transition_invariant("SES-11", when=touching("session", but=says("log_in")))
def no_login_awaits_an_answer_without_being_asked_for(before: Facts, after: Facts) -> bool:
    """No login awaits its answer that was not asked for."""
    return before.is_in("session", "logging_in") or not after.is_in("session", "logging_in")


@PROPERTIES.transition_invariant("SES-05", when=events("log_in_accepted"))
def a_login_that_is_accepted_stands(_before: Facts, after: Facts) -> bool:
    """An agent whose login is accepted is logged in."""
    return after.logged_in


@PROPERTIES.transition_invariant(
    "SES-05", when=touching("session", but=events("log_in_accepted", _LATE))
)
def no_login_stands_that_was_not_accepted(before: Facts, after: Facts) -> bool:
    """Nobody is logged in before SIP Server has accepted the login."""
    return before.logged_in or not after.logged_in


@PROPERTIES.transition_invariant(
    "SES-14",
    when=touching(
        "session", but=lambda o: loses_the_login(o) or o.event.name == "log_out_requested"
    ),
)
def a_login_outlasts_everything_else(before: Facts, after: Facts) -> bool:
    """A login ends with a logout, with its loss at SIP Server and with a switchover only."""
    return after.logged_in or not before.logged_in


@PROPERTIES.transition_invariant("SES-09", when=events("login_unknown"))
def a_login_that_is_unknown_is_asked_for_again(_before: Facts, after: Facts) -> bool:
    """A login that SIP Server has lost is asked for again."""
    return after.is_in("session", "logging_in")


@PROPERTIES.transition_invariant("SES-13", when=moves)
def a_switchover_takes_the_login_along(before: Facts, after: Facts) -> bool:
    """Whoever is logged in, or is to be, is to be logged in after a switchover."""
    if before.is_in("session", "logged_out", "forced_out"):
        return True
    return after.is_in("session", "awaiting_link")


@PROPERTIES.transition_invariant("SES-02", when=says("log_out"))
def logs_out_only_a_login_on_an_open_link(before: Facts, _after: Facts) -> bool:
    """The desktop never asks for a logout without a login, asked for at least, and a link."""
    return before.link_open and before.is_in("session", *LOGGED_IN_OR_ASKED)


@PROPERTIES.transition_invariant(
    "SES-02", when=lambda o: o.event.name == "log_out_requested" and not o.has("log_out")
)
def a_logout_is_told_to_sip_server(before: Facts, _after: Facts) -> bool:
    """An agent who logs out on an open link is logged out at SIP Server as well."""
    return not (before.link_open and before.is_in("session", *LOGGED_IN_OR_ASKED))


@PROPERTIES.transition_invariant(
    "SES-02", when=touching("session", but=events("log_out_requested", "log_in_refused"))
)
def nobody_is_logged_out_by_anything_else(before: Facts, after: Facts) -> bool:
    """Nothing but the agent and a refused login makes the agent one who wants no login."""
    if before.is_in("session", "logged_out", "forced_out"):
        return True
    return not after.is_in("session", "logged_out")


@PROPERTIES.transition_invariant("SES-08", when=events("forced_logout"))
def a_forced_logout_is_known_as_such(_before: Facts, after: Facts) -> bool:
    """After a forced logout the agent is logged out against the agent's will."""
    return after.is_in("session", "forced_out")


@PROPERTIES.transition_invariant("SES-08", when=touching("session", but=events("forced_logout")))
def nothing_else_counts_as_a_forced_logout(before: Facts, after: Facts) -> bool:
    """Only a forced logout counts as one."""
    return before.is_in("session", "forced_out") or not after.is_in("session", "forced_out")


@PROPERTIES.transition_invariant("SES-03", when=says("set_agent_ready"))
def a_request_for_ready_awaits_its_answer(_before: Facts, after: Facts) -> bool:
    """A request for Ready awaits its answer."""
    return after.is_in("session", "readying")


@PROPERTIES.transition_invariant("SES-03", when=touching("session", but=says("set_agent_ready")))
def ready_is_asked_of_sip_server(before: Facts, after: Facts) -> bool:
    """No request for Ready awaits an answer that SIP Server was not asked for."""
    return before.is_in("session", "readying") or not after.is_in("session", "readying")


@PROPERTIES.transition_invariant("SES-03", when=events("ready_requested"))
def who_asks_for_ready_is_heard(_before: Facts, after: Facts) -> bool:
    """An agent who asks for Ready has a request for it under way."""
    return after.is_in("session", "readying")


@PROPERTIES.transition_invariant("SES-04", when=says("set_agent_not_ready"))
def a_request_for_not_ready_leaves_nothing_ready(_before: Facts, after: Facts) -> bool:
    """After a request for NotReady the agent is NotReady, or the request awaits its answer."""
    return after.is_in("session", "not_ready", "unreadying")


@PROPERTIES.transition_invariant(
    "SES-04",
    when=lambda o: o.event.name == "not_ready_requested" and not o.has("set_agent_not_ready"),
)
def who_asks_for_not_ready_is_heard(_before: Facts, _after: Facts) -> bool:
    """SIP Server is asked for NotReady whenever the agent asks for it."""
    return False


@PROPERTIES.transition_invariant(
    "SES-04", when=touching("session", but=says("set_agent_not_ready"))
)
def not_ready_is_asked_of_sip_server(before: Facts, after: Facts) -> bool:
    """No request for NotReady awaits an answer that SIP Server was not asked for."""
    return before.is_in("session", "unreadying") or not after.is_in("session", "unreadying")


@PROPERTIES.transition_invariant("SES-07", when=lambda o: o.event.name in ANSWERS)
def an_answer_ends_the_request(_before: Facts, after: Facts) -> bool:
    """A request that SIP Server has answered is outstanding no longer."""
    return after.is_in("session", "not_ready", "ready")


@PROPERTIES.transition_invariant("SES-07", when=events("agent_ready"))
def who_is_confirmed_ready_is_ready(_before: Facts, after: Facts) -> bool:
    """An agent whom SIP Server reports Ready is Ready."""
    return after.confirmed_ready


@PROPERTIES.transition_invariant("SES-07", when=events("agent_not_ready"))
def who_is_confirmed_not_ready_is_not_ready(_before: Facts, after: Facts) -> bool:
    """An agent whom SIP Server reports NotReady is NotReady."""
    return not after.confirmed_ready


@PROPERTIES.transition_invariant(
    "SES-07", when=touching("session", but=events("agent_ready", "agent_not_ready"))
)
def nothing_but_sip_server_changes_the_agent_state(before: Facts, after: Facts) -> bool:
    """While a login stands, its agent state changes by the word of SIP Server only."""
    if not (before.logged_in and after.logged_in):
        return True
    return before.confirmed_ready == after.confirmed_ready


@PROPERTIES.transition_invariant(
    "SES-16", when=lambda o: moves(o) and o.has("close_link"), of=shown_by_link
)
def a_move_over_a_link_leaves_no_login_behind(before: Facts, after: Facts) -> bool:
    """A desktop that closes its link and moves leaves no login behind, as SIP Server has it."""
    if not (before.link_open and before.logged_in):
        return True
    return after.is_in(f"agent_{before.here}", "logged_out")


# What can happen.


@PROPERTIES.reachable_step("SES-06", when=events("log_in_refused"), applies=continuity)
def a_login_at_the_peer_is_refused(before: Facts, _after: Facts) -> bool:
    """The login at the peer site is refused."""
    return before.at_peer_site


@PROPERTIES.reachable_step("SES-08", when=moves, applies=continuity)
def a_forced_out_agent_moves_along(before: Facts, after: Facts) -> bool:
    """An agent who was logged out by force is to be logged in at the other site."""
    return before.is_in("session", "forced_out") and after.is_in("session", "awaiting_link")


# Where every fair trace leads.


@PROPERTIES.leads_to(
    "SES-17", premise=lambda f: a_site_is_up(f) and login_is_wanted(f), given=AFTER_FAULTS
)
def an_agent_who_wants_in_is_logged_in(facts: Facts) -> bool:
    """While a site is up, an agent who is to be logged in ends up logged in, or logs out."""
    return not login_is_wanted(facts)
