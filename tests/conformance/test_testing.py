"""The kit as a team uses it from pytest."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from conformance.clients import BESIDE_WINDOWS, SMALL, SOUND
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.conformance.clients import in_process
from twinsite.conformance.session import UnsupportedProfile
from twinsite.conformance.testing import ConformanceMachine, ConformanceTests, replay
from twinsite.conformance.timer_values import LENGTHS
from twinsite.errors import InputError
from twinsite_desktop.client import Client
from twinsite_desktop.faults import client as faulty

FEW = settings(
    max_examples=40, stateful_step_count=30, database=None, deadline=None, derandomize=True
)


class TestTheReference(ConformanceTests):
    """What a team writes for its client."""

    connect = staticmethod(SOUND)
    profile = "stat/bc/pair"
    examples = 30


class SoundMachine(ConformanceMachine):
    """What a team writes that adds properties of its own."""

    connect = staticmethod(SOUND)
    profile = "bc+restore/no-phone"


def test_the_machine_passes_a_sound_client() -> None:
    """Random properties find no divergence of the reference desktop."""
    run_state_machine_as_test(SoundMachine, settings=FEW)


def test_a_failing_test_names_the_requirement() -> None:
    """The message holds what is broken, what was expected and what was done."""

    class TestTheFaulty(ConformanceTests):
        connect = staticmethod(BESIDE_WINDOWS)
        profile = "bc+restore/no-phone"

    with pytest.raises(AssertionError) as failed:
        TestTheFaulty().test_scenarios()
    told = str(failed.value)
    assert told.startswith("REST-02: From release 8.5.105.12 on")
    assert "commands: the specification has none; the client has set_agent_ready" in told
    assert told.endswith("session.log_in_accepted")


class HastyMachine(ConformanceMachine):
    """A machine for a client that counts in milliseconds."""

    connect = staticmethod(in_process(faulty("switchover_in_milliseconds")))
    profile = "stat/bc/pair"


def test_a_machine_fails_with_the_requirement() -> None:
    """Random properties find a fault, and the message begins with what it breaks."""
    with pytest.raises(AssertionError) as failed:
        run_state_machine_as_test(HastyMachine, settings=FEW)
    identifier, _, sentence = str(failed.value).partition(": ")
    assert sentence.startswith(REQUIREMENTS[identifier].sentence)
    assert "under stat/bc/pair, after:" in sentence


class _DoesNothingAtFirst(Client):
    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = super().start(start)
        self.core.take_commands()
        return answer


class _Lacks(Client):
    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"unsupported": "no voice"}


class _Raises(Client):
    def offer(self, event: Mapping[str, Any]) -> None:
        raise KeyError(event["event"])


@pytest.mark.parametrize(
    ("client", "error", "told"),
    [
        (_DoesNothingAtFirst, AssertionError, "^LINK-02: "),
        (_Raises, AssertionError, "^the client crashed: offer raised KeyError"),
        (_Lacks, UnsupportedProfile, "^no voice"),
    ],
)
def test_a_machine_never_passes_a_client_that_cannot_go_on(
    client: type[Client], error: type[Exception], told: str
) -> None:
    """A client that diverges at the start, breaks down or lacks the profile fails the machine."""

    class Machine(ConformanceMachine):
        connect = staticmethod(in_process(client))
        profile = "bc+restore/no-phone"

    with pytest.raises(error, match=told):
        run_state_machine_as_test(Machine, settings=FEW)


class TiedMachine(ConformanceMachine):
    """A machine whose sessions soon come to where they can be judged no further."""

    connect = staticmethod(SOUND)
    profile = "stat/bc/pair"

    @rule()
    @precondition(lambda self: not self.session.ambiguous)
    def two_orders_look_the_same(self) -> None:
        """Go on as after deadlines that have fallen due together."""
        self.session.ambiguous = True


def test_a_session_that_can_be_judged_no_further_is_no_failure() -> None:
    """Hypothesis always finds a property to go on with."""
    run_state_machine_as_test(TiedMachine, settings=FEW)


@pytest.mark.parametrize(
    "test", ["test_scenarios", "test_the_test_suite", "test_random_interleavings"]
)
@pytest.mark.parametrize(
    ("client", "told"),
    [
        (faulty("retry_without_delay"), "^LINK-05: "),
        (_DoesNothingAtFirst, "^LINK-02: "),
        (_Raises, "(?m)^the client crashed: offer raised KeyError"),
        (_Lacks, "^stat/bc/pair, [a-z-]+: no voice$"),
    ],
)
def test_each_way_to_test_fails_by_itself(client: type[Client], told: str, test: str) -> None:
    """A team that runs one of the three only is not told that all is well."""

    class TestTheFaulty(ConformanceTests):
        connect = staticmethod(in_process(client))
        profile = "stat/bc/pair"

    with pytest.raises(AssertionError, match=told):
        getattr(TestTheFaulty(), test)()


def test_a_divergence_is_played_again() -> None:
    """What is spelled out in a regression test fails with the fault, and passes without."""
    with pytest.raises(AssertionError, match=r"^REST-02: "):
        replay(BESIDE_WINDOWS, SMALL.name, LENGTHS, _ACTIONS)
    replay(SOUND, SMALL.name, LENGTHS, _ACTIONS)


def test_a_wrong_action_is_bad_input() -> None:
    """A regression test of another version says so."""
    with pytest.raises(InputError, match="action 1"):
        replay(SOUND, "stat/bc/pair", LENGTHS, ["link.melted"])


_ACTIONS = (
    "link.connection_accepted",
    "session.log_in_requested",
    "agent_preferred.log_in_carried_out",
    "session.log_in_accepted",
    "windows.other_interaction_opened",
    "session.login_unknown",
    "agent_preferred.log_in_carried_out",
    "session.log_in_accepted",
)
