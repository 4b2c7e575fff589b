"""Faults of the login and the agent state."""

from twinsite_desktop import events as e
from twinsite_desktop.connection import Connection
from twinsite_desktop.faults.fault import fault
from twinsite_desktop.session import AgentState, Login, Session
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Outside
from twinsite_desktop.voice import Call, VoiceConnection

_ONE_SITE, _TWO_SITES, _RETURN = "no-bc/no-phone", "bc/no-phone", "bc+auto/no-phone"


class LogInNeedsALink(Session):
    """A login that the agent asks for while there is no link is forgotten."""

    def log_in_requested(self, out: Outside, here: Site, *, link_open: bool) -> bool:
        """Take no request that can't be sent."""
        return link_open and super().log_in_requested(out, here, link_open=link_open)


class NoLogoutAtTheOldSite(Session):
    """A switchover with an open link does not log the agent out at the old site."""

    def leave(self, out: Outside, old: Site, *, link_open: bool) -> AgentState | None:
        """Discard the logout."""
        return super().leave(Outside(), old, link_open=link_open)


class LogoutAfterTheLinkIsClosed(VoiceConnection):
    """The agent is logged out at the old site when its link is closed already."""

    def _switch_over(self) -> None:
        old, link_open = self.site.here, self.link.is_open
        Connection._switch_over(self)
        seen = self.session.leave(self.out, old, link_open=link_open)
        here = self.site.here
        self.probe.moved(self.out, self.settings, here)
        self.phone.moved(self.out, self.settings, here)
        self.call = Call.NONE
        self._login_lost(seen)


class LogoutAtTheNewSite(Session):
    """A switchover sends the logout to the new site."""

    def leave(self, out: Outside, old: Site, *, link_open: bool) -> AgentState | None:
        """Take one site for the other."""
        return super().leave(out, old.other, link_open=link_open)


class NoLoginAfterSwitchover(Session):
    """After a switchover the agent has to log in by hand."""

    def leave(self, out: Outside, old: Site, *, link_open: bool) -> AgentState | None:
        """Leave the agent logged out."""
        seen = super().leave(out, old, link_open=link_open)
        self._enter(Login.OUT)
        return seen


class LoggedInAfterLoggingOut(Session):
    """A switchover logs an agent in who has logged out."""

    def leave(self, out: Outside, old: Site, *, link_open: bool) -> AgentState | None:
        """Do not ask whether the agent wants it."""
        seen = super().leave(out, old, link_open=link_open)
        self._enter(Login.AWAITING_LINK)
        return seen


class ForcedLogoutIsTheAgentsOwn(Session):
    """A forced logout counts as the agent's own."""

    def lost(self, *, link_open: bool) -> AgentState | None:
        """Do not ask who has ended the login."""
        seen = super().lost(link_open=link_open)
        if seen is not None:
            self._enter(Login.OUT)
        return seen


class ForcedLogoutMoves(VoiceConnection):
    """A forced logout moves the desktop as if the link were lost."""

    def _receive(self, event: e.Event) -> None:
        was_logged_in = self.session.logged_in
        super()._receive(event)
        if isinstance(event, e.ForcedLogout) and was_logged_in and not self.session.logged_in:
            self._switch_over()


class LostLoginNotAskedFor(Session):
    """A login that SIP Server has lost is not asked for again."""

    def log_in_again(self, out: Outside, here: Site) -> None:
        """Leave it to the agent."""


class RefusedLoginRepeated(Session):
    """A refused login is asked for again at once."""

    def log_in_refused(self, *, kept: bool = False) -> bool:
        """Keep the wish."""
        refused = self.login is Login.ASKED
        if refused:
            self._enter(Login.AWAITING_LINK)
        return refused


class OldAnswerOpensALogin(Session):
    """A late answer of the old site is taken for the login at the new one."""

    def log_in_accepted(self, *, ready: bool) -> bool:
        """Believe every answer."""
        expected = self.login in (Login.AWAITING_LINK, Login.ASKED)
        if expected:
            self._enter(Login.IN, AgentState.READY if ready else AgentState.NOT_READY)
        return expected


class OldSessionBelieved(VoiceConnection):
    """An answer to a request of an earlier session counts for the login that is asked for."""

    def _receive(self, event: e.Event) -> None:
        if isinstance(event, e.OldSessionAnswered):
            if self.session.old_session_believed():
                self._logged_in()
        else:
            super()._receive(event)


