"""A scenario: the settings of a session, and what happens to it from outside, and when."""

from dataclasses import dataclass
from enum import StrEnum

from twinsite_desktop.events import Event
from twinsite_desktop.settings import Settings
from twinsite_desktop.sites import Site

SERVERS = ("primary", "backup")
"""What the servers of a pair are called, in the order of their numbers."""


class Turn(StrEnum):
    """What may happen to something that stands at a site."""

    FAILED = "failed"
    RETURNED = "returned"


class Thing(StrEnum):
    """What may fail and return."""

    SITE = "site"
    """Both servers of the pair, and the registrar."""
    SERVER = "server"
    """One server of the pair."""
    REGISTRAR = "registrar"
    """The registrar alone."""


@dataclass(frozen=True, slots=True)
class WorldEvent:
    """Something fails or returns; the desktop is told only what it can notice."""

    thing: Thing
    turn: Turn
    site: Site
    server: int | None = None
    """Which server of the pair, from 0; for a server only."""


WORLD_WORDS = {f"{thing}_{turn}": (thing, turn) for thing in Thing for turn in Turn}
"""The words of a scenario file for what happens in the world, such as ``site_failed``."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens because the scenario says so."""

    at: float
    """When, in seconds from the start of the session, 0 or more."""
    event: Event | WorldEvent
    """What."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A story to be played."""

    title: str
    sentence: str
    """What it shows, in one sentence."""
    settings: Settings
    steps: tuple[Step, ...]
    """In the order of their times, no two at the same."""
    until: float
    """When the story ends, in seconds; not before the last step."""
