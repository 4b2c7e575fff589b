"""Desktops that give up after so many failures, or do something of their own in a quiet hour."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from twinsite.conformance.clients import in_process
from twinsite.conformance.endurance import ENDURANCE
from twinsite.conformance.oracle import Expectation
from twinsite.conformance.random_walk import walk
from twinsite.conformance.runner import Method, Plan, Result, Verdict, Watch, conduct
from twinsite.conformance.scenarios import applies
from twinsite.conformance.timer_values import LENGTHS
from twinsite.model.profile import Part, Profile, default_profiles
from twinsite_desktop.client import Client
from twinsite_desktop.naming import seen

Data = Mapping[str, Any]


def giving_up(command: Data, *, after: int, fails: Data, works: Data) -> type[Client]:
    """Return a desktop that does not do something any longer after so many failures in a row."""

    class GivesUp(Client):
        failures = 0

        def start(self, start: Data) -> Data:
            self.failures = 0
            return super().start(start)

        def offer(self, event: Data) -> None:
            if fails.items() <= event.items():
                self.failures += 1
            if works.items() <= event.items():
                self.failures = 0
            super().offer(event)

        def observe(self) -> Data:
            told = super().observe()
            if self.failures < after:
                return told
            kept = [each for each in told["commands"] if not command.items() <= each.items()]
            return {**told, "commands": kept}

    return GivesUp


def doing_of_its_own(
    command: Data, *, when: Callable[[Data, Data], bool], after: float
) -> type[Client]:
    """Return a desktop that does something once, so many seconds after an event.

    Args:
        command: What it does.
        when: Whether that follows from an event and from what is seen after it.
        after: Seconds.
    """

    class DoesMore(Client):
        left = float("inf")

        def start(self, start: Data) -> Data:
            self.left = float("inf")
            return super().start(start)

        def offer(self, event: Data) -> None:
            super().offer(event)
            self.left = after if when(event, seen(self.core)) else float("inf")

        def advance(self, seconds: float) -> None:
            super().advance(seconds)
            self.left -= seconds

        def observe(self) -> Data:
            told = super().observe()
            if self.left > 0:
                return told
            self.left = float("inf")
            return {**told, "commands": [*told["commands"], command]}

    return DoesMore


def played(client: type[Client], profile: str) -> Result:
    """Return what comes of the scenarios that go on for long."""
    plan = Plan(methods=(Method.ENDURANCE,), scenarios=ENDURANCE)
    (result,) = conduct(in_process(client), (Profile.parse(profile),), plan, Watch())
    return result


def refused(site: str) -> dict[str, Data]:
    return {
        "command": {"command": "register", "site": site},
        "fails": {"event": "register_refused", "site": site},
        "works": {"event": "register_accepted", "site": site},
    }


LINK: dict[str, Data] = {
    "command": {"command": "connect"},
    "fails": {"event": "connection_failed"},
    "works": {"event": "connection_accepted"},
}
PROBE: dict[str, Data] = {
    "command": {"command": "connect_probe"},
    "fails": {"event": "probe_failed"},
    "works": {"event": "probe_accepted"},
}
DROPS: dict[str, Data] = {
    "command": {"command": "connect"},
    "fails": {"event": "connection_dropped"},
    "works": {"event": "never"},
}


@pytest.mark.parametrize("after", [3, 10, 250])
@pytest.mark.parametrize(
    ("profile", "what"),
    [
        ("no-bc/endpoint", refused("preferred")),
        ("bc/endpoint", refused("preferred")),
        ("bc/endpoint", refused("peer")),
        ("bc/no-phone", LINK),
        ("no-bc/no-phone", LINK),
        ("stat/bc/pair", LINK),
        ("stat/bc/cluster-2", LINK),
        ("config/no-bc/cluster-1", LINK),
        ("bc+auto/hard-phone", PROBE),
        ("stat/no-bc/pair", DROPS),
        ("bc/no-phone", DROPS),
    ],
)
def test_who_gives_up_after_so_many_failures_is_found(
    profile: str, what: dict[str, Data], after: int
) -> None:
    client = giving_up(what["command"], after=after, fails=what["fails"], works=what["works"])
    assert played(client, profile).verdict is Verdict.FAILED


NOT_READY = doing_of_its_own(
    {"command": "set_agent_not_ready", "site": "preferred"},
    when=lambda _, state: state["session"] == "ready",
    after=300,
)
LOGS_IN_AGAIN = doing_of_its_own(
    {"command": "log_in", "site": "preferred"},
    when=lambda event, _: event["event"] == "log_in_refused",
    after=10,
)
FORGETS_THE_TIMEOUT = doing_of_its_own(
    {"command": "close_link", "site": "preferred"},
    when=lambda event, state: event["event"] == "connection_accepted" and "open" in state["link"],
    after=60,
)
MIDNIGHT = doing_of_its_own(
    {"command": "log_out", "site": "preferred"},
    when=lambda _, state: state["session"] == "ready",
    after=80_000,
)


@pytest.mark.parametrize("profile", ["no-bc/no-phone", "bc+auto/hard-phone"])
@pytest.mark.parametrize(
    "client",
    [
        pytest.param(NOT_READY, id="makes a quiet agent NotReady"),
        pytest.param(LOGS_IN_AGAIN, id="repeats a login that was refused"),
        pytest.param(FORGETS_THE_TIMEOUT, id="does not cancel the switchover timeout"),
        pytest.param(MIDNIGHT, id="logs the agent out at the end of the day"),
    ],
)
def test_who_does_something_of_its_own_is_found(client: type[Client], profile: str) -> None:
    assert played(client, profile).verdict is Verdict.FAILED


@pytest.mark.parametrize("client", [NOT_READY, LOGS_IN_AGAIN])
def test_random_walks_let_quiet_time_pass(client: type[Client]) -> None:
    expectation = Expectation(Profile.parse("no-bc/no-phone"), LENGTHS)
    channel = in_process(client)()
    assert walk(expectation, channel, examples=200).divergence is not None
    channel.close()


@pytest.mark.parametrize(
    "profile",
    [
        "bc+auto+restore/endpoint",
        "no-bc/endpoint",
        "bc+auto/hard-phone",
        "no-bc/no-phone",
        "stat/bc/pair",
        "config/bc/cluster-3",
    ],
)
def test_the_sound_desktop_endures(profile: str) -> None:
    assert played(Client, profile).verdict is Verdict.CONFORMS


@pytest.mark.parametrize("profile", default_profiles(), ids=lambda profile: profile.name)
def test_every_connection_has_something_to_endure(profile: Profile) -> None:
    """And no scenario goes on for ever."""
    expectation = Expectation(profile, LENGTHS)
    found = [scenario for scenario in ENDURANCE if applies(scenario, expectation)]
    assert bool(found) is (profile.part is not Part.START_UP)


class _Capped(Client):
    """No timer is longer than 1,000 s."""

    def start(self, start: Data) -> Data:
        lengths = {name: min(seconds, 1000) for name, seconds in start["lengths"].items()}
        return super().start({**start, "lengths": lengths})


def test_lengths_are_as_in_life_too() -> None:
    """A desktop that caps its timers fails: walks are taken with a reg_timeout of 3,600 s."""
    plan = Plan(methods=(Method.RANDOM,))
    (result,) = conduct(in_process(_Capped), (Profile.parse("no-bc/endpoint"),), plan, Watch())
    assert result.verdict is Verdict.FAILED
    assert result.divergence is not None
    assert result.divergence.lengths["reg_timeout"] == 3600
