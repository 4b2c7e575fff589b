"""The reference desktop: one way to implement what twinsite specifies, without input or output.

Begin with :mod:`twinsite_desktop.connection`, then :mod:`twinsite_desktop.voice`.
"""

from twinsite_desktop.connection import Connection
from twinsite_desktop.settings import Interpretation, Lengths, Part, Phone, Settings
from twinsite_desktop.start_up import StartUp
from twinsite_desktop.voice import VoiceConnection

__all__ = [
    "Connection",
    "Core",
    "Interpretation",
    "Lengths",
    "Part",
    "Phone",
    "Settings",
    "StartUp",
    "VoiceConnection",
    "core",
]

Core = Connection | StartUp
"""The core of any part of the desktop."""


def core(settings: Settings, *, now: float = 0.0) -> Core:
    """Return the core of the part that the settings are for, at its beginning."""
    match settings.part:
        case Part.VOICE:
            return VoiceConnection(settings, now=now)
        case Part.START_UP:
            return StartUp(settings, now=now)
    return Connection(settings, now=now)
