"""One client beside the specification: the first divergence, if there is one."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from twinsite.checker.semantics.system import Move, Step
from twinsite.conformance.channel import Channel, ClientFailure, Trouble, cut
from twinsite.conformance.oracle import Action, Answer, Expectation, Happens, Passes
from twinsite.conformance.protocol import Observation, Shows, Unsupported, Words, start_message
from twinsite.conformance.vocabulary import COMMAND_NAMES, OBSERVABLES, Command, word
from twinsite.errors import TwinsiteError
from twinsite.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing in which a client and the specification differ."""

    what: str
    """The observable, or ``commands``."""
    expected: str
    """What the specification has."""
    found: str
    """What the client has."""
    requirements: tuple[str, ...]
    """What asks for it, most to the point first."""


@dataclass(slots=True)
class Judged:
    """What of the specification a client could be judged by."""

    commands: set[str] = field(default_factory=set)
    """Commands that the client shows."""
    state: set[str] = field(default_factory=set)
    """Observables that the client shows."""
    coarse: set[str] = field(default_factory=set)
    """Machines of which it shows a plain observable only, such as ``agent`` of ``session``."""
    hidden: set[str] = field(default_factory=set)
    """Commands and observables that it does not show, and which were therefore not judged."""
    called_for: set[str] = field(default_factory=set)
    """Of what it shows: commands that were expected, and observables that were to change."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a client has shown in a session, and by what of it it is judged."""

    shows: Shows
    """What it says that it shows."""
    judged: Judged
    """What of that the profile has."""
    observations: tuple[Observation, ...]
    """What there was to see after the start and after each action."""

    def agrees(
        self, number: int, state: Mapping[str, str], commands: Sequence[Command], *, start: bool
    ) -> bool:
        """Return whether the client could have done this.

        Args:
            number: Of the observation, counted from 0, that after the start.
            state: Every observable.
            commands: The commands, in order.
            start: Whether the session begins here, where nobody asks for an order.
        """
        seen = self.observations[number]
        if any(seen.state.get(name) != state.get(name) for name in self.judged.state):
            return False
        shown, expected = _of_interest(seen, self.shows), _judged_of(commands, self.judged)
        ordered = start or _late_log_out(shown) == _late_log_out(expected)
        return Counter(shown) == Counter(expected) and ordered


@dataclass(frozen=True, slots=True)
class Divergence:
    """The first action after which a client differs from the specification."""

    actions: tuple[Action, ...]
    """Everything that was done, the deciding action last."""
    steps: tuple[Step, ...]
    """The steps of the specification up to there."""
    mismatches: tuple[Mismatch, ...]
    """In what they differ; none if the client broke down."""
    profile: Profile
    """The profile of the session."""
    lengths: Mapping[str, float]
    """How long the deadlines were in it, in seconds."""
    answers: tuple[Answer, ...] = ()
    """How the client has answered the actions before the deciding one."""
    failure: ClientFailure | None = None
    """What the client did wrong, behaviour apart."""
    heard: Heard | None = None
    """What the client has shown; None if it broke down before it said what it shows."""
    named: tuple[str, ...] = ()
    """The requirements of what the client behaves like, if that was looked for and found."""

    @property
    def requirements(self) -> tuple[str, ...]:
        """What is broken, most to the point first."""
        behind = (r for each in self.mismatches for r in each.requirements)
        return tuple(dict.fromkeys((*self.named, *behind)))


class Diverged(TwinsiteError):  # noqa: N818  # a verdict
    """A client differs from the specification."""

    def __init__(self, divergence: Divergence) -> None:
        """Keep the divergence."""
        super().__init__("the client differs from the specification")
        self.divergence = divergence


class UnsupportedProfile(TwinsiteError):  # noqa: N818  # a verdict
    """A client does not have a profile."""


