"""What must hold of calls and interaction windows.

Source: the requirements INT.
"""

from collections.abc import Callable

from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.property import Occurrence
from twinsite.model.predicates import Facts, Site
from twinsite.properties.decorators import Catalogue
from twinsite.properties.steps import brings_a_call, events, moves, routes_a_call, says
from twinsite.properties.where import continuity

PROPERTIES = Catalogue()


_CLOSED = ("recent_windows_closed", "earlier_windows_closed")


def _is_excused(facts: Facts) -> bool:
    """Return whether a call may be routed beside what is left from before the switchover.

    Who does not own the phone cannot refuse what SIP Server offers to a login of before.
    """
    by_hand = facts.is_in("ready_by_hand", "yes")
    return by_hand or not (facts.owns_endpoint or facts.logged_in)


def _recent_windows_open(facts: Facts) -> bool:
    return facts.is_in("windows", "recent", "earlier_and_recent")


# What holds in every state.


@PROPERTIES.invariant("INT-03")
def a_call_that_goes_on_has_a_window(facts: Facts) -> bool:
    """A call of which the desktop knows has a window of its age for as long as it goes on."""
    if facts.is_in("call", "left_behind"):
        return facts.earlier_windows_open
    return not facts.call_goes_on_here or _recent_windows_open(facts)


@PROPERTIES.invariant("INT-04")
def no_window_is_earlier_than_the_first_link(facts: Facts) -> bool:
    """Before the first link there is no window from before a switchover."""
    return not (facts.is_in("site", "starting") and facts.earlier_windows_open)


@PROPERTIES.invariant("INT-05")
def ready_by_hand_is_about_an_earlier_window(facts: Facts) -> bool:
    """Going Ready by hand excuses calls only while an earlier window is open."""
    return not facts.is_in("ready_by_hand", "yes") or facts.earlier_windows_open


# What holds of every step.


@PROPERTIES.transition_invariant("INT-07", when=routes_a_call)
def no_call_while_the_last_call_goes_on(before: Facts, _after: Facts) -> bool:
    """No call is routed to the agent while a call from before the latest switchover still goes
    on, unless the agent went Ready by hand since; with a phone of its own, the desktop must be
    logged in.
    """
    return not before.is_in("call", "left_behind") or _is_excused(before)


@PROPERTIES.transition_invariant("INT-06", when=routes_a_call)
def no_call_while_an_earlier_interaction_is_open(before: Facts, _after: Facts) -> bool:
    """No call is routed to the agent while an interaction from before the latest switchover is
    open, unless the agent went Ready by hand since; with a phone of its own, the desktop must be
    logged in.
    """
    return not before.earlier_windows_open or _is_excused(before)


def _is_beside_a_window(facts: Facts) -> bool:
    """Return whether a window is open, and the agent neither is Ready nor has asked for it."""
    return facts.windows_open and not facts.wants_calls


def _offers(site: Site) -> Callable[[Occurrence], bool]:
    return lambda o: o.event == Event(f"endpoint_{site}", "invite_received")


def _judge_offers(site: Site) -> None:
    """Declare what becomes of the calls that SIP Server of a site offers to the endpoint."""
    offers = _offers(site)
    PROPERTIES.impossible_step(
        "INT-09",
        f"a call of the {site} site is taken there only",
        f"The endpoint takes a call of the {site} site only while the desktop works there.",
        when=lambda o: offers(o) and o.has("call_taken"),
        unless=lambda facts: facts.here is site,
    )
    PROPERTIES.impossible_step(
        "INT-08",
        f"no call of the {site} site is refused without need",
        f"The endpoint refuses a call of the {site} site only while the desktop works elsewhere,"
        " during a call, or while a window is open and the agent neither is Ready nor has asked"
        " for it.",
        when=lambda o: offers(o) and o.has("refuse_call"),
        unless=lambda facts: (
            facts.here is not site or facts.call_goes_on_here or _is_beside_a_window(facts)
        ),
    )


