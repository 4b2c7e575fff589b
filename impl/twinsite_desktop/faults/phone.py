"""Faults of the agent's phone: where it is registered, and when it moves the desktop."""

from twinsite_desktop import events as e
from twinsite_desktop.commands import Register
from twinsite_desktop.faults.fault import fault
from twinsite_desktop.phone import WAIT, AgentPhone, Watch
from twinsite_desktop.registration import Binding
from twinsite_desktop.settings import Settings
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Deadline, Due, Outside
from twinsite_desktop.voice import VoiceConnection

_HARD, _OWN = "bc/hard-phone", "bc/endpoint"


class PhoneWaitNotCancelled(AgentPhone):
    """The wait for the phone runs on when the phone is back."""

    def changed(self, out: Outside, settings: Settings, here: Site) -> None:
        """Start waits, stop none."""
        if not self.is_registered(here, here, settings):
            super().changed(out, settings, here)


class PhoneWaitOutlivesSwitchover(AgentPhone):
    """A switchover does not cancel the wait for the phone, which moves the desktop again."""

    def moved(self, out: Outside, settings: Settings, here: Site) -> None:
        """Leave the watch as it is."""
        self.in_service = True


class DnStateOfTheOldSite(AgentPhone):
    """What the DN events of the old site told is kept for the new one."""

    def moved(self, out: Outside, settings: Settings, here: Site) -> None:
        """Keep the service state."""
        in_service = self.in_service
        super().moved(out, settings, here)
        self.in_service = in_service
        self._watch_anew(out, settings, here)


class PhoneMovesDuringCall(VoiceConnection):
    """The lost phone moves the desktop in the middle of a call."""

    def _move_for_phone_if_due(self) -> None:
        there = self.site.here.other
        lost = self.phone.watch is Watch.OVER and self.settings.has_peer
        if lost and self.phone.is_registered(there, self.site.here, self.settings):
            self._switch_over()


class HeldMoveForgotten(VoiceConnection):
    """A switchover for the lost phone that a call has held back is not made after the call."""

    def _call_over(self) -> None:
        self._return_if_due()


class PhoneNeedsAnOpenLink(VoiceConnection):
    """The lost phone moves the desktop only while the link is open."""

    def _move_for_phone_if_due(self) -> None:
        if self.link.is_open:
            super()._move_for_phone_if_due()


class PhoneNeverMoves(VoiceConnection):
    """The end of the wait for the phone is told to nobody."""

    def _move_for_phone_if_due(self) -> None:
        pass


class DnEventsNotRead(VoiceConnection):
    """The DN events of a hard phone are not read."""

    def _receive(self, event: e.Event) -> None:
        if not isinstance(event, e.DnOutOfService | e.DnBackInService):
            super()._receive(event)


class PhoneMovesWhereItIsLost(AgentPhone):
    """The phone moves the desktop to a site where it is not registered either."""

    def is_registered(self, site: Site, here: Site, settings: Settings) -> bool:
        """Take the other site for granted."""
        return site is not here or super().is_registered(site, here, settings)


class PeerRegistrationMissing(VoiceConnection):
    """The endpoint registers at the peer site only once it has switched over."""

    def __init__(self, settings: Settings, *, now: float = 0.0) -> None:
        """Leave the peer site for later."""
        super().__init__(settings, now=now)
        for site, registration in self.phone.registrations.items():
            if site is Site.PEER:
                registration.binding = Binding.WAITING
                self.out.stop(Deadline(Due.REGISTER_TIMEOUT, site))
                self.out.commands.remove(Register(site))

    def _switch_over(self) -> None:
        super()._switch_over()
        for site, registration in self.phone.registrations.items():
            if site is self.site.here and not registration.is_live:
                registration.begin(self.out, self.settings.lengths)


class OldRegistrationDropped(AgentPhone):
    """A switchover removes the binding at the site that is left."""

    def moved(self, out: Outside, settings: Settings, here: Site) -> None:
        """Clean up behind the move."""
        super().moved(out, settings, here)
        for site, registration in self.registrations.items():
            if site is not here:
                registration.unregister(out, settings.lengths)


class PhoneBackUnnoticedDuringHold(AgentPhone):
    """A phone that comes back while a call holds the move back still counts as lost."""

    def changed(self, out: Outside, settings: Settings, here: Site) -> None:
        """Do not look again once the wait is over."""
        if self.watch is not Watch.OVER:
            super().changed(out, settings, here)


class PhoneWaitNeverStarted(AgentPhone):
    """The loss of the phone is noticed, and no wait starts."""

    def changed(self, out: Outside, settings: Settings, here: Site) -> None:
        """Arm nothing."""
        super().changed(out, settings, here)
        out.stop(WAIT)


FAULTS = (
    fault(PhoneWaitNotCancelled, "PHONE-01", _HARD),
    fault(PhoneWaitNeverStarted, "PHONE-01", _HARD),
    fault(PhoneWaitOutlivesSwitchover, "SITE-06", _HARD),
    fault(DnEventsNotRead, "PHONE-05", "no-bc/hard-phone"),
    fault(DnStateOfTheOldSite, "PHONE-06", _HARD),
    fault(PhoneMovesDuringCall, "PHONE-04", _HARD),
    fault(PhoneBackUnnoticedDuringHold, "PHONE-04", _HARD),
    fault(HeldMoveForgotten, "PHONE-09", _HARD),
    fault(PhoneNeedsAnOpenLink, "PHONE-03", _HARD),
    fault(PhoneNeverMoves, "PHONE-03", _HARD),
    fault(PhoneMovesWhereItIsLost, "PHONE-08", _OWN),
    fault(PeerRegistrationMissing, "REG-10", _OWN),
    fault(OldRegistrationDropped, "REG-09", _OWN),
)
"""The faults of this module."""
