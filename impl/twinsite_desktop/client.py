"""The core behind the four calls of a conformance test: start, offer, advance, observe.

All that goes in and out is plain data, as it would stand in a line of JSON; the words are those of
the conformance protocol, version 1.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from twinsite_desktop import Core, StartUp, core
from twinsite_desktop import commands as c
from twinsite_desktop import events as e
from twinsite_desktop.errors import LocalError
from twinsite_desktop.naming import seen, snake
from twinsite_desktop.settings import Interpretation, Lengths, Part, Phone, Settings
from twinsite_desktop.sites import Site
from twinsite_desktop.timers import Deadline

PROTOCOL = 1
"""The version of the conformance protocol."""

EVENTS: Mapping[str, type[e.Event]] = {
    snake(kind.__name__): kind for kind in (*e.VoiceEvent.__args__, *e.StartEvent.__args__)
}
"""Every event by its word in the protocol."""

_LENGTHS = {
    "disaster-recovery.timeout": "switchover",
    "disaster-recovery.wait-for-sipphone-timeout": "phone_wait",
    "warm-standby.reconnection-random-delay-range": "reconnection_delay",
    "warm-standby.retry-delay": "retry_delay",
    "reg_timeout": "reg_timeout",
    "reg_interval": "reg_interval",
    "refresh margin": "refresh_margin",
    "sip_transaction_timeout": "register_timeout",
}
SERVERS = {True: ("first", "second", "third"), False: ("primary", "backup")}
"""What servers are called: the nodes of a cluster, or the servers of a pair."""


class Client:
    """The reference desktop as a client under test."""

    def __init__(self) -> None:
        """Wait for :meth:`start`."""
        self._core: Core | None = None
        self._now = 0.0

    @property
    def core(self) -> Core:
        """The core of the running session.

        Raises:
            LocalError: if none was started.
        """
        if self._core is None:
            raise LocalError("no session was started")
        return self._core

    def make(self, settings: Settings) -> Core:
        """Return a new core; a desktop that differs from this one says so here."""
        return core(settings)

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        """Begin a session; say what can be seen of it.

        Raises:
            LocalError: if the message names something that this desktop does not know.
        """
        self._core = self.make(settings_of(start))
        self._now = 0.0
        return {
            "protocol": PROTOCOL,
            "shows": {"commands": "all", "state": sorted(seen(self._core))},
        }

    def offer(self, event: Mapping[str, Any]) -> None:
        """Take in an event.

        Raises:
            LocalError: if there is no such event, or it is not for this part of the desktop.
        """
        self.core.receive(event_of(event), now=self._now)

    def advance(self, seconds: float) -> None:
        """Let time pass, and handle what falls due on the way."""
        target = self._now + seconds
        while (at := self.core.next_timer()) is not None and at <= target:
            self._now = max(self._now, at)
            self.core.handle_timer(now=self._now)
        self._now = target

    def observe(self) -> Mapping[str, Any]:
        """Return the commands since the last time, and what can be seen now."""
        commands = [command_data(self.core, command) for command in self.core.take_commands()]
        return {"commands": commands, "state": seen(self.core)}

    # What an exhaustive comparison needs beyond the four calls.

    def copy(self) -> "Client":
        """Return a client in the same state."""
        twin = type(self)()
        twin._core, twin._now = self.core.copy(), self._now
        return twin

    def same(self, other: "Client") -> bool:
        """Return whether another client has the same state, the moments of deadlines apart."""
        mine, others = self.core, other.core
        running = set(self._running()), set(other._running())
        return mine.parts == others.parts and running[0] == running[1]

    def _running(self) -> Mapping[Deadline, float]:
        return {} if isinstance(self.core, StartUp) else self.core.out.deadlines

    def falls_due(self) -> Sequence[str]:
        """Return the deadlines that run and may have their effect, sorted."""
        if isinstance(self.core, StartUp):
            return ()
        return sorted(_spelled(each) for each in self._running() if self.core.may_fall(each))

    def moments(self) -> Mapping[str, float]:
        """Return the deadlines that run, each with the seconds until then; inf if forgotten."""
        return {_spelled(each): at - self._now for each, at in self._running().items()}

    def forget_moments(self) -> None:
        """Let some time pass, and the deadlines that run have no moment.

        So those that start from now on can be told.
        """
        self._now += 1000.0
        if not isinstance(self.core, StartUp):
            self.core.out.deadlines = dict.fromkeys(self._running(), math.inf)

    def elapse(self, *deadlines: str, together: bool = False) -> None:
        """Let deadlines fall due, and no other one, and handle them in one call.

        Args:
            deadlines: One deadline, or several in the order in which they fall due; of several
                the call is late for all but the last.
            together: Whether they fall due at the same moment instead.
        """
        assert not isinstance(self.core, StartUp)
        running = self.core.out.deadlines
        moments = {
            deadline: self._now - (0 if together else len(deadlines) - place)
            for place, deadline in enumerate(deadlines, 1)
        }
        for each in running:
            running[each] = moments.get(_spelled(each), math.inf)
        self.core.handle_timer(now=self._now)


def _spelled(deadline: Deadline) -> str:
    return " ".join(word for word in deadline if word)


def settings_of(start: Mapping[str, Any]) -> Settings:
    """Read the settings of a session from a ``start`` message.

    Raises:
        LocalError: if something is missing or unknown.
    """
    try:
        profile, lengths = start["profile"], start["lengths"]
        first, second, third, fourth = map(int, profile["release"].split("."))
        return Settings(
            part=Part(profile["part"]),
            business_continuity=profile["business_continuity"],
            nodes=profile["nodes"],
            hot_seat=profile["hot_seat"],
            auto_restore=profile["auto_restore"],
            restore_agent_state=profile["restore_agent_state"],
            auto_ready=profile["auto_ready"],
            phone=Phone(profile["phone"]),
            release=(first, second, third, fourth),
            interpretations=frozenset(
                Interpretation(f"{i}={choice}") for i, choice in profile["readings"].items()
            ),
            lengths=_lengths_of(lengths, profile["readings"]),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise LocalError(f"can't start: {error!r} in {dict(start)!r}") from error


def _lengths_of(told: Mapping[str, float], readings: Mapping[str, str]) -> Lengths:
    """Return the lengths; under A75=lifetime a binding is refreshed at half of its lifetime."""
    lengths = Lengths(**{_LENGTHS[name]: length for name, length in told.items()})
    if readings.get("A75") != "lifetime":
        return lengths
    half = lengths.reg_timeout / 2
    return replace(lengths, reg_timeout=half, refresh_margin=half)


def event_of(event: Mapping[str, Any]) -> e.Event:
    """Read an event.

    Raises:
        LocalError: if there is no such event.
    """
    try:
        kind = EVENTS[event["event"]]
        if kind is e.NodeChosen:
            return e.NodeChosen(SERVERS[True].index(event["server"]))
        if event.get("site") is not None:
            return kind(Site(event["site"]))  # type: ignore[call-arg,arg-type]
        return kind()  # type: ignore[call-arg]
    except (KeyError, ValueError, TypeError) as error:
        raise LocalError(f"no such event: {dict(event)!r}") from error


def command_data(core: Core, command: c.Command) -> Mapping[str, str]:
    """Return a command in the words of the protocol."""
    data = {"command": snake(type(command).__name__)}
    site = getattr(command, "site", None)
    if site is not None:
        data["site"] = str(site)
    if isinstance(command, c.Connect):
        data["server"] = SERVERS[core.settings.nodes > 0][command.server]
    return data
