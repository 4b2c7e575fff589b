"""Faults of the return: the probe of the preferred pair, and the conditions of the return."""

from twinsite_desktop import events as e
from twinsite_desktop.commands import LogIn
from twinsite_desktop.faults.fault import fault
from twinsite_desktop.probe import RETRY, Probe, Reach
from twinsite_desktop.settings import Settings
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Outside
from twinsite_desktop.voice import VoiceConnection

_RETURN = "bc+auto/no-phone"


class ProbeForgottenAfterDrop(Probe):
    """The preferred site is not probed any more when the probe's connection drops."""

    def dropped(self, out: Outside) -> None:
        """Give the probe up."""
        if self.reach is Reach.REACHED:
            self.reach = Reach.OFF


class DroppedProbeCountsAsReached(Probe):
    """A probe whose connection has dropped still counts as reached."""

    def dropped(self, out: Outside) -> None:
        """Do nothing."""


class ProbedOnce(Probe):
    """A failed pass of the probe is the last one."""

    def failed(self, out: Outside, settings: Settings) -> None:
        """Give the probe up."""
        if self.reach is Reach.TRYING:
            self.reach = Reach.OFF


class ProbeWithoutRetryDelay(Probe):
    """A failed pass of the probe is followed by the next one at once."""

    def failed(self, out: Outside, settings: Settings) -> None:
        """Begin again."""
        if self.reach is Reach.TRYING:
            self.try_again(out)


class ProbeLeftOpen(Probe):
    """The probe's connection is left open after the return."""

    def moved(self, out: Outside, settings: Settings, here: Site) -> None:
        """Forget the connection."""
        if here is Site.PREFERRED:
            self.reach = Reach.OFF
            out.stop(RETRY)
        else:
            super().moved(out, settings, here)


class ProbeRetryGoesOn(Probe):
    """The retry of the probe still runs at the preferred site."""

    def moved(self, out: Outside, settings: Settings, here: Site) -> None:
        """Stop no timer."""
        runs = out.deadlines.get(RETRY)
        super().moved(out, settings, here)
        if runs is not None:
            out.deadlines[RETRY] = runs


class ProbeLogsIn(Probe):
    """The probe logs in at the preferred site while the agent is logged in at the peer."""

    def accepted(self, out: Outside, settings: Settings) -> bool:
        """Log in like any connection."""
        reached = super().accepted(out, settings)
        if reached:
            out.do(LogIn(Site.PREFERRED))
        return reached


class ProbeAnsweredLate(Probe):
    """An answer that comes after the probe was given up counts as the preferred pair reached."""

    def accepted(self, out: Outside, settings: Settings) -> bool:
        """Believe every answer."""
        news = self.reach is not Reach.REACHED
        self.reach = Reach.REACHED
        return news


class ReturnsWithoutAutoRestore(Probe):
    """The desktop returns by itself although auto-restore is off."""

    def moved(self, out: Outside, settings: Settings, here: Site) -> None:
        """Do not ask for the option."""
        super().moved(out, settings, here)
        if here is Site.PEER:
            self.try_again(out)


class ReturnsDuringCall(VoiceConnection):
    """The desktop returns in the middle of a call, and loses the control of it."""

    def _return_is_due(self) -> bool:
        reached = self.site.here is Site.PEER and self.probe.reach is Reach.REACHED
        return reached and self.phone.is_registered(Site.PREFERRED, Site.PEER, self.settings)


class ReturnsWhenTheLinkDrops(VoiceConnection):
    """A call holds back the return only while the link controls it, so a short drop gives it up."""

    def _call_in_progress(self) -> bool:
        return self.link.is_open and super()._call_in_progress()

    def _link_lost(self) -> None:
        super()._link_lost()
        self._return_if_due()


class ReturnsBeforeThePhone(VoiceConnection):
    """The desktop returns before the phone is registered at the preferred site."""

    def _return_is_due(self) -> bool:
        reached = self.site.here is Site.PEER and self.probe.reach is Reach.REACHED
        return reached and not self._call_in_progress()


class WindowsHoldTheReturn(VoiceConnection):
    """Windows whose calls are over hold back the return."""

    def _return_is_due(self) -> bool:
        return not self.windows_open and super()._return_is_due()


class HeldReturnForgotten(VoiceConnection):
    """A return that a call has held back is not made when the call is over."""

    def _call_over(self) -> None:
        self._move_for_phone_if_due()


class ReturnNeedsAnOpenLink(VoiceConnection):
    """The desktop does not return while its link at the peer site is lost."""

    def _return_is_due(self) -> bool:
        return self.link.is_open and super()._return_is_due()


class ReachedWithoutReturn(VoiceConnection):
    """The answer of the probe is noted, and nobody asks whether the return is due."""

    def _receive(self, event: e.Event) -> None:
        if isinstance(event, e.ProbeAccepted):
            self.probe.accepted(self.out, self.settings)
        else:
            super()._receive(event)


FAULTS = (
    fault(ProbeForgottenAfterDrop, "RET-04", _RETURN),
    fault(DroppedProbeCountsAsReached, "RET-01", _RETURN),
    fault(ProbedOnce, "RET-04", _RETURN),
    fault(ProbeWithoutRetryDelay, "RET-04", _RETURN),
    fault(ProbeLeftOpen, "RET-04", _RETURN),
    fault(ProbeRetryGoesOn, "RET-04", _RETURN),
    fault(ProbeLogsIn, "SES-15", _RETURN),
    fault(ProbeAnsweredLate, "RET-04", _RETURN),
    fault(ReturnsWithoutAutoRestore, "RET-06", "bc/no-phone"),
    fault(ReturnsDuringCall, "RET-03", _RETURN),
    fault(ReturnsWhenTheLinkDrops, "RET-03", _RETURN),
    # an endpoint shows it, too, in a space that is twenty times as large
    fault(ReturnsBeforeThePhone, "RET-02", "bc+auto/hard-phone/A45=assumed_lost"),
    fault(WindowsHoldTheReturn, "RET-05", "bc+auto+restore/no-phone"),
    fault(HeldReturnForgotten, "RET-07", _RETURN),
    fault(ReturnNeedsAnOpenLink, "RET-07", _RETURN),
    fault(ReachedWithoutReturn, "RET-07", _RETURN),
)
"""The faults of this module."""
