"""A trace as a sequence chart: pure data, in the words of a telephone engineer.

A row is one step: the event, the machines that moved, the commands that went out.
Not shown: signals between machines, history variables of the properties, how long steps take.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from twinsite.checker.semantics.system import JointState, Step, System
from twinsite.model.composition import SERVED_NODES, SERVED_SITES
from twinsite.model.predicates import NODES, Facts, Site


class Lane(StrEnum):
    """Who takes part, in the order in which they are drawn."""

    WORLD = "World"
    """The servers and registrars of both sites, the network and the callers."""
    PHONE = "Phone"
    """Workspace SIP Endpoint, which registers at both sites."""
    DESKTOP = "Desktop"
    """The agent desktop, with all that it knows and decides."""
    AGENT = "Agent"
    """The person."""


DECIDERS = {
    "site": Lane.WORLD,
    "network": Lane.WORLD,
    "callers": Lane.WORLD,
    "SIP Server": Lane.WORLD,
    "Configuration Server": Lane.WORLD,
    "load balancing": Lane.WORLD,
    "registrar": Lane.WORLD,
    "agent": Lane.AGENT,
}
"""The lane of everybody who decides a stimulus; the registrar of a site is its SIP Server."""

LANES = {
    "servers_preferred": Lane.WORLD,
    "servers_peer": Lane.WORLD,
    **{f"cluster_{site}": Lane.WORLD for site in Site},
    **{f"node_{site}_{node}": Lane.WORLD for site in Site for node in NODES},
    "registration_preferred": Lane.PHONE,
    "registration_peer": Lane.PHONE,
}
"""The lane of a machine; the desktop has every other one, the DN of a hard phone included."""

UNSEEN = frozenset({"call_lost"})
"""Stimuli of the desktop's machines that nobody is told of."""

MACHINE_WORDS = {
    "servers_preferred": "servers at preferred",
    "servers_peer": "servers at peer",
    "link": "link here",
    "site": "current site",
    "probe": "probe of preferred",
    "registration_preferred": "registration at preferred",
    "registration_peer": "registration at peer",
    "dn_service": "DN of the hard phone",
    "phone_watch": "phone watch",
    "session": "agent",
    "last_seen": "state to restore",
    "restoration": "restoration",
    "call": "call",
    "windows": "interaction windows",
    **{f"cluster_{site}": f"{site} site" for site in Site},
    **{f"node_{site}_{node}": f"{node} node at {site}" for site in Site for node in NODES},
    "cluster_link": "link to the cluster here",
    **{f"pass_{node}": f"{node} node in this pass" for node in NODES},
    **{f"bootstrap_{site}": f"start at {site}" for site in Site},
    "start_up": "start",
}
"""What a machine is called; one that is not named here is a history variable and not shown."""

_SERVER_WORDS = {
    "both": "both in service",
    "primary_only": "only the primary in service",
    "backup_only": "only the backup in service",
    "none": "none in service",
}
_TRYING_WORDS = {f"trying_{node}": f"trying the {node} node" for node in NODES}
_BOOTSTRAP_WORDS = {
    "idle": "not connected",
    **_TRYING_WORDS,
    **{f"open_{node}": f"connected to the {node} node" for node in NODES},
}
STATE_WORDS = {
    **{f"bootstrap_{site}": _BOOTSTRAP_WORDS for site in Site},
    "start_up": {
        "waiting": "no agent has asked yet",
        "trying_preferred": "trying the preferred nodes",
        "trying_peer": "trying the peer nodes",
        "correcting": "read, trying the agent's own site",
    },
    "cluster_link": {
        "choosing": "choosing a node",
        **_TRYING_WORDS,
        **{f"open_{node}": f"open to the {node} node" for node in NODES},
        **{f"pausing_for_{node}": f"lost, pausing before the {node} node" for node in NODES},
    },
    "servers_preferred": _SERVER_WORDS,
    "servers_peer": _SERVER_WORDS,
    "link": {
        "open_primary": "open to the primary",
        "open_backup": "open to the backup",
        "pausing_for_primary": "lost, pausing before the primary",
        "pausing_for_backup": "lost, pausing before the backup",
    },
    "site": {
        "starting": "preferred, never linked, timeout runs",
        "at_preferred": "preferred",
        "preferred_dropped": "preferred, link dropped",
        "preferred_lost": "preferred, no link, timeout runs",
        "at_peer": "peer",
        "peer_dropped": "peer, link dropped",
        "peer_lost": "peer, no link, timeout runs",
    },
    "phone_watch": {
        "waiting": "not registered here, wait runs",
        "satisfied": "registered here",
        "due": "wait is over, move held back",
    },
    "session": {
        "awaiting_link": "login awaits the link",
        "not_ready": "NotReady",
        "readying": "NotReady, Ready asked",
        "ready": "Ready",
        "unreadying": "Ready, NotReady asked",
        "forced_out": "logged out by force",
    },
    "last_seen": {"not_ready": "NotReady", "ready": "Ready"},
    "restoration": {"idle": "none", "requested": "Ready requested"},
    "call": {"uncontrolled": "out of control", "left_behind": "left at the other site"},
    "windows": {
        "recent": "open",
        "earlier": "open, from before the switchover",
        "earlier_and_recent": "open, from before and after the switchover",
    },
}
"""What a state is called where its name with blanks would not do."""

