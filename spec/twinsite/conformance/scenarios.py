"""Scenarios by name: the stories that people tell each other about business continuity."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twinsite.checker.semantics.system import Event
from twinsite.conformance.oracle import Action, Expectation, Happens, Passes

_LINKED = ("link.connection_accepted",)
REGISTERED = ("registration_preferred.register_accepted", "registration_peer.register_accepted")
LOGIN_CARRIED_OUT = ("?agent_preferred.log_in_carried_out", "?agent_peer.log_in_carried_out")
_LOGGED_IN = (*LOGIN_CARRIED_OUT, "session.log_in_accepted")
_CONFIRMED_READY = (
    "?agent_preferred.ready_carried_out",
    "?agent_peer.ready_carried_out",
    "?session.agent_ready",
)
LONGEST_WAIT = 3_600
"""Seconds for which a scenario waits for something that does not come."""
READY = ("?session.ready_requested", *_CONFIRMED_READY)
WORKING = (*_LINKED, *REGISTERED, "session.log_in_requested", *_LOGGED_IN, *READY)
_SITE_LOST = (
    "servers_preferred.site_failed",
    "until link.reconnection_delay_elapsed",
    "link.connection_failed",
    "link.connection_failed",
    "until site.switchover_timeout_elapsed",
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A story with a name."""

    name: str
    """Its name."""
    sentence: str
    """What happens."""
    needs: frozenset[str]
    """Machines without which there is no such story."""
    script: tuple[str, ...]
    """Stimuli; deadlines behind ``until``: time passes until that one has elapsed; seconds behind
    ``stay``: so much time passes; a number and stimuli behind ``again``: so often one of them is
    given as soon as it can come.  Passed over are lines and stimuli of machines that a profile does
    not have, and stimuli behind ``?`` where they are refused."""


SCENARIOS = (
    Scenario(
        "failover_inside_the_pair",
        "The primary server fails, and the backup takes over; the agent notices nothing.",
        frozenset({"link"}),
        (
            *WORKING,
            "servers_preferred.primary_failed",
            "until link.reconnection_delay_elapsed",
            "link.connection_failed",
            "link.connection_accepted",
        ),
    ),
    Scenario(
        "reconnection_before_the_timeout",
        "The link is lost and comes back in time; nothing else happens at the timeout.",
        frozenset({"link"}),
        (
            *WORKING,
            "link.connection_dropped",
            "until link.reconnection_delay_elapsed",
            "link.connection_accepted",
            "stay 120",
        ),
    ),
    Scenario(
        "site_failure_with_an_open_call",
        "The preferred site fails during a call; the agent is Ready again at the peer site only"
        " when the window of that call is closed.",
        frozenset({"call"}),
        (
            *WORKING,
            "?call.routed_call_offered",
            "endpoint_preferred.invite_received",
            *_SITE_LOST,
            "link.connection_accepted",
            *_LOGGED_IN,
            "call.call_lost",
            "windows.earlier_windows_closed",
            *_CONFIRMED_READY,
        ),
    ),
    Scenario(
        "return_after_repair",
        "The preferred site comes back, the phone registers there, and the desktop returns when"
        " the call is over.",
        frozenset({"probe"}),
        (
            *WORKING,
            *_SITE_LOST,
            "link.connection_accepted",
            *_LOGGED_IN,
            *_CONFIRMED_READY,
            *READY,
            "?call.routed_call_offered",
            "endpoint_peer.invite_received",
            "servers_preferred.site_returned",
            "probe.probe_accepted",
            "call.call_ended",
            "link.connection_accepted",
            *_LOGGED_IN,
            "windows.earlier_windows_closed",
            *_CONFIRMED_READY,
        ),
    ),
    Scenario(
        "link_drops_during_a_call_that_holds_the_return",
        "The preferred site is back, and a call at the peer site holds back the return; the link"
        " drops and comes back, the call goes on, and its end lets the desktop return.",
        frozenset({"probe"}),
        (
            *WORKING,
            *_SITE_LOST,
            "link.connection_accepted",
            *_LOGGED_IN,
            *_CONFIRMED_READY,
            *READY,
            "?call.routed_call_offered",
            "endpoint_peer.invite_received",
            "servers_preferred.site_returned",
            "probe.probe_accepted",
            "link.connection_dropped",
            "until link.reconnection_delay_elapsed",
            "link.connection_accepted",
            "call.call_ended",
            "link.connection_accepted",
        ),
    ),
    Scenario(
        "phone_lost",
        "The phone loses its registration at the preferred site and keeps that at the peer site.",
        frozenset({"phone_watch", "registration_peer"}),
        (
            *WORKING,
            "registration_preferred.flow_failed",
            "registration_preferred.register_refused",
            "until phone_watch.phone_wait_elapsed",
            "link.connection_accepted",
            *_LOGGED_IN,
        ),
    ),
    Scenario(
        "both_sites_down",
        "Both sites are down, and the desktop tries one after the other until one is back.",
        frozenset({"link"}),
        (
            *WORKING,
            "servers_peer.site_failed",
            *_SITE_LOST,
            "link.connection_failed",
            "link.connection_failed",
            "until site.switchover_timeout_elapsed",
            "link.connection_failed",
            "link.connection_failed",
            "servers_preferred.site_returned",
            "until link.retry_delay_elapsed",
            "link.connection_accepted",
            *_LOGGED_IN,
        ),
    ),
    Scenario(
        "second_failure_while_restoration_is_pending",
        "The peer site fails, too, before the window of the call is closed; what is restored in"
        " the end is the agent state from before the first failure.",
        frozenset({"restoration"}),
        (
            *WORKING,
            "?call.routed_call_offered",
            "endpoint_preferred.invite_received",
            *_SITE_LOST,
            "link.connection_accepted",
            *_LOGGED_IN,
            "call.call_lost",
            "servers_preferred.site_returned",
            "servers_peer.site_failed",
            "until link.reconnection_delay_elapsed",
            "link.connection_failed",
            "link.connection_failed",
            "until site.switchover_timeout_elapsed",
            "link.connection_accepted",
            *_LOGGED_IN,
            "windows.earlier_windows_closed",
            *_CONFIRMED_READY,
        ),
    ),
    Scenario(
        "call_from_the_site_that_was_left",
        "The preferred site comes back and still offers a call there; the endpoint refuses it.",
        frozenset({"endpoint_peer"}),
        (
            *WORKING,
            *_SITE_LOST,
            "link.connection_accepted",
            *_LOGGED_IN,
            *_CONFIRMED_READY,
            "servers_preferred.site_returned",
            "endpoint_preferred.invite_received",
            "endpoint_peer.invite_received",
        ),
    ),
    Scenario(
        "call_beside_a_window_from_before",
        "A call comes while the window of the last one is open: the endpoint refuses it until the"
        " window is closed.",
        frozenset({"endpoint_peer"}),
        (
            *WORKING,
            "endpoint_preferred.invite_received",
            *_SITE_LOST,
            "endpoint_peer.invite_received",
            "link.connection_accepted",
            *_LOGGED_IN,
            "endpoint_peer.invite_received",
            "call.call_lost",
            "windows.earlier_windows_closed",
            "endpoint_peer.invite_received",
        ),
    ),
)
"""Every scenario, in the order in which they are told."""


