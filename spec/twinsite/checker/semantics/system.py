"""Machines side by side, and the one deterministic step that they take together.

A stimulus or a deadline is offered to its machine.  If a transition is enabled it is taken and
its signals are queued.  While the queue is not empty, the first signal is offered to all
machines at once: every guard reads the state as it was before that signal, then all enabled
machines move, in the order in which the system lists them, and their signals are queued.  A
command leaves the system; where a machine of the world listens to it, it is offered like a signal.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import MachineDecl, TransitionDecl
from twinsite.checker.semantics.errors import DeclarationError, RefusedError
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)
JointState = tuple[str, ...]
"""The state of every machine, in the order in which the system lists them."""

SIGNAL_LIMIT = 64
"""More signals than this in one step are an endless exchange of signals."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One machine of a system; the same declaration may stand in it several times."""

    name: str
    """The name of the instance, unique in its system."""
    machine: MachineDecl
    """What the instance does."""
    parameter: str = ""
    """What tells this instance from others of the same declaration; its guards see it."""
    start: str = ""
    """The state in which the instance starts, where it is not the machine's initial state."""

    @property
    def initial(self) -> str:
        """The state in which the instance starts."""
        return self.start or self.machine.initial


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """A stimulus or a deadline of one machine."""

    machine: str
    """The instance to which it is offered."""
    name: str
    """The name of the event in that machine."""

    def __str__(self) -> str:
        return f"{self.machine}.{self.name}"

    @classmethod
    def parse(cls, text: str) -> "Event":
        """Read an event from its spelling ``machine.event``."""
        machine, _, name = text.partition(".")
        return cls(machine, name)


@dataclass(frozen=True, slots=True)
class Move:
    """One machine that moved within a step."""

    machine: str
    """The instance that moved."""
    transition: TransitionDecl
    """The transition that it took."""


Log = tuple[tuple[str, str], ...]
"""The effects of a step as (machine, signal or command), in the order in which they happened."""


@dataclass(frozen=True, slots=True, order=True)
class Start:
    """A deadline that a step has started, or started anew, by entering its state."""

    deadline: Event
    """The deadline."""
    length: str
    """The option that gives its length in seconds."""


Starts = tuple[Start, ...]
"""Every deadline that a step has started, sorted."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: an event with all the signals that follow from it."""

    event: Event
    """What was offered."""
    before: JointState
    """The joint state in which it was offered."""
    after: JointState
    """The joint state when the last signal was done."""
    moves: tuple[Move, ...]
    """Every machine that moved, in order."""
    log: Log
    """Every signal and command, in order."""

    @property
    def entered(self) -> frozenset[str]:
        """The machines that have entered a state; an internal transition enters none."""
        return frozenset(move.machine for move in self.moves if not move.transition.internal)


def endless(event: Event) -> DeclarationError:
    """Return the error of a step whose signals do not come to an end."""
    return DeclarationError(f"the signals after {event} do not come to an end")


