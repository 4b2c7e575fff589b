"""Functions of joint states, evaluated in every situation of some steps and in no other.

What a function reads is found by evaluating it: where it first reads a machine, the joint states
part by the state of that machine, and the evaluation goes on in one part and is repeated in the
others.  So a predicate or a machine counts as read exactly if a reachable situation makes it so.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from twinsite.checker.semantics.decision_tree import Read
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.reachable import merged
from twinsite.checker.symbolic.variables import Moves, States, Variables

V = TypeVar("V", bound=View)
Function = Callable[[Read, Read], Hashable]
"""Takes the joint states before and after a step; of states these are the same."""


def predicates_of(kind: type[View]) -> tuple[str, ...]:
    """Return the names of all predicates of a view, sorted."""
    return tuple(sorted(name for name in dir(kind) if isinstance(getattr(kind, name), property)))


@dataclass(frozen=True, slots=True)
class Seen:
    """What a function reads and answers, over all situations in which it is asked."""

    before: frozenset[str]
    """The machines whose state before a step it reads, or whose state at all."""
    after: frozenset[str]
    """The machines whose state after a step it reads."""
    answers: tuple[tuple[Moves, Hashable, States], ...]
    """Each answer, with the machines of :attr:`after` that move and the states before."""


class _MovesMatterError(Exception):
    """A function reads one more machine after the step."""


class Watch(Generic[V]):
    """Evaluates functions of the joint states of a system, and notes the predicates they read.

    A predicate that another predicate reads is seen as well.
    """

    def __init__(
        self, system: System[V], variables: Variables, values: dict[str, set[Hashable]]
    ) -> None:
        """Watch a system.

        Args:
            system: Makes the views.
            variables: Part its joint states.
            values: Where to note the values of every predicate that is read.
        """
        self._values = values
        self._system = system
        self._variables = variables
        self._asked: dict[tuple[str, str], None] = {}
        self._kinds: dict[str, type[V]] = {}

    def view(self, read: Read, parameter: str = "") -> V:
        """Return a view that is watched.

        Args:
            read: Gives the state of a machine by name.
            parameter: The parameter of the instance that looks.
        """
        view = self._system.view_through(read, parameter)
        if parameter not in self._kinds:
            self._kinds[parameter] = self._watched(type(view), parameter)
        view.__class__ = self._kinds[parameter]
        return view

    def _watched(self, kind: type[V], parameter: str) -> type[V]:
        noted = {name: self._noted(kind, name, parameter) for name in predicates_of(kind)}
        watched: type[V] = type(kind.__name__, (kind,), noted)
        return watched

    def _noted(self, kind: type[V], name: str, parameter: str) -> property:
        predicate: Callable[[V], Hashable] = getattr(kind, name).fget

        def look(view: V) -> Hashable:
            value = predicate(view)
            self._asked[name, parameter] = None
            self._values.setdefault(name, set()).add(value)
            return value

        return property(look)

    def at_all(self, states: States) -> None:
        """Ask the predicates that had one value wherever they were read of some states as well."""
        for name, parameter in self._asked:
            situations = self._situations(
                lambda read, n=name, p=parameter: getattr(self.view(read, p), n), states
            )
            while len(self._values[name]) == 1 and next(situations, None) is not None:
                pass

    def at_states(self, function: Callable[[Read], Hashable], states: States) -> Seen:
        """Return what a function of one joint state sees in some states."""
        return self.at_steps(lambda before, _: function(before), {(): states})

    def at_steps(self, function: Function, steps: Mapping[Moves, States]) -> Seen:
        """Return what a function sees in some steps.

        Args:
            function: What is asked.
            steps: For everything that moves the states before.
        """
        after: set[str] = set()
        while True:
            parts = merged(
                self._variables,
                ((tuple(m for m in moves if m[0] in after), part) for moves, part in steps.items()),
            )
            try:
                return self._at_steps(function, parts, after)
            except _MovesMatterError as error:
                after.add(str(error))

    def _at_steps(
        self, function: Function, parts: list[tuple[Moves, States]], after: set[str]
    ) -> Seen:
        before: set[str] = set()
        answers: dict[tuple[Moves, Hashable], States] = {}

        def asking(there: Mapping[str, str]) -> Callable[[Read], Hashable]:
            def ask(read: Read) -> Hashable:
                def read_before(machine: str) -> str | None:
                    before.add(machine)
                    return read(machine)

                def read_after(machine: str) -> str | None:
                    if machine in self._variables.states and machine not in after:
                        raise _MovesMatterError(machine)
                    return there[machine] if machine in there else read(machine)

                return function(read_before, read_after)

            return ask

        for moves, states in parts:
            for answer, inside in self._situations(asking(dict(moves)), states):
                key = (moves, answer)
                answers[key] = answers.get(key, self._variables.none) | inside
        before &= self._variables.states.keys()
        return Seen(
            frozenset(before),
            frozenset(after),
            tuple((moves, answer, states) for (moves, answer), states in answers.items()),
        )

    def _situations(
        self, function: Callable[[Read], Hashable], states: States
    ) -> Iterator[tuple[Hashable, States]]:
        """Yield every answer of a function with the states in which it reads the same."""
        variables = self._variables
        waiting: list[tuple[dict[str, str], States]] = []
        if states.satisfiable():
            waiting.append(({}, states))
        while waiting:
            known, inside = waiting.pop()

            def read(machine: str) -> str | None:
                nonlocal inside
                if machine not in variables.states:
                    return None
                if machine not in known:
                    parts = (
                        (x, inside & variables.is_in(machine, x)) for x in variables.states[machine]
                    )
                    here, *others = [(x, part) for x, part in parts if part.satisfiable()]
                    waiting.extend(({**known, machine: x}, part) for x, part in others)
                    known[machine], inside = here
                return known[machine]

            yield function(read), inside
