"""The specified desktop in time: how long deadlines last, and when the world answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from twinsite.analyses.drill.silence import registrar, request
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.system import Event, System
from twinsite.checker.timing.question import Interval, Timing
from twinsite.model.predicates import NODES, Facts, Site

TICKS: Final = 1000
"""Ticks in a second."""

ADDP: Final = "ADDP timeout"
ATTEMPT: Final = "attempt to connect"
ANSWER: Final = "answer of a server"
REGISTRAR: Final = "answer of the registrar"
AGAIN: Final = "retransmission of REGISTER"
TIMER_F: Final = "Timer F"
MARGIN: Final = "refresh margin"
AT_ONCE: Final = "at once"

_RANDOM: Final = "warm-standby.reconnection-random-delay-range"


Length = tuple[int, str]
"""So many ticks, and what gives them: an option, or what is assumed."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long everything takes, in ticks."""

    deadlines: Mapping[tuple[str, Site | None], Length]
    """The length of each deadline by its name and, where the sites differ, by site.  What is
    missing never elapses."""
    addp: Length
    """A loss is noticed within twice this time."""
    attempt: Length
    """An attempt to connect is decided within this time."""
    answer: Length
    """A server that is linked answers within this time."""
    registrar: Length
    """A registrar in service answers within this time."""
    again: Length | None = None
    """A REGISTER that was lost is answered within this time after its registrar has returned,
    since it is sent again; None if it is not sent again, as over TCP."""
    silent: frozenset[str] = field(default=frozenset())
    """Registrations that there are none of."""

    def of(self, name: str, site: Site) -> Length | None:
        """Return how long a deadline lasts at a site; None for ever."""
        return self.deadlines.get((name, site)) or self.deadlines.get((name, None))

    def one(self, because: str) -> int:
        """Return how many ticks one of what a bound is a sum of takes."""
        every = (*self.deadlines.values(), self.addp, self.attempt, self.answer)
        others = (self.registrar, *([] if self.again is None else [self.again]))
        return next((ticks for ticks, name in (*every, *others) if name == because), 0)


def _clock(machine: str) -> str:
    """Return the machine whose clock a deadline is measured by.

    What is left of a binding is measured from its REGISTER, as Timer F is; no 423, which alone
    parts the two, comes by itself.
    """
    return machine.replace("binding_", "registration_")


def timing(system: System[Facts], lengths: Lengths) -> Timing[Facts]:
    """Return when what goes on by itself comes: deadlines, answers, and what is noticed.

    What people, callers and failures do does not come by itself.

    Args:
        system: The composition.
        lengths: How long everything takes.
    """
    deadlines = {
        Event(instance.name, event.id): event.length
        for instance in system.instances
        for event in instance.machine.events
        if event.kind is Kind.DEADLINE
    }

    def interval(event: Event, facts: Facts) -> Interval | None:
        length = deadlines.get(event)
        if length is not None:
            found = lengths.of(length, _site_of(event.machine, facts))
            if found is None:
                return None
            ticks, name = found
            return Interval(_clock(event.machine), 0 if length == _RANDOM else ticks, ticks, name)
        answer = _ANSWERS.get(event.name)
        return None if answer is None else answer(event.machine, facts, lengths)

    return interval


def _site_of(machine: str, facts: Facts) -> Site:
    for site in Site:
        if machine.endswith(f"_{site}"):
            return site
    return Site.PREFERRED if machine == "probe" else facts.here


def _accepted(machine: str, _: Facts, lengths: Lengths) -> Interval:
    return Interval(machine, 0, *lengths.attempt)


def _failed(machine: str, facts: Facts, lengths: Lengths) -> Interval | None:
    if _tried_in_service(machine, facts):
        return None
    return Interval(machine, 0, *lengths.attempt)


def _tried_in_service(machine: str, facts: Facts) -> bool:
    """Return whether what a connection is being tried to is in service."""
    site = _site_of(machine, facts)
    if machine == "link":
        primary = facts.is_in("link", "trying_primary", "falling_back_to_primary")
        return facts.server_in_service(site, primary=primary)
    return any(
        facts.is_in(machine, f"trying_{node}") and facts.node_in_service(site, node)
        for node in NODES
    )


