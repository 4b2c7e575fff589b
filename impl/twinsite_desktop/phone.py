"""The agent's phone at both sites, and the wait for it at the current one (PHONE, REG-10)."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from twinsite_desktop.registration import Registration
from twinsite_desktop.settings import Interpretation, Phone, Settings
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Deadline, Due, Outside

WAIT = Deadline(Due.PHONE_WAIT)


class Watch(Enum):
    """Whether the phone has been lost at the current site for too long."""

    SATISFIED = auto()
    """It is registered there, or there is no phone to watch."""
    WAITING = auto()
    """It is not, and the wait runs."""
    OVER = auto()
    """The wait is over, and the switchover is held back."""


@dataclass(slots=True)
class AgentPhone:
    """Is the phone registered, and where?"""

    registrations: dict[Site, Registration]
    """The registrations of the endpoint; empty for any other phone."""
    in_service: bool = True
    """Whether the hard phone's DN is in service at the current site, as far as is known."""
    watch: Watch = Watch.SATISFIED
    """Whether the phone has been lost for too long."""

    @classmethod
    def of(cls, settings: Settings) -> "AgentPhone":
        """Return the phone before anything is known of it (REG-10, REG-11)."""
        sites = tuple(Site) if settings.has_peer else (Site.PREFERRED,)
        own = settings.phone is Phone.WORKSPACE_ENDPOINT
        return cls({site: Registration(site) for site in sites} if own else {})

    def begin(self, out: Outside, settings: Settings) -> None:
        """REG-10, PHONE-01: register at each site; until then the phone counts as lost."""
        for registration in self.registrations.values():
            registration.begin(out, settings.lengths)
        self._watch_anew(out, settings, Site.PREFERRED)

    def is_registered(self, site: Site, here: Site, settings: Settings) -> bool:
        """Whether the phone is registered at a site, as far as can be known (REG-01, PHONE-06)."""
        if settings.phone is Phone.NONE:
            return True
        if settings.phone is Phone.HARD_PHONE:
            if site is here:
                return self.in_service
            return Interpretation.UNKNOWN_PHONE_IS_LOST not in settings.interpretations
        registration = self.registrations.get(site)
        return registration is not None and registration.is_live

    def _watch_anew(self, out: Outside, settings: Settings, here: Site) -> None:
        out.stop(WAIT)
        if self.is_registered(here, here, settings):
            self.watch = Watch.SATISFIED
        else:
            self.watch = Watch.WAITING
            out.start(WAIT, settings.lengths.phone_wait)

    def changed(self, out: Outside, settings: Settings, here: Site) -> None:
        """PHONE-01: the wait starts when the phone is lost here, and ends when it is back."""
        registered = self.is_registered(here, here, settings)
        if registered is not (self.watch is Watch.SATISFIED):
            self._watch_anew(out, settings, here)

    def wait_elapsed(self) -> None:
        """PHONE-02: the phone was lost for the whole wait."""
        self.watch = Watch.OVER

    def moved(self, out: Outside, settings: Settings, here: Site) -> None:
        """PHONE-06, PHONE-07, REG-09: the phone at the new site is watched from now on."""
        self.in_service = True
        if Interpretation.OLD_SITE_IS_UNREGISTERED in settings.interpretations:
            for site, registration in self.registrations.items():
                if site is not here:
                    registration.unregister(out, settings.lengths)
        self._watch_anew(out, settings, here)

    def copy(self) -> "AgentPhone":
        """Return a copy."""
        copies = {site: each.copy() for site, each in self.registrations.items()}
        return replace(self, registrations=copies)
