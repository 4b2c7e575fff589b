"""The steps of a system as guarded assignments: all steps in which the same happens are one.

Everything comes from :meth:`System.choose`: which transition a machine takes is a decision tree
over the machines that its guards read, and so a set of joint states for each transition.  A guard
that is read in the middle of a step, when some machines have moved already, is a set over the
states *before* the step, since it is known where those machines are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from twinsite.checker.semantics.decision_tree import Answer, Tree, decision, readings
from twinsite.checker.semantics.system import SIGNAL_LIMIT, Event, Log, Starts, System, endless
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.order import order_of
from twinsite.checker.symbolic.property import Occurrence
from twinsite.checker.symbolic.variables import CAPACITY, Moves, States, Variables, only

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Steps in which the same happens, wherever they begin."""

    event: Event
    """The stimulus or deadline."""
    moves: Moves
    """The machines that move, with the states in which they are after the step."""
    log: Log
    """Every signal and command, in order."""
    started: Starts
    """The deadlines of the states that are entered."""

    @property
    def occurrence(self) -> Occurrence:
        """What happens, apart from the states before and after."""
        return Occurrence(self.event, self.log, self.started)


_Outcome = tuple[str, tuple[str, ...], bool]
"""The state in which a machine then is, its effects, and whether it has deadlines to start."""


Hear = Callable[[str, Moves, States], None]
"""Is told of a signal, with what has moved by then and the states before the step."""


@dataclass(frozen=True, slots=True)
class _Middle:
    """A step whose signals are not done."""

    hear: Hear | None
    moves: Mapping[str, str]
    entered: frozenset[str] = frozenset()
    log: Log = ()
    queue: tuple[str, ...] = ()
    heard: int = 0


def answers_of(system: System[V], number: int, event: str) -> Tree:
    """Return which transition a machine takes, over the machines that its guards read.

    Args:
        system: The system.
        number: The position of the machine.
        event: What it is offered.
    """
    instance = system.instances[number]

    def ask(read: Callable[[str], str | None]) -> Answer:
        source = read(instance.name)
        assert source is not None
        return system.choose(number, event, source, system.view_through(read, instance.parameter))

    return decision(ask, {each.name: each.machine.states for each in system.instances})


class Reactions(Generic[V]):
    """What every machine answers to every event, as sets of joint states."""

    def __init__(self, system: System[V], like: "Reactions[V] | None" = None) -> None:
        """Ask every machine, once for each combination of what its guards read.

        Args:
            system: The system.
            like: The same machines under the same views, some of them declared otherwise; those
                that are not are not asked again.
        """
        self.system = system
        self.states = {instance.name: instance.machine.states for instance in system.instances}
        """The states of every machine."""
        self.trees: dict[tuple[int, str], Tree] = {}
        """For each machine, by its position, and event the transition that is taken."""
        self.reads: dict[tuple[int, str], frozenset[str]] = {}
        """The machines on which that depends, itself included."""
        for number, instance in enumerate(system.instances):
            for event in instance.machine.events:
                if like is not None and like.system.instances[number] == instance:
                    tree = like.trees[number, event.id]
                else:
                    tree = answers_of(system, number, event.id)
                self.trees[number, event.id] = tree
                self.reads[number, event.id] = frozenset(machine for _, machine in readings(tree))

    @property
    def order(self) -> list[str]:
        """The machines, those that concern each other side by side."""
        names = [instance.name for instance in self.system.instances]
        groups = [reads | {names[number]} for (number, _), reads in self.reads.items()]
        for instance in self.system.instances:
            for transition in instance.machine.transitions:
                for effect in transition.effects:
                    heard = self.system.listeners.get(effect, ())
                    groups += [frozenset((instance.name, names[number])) for number in heard]
        return order_of(names, [group for group in groups if len(group) > 1])

    def variables(self, capacity: int = CAPACITY) -> Variables:
        """Return bits for the machines, in their order."""
        return Variables(self.states, self.order, capacity=capacity)


