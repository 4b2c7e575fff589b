"""What must hold of the desktop, apart from the machines that it judges."""

from twinsite.model.profile import Profile
from twinsite.properties.clusters import CLUSTERS
from twinsite.properties.connections import CONNECTIONS
from twinsite.properties.decorators import DesktopProperty, Registered
from twinsite.properties.discarded import DISCARDED
from twinsite.properties.happens import HAPPENS
from twinsite.properties.liveness import LIVENESS
from twinsite.properties.nodes import NODES_OF_SITES
from twinsite.properties.not_promised import NOT_PROMISED_PROPERTIES
from twinsite.properties.possible import POSSIBLE
from twinsite.properties.probe import PROBE
from twinsite.properties.progress import PROGRESS
from twinsite.properties.restoration import RESTORATION
from twinsite.properties.safety import SAFETY
from twinsite.properties.session import SESSION
from twinsite.properties.start_up import START_UP
from twinsite.properties.telephone import TELEPHONE
from twinsite.properties.world import WORLD

ALL: tuple[Registered, ...] = (
    *SAFETY.entries,
    *PROGRESS.entries,
    *SESSION.entries,
    *RESTORATION.entries,
    *CONNECTIONS.entries,
    *PROBE.entries,
    *TELEPHONE.entries,
    *WORLD.entries,
    *NODES_OF_SITES.entries,
    *CLUSTERS.entries,
    *START_UP.entries,
    *POSSIBLE.entries,
    *DISCARDED.entries,
    *HAPPENS.entries,
    *LIVENESS.entries,
)
"""Every property, in the order in which it is reported."""

NOT_PROMISED: tuple[Registered, ...] = tuple(NOT_PROMISED_PROPERTIES.entries)
"""Properties that are no part of a check, and that the hazards name."""


def properties_of(profile: Profile) -> tuple[DesktopProperty, ...]:
    """Return the properties of states and steps that apply to a profile."""
    return tuple(e.prop for e in ALL if not e.prop.is_liveness and e.applies(profile))


def liveness_of(profile: Profile) -> tuple[DesktopProperty, ...]:
    """Return the properties of infinite traces that apply to a profile."""
    return tuple(e.prop for e in ALL if e.prop.is_liveness and e.applies(profile))
