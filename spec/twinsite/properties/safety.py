"""The safety properties: what the desktop never does.

Each judges states and steps from outside: none repeats a guard of a machine.
"""

from twinsite.checker.explorer.property import Occurrence
from twinsite.model.predicates import Facts
from twinsite.properties.decorators import Catalogue
from twinsite.properties.where import connection

SAFETY = Catalogue()

LOGGED_IN_OR_ASKED = ("logging_in", "not_ready", "readying", "ready", "unreadying")
BY_HAND = ("log_in_requested", "log_out_requested", "ready_requested", "not_ready_requested")
REGISTRATIONS = ("registration_preferred", "registration_peer")


def moves(occurrence: Occurrence) -> bool:
    """Return whether the step moves the desktop to the other site."""
    return occurrence.has("switched_over")


def moves_for_link(occurrence: Occurrence) -> bool:
    """Return whether the step moves the desktop because its link was lost for the timeout."""
    return moves(occurrence) and occurrence.event.name == "switchover_timeout_elapsed"


def moves_for_phone(occurrence: Occurrence) -> bool:
    """Return whether the phone trigger takes part in the move of this step."""
    return moves(occurrence) and occurrence.has("phone_given_up")


def moves_by_choice(occurrence: Occurrence) -> bool:
    """Return whether the step moves the desktop although no link was lost."""
    return moves(occurrence) and not moves_for_link(occurrence) and not occurrence.has("link_lost")


def _index(occurrence: Occurrence, command: str) -> int:
    return [name for _, name in occurrence.log].index(command)


# calls and agent state while windows are open


@SAFETY.transition_invariant("INT-07", when=lambda o: o.event.name == "routed_call_offered")
def no_call_while_the_last_call_goes_on(before: Facts, _after: Facts) -> bool:
    """No call is routed to the agent while a call from before the latest switchover still goes
    on, unless the agent went Ready by hand since.
    """
    return not before.is_in("call", "left_behind") or before.is_in("ready_by_hand", "yes")


@SAFETY.transition_invariant("INT-06", when=lambda o: o.event.name == "routed_call_offered")
def no_call_while_an_earlier_interaction_is_open(before: Facts, _after: Facts) -> bool:
    """No call is routed to the agent while an interaction from before the latest switchover is
    open, unless the agent went Ready by hand since.
    """
    return not before.earlier_windows_open or before.is_in("ready_by_hand", "yes")


@SAFETY.transition_invariant(
    "REST-10",
    when=lambda o: (
        o.event.name == "log_in_accepted"
        or (o.has("set_agent_ready") and o.event.name != "ready_requested")
    ),
)
def never_automatically_ready_with_a_window_open(_before: Facts, after: Facts) -> bool:
    """The desktop never makes the agent Ready by itself while an interaction window is open."""
    return not (after.windows_open and after.is_in("session", "readying", "ready"))


# one login


@SAFETY.transition_invariant(
    "SES-15", when=lambda o: o.has("log_in") and o.event.name != "login_unknown"
)
def logs_in_only_where_it_is_not_logged_in(before: Facts, _after: Facts) -> bool:
    """The desktop never asks for a login while a login of its own stands or is asked for."""
    return not before.is_in("session", *LOGGED_IN_OR_ASKED)


@SAFETY.transition_invariant(
    "SES-15", when=lambda o: moves(o) and not o.has("log_out") and not o.has("link_lost")
)
def logs_out_before_it_leaves_an_open_link(before: Facts, _after: Facts) -> bool:
    """The desktop never leaves a site on an open link without logging the agent out there."""
    return not (before.link_open and before.is_in("session", *LOGGED_IN_OR_ASKED))


@SAFETY.transition_invariant(
    "SES-16",
    when=lambda o: (
        o.has("log_out") and o.has("close_link") and _index(o, "log_out") > _index(o, "close_link")
    ),
)
def logs_out_before_it_closes_the_link(_before: Facts, _after: Facts) -> bool:
    """The desktop never closes the link on which it still has to log the agent out."""
    return False


@SAFETY.transition_invariant("SES-15", when=lambda o: o.has("log_in_at_preferred"))
def the_probe_never_logs_in(_before: Facts, _after: Facts) -> bool:
    """No login is asked for at a site that is not the current one."""
    return False


