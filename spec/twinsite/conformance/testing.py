"""Conformance tests from pytest: a base class to subclass, and single calls.

A team writes a class with the four calls of :class:`~twinsite.conformance.protocol.Client`, or a
program, and then::

    class TestMyDesktop(ConformanceTests):
        connect = staticmethod(program(["node", "client.js"]))
        profile = "bc+auto+restore/endpoint"

A class is given to ``in_process``, where a debugger and coverage see it, or by its name to
``python_program``, which lets it run in a process of its own.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.checker.semantics.system import Event
from twinsite.conformance.alike_lines import told
from twinsite.conformance.channel import Channel, Reconnecting
from twinsite.conformance.clients import in_process, program, python_client, python_program
from twinsite.conformance.oracle import Expectation, Happens, Passes
from twinsite.conformance.random_walk import LENGTHS_OF_WALKS
from twinsite.conformance.recording import recording_of
from twinsite.conformance.runner import Method, Plan, Result, Verdict, Watch, conduct
from twinsite.conformance.session import Diverged, Divergence, Session
from twinsite.conformance.timer_values import LENGTHS
from twinsite.model.profile import Profile

__all__ = [
    "ConformanceMachine",
    "ConformanceTests",
    "check_by",
    "in_process",
    "program",
    "python_client",
    "python_program",
    "replay",
]

if TYPE_CHECKING:
    from twinsite.conformance.explanation import Explanation


def _told(divergence: Divergence, explanation: Explanation | None = None) -> str:
    """Return a divergence as the message of a failing test."""
    lines = [
        f"{identifier}: {REQUIREMENTS[identifier].sentence}"
        for identifier in divergence.requirements
    ]
    if divergence.failure is not None:
        lines.append(str(divergence.failure))
    lines += [
        f"{each.what}: the specification has {each.expected}; the client has {each.found}"
        for each in divergence.mismatches
    ]
    lines += told(explanation)
    lines.append(f"under {divergence.profile.name}, after:")
    lines += [f"  {action}" for action in divergence.actions]
    return "\n".join(lines)


def _require(results: Sequence[Result]) -> None:
    for result in results:
        if result.divergence is not None:
            raise AssertionError(_told(result.divergence, result.explanation))
        if result.verdict is not Verdict.CONFORMS:
            raise AssertionError(f"{result.profile.name}, {result.method}: {result.note}")


def check_by(
    method: Method,
    connect: Callable[[], Channel],
    profile: str,
    *,
    examples: int = 200,
    seed: int = 0,
) -> None:
    """Test a client by one method under one profile.

    Args:
        method: The way to test.
        connect: Opens a way to the client, such as ``program(["node", "client.js"])``.
        profile: The name of the profile.
        examples: How many random walks.
        seed: Another number gives other walks.

    Raises:
        AssertionError: if the client diverges, breaks down or does not have the profile.
    """
    plan = Plan(methods=(method,), examples=examples, seed=seed, explain=True)
    _require(list(conduct(connect, (Profile.parse(profile),), plan, Watch())))


def replay(
    connect: Callable[[], Channel],
    profile: str,
    lengths: Mapping[str, float],
    actions: Sequence[str],
) -> None:
    """Do once more with a client what is spelled out.

    Raises:
        AssertionError: if the client diverges.
        InputError: if an action is none of the profile's.
    """
    chosen = Profile.parse(profile)
    recording = recording_of(chosen, lengths, actions, "replay")
    plan = Plan(methods=(Method.REPLAY,), recording=recording)
    _require(list(conduct(connect, (chosen,), plan, Watch())))


class ConformanceTests:
    """The four ways to test, as a class for pytest; subclass it and say what is tested."""

    connect: ClassVar[Callable[[], Channel]]
    """Opens a way to the client: ``staticmethod(program([...]))``, for example."""
    profile: ClassVar[str] = "bc+auto+restore/endpoint"
    """The profile under which it is tested."""
    examples: ClassVar[int] = 200
    """How many random walks are taken."""

    def test_scenarios(self) -> None:
        """The client does what the scenarios tell."""
        check_by(Method.SCENARIOS, type(self).connect, self.profile)

    def test_the_test_suite(self) -> None:
        """The client does what the complete test suites tell."""
        check_by(Method.TEST_SUITE, type(self).connect, self.profile)

    def test_random_interleavings(self) -> None:
        """The client does what the specification does in random interleavings."""
        check_by(Method.RANDOM, type(self).connect, self.profile, examples=self.examples)

    def test_endurance(self) -> None:
        """The client does what the scenarios tell that go on for long."""
        check_by(Method.ENDURANCE, type(self).connect, self.profile)


class ConformanceMachine(RuleBasedStateMachine):
    """Random interleavings as a state machine of Hypothesis; subclass it and say what is tested.

    Properties of your own can be added; ``MyMachine.TestCase`` is what pytest collects.
    """

    connect: ClassVar[Callable[[], Channel]]
    """Opens a way to the client: ``staticmethod(program([...]))``, for example."""
    profile: ClassVar[str] = "bc+auto+restore/endpoint"
    """The profile under which it is tested."""

    session: Session

    def __init__(self) -> None:
        """Begin with the first property."""
        super().__init__()
        cls = type(self)
        if "_expectation" not in cls.__dict__:
            cls._expectation = Expectation(Profile.parse(cls.profile), LENGTHS)
            cls._channel = Reconnecting(cls.connect)
            atexit.register(cls._channel.close)

    _expectation: ClassVar[Expectation]
    _channel: ClassVar[Reconnecting]

    @initialize(lengths=LENGTHS_OF_WALKS)
    def begin(self, lengths: Mapping[str, int]) -> None:
        """Begin a session."""
        expectation = self._expectation.again(lengths)
        self._hold(lambda: self._begin(expectation))

    def _begin(self, expectation: Expectation) -> None:
        self.session = Session(expectation, self._channel)

    def _hold(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Diverged as diverged:
            raise AssertionError(_told(diverged.divergence)) from None

    def _due(self) -> float | None:
        """Return the seconds until the next deadline, or None."""
        run = self.session.expectation.run
        due = run.next_deadline()
        return None if due is None else due - run.now

    def _can_go_on(self) -> bool:
        return not self.session.ambiguous

    def _refused(self) -> Sequence[Event]:
        return self.session.expectation.refused()

    @rule(data=st.data())
    @precondition(lambda self: self._can_go_on() and self._due() != 0)
    def something_happens(self, data: st.DataObject) -> None:
        """Give a stimulus that the specification takes."""
        event = data.draw(st.sampled_from(self.session.expectation.enabled()))
        self._hold(lambda: self.session.act(Happens(event)))

    @rule(data=st.data())
    @precondition(lambda self: self._can_go_on() and self._due() != 0 and self._refused())
    def something_refused_happens(self, data: st.DataObject) -> None:
        """Give a late, doubled or misplaced stimulus."""
        event = data.draw(st.sampled_from(self._refused()))
        self._hold(lambda: self.session.act(Happens(event)))

    @rule()
    @precondition(lambda self: self._can_go_on() and self._due() is not None)
    def a_deadline_falls_due(self) -> None:
        """Let time pass until the next deadline."""
        due = self._due()
        assert due is not None
        self._hold(lambda: self.session.act(Passes(due)))

    @rule()
    @precondition(lambda self: not self._can_go_on())
    def nothing_more_can_be_told(self) -> None:
        """Leave a session that can be judged no further as it is."""

    def teardown(self) -> None:
        """Leave the client as it is; the next session begins anew."""


ConformanceMachine.TestCase.settings = settings(deadline=None)
