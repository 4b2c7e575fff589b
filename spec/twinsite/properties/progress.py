"""The desktop never overlooks that something has become possible.

Each property is about states at rest: when all signals of a step are done, no move is left that
the desktop owes without a further event.  They are what an event-driven design gets wrong most
easily: the condition comes true, and nobody looks.
"""

from twinsite.model.predicates import Facts
from twinsite.model.profile import Phone
from twinsite.properties.decorators import Catalogue
from twinsite.properties.where import connection

PROGRESS = Catalogue()


@PROGRESS.invariant("RET-07")
def a_return_that_is_due_is_made(facts: Facts) -> bool:
    """The desktop is never at rest at the peer site while every condition of the return holds."""
    return not facts.return_is_due


@PROGRESS.invariant("PHONE-04")
def a_phone_switchover_that_is_due_is_made(facts: Facts) -> bool:
    """The desktop is never at rest with the wait for the phone over and nothing in the way."""
    return not (facts.phone_is_given_up and facts.may_leave_for_phone)


@PROGRESS.invariant("REST-02")
def a_restoration_that_is_unblocked_is_requested(facts: Facts) -> bool:
    """No restoration is left pending while the agent is logged in and no window is open."""
    return not (facts.is_in("restoration", "pending") and facts.restoration_is_unblocked)


@PROGRESS.invariant("SES-11")
def a_login_does_not_wait_on_an_open_link(facts: Facts) -> bool:
    """No login is left waiting for a link while there is one."""
    return not (facts.is_in("session", "awaiting_link") and facts.link_open)


@PROGRESS.invariant("SITE-02", of=connection)
def the_site_selection_knows_the_link(facts: Facts) -> bool:
    """The site selection takes the link for open exactly while it is open."""
    return facts.is_in("site", "at_preferred", "at_peer") == facts.link_open


@PROGRESS.invariant("PHONE-01")
def the_phone_watch_knows_the_phone(facts: Facts) -> bool:
    """The phone watch is satisfied exactly while the phone is registered at the current site."""
    if facts.profile.phone is Phone.NONE:
        return True
    return facts.is_in("phone_watch", "satisfied") == facts.phone_registered_here


@PROGRESS.invariant("RET-04")
def the_preferred_site_is_probed_exactly_while_a_return_is_wanted(facts: Facts) -> bool:
    """The preferred pair is probed exactly while the desktop is at the peer site and is to return
    automatically.
    """
    wanted = facts.at_peer_site and facts.returns_automatically
    return wanted != facts.is_in("probe", "off")


@PROGRESS.invariant("WORLD-06")
def a_live_call_has_a_link_and_a_window(facts: Facts) -> bool:
    """A live call has an open link that controls it and a window opened since the switchover."""
    if not facts.is_in("call", "live"):
        return True
    return facts.link_open and facts.is_in("windows", "recent", "earlier_and_recent")
