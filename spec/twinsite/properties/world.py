"""What the world and the windows do: every event of theirs does what it says, and no more."""

from twinsite.model.predicates import Facts
from twinsite.properties.decorators import Catalogue
from twinsite.properties.safety import moves
from twinsite.properties.steps import events, touching
from twinsite.properties.where import paired

WORLD = Catalogue()

_UP = {
    "primary": ("both", "primary_only"),
    "backup": ("both", "backup_only"),
}
_OFFERED = ("routed_call_offered", "direct_call_began")
_OPENED = (*_OFFERED, "other_interaction_opened")
_CLOSED = ("recent_windows_closed", "earlier_windows_closed")


def _changed_servers(before: Facts, after: Facts) -> list[tuple[str, bool]]:
    """Return the servers whose service changes, each with whether it is in service now."""
    return [
        (server, after.is_in(pair, *states))
        for pair in ("servers_preferred", "servers_peer")
        for server, states in _UP.items()
        if before.is_in(pair, *states) != after.is_in(pair, *states)
    ]


def _recent_windows_open(facts: Facts) -> bool:
    return facts.is_in("windows", "recent", "earlier_and_recent")


# servers


@WORLD.transition_invariant("WORLD-01", when=events("primary_failed", "backup_failed"), of=paired)
def a_server_fails_alone(before: Facts, after: Facts) -> bool:
    """The failure of a server takes just one server out of service."""
    return [up for _, up in _changed_servers(before, after)] == [False]


@WORLD.transition_invariant(
    "WORLD-01", when=events("primary_returned", "backup_returned"), of=paired
)
def a_server_returns_alone(before: Facts, after: Facts) -> bool:
    """The return of a server brings just one server into service."""
    return [up for _, up in _changed_servers(before, after)] == [True]


@WORLD.transition_invariant(
    "WORLD-01", when=events("primary_failed", "primary_returned"), of=paired
)
def a_primary_that_fails_or_returns_is_a_primary(before: Facts, after: Facts) -> bool:
    """A primary that fails or returns leaves every backup as it was."""
    return "backup" not in dict(_changed_servers(before, after))


@WORLD.transition_invariant("WORLD-01", when=events("backup_failed", "backup_returned"), of=paired)
def a_backup_that_fails_or_returns_is_a_backup(before: Facts, after: Facts) -> bool:
    """A backup that fails or returns leaves every primary as it was."""
    return "primary" not in dict(_changed_servers(before, after))


@WORLD.transition_invariant("WORLD-02", when=events("site_failed"), of=paired)
def a_site_fails_as_a_whole(before: Facts, after: Facts) -> bool:
    """The failure of a site takes both of its servers out of service."""
    return _changed_servers(before, after) == [("primary", False), ("backup", False)]


@WORLD.transition_invariant("WORLD-02", when=events("site_returned"), of=paired)
def a_site_returns_as_a_whole(before: Facts, after: Facts) -> bool:
    """The return of a site brings both of its servers into service."""
    return _changed_servers(before, after) == [("primary", True), ("backup", True)]


# the call


@WORLD.transition_invariant("WORLD-04", when=lambda o: o.event.name in _OFFERED)
def a_call_that_comes_is_live(_before: Facts, after: Facts) -> bool:
    """A call that is offered or begins is a live call."""
    return after.is_in("call", "live")


@WORLD.transition_invariant("WORLD-04", when=events("call_ended", "call_lost"))
def a_call_that_ends_is_over(_before: Facts, after: Facts) -> bool:
    """After the end of a call there is none."""
    return after.no_call_goes_on


@WORLD.transition_invariant(
    "WORLD-06", when=touching("call", but=events("call_ended", "call_lost"))
)
def a_call_goes_on_until_it_ends(before: Facts, after: Facts) -> bool:
    """Nothing but its end ends a call: neither a lost link nor a switchover does."""
    return before.no_call_goes_on or not after.no_call_goes_on


@WORLD.invariant("WORLD-06")
def a_link_controls_every_call_of_its_site(facts: Facts) -> bool:
    """No call of the current site is out of control while there is a link."""
    return not (facts.link_open and facts.is_in("call", "uncontrolled"))


@WORLD.transition_invariant("WORLD-06", when=lambda o: moves(o) and o.event.name != "call_ended")
def a_call_stays_at_the_site_that_is_left(before: Facts, after: Facts) -> bool:
    """A call that goes on during a switchover belongs to no link from then on."""
    return before.no_call_goes_on or after.is_in("call", "left_behind")


@WORLD.transition_invariant("WORLD-06", when=touching("call", but=moves))
def a_call_is_left_behind_by_a_switchover_only(before: Facts, after: Facts) -> bool:
    """No call is left behind but by a switchover."""
    return before.is_in("call", "left_behind") or not after.is_in("call", "left_behind")


# the windows


@WORLD.transition_invariant("INT-01", when=lambda o: o.event.name in _OPENED)
def what_comes_opens_a_window(before: Facts, after: Facts) -> bool:
    """A call and an interaction of another medium open a window, and leave earlier ones alone."""
    same = before.earlier_windows_open == after.earlier_windows_open
    return _recent_windows_open(after) and same


@WORLD.transition_invariant("INT-02", when=events("other_interaction_opened"))
def a_window_of_another_medium_counts(_before: Facts, after: Facts) -> bool:
    """An interaction of another medium opens a window that counts like that of a call."""
    return after.windows_open


@WORLD.transition_invariant("INT-03", when=events("recent_windows_closed"))
def recent_windows_are_closed_alone(before: Facts, after: Facts) -> bool:
    """Closing the windows from after the switchover leaves the earlier ones alone."""
    same = before.earlier_windows_open == after.earlier_windows_open
    return same and not _recent_windows_open(after)


@WORLD.transition_invariant("INT-03", when=events("earlier_windows_closed"))
def earlier_windows_are_closed_alone(before: Facts, after: Facts) -> bool:
    """Closing the windows from before the switchover leaves the recent ones alone."""
    same = _recent_windows_open(before) == _recent_windows_open(after)
    return same and not after.earlier_windows_open


@WORLD.invariant("INT-03")
def a_call_that_goes_on_has_a_window(facts: Facts) -> bool:
    """A call has a window of its age for as long as it goes on."""
    if facts.is_in("call", "left_behind"):
        return facts.earlier_windows_open
    return facts.no_call_goes_on or _recent_windows_open(facts)


@WORLD.transition_invariant("INT-04", when=lambda o: moves(o) and o.event.name not in _CLOSED)
def windows_survive_a_switchover(before: Facts, after: Facts) -> bool:
    """A switchover makes every open window an earlier one, and closes none."""
    kept = before.windows_open == after.earlier_windows_open
    return kept and not _recent_windows_open(after)


@WORLD.invariant("INT-04")
def no_window_is_earlier_than_the_first_link(facts: Facts) -> bool:
    """Before the first link there is no window from before a switchover."""
    return not (facts.is_in("site", "starting") and facts.earlier_windows_open)


@WORLD.invariant("INT-05")
def ready_by_hand_is_about_an_earlier_window(facts: Facts) -> bool:
    """Going Ready by hand excuses calls only while an earlier window is open."""
    return not facts.is_in("ready_by_hand", "yes") or facts.earlier_windows_open


@WORLD.transition_invariant("INT-05", when=moves)
def a_switchover_ends_the_excuse(_before: Facts, after: Facts) -> bool:
    """Going Ready by hand before a switchover excuses no call after it."""
    return not after.is_in("ready_by_hand", "yes")