def _dropped(machine: str, facts: Facts, lengths: Lengths) -> Interval | None:
    lost = _lost(machine, facts)
    return None if lost is None else _noticed(lost, lengths)


def _noticed(lost: str, lengths: Lengths) -> Interval:
    ticks, name = lengths.addp
    return Interval(lost, 0, 2 * ticks, name)


def _lost(machine: str, facts: Facts) -> str | None:
    """Return the machine of the world whose failure a connection has not noticed yet, if any."""
    site = _site_of(machine, facts)
    if machine == "link":
        for server in ("primary", "backup"):
            if facts.is_in("link", f"open_{server}") and not facts.server_in_service(
                site, primary=server == "primary"
            ):
                return f"servers_{site}"
        return None
    for node in NODES:
        if facts.is_in(machine, f"open_{node}") and not facts.node_in_service(site, node):
            whole = f"cluster_{site}"
            return whole if facts.is_in(whole, "out_of_service") else f"node_{site}_{node}"
    return None


def _probe_dropped(_: str, facts: Facts, lengths: Lengths) -> Interval | None:
    if facts.preferred_in_service:
        return None
    return _noticed(f"servers_{Site.PREFERRED}", lengths)


def _probe_accepted(machine: str, _: Facts, lengths: Lengths) -> Interval:
    ticks, name = lengths.attempt
    return Interval(machine, 0, 2 * ticks, name)


def _probe_failed(machine: str, facts: Facts, lengths: Lengths) -> Interval | None:
    return None if facts.preferred_in_service else _probe_accepted(machine, facts, lengths)


def _answered(machine: str, facts: Facts, lengths: Lengths) -> Interval | None:
    if not facts.link_open or _lost("link", facts) is not None:
        return None
    return Interval(machine, 0, *lengths.answer)


def _not_ready_answered(machine: str, facts: Facts, lengths: Lengths) -> Interval | None:
    return _answered(machine, facts, lengths) if facts.is_in("session", "unreadying") else None


def _carried_out(_: str, facts: Facts, lengths: Lengths) -> Interval | None:
    """Return when SIP Server does what it is asked: before it answers, by the same clock."""
    return _answered("session", facts, lengths)


def _not_ready_carried_out(_: str, facts: Facts, lengths: Lengths) -> Interval | None:
    return _not_ready_answered("session", facts, lengths)


def _registered(machine: str, facts: Facts, lengths: Lengths) -> Interval | None:
    site = _site_of(machine, facts)
    if machine in lengths.silent or not facts.is_in(registrar(site), "answering"):
        return None
    if facts.is_in(request(site), "heard"):
        return Interval(machine, 0, *lengths.registrar)
    if lengths.again is None:
        return None
    return Interval(registrar(site), 0, *lengths.again)


def _chosen(machine: str, _: Facts, __: Lengths) -> Interval:
    return Interval(machine, 0, 0, AT_ONCE)


def _read(machine: str, facts: Facts, lengths: Lengths) -> Interval | None:
    if any(_lost(f"bootstrap_{site}", facts) is not None for site in Site):
        return None
    return Interval(machine, 0, *lengths.answer)


_ANSWERS: Final[Mapping[str, Callable[[str, Facts, Lengths], Interval | None]]] = {
    "connection_accepted": _accepted,
    "connection_failed": _failed,
    "connection_dropped": _dropped,
    "probe_accepted": _probe_accepted,
    "probe_failed": _probe_failed,
    "probe_dropped": _probe_dropped,
    "log_in_carried_out": _carried_out,
    "ready_carried_out": _carried_out,
    "not_ready_carried_out": _not_ready_carried_out,
    "log_in_accepted": _answered,
    "agent_ready": _answered,
    "agent_not_ready": _not_ready_answered,
    "register_accepted": _registered,
    "first_chosen": _chosen,
    "second_chosen": _chosen,
    "third_chosen": _chosen,
    "configuration_arrived": _read,
}
"""What the world does by itself, by the event."""
