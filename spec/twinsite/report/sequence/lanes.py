"""Who takes part in a sequence chart, and between whom each event and command goes.

The servers and the registrar of a site share its lane; the DN of a hard phone is the desktop's.
"""

from collections.abc import Iterator
from enum import StrEnum

from twinsite.checker.semantics.declaration import EventDecl
from twinsite.checker.semantics.system import Step, System
from twinsite.conformance.vocabulary import UNSEEN as UNNOTICED
from twinsite.model.composition import SERVED_NODES, SERVED_SITES
from twinsite.model.predicates import CHARTS, Facts, Site
from twinsite.report.sequence.words import COMMAND_WORDS
from twinsite_charts.model import Kind, Message


class Lane(StrEnum):
    """Who takes part, from left to right."""

    PREFERRED = "Preferred site"
    PEER = "Peer site"
    PHONE = "Phone"
    """Workspace SIP Endpoint, which registers at both sites."""
    DESKTOP = "Desktop"
    """The agent desktop, with all that it knows and decides."""
    AGENT = "Agent"
    """The person."""


LANE_OF = {Site.PREFERRED: Lane.PREFERRED, Site.PEER: Lane.PEER}
"""The lane of a site."""
PHONE = ("registration_", "binding_", "endpoint_")
"""What the names of the machines of the phone begin with."""

OF_A_SITE = frozenset(
    {"site", "callers", "SIP Server", "Configuration Server", "registrar"},
)
"""Those who decide a stimulus, as declarations name them, from the lane of a site."""
AGENT = frozenset({"agent"})
"""Those who decide one from the lane of the agent."""
UNHEARD = frozenset({"network", "load balancing"})
"""Those who have no lane: what they decide is a mark where it is noticed."""

NOTICED = frozenset({"connection_failed", "probe_failed"})
"""Stimuli of a site that has told nobody anything: they are noticed where they count."""
UNSEEN = UNNOTICED | {"call_lost"}
"""Stimuli of the desktop's machines that nobody is told of."""

TO_PREFERRED = frozenset({"close_probe", "connect_probe", "log_in_at_preferred"})
"""Commands that go to the preferred site, wherever the desktop works."""
TO_AGENT = frozenset({"show_login_error"})
"""Commands that the agent sees."""
AT_HOME = frozenset({"update_bootstrap_file"})
"""Commands that nobody outside the desktop sees."""
TO_SITE_LEFT = frozenset({"close_link", "log_out"})
"""Commands that end what there was before the step, and so go to the site before it."""


def lane_of(machine: str) -> Lane:
    """Return the lane of a machine: that of its site, of the phone, or of the desktop."""
    if machine.startswith(PHONE):
        return Lane.PHONE
    is_world = CHARTS[machine].__module__.startswith("twinsite.model.environment.")
    site = SERVED_SITES.get(machine) if is_world else None
    return Lane.DESKTOP if site is None else LANE_OF[site]


def lanes_of(system: System[Facts]) -> tuple[Lane, ...]:
    """Return the lanes of all that is in a system."""
    found = {*map(lane_of, system.index), Lane.DESKTOP, *LANE_OF.values()}
    for instance in system.instances:
        said = {effect for t in instance.machine.transitions for effect in t.effects}
        if said & TO_AGENT or AGENT & {event.by for event in instance.machine.events}:
            found.add(Lane.AGENT)
    return tuple(lane for lane in Lane if lane in found)


def origin(machine: str, event: EventDecl, view: Facts) -> Lane:
    """Return the lane that a stimulus or a deadline comes from; time decides where it is told.

    Args:
        machine: The machine whose event it is.
        event: The event.
        view: The state before the step.
    """
    if event.id in UNSEEN:
        left = event.id == "stale_call_offered" or view.is_in(
            machine, "left_behind", "unseen_elsewhere"
        )
        return LANE_OF[view.here.other if left else view.here]
    if event.by in AGENT:
        return Lane.AGENT
    if _is_of_a_site(event):
        return LANE_OF[_talks_to(machine, view)]
    return lane_of(machine)


def goal(machine: str, event: EventDecl, view: Facts) -> Lane | None:
    """Return the lane that is told of an event; None for whoever notices that a site changes.

    Args:
        machine: The machine whose event it is.
        event: The event.
        view: The state before the step.
    """
    source = origin(machine, event, view)
    if event.id in UNSEEN:
        return source
    target = lane_of(machine)
    return None if target is source and _is_of_a_site(event) else target


def words_of(machine: str, event: EventDecl, *lanes: Lane | None) -> str:
    """Return an event in words, with the site and the node that it is about.

    Args:
        machine: The machine whose event it is.
        event: The event.
        lanes: Where it comes from and goes to, which need no words.
    """
    site, node = SERVED_SITES.get(machine), SERVED_NODES.get(machine)
    shown = site is None or LANE_OF[site] in lanes
    where = ", ".join(
        words
        for words in ("" if shown else f"{site} site", f"{node} node" if node else "")
        if words
    )
    return f"{f'{where}: ' if where else ''}{event.label} ({event.requirement})"


def event_message(system: System[Facts], step: Step) -> Message:
    """Return who decides a step, and who is told."""
    machine, view = step.event.machine, system.view(step.before)
    event = system.instances[system.index[machine]].machine.event(step.event.name)
    source, target = origin(machine, event, view), goal(machine, event, view)
    if target is None:
        movers = (lane_of(move.machine) for move in step.moves)
        target = next((m for m in movers if m not in LANE_OF.values()), source)
    words = words_of(machine, event, source, target)
    return Message(source, target, words, Kind.TIME if event.length else Kind.EVENT, event.length)


def _is_of_a_site(event: EventDecl) -> bool:
    return event.by in OF_A_SITE and event.id not in NOTICED


def _talks_to(machine: str, view: Facts) -> Site:
    """Return the site that a machine hears from."""
    if machine == "probe":
        return Site.PREFERRED
    if machine == "start_up":
        return next(filter(view.bootstrap_connected, Site), view.here)
    return SERVED_SITES.get(machine, view.here)


def command_messages(system: System[Facts], step: Step) -> Iterator[Message]:
    """Yield what the desktop and the phone do to the outside in a step, in order."""
    before, after = system.view(step.before), system.view(step.after)
    for machine, effect in step.log:
        if effect in system.commands:
            target = addressee(machine, effect, before if is_told_before(effect) else after)
            yield Message(speaker(machine), target, COMMAND_WORDS[effect], Kind.COMMAND)


def speaker(machine: str) -> Lane:
    """Return the lane that a command of a machine comes from."""
    return Lane.PHONE if machine.startswith(PHONE) else Lane.DESKTOP


def is_told_before(command: str) -> bool:
    """Return whether the state before a step decides to whom a command goes, not that after."""
    return command in TO_SITE_LEFT


def addressee(machine: str, command: str, view: Facts) -> Lane:
    """Return the lane that a command goes to.

    Args:
        machine: The machine that gives it.
        command: The command.
        view: The state before or after the step, as :func:`is_told_before` says.
    """
    if command in TO_AGENT:
        return Lane.AGENT
    if command in AT_HOME:
        return Lane.DESKTOP
    if command in TO_PREFERRED:
        return Lane.PREFERRED
    if machine == "start_up":
        return LANE_OF[next(filter(view.bootstrap_connected, Site), Site.PREFERRED)]
    return LANE_OF[SERVED_SITES.get(machine) or view.here]


def with_its_site(command: Message) -> str:
    """Return the words of a command with the site to which it goes."""
    site = next((site for site, lane in LANE_OF.items() if lane is command.target), None)
    return f"{command.words} at the {site} site" if site else command.words