class System(Generic[V]):
    """Machines side by side under fixed constants."""

    def __init__(
        self,
        name: str,
        instances: Sequence[Instance],
        *,
        view: Callable[[Callable[[str], str | None], str], V],
        commands: frozenset[str],
        elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        """Compose machines.

        Args:
            name: The name of the composition, for messages.
            instances: The machines; their order is the order of their effects.
            view: Makes the view on which guards are evaluated, from a reader of machines and
                the parameter of the instance whose guard it is.
            commands: The effects that leave the system, whether or not a machine of the world
                listens to them; every other effect is a signal.
            elsewhere: Signals to which machines listen that are not in every composition; none
                need be in this one.

        Raises:
            DeclarationError: if an effect is neither a command nor a signal of any machine, if
                an event is a signal here and a stimulus there, or if a predicate is missing.
        """
        self.name = name
        self.instances = tuple(instances)
        self.commands = commands
        self._elsewhere = elsewhere
        self._view = view
        self.index: Mapping[str, int] = {i.name: n for n, i in enumerate(self.instances)}
        self.initial: JointState = tuple(i.initial for i in self.instances)
        self._looked_up: dict[tuple[int, str, str], tuple[tuple[int, TransitionDecl], ...]] = {}
        self._validate()

    def _validate(self) -> None:
        if len(self.index) != len(self.instances):
            raise DeclarationError(f"{self.name}: two machines have the same name")
        for event in self.events:
            if event.name in self.listeners:
                raise DeclarationError(
                    f"{self.name}: {event} is no signal, but another machine has a signal"
                    f" {event.name!r}"
                )
        unheard = self.commands | self._elsewhere
        for instance in self.instances:
            probe = self.view(self.initial, instance.parameter)
            if instance.initial not in instance.machine.states:
                raise DeclarationError(f"{instance.name} starts in {instance.start!r}, no state")
            for transition in instance.machine.transitions:
                where = f"{instance.name}: {transition}"
                for effect in transition.effects:
                    if effect not in self.listeners and effect not in unheard:
                        raise DeclarationError(
                            f"{where}: effect {effect!r} must be a command, or a signal that a"
                            " machine listens to"
                        )
                for name in transition.guard.names:
                    if not isinstance(getattr(type(probe), name, None), property):
                        raise DeclarationError(f"{where}: there is no predicate {name!r}")

    @cached_property
    def listeners(self) -> Mapping[str, tuple[int, ...]]:
        """For each signal the machines that have it as an event, in order."""
        found: dict[str, list[int]] = {}
        for number, instance in enumerate(self.instances):
            for event in instance.machine.events:
                if event.kind is Kind.SIGNAL:
                    found.setdefault(event.id, []).append(number)
        return {signal: tuple(numbers) for signal, numbers in found.items()}

    @cached_property
    def accounted(self) -> frozenset[tuple[str, str, str]]:
        """Every (machine, signal, state) in which a signal may be lost for a stated reason."""
        return frozenset(
            (instance.name, signal, state)
            for instance in self.instances
            for signal, state, _ in instance.machine.ignores
        )

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every stimulus and deadline, in a fixed order."""
        return tuple(
            Event(instance.name, event.id)
            for instance in self.instances
            for event in instance.machine.events
            if event.kind is not Kind.SIGNAL
        )

    @cached_property
    def _known(self) -> frozenset[Event]:
        return frozenset(self.events)

    def named(self, state: JointState) -> dict[str, str]:
        """Return the state of every machine, by its name."""
        return dict(zip(self.index, state, strict=True))

    def view(self, state: JointState, parameter: str = "") -> V:
        """Return the view of a joint state that the instances with this parameter have."""

        def read(machine: str) -> str | None:
            number = self.index.get(machine)
            return None if number is None else state[number]

        return self._view(read, parameter)

    def view_through(self, read: Callable[[str], str | None], parameter: str = "") -> V:
        """Return a view that reads machines through a function of the caller."""
        return self._view(read, parameter)

    def choose(self, number: int, event: str, source: str, view: V) -> int | None:
        """Return the number of the transition that a machine takes, or None.

        Args:
            number: The position of the machine in :attr:`instances`.
            event: The event that is offered.
            source: The state of the machine.
            view: The view that its guards read, made with the parameter of the instance.
        """
        for chosen, transition in self._choices(number, event, source):
            if transition.guard.holds(lambda name: bool(getattr(view, name))):
                return chosen
        return None

    def _choices(
        self, number: int, event: str, source: str
    ) -> tuple[tuple[int, TransitionDecl], ...]:
        """Return the numbered transitions of a machine for an event in a state, first choice first.

        They are looked up when they are first asked for: who takes a few steps of each of
        thousands of systems asks for few of them.
        """
        key = (number, event, source)
        if key not in self._looked_up:
            self._looked_up[key] = tuple(self.instances[number].machine.choices(event, source))
        return self._looked_up[key]

    def _chosen(self, number: int, event: str, state: JointState) -> int | None:
        """Return what :meth:`choose` does in a joint state; no view is made where no guard asks."""
        choices = self._choices(number, event, state[number])
        if not choices:
            return None
        if not choices[0][1].guard.text:
            return choices[0][0]
        view = self.view(state, self.instances[number].parameter)
        return self.choose(number, event, state[number], view)

    def step(self, state: JointState, event: Event) -> Step:
        """Take one step.

        Raises:
            RefusedError: if the machine has no enabled transition for the event.
            DeclarationError: if the signals of the step do not come to an end.
        """
        current = list(state)
        moves: list[Move] = []
        log: list[tuple[str, str]] = []
        queue: list[str] = []

        def react(numbers: tuple[int, ...], named: str) -> bool:
            seen = tuple(current)
            chosen = [(n, self._chosen(n, named, seen)) for n in numbers]
            for number, choice in chosen:
                if choice is None:
                    continue
                instance = self.instances[number]
                transition = instance.machine.transitions[choice]
                current[number] = transition.target
                moves.append(Move(instance.name, transition))
                log.extend((instance.name, effect) for effect in transition.effects)
                queue.extend(e for e in transition.effects if e in self.listeners)
            return any(choice is not None for _, choice in chosen)

        if event not in self._known or not react((self.index[event.machine],), event.name):
            raise RefusedError(f"{event} is not enabled")
        for _ in range(SIGNAL_LIMIT):
            if not queue:
                break
            signal = queue.pop(0)
            react(self.listeners[signal], signal)
        if queue:
            raise endless(event)
        return Step(event, state, tuple(current), tuple(moves), tuple(log))

    @cached_property
    def deadlines(self) -> Mapping[str, Mapping[str, Starts]]:
        """For each machine that has deadlines what starts when a state of it is entered."""
        found: dict[str, dict[str, Starts]] = {}
        for instance in self.instances:
            machine = instance.machine
            deadlines = [event for event in machine.events if event.kind is Kind.DEADLINE]
            if deadlines:
                found[instance.name] = {
                    state: tuple(
                        Start(Event(instance.name, deadline.id), deadline.length)
                        for deadline in deadlines
                        if any(machine.choices(deadline.id, state))
                    )
                    for state in machine.states
                }
        return found

    def started(self, step: Step) -> Starts:
        """Return the deadlines that a step has started."""
        return self.starts(step.entered, self.named(step.after))

    def starts(self, entered: Iterable[str], state: Mapping[str, str]) -> Starts:
        """Return the deadlines of the states that some machines have entered.

        Args:
            entered: The machines, which are still in the states that they have entered.
            state: The state of each of them.
        """
        known = self.deadlines
        return tuple(
            sorted(start for name in entered if name in known for start in known[name][state[name]])
        )

    def reactions(self, step: Step) -> Iterator[tuple[int, str, JointState]]:
        """Yield who is offered what in a step, and the joint state that the guards read.

        Each machine by its position, whether or not it moves, in the order of the step.
        """
        current = list(step.before)
        queue: list[tuple[str, tuple[int, ...]]] = [
            (step.event.name, (self.index[step.event.machine],))
        ]
        moves = list(step.moves)
        while queue:
            event, numbers = queue.pop(0)
            seen = tuple(current)
            for number in numbers:
                yield number, event, seen
                name = self.instances[number].name
                if moves and (moves[0].machine, moves[0].transition.event) == (name, event):
                    transition = moves.pop(0).transition
                    current[number] = transition.target
                    queue += [
                        (signal, self.listeners[signal])
                        for signal in transition.effects
                        if signal in self.listeners
                    ]

    def steps(self, state: JointState) -> Iterator[Step]:
        """Yield every step that is possible in a state, in the order of :attr:`events`."""
        for event in self.events:
            try:
                yield self.step(state, event)
            except RefusedError:
                continue