class AutoReadyBesideWindows(VoiceConnection):
    """Auto-ready makes the agent Ready at login although windows are open."""

    def _login_is_ready(self) -> bool:
        return self.settings.auto_ready and not self.restoration.pending


class AutoReadyBeforeRestoration(VoiceConnection):
    """Auto-ready makes the agent Ready at login although a restoration is pending."""

    def _login_is_ready(self) -> bool:
        return self.settings.auto_ready and not self.windows_open


class LoginCountsAsReady(VoiceConnection):
    """Every login counts as Ready, whatever auto-ready says."""

    def _login_is_ready(self) -> bool:
        return True


class RequestOutlivesTheLink(Session):
    """A request for an agent state whose answer was lost with the link still counts as open."""

    def link_lost(self) -> None:
        """Withdraw the login only."""
        if self.login is Login.ASKED:
            self._enter(Login.AWAITING_LINK)


class LoginRequestLostWithTheLink(Session):
    """A login whose answer was lost with the link is not asked for again."""

    def link_lost(self) -> None:
        """Void agent states only."""
        self.asked = None


class LoginAgainAfterReconnection(Session):
    """A reconnection to the same site asks for a login that is there."""

    def link_opened(self, out: Outside, here: Site) -> None:
        """Log in on every link."""
        if self.login in (Login.AWAITING_LINK, Login.IN):
            self._ask_for_login(out, here)


class FailoverMakesNotReady(Session):
    """A failover inside the pair makes the agent NotReady."""

    def link_lost(self) -> None:
        """Reset the agent state."""
        super().link_lost()
        self.state = AgentState.NOT_READY


class RefusedReadyCountsAsReady(Session):
    """The agent state is the one that was asked for, whatever the answer says."""

    def answered(self, state: AgentState, *, granted: bool) -> bool:
        """Do not read the answer."""
        return super().answered(state, granted=True)


class NoWayBackWhileReadying(Session):
    """NotReady can't be asked for while a request for Ready is outstanding."""

    def not_ready_requested(self, out: Outside, *, link_open: bool) -> bool:
        """Take one request at a time."""
        return self.asked is None and super().not_ready_requested(out, link_open=link_open)


class LogoutNeedsALink(Session):
    """An agent who logs out while there is no link stays logged in."""

    def log_out_requested(self, out: Outside, here: Site, *, link_open: bool) -> bool:
        """Take no request that can't be sent."""
        return link_open and super().log_out_requested(out, here, link_open=link_open)


FAULTS = (
    fault(LogInNeedsALink, "SES-01", _ONE_SITE),
    fault(LogoutNeedsALink, "SES-02", _ONE_SITE),
    fault(NoWayBackWhileReadying, "SES-04", _ONE_SITE),
    fault(LoginCountsAsReady, "SES-05", _ONE_SITE),
    fault(AutoReadyBeforeRestoration, "SES-05", "bc+restore+auto-ready/no-phone"),
    fault(AutoReadyBesideWindows, "REST-10", "bc+restore+auto-ready/no-phone"),
    fault(RefusedLoginRepeated, "SES-06", _ONE_SITE),
    fault(RefusedReadyCountsAsReady, "SES-07", _ONE_SITE),
    fault(ForcedLogoutIsTheAgentsOwn, "SES-08", _ONE_SITE),
    fault(ForcedLogoutMoves, "SITE-05", _TWO_SITES),
    fault(LostLoginNotAskedFor, "SES-09", _ONE_SITE),
    fault(OldAnswerOpensALogin, "SES-10", _TWO_SITES),
    fault(OldSessionBelieved, "SES-10", _TWO_SITES),
    fault(LoginRequestLostWithTheLink, "SES-11", _ONE_SITE),
    fault(RequestOutlivesTheLink, "SES-12", _ONE_SITE),
    fault(NoLogoutAtTheOldSite, "SES-13", _RETURN),
    fault(LogoutAtTheNewSite, "SES-13", _RETURN),
    fault(NoLoginAfterSwitchover, "SES-13", _TWO_SITES),
    fault(LoginAgainAfterReconnection, "SES-14", _ONE_SITE),
    fault(LogoutAfterTheLinkIsClosed, "SES-16", _RETURN),
    fault(FailoverMakesNotReady, "LINK-07", _ONE_SITE),
    fault(LoggedInAfterLoggingOut, "REST-13", _TWO_SITES),
)
"""The faults of this module."""
