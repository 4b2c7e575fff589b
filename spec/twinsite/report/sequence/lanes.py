"""Who takes part in a sequence chart, and between whom each event and command goes.

The servers and the registrar of a site share its lane; the DN of a hard phone is the desktop's.
"""

from collections.abc import Iterator
from enum import StrEnum

from twinsite.checker.semantics.system import Step, System
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
PHONE = ("registration_", "endpoint_")
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
UNSEEN = frozenset({"call_lost", "stale_call_offered", "unseen_call_offered"})
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


def event_message(system: System[Facts], step: Step) -> Message:
    """Return who decides a step, and who is told; time decides where it is told."""
    machine = step.event.machine
    event = system.instances[system.index[machine]].machine.event(step.event.name)
    source = target = lane_of(machine)
    if event.id in UNSEEN:
        here = system.view(step.before).here
        left = system.view(step.after).is_in(machine, "unseen_elsewhere") or system.view(
            step.before
        ).is_in(machine, "left_behind", "unseen_elsewhere")
        source = target = LANE_OF[here.other if left else here]
    elif event.by in AGENT:
        source = Lane.AGENT
    elif event.by in OF_A_SITE and event.id not in NOTICED:
        source = LANE_OF[_talks_to(system, step)]
        if target is source:  # a site changes by itself, and others may notice
            movers = (lane_of(move.machine) for move in step.moves)
            target = next((m for m in movers if m not in LANE_OF.values()), source)
    site, node = SERVED_SITES.get(machine), SERVED_NODES.get(machine)
    shown = site is None or LANE_OF[site] in (source, target)
    where = ", ".join(
        words
        for words in ("" if shown else f"{site} site", f"{node} node" if node else "")
        if words
    )
    words = f"{f'{where}: ' if where else ''}{event.label} ({event.requirement})"
    return Message(source, target, words, Kind.TIME if event.length else Kind.EVENT, event.length)


def _talks_to(system: System[Facts], step: Step) -> Site:
    """Return the site that a machine hears from."""
    machine, view = step.event.machine, system.view(step.before)
    if machine == "probe":
        return Site.PREFERRED
    if machine == "start_up":
        return next(filter(view.bootstrap_connected, Site), view.here)
    return SERVED_SITES.get(machine, view.here)


def command_messages(system: System[Facts], step: Step) -> Iterator[Message]:
    """Yield what the desktop and the phone do to the outside in a step, in order."""
    for machine, effect in step.log:
        if effect not in system.commands:
            continue
        source = Lane.PHONE if machine.startswith(PHONE) else Lane.DESKTOP
        if effect in TO_AGENT | AT_HOME:
            target = Lane.AGENT if effect in TO_AGENT else Lane.DESKTOP
        else:
            target = LANE_OF[_commanded(system, step, machine, effect)]
        yield Message(source, target, COMMAND_WORDS[effect], Kind.COMMAND)


def _commanded(system: System[Facts], step: Step, machine: str, effect: str) -> Site:
    """Return the site to which a command goes."""
    if effect in TO_PREFERRED:
        return Site.PREFERRED
    if machine == "start_up":
        return next(filter(system.view(step.after).bootstrap_connected, Site))
    left = effect in TO_SITE_LEFT
    return SERVED_SITES.get(machine) or system.view(step.before if left else step.after).here


def with_its_site(command: Message) -> str:
    """Return the words of a command with the site to which it goes."""
    site = next((site for site, lane in LANE_OF.items() if lane is command.target), None)
    return f"{command.words} at the {site} site" if site else command.words
