"""A whole test of a client: profiles times methods, up to the first divergence of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from twinsite.conformance.channel import Budget, BudgetSpent, Channel, Reconnecting
from twinsite.conformance.endurance import ENDURANCE, EVERY_SCENARIO
from twinsite.conformance.oracle import Action, Expectation, Passes
from twinsite.conformance.recording import Recording
from twinsite.conformance.scenarios import Scenario, actions, applies
from twinsite.conformance.session import Diverged, Divergence, Judged, Session, UnsupportedProfile
from twinsite.conformance.shipped_suites import SHIPPED, shipped
from twinsite.conformance.test_suite import suite_of
from twinsite.conformance.timer_values import LENGTHS
from twinsite.errors import InputError
from twinsite.model.profile import Profile

if TYPE_CHECKING:
    from twinsite.conformance.explanation import Explanation

EXAMPLES: Final = 200
"""So many random walks are taken unless the user says otherwise."""
_NAMED: Final = 3
"""Of more scenarios than this that a profile does not allow only the number is told."""


class Method(StrEnum):
    """A way to test, the quickest first."""

    SCENARIOS = "scenarios"
    """Stories by name."""
    RANDOM = "random"
    """Interleavings that Hypothesis draws."""
    TEST_SUITE = "test-suite"
    """Test cases that cover every transition with every outcome of its guard."""
    ENDURANCE = "endurance"
    """Scenarios that go on for long: hundreds of failures in a row, and quiet days."""
    REPLAY = "replay"
    """A session from a file, once more."""


class Verdict(StrEnum):
    """What came of a test."""

    CONFORMS = "CONFORMS"
    """The client did what the specification says."""
    FAILED = "FAILED"
    """It did something else."""
    ERROR = "ERROR"
    """It crashed, hung, flooded, answered nonsense, closed its output or gave up."""
    NOT_TESTED = "NOT TESTED"
    """Nothing could be tested."""
    CUT_SHORT = "CUT SHORT"
    """Nothing wrong was found until the time for all tests was over."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one method under one profile."""

    profile: Profile
    """The profile."""
    method: Method
    """The method."""
    verdict: Verdict
    """What came of it."""
    sessions: int = 0
    """Sessions begun."""
    actions: int = 0
    """Actions done."""
    note: str = ""
    """What else a reader should know."""
    divergence: Divergence | None = None
    """The first divergence, as short as it was made."""
    explanation: Explanation | None = None
    """What the client behaves like in it, if that was looked for."""
    judged: Judged = field(default_factory=Judged)
    """By what the client could be judged."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with a client."""

    methods: Sequence[Method]
    """The ways to test."""
    scenarios: Sequence[Scenario] = EVERY_SCENARIO
    """The scenarios to play."""
    examples: int = EXAMPLES
    """How many random walks to take."""
    seed: int = 0
    """Another number gives other walks."""
    recording: Recording | None = None
    """The session to be done once more."""
    budget: Budget = field(default_factory=Budget)
    """The time for all tests."""
    explain: bool = False
    """Whether what is found is shortened and explained, which takes some more sessions."""
    to_the_end: bool = True
    """Whether the other methods go on under a profile under which one has found something."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What to call while the work goes on."""

    prepare: Callable[[Profile, int, int], None] = lambda _profile, _done, _all: None
    """While test suites are made: how many goals are covered, of how many."""
    act: Callable[[Method, int], None] = lambda _method, _actions: None
    """After some actions."""
    explain: Callable[[], None] = lambda: None
    """Before what was found is shortened and explained."""


def conduct(
    connect: Callable[[], Channel], profiles: Sequence[Profile], plan: Plan, watch: Watch
) -> Iterator[Result]:
    """Test a client under each profile with each method.

    Args:
        connect: Opens a way to the client; called again when the client has broken down.
        profiles: The profiles.
        plan: What to do.
        watch: What to call meanwhile.

    Yields:
        A result for each profile and method, as soon as it is known; a profile that the client
        does not have gives one, and the test ends with the one that is cut short.

    Raises:
        InputError: if the client cannot be started.
    """
    for profile in profiles:
        with closing(_Conductor(connect, profile, plan, watch)) as conductor:
            for method in plan.methods:
                result = conductor.run(method)
                yield result
                if result.verdict is Verdict.CUT_SHORT:
                    return
                wrong = result.divergence is not None
                if conductor.unsupported or (wrong and not plan.to_the_end):
                    break


def scenarios_of(method: Method, scenarios: Sequence[Scenario]) -> Sequence[Scenario]:
    """Return those of some scenarios that a method plays."""
    lasting = method is Method.ENDURANCE
    return [each for each in scenarios if (each in ENDURANCE) == lasting]


