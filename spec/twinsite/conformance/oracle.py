"""What the specification expects of a client, action by action."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from twinsite.checker.semantics.system import Event, JointState, Step, System
from twinsite.checker.semantics.timed import TimedRun
from twinsite.conformance.protocol import LONGEST_ADVANCE_SECONDS
from twinsite.conformance.timer_values import possible
from twinsite.conformance.vocabulary import HISTORY, WORLD, ClientEvent, Command, Vocabulary
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Profile

DECIDED_BY_THE_WORLD = WORLD | HISTORY | {"call", "windows"}
"""Machines whose refused events no world would give to a desktop."""


@dataclass(frozen=True, slots=True)
class Happens:
    """A stimulus, which the specification takes or refuses."""

    event: Event
    """What is offered."""

    def __str__(self) -> str:
        return str(self.event)


@dataclass(frozen=True, slots=True)
class Passes:
    """Time passes: at most until the next deadline."""

    seconds: float
    """How much of it."""

    def __str__(self) -> str:
        return f"{self.seconds:.15g} s"


Action = Happens | Passes
"""What the kit does with a client."""


def action_of(text: str) -> Action:
    """Read an action from its spelling.

    Raises:
        ValueError: if it is none.
    """
    if text.endswith(" s"):
        seconds = float(text.removesuffix(" s"))
        if not 0 <= seconds <= LONGEST_ADVANCE_SECONDS:
            raise ValueError(text)
        return Passes(seconds)
    event = Event.parse(text)
    if not event.name:
        raise ValueError(text)
    return Happens(event)


@dataclass(frozen=True, slots=True)
class Answer:
    """One way in which a client may answer an action."""

    steps: tuple[Step, ...]
    """What the specification does; none if it refuses, or nothing falls due."""
    commands: tuple[Command, ...]
    """The commands, in order."""
    state: Mapping[str, str]
    """Every observable afterwards."""
    run: TimedRun[Facts]
    """The specification afterwards."""


class Expectation:
    """The specification beside a client: where it is, and what may come next."""

    def __init__(self, profile: Profile, lengths: Mapping[str, float]) -> None:
        """Begin a session.

        Args:
            profile: The profile.
            lengths: How many seconds each deadline lasts.
        """
        self.profile = profile
        self.lengths = possible(profile, lengths)
        self.system: System[Facts] = desktop(profile)
        self.words = Vocabulary(self.system)
        self.run = TimedRun(self.system, self.lengths)
        self.stimuli = tuple(o for o in self.system.events if not self.words.is_deadline(o))
        """Every stimulus."""
        self._enabled: dict[JointState, Sequence[Event]] = {}
        self._refused: dict[JointState, Sequence[Event]] = {}

    def again(self, lengths: Mapping[str, float] | None = None) -> Self:
        """Return the beginning of another session under the same profile.

        Args:
            lengths: How many seconds each deadline lasts in it; the same if not given.
        """
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__)
        twin.lengths = self.lengths if lengths is None else possible(self.profile, lengths)
        twin.run = self.run.anew(twin.lengths)
        return twin

    def enabled(self) -> Sequence[Event]:
        """Return the stimuli that the specification takes now."""
        state = self.run.state
        if state not in self._enabled:
            self._enabled[state] = tuple(
                event for event in self.stimuli if self.run.possible(event) is not None
            )
        return self._enabled[state]

    def refused(self) -> Sequence[Event]:
        """Return the stimuli that it refuses now in whatever world, so that a client must, too.

        These are late, doubled and misplaced events.  Left out are those that only the state of
        the servers, the calls or the windows forbids: no world would give them.
        """
        state = self.run.state
        if state not in self._refused:
            taken = {self.event_of(event) for event in self.enabled()}
            self._refused[state] = tuple(
                event
                for event in self.stimuli
                if self.run.possible(event) is None
                and event.machine not in DECIDED_BY_THE_WORLD
                and self.event_of(event) not in taken
                and not self._forbidden_by_the_world(event)
            )
        return self._refused[state]

    def _forbidden_by_the_world(self, event: Event) -> bool:
        """Return whether a guard has refused a stimulus for what the world is like."""
        number = self.system.index[event.machine]
        read: set[str] = set()
        state: JointState = self.run.state

        def reader(machine: str) -> str | None:
            read.add(machine)
            place = self.system.index.get(machine)
            return None if place is None else state[place]

        view = self.system.view_through(reader, self.system.instances[number].parameter)
        self.system.choose(number, event.name, state[number], view)
        return not read.isdisjoint(DECIDED_BY_THE_WORLD)

    def event_of(self, event: Event) -> ClientEvent | None:
        """Return what a desktop notices of a stimulus now; None if it notices nothing."""
        step = self.run.possible(event)
        before = self.run.state
        return self.words.event(event, before, before if step is None else step.after)

    def answers(self, action: Action) -> Iterator[Answer]:
        """Yield each way in which a client may answer an action; the first is preferred.

        Raises:
            ValueError: if more time is to pass than there is until the next deadline.
        """
        if isinstance(action, Happens):
            twin = self.run.copy()
            step = twin.possible(action.event)
            if step is not None:
                twin.take(action.event)
            yield self._answer(() if step is None else (step,), twin)
            return
        twin = self.run.copy()
        twin.wait(action.seconds)
        known: set[tuple[object, ...]] = set()
        for steps, end in twin.outcomes():
            answer = self._answer(steps, end)
            key = (answer.commands, end.state, tuple(end.running()))
            if key not in known:
                known.add(key)
                yield answer

    def _answer(self, steps: tuple[Step, ...], end: TimedRun[Facts]) -> Answer:
        commands = tuple(
            command
            for step in steps
            for command in self.words.commands(step.log, step.before, step.after)
        )
        return Answer(steps, commands, self.words.observables(end.state), end)

    def follow(self, answer: Answer) -> None:
        """Go on from an answer."""
        self.run = answer.run
