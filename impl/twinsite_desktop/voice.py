"""The connection to SIP Server: all that the Voice connection adds, and who tells whom what.

Each part keeps its own rules; this module says in which order they are told.
"""

from enum import Enum, auto
from typing import Self

from twinsite_desktop import events as e
from twinsite_desktop.commands import RefuseCall
from twinsite_desktop.connection import Connection
from twinsite_desktop.phone import AgentPhone, Watch
from twinsite_desktop.probe import Probe, Reach
from twinsite_desktop.restoration import Restoration
from twinsite_desktop.session import AgentState, Login, Session
from twinsite_desktop.settings import Interpretation, Phone, Settings
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Deadline, Due


class Call(Enum):
    """Whether there is a call, and whether the link controls it."""

    NONE = auto()
    """There is none, or it was left behind at the other site."""
    LIVE = auto()
    """It is offered or established, and the link controls it."""
    UNCONTROLLED = auto()
    """Its link is lost; as far as anybody has told, it goes on, and control may resume."""


class VoiceConnection(Connection):
    """The connection to SIP Server with its agent, phone, call and windows."""

    def __init__(self, settings: Settings, *, now: float = 0.0) -> None:
        """Begin with the first attempt at the preferred site, and register the phone.

        Args:
            settings: The constants of the session.
            now: The time, in seconds of any clock that does not go back.
        """
        super().__init__(settings, now=now)
        self.probe = Probe()
        self.session = Session()
        self.restoration = Restoration()
        self.phone = AgentPhone.of(settings)
        self.call = Call.NONE
        self.windows_open = False
        self.phone.begin(self.out, settings)

    def copy(self) -> Self:
        """Return a copy that shares nothing with this one but the settings."""
        twin = super().copy()
        twin.probe = self.probe.copy()
        twin.session = self.session.copy()
        twin.restoration = self.restoration.copy()
        twin.phone = self.phone.copy()
        twin.call = self.call
        twin.windows_open = self.windows_open
        return twin

    @property
    def parts(self) -> tuple[object, ...]:
        """Everything that the core remembers, but for commands and deadlines."""
        added = (self.probe, self.session, self.restoration, self.phone, self.call)
        return (*super().parts, *added, self.windows_open)

    def _reads(self, interpretation: Interpretation) -> bool:
        return interpretation in self.settings.interpretations

    # Events and deadlines.

    def _receive(self, event: e.Event) -> None:
        here, out, lengths = self.site.here, self.out, self.settings.lengths
        link_open, phone = self.link.is_open, self.settings.phone
        registrations = self.phone.registrations
        match event:
            # The phone.
            case e.RegisterAccepted(site=site) if site in registrations:
                self._phone_changed(registrations[site].accepted(out, lengths))
            case e.RegisterRefused(site=site) if site in registrations:
                self._phone_changed(registrations[site].refused(out, lengths))
            case e.IntervalTooBrief(site=site) if site in registrations:
                registrations[site].interval_too_brief(out, lengths)
            case e.FlowFailed(site=site) | e.AddressChanged(site=site) if site in registrations:
                self._phone_changed(registrations[site].flow_failed(out, lengths))
            case e.RegisterAnsweredLate(site=site) if site in registrations:
                pass  # REG-05
            case e.DnOutOfService() | e.DnBackInService() if phone is Phone.HARD_PHONE:
                self._dn_told(in_service=isinstance(event, e.DnBackInService))
            # The agent.
            case e.LogInRequested():
                if self.session.log_in_requested(out, here, link_open=link_open):
                    self._agent_took_over()
            case e.LogOutRequested():
                if self.session.log_out_requested(out, here, link_open=link_open):
                    self._agent_took_over()
            case e.ReadyRequested():
                if self.session.ready_requested(out, link_open=link_open):
                    self._agent_took_over()
            case e.NotReadyRequested():
                if self.session.not_ready_requested(out, link_open=link_open):
                    self._agent_took_over()
            # SIP Server.
            case e.LogInAccepted():
                unsent = self.session.login is Login.ASKED and not link_open  # under A38=accepted
                if not unsent and self.session.log_in_accepted(ready=self._login_is_ready()):
                    self._logged_in()
            case e.LogInRefused():
                kept = self._reads(Interpretation.REFUSED_LOGIN_LEAVES_THE_WISH)
                if self.session.log_in_refused(kept=kept) and not kept:
                    self.restoration.over()  # REST-06
            case e.AgentReady() | e.ReadyRefused():
                granted = isinstance(event, e.AgentReady)
                if self.session.answered(AgentState.READY, granted=granted):
                    self._restoration_answered()
            case e.AgentNotReady():
                if not self.session.answered(AgentState.NOT_READY, granted=True):
                    self.session.made_not_ready(link_open=link_open)
            case e.NotReadyRefused():
                self.session.answered(AgentState.NOT_READY, granted=False)
            case e.ForcedLogout():
                self._login_lost(self.session.lost(link_open=link_open))
            case e.LoginUnknown():
                seen = self.session.lost(link_open=link_open)
                if seen is not None:
                    self.session.log_in_again(out, here)
                self._login_lost(seen)
            case e.OldSessionAnswered():
                believed = self._reads(Interpretation.OLD_SESSION_IS_BELIEVED)  # else SES-10
                if believed and self.session.old_session_believed():
                    self._logged_in()
            # Interactions.
            case e.CallOffered():
                if self._may_show_a_call() and self.call is not Call.LIVE:
                    self.call, self.windows_open = Call.LIVE, True  # INT-01
            case e.InviteReceived(site=site) if site in registrations:
                self._invited(site)
            case e.CallEnded():
                if self.call is Call.LIVE:
                    self.call = Call.NONE
                    self._call_over()
            case e.CallLost():
                if self.call is Call.UNCONTROLLED:
                    self.call = Call.NONE
                    self._call_over()
            case e.InteractionOpened():
                self.windows_open = True  # INT-02
            case e.LastWindowClosed():
                if self.windows_open and self.call is Call.NONE:  # INT-03
                    self.windows_open = False
                    self._all_windows_closed()
            # The preferred site.
            case e.ProbeAccepted():
                if self.probe.accepted(out, self.settings):
                    self._return_if_due()  # RET-01
            case e.ProbeFailed():
                self.probe.failed(out, self.settings)
            case e.ProbeDropped():
                self.probe.dropped(out)
            case _:
                super()._receive(event)

    def may_fall(self, deadline: Deadline) -> bool:
        """Return whether a deadline that runs has its effect when it falls due."""
        if deadline.due is Due.SWITCHOVER and self._reads(Interpretation.CALL_HOLDS_THE_DESKTOP):
            return self.call is Call.NONE and super().may_fall(deadline)
        return super().may_fall(deadline)

    def _fall_due(self, deadline: Deadline) -> None:
        out, lengths = self.out, self.settings.lengths
        if deadline.site is not None:
            registration = self.phone.registrations[deadline.site]
            match deadline.due:
                case Due.REGISTER_TIMEOUT:
                    self._phone_changed(registration.refused(out, lengths))  # REG-03
                case Due.REFRESH:
                    registration.refresh(out, lengths)
                case Due.EXPIRY:
                    self._phone_changed(registration.expired())
                case Due.NEXT_ATTEMPT:
                    registration.begin(out, lengths)
        elif deadline.due is Due.PHONE_WAIT:
            self.phone.wait_elapsed()
            self._move_for_phone_if_due()
        elif deadline.due is Due.PROBE_RETRY:
            self.probe.try_again(out)
        else:
            super()._fall_due(deadline)

    # The link.

    def _link_opened(self) -> None:
        super()._link_opened()
        if self.call is Call.UNCONTROLLED:
            self.call = Call.LIVE  # WORLD-06
        self._restore_if_unblocked()
        self.session.link_opened(self.out, self.site.here)

    def _link_lost(self) -> None:
        super()._link_lost()
        self.session.link_lost()
        self.restoration.link_lost()
        if self.call is Call.LIVE:
            self.call = Call.UNCONTROLLED  # WORLD-06
        if self._reads(Interpretation.CALL_OUT_OF_CONTROL_HOLDS_NOTHING):
            self._call_over()

    # Moves.

    def _switch_over(self) -> None:
        """SITE-05, SITE-06: move once, whatever the cause, and tell everybody."""
        old, link_open = self.site.here, self.link.is_open
        if self._reads(Interpretation.FORCED_LOGOUT_IS_THE_AGENTS_OWN):
            self.session.accept_forced_logout()
        seen = self.session.leave(self.out, old, link_open=link_open)  # SES-16: before the link
        super()._switch_over()
        here = self.site.here
        self.probe.moved(self.out, self.settings, here)
        self.phone.moved(self.out, self.settings, here)
        self.call = Call.NONE  # WORLD-06: it stays at the site that is left
        self._login_lost(seen)

    def _may_show_a_call(self) -> bool:
        """WORLD-04, WORLD-05, WORLD-12: whether the link can show a call now.

        At a hard phone SIP Server may offer one by a login of before.
        """
        here = self.site.here
        if self.settings.phone is not Phone.WORKSPACE_ENDPOINT:
            return self.link.is_open
        registered = self.phone.is_registered(here, here, self.settings)
        return self.link.is_open and self.session.logged_in and registered

    def _invited(self, site: Site) -> None:
        """INT-08, INT-09: take the call of an INVITE, or refuse it."""
        beside_a_window = self.windows_open and not self.session.wants_calls
        refused = beside_a_window and not self._reads(Interpretation.CALLS_TAKEN_BESIDE_WINDOWS)
        if site is not self.site.here or self.call is not Call.NONE or refused:
            self.out.do(RefuseCall(site))
            return
        self.call = Call.LIVE if self.link.is_open else Call.UNCONTROLLED
        self.windows_open = True  # INT-01

    def _call_in_progress(self) -> bool:
        """RET-03, PHONE-04: whether a call holds back every move but that of the timeout."""
        released = self._reads(Interpretation.CALL_OUT_OF_CONTROL_HOLDS_NOTHING)
        return self.call is Call.LIVE or (self.call is Call.UNCONTROLLED and not released)

    def _move_for_phone_if_due(self) -> None:
        """PHONE-03, PHONE-04, PHONE-08: the lost phone moves the desktop, if nothing holds it."""
        here = self.site.here
        if self.phone.watch is not Watch.OVER or not self.settings.has_peer:
            return
        if self._reads(Interpretation.PHONE_MOVES_NOTHING):
            return
        registered_there = self.phone.is_registered(here.other, here, self.settings)
        if not registered_there and not self._reads(Interpretation.PHONE_MOVES_TO_WHERE_IT_IS_LOST):
            return
        if self._call_in_progress() and not self._reads(Interpretation.PHONE_MOVES_DURING_A_CALL):
            return
        self._switch_over()

    def _return_is_due(self) -> bool:
        """RET-01 to RET-05: whether every condition of the return holds."""
        here = self.site.here
        if here is Site.PREFERRED or self.probe.reach is not Reach.REACHED:
            return False
        registered = self.phone.is_registered(Site.PREFERRED, here, self.settings)
        if not registered and not self._reads(Interpretation.RETURN_WITHOUT_PHONE):
            return False  # RET-02
        if self._call_in_progress() and not self._reads(Interpretation.RETURN_DURING_A_CALL):
            return False  # RET-03
        return not (self.windows_open and self._reads(Interpretation.WINDOWS_HOLD_THE_RETURN))

    def _return_if_due(self) -> bool:
        """RET-07: return as soon as the last condition comes true."""
        due = self._return_is_due()
        if due:
            self._switch_over()
        return due

    # What the parts are told.

    def _phone_changed(self, changed: bool) -> None:  # noqa: FBT001
        """Answer a registration that has come or gone at either site (RET-02, PHONE-01)."""
        if changed and not self._return_if_due():  # RET-02; the return answers the wait, too
            self.phone.changed(self.out, self.settings, self.site.here)
            self._move_for_phone_if_due()

    def _dn_told(self, *, in_service: bool) -> None:
        """PHONE-05: SIP Server tells of the hard phone's DN."""
        if self.link.is_open and self.phone.in_service is not in_service:
            self.phone.in_service = in_service
            self._phone_changed(changed=True)

    def _call_over(self) -> None:
        """RET-03, PHONE-04: no call holds a move back any longer."""
        if not self._return_if_due():
            self._move_for_phone_if_due()

    def _all_windows_closed(self) -> None:
        """RET-05 under A15=blocked, REST-02: the windows that held something back are closed."""
        if not self._return_if_due():
            self._restore_if_unblocked()

    def _agent_took_over(self) -> None:
        """REST-09: a change by hand cancels a restoration that is not done."""
        if self.restoration.requested or not self._reads(Interpretation.CHANGE_BY_HAND_IS_UNDONE):
            self.restoration.over()

    def _login_is_ready(self) -> bool:
        """SES-05: whether the login makes the agent Ready."""
        if self._reads(Interpretation.LOGIN_IS_READY) and not self.settings.restores:
            return True
        login_rules = self._reads(Interpretation.LOGIN_RULES_BEFORE_RESTORATION)
        if self.restoration.pending and not login_rules:
            return False
        beside_windows = self._reads(Interpretation.AUTO_READY_BESIDE_WINDOWS)
        return self.settings.auto_ready and (beside_windows or not self.windows_open)

    def _logged_in(self) -> None:
        """REST-02: a pending restoration follows the login."""
        if self.restoration.pending and self._windows_let_restore():
            self._restore()

    def _login_lost(self, seen: AgentState | None) -> None:
        """REST-01: a lost login leaves a restoration pending."""
        if seen is not None and self.settings.restores:
            overwrite = self._reads(Interpretation.LAST_SEEN_IS_OVERWRITTEN)
            self.restoration.login_lost(seen, overwrite=overwrite)

    def _windows_let_restore(self) -> bool:
        """REST-02, REST-10: no window is open, or the release does not look at windows."""
        return not self.windows_open or not self.settings.postpones_restoration

    def _restore_if_unblocked(self) -> None:
        """REST-02: restore once logged in NotReady on an open link, with no window open."""
        not_ready = self.session.settled is AgentState.NOT_READY
        unblocked = self.link.is_open and not_ready and self._windows_let_restore()
        if self.restoration.pending and unblocked:
            self._restore()

    def _restore(self) -> None:
        """REST-03, REST-05: ask for the last seen agent state, unless there is nothing to ask."""
        last_seen = self.restoration.last_seen
        if last_seen is None or self.session.settled is AgentState.READY:
            self.restoration.over()
        elif self.session.restore(self.out, last_seen):
            self.restoration.requested = True
        else:
            self.restoration.over()

    def _restoration_answered(self) -> None:
        """REST-05, REST-07: granted or refused, it is over."""
        if self.restoration.requested:
            self.restoration.over()
