"""The parts of the desktop whose machines are drawn together.

A connection to a pair has no drawing of its own: its machines are among those of the voice
connection, and do there what they do in it.
"""

from dataclasses import dataclass
from typing import Final

from twinsite.model.profile import Profile, connection_profiles, start_up_profiles, voice_profiles


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """A part of the desktop with its world, in all forms that it has by default."""

    name: str
    """For the names of its drawings."""
    words: str
    """For the titles of its drawings."""
    profiles: tuple[Profile, ...]
    """What is in one of these is drawn."""


DRAWN_PARTS: Final = (
    DrawnPart("voice", "The voice connection", voice_profiles()),
    DrawnPart(
        "cluster",
        "A connection to a cluster",
        tuple(profile for profile in connection_profiles() if profile.nodes),
    ),
    DrawnPart("start-up", "The start", start_up_profiles()),
)
"""Every part that is drawn."""
