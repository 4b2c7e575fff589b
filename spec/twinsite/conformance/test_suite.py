"""Complete test suites: a few long test cases that cover every goal, in whole seconds."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import ClassVar

from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.system import Event, JointState, Step
from twinsite.checker.semantics.timed import TimedRun
from twinsite.conformance.coverage_goals import Goal, Survey
from twinsite.conformance.extra import require
from twinsite.conformance.oracle import Action, Expectation, Happens, Passes
from twinsite.conformance.timer_values import LENGTHS, MARGIN, PERIOD, is_lifetime
from twinsite.conformance.timing import Schedule, schedule
from twinsite.conformance.vocabulary import HISTORY
from twinsite.model.predicates import Facts
from twinsite.model.profile import Profile

LONGEST = 400
"""A test case is not prolonged beyond so many actions."""
JUST_BEFORE = 0.125
"""Seconds before a deadline at which nothing may have happened yet."""
_MOST_WAYS = 600
"""So many ways to a goal are tried, in case that no clock allows the first."""
_LOOK_AHEAD = 400
"""So many situations are looked at for the next goal before a test case ends."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One action of a test case."""

    action: Action
    """What is done."""
    why: tuple[Goal, ...] = ()
    """What it covers that nothing before it did."""


@dataclass(frozen=True, slots=True)
class TestCase:
    """One session with a client."""

    __test__: ClassVar[bool] = False

    lengths: Mapping[str, int]
    """How long the deadlines are, in seconds."""
    stops: tuple[Stop, ...]
    """What is done, in order."""


@dataclass(slots=True)
class TestSuite:
    """The test cases of a profile."""

    __test__: ClassVar[bool] = False

    profile: Profile
    """The profile."""
    test_cases: list[TestCase] = field(default_factory=list)
    """The test cases."""
    goals: int = 0
    """How many goals the profile has."""
    missed: tuple[Goal, ...] = ()
    """Goals that no lengths were found for."""
    goals_missed: int = 0
    """How many these are, also where they are not named."""

    @property
    def actions(self) -> int:
        """How many actions the test cases have."""
        return sum(len(test_case.stops) for test_case in self.test_cases)


def suite_of(
    profile: Profile, *, observe: Callable[[int, int], None] = lambda _done, _all: None
) -> TestSuite:
    """Return complete test suites for a profile.

    Args:
        profile: The profile.
        observe: Called with how many goals are covered, and how many there are.

    Raises:
        InputError: if SciPy is not installed, which finds the moments.
    """
    require("SciPy", by="test suites", where="test suite")
    return _Maker(profile, observe).make()


@dataclass(frozen=True, slots=True)
class Touch:
    """A change of a state that has deadlines."""

    machine: str
    """The machine."""
    event: str
    """What has changed it."""
    before: str
    """The state that was left."""
    after: str
    """The state that was entered."""