class Steps(Generic[V]):
    """Takes the steps of whole sets of joint states."""

    def __init__(self, reactions: Reactions[V], variables: Variables) -> None:
        """Prepare to take steps.

        Args:
            reactions: What the machines answer.
            variables: Their bits.
        """
        self.system = reactions.system
        self.reactions = reactions
        self.variables = variables
        self.listeners = reactions.system.listeners
        """For each signal the machines that answer it, in the order in which they do."""
        self.asked: dict[Event, set[str]] = {}
        """For each event that was taken what machines were asked on the way, itself included."""
        self._outcomes: dict[tuple[int, str, Moves], list[tuple[_Outcome | None, States]]] = {}

    def choices(
        self, number: int, event: str, moves: Mapping[str, str] = {}
    ) -> Iterable[tuple[Answer, States]]:
        """Return for each transition that a machine can take, and for none, where it does so.

        Args:
            number: The position of the machine.
            event: What it is offered.
            moves: The machines that have moved already, with their states.
        """
        tree, known = self.reactions.trees[number, event], self._known(number, event, moves)
        return self.variables.split(tree, known).items()

    def _known(self, number: int, event: str, moves: Mapping[str, str]) -> Moves:
        """Return where the machines are that have moved and on which an answer depends."""
        reads = self.reactions.reads[number, event]
        return only(tuple(sorted(moves.items())), reads)

    def outcomes(
        self, number: int, event: str, moves: Mapping[str, str]
    ) -> list[tuple["_Outcome | None", States]]:
        """Return the choices of a machine, those as one of which the same comes."""
        key = (number, event, self._known(number, event, moves))
        if key not in self._outcomes:
            found: dict[_Outcome | None, States] = {}
            instance = self.system.instances[number]
            transitions = instance.machine.transitions
            has_deadlines = instance.name in self.system.deadlines
            for choice, guard in self.choices(number, event, moves):
                outcome = None
                if choice is not None:
                    taken = transitions[choice]
                    outcome = taken.target, taken.effects, has_deadlines and not taken.internal
                found[outcome] = found.get(outcome, self.variables.none) | guard
            self._outcomes[key] = list(found.items())
        return self._outcomes[key]

    def of(
        self, event: Event, states: States, hear: Hear | None = None
    ) -> Iterator[tuple[Assignment, States]]:
        """Yield every step of an event from some states, with the states from which it is.

        Args:
            event: The stimulus or deadline.
            states: The states.
            hear: Called for every signal on the way, if anything is.

        Raises:
            DeclarationError: if the signals of one of them do not come to an end.
        """
        begun = _Middle(hear, {})
        numbers = (self.system.index[event.machine],)
        yield from self._answer(event, event.name, numbers, begun, states, refuses=True)

    def _go_on(
        self, event: Event, middle: _Middle, states: States
    ) -> Iterator[tuple[Assignment, States]]:
        if not middle.queue:
            started = self.system.starts(middle.entered, middle.moves)
            moves = tuple(sorted(middle.moves.items()))
            yield Assignment(event, moves, middle.log, started), states
            return
        if middle.heard == SIGNAL_LIMIT:
            raise endless(event)
        signal, *rest = middle.queue
        if middle.hear is not None:
            middle.hear(signal, tuple(sorted(middle.moves.items())), states)
        begun = replace(middle, queue=tuple(rest), heard=middle.heard + 1)
        yield from self._answer(event, signal, self.listeners[signal], begun, states)

    def _answer(
        self,
        event: Event,
        heard: str,
        numbers: tuple[int, ...],
        begun: _Middle,
        states: States,
        *,
        refuses: bool = False,
    ) -> Iterator[tuple[Assignment, States]]:
        """Let machines answer at once, each of which reads the states as they were before.

        Args:
            event: What was offered.
            heard: What they answer: the event, or a signal of the step.
            numbers: The machines, by their position.
            begun: The step so far.
            states: The states before the step.
            refuses: Whether the step is not taken where one of them does not answer.
        """
        self.asked.setdefault(event, set()).add(heard)
        parts = [(states, begun)]
        for number in numbers:
            answered = []
            for outcome, guard in self.outcomes(number, heard, begun.moves):
                if outcome is None and refuses:
                    continue
                for part, middle in parts:
                    inside = part & guard
                    if inside.satisfiable():
                        answered.append((inside, self._moved(middle, number, outcome)))
            parts = answered
        for part, middle in parts:
            yield from self._go_on(event, middle, part)

    def _moved(self, middle: _Middle, number: int, outcome: _Outcome | None) -> _Middle:
        if outcome is None:
            return middle
        target, effects, enters = outcome
        name = self.system.instances[number].name
        return _Middle(
            middle.hear,
            {**middle.moves, name: target},
            middle.entered | {name} if enters else middle.entered,
            middle.log + tuple((name, effect) for effect in effects),
            middle.queue + tuple(effect for effect in effects if effect in self.listeners),
            middle.heard,
        )