COMMAND_WORDS = {
    "close_link": "close the link",
    "close_probe": "close the probe",
    "connect_probe": "connect the probe",
    "connect_to_backup": "connect to the backup",
    "connect_to_first": "connect to the first node",
    "connect_to_primary": "connect to the primary",
    "connect_to_second": "connect to the second node",
    "connect_to_third": "connect to the third node",
    "log_in": "log in",
    "log_in_at_preferred": "log in",
    "log_out": "log out",
    "read_configuration": "read the configuration",
    "register": "register",
    "set_agent_not_ready": "set agent NotReady",
    "set_agent_ready": "set agent Ready",
    "show_login_error": "show a login error",
    "unregister": "unregister",
    "update_bootstrap_file": "update the bootstrap file",
}
"""What a command is called."""

TO_PREFERRED = frozenset({"close_probe", "connect_probe", "log_in_at_preferred"})
"""Commands that go to the preferred site, wherever the desktop works."""
TO_AGENT = frozenset({"show_login_error"})
"""Commands that the agent sees."""
AT_HOME = frozenset({"update_bootstrap_file"})
"""Commands that nobody outside the desktop sees."""
TO_SITE_LEFT = frozenset({"close_link", "log_out"})
"""Commands that end what there was before the step, and so go to the site before it."""


@dataclass(frozen=True, slots=True)
class Message:
    """An arrow from lane to lane, or a mark on one lane."""

    source: Lane
    """Who decides or commands."""
    target: Lane
    """Who is told; the source again where nobody else is."""
    words: str
    """What is told, in words."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a machine was, and what it is now."""

    machine: str
    """The machine, in words."""
    before: str
    """Its state before, in words."""
    after: str
    """Its state after, in words; the same as before where nothing changed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One step."""

    number: int
    """The number of the step, from 1."""
    event: Message
    """What was offered."""
    requirement: str
    """The id of the requirement that asks for the event."""
    option: str
    """For a deadline the option that gives its length in seconds, else empty."""
    changes: tuple[Change, ...]
    """The machines whose state the step changed, in the order in which they moved."""
    commands: tuple[Message, ...]
    """What the desktop and the phone did to the outside, in order."""
    site_before: Site
    """The current site before the step."""
    site: Site
    """The current site after the step."""
    agent: str
    """Login and agent state after a step that changed it, in words; else empty."""
    breaks: bool
    """Whether this step breaks the property."""

    @property
    def moves(self) -> bool:
        """Whether the desktop is at another site after the step."""
        return self.site is not self.site_before


@dataclass(frozen=True, slots=True)
class Chart:
    """A trace that decides a property."""

    title: str
    """The property, in a few words."""
    requirement: str
    """The id of the requirement that the property stands for."""
    sentence: str
    """The property as a sentence that can be false."""
    verdict: str
    """The answer of the check."""
    profile: str
    """The profile under which it was checked."""
    breaks: bool
    """Whether the trace is a counterexample; else it is a witness."""
    rows: tuple[Row, ...]
    """The steps, in order."""
    reached: tuple[Change, ...]
    """Every machine from the start to the end of the trace; history variables are left out."""
    loop: int | None = None
    """If the trace goes on for ever: so many of its last steps come again and again."""
    fairness: tuple[str, ...] = ()
    """The assumptions to which a trace that goes on for ever is fair, in words."""

    @property
    def has_site(self) -> bool:
        """Whether there is a current site; before the desktop has started there is none."""
        return any(change.machine == MACHINE_WORDS["site"] for change in self.reached)

    @property
    def length(self) -> str:
        """The number of steps, in words."""
        if self.loop is None:
            return _steps(len(self.rows))
        how = f"a loop of {_steps(self.loop)}" if self.loop else "then nothing for ever"
        return f"{_steps(len(self.rows) - self.loop)} and {how}"

    @property
    def loop_from(self) -> int | None:
        """The number of the first step that comes again and again, or None."""
        return len(self.rows) - self.loop + 1 if self.loop else None

    @property
    def for_ever(self) -> str:
        """How the trace goes on, in words; empty if it ends."""
        if self.loop is None:
            return ""
        if self.loop == 0:
            return "nothing more happens, for ever"
        again = _numbers(len(self.rows) - self.loop + 1, len(self.rows))
        return f"{again} again and again, for ever"

    @property
    def fair_to(self) -> str:
        """To what a trace that goes on for ever is fair, in words; empty if it ends."""
        if self.loop is None:
            return ""
        return f"Fair to: {', '.join(self.fairness) or 'nothing; nothing is assumed'}."