class NotApplicableError(Exception):
    """The profile does not allow a scenario."""


def actions(scenario: Scenario, expectation: Expectation) -> Iterator[Action]:
    """Yield the actions of a scenario; the expectation must follow each before the next is asked.

    Args:
        scenario: The scenario.
        expectation: The specification, from the beginning of a session on.

    Raises:
        NotApplicableError: if the profile does not allow the next action.
    """
    machines = expectation.system.index
    if not scenario.needs <= set(machines):
        missing = ", ".join(sorted(scenario.needs - set(machines)))
        raise NotApplicableError(f"{expectation.profile.name} has no {missing}")
    for line in scenario.script:
        if line.startswith("stay "):
            yield from _stay(float(line.removeprefix("stay ")), expectation)
            continue
        if line.startswith("again "):
            yield from _again(line, expectation)
            continue
        optional = line.startswith("?")
        event = Event.parse(line.removeprefix("until ").removeprefix("?"))
        if event.machine not in machines:
            continue
        if line.startswith("until "):
            yield from _until(event, expectation)
            continue
        if optional and expectation.run.possible(event) is None:
            continue
        if expectation.run.possible(event) is None:
            raise NotApplicableError(f"{expectation.profile.name} does not allow {line}")
        yield Happens(event)


def applies(scenario: Scenario, expectation: Expectation) -> bool:
    """Return whether the profile of an expectation allows a scenario."""
    twin = expectation.again()
    try:
        for action in actions(scenario, twin):
            twin.follow(next(twin.answers(action)))
    except NotApplicableError:
        return False
    return True


def _stay(seconds: float, expectation: Expectation) -> Iterator[Action]:
    end = expectation.run.now + seconds
    while (now := expectation.run.now) < end:
        due = expectation.run.next_deadline()
        yield Passes(end - now if due is None else min(end, due) - now)


def _again(line: str, expectation: Expectation) -> Iterator[Action]:
    _, number, *names = line.split()
    events = [e for e in map(Event.parse, names) if e.machine in expectation.system.index]
    for _ in range(int(number) if events else 0):
        begun = expectation.run.now
        while (found := _possible(events, expectation)) is None:
            due = expectation.run.next_deadline()
            if due is None or due > begun + LONGEST_WAIT:
                raise NotApplicableError(f"{expectation.profile.name} does not allow {line}")
            yield Passes(due - expectation.run.now)
        yield Happens(found)


def _possible(events: Sequence[Event], expectation: Expectation) -> Event | None:
    run = expectation.run
    if run.next_deadline() == run.now:
        return None
    return next((event for event in events if run.possible(event) is not None), None)


def _until(deadline: Event, expectation: Expectation) -> Iterator[Action]:
    while True:
        run = expectation.run
        moments = {event: at for at, event in run.running()}
        due = run.next_deadline()
        if deadline not in moments or due is None:
            raise NotApplicableError(f"{expectation.profile.name} does not allow {deadline}")
        last = moments[deadline] <= due
        yield Passes(due - run.now)
        if last:
            return
