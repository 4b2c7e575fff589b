"""How a seeded fault is written: a part of the desktop with one method that is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TypeVar

from twinsite_desktop import Core, core
from twinsite_desktop.connection import Connection
from twinsite_desktop.link import Link
from twinsite_desktop.naming import snake
from twinsite_desktop.phone import AgentPhone
from twinsite_desktop.probe import Probe
from twinsite_desktop.registration import Registration
from twinsite_desktop.restoration import Restoration
from twinsite_desktop.session import Session
from twinsite_desktop.settings import Settings
from twinsite_desktop.site_selection import SiteSelection
from twinsite_desktop.start_up import StartUp
from twinsite_desktop.voice import VoiceConnection

Component = Link | SiteSelection | Registration | AgentPhone | Probe | Session | Restoration
"""What a core is made of."""

T = TypeVar("T", bound=Component)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A desktop that is wrong in one place, as a developer might have written it."""

    name: str
    """In snake_case; unique."""
    what: str
    """What is wrong, as a reviewer would say it."""
    requirement: str
    """The id of a requirement that the fault breaks."""
    profile: str
    """The name of a small profile in which it shows."""
    make: Callable[[Settings], Core]
    """Makes the faulty core for the settings of that profile, at its beginning."""


def fault(
    kind: type[Component] | type[Connection] | type[StartUp], requirement: str, profile: str
) -> Fault:
    """Return the fault of a class, which is told by the first line of its docstring.

    Args:
        kind: A core, or a component that takes the place of the sound one.
        requirement: The id of a requirement that it breaks.
        profile: The name of a small profile in which it shows.
    """
    make = kind if issubclass(kind, (Connection, StartUp)) else _core_with(kind)
    what = (kind.__doc__ or "").partition("\n")[0]
    return Fault(
        name=snake(kind.__name__), what=what, requirement=requirement, profile=profile, make=make
    )


def _core_with(kind: type[Component]) -> Callable[[Settings], Core]:
    def make(settings: Settings) -> Core:
        made = core(settings)
        assert isinstance(made, Connection), "the start has no components"
        _put(kind, made)
        return made

    return make


def _put(kind: type[Component], into: Connection) -> None:
    """Let a component of this kind take the place of the sound one, in the same state."""
    if issubclass(kind, Link):
        into.link = _as(kind, into.link)
    elif issubclass(kind, SiteSelection):
        into.site = _as(kind, into.site)
    if not isinstance(into, VoiceConnection):
        return
    if issubclass(kind, Session):
        into.session = _as(kind, into.session)
    elif issubclass(kind, Restoration):
        into.restoration = _as(kind, into.restoration)
    elif issubclass(kind, Probe):
        into.probe = _as(kind, into.probe)
    elif issubclass(kind, AgentPhone):
        into.phone = _as(kind, into.phone)
    elif issubclass(kind, Registration):
        sound = into.phone.registrations
        into.phone.registrations = {site: _as(kind, each) for site, each in sound.items()}
        into.phone.changed(into.out, into.settings, into.site.here)


def _as(kind: type[T], sound: Component) -> T:
    return kind(**{each.name: getattr(sound, each.name) for each in fields(sound)})
