"""Faults of the site selection: what moves the desktop, and what does not."""

from twinsite_desktop.connection import Connection
from twinsite_desktop.events import CompanionSwitchedOver, Event
from twinsite_desktop.faults.fault import fault
from twinsite_desktop.settings import Settings
from twinsite_desktop.site_selection import Loss, SiteSelection
from twinsite_desktop.sites import PRIMARY, Site
from twinsite_desktop.timers import Outside

_PAIR = "stat/bc/pair"


class TimeoutStartsWithFailedPass(SiteSelection):
    """The switchover timeout starts with the first failed pass, not with the loss."""

    def link_lost(self, out: Outside, settings: Settings) -> None:
        """Wait for the pass."""
        self.loss = Loss.DROPPED


class TimeoutOutlivesReconnection(SiteSelection):
    """A reconnection does not cancel the switchover timeout."""

    def link_opened(self, out: Outside, settings: Settings) -> None:
        """Forget the timer."""
        self.loss = Loss.LINKED


class BackupDoesNotEndTheLoss(Connection):
    """Only a reconnection to the primary ends the loss."""

    def _link_opened(self) -> None:
        if self.link.server == PRIMARY:
            super()._link_opened()


class FirstLinkNeverLost(SiteSelection):
    """A link that was never open does not count as lost."""

    def timeout_may_move(self, settings: Settings) -> bool:
        """Ask for a first link."""
        return self.loss is not Loss.NEVER_LINKED and super().timeout_may_move(settings)


class PeerNeverLeft(SiteSelection):
    """At the peer site a lost link moves nothing."""

    def timeout_may_move(self, settings: Settings) -> bool:
        """Look one way only."""
        return self.here is Site.PREFERRED and super().timeout_may_move(settings)


class NoTimeoutAtTheNewSite(SiteSelection):
    """The timeout is not started for the new site, whose link is not open yet."""

    def move(self, out: Outside, settings: Settings) -> None:
        """Wait for a loss that cannot come."""
        self.here, self.loss = self.here.other, Loss.COUNTING


class MovesWithoutBusinessContinuity(SiteSelection):
    """The desktop switches over although business continuity is off."""

    def timeout_may_move(self, settings: Settings) -> bool:
        """Do not ask for a peer site."""
        return True


class MovesInAnOldRelease(SiteSelection):
    """The Stat connection moves in a release that knows no peer Stat Server."""

    def timeout_may_move(self, settings: Settings) -> bool:
        """Ask for the option only."""
        return settings.business_continuity


class MovesWithItsCompanion(Connection):
    """The switchover of another connection moves this one, too."""

    def _receive(self, event: Event) -> None:
        if not isinstance(event, CompanionSwitchedOver):
            super()._receive(event)
        elif self.settings.has_peer and self.site.loss is Loss.LINKED:
            self._switch_over()


FAULTS = (
    fault(TimeoutStartsWithFailedPass, "SITE-01", _PAIR),
    fault(TimeoutOutlivesReconnection, "SITE-04", _PAIR),
    fault(BackupDoesNotEndTheLoss, "SITE-02", _PAIR),
    fault(FirstLinkNeverLost, "SITE-07", _PAIR),
    fault(PeerNeverLeft, "SITE-08", _PAIR),
    fault(NoTimeoutAtTheNewSite, "SITE-08", _PAIR),
    fault(MovesWithoutBusinessContinuity, "BC-02", "stat/no-bc/pair"),
    fault(MovesInAnOldRelease, "CLUS-07", "stat/bc/pair/8.5.106.18"),
    fault(MovesWithItsCompanion, "WHOLE-02", _PAIR),
)
"""The faults of this module."""
