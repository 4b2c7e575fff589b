"""Faults of the calls and the interaction windows at the desktop."""

from twinsite_desktop import events as e
from twinsite_desktop.commands import RefuseCall
from twinsite_desktop.faults.fault import fault
from twinsite_desktop.session import AgentState
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Deadline, Due
from twinsite_desktop.voice import Call, VoiceConnection

_RESTORE = "bc+restore/no-phone"


class CallOpensNoWindow(VoiceConnection):
    """A call that is offered while the agent is NotReady opens no window."""

    def _receive(self, event: e.Event) -> None:
        before = self.windows_open
        super()._receive(event)
        if isinstance(event, e.CallOffered) and not self._agent_is_ready():
            self.windows_open = before

    def _agent_is_ready(self) -> bool:
        return self.session.state is AgentState.READY


class OtherMediaDoNotCount(VoiceConnection):
    """Only the windows of calls count as interaction windows."""

    def _receive(self, event: e.Event) -> None:
        if not isinstance(event, e.InteractionOpened):
            super()._receive(event)


class WindowClosesWithTheCall(VoiceConnection):
    """The end of a call counts as the end of its window."""

    def _call_over(self) -> None:
        self.windows_open = False
        super()._call_over()
        self._all_windows_closed()


class WindowsForgottenBySwitchover(VoiceConnection):
    """A switchover forgets that windows are open."""

    def _switch_over(self) -> None:
        super()._switch_over()
        self.windows_open = False


class CallTakenToTheNewSite(VoiceConnection):
    """The call of the old site counts as controlled again on the link to the new one."""

    def _switch_over(self) -> None:
        call = self.call
        super()._switch_over()
        if call is not Call.NONE:
            self.call = Call.UNCONTROLLED


class CallHoldsTheDesktop(VoiceConnection):
    """A call that goes on without its link holds back the switchover for the lost link."""

    def may_fall(self, deadline: Deadline) -> bool:
        """Wait for the end of the call."""
        held = deadline.due is Due.SWITCHOVER and self.call is Call.UNCONTROLLED
        return not held and super().may_fall(deadline)


class ReadyNeedsClosedWindows(VoiceConnection):
    """The agent can't go Ready by hand while a window is open."""

    def _receive(self, event: e.Event) -> None:
        if not (isinstance(event, e.ReadyRequested) and self.windows_open):
            super()._receive(event)


class CallLostWithTheLink(VoiceConnection):
    """A call whose link is lost counts as over, also when the link comes back."""

    def _link_lost(self) -> None:
        super()._link_lost()
        self.call = Call.NONE


class CallOfTheOtherSiteTaken(VoiceConnection):
    """The endpoint takes a call also from the SIP Server of the site that was left."""

    def _invited(self, site: Site) -> None:
        super()._invited(self.site.here)


class CallTakenBesideAWindow(VoiceConnection):
    """The endpoint takes a call while a window is open and the agent is NotReady."""

    def _invited(self, site: Site) -> None:
        before, self.windows_open = self.windows_open, False
        super()._invited(site)
        self.windows_open |= before


class SecondCallTaken(VoiceConnection):
    """The endpoint takes a second call during a call whose link is lost."""

    def _invited(self, site: Site) -> None:
        before = self.call
        if before is Call.UNCONTROLLED:
            self.call = Call.NONE
        super()._invited(site)
        self.call = before if self.call is Call.NONE else self.call


class CallRefusedWithoutALink(VoiceConnection):
    """The endpoint refuses every call while there is no link."""

    def _invited(self, site: Site) -> None:
        if self.link.is_open:
            super()._invited(site)
        else:
            self.out.do(RefuseCall(site))


FAULTS = (
    fault(CallHoldsTheDesktop, "SITE-09", "bc/no-phone"),
    fault(ReadyNeedsClosedWindows, "SES-03", _RESTORE),
    fault(CallOpensNoWindow, "INT-01", _RESTORE),
    fault(OtherMediaDoNotCount, "INT-02", _RESTORE),
    fault(WindowClosesWithTheCall, "INT-03", _RESTORE),
    fault(WindowsForgottenBySwitchover, "INT-04", _RESTORE),
    fault(CallTakenToTheNewSite, "WORLD-06", _RESTORE),
    fault(CallLostWithTheLink, "WORLD-06", _RESTORE),
    fault(CallOfTheOtherSiteTaken, "INT-09", "bc/endpoint"),
    fault(CallTakenBesideAWindow, "INT-08", "no-bc/endpoint"),
    fault(SecondCallTaken, "INT-08", "no-bc/endpoint"),
    fault(CallRefusedWithoutALink, "INT-08", "no-bc/endpoint"),
)
"""The faults of this module."""
