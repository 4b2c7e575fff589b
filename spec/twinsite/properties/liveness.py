"""Where every fair trace leads: the good things that happen in the end.

Each property says what may still happen (``given``); what must be assumed of the world is found by
the check.  A property without ``given`` holds whatever faults come.
"""

from twinsite.model.predicates import Facts, Site
from twinsite.model.profile import Profile
from twinsite.properties.decorators import Catalogue
from twinsite.properties.fairness import AFTER_FAULTS, PHONE_STAYS_LOST, SITES_STAY_DOWN
from twinsite.properties.safety import moves
from twinsite.properties.where import (
    connection,
    continuity,
    registering,
    restoring,
    returning,
    watching,
)

LIVENESS = Catalogue()


def _registering_at_both(profile: Profile) -> bool:
    return registering(profile) and profile.has_peer


def a_site_is_up(facts: Facts) -> bool:
    """Return whether a site that the desktop may work at has a server in service."""
    return facts.site_in_service(Site.PREFERRED) or (
        facts.profile.has_peer and facts.site_in_service(Site.PEER)
    )


def link_is_lost(facts: Facts) -> bool:
    """Return whether there is no link to the current site."""
    return not facts.link_open


def login_is_wanted(facts: Facts) -> bool:
    """Return whether the agent is to be logged in and is not yet."""
    return facts.is_in("session", "awaiting_link", "logging_in")


# the link and the login


@LIVENESS.leads_to("LINK-08", premise=a_site_is_up, given=AFTER_FAULTS, of=connection)
def a_link_is_found(facts: Facts) -> bool:
    """While a site is up, the desktop ends up with a link."""
    return facts.link_open


@LIVENESS.leads_to(
    "SES-17", premise=lambda f: a_site_is_up(f) and login_is_wanted(f), given=AFTER_FAULTS
)
def an_agent_who_wants_in_is_logged_in(facts: Facts) -> bool:
    """While a site is up, an agent who is to be logged in ends up logged in, or logs out."""
    return not login_is_wanted(facts)


# the switchover


@LIVENESS.leads_to(
    "SITE-09", premise=link_is_lost, reached_by=moves, applies=continuity, of=connection
)
def a_link_that_stays_lost_moves_the_desktop(facts: Facts) -> bool:
    """A lost link is found again, or the desktop moves, whatever the phone and the calls do."""
    return facts.link_open


@LIVENESS.leads_to(
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


@LIVENESS.finitely("SITE-10", when=moves, premise=a_site_is_up, given=AFTER_FAULTS, of=connection)
def no_endless_ping_pong() -> None:
    """While a site is up, the desktop switches over finitely often."""


@LIVENESS.leads_to(
    "PHONE-09",
    premise=lambda f: not f.phone_registered_here and f.phone_registered_there,
    reached_by=moves,
    given=PHONE_STAYS_LOST,
    applies=watching,
)
def a_phone_that_stays_lost_moves_the_desktop(facts: Facts) -> bool:
    """While the phone is registered at the other site only, it moves the desktop."""
    return facts.phone_registered_here


# the return


@LIVENESS.leads_to(
    "RET-09",
    premise=lambda f: f.at_peer_site and f.preferred_in_service,
    given=AFTER_FAULTS,
    applies=returning,
)
def the_desktop_returns(facts: Facts) -> bool:
    """While the preferred site is up, the desktop ends up there."""
    return not facts.at_peer_site


# the phone


@LIVENESS.leads_to(
    "REG-13",
    premise=lambda f: f.site_in_service(Site.PREFERRED),
    given=AFTER_FAULTS,
    applies=registering,
)
def the_phone_registers_at_the_preferred_site(facts: Facts) -> bool:
    """While the registrar of the preferred site is up, the phone ends up registered there."""
    return facts.phone_registered_at(Site.PREFERRED)


@LIVENESS.leads_to(
    "REG-13",
    premise=lambda f: f.site_in_service(Site.PEER),
    given=AFTER_FAULTS,
    applies=_registering_at_both,
)
def the_phone_registers_at_the_peer_site(facts: Facts) -> bool:
    """While the registrar of the peer site is up, the phone ends up registered there."""
    return facts.phone_registered_at(Site.PEER)


# the restoration


@LIVENESS.leads_to(
    "REST-15",
    premise=lambda f: a_site_is_up(f) and not f.is_in("restoration", "idle"),
    given=AFTER_FAULTS,
    applies=restoring,
)
def a_pending_restoration_ends(facts: Facts) -> bool:
    """While a site is up, a pending restoration ends, unless the agent was forced out."""
    return facts.is_in("restoration", "idle") or facts.is_in("session", "forced_out")