class Session:
    """One session of a client, beside the specification."""

    def __init__(self, expectation: Expectation, channel: Channel) -> None:
        """Begin a session.

        Args:
            expectation: The specification, at the beginning of a session.
            channel: The way to the client.

        Raises:
            UnsupportedProfile: if the client does not have the profile.
            Diverged: if the client goes wrong at once.
        """
        self.expectation = expectation
        self._channel = channel
        self.actions: list[Action] = []
        """Everything that was done so far."""
        self.ambiguous = False
        """Whether the last action can be answered in several ways that look the same from here.

        Deadlines have fallen due together, and the client shows too little for their order to be
        told; the session can be judged no further.
        """
        self._steps: list[Step] = []
        self._answers: list[Answer] = []
        self._observations: list[Observation] = []
        self._shows: Shows | None = None
        try:
            answer = channel.start(start_message(expectation.profile, expectation.lengths))
            if isinstance(answer, Unsupported):
                raise UnsupportedProfile(answer.unsupported)
            self.judged = self._judged(answer.shows)
            self._shows = answer.shows
            self._first = self._beginning().state
            self._observations.append(channel.observe())
            if mismatches := self._mismatches(self._observations[0], self._beginning()):
                raise Diverged(self._divergence(mismatches))
            self._note(self._beginning())
        except ClientFailure as failure:
            raise Diverged(self._divergence((), failure)) from failure

    def _beginning(self) -> Answer:
        run = self.expectation.run
        words = self.expectation.words
        return Answer((), words.first_commands(), words.observables(run.state), run)

    def _judged(self, shows: Shows) -> Judged:
        observables = set(self.expectation.words.observables(self.expectation.run.state))
        commands = set(self.expectation.words.command_names)
        _require_known("commands", shows.commands, set(COMMAND_NAMES))
        _require_known("state", shows.state, OBSERVABLES)
        judged = Judged(
            commands if shows.commands == "all" else commands & set(shows.commands),
            observables if shows.state == "all" else observables & set(shows.state),
        )
        if not judged.commands and not judged.state:
            raise UnsupportedProfile("the client shows nothing by which it could be judged")
        told_by_machines = {
            name for name, machines in _BEHIND.items() if judged.state & set(machines)
        }
        judged.coarse = {
            machine for name in judged.state for machine in _BEHIND.get(name, ())
        } - judged.state
        judged.coarse &= observables
        left = observables - judged.state - told_by_machines - judged.coarse
        judged.hidden = (commands - judged.commands) | left
        return judged

    def act(self, action: Action) -> Answer:
        """Do something with the client, and hold its answer against the specification.

        Raises:
            Diverged: if it differs.
        """
        self.actions.append(action)
        try:
            if isinstance(action, Passes):
                self._channel.advance(action.seconds)
            else:
                event = self.expectation.event_of(action.event)
                if event is not None:
                    self._channel.offer(event.data)
            observation = self._channel.observe()
        except ClientFailure as failure:
            raise Diverged(self._divergence((), failure)) from failure
        return self._follow(action, observation)

    def _follow(self, action: Action, observation: Observation) -> Answer:
        self._observations.append(observation)
        answers = [
            (answer, self._mismatches(observation, answer))
            for answer in self.expectation.answers(action)
        ]
        given = [answer for answer, mismatches in answers if not mismatches]
        followed, mismatches = (given[0], []) if given else answers[0]
        self._steps += followed.steps
        if mismatches:
            raise Diverged(self._divergence(mismatches))
        self.ambiguous = len(given) > 1
        self.expectation.follow(followed)
        self._answers.append(followed)
        self._note(followed)
        return followed

    def _note(self, answer: Answer) -> None:
        """Note what of an answer a client that does nothing would not have given."""
        judged = self.judged
        judged.called_for |= judged.commands & {command.name for command in answer.commands}
        judged.called_for |= {
            name for name in judged.state if answer.state[name] != self._first[name]
        }

    def so_far(self) -> Divergence:
        """Return what was done until now, with nothing wrong in it."""
        return self._divergence(())

    def _divergence(
        self, mismatches: Iterable[Mismatch], failure: ClientFailure | None = None
    ) -> Divergence:
        return Divergence(
            tuple(self.actions),
            tuple(self._steps),
            tuple(mismatches),
            self.expectation.profile,
            self.expectation.lengths,
            tuple(self._answers),
            failure,
            None
            if self._shows is None
            else Heard(self._shows, self.judged, tuple(self._observations)),
        )

    def _mismatches(self, observation: Observation, answer: Answer) -> list[Mismatch]:
        found = [
            Mismatch(
                name,
                answer.state[name],
                observation.state.get(name, "not shown"),
                self._responsible(answer, machine=name),
            )
            for name in answer.state
            if name in self.judged.state and observation.state.get(name) != answer.state[name]
        ]
        assert self._shows is not None, "who is observed has said what it shows"
        shown = _of_interest(observation, self._shows)
        expected = _judged_of(answer.commands, self.judged)
        if Counter(shown) != Counter(expected) or _out_of_order(shown, expected):
            missing = [str(c) for c in (Counter(expected) - Counter(shown))]
            added = [c.name for c in (Counter(shown) - Counter(expected))]
            found.insert(
                0,
                Mismatch(
                    "commands",
                    ", ".join(map(str, expected)) or "none",
                    cut(", ".join(map(_spelled, shown))) or "none",
                    self._responsible(answer, commands=missing, added=added)
                    if missing or added
                    else ("SES-16",),
                ),
            )
        return found

    def _responsible(
        self,
        answer: Answer,
        *,
        machine: str = "",
        commands: Iterable[str] = (),
        added: Sequence[str] = (),
    ) -> tuple[str, ...]:
        """Return the requirements behind what a client got wrong, most to the point first.

        Args:
            answer: What the specification does.
            machine: The observable that is wrong, or nothing.
            commands: The commands that are missing.
            added: The names of commands that are too many.
        """
        moves = [move for step in answer.steps for move in step.moves]
        behind = {machine, *_BEHIND.get(machine, ())} - {""}
        wanted = [move for move in moves if move.machine in behind]
        wanted += [
            move
            for move in moves
            if any(_gives(move, command) for command in commands) and move not in wanted
        ]
        found = [self._requirement(move) for move in wanted]
        found += self._held_back(answer, behind, added)
        if not found:
            ruled = [*(command.split()[0] for command in commands), *added]
            found = [_RULED_BY[name] for name in ruled if name in _RULED_BY]
            found += [_HELD_BY[name] for name in sorted(behind) if name in _HELD_BY]
            found = found or [self._asked()]
        return tuple(dict.fromkeys(found))

    def _held_back(
        self, answer: Answer, machines: set[str], commands: Sequence[str]
    ) -> Iterator[str]:
        """Yield what keeps a machine from doing in these steps what the client did."""
        system = self.expectation.system
        for step in answer.steps:
            for number, event, seen in system.reactions(step):
                instance = system.instances[number]
                view = system.view(seen, instance.parameter)
                if system.choose(number, event, seen[number], view) is not None:
                    continue
                for _, transition in instance.machine.choices(event, seen[number]):
                    given = {word(e) for e in self._follows(transition.effects)}
                    if instance.name in machines or given & set(commands):
                        yield instance.machine.event(event).requirement

    def _follows(self, effects: Iterable[str]) -> Iterator[str]:
        """Yield the commands among some effects, and those that follow at once from signals."""
        system = self.expectation.system
        for effect in effects:
            yield effect
            for number in system.listeners.get(effect, ()):
                for transition in system.instances[number].machine.transitions:
                    if transition.event == effect:
                        yield from transition.effects

    def _requirement(self, move: Move) -> str:
        instance = self.expectation.system.instances[self.expectation.system.index[move.machine]]
        return instance.machine.event(move.transition.event).requirement

    def _asked(self) -> str:
        """Return the requirement of the event itself, where nothing was to happen."""
        action = self.actions[-1] if self.actions else None
        if isinstance(action, Happens):
            system = self.expectation.system
            machine = system.instances[system.index[action.event.machine]].machine
            return machine.event(action.event.name).requirement
        return "SITE-05" if action is not None else "LINK-02"