class _Maker:
    def __init__(self, profile: Profile, observe: Callable[[int, int], None]) -> None:
        self._expectation = Expectation(profile, LENGTHS)
        self._system = self._expectation.system
        self._survey = Survey(self._system)
        self._open: dict[Goal, None] = dict.fromkeys(self._survey.goals)
        self._result = TestSuite(profile, goals=len(self._open))
        self._observe = observe
        self._stops: list[Stop] = []
        self._given: set[tuple[Event, str, tuple[str, ...]]] = set()
        self._awaited: set[Touch] = set()
        self._last: tuple[Step, ...] = ()
        self._longest = 0
        self._tied = (PERIOD, MARGIN) if is_lifetime(profile) else None
        self._possible: dict[JointState, tuple[Event, ...]] = {}
        self._schedules: dict[tuple[Event, ...], Schedule | None] = {}

    def make(self) -> TestSuite:
        missed: list[Goal] = []
        for goal in sorted(
            self._open, key=lambda goal: (-len(next(self._survey.ways(goal))), goal)
        ):
            if goal in self._open and not self._test_case_to(goal):
                del self._open[goal]
                missed.append(goal)
            self._observe(self._result.goals - len(self._open), self._result.goals)
        for goal in self._survey.goals:
            if any(touch not in self._awaited for touch in self._touched_by(goal)):
                self._test_case_to(goal)
        self._result.missed = tuple(missed)
        self._result.goals_missed = len(missed)
        return self._result

    def _touched_by(self, goal: Goal) -> Iterator[Touch]:
        """Yield the change of a state with deadlines that a goal is about, if it is about one."""
        machine = self._system.instances[self._system.index[goal.machine]].machine
        if not goal.because and not goal.after and goal.outcome in machine.states:
            touch = Touch(goal.machine, goal.event, goal.state, goal.outcome)
            if self._has_deadlines(touch):
                yield touch

    def _has_deadlines(self, touch: Touch) -> bool:
        machine = self._system.instances[self._system.index[touch.machine]].machine
        return any(
            event.kind is Kind.DEADLINE and any(machine.choices(event.id, state))
            for event in machine.events
            for state in (touch.before, touch.after)
        )

    def _test_case_to(self, goal: Goal) -> bool:
        for way in islice(self._survey.ways(goal), _MOST_WAYS):
            if way not in self._schedules:
                self._schedules[way] = schedule(
                    self._expectation.run, way, self._expectation.lengths, self._tied
                )
            if (found := self._schedules[way]) is not None:
                self._test_case(found, way)
                return True
        return False

    def _test_case(self, found: Schedule, way: Sequence[Event]) -> None:
        run = self._expectation.run.anew(found.lengths)
        self._stops = []
        self._longest = max(found.lengths.values())
        self._refuse(run)
        for event, at in zip(way, found.moments, strict=True):
            self._let_pass(run, at)
            if not self._expectation.words.is_deadline(event):
                self._happen(run, event)
        self._await(run)
        while len(self._stops) < LONGEST and (more := self._nearest(run)):
            for action in more:
                if isinstance(action, Passes):
                    self._let_pass(run, run.now + action.seconds)
                else:
                    self._happen(run, action.event)
            self._await(run)
        self._result.test_cases.append(TestCase(dict(found.lengths), tuple(self._stops)))

    def _happen(self, run: TimedRun[Facts], event: Event) -> None:
        step = run.take(event)
        self._stops.append(Stop(Happens(event), self._new(step)))
        self._last = (step,)
        if run.next_deadline() == run.now:
            self._let_pass(run, run.now)  # one that was held back acts at once
        self._refuse(run)

    def _let_pass(self, run: TimedRun[Facts], until: float) -> bool:
        """Let time pass in hops from deadline to deadline.

        Return whether it has all passed: it ends where a client could go more than one way.
        """
        while True:
            due = run.next_deadline()
            hop = until if due is None else min(due, until)
            if hop == run.now and due != run.now:
                return True
            seconds = hop - run.now
            if seconds > JUST_BEFORE:
                seconds -= JUST_BEFORE
                run.wait(seconds)
                self._stops.append(Stop(Passes(seconds)))
                seconds = JUST_BEFORE
            twin = run.copy()
            twin.wait(seconds)
            outcome = _only(twin)
            if outcome is None:
                return False
            steps, end = outcome
            run.become(end)
            new = tuple(goal for step in steps for goal in self._new(step))
            self._stops.append(Stop(Passes(seconds), new))
            self._last = steps or self._last
            self._refuse(run)

    def _await(self, run: TimedRun[Facts]) -> None:
        """Let time pass after a change of deadlines, so that they act when they must or not at all.

        A deadline of the state that was left must not act any more, one of the state that was
        entered acts at its moment, whichever way the state was entered.
        """
        touches = {
            touch
            for step in self._last
            for move in step.moves
            if move.machine not in HISTORY
            and self._has_deadlines(
                touch := Touch(
                    move.machine,
                    move.transition.event,
                    move.transition.source,
                    move.transition.target,
                )
            )
        }
        if not touches <= self._awaited:
            self._awaited |= touches
            self._let_pass(run, run.now + self._longest + 1)

    def _refuse(self, run: TimedRun[Facts]) -> None:
        """Give what the present situation refuses and was not given in one like it before."""
        self._expectation.run = run
        like = tuple(
            run.state[self._system.index[name]]
            for name in ("site", "link", "cluster_link", "session", "start_up")
            if name in self._system.index
        )
        for event in self._expectation.refused():
            state = run.state[self._system.index[event.machine]]
            if (event, state, like) not in self._given:
                self._given.add((event, state, like))
                self._stops.append(
                    Stop(Happens(event), (Goal(event.machine, event.name, state, "refused"),))
                )

    def _new(self, step: Step) -> tuple[Goal, ...]:
        fresh = tuple(goal for goal in self._survey.covered(step) if goal in self._open)
        for goal in fresh:
            self._open.pop(goal, None)
        return tuple(dict.fromkeys(fresh))

    def _nearest(self, run: TimedRun[Facts]) -> tuple[Action, ...]:
        """Return the shortest way from here to an action that covers something new."""
        queue: deque[tuple[TimedRun[Facts], tuple[Action, ...]]] = deque([(run, ())])
        known = {self._situation(run)}
        looked = 0
        while queue and looked < _LOOK_AHEAD:
            here, way = queue.popleft()
            looked += 1
            for action, steps, there in self._moves(here):
                if any(g in self._open for step in steps for g in self._survey.covered(step)):
                    return (*way, action)
                if (situation := self._situation(there)) not in known:
                    known.add(situation)
                    queue.append((there, (*way, action)))
        return ()

    def _situation(self, run: TimedRun[Facts]) -> tuple[object, ...]:
        return run.state, tuple((at - run.now, event) for at, event in run.running())

    def _stimuli(self, run: TimedRun[Facts]) -> tuple[Event, ...]:
        """Return the stimuli that are possible in the state of a trace."""
        if run.state not in self._possible:
            stimuli = self._expectation.stimuli
            self._possible[run.state] = tuple(o for o in stimuli if run.possible(o) is not None)
        return self._possible[run.state]

    def _moves(
        self, run: TimedRun[Facts]
    ) -> Iterator[tuple[Action, tuple[Step, ...], TimedRun[Facts]]]:
        for event in self._stimuli(run):
            step = run.possible(event)
            if step is not None:
                twin = run.copy()
                twin.take(event)
                if twin.next_deadline() != twin.now:
                    yield Happens(event), (step,), twin
        due = run.next_deadline()
        if due is not None:
            twin = run.copy()
            twin.wait(due - run.now)
            if (outcome := _only(twin)) is not None:
                yield Passes(due - run.now), *outcome


def _only(run: TimedRun[Facts]) -> tuple[tuple[Step, ...], TimedRun[Facts]] | None:
    """Return what the deadlines that are due do, or None where their order makes a difference."""
    outcomes = list(run.outcomes())
    ends = {(end.state, tuple(end.running())) for _, end in outcomes}
    said = {tuple(sorted(each for step in steps for each in step.log)) for steps, _ in outcomes}
    return outcomes[0] if len(ends) == len(said) == 1 else None
