"""What fails in a drill, as the user names it and as the machines of the world have it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from twinsite.analyses.drill.silence import registrar
from twinsite.analyses.drill.staff import Kind
from twinsite.checker.semantics.system import Event
from twinsite.errors import InputError
from twinsite.model.predicates import Site
from twinsite.model.profile import Part, Phone


class What(StrEnum):
    """What can fail."""

    SITE = "site"
    """Everything at a site: its servers of all kinds, and its registrar."""
    PRIMARY = "primary"
    """The primary SIP Server of a site."""
    BACKUP = "backup"
    """The backup SIP Server of a site."""
    REGISTRAR = "registrar"
    """The registrar of a site alone; no REGISTER is answered there."""
    PHONE = "phone"
    """The flow from the phone to the registrar of the site at which the desktop works; no REGISTER
    is answered there."""
    BOTH = "both sites"
    """Everything at both sites, at one moment."""
    SIP_SERVERS = "SIP Servers"
    """The SIP Servers of a site, and so its registrar, which they are."""
    STAT_SERVERS = "Stat Servers"
    """The Stat Servers of a site."""
    PROXIES = "Configuration Server Proxies"
    """The Configuration Server Proxies of a site."""


_PARTS: Final = {
    What.SIP_SERVERS: (Part.VOICE,),
    What.STAT_SERVERS: (Part.STAT,),
    What.PROXIES: (Part.CONFIG, Part.START_UP),
}
"""The parts of the desktop that are connected to servers of one kind."""
_WORDS: Final = {
    What.PRIMARY: "primary SIP Server",
    What.BACKUP: "backup SIP Server",
    What.REGISTRAR: "registrar",
    **{what: what.value for what in _PARTS},
}
"""What fails at a site, but not all of it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What fails."""

    what: What
    site: str = ""
    """The name of the site; empty for the phone and for both sites."""

    def __str__(self) -> str:
        match self.what:
            case What.SITE:
                return self.site
            case What.PHONE:
                return "the phone"
            case What.BOTH:
                return "both sites"
        return f"the {_WORDS[self.what]} of {self.site}"

    @property
    def fails(self) -> str:
        """That it fails, as a clause."""
        return f"{self} {'fail' if self.is_plural else 'fails'}"

    @property
    def is_repaired(self) -> str:
        """That it is repaired, as a clause."""
        return f"{self} {'are' if self.is_plural else 'is'} repaired"

    @property
    def is_plural(self) -> bool:
        """Whether its name is a plural."""
        return self.what is What.BOTH or self.what in _PARTS

    def events(self, kind: Kind, part: Part, *, returns: bool = False) -> tuple[Event, ...]:
        """Return what happens in a part of the desktop when it fails, or when it is repaired.

        Args:
            kind: Whose desktop it is.
            part: The part.
            returns: Whether it is repaired.
        """
        done = "returned" if returns else "failed"
        voice = part is Part.VOICE
        if self.what is What.BOTH:
            sites: tuple[Site, ...] = tuple(Site)
        elif self.what is What.PHONE:
            sites = (Site.PREFERRED,)
        else:
            sites = tuple(site for site, name in kind.sites.items() if name == self.site)
        registrars = _registrars(kind, sites, done) if voice else ()
        if part not in _PARTS.get(self.what, (part,)):
            return ()
        match self.what:
            case What.SITE | What.BOTH | What.SIP_SERVERS | What.STAT_SERVERS | What.PROXIES:
                down = (Event(_servers(kind, part, site), f"site_{done}") for site in sites)
                return (*down, *registrars)
            case What.REGISTRAR:
                return registrars
            case What.PHONE:
                return (
                    (*registrars, *_phone(kind.profiles[part].phone, returns=returns))
                    if voice
                    else ()
                )
        return tuple(Event(f"servers_{site}", f"{self.what}_{done}") for site in sites if voice)


def _registrars(kind: Kind, sites: Iterable[Site], done: str) -> tuple[Event, ...]:
    """Return what happens at the registrars of some sites."""
    profile = kind.profiles[Part.VOICE]
    if profile.phone is not Phone.WORKSPACE_ENDPOINT:
        return ()
    known = (site for site in sites if site is Site.PREFERRED or profile.has_peer)
    return tuple(Event(registrar(site), f"registrar_{done}") for site in known)


def _servers(kind: Kind, part: Part, site: Site) -> str:
    return f"cluster_{site}" if kind.profiles[part].nodes else f"servers_{site}"


def _phone(phone: Phone, *, returns: bool) -> tuple[Event, ...]:
    if phone is Phone.HARD_PHONE:
        return (Event("dn_service", "dn_back_in_service" if returns else "dn_out_of_service"),)
    if phone is Phone.WORKSPACE_ENDPOINT and not returns:
        return (Event(f"registration_{Site.PREFERRED}", "flow_failed"),)
    return ()


def read_failure(text: str, sites: Collection[str], *, where: str) -> Failure:
    """Read what fails from its spelling.

    Args:
        text: Such as ``Site X``, ``Site X registrar``, ``phone`` or ``both sites``.
        sites: The names of the sites that there are.
        where: Where the text stands, for messages.

    Raises:
        InputError: if it names nothing that can fail.
    """
    words = text.strip()
    if words in sites:
        return Failure(What.SITE, words)
    if words in (What.PHONE, What.BOTH):
        return Failure(What(words))
    for what in _WORDS:
        site = words.removesuffix(f" {what}")
        if site != words and site in sites:
            return Failure(what, site)
    known = ", ".join(sorted(sites)) or "none"
    raise InputError(
        f"{text!r} is nothing that can fail",
        where=where,
        remedy=f"Name a site ({known}), phone or both sites, or a site and what fails there:"
        f" {', '.join(_WORDS)}; then, if you like, @ and the time, as in 'Site X@10:00:00'.",
    )