def _steps(count: int) -> str:
    return f"{count} {'step' if count == 1 else 'steps'}"


def _numbers(first: int, last: int) -> str:
    return f"step {first}" if first == last else f"steps {first} to {last}"


def chart_of(
    system: System[Facts],
    trace: Sequence[Step],
    *,
    title: str,
    requirement: str,
    sentence: str,
    verdict: str,
    breaks: bool,
    loop: int | None = None,
    fairness: tuple[str, ...] = (),
) -> Chart:
    """Return the chart of a trace from the initial state; ``breaks`` marks its last step.

    Without any step it is the start that decides the property.  A trace that goes on for ever
    breaks a property by that, and by none of its steps.
    """
    rows = tuple(
        _row(system, step, number, breaks=breaks and loop is None and number == len(trace))
        for number, step in enumerate(trace, start=1)
    )
    end = trace[-1].after if trace else system.initial
    reached = tuple(_compare(system, system.initial, end, system.index))
    return Chart(
        title, requirement, sentence, verdict, system.name, breaks, rows, reached, loop, fairness
    )


def state_words(machine: str, state: str) -> str:
    """Return what a state of a machine is called."""
    return STATE_WORDS.get(machine, {}).get(state, state.replace("_", " "))


def _row(system: System[Facts], step: Step, number: int, *, breaks: bool) -> Row:
    instance = system.instances[system.index[step.event.machine]]
    event = instance.machine.event(step.event.name)
    movers = dict.fromkeys(move.machine for move in step.moves)
    compared = _compare(system, step.before, step.after, movers)
    changes = tuple(change for change in compared if change.before != change.after)
    where = f"{_place(instance.name)}: " if instance.parameter else ""
    source, target = _ends(step, event.by)
    return Row(
        number=number,
        event=Message(source, target, where + event.label),
        requirement=event.requirement,
        option=event.length,
        changes=changes,
        commands=tuple(_commands(system, step)),
        site_before=system.view(step.before).here,
        site=system.view(step.after).here,
        agent="".join(c.after for c in changes if c.machine == MACHINE_WORDS["session"]),
        breaks=breaks,
    )


def _place(machine: str) -> str:
    """Return where a machine is, in words, such as ``preferred site, first node``."""
    site, node = SERVED_SITES.get(machine), SERVED_NODES.get(machine)
    words = [f"{site} site" if site else "", f"{node} node" if node else ""]
    return ", ".join(word for word in words if word)


def _ends(step: Step, by: str) -> tuple[Lane, Lane]:
    """Return who decides a step and who is told; time decides where it is told."""
    told = LANES.get(step.event.machine, Lane.DESKTOP)
    source = DECIDERS.get(by, told)
    if step.event.name in UNSEEN:
        return source, source
    if told is source is Lane.WORLD:  # the world changes by itself, and others may notice
        movers = (LANES.get(move.machine, Lane.DESKTOP) for move in step.moves)
        told = next((lane for lane in movers if lane is not source), source)
    return source, told


def _compare(
    system: System[Facts], before: JointState, after: JointState, machines: Iterable[str]
) -> Iterator[Change]:
    for name in machines:
        if name in MACHINE_WORDS:
            old, new = (state_words(name, state[system.index[name]]) for state in (before, after))
            yield Change(MACHINE_WORDS[name], old, new)


def _commands(system: System[Facts], step: Step) -> Iterator[Message]:
    for machine, effect in (entry for entry in step.log if entry[1] in system.commands):
        if effect in TO_AGENT | AT_HOME:
            seen_by = Lane.AGENT if effect in TO_AGENT else Lane.DESKTOP
            yield Message(Lane.DESKTOP, seen_by, COMMAND_WORDS[effect])
            continue
        site: str = SERVED_SITES.get(machine, "")
        if effect in TO_PREFERRED:
            site = Site.PREFERRED
        elif machine == "start_up":
            site = next(filter(system.view(step.after).bootstrap_connected, Site))
        elif not site:
            site = system.view(step.before if effect in TO_SITE_LEFT else step.after).here
        source = LANES.get(machine, Lane.DESKTOP)
        yield Message(source, Lane.WORLD, f"{COMMAND_WORDS[effect]} at the {site} site")
