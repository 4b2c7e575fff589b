"""Faults of the lengths of time: right steps, at the wrong moment."""

from dataclasses import replace

from twinsite_desktop import events as e
from twinsite_desktop.connection import Connection
from twinsite_desktop.faults.fault import fault
from twinsite_desktop.phone import WAIT, AgentPhone, Watch
from twinsite_desktop.registration import Binding, Registration
from twinsite_desktop.settings import Lengths, Settings
from twinsite_desktop.site_selection import TIMEOUT, Loss, SiteSelection
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Deadline, Due, Outside
from twinsite_desktop.voice import VoiceConnection

_PAIR, _HARD, _OWN = "stat/bc/pair", "bc/hard-phone", "no-bc/endpoint"
_MILLISECOND = 0.001


class SwitchoverInMilliseconds(Connection):
    """disaster-recovery.timeout is taken for milliseconds."""

    def __init__(self, settings: Settings, *, now: float = 0.0) -> None:
        """Convert what is in seconds already."""
        lengths = settings.lengths
        wrong = replace(lengths, switchover=lengths.switchover * _MILLISECOND)
        super().__init__(replace(settings, lengths=wrong), now=now)


class PhoneWaitInMilliseconds(VoiceConnection):
    """disaster-recovery.wait-for-sipphone-timeout is taken for milliseconds."""

    def __init__(self, settings: Settings, *, now: float = 0.0) -> None:
        """Convert what is in seconds already."""
        lengths = settings.lengths
        wrong = replace(lengths, phone_wait=lengths.phone_wait * _MILLISECOND)
        super().__init__(replace(settings, lengths=wrong), now=now)


class RetryInMilliseconds(Connection):
    """warm-standby.retry-delay is taken for milliseconds."""

    def __init__(self, settings: Settings, *, now: float = 0.0) -> None:
        """Convert what is in seconds already."""
        lengths = settings.lengths
        wrong = replace(lengths, retry_delay=lengths.retry_delay * _MILLISECOND)
        super().__init__(replace(settings, lengths=wrong), now=now)


class TimeoutRestartedByEachPass(SiteSelection):
    """Every failed pass restarts the switchover timeout, so that it may never end."""

    def pass_failed(self, out: Outside, settings: Settings) -> None:
        """Count from the last failure."""
        super().pass_failed(out, settings)
        if self.loss is Loss.COUNTING:
            self._count(out, settings)


class TimeoutRestartedByEachAttempt(Connection):
    """Every failed attempt restarts the switchover timeout."""

    def _receive(self, event: e.Event) -> None:
        super()._receive(event)
        if isinstance(event, e.ConnectionFailed) and TIMEOUT in self.out.deadlines:
            self.out.start(TIMEOUT, self.settings.lengths.switchover)


class TimeoutMeasuredFromTheStart(SiteSelection):
    """The switchover timeout is measured from the start of the session, not from the loss."""

    def link_lost(self, out: Outside, settings: Settings) -> None:
        """Take the length for a moment."""
        super().link_lost(out, settings)
        out.deadlines[TIMEOUT] = settings.lengths.switchover


class TimeoutOfTheOldSite(SiteSelection):
    """A move for the lost phone does not restart the switchover timeout for the new site."""

    def move(self, out: Outside, settings: Settings) -> None:
        """Keep the moment."""
        runs = out.deadlines.get(TIMEOUT)
        super().move(out, settings)
        if runs is not None:
            out.deadlines[TIMEOUT] = runs


class PhoneWaitRestartedByTheOtherSite(AgentPhone):
    """Every change of the registration at the other site restarts the wait for the phone."""

    def changed(self, out: Outside, settings: Settings, here: Site) -> None:
        """Do not ask at which site it was."""
        if self.watch is Watch.WAITING and not self.is_registered(here, here, settings):
            out.start(WAIT, settings.lengths.phone_wait)
        else:
            super().changed(out, settings, here)


class PhoneWaitOfTheOldSite(AgentPhone):
    """The wait for the phone goes on at the new site with what was left of it."""

    def moved(self, out: Outside, settings: Settings, here: Site) -> None:
        """Keep the moment."""
        runs = out.deadlines.get(WAIT)
        super().moved(out, settings, here)
        if runs is not None and WAIT in out.deadlines:
            out.deadlines[WAIT] = runs