# when the desktop moves


@SAFETY.invariant("BC-02", of=connection)
def never_at_the_peer_without_business_continuity(facts: Facts) -> bool:
    """Without business continuity the desktop never works at the peer site."""
    return facts.profile.has_peer or not facts.at_peer_site


@SAFETY.invariant("SITE-04", of=connection)
def the_switchover_timeout_runs_only_while_the_link_is_lost(facts: Facts) -> bool:
    """The switchover timeout never runs on while there is a link to the current site."""
    running = facts.is_in("site", "starting", "preferred_lost", "peer_lost")
    return not (running and facts.link_open)


@SAFETY.transition_invariant("SITE-03", when=moves_for_link, of=connection)
def moves_for_a_link_only_when_the_link_is_lost(before: Facts, _after: Facts) -> bool:
    """A switchover for a lost link never happens while the link is open."""
    return not before.link_open


@SAFETY.transition_invariant(
    "SITE-05",
    when=lambda o: moves(o) and not moves_for_link(o) and not moves_for_phone(o),
    of=connection,
)
def moves_only_for_a_named_reason(before: Facts, after: Facts) -> bool:
    """The desktop moves for its lost link, its lost phone or an automatic return, and for no
    other reason.
    """
    return (
        before.at_peer_site
        and after.is_in("site", "preferred_lost")
        and (before.profile.auto_restore)
    )


@SAFETY.transition_invariant(
    "BC-12", when=lambda o: o.event.name == "companion_switched_over", of=connection
)
def another_connection_moves_nothing(before: Facts, after: Facts) -> bool:
    """A switchover of another connection never moves this one."""
    return before.at_peer_site == after.at_peer_site


@SAFETY.transition_invariant("RET-06", when=moves_by_choice)
def no_return_from_a_healthy_site_without_auto_restore(before: Facts, _after: Facts) -> bool:
    """Without auto-restore the desktop never leaves the peer site while its link is open and its
    phone is registered there.
    """
    healthy = before.link_open and before.phone_registered_here
    return before.profile.auto_restore or not (before.at_peer_site and healthy)


@SAFETY.transition_invariant("RET-03", when=moves_by_choice)
def no_move_by_choice_during_a_live_call(before: Facts, after: Facts) -> bool:
    """The desktop never gives up an open link while a live call is on it."""
    return not (before.call_in_progress and after.is_in("call", "left_behind"))


@SAFETY.transition_invariant("PHONE-08", when=moves_for_phone)
def the_phone_trigger_moves_only_to_a_registered_phone(_before: Facts, after: Facts) -> bool:
    """The phone trigger never moves the desktop to a site where the phone is not registered."""
    return after.phone_registered_here


@SAFETY.transition_invariant("RET-02", when=lambda o: moves_by_choice(o) and not moves_for_phone(o))
def returns_only_to_a_registered_phone(_before: Facts, after: Facts) -> bool:
    """The automatic return never moves the desktop to a preferred site where the phone is not
    registered.
    """
    return after.phone_registered_here


# what is restored


@SAFETY.invariant("REST-04")
def keeps_the_state_seen_before_the_first_loss(facts: Facts) -> bool:
    """The state kept for restoration is the one last confirmed before the first loss, also after
    further switchovers.
    """
    return facts.state_of("last_seen") == facts.state_of("first_seen")


@SAFETY.transition_invariant("REST-11", when=lambda o: o.has("restore_ready"))
def restoration_never_raises_the_agent_state(before: Facts, _after: Facts) -> bool:
    """A restoration asks for Ready only if the agent was Ready before the login was lost."""
    return before.is_in("first_seen", "ready")


@SAFETY.transition_invariant("REST-11", when=lambda o: o.has("restore_not_ready"))
def restoration_never_lowers_the_agent_state(before: Facts, _after: Facts) -> bool:
    """A restoration asks for NotReady only if the agent was NotReady before the login was lost."""
    return before.is_in("first_seen", "not_ready")


@SAFETY.transition_invariant("REST-11", when=lambda o: o.event.name == "log_in_accepted")
def a_login_never_raises_the_agent_state(before: Facts, after: Facts) -> bool:
    """A login after a switchover never makes an agent Ready by itself who was NotReady before."""
    return not (before.is_in("first_seen", "not_ready") and after.session_ready)