_BEHIND: Mapping[str, tuple[str, ...]] = {
    "here": ("site",),
    "linked_to": ("link", "cluster_link"),
    "agent": ("session",),
    "restoration_pending": ("restoration",),
    "phone_at_preferred": ("binding_preferred",),
    "phone_at_peer": ("binding_peer",),
    "start": ("start_up",),
    "connected_at_preferred": ("bootstrap_preferred",),
    "connected_at_peer": ("bootstrap_peer",),
}
"""The machine behind a plain observable; of two a profile has one."""


_RULED_BY: Mapping[str, str] = {
    "close_link": "LINK-06",
    "close_probe": "RET-04",
    "connect": "LINK-02",
    "connect_probe": "RET-04",
    "log_in": "SES-15",
    "log_out": "SES-13",
    "refuse_call": "INT-08",
    "read_configuration": "START-03",
    "register": "REG-10",
    "set_agent_not_ready": "REST-03",
    "set_agent_ready": "REST-03",
    "show_login_error": "START-02",
    "unregister": "REG-09",
    "update_bootstrap_file": "START-12",
}
"""The requirement that says when a command is given, where no step does."""


_HELD_BY: Mapping[str, str] = {
    "last_seen": "REST-04",
    "phone_watch": "PHONE-01",
    "probe": "RET-04",
    "restoration": "REST-09",
    "windows": "INT-03",
}
"""The requirement by which a machine stays as it is, where no step moves it."""


def _require_known(what: str, names: Words, known: Collection[str]) -> None:
    """Refuse a name that the protocol does not have.

    Raises:
        ClientFailure: if there is one.
    """
    unknown = [] if names == "all" else sorted(set(names) - set(known))
    if unknown:
        told = f"to 'start': shows.{what}: there is no {', '.join(map(repr, unknown))}."
        raise ClientFailure(Trouble.NONSENSE, told)


def _spelled(command: Command) -> str:
    """Return a command of a client; one that nobody knows is told as such."""
    return str(command) if command.name in COMMAND_NAMES else f"{command} (unknown)"


def _gives(move: Move, command: str) -> bool:
    name, *rest = command.split()
    word = f"connect_to_{rest[-1]}" if name == "connect" and rest else name
    return word in move.transition.effects


def _of_interest(observation: Observation, shows: Shows) -> list[Command]:
    """Return the commands that a client has given, with those that it has invented."""
    given = [Command.read(data.model_dump(exclude_none=True)) for data in observation.commands]
    return [c for c in given if shows.commands == "all" or c.name in shows.commands]


def _judged_of(commands: Sequence[Command], judged: Judged) -> list[Command]:
    return [command for command in commands if command.name in judged.commands]


def _out_of_order(shown: list[Command], expected: list[Command]) -> bool:
    """Return whether the agent is logged out after the link of that site was closed (SES-16).

    Apart from that the order of the commands of one step is the client's own.
    """
    return _late_log_out(shown) and not _late_log_out(expected)


def _late_log_out(commands: list[Command]) -> bool:
    names = [command.name for command in commands]
    both = "log_out" in names and "close_link" in names
    return both and names.index("log_out") > names.index("close_link")
