"""Seeded faults: wrong declarations, each of which breaks a property that nothing else breaks.

A property that a recorded mutant or a pinned variant breaks needs none.  Small profiles are
enough, since a fault shows within a few steps.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from twinsite.checker.semantics.declaration import MachineDecl, TransitionDecl
from twinsite.model.predicates import MACHINES
from twinsite.model.profile import Part, Phone, Profile

Change = Callable[[TransitionDecl], TransitionDecl | None]
"""What stands in the place of a transition."""

SMALL = Profile(phone=Phone.NONE)
HARD = Profile(phone=Phone.HARD_PHONE)
START = Profile(part=Part.START_UP, nodes=1)
STAYING_ENDPOINT = Profile(auto_restore=False, restore_agent_state=False)


def changed(chart: str, event: str, source: str, change: Change) -> Mapping[str, MachineDecl]:
    """Return the declarations with every transition of one event and state changed.

    Args:
        chart: The name of the machine.
        event: The event of the transitions.
        source: The state from which they start.
        change: Gives what stands in the place of each, or None for nothing.
    """
    hits = 0
    machines = {}
    for name, machine in MACHINES.items():
        transitions = []
        for transition in machine.transitions:
            here = (machine.name, transition.event, transition.source) == (chart, event, source)
            hits += here
            new = change(transition) if here else transition
            if new is not None:
                transitions.append(new)
        machines[name] = replace(machine, transitions=tuple(transitions))
    assert hits, f"{chart} has no {event} in {source}: the seeded fault plants nothing"
    return machines


def removed(_: TransitionDecl) -> None:
    """Return nothing in the place of a transition."""


def with_more(*effects: str) -> Change:
    """Return the change of a transition to one with more effects."""
    return lambda t: replace(t, effects=(*t.effects, *effects))


@dataclass(frozen=True, slots=True)
class SeededFault:
    """A wrong declaration that breaks a property."""

    prop: str
    """The name of the property."""
    profile: Profile
    """The profile under which it shows."""
    what: str
    """What is wrong, in a sentence."""
    place: tuple[str, str, str, Change]
    """The machine, the event, the state and the change."""

    @property
    def machines(self) -> Mapping[str, MachineDecl]:
        """The declarations with the fault."""
        return changed(*self.place)


SEEDED_FAULTS: tuple[SeededFault, ...] = (
    SeededFault(
        "logs_in_only_where_it_is_not_logged_in",
        SMALL,
        "A request for Ready logs the agent in once more.",
        ("Session", "ready_requested", "not_ready", with_more("log_in")),
    ),
    SeededFault(
        "an_agent_who_wants_in_is_logged_in",
        SMALL,
        "The opened link does not log the agent in.",
        ("Session", "link_opened", "awaiting_link", removed),
    ),
    SeededFault(
        "a_link_that_stays_lost_moves_the_desktop",
        SMALL,
        "The switchover timeout does nothing at the preferred site.",
        ("SiteSelection", "switchover_timeout_elapsed", "preferred_lost", removed),
    ),
    SeededFault(
        "never_stuck_while_both_sites_are_down",
        SMALL,
        "The switchover timeout does nothing at the peer site.",
        ("SiteSelection", "switchover_timeout_elapsed", "peer_lost", removed),
    ),
    SeededFault(
        "no_endless_ping_pong",
        SMALL,
        "A link that opens at the peer site sends the desktop back.",
        (
            "SiteSelection",
            "link_opened",
            "peer_lost",
            lambda t: replace(t, target="preferred_lost", effects=("switched_over",)),
        ),
    ),
    SeededFault(
        "a_phone_that_stays_lost_moves_the_desktop",
        HARD,
        "The wait for the phone never ends.",
        ("PhoneWatch", "phone_wait_elapsed", "waiting", removed),
    ),
    SeededFault(
        "the_phone_registers_at_the_peer_site",
        STAYING_ENDPOINT,
        "A REGISTER that has failed is never repeated.",
        ("Registration", "next_attempt_due", "waiting_for_retry", removed),
    ),
    SeededFault(
        "a_pending_restoration_ends",
        SMALL,
        "The closing of the last window is not noticed by the restoration.",
        ("Restoration", "all_windows_closed", "pending", removed),
    ),
    SeededFault(
        "who_asks_gets_the_configuration",
        START,
        "The pass does not tell that its last node has failed.",
        ("BootstrapPass", "connection_failed", "trying_first", removed),
    ),
)
"""Every seeded fault, one a property."""
