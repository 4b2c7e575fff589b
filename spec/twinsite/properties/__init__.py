"""What must hold of the desktop, apart from the machines that it judges."""

from twinsite.profile import Profile
from twinsite.properties.claims import Claim, Registered
from twinsite.properties.happens import HAPPENS
from twinsite.properties.progress import PROGRESS
from twinsite.properties.safety import SAFETY

ALL: tuple[Registered, ...] = (*SAFETY.entries, *PROGRESS.entries, *HAPPENS.entries)
"""Every property, in the order in which it is reported."""


def properties_of(profile: Profile) -> tuple[Claim, ...]:
    """Return the properties that apply to a profile."""
    return tuple(entry.claim for entry in ALL if entry.applies(profile))
