"""What nobody promises: properties that would have to hold for some hazards to be absent.

They are no part of a check; the hazards name them.
"""

from twinsite.properties.decorators import Catalogue
from twinsite.properties.fairness import ONLY_DN_REPORTS, ONLY_PREFERRED_FLAPS, SLOW_ANSWERS
from twinsite.properties.steps import a_site_is_up, moves

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