for _site in Site:
    _judge_offers(_site)


PROPERTIES.impossible_step(
    "INT-08",
    "no call is taken beside a window unless the agent is Ready",
    "The endpoint takes no call while a window is open and the agent neither is Ready nor has"
    " asked for it.",
    when=says("call_taken"),
    unless=lambda facts: not _is_beside_a_window(facts),
)
PROPERTIES.impossible_step(
    "INT-08",
    "no call is taken during a call",
    "The endpoint takes no second call during a call at the current site.",
    when=says("call_taken"),
    unless=lambda facts: not facts.call_goes_on_here,
)
PROPERTIES.impossible_step(
    "INT-08",
    "every INVITE is answered",
    "The endpoint either takes a call that it is offered, or refuses it.",
    when=lambda o: (
        o.event.name == "invite_received" and o.has("call_taken") == o.has("refuse_call")
    ),
)


@PROPERTIES.transition_invariant(
    "INT-01", when=lambda o: brings_a_call(o) or o.event.name == "other_interaction_opened"
)
def what_comes_opens_a_window(before: Facts, after: Facts) -> bool:
    """A call and an interaction of another medium open a window, and leave earlier ones alone."""
    same = before.earlier_windows_open == after.earlier_windows_open
    return _recent_windows_open(after) and same


@PROPERTIES.transition_invariant("INT-02", when=events("other_interaction_opened"))
def a_window_of_another_medium_counts(_before: Facts, after: Facts) -> bool:
    """An interaction of another medium opens a window that counts like that of a call."""
    return after.windows_open


@PROPERTIES.transition_invariant("INT-03", when=events("recent_windows_closed"))
def recent_windows_are_closed_alone(before: Facts, after: Facts) -> bool:
    """Closing the windows from after the switchover leaves the earlier ones alone."""
    same = before.earlier_windows_open == after.earlier_windows_open
    return same and not _recent_windows_open(after)


@PROPERTIES.transition_invariant("INT-03", when=events("earlier_windows_closed"))
def earlier_windows_are_closed_alone(before: Facts, after: Facts) -> bool:
    """Closing the windows from before the switchover leaves the recent ones alone."""
    same = _recent_windows_open(before) == _recent_windows_open(after)
    return same and not after.earlier_windows_open


@PROPERTIES.transition_invariant("INT-08", when=says("refuse_call"))
def a_refused_call_is_no_call(before: Facts, after: Facts) -> bool:
    """A call that the endpoint refuses changes no call and opens no window."""
    calls = before.state_of("call") == after.state_of("call")
    return calls and before.state_of("windows") == after.state_of("windows")


@PROPERTIES.transition_invariant("INT-04", when=lambda o: moves(o) and o.event.name not in _CLOSED)
def windows_survive_a_switchover(before: Facts, after: Facts) -> bool:
    """A switchover makes every open window an earlier one, and closes none."""
    kept = before.windows_open == after.earlier_windows_open
    return kept and not _recent_windows_open(after)


@PROPERTIES.transition_invariant("INT-05", when=moves)
def a_switchover_ends_the_excuse(_before: Facts, after: Facts) -> bool:
    """Going Ready by hand before a switchover excuses no call after it."""
    return not after.is_in("ready_by_hand", "yes")


@PROPERTIES.transition_invariant("INT-05", when=says("ready_by_hand"))
def a_restoration_is_no_going_ready_by_hand(before: Facts, after: Facts) -> bool:
    """The request for Ready of a restoration never counts as going Ready by hand."""
    return before.is_in("restoration", "requested") or not after.is_in("restoration", "requested")


# What can happen.


@PROPERTIES.reachable_step("INT-05", when=routes_a_call, applies=continuity)
def an_agent_who_went_ready_by_hand_gets_a_call(before: Facts, _after: Facts) -> bool:
    """A call is routed while an earlier window is open because the agent went Ready by hand."""
    return before.earlier_windows_open