class RegTimeoutInMilliseconds(Registration):
    """reg_interval is taken for milliseconds when a REGISTER has failed."""

    def refused(self, out: Outside, lengths: Lengths) -> bool:
        """Convert what is in seconds already."""
        wrong = replace(lengths, reg_interval=lengths.next_attempt * _MILLISECOND)
        return super().refused(out, wrong)


class NextAttemptAfterTimerF(Registration):
    """The next attempt comes after another Timer F, not after reg_interval."""

    def refused(self, out: Outside, lengths: Lengths) -> bool:
        """Take one length for the other."""
        return super().refused(out, replace(lengths, reg_interval=lengths.register_timeout))


class NextAttemptAfterRegTimeout(Registration):
    """The next attempt comes after reg_timeout although a reg_interval is set."""

    def refused(self, out: Outside, lengths: Lengths) -> bool:
        """Take one option for the other."""
        return super().refused(out, replace(lengths, reg_interval=None))


class TimerFStartsAnew(Registration):
    """Timer F starts anew when the binding expires under its REGISTER."""

    def refresh(self, out: Outside, lengths: Lengths) -> bool:
        """Let it last from the end of the binding."""
        changed = super().refresh(out, lengths)
        longer = lengths.refresh_margin + lengths.register_timeout
        if lengths.refresh_margin < lengths.register_timeout:
            out.start(Deadline(Due.REGISTER_TIMEOUT, self.site), longer)
        return changed


class RefreshAfterExpiry(Registration):
    """The refresh is sent when the binding has expired: its margin is added, not taken off."""

    def accepted(self, out: Outside, lengths: Lengths) -> bool:
        """Take the wrong sign."""
        wrong = lengths.reg_timeout + lengths.refresh_margin
        return super().accepted(out, replace(lengths, reg_timeout=wrong))


class ExpiryOfAWholeBinding(Registration):
    """The binding is held for live a whole reg_timeout after a refresh that nobody answers."""

    def refresh(self, out: Outside, lengths: Lengths) -> bool:
        """Count from the refresh."""
        return super().refresh(out, replace(lengths, refresh_margin=lengths.reg_timeout))


class FlowRenewalTakesForever(Registration):
    """The REGISTER after a failed flow is given up after reg_timeout, not when Timer F fires."""

    def flow_failed(self, out: Outside, lengths: Lengths) -> bool:
        """Take one length for the other."""
        wrong = replace(lengths, register_timeout=lengths.reg_timeout)
        return self.binding is not Binding.WAITING and super().flow_failed(out, wrong)


FAULTS = (
    fault(SwitchoverInMilliseconds, "BC-09", _PAIR),
    fault(TimeoutRestartedByEachPass, "SITE-03", _PAIR),
    fault(TimeoutRestartedByEachAttempt, "SITE-03", _PAIR),
    fault(TimeoutMeasuredFromTheStart, "SITE-03", _PAIR),
    fault(TimeoutOfTheOldSite, "SITE-03", _HARD),
    fault(RetryInMilliseconds, "LINK-05", _PAIR),
    fault(PhoneWaitInMilliseconds, "PHONE-02", _HARD),
    fault(PhoneWaitRestartedByTheOtherSite, "PHONE-01", "bc/endpoint"),
    fault(PhoneWaitOfTheOldSite, "PHONE-07", "bc/endpoint"),
    fault(RegTimeoutInMilliseconds, "REG-07", _OWN),
    fault(NextAttemptAfterTimerF, "REG-07", _OWN),
    fault(NextAttemptAfterRegTimeout, "REG-07", _OWN),
    fault(TimerFStartsAnew, "REG-03", _OWN),
    fault(RefreshAfterExpiry, "REG-04", _OWN),
    fault(ExpiryOfAWholeBinding, "REG-06", _OWN),
    fault(FlowRenewalTakesForever, "REG-03", _OWN),
)
"""The faults of this module, which only a judge of moments can notice."""
