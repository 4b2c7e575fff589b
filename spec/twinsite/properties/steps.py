"""Which steps a property is about."""

from collections.abc import Callable

from twinsite.checker.semantics.chart import Kind
from twinsite.checker.symbolic.property import Occurrence
from twinsite.model.predicates import MACHINES, Facts, Site

_HEARD = {
    name: frozenset(event.id for event in machine.events if event.kind is Kind.SIGNAL)
    for name, machine in MACHINES.items()
}


def touching(
    *machines: str, but: Callable[[Occurrence], bool] = lambda _: False
) -> Callable[[Occurrence], bool]:
    """Return what is true of a step that can move one of these machines at all.

    A machine moves only with an event of its own or with a signal that it hears.  So a property
    that a machine does not change need not be asked of any other step.

    Args:
        machines: The instances.
        but: Steps that are not meant.
    """
    heard = frozenset().union(*(_HEARD[machine] for machine in machines))

    def when(occurrence: Occurrence) -> bool:
        possible = occurrence.event.machine in machines or not heard.isdisjoint(occurrence.names)
        return possible and not but(occurrence)

    return when


def events(*names: str) -> Callable[[Occurrence], bool]:
    """Return what is true of a step that begins with one of these events."""
    return lambda occurrence: occurrence.event.name in names


def says(*names: str) -> Callable[[Occurrence], bool]:
    """Return what is true of a step that has one of these commands or signals."""
    return lambda occurrence: any(map(occurrence.has, names))


REGISTRATIONS = ("registration_preferred", "registration_peer")
BINDINGS = ("binding_preferred", "binding_peer")


ANSWERS = ("agent_ready", "agent_not_ready", "ready_refused", "not_ready_refused")


CALL_OFFERED = ("routed_call_offered", "direct_call_began", "call_shown")


def routes_a_call(occurrence: Occurrence) -> bool:
    """Return whether the routing brings a call to the agent in the step."""
    return occurrence.event.name == "routed_call_offered" or occurrence.has("call_taken")


def brings_a_call(occurrence: Occurrence) -> bool:
    """Return whether the desktop learns of a new call in the step."""
    return occurrence.event.name in CALL_OFFERED or occurrence.has("call_taken")


def moves(occurrence: Occurrence) -> bool:
    """Return whether the step moves the desktop to the other site."""
    return occurrence.has("switched_over")


def moves_for_link(occurrence: Occurrence) -> bool:
    """Return whether the step moves the desktop because its link was lost for the timeout."""
    return moves(occurrence) and occurrence.event.name == "switchover_timeout_elapsed"


def moves_for_phone(occurrence: Occurrence) -> bool:
    """Return whether the phone trigger takes part in the move of this step."""
    return moves(occurrence) and occurrence.has("phone_given_up")


def loses_the_login(occurrence: Occurrence) -> bool:
    """Return whether the step can cost the agent the login, and not by the agent's will."""
    return moves(occurrence) or occurrence.event.name in ("forced_logout", "login_unknown")


def a_site_is_up(facts: Facts) -> bool:
    """Return whether a site that the desktop may work at has a server in service."""
    return facts.site_in_service(Site.PREFERRED) or (
        facts.profile.has_peer and facts.site_in_service(Site.PEER)
    )
