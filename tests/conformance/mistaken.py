"""Seventeen mistakes that a team made in a client of its own, and what a message should name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from twinsite_desktop import Core, core
from twinsite_desktop.client import Client
from twinsite_desktop.commands import SetAgentNotReady
from twinsite_desktop.connection import Connection
from twinsite_desktop.faults import FAULTS
from twinsite_desktop.faults import client as faulty
from twinsite_desktop.session import AgentState, Session
from twinsite_desktop.settings import Settings
from twinsite_desktop.timers import Outside
from twinsite_desktop.voice import VoiceConnection

WHOLE = "bc+auto+restore/endpoint"


class _TimersSurvive(Client):
    """The deadlines of a session go on in the next one."""

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        old, then = self._core, self._now
        answer = super().start(start)
        if isinstance(old, Connection) and isinstance(self.core, Connection):
            for deadline, at in old.out.deadlines.items():
                self.core.out.deadlines.setdefault(deadline, max(0.0, at - then))
        return answer


class _FiresLate(Client):
    """A deadline at the end of the time that passes fires with the next time that passes."""

    def advance(self, seconds: float) -> None:
        target = self._now + seconds
        while (at := self.core.next_timer()) is not None and at < target:
            self._now = max(self._now, at)
            self.core.handle_timer(now=self._now)
        self._now = target


class _DrawsItself(Client):
    """The random delay is drawn by the client, out of the number that is drawn already."""

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        name = "warm-standby.reconnection-random-delay-range"
        drawn = {**start["lengths"], name: start["lengths"][name] / 2}
        return super().start({**start, "lengths": drawn})


class _AsksTwice(Session):
    """NotReady is asked for again while a request for it is open."""

    def not_ready_requested(self, out: Outside, *, link_open: bool) -> bool:
        if self.asked is AgentState.NOT_READY:
            out.do(SetAgentNotReady())
            return True
        return Session.not_ready_requested(self, out, link_open=link_open)


class _SecondNotReady(Client):
    """NotReady is asked for again while a request for it is open."""

    def make(self, settings: Settings) -> Core:
        made = core(settings)
        if isinstance(made, VoiceConnection):
            sound = made.session
            made.session = _AsksTwice(login=sound.login, state=sound.state, asked=sound.asked)
        return made


@dataclass(frozen=True, slots=True)
class Mistake:
    """A client with a mistake."""

    client: type[Client]
    """Its class."""
    profile: str
    """The profile in which it shows."""
    requirements: frozenset[str]
    """Of these one must be named; none if nothing is to be named but that sessions mix."""


def _seeded(name: str, *more: str) -> Mistake:
    return Mistake(faulty(name), FAULTS[name].profile, frozenset({FAULTS[name].requirement, *more}))


_OF_DEADLINES = frozenset({"LINK-04", "LINK-05", "SITE-03", "REG-04", "REG-07", "REG-03"})

MISTAKES: Mapping[str, Mistake] = {
    "timers survive into the next session": Mistake(_TimersSurvive, WHOLE, frozenset()),
    "deadline fires one tick late": Mistake(_FiresLate, WHOLE, _OF_DEADLINES),
    "random delay is drawn by the client": Mistake(_DrawsItself, WHOLE, frozenset({"LINK-04"})),
    "timeout restarted at each failed pass": _seeded("timeout_restarted_by_each_pass", "SITE-01"),
    "timeout not cancelled": _seeded("timeout_outlives_reconnection", "SITE-02"),
    "no log_out at a switchover": _seeded("no_logout_at_the_old_site"),
    "log_out after close_link": _seeded("logout_after_the_link_is_closed"),
    "restores with windows open": _seeded("restores_beside_windows"),
    "a second failure overwrites": _seeded("second_switchover_forgets"),
    "returns during a call": _seeded("returns_during_call"),
    "probe not closed at the return": _seeded("probe_left_open"),
    "late login accepted": _seeded("old_answer_opens_a_login"),
    "logged-out agent is logged in": _seeded("logged_in_after_logging_out"),
    "REGISTER again at once": _seeded("register_repeated_at_once", "REG-07"),
    "to a site without phone": _seeded("phone_moves_where_it_is_lost"),
    "phone switchover during a call": _seeded("phone_moves_during_call"),
    "a second NotReady": Mistake(_SecondNotReady, WHOLE, frozenset({"SES-04"})),
}
"""The mistakes by name."""
