"""Functions of joint states, evaluated in every situation of some steps and in no other.

What a function reads is found by evaluating it: where it first reads a machine, the states part
by the state of that machine, and the evaluation goes on in one part and begins anew in each of the
others.  So a machine or a predicate counts as read exactly if a reachable situation makes it so.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import Generic, TypeVar

from twinsite.checker.semantics.decision_tree import Read
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.reachable import merged
from twinsite.checker.symbolic.variables import Moves, Part, States, Variables, only

V = TypeVar("V", bound=View)


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
    answers: Mapping[tuple[Moves, Hashable], States]
    """The states before, by the machines of :attr:`after` that move, and the answer."""


class _MovesMatterError(Exception):
    """A function reads one more machine after a step, whose name this is."""


class Watch(Generic[V]):
    """Shows joint states of a system to functions, and notes the predicates that they read.

    A predicate that another predicate reads is noted as well.
    """

    def __init__(self, system: System[V], variables: Variables) -> None:
        """Watch a system.

        Args:
            system: Makes the views.
            variables: Part its joint states.
        """
        self._system = system
        self._variables = variables
        self._places = {
            machine: [(state, variables.is_in(machine, state)) for state in states]
            for machine, states in variables.states.items()
        }
        self._noted: dict[tuple[str, str], set[Hashable]] = {}
        self._views: dict[str, tuple[V, V]] = {}
        # the situation that is looked at
        self._known: dict[str, str] = {}
        self._here: States = variables.none
        self._waiting: list[tuple[dict[str, str], States]] = []
        self._moved: Mapping[str, str] = {}
        self._before: set[str] = set()
        self._after: frozenset[str] = frozenset()

    @property
    def values(self) -> dict[str, set[Hashable]]:
        """The values of every predicate that was read."""
        found: dict[str, set[Hashable]] = {}
        for (name, _), values in self._noted.items():
            if values:
                found[name] = found.get(name, set()) | values
        return found

    def at_states(
        self, function: Callable[[V], Hashable], states: States, parameter: str = ""
    ) -> Seen:
        """Return what a function of one joint state sees in some states.

        Args:
            function: What is asked.
            states: The states.
            parameter: The parameter of the instance that asks.
        """
        views = self._views_of(parameter)
        return self._ask(lambda view, _: function(view), [((), states)], frozenset(), views)

    def at_steps(
        self,
        function: Callable[[V, V], Hashable],
        steps: Mapping[Moves, States],
        parameter: str = "",
    ) -> Seen:
        """Return what a function sees in some steps.

        Args:
            function: What is asked, of the states before and after a step.
            steps: The states before, by what moves.
            parameter: The parameter of the instance that asks.
        """
        views, one = self._views_of(parameter), dict(islice(steps.items(), 1))
        after = self._asked(function, one, frozenset(), views).after  # one shows most of it
        return self._asked(function, steps, after, views)

    def look_everywhere(self, states: States) -> None:
        """Ask the predicates that had one value wherever they were read of other states too."""
        for (name, parameter), values in self._noted.items():
            if values and len(self.values[name]) == 1:
                self.at_states(attrgetter(name), states, parameter)

    def _asked(
        self,
        function: Callable[[V, V], Hashable],
        steps: Mapping[Moves, States],
        after: frozenset[str],
        views: tuple[V, V],
    ) -> Seen:
        """Ask a function of steps, again for every machine more that it reads after them."""
        while True:
            parts = ((only(moves, after), states) for moves, states in steps.items())
            try:
                return self._ask(function, merged(self._variables, parts), after, views)
            except _MovesMatterError as error:
                after |= {str(error)}

    def _ask(
        self,
        function: Callable[[V, V], Hashable],
        parts: Sequence[Part],
        after: frozenset[str],
        views: tuple[V, V],
    ) -> Seen:
        """Ask a function whose answer depends on no moves but those of some machines."""
        self._before = set()
        self._after = after
        answers: dict[tuple[Moves, Hashable], States] = {}
        for moves, states in parts:
            self._moved = dict(moves)
            self._waiting = [({}, states)] if states.satisfiable() else []
            while self._waiting:
                self._known, self._here = self._waiting.pop()
                key = (moves, function(*views))
                answers[key] = answers.get(key, self._variables.none) | self._here
        return Seen(frozenset(self._before), after, answers)

    def _read(self, machine: str) -> str | None:
        """Return the state of a machine where we are, and leave its other states for later."""
        if machine not in self._places:
            return None
        if machine not in self._known:
            parts = ((state, self._here & place) for state, place in self._places[machine])
            (state, here), *others = (part for part in parts if part[1].satisfiable())
            self._waiting += [({**self._known, machine: x}, part) for x, part in others]
            self._known[machine], self._here = state, here
        return self._known[machine]

    def _read_before(self, machine: str) -> str | None:
        if machine in self._places:
            self._before.add(machine)
        return self._read(machine)

    def _read_after(self, machine: str) -> str | None:
        if machine in self._places and machine not in self._after:
            raise _MovesMatterError(machine)
        return self._moved.get(machine) or self._read(machine)

    def _views_of(self, parameter: str) -> tuple[V, V]:
        if parameter not in self._views:
            self._views[parameter] = (
                self._watched(self._read_before, parameter),
                self._watched(self._read_after, parameter),
            )
        return self._views[parameter]

    def _watched(self, read: Read, parameter: str) -> V:
        """Return a view whose predicates note their values."""
        view = self._system.view_through(read, parameter)
        kind = type(view)
        noting = {name: self._noting(kind, name, parameter) for name in predicates_of(kind)}
        view.__class__ = type(kind.__name__, (kind,), noting)
        return view

    def _noting(self, kind: type[V], name: str, parameter: str) -> property:
        predicate: Callable[[V], Hashable] = getattr(kind, name).fget
        values = self._noted.setdefault((name, parameter), set())

        def look(view: V) -> Hashable:
            value = predicate(view)
            values.add(value)
            return value

        return property(look)
