"""What the discarded interpretations do: a comparison with one of them is with what it says.

Under the interpretations in force these properties ask for nothing.
"""

from twinsite.checker.symbolic.property import Occurrence
from twinsite.model.predicates import Facts
from twinsite.properties.decorators import Catalogue
from twinsite.properties.steps import events, moves, moves_for_link, moves_for_phone, says

DISCARDED = Catalogue()

_BOUND = ("live", "refreshing")


def _returns(occurrence: Occurrence) -> bool:
    """Return whether the step returns the desktop to the preferred site."""
    others = moves_for_link(occurrence) or moves_for_phone(occurrence)
    companion = occurrence.event.name == "companion_switched_over"
    return moves(occurrence) and not others and not companion


@DISCARDED.transition_invariant("SITE-01", when=lambda o: o.has("link_lost") and not moves(o))
def a_timeout_from_the_first_failed_pass_waits_for_it(before: Facts, after: Facts) -> bool:
    """A timeout that starts with the first failed pass does not start with the loss (A1)."""
    if before.timeout_starts_at_disconnection or before.is_in("site", "starting"):
        return True
    return after.is_in("site", "preferred_dropped", "peer_dropped")


@DISCARDED.transition_invariant("SITE-01", when=says("all_tried"))
def a_timeout_from_the_first_failed_pass_starts_then(_before: Facts, after: Facts) -> bool:
    """A timeout that starts with the first failed pass runs after it (A1)."""
    return not after.is_in("site", "preferred_dropped", "peer_dropped")


@DISCARDED.transition_invariant("SITE-02", when=says("link_opened"))
def a_timeout_that_continues_is_not_ended_by_a_link(before: Facts, after: Facts) -> bool:
    """A timeout that a reconnection does not cancel runs on after it (A2)."""
    if before.reconnection_cancels_timeout or before.is_in("site", "starting"):
        return True
    return before.state_of("site") == after.state_of("site")


@DISCARDED.transition_invariant("SES-10", when=events("old_session_answered"))
def a_late_answer_that_is_accepted_logs_the_agent_in(before: Facts, after: Facts) -> bool:
    """A late answer that is taken for one of this session makes the agent logged in (A38)."""
    if not (before.accepts_old_session and before.is_in("session", "awaiting_link", "logging_in")):
        return True
    return after.logged_in


@DISCARDED.transition_invariant("RET-05", when=_returns)
def a_return_that_windows_hold_back_waits_for_them(before: Facts, after: Facts) -> bool:
    """A return that waits for the open windows never happens while one is open (A15)."""
    return before.reads("A15", "not_blocked") or not after.windows_open


@DISCARDED.transition_invariant("REG-09", when=moves)
def a_switchover_that_unregisters_leaves_no_binding(before: Facts, after: Facts) -> bool:
    """A switchover that unregisters the old site leaves no binding and no request there (A46)."""
    left = before.here
    if not (before.unregisters_at_switchover and before.is_in(f"binding_{left}", *_BOUND)):
        return True
    waits = after.is_in(f"registration_{left}", "waiting_for_retry")
    return waits and after.is_in(f"binding_{left}", "none")


@DISCARDED.transition_invariant(
    "REG-09",
    when=lambda o: moves(o) and not o.event.machine.startswith(("registration", "binding")),
)
def a_switchover_that_unregisters_keeps_the_new_binding(before: Facts, after: Facts) -> bool:
    """A switchover that unregisters the old site leaves the binding at the new one alone (A46)."""
    new = f"binding_{before.here.other}"
    return not before.unregisters_at_switchover or before.state_of(new) == after.state_of(new)


@DISCARDED.transition_invariant("REG-09", when=lambda o: moves(o) and not o.has("unregister"))
def a_switchover_that_unregisters_tells_the_registrar(before: Facts, _after: Facts) -> bool:
    """A switchover that unregisters the old site tells its registrar (A46)."""
    bound = before.is_in(f"binding_{before.here}", *_BOUND)
    return not (before.unregisters_at_switchover and bound)
