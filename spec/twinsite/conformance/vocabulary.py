"""The words between the specification and a client: events, commands, and what can be seen.

An event is what a desktop can notice.  A server that fails while no link is open to it is no
event: the desktop learns of it by what no longer answers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from twinsite.checker.semantics.system import Event, JointState, Log, System
from twinsite.model.composition import COMMANDS, SERVED_SITES, SERVERS
from twinsite.model.desktop.site_selection import PEER_STATES
from twinsite.model.predicates import MACHINES, NODES, Facts, Site

WORLD = SERVERS
"""The machines of the world that no desktop has."""
HISTORY = frozenset({"ready_by_hand", "first_seen"})
"""The history variables of the properties, which no desktop has either."""

_CALLS = {
    "routed_call_offered": "call_offered",
    "direct_call_began": "call_offered",
    "call_shown": "call_offered",
    "call_end_shown": "call_ended",
}
UNSEEN = frozenset({"unseen_call_offered", "stale_call_offered"})
"""The events of a call that no desktop notices."""
_AS_KNOWN = {
    **dict.fromkeys(("left_behind", "unseen", "unseen_elsewhere"), "none"),
    "ended_unseen": "uncontrolled",
    "ended_untold": "live",
}
"""What a desktop takes a call for of which it is not told everything."""
_CHOICES = {f"{node}_chosen": node for node in NODES}


@dataclass(frozen=True, slots=True, order=True)
class ClientEvent:
    """What a desktop can notice."""

    name: str
    """What has happened, such as ``register_accepted``."""
    site: str = ""
    """Where, for an INVITE, the events of a registrar and those of the start: ``preferred`` or
    ``peer``."""
    server: str = ""
    """Which node, for ``node_chosen``: ``first``, ``second`` or ``third``."""

    def __str__(self) -> str:
        return " ".join(part for part in (self.name, self.site, self.server) if part)

    @property
    def data(self) -> dict[str, str]:
        """The event as it stands in a message."""
        given = {"event": self.name, "site": self.site, "server": self.server}
        return {key: value for key, value in given.items() if value}


@dataclass(frozen=True, slots=True, order=True)
class Command:
    """What a desktop does to the outside."""

    name: str
    """What it does, such as ``register``."""
    site: str = ""
    """Where, for what is done at one of the sites."""
    server: str = ""
    """To which server of the site, for ``connect``."""

    def __str__(self) -> str:
        return " ".join(part for part in (self.name, self.site, self.server) if part)

    @property
    def data(self) -> dict[str, str]:
        """The command as it stands in a message."""
        given = {"command": self.name, "site": self.site, "server": self.server}
        return {key: value for key, value in given.items() if value}

    @classmethod
    def read(cls, data: Mapping[str, str]) -> "Command":
        """Read a command from a message that is known to be well formed."""
        return cls(data["command"], data.get("site", ""), data.get("server", ""))


_AT_A_SITE = frozenset({"close_link", "log_in", "log_out", "refuse_call", "register", "unregister"})
_CONNECT = "connect_to_"


def word(name: str) -> str:
    """Return the word for a command of the machines."""
    if name.startswith(_CONNECT):
        return "connect"
    return "log_in" if name == "log_in_at_preferred" else name


COMMAND_NAMES = tuple(sorted({word(name) for name in COMMANDS}))
"""The words for commands."""


class Vocabulary:
    """The words of one part of the desktop under one profile."""

    def __init__(self, system: System[Facts]) -> None:
        """Prepare to translate.

        Args:
            system: The part of the desktop with its world.
        """
        self.system = system
        self.seen_machines = tuple(
            instance.name
            for instance in system.instances
            if instance.name not in WORLD | HISTORY and len(instance.machine.states) > 1
        )
        """The machines of which a desktop can show the state."""
        self._deadlines = frozenset(
            event
            for event in system.events
            if system.instances[system.index[event.machine]].machine.event(event.name).by == "time"
        )

        given = {
            effect
            for instance in system.instances
            for transition in instance.machine.transitions
            for effect in transition.effects
            if effect in system.commands
        }
        self.command_names = frozenset(word(name) for name in given)
        """The words of the commands that this part of the desktop has."""
        self._observables: dict[JointState, Mapping[str, str]] = {}

    def is_deadline(self, event: Event) -> bool:
        """Return whether time alone decides."""
        return event in self._deadlines

    def event(self, event: Event, before: JointState, after: JointState) -> ClientEvent | None:
        """Return what a desktop notices of a stimulus, or None if it notices nothing.

        Args:
            event: The stimulus; no deadline.
            before: The joint state in which it is offered.
            after: The joint state after it; the same as before, if it was refused.
        """
        if event.machine in WORLD:
            return self._failure(before, after)
        if event.machine == "windows" and event.name != "other_interaction_opened":
            closed = after[self.system.index["windows"]] == "none"
            return ClientEvent("last_window_closed") if closed else None
        if event.name in UNSEEN:
            return None
        if event.name == "call_lost" and not self.system.view(before).owns_endpoint:
            return None
        if event.name == "other_interaction_opened":
            return ClientEvent("interaction_opened")
        if event.name in _CHOICES:
            return ClientEvent("node_chosen", server=_CHOICES[event.name])
        site = SERVED_SITES.get(event.machine)
        return ClientEvent(_CALLS.get(event.name, event.name), "" if site is None else str(site))

    def _failure(self, before: JointState, after: JointState) -> ClientEvent | None:
        """Return which connection drops with a server, if one does."""
        for machine, name in (
            ("link", "connection_dropped"),
            ("cluster_link", "connection_dropped"),
            ("probe", "probe_dropped"),
            *((f"bootstrap_{site}", "connection_dropped") for site in Site),
        ):
            number = self.system.index.get(machine)
            if number is not None and before[number] != after[number]:
                site = SERVED_SITES.get(machine)
                return ClientEvent(name, "" if site is None else str(site))
        return None

    def commands(self, log: Log, before: JointState, after: JointState) -> tuple[Command, ...]:
        """Return what a desktop does in a step, in order."""
        given = [entry for entry in log if entry[1] in self.system.commands]
        if not given:
            return ()
        old, new = (self._here(state) for state in (before, after))
        return tuple(self._command(machine, name, old, new) for machine, name in given)

    def first_commands(self) -> tuple[Command, ...]:
        """Return what a desktop does at the beginning of a session, in no particular order."""
        initial = self.system.named(self.system.initial)
        site = str(Site.PREFERRED)
        found = [Command("connect", site, "primary")] if "link" in initial else []
        found += [
            Command("register", str(SERVED_SITES[name]))
            for name, state in initial.items()
            if state == "registering"
        ]
        return tuple(found)

    def _here(self, state: JointState) -> str:
        site = self.system.index.get("site")
        if site is None:
            return ""
        return str(Site.PEER if state[site] in PEER_STATES else Site.PREFERRED)

    def _command(self, machine: str, name: str, old: str, new: str) -> Command:
        served = SERVED_SITES.get(machine)
        site = old if name in ("close_link", "log_out") else new
        if served is not None:
            site = str(served)
        if name == "log_in_at_preferred":
            site = str(Site.PREFERRED)
        if name.startswith(_CONNECT):
            return Command("connect", site, name.removeprefix(_CONNECT))
        spoken = word(name)
        return Command(spoken, site) if spoken in _AT_A_SITE else Command(spoken)

    def state(self, state: JointState) -> dict[str, str]:
        """Return what can be seen of a joint state."""
        return {name: seen(name, state[self.system.index[name]]) for name in self.seen_machines}

    def observables(self, state: JointState) -> Mapping[str, str]:
        """Return every observable of a joint state: the machines, and the plain ones."""
        if state not in self._observables:
            machines = self.state(state)
            self._observables[state] = MappingProxyType({**plain(machines), **machines})
        return self._observables[state]

    def deadline(self, event: Event) -> str:
        """Return the word for a deadline."""
        site = SERVED_SITES.get(event.machine)
        return event.name if site is None else f"{event.name} {site}"


def seen(machine: str, state: str) -> str:
    """Return how much of a machine's state a desktop can know.

    A call that was left behind is none of the desktop's, nor is one that it was never shown, and
    one that ended unseen goes on for it; of windows it matters whether one is open.
    """
    if machine == "call":
        return _AS_KNOWN.get(state, state)
    if machine == "windows" and state != "none":
        return "open"
    return state


_AGENT = {
    "awaiting_link": "logging_in",
    "readying": "not_ready",
    "unreadying": "ready",
    "forced_out": "logged_out",
}


_START = {
    "trying_preferred": "connecting",
    "trying_peer": "connecting",
    "reading_at_preferred": "reading",
    "reading_at_peer": "reading",
    "correcting": "connecting",
}


PLAIN = frozenset(
    {"here", "linked_to", "agent", "restoration_pending", "start"}
    | {f"{what}_at_{site}" for what in ("phone", "connected") for site in Site}
)
"""The observables for which a client need not know the machines."""
OBSERVABLES: frozenset[str] = (
    PLAIN
    | {name for name, machine in MACHINES.items() if len(machine.states) > 1} - WORLD - HISTORY
)
"""Every observable of any profile."""


def plain(machines: Mapping[str, str]) -> dict[str, str]:
    """Return the observables for which a client need not know the machines.

    Args:
        machines: The state of each machine that a desktop can show.
    """
    found: dict[str, str] = {}
    if "site" in machines:
        found["here"] = "peer" if machines["site"] in PEER_STATES else "preferred"
        link = machines.get("link") or machines["cluster_link"]
        found["linked_to"] = link.removeprefix("open_") if link.startswith("open_") else "none"
    if "session" in machines:
        session = machines["session"]
        found["agent"] = _AGENT.get(session, session)
        waits = machines["restoration"] != "idle"
        found["restoration_pending"] = "yes" if waits else "no"
    if "start_up" in machines:
        found["start"] = _START.get(machines["start_up"], machines["start_up"])
    for site in Site:
        bootstrap = machines.get(f"bootstrap_{site}")
        if bootstrap is not None:
            is_open = bootstrap.startswith("open_")
            found[f"connected_at_{site}"] = bootstrap.removeprefix("open_") if is_open else "none"
        binding = machines.get(f"binding_{site}")
        if binding is not None:
            live = binding in ("live", "refreshing")
            found[f"phone_at_{site}"] = "registered" if live else "not_registered"
    return found


def spelled(words: Iterable[object]) -> str:
    """Return words for a message, or "nothing"."""
    return ", ".join(map(str, words)) or "nothing"
