"""What must hold of the desktop, apart from the machines that it judges: one file an area."""

from itertools import chain

from twinsite.model.profile import Profile
from twinsite.properties import (
    cluster,
    deadlines,
    interaction,
    link,
    phone,
    preferred_return,
    registration,
    restoration,
    session,
    site,
    start_up,
    world,
)
from twinsite.properties.decorators import DesktopProperty, Registered
from twinsite.properties.discarded import DISCARDED
from twinsite.properties.not_promised import NOT_PROMISED_PROPERTIES
from twinsite.properties.possible import POSSIBLE

AREAS = {
    "interaction": interaction.PROPERTIES,
    "site": site.PROPERTIES,
    "link": link.PROPERTIES,
    "cluster": cluster.PROPERTIES,
    "phone": phone.PROPERTIES,
    "registration": registration.PROPERTIES,
    "preferred return": preferred_return.PROPERTIES,
    "session": session.PROPERTIES,
    "restoration": restoration.PROPERTIES,
    "deadlines": deadlines.PROPERTIES,
    "start up": start_up.PROPERTIES,
    "world": world.PROPERTIES,
    "possible": POSSIBLE,
    "discarded": DISCARDED,
}
"""The properties of each area, in the order in which they are reported."""

ALL: tuple[Registered, ...] = tuple(chain.from_iterable(area.entries for area in AREAS.values()))
"""Every property, in the order in which it is reported."""

NOT_PROMISED: tuple[Registered, ...] = tuple(NOT_PROMISED_PROPERTIES.entries)
"""Properties that are no part of a check, and that the hazards name."""

BY_NAME = {entry.prop.name: entry.prop for entry in (*ALL, *NOT_PROMISED)}
"""Every property of either kind by its name."""


def properties_of(profile: Profile) -> tuple[DesktopProperty, ...]:
    """Return the properties of states and steps that apply to a profile."""
    return tuple(e.prop for e in ALL if not e.prop.is_liveness and e.applies(profile))


def liveness_of(profile: Profile) -> tuple[DesktopProperty, ...]:
    """Return the properties of infinite traces that apply to a profile."""
    return tuple(e.prop for e in ALL if e.prop.is_liveness and e.applies(profile))