@SAFETY.transition_invariant(
    "REST-13",
    when=lambda o: (
        o.event.name != "log_in_requested"
        and (o.event.machine == "session" or o.has("link_opened") or moves(o))
    ),
)
def nobody_is_logged_in_who_was_not(before: Facts, after: Facts) -> bool:
    """The desktop never logs in by itself an agent who is logged out."""
    return not before.is_in("session", "logged_out") or after.is_in("session", "logged_out")


@SAFETY.transition_invariant(
    "REST-13", when=lambda o: o.event.name in ("log_in_refused", "log_out_requested")
)
def who_logs_out_or_is_refused_is_logged_out(_before: Facts, after: Facts) -> bool:
    """An agent who has logged out or was refused is logged out and is not to be logged in."""
    return after.is_in("session", "logged_out")


@SAFETY.transition_invariant("REST-14", when=lambda o: o.event.name == "forced_logout")
def a_forced_logout_keeps_the_last_seen_state(before: Facts, after: Facts) -> bool:
    """A forced logout never costs the agent the last seen state."""
    if not before.restores_agent_state:
        return True
    return not after.is_in("last_seen", "nothing") and after.is_in("session", "forced_out")


@SAFETY.transition_invariant("REST-14", when=lambda o: moves(o) and not o.has("agent_took_over"))
def a_forced_out_agent_is_logged_in_after_a_switchover(before: Facts, after: Facts) -> bool:
    """A switchover never leaves out an agent who was logged out by force only."""
    return not (before.is_in("session", "forced_out") and after.is_in("session", "logged_out"))


@SAFETY.transition_invariant("REST-09", when=lambda o: o.event.name in BY_HAND)
def a_change_by_hand_cancels_the_restoration(before: Facts, after: Facts) -> bool:
    """No restoration is pending after the agent has changed the state by hand."""
    return before.is_in("session", "logged_out") or after.is_in("restoration", "idle")


@SAFETY.invariant("REST-12")
def a_restoration_is_pending_exactly_while_a_state_is_kept(facts: Facts) -> bool:
    """A restoration is pending or requested exactly while a last seen state is kept."""
    return facts.is_in("restoration", "idle") == facts.is_in("last_seen", "nothing")


# what a switchover and a failover leave alone


@SAFETY.transition_invariant(
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


@SAFETY.transition_invariant(
    "SITE-06", when=lambda o: sum(name == "switched_over" for _, name in o.log) > 1, of=connection
)
def one_switchover_for_one_cause(_before: Facts, _after: Facts) -> bool:
    """No single event ever makes the desktop switch over twice."""
    return False


@SAFETY.transition_invariant("SITE-06", when=moves, of=connection)
def a_switchover_cancels_both_deadlines(_before: Facts, after: Facts) -> bool:
    """After a switchover the wait for the phone is not over, and the link of the new site has its
    whole timeout.
    """
    return not after.phone_is_given_up and after.is_in("site", "preferred_lost", "peer_lost")


@SAFETY.transition_invariant(
    "REG-09", when=lambda o: moves(o) and not o.event.machine.startswith("registration")
)
def no_registration_is_given_up_at_a_switchover(before: Facts, after: Facts) -> bool:
    """A switchover leaves the registrations of both sites as they are."""
    return all(before.state_of(name) == after.state_of(name) for name in REGISTRATIONS)


@SAFETY.transition_invariant(
    "SES-10",
    when=lambda o: o.event.name in ("old_session_answered", "register_answered_late"),
)
def a_late_answer_changes_nothing(before: Facts, after: Facts) -> bool:
    """A late answer of an earlier session or transaction never changes login or registrations."""
    return all(
        before.state_of(name) == after.state_of(name) for name in ("session", *REGISTRATIONS)
    )


@SAFETY.transition_invariant(
    "SES-10",
    when=lambda o: (
        o.event.name in ("old_session_answered", "register_answered_late") and bool(o.log)
    ),
)
def a_late_answer_causes_nothing(_before: Facts, _after: Facts) -> bool:
    """A late answer of an earlier session or transaction never makes the desktop do anything."""
    return False
