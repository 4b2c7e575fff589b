"""Complete vectors: a few long tours that cover every goal of a profile, in whole seconds."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from twinsite.conformance.expectation import Action, Expectation, Happens, Passes
from twinsite.conformance.goals import Goal, Survey
from twinsite.conformance.lengths import LENGTHS
from twinsite.conformance.schedule import Schedule, schedule
from twinsite.facts import Facts
from twinsite.kernel.system import Offer, Step
from twinsite.kernel.timed import TimedRun
from twinsite.profile import Profile

LONGEST = 400
"""A tour is not prolonged beyond so many actions."""
_LOOK_AHEAD = 400
"""So many situations are looked at for the next goal before a tour ends."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One action of a tour."""

    action: Action
    """What is done."""
    why: tuple[Goal, ...] = ()
    """What it covers that nothing before it did."""


@dataclass(frozen=True, slots=True)
class Tour:
    """One session with a client."""

    lengths: Mapping[str, int]
    """How long the deadlines are, in seconds."""
    stops: tuple[Stop, ...]
    """What is done, in order."""


@dataclass(slots=True)
class Vectors:
    """The tours of a profile."""

    profile: Profile
    """The profile."""
    tours: list[Tour] = field(default_factory=list)
    """The tours."""
    goals: int = 0
    """How many goals the profile has."""
    missed: tuple[Goal, ...] = ()
    """Goals that no lengths were found for."""

    @property
    def actions(self) -> int:
        """How many actions the tours have."""
        return sum(len(tour.stops) for tour in self.tours)


def vectors_of(
    profile: Profile, *, observe: Callable[[int, int], None] = lambda _done, _all: None
) -> Vectors:
    """Return complete vectors for a profile.

    Args:
        profile: The profile.
        observe: Called with how many goals are covered, and how many there are.
    """
    return _Maker(profile, observe).make()


class _Maker:
    def __init__(self, profile: Profile, observe: Callable[[int, int], None]) -> None:
        self._expectation = Expectation(profile, LENGTHS)
        self._system = self._expectation.system
        self._survey = Survey(self._system)
        self._open: dict[Goal, None] = dict.fromkeys(self._survey.sightings)
        self._result = Vectors(profile, goals=len(self._open))
        self._observe = observe
        self._stops: list[Stop] = []
        self._refusals_done: set[Goal] = set()

    def make(self) -> Vectors:
        missed: list[Goal] = []
        ways = {
            goal: [self._survey.way(sighting) for sighting in sightings]
            for goal, sightings in self._survey.sightings.items()
        }
        for goal in sorted(self._open, key=lambda goal: (-len(ways[goal][0]), goal)):
            if goal not in self._open:
                continue
            for way in ways[goal]:
                found = schedule(self._expectation.run, way, LENGTHS)
                if found is not None:
                    self._tour(found, way)
                    break
            else:
                del self._open[goal]
                missed.append(goal)
            self._observe(self._result.goals - len(self._open), self._result.goals)
        self._result.missed = tuple(missed)
        return self._result

    def _tour(self, found: Schedule, way: Sequence[Offer]) -> None:
        run = self._expectation.run.anew(found.lengths)
        self._stops = []
        self._refuse(run)
        for offer, at in zip(way, found.moments, strict=True):
            self._let_pass(run, at)
            if not self._expectation.words.is_deadline(offer):
                self._happen(run, offer)
        while len(self._stops) < LONGEST and (more := self._nearest(run)):
            for action in more:
                if isinstance(action, Passes):
                    self._let_pass(run, run.now + action.seconds)
                else:
                    self._happen(run, action.offer)
        self._result.tours.append(Tour(dict(found.lengths), tuple(self._stops)))

    def _happen(self, run: TimedRun[Facts], offer: Offer) -> None:
        step = run.take(offer)
        self._stops.append(Stop(Happens(offer), self._new(step)))
        self._settle(run)
        self._refuse(run)

    def _settle(self, run: TimedRun[Facts]) -> None:
        """Let a deadline act that was held back and is overdue."""
        if run.next_deadline() == run.now:
            self._let_pass(run, run.now)

    def _let_pass(self, run: TimedRun[Facts], until: float) -> None:
        """Let time pass in hops from deadline to deadline."""
        while True:
            due = run.next_deadline()
            hop = until if due is None else min(due, until)
            if hop == run.now and due != run.now:
                return
            seconds = hop - run.now
            run.wait(seconds)
            steps, end = next(run.outcomes())
            run.become(end)
            self._stops.append(Stop(Passes(seconds), tuple(g for s in steps for g in self._new(s))))
            self._refuse(run)

    def _refuse(self, run: TimedRun[Facts]) -> None:
        """Give whatever the present state refuses and was not given in it before."""
        for offer, goal in self._survey.refused(run.state):
            if goal in self._refusals_done:
                continue
            self._refusals_done.add(goal)
            self._stops.append(Stop(Happens(offer), (goal,)))

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
        return run.state, tuple((at - run.now, offer) for at, offer in run.running())

    def _moves(
        self, run: TimedRun[Facts]
    ) -> Iterator[tuple[Action, tuple[Step, ...], TimedRun[Facts]]]:
        for offer in self._expectation.stimuli:
            step = run.possible(offer)
            if step is not None:
                twin = run.copy()
                twin.take(offer)
                if twin.next_deadline() != twin.now:
                    yield Happens(offer), (step,), twin
        due = run.next_deadline()
        if due is not None:
            twin = run.copy()
            twin.wait(due - run.now)
            ways = list(twin.outcomes())
            if len(ways) == 1:  # where deadlines fall together a client may take either order
                steps, end = ways[0]
                yield Passes(due - run.now), steps, end
