"""What nobody promises: properties that would have to hold for some hazards to be absent.

They are no part of a check; the hazards name them.
"""

from twinsite.model.predicates import Facts, Site
from twinsite.properties.decorators import Catalogue
from twinsite.properties.fairness import ONLY_DN_REPORTS, ONLY_PREFERRED_FLAPS, SLOW_ANSWERS
from twinsite.properties.steps import a_site_is_up, moves, routes_a_call
from twinsite.properties.where import shown_by_link

NOT_PROMISED_PROPERTIES = Catalogue()


@NOT_PROMISED_PROPERTIES.finitely(
    "SITE-10", when=moves, premise=a_site_is_up, given=ONLY_PREFERRED_FLAPS
)
def no_flapping_with_the_preferred_site() -> None:
    """A preferred site that fails and returns again and again moves the desktop finitely often."""


@NOT_PROMISED_PROPERTIES.finitely(
    "SITE-10", when=moves, premise=a_site_is_up, given=ONLY_DN_REPORTS
)
def no_ping_pong_of_a_hard_phone() -> None:
    """A hard phone that is out of service everywhere moves the desktop finitely often."""


@NOT_PROMISED_PROPERTIES.finitely("SITE-10", when=moves, premise=a_site_is_up, given=SLOW_ANSWERS)
def no_ping_pong_when_servers_are_slow() -> None:
    """Servers that are found only after the switchover timeout move the desktop finitely often."""


@NOT_PROMISED_PROPERTIES.transition_invariant("INT-07", when=routes_a_call)
def no_call_beside_one_that_nobody_saw(before: Facts, _after: Facts) -> bool:
    """No call is routed to the agent while a call goes on that the desktop never saw."""
    return not before.is_in("call", "unseen_elsewhere")


@NOT_PROMISED_PROPERTIES.transition_invariant("INT-06", when=routes_a_call)
def no_call_by_a_login_of_before(before: Facts, _after: Facts) -> bool:
    """No call is routed to the agent while an interaction from before the latest switchover is
    open, unless the agent went Ready by hand since, whoever owns the phone.
    """
    return not before.earlier_windows_open or before.is_in("ready_by_hand", "yes")


@NOT_PROMISED_PROPERTIES.invariant("SES-16", of=shown_by_link)
def logged_in_at_one_site_only_as_sip_server_has_it(facts: Facts) -> bool:
    """SIP Servers of both sites never have the agent logged in at once."""
    return any(facts.is_in(f"agent_{site}", "logged_out") for site in Site)
