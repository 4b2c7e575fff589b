"""The agent's login at the current site, and the agent state there (SES-01 to SES-17)."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from twinsite_desktop.commands import LogIn, LogOut, SetAgentNotReady, SetAgentReady
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Outside


class AgentState(Enum):
    """An agent state that SIP Server confirms."""

    NOT_READY = auto()
    READY = auto()


class Login(Enum):
    """How far the login is."""

    OUT = auto()
    """Not logged in, and the agent wants it so."""
    AWAITING_LINK = auto()
    """To be logged in as soon as there is a link."""
    ASKED = auto()
    """The login request awaits its answer."""
    IN = auto()
    """Logged in."""
    FORCED_OUT = auto()
    """Logged out by SIP Server, against the agent's will."""


@dataclass(slots=True)
class Session:
    """Is the agent logged in at the current site, and in which agent state?"""

    login: Login = Login.OUT
    """How far the login is."""
    state: AgentState = AgentState.NOT_READY
    """While logged in: the agent state that SIP Server has confirmed last (SES-07)."""
    asked: AgentState | None = None
    """While logged in: the agent state that is asked for, until the answer comes."""

    @property
    def logged_in(self) -> bool:
        """Whether SIP Server has confirmed the login."""
        return self.login is Login.IN

    @property
    def wants_calls(self) -> bool:
        """Whether the agent is Ready, or has asked for it (INT-08)."""
        return AgentState.READY in (self.state, self.asked) if self.logged_in else False

    @property
    def settled(self) -> AgentState | None:
        """The agent state while logged in and no request is open, or None."""
        return self.state if self.logged_in and self.asked is None else None

    def _enter(self, login: Login, state: AgentState = AgentState.NOT_READY) -> None:
        self.login, self.state, self.asked = login, state, None

    def _ask_for_login(self, out: Outside, here: Site) -> None:
        self._enter(Login.ASKED)
        out.do(LogIn(here))

    def _ask(self, out: Outside, state: AgentState) -> None:
        self.asked = state
        out.do(SetAgentReady() if state is AgentState.READY else SetAgentNotReady())

    # The agent.

    def log_in_requested(self, out: Outside, here: Site, *, link_open: bool) -> bool:
        """SES-01: log in now, or as soon as there is a link.

        Return whether the agent takes over from a forced logout by it.
        """
        forced_out = self.login is Login.FORCED_OUT
        if self.login is not Login.OUT and not forced_out:
            return False
        if link_open:
            self._ask_for_login(out, here)
        else:
            self._enter(Login.AWAITING_LINK)
        return forced_out

    def log_out_requested(self, out: Outside, here: Site, *, link_open: bool) -> bool:
        """SES-02: the agent counts as logged out at once.  Return whether it is news."""
        if self.login is Login.OUT:
            return False
        self._log_out(out, here, link_open=link_open)
        self._enter(Login.OUT)
        return True

    def _log_out(self, out: Outside, site: Site, *, link_open: bool) -> None:
        """Ask for the logout where there is, or may be, a login and a way to ask."""
        if self.login is Login.ASKED or (self.logged_in and (link_open or self.asked is not None)):
            out.do(LogOut(site))

    def ready_requested(self, out: Outside, *, link_open: bool) -> bool:
        """SES-03: ask for Ready.  Return whether it is asked for."""
        if self.settled is not AgentState.NOT_READY or not link_open:
            return False
        self._ask(out, AgentState.READY)
        return True

    def not_ready_requested(self, out: Outside, *, link_open: bool) -> bool:
        """SES-04: ask for NotReady, also on top of a request for Ready.

        Return whether it is asked for.
        """
        if not self.logged_in or self.asked is AgentState.NOT_READY:
            return False
        if not link_open and self.asked is None:
            return False
        self._ask(out, AgentState.NOT_READY)
        if self.state is AgentState.NOT_READY:
            self.asked = None  # another reason, or a withdrawal, changes no agent state
        return True

    # SIP Server.

    def log_in_accepted(self, *, ready: bool) -> bool:
        """SES-05: the login is confirmed, Ready or not.  Return whether it was asked for."""
        if self.login is not Login.ASKED:
            return False
        self._enter(Login.IN, AgentState.READY if ready else AgentState.NOT_READY)
        return True

    def log_in_refused(self, *, kept: bool = False) -> bool:
        """SES-06: the agent is logged out and may try by hand.  Return whether it was asked.

        Args:
            kept: Whether it counts as a forced logout, as under A37=kept.
        """
        if self.login is not Login.ASKED:
            return False
        self._enter(Login.FORCED_OUT if kept else Login.OUT)
        return True

    def old_session_believed(self) -> bool:
        """SES-10 under A38=accepted: an old answer is taken for this login's."""
        if self.login not in (Login.AWAITING_LINK, Login.ASKED):
            return False
        self._enter(Login.IN)
        return True

    def answered(self, state: AgentState, *, granted: bool) -> bool:
        """SES-07: a request for an agent state is answered.  Return whether there was one."""
        if self.asked is not state:
            return False
        self.asked = None
        if granted:
            self.state = state
        return True

    def made_not_ready(self, *, link_open: bool) -> None:
        """SES-07: SIP Server has made the agent NotReady by itself."""
        if self.settled is AgentState.READY and link_open:
            self.state = AgentState.NOT_READY

    def lost(self, *, link_open: bool) -> AgentState | None:
        """SES-08, SES-09: SIP Server has ended the login.

        Return the agent state that was confirmed last, or None if there was no login to end.
        """
        if not self.logged_in or not (link_open or self.asked is not None):
            return None
        seen = self.state
        self._enter(Login.FORCED_OUT)
        return seen

    def log_in_again(self, out: Outside, here: Site) -> None:
        """SES-09: ask for the login that SIP Server has lost."""
        self._ask_for_login(out, here)

    # The link and the site selection.

    def link_opened(self, out: Outside, here: Site) -> None:
        """SES-11: log in as soon as there is a link; SES-14: a login that is there has stayed."""
        if self.login is Login.AWAITING_LINK:
            self._ask_for_login(out, here)

    def link_lost(self) -> None:
        """SES-12: a request without an answer is void."""
        self.asked = None
        if self.login is Login.ASKED:
            self._enter(Login.AWAITING_LINK)

    def accept_forced_logout(self) -> None:
        """REST-14 under A39=overwritten: a forced logout counts as the agent's own."""
        if self.login is Login.FORCED_OUT:
            self._enter(Login.OUT)

    def leave(self, out: Outside, old: Site, *, link_open: bool) -> AgentState | None:
        """SES-13, SES-16: log out at the old site, and be logged in at the new one.

        Return the agent state that was confirmed last, or None if no login is lost by it.
        """
        if self.login is Login.OUT:
            return None  # REST-13
        self._log_out(out, old, link_open=link_open)
        seen = self.state if self.logged_in else None
        self._enter(Login.AWAITING_LINK)
        return seen

    # The restoration.

    def restore(self, out: Outside, state: AgentState) -> bool:
        """REST-03: ask for the last seen agent state.  Return whether an answer is awaited."""
        self._ask(out, state)
        if state is AgentState.NOT_READY:
            self.asked = None  # the agent is NotReady already; the reason is told
            return False
        return True

    def copy(self) -> "Session":
        """Return a copy."""
        return replace(self)