class _Conductor:
    def __init__(
        self, connect: Callable[[], Channel], profile: Profile, plan: Plan, watch: Watch
    ) -> None:
        self._channel = Reconnecting(connect)
        self._profile = profile
        self._plan = plan
        self._watch = watch
        self._expectation = Expectation(profile, LENGTHS)
        self._judged = Judged()
        self._called_for: set[str] = set()
        self._sessions = 0
        self._actions = 0
        self.unsupported = False
        """Whether the client does not have the profile."""

    def close(self) -> None:
        self._channel.close()

    def run(self, method: Method) -> Result:
        self._sessions = self._actions = 0
        self._called_for = set()
        note, divergence, verdict = "", None, Verdict.CONFORMS
        explanation = None
        try:
            self._session(self._expectation.again())  # who lacks the profile says so at once
            self._sessions = 0
            note = self._by(method)
        except Diverged as diverged:
            divergence = diverged.divergence
            verdict = Verdict.FAILED if divergence.failure is None else Verdict.ERROR
            if self._plan.explain:
                explanation = self._explained(divergence)
                divergence = explanation.divergence
        except UnsupportedProfile as unsupported:
            self.unsupported = True
            self._sessions = 0
            note, verdict = str(unsupported), Verdict.NOT_TESTED
        except BudgetSpent as spent:
            note, verdict = str(spent), Verdict.CUT_SHORT
        else:
            if not self._actions:
                note = note or "there was nothing to do"
                verdict = Verdict.NOT_TESTED
            elif not self._called_for:
                shown = ", ".join(sorted(self._judged.commands | self._judged.state))
                note = f"nothing that the client shows was called for: {shown}"
                verdict = Verdict.NOT_TESTED
        return Result(
            self._profile,
            method,
            verdict,
            sessions=self._sessions,
            actions=self._actions,
            note=note,
            divergence=divergence,
            explanation=explanation,
            judged=self._judged,
        )

    def _explained(self, divergence: Divergence) -> Explanation:
        from twinsite.conformance.explanation import explain  # with all mutants, for failures only

        self._watch.explain()
        return explain(divergence, self._expectation, self._channel, self._plan.budget)

    def _by(self, method: Method) -> str:
        """Test by a method; return what else a reader should know."""
        match method:
            case Method.SCENARIOS | Method.ENDURANCE:
                return self._scenarios(method)
            case Method.TEST_SUITE:
                return self._test_suite()
            case Method.RANDOM:
                self._random()
            case Method.REPLAY:
                self._replay()
        return ""

    def _session(self, expectation: Expectation) -> Session:
        session = Session(expectation, self._channel)
        self._judged = session.judged
        self._called_for |= session.judged.called_for
        self._sessions += 1
        return session

    def _play(self, method: Method, expectation: Expectation, script: Iterable[Action]) -> None:
        session = self._session(expectation)
        for action in script:
            self._plan.budget.require()
            self._actions += 1
            session.act(action)
            self._watch.act(method, 1)
        self._called_for |= session.judged.called_for

    def _scenarios(self, method: Method) -> str:
        passed_over = []
        chosen = scenarios_of(method, self._plan.scenarios)
        for scenario in chosen:
            expectation = self._expectation.again()
            if not applies(scenario, expectation):
                passed_over.append(scenario.name)
                continue
            self._play(method, expectation, actions(scenario, expectation))
        if len(passed_over) > _NAMED:
            return f"{len(passed_over)} of {len(chosen)} are not for this profile"
        return f"not for this profile: {', '.join(passed_over)}" if passed_over else ""

    def _test_suite(self) -> str:
        def prepared(done: int, of_all: int) -> None:
            self._plan.budget.require()
            self._watch.prepare(self._profile, done, of_all)

        test_suite = shipped(self._profile)
        note = ""
        if test_suite is None:
            test_suite = suite_of(self._profile, observe=prepared)
            if self._profile.name in SHIPPED:
                note = "; made anew, since the one that is shipped is of other declarations"
        for test_case in test_suite.test_cases:
            script = [stop.action for stop in test_case.stops]
            self._play(Method.TEST_SUITE, self._expectation.again(test_case.lengths), script)
        covered = test_suite.goals - test_suite.goals_missed
        return f"{covered:,} of {test_suite.goals:,} goals{note}"

    def _random(self) -> None:
        from twinsite.conformance.random_walk import walk  # needs the extra

        def walked(session: Session) -> None:
            self._plan.budget.require()
            self._sessions += 1
            self._actions += len(session.actions)
            self._called_for |= session.judged.called_for
            self._watch.act(Method.RANDOM, len(session.actions))

        found = walk(
            self._expectation,
            self._channel,
            examples=self._plan.examples,
            seeded=self._plan.seed,
            observe=walked,
        ).divergence
        if found is not None:
            raise Diverged(found)

    def _replay(self) -> None:
        recording = self._plan.recording
        assert recording is not None
        expectation = self._expectation.again(recording.lengths)
        self._play(Method.REPLAY, expectation, _possible(recording.actions, expectation))


def _possible(script: Iterable[Action], expectation: Expectation) -> Iterator[Action]:
    """Yield the actions of a file; the expectation must follow each before the next is asked.

    Raises:
        InputError: if one goes past a deadline.
    """
    for number, action in enumerate(script, 1):
        due = expectation.run.next_deadline()
        if isinstance(action, Passes) and due is not None:
            left = due - expectation.run.now
            if action.seconds > left:
                raise InputError(
                    f"action {number}, {action}, goes past a deadline {left:g} s away",
                    where="replay",
                    remedy="The file was made by another version, or changed; test again.",
                )
        yield action
