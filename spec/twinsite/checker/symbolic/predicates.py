"""Where predicates hold, reached or not: found once, whatever is searched with the same bits."""

from collections.abc import Callable
from typing import Generic, TypeVar

from twinsite.checker.semantics.decision_tree import decision
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.variables import Moves, States, Variables, only

V = TypeVar("V", bound=View)
Read = Callable[[str], str | None]


class Predicates(Generic[V]):
    """The predicates of which properties are made, as sets of joint states."""

    def __init__(self, system: System[V], variables: Variables) -> None:
        """Begin with none.

        Args:
            system: Makes the views that predicates read.
            variables: The bits of its machines.
        """
        self._view = system.view_through
        self._variables = variables
        self._states = {instance.name: instance.machine.states for instance in system.instances}
        self._of_state: dict[tuple[Callable[[V], bool], str], States] = {}
        self._of_step: dict[Callable[[V, V], bool], dict[frozenset[str], dict[Moves, States]]] = {}

    def of_state(self, predicate: Callable[[V], bool], parameter: str = "") -> States:
        """Return the joint states of which a predicate is true.

        Args:
            predicate: It must be a function of what it reads.
            parameter: The parameter of the instance that looks.
        """
        key = (predicate, parameter)
        if key not in self._of_state:
            tree = decision(lambda read: bool(predicate(self._view(read, parameter))), self._states)
            self._of_state[key] = self._variables.where(tree)
        return self._of_state[key]

    def of_step(self, predicate: Callable[[V, V], bool], moves: Moves) -> States:
        """Return the joint states before a step in which these machines move, if a predicate holds.

        A machine that does not move is after the step where it was before.  Moves that differ only
        in machines that are not read after the step give the same set, which is found once.

        Args:
            predicate: It must be a function of what it reads before and after.
            moves: The machines that move, with their states after the step.
        """
        known = self._of_step.setdefault(predicate, {})
        for machines, sets in known.items():
            if (key := only(moves, machines)) in sets:
                return sets[key]
        there, asked = dict(moves), set[str]()

        def judge(read: Read) -> bool:
            def after(machine: str) -> str | None:
                asked.add(machine)
                return there[machine] if machine in there else read(machine)

            return bool(predicate(self._view(read), self._view(after)))

        found = self._variables.where(decision(judge, self._states))
        machines = frozenset(asked)
        known.setdefault(machines, {})[only(moves, machines)] = found
        return found
