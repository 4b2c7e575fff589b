"""The kit as a team uses it from pytest."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from conformance.clients import BESIDE_WINDOWS, SOUND
from twinsite.conformance.testing import ConformanceMachine, ConformanceTests, replay
from twinsite.errors import InputError

FEW = settings(max_examples=40, stateful_step_count=30, database=None, deadline=None)


class TestTheReference(ConformanceTests):
    """What a team writes for its client."""

    connect = staticmethod(SOUND)
    profile = "stat/bc/pair"
    examples = 30


class SoundMachine(ConformanceMachine):
    """What a team writes that adds rules of its own."""

    connect = staticmethod(SOUND)
    profile = "bc+restore/no-phone"


class FaultyMachine(ConformanceMachine):
    """The same for a client with a fault."""

    connect = staticmethod(BESIDE_WINDOWS)
    profile = "bc+restore/no-phone"


def test_the_machine_passes_a_sound_client() -> None:
    """Random rules find no divergence of the reference desktop."""
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


def test_a_machine_that_fails_says_so() -> None:
    """A divergence at the start fails the machine as well."""

    class NeverConnects(FaultyMachine):
        connect = staticmethod(BESIDE_WINDOWS)
        profile = "stat/bc/pair"

    run_state_machine_as_test(NeverConnects, settings=FEW)  # the fault is of voice only
    steps = FaultyMachine()
    steps.begin(lengths={**_lengths()})
    with pytest.raises(AssertionError, match="REST-02"):
        replay(BESIDE_WINDOWS, FaultyMachine.profile, _lengths(), _ACTIONS)


def test_a_wrong_action_is_bad_input() -> None:
    """A regression test of another version says so."""
    with pytest.raises(InputError, match="action 1"):
        replay(SOUND, "stat/bc/pair", _lengths(), ["link.melted"])


def _lengths() -> dict[str, int]:
    from twinsite.conformance.lengths import LENGTHS

    return dict(LENGTHS)


_ACTIONS = (
    "link.connection_accepted",
    "session.log_in_requested",
    "session.log_in_accepted",
    "windows.other_interaction_opened",
    "session.login_unknown",
    "session.log_in_accepted",
)
