"""Faults of the restoration: what is kept, when it is asked for, and when it is over."""

from twinsite_desktop import events as e
from twinsite_desktop.connection import Connection
from twinsite_desktop.faults.fault import fault
from twinsite_desktop.restoration import Restoration
from twinsite_desktop.session import AgentState, Login, Session
from twinsite_desktop.settings import POSTPONED_RESTORATION
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Outside
from twinsite_desktop.voice import Call, VoiceConnection

_RESTORE = "bc+restore/no-phone"


class RestoresBesideWindows(VoiceConnection):
    """The restoration is done right at login although windows are open."""

    def _windows_let_restore(self) -> bool:
        return True


class PostponesOneReleaseLate(VoiceConnection):
    """The first release that waits for closed windows does not: the comparison is off by one."""

    def _windows_let_restore(self) -> bool:
        return not self.windows_open or not self.settings.release > POSTPONED_RESTORATION


class NotRestoredAfterWindows(VoiceConnection):
    """The last window is closed, and the restoration that has waited for it is not done."""

    def _all_windows_closed(self) -> None:
        self._return_if_due()


class NotRestoredAfterReconnection(VoiceConnection):
    """A restoration that could not be done while the link was lost is not done afterwards."""

    def _link_opened(self) -> None:
        Connection._link_opened(self)
        if self.call is Call.UNCONTROLLED:
            self.call = Call.LIVE
        self.session.link_opened(self.out, self.site.here)


class TemporaryNotReadyOverwrites(Restoration):
    """The last seen agent state is overwritten by the NotReady that follows the login."""

    def login_lost(self, seen: AgentState, *, overwrite: bool) -> None:
        """Keep the latest."""
        super().login_lost(seen, overwrite=True)


class SecondSwitchoverForgets(VoiceConnection):
    """A second switchover forgets the agent state that was last seen before the first."""

    def _switch_over(self) -> None:
        self.restoration.over()
        super()._switch_over()


class UnconfirmedStateRemembered(Session):
    """The state that was asked for counts as last seen, although it was not confirmed."""

    def lost(self, *, link_open: bool) -> AgentState | None:
        """Take the newest."""
        asked = self.asked
        seen = super().lost(link_open=link_open)
        return seen if seen is None or asked is None else asked


class AlwaysRestoresReady(VoiceConnection):
    """The restoration asks for Ready although NotReady was last seen."""

    def _restore(self) -> None:
        self.restoration.last_seen = AgentState.READY
        super()._restore()


class RefusedRestorationRepeated(VoiceConnection):
    """A restoration that SIP Server refuses is asked for again."""

    def _receive(self, event: e.Event) -> None:
        if isinstance(event, e.ReadyRefused) and self.restoration.requested:
            self.session.answered(AgentState.READY, granted=False)
            self.restoration.requested = False
            self._restore()
        else:
            super()._receive(event)


class ConfirmedRestorationGoesOn(VoiceConnection):
    """A restoration that SIP Server has confirmed is not over."""

    def _restoration_answered(self) -> None:
        pass


class RefusedLoginKeepsRestoration(VoiceConnection):
    """A refused login leaves the restoration pending."""

    def _receive(self, event: e.Event) -> None:
        if isinstance(event, e.LogInRefused):
            self.session.log_in_refused()
        else:
            super()._receive(event)


class ChangeByHandIsUndone(VoiceConnection):
    """A change by hand is overwritten by the restoration that follows it."""

    def _agent_took_over(self) -> None:
        pass


class WishForNotReadyIsUndone(VoiceConnection):
    """A pending restoration outlasts the agent's request for NotReady, which changes no state."""

    def _receive(self, event: e.Event) -> None:
        if isinstance(event, e.NotReadyRequested) and self.restoration.pending:
            self.session.not_ready_requested(self.out, link_open=self.link.is_open)
        else:
            super()._receive(event)


class LogoutKeepsRestoration(VoiceConnection):
    """An agent who logs out and in again gets the agent state from before the switchover."""

    def _receive(self, event: e.Event) -> None:
        if isinstance(event, e.LogOutRequested):
            here, link_open = self.site.here, self.link.is_open
            self.session.log_out_requested(self.out, here, link_open=link_open)
        else:
            super()._receive(event)


class RestorationLostWithTheLink(Restoration):
    """A restoration whose answer is lost with the link is given up."""

    def link_lost(self) -> None:
        """Forget what was asked for."""
        if self.requested:
            self.over()


class RestorationNeverRepeated(Restoration):
    """A restoration whose answer is lost with the link still counts as asked for."""

    def link_lost(self) -> None:
        """Wait for the answer."""


class ForcedLogoutForgetsTheState(VoiceConnection):
    """A forced logout leaves no restoration pending."""

    def _receive(self, event: e.Event) -> None:
        if isinstance(event, e.ForcedLogout):
            self.session.lost(link_open=self.link.is_open)
        else:
            super()._receive(event)


class ForcedLogoutCostsTheLogin(Session):
    """After a forced logout a switchover does not log the agent in."""

    def leave(self, out: Outside, old: Site, *, link_open: bool) -> AgentState | None:
        """Log in only who was logged in."""
        forced_out = self.login is Login.FORCED_OUT
        seen = super().leave(out, old, link_open=link_open)
        if forced_out:
            self._enter(Login.FORCED_OUT)
        return seen


class SwitchoverRemembersNothing(Session):
    """The agent state is read after the login was given up: a switchover restores nothing."""

    def leave(self, out: Outside, old: Site, *, link_open: bool) -> AgentState | None:
        """Return too late."""
        super().leave(out, old, link_open=link_open)
        return None


FAULTS = (
    fault(SwitchoverRemembersNothing, "REST-01", _RESTORE),
    fault(RestoresBesideWindows, "REST-02", _RESTORE),
    fault(PostponesOneReleaseLate, "REST-02", f"{_RESTORE}/8.5.105.12"),
    fault(NotRestoredAfterWindows, "REST-02", _RESTORE),
    fault(AlwaysRestoresReady, "REST-03", _RESTORE),
    fault(TemporaryNotReadyOverwrites, "REST-04", _RESTORE),
    fault(SecondSwitchoverForgets, "REST-04", _RESTORE),
    fault(UnconfirmedStateRemembered, "REST-04", _RESTORE),
    fault(ConfirmedRestorationGoesOn, "REST-05", _RESTORE),
    fault(RefusedLoginKeepsRestoration, "REST-06", _RESTORE),
    fault(RefusedRestorationRepeated, "REST-07", _RESTORE),
    fault(RestorationLostWithTheLink, "REST-08", _RESTORE),
    fault(RestorationNeverRepeated, "REST-08", _RESTORE),
    fault(ChangeByHandIsUndone, "REST-09", _RESTORE),
    fault(WishForNotReadyIsUndone, "REST-09", _RESTORE),
    fault(LogoutKeepsRestoration, "REST-09", _RESTORE),
    fault(ForcedLogoutForgetsTheState, "REST-14", _RESTORE),
    fault(ForcedLogoutCostsTheLogin, "REST-14", _RESTORE),
    fault(NotRestoredAfterReconnection, "REST-15", _RESTORE),
)
"""The faults of this module."""
