"""What fails in a drill, as the user names it and as the machines of the world have it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

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


_OF_SITE: Final = (What.PRIMARY, What.BACKUP, What.REGISTRAR)


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
        words = {What.PRIMARY: "primary SIP Server", What.BACKUP: "backup SIP Server"}
        return f"the {words.get(self.what, 'registrar')} of {self.site}"

    def role(self, kind: Kind) -> Site | None:
        """Return which of an agent's sites it is about; None if it is neither, or no single one."""
        return next((site for site, name in kind.sites.items() if name == self.site), None)

    def events(self, kind: Kind, part: Part, *, returns: bool = False) -> tuple[Event, ...]:
        """Return what happens in a part of the desktop when it fails, or when it is repaired.

        Args:
            kind: Whose desktop it is.
            part: The part.
            returns: Whether it is repaired.
        """
        done = "returned" if returns else "failed"
        role = self.role(kind)
        if self.what is What.BOTH:
            return tuple(Event(_servers(kind, part, site), f"site_{done}") for site in Site)
        if self.what is What.PHONE and part is Part.VOICE:
            return _phone(kind.phone, returns=returns)
        if role is None:
            return ()
        if self.what is What.SITE:
            return (Event(_servers(kind, part, role), f"site_{done}"),)
        if self.what in (What.PRIMARY, What.BACKUP) and part is Part.VOICE:
            return (Event(f"servers_{role}", f"{self.what}_{done}"),)
        return ()

    def silences(self, kind: Kind) -> frozenset[str]:
        """Return the registrations that get no answer while it lasts."""
        role = Site.PREFERRED if self.what is What.PHONE else self.role(kind)
        alone = self.what in (What.REGISTRAR, What.PHONE)
        return frozenset({f"registration_{role}"}) if alone and role is not None else frozenset()


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
    for what in _OF_SITE:
        site = words.removesuffix(f" {what}")
        if site != words and site in sites:
            return Failure(what, site)
    known = ", ".join(sorted(sites)) or "none"
    raise InputError(
        f"{text!r} is nothing that can fail",
        where=where,
        remedy=f"Name a site ({known}), a site with primary, backup or registrar behind it, phone,"
        " or both sites; then, if you like, @ and the time, as in 'Site X@10:00:00'.",
    )
