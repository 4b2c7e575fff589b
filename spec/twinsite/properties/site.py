"""What must hold of which site the desktop works at.

Source: the requirements SITE, BC.
"""

from twinsite.checker.symbolic.property import Occurrence
from twinsite.model.predicates import Facts, Site
from twinsite.properties.decorators import Catalogue
from twinsite.properties.fairness import AFTER_FAULTS, SITES_STAY_DOWN
from twinsite.properties.steps import (
    a_site_is_up,
    moves,
    moves_for_link,
    moves_for_phone,
    touching,
)
from twinsite.properties.where import (
    connection,
    continuity,
    everywhere,
)

PROPERTIES = Catalogue()


def _says_something_twice(occurrence: Occurrence) -> bool:
    return len(set(occurrence.log)) < len(occurrence.log)


def link_is_lost(facts: Facts) -> bool:
    """Return whether there is no link to the current site."""
    return not facts.link_open


# What holds in every state.


@PROPERTIES.invariant("BC-02", of=connection)
def never_at_the_peer_without_business_continuity(facts: Facts) -> bool:
    """Without business continuity the desktop never works at the peer site."""
    return facts.profile.has_peer or not facts.at_peer_site


@PROPERTIES.invariant("SITE-04", of=connection)
def the_switchover_timeout_runs_only_while_the_link_is_lost(facts: Facts) -> bool:
    """The switchover timeout never runs on while there is a link to the current site."""
    running = facts.is_in("site", "starting", "preferred_lost", "peer_lost")
    return not (running and facts.link_open)


@PROPERTIES.invariant("SITE-02", of=connection)
def the_site_selection_knows_the_link(facts: Facts) -> bool:
    """The site selection takes the link for open exactly while it is open."""
    return facts.is_in("site", "at_preferred", "at_peer") == facts.link_open


@PROPERTIES.invariant("SITE-01", of=connection)
def the_timeout_runs_from_the_loss_on(facts: Facts) -> bool:
    """With a timeout that starts at the disconnection no loss goes without it."""
    if not facts.timeout_starts_at_disconnection:
        return True
    return not facts.is_in("site", "preferred_dropped", "peer_dropped")


# What holds of every step.


@PROPERTIES.transition_invariant("SITE-03", when=moves_for_link, of=connection)
def moves_for_a_link_only_when_the_link_is_lost(before: Facts, _after: Facts) -> bool:
    """A switchover for a lost link never happens while the link is open."""
    return not before.link_open


@PROPERTIES.transition_invariant(
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


@PROPERTIES.transition_invariant(
    "BC-12", when=lambda o: o.event.name == "companion_switched_over", of=connection
)
def another_connection_moves_nothing(before: Facts, after: Facts) -> bool:
    """A switchover of another connection never moves this one."""
    return before.at_peer_site == after.at_peer_site


@PROPERTIES.transition_invariant(
    "SITE-06", when=lambda o: sum(name == "switched_over" for _, name in o.log) > 1, of=connection
)
def one_switchover_for_one_cause(_before: Facts, _after: Facts) -> bool:
    """No single event ever makes the desktop switch over twice."""
    return False


@PROPERTIES.transition_invariant("SITE-06", when=moves, of=connection)
def a_switchover_cancels_both_deadlines(_before: Facts, after: Facts) -> bool:
    """After a switchover the wait for the phone is not over, and the link of the new site has its
    whole timeout.
    """
    return not after.phone_is_given_up and after.is_in("site", "preferred_lost", "peer_lost")


@PROPERTIES.transition_invariant(
    "SITE-06",
    when=lambda o: moves(o) and not o.starts("switchover_timeout_elapsed"),
    of=connection,
)
def every_switchover_starts_the_timeout_anew(_before: Facts, _after: Facts) -> bool:
    """No switchover timeout that began at the old site goes on at the new one."""
    return False


@PROPERTIES.transition_invariant("SITE-06", when=_says_something_twice, of=everywhere)
def nothing_is_said_twice_for_one_cause(_before: Facts, _after: Facts) -> bool:
    """No single event makes a machine give the same command or signal twice."""
    return False


@PROPERTIES.transition_invariant("SITE-05", when=moves, of=connection)
def a_switchover_goes_to_the_other_site(before: Facts, after: Facts) -> bool:
    """A switchover leads to the other site."""
    return before.at_peer_site != after.at_peer_site


@PROPERTIES.transition_invariant("SITE-05", when=touching("site", but=moves), of=connection)
def the_site_changes_by_a_switchover_only(before: Facts, after: Facts) -> bool:
    """The current site changes by a switchover only."""
    return before.at_peer_site == after.at_peer_site


@PROPERTIES.transition_invariant("SITE-07", when=touching("site"), of=connection)
def the_first_attempt_comes_once(before: Facts, after: Facts) -> bool:
    """A desktop that has been linked or has moved never again counts as never linked."""
    return before.is_in("site", "starting") or not after.is_in("site", "starting")


# What can happen.


@PROPERTIES.reachable_step("SITE-03", when=moves_for_link, applies=continuity, of=connection)
def moves_to_the_peer_for_a_lost_link(before: Facts, _after: Facts) -> bool:
    """A lost link moves the desktop to the peer site."""
    return before.is_in("site", "preferred_lost")


@PROPERTIES.reachable_step("SITE-07", when=moves_for_link, applies=continuity, of=connection)
def moves_to_the_peer_before_the_first_link(before: Facts, _after: Facts) -> bool:
    """A link that never opened moves the desktop to the peer site."""
    return before.is_in("site", "starting")


@PROPERTIES.reachable_step("SITE-08", when=moves_for_link, applies=continuity, of=connection)
def alternates_while_both_sites_are_down(before: Facts, _after: Facts) -> bool:
    """With both pairs out of service the desktop moves back from the peer site."""
    return before.at_peer_site and not any(map(before.site_in_service, Site))


# Where every fair trace leads.


@PROPERTIES.leads_to(
    "SITE-09", premise=link_is_lost, reached_by=moves, applies=continuity, of=connection
)
def a_link_that_stays_lost_moves_the_desktop(facts: Facts) -> bool:
    """A lost link is found again, or the desktop moves, whatever the phone and the calls do."""
    return facts.link_open


@PROPERTIES.leads_to(
    "SITE-08",
    premise=lambda f: not (f.site_in_service(Site.PREFERRED) or f.site_in_service(Site.PEER)),
    reached_by=moves,
    given=SITES_STAY_DOWN,
    applies=continuity,
    of=connection,
)
def never_stuck_while_both_sites_are_down(_facts: Facts) -> bool:
    """While both sites are down, there is always a next switchover."""
    return False


# What comes to an end.


@PROPERTIES.finitely("SITE-10", when=moves, premise=a_site_is_up, given=AFTER_FAULTS, of=connection)
def no_endless_ping_pong() -> None:
    """While a site is up, the desktop switches over finitely often."""
