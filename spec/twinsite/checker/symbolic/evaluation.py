"""Where properties are decided: for each the states, or the steps, that decide it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from twinsite.checker.semantics.decision_tree import decision
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.system import Event, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Occurrence, Property
from twinsite.checker.symbolic.reachable import Relation, merged
from twinsite.checker.symbolic.variables import Moves, States

V = TypeVar("V", bound=View)
Read = Callable[[str], str | None]


class Evaluation(Generic[V]):
    """Looks at the states and the steps that a search has found."""

    def __init__(self, system: System[V], relation: Relation) -> None:
        """Prepare to look.

        Args:
            system: The system.
            relation: Its steps.
        """
        self._system = system
        self._relation = relation
        self._variables = relation.variables
        self._states = {instance.name: instance.machine.states for instance in system.instances}
        self._by_occurrence: dict[Occurrence, list[tuple[Moves, States]]] = {}
        for assignment, before in relation.guards.items():
            occurrence = Occurrence(assignment.event, assignment.log)
            self._by_occurrence.setdefault(occurrence, []).append((assignment.moves, before))
        self._meant: dict[frozenset[Occurrence], dict[Moves, States]] = {}

    def holds(self, predicate: Callable[[V], bool], parameter: str = "") -> States:
        """Return the joint states, reached or not, of which a predicate is true."""
        view = self._system.view_through
        tree = decision(lambda read: bool(predicate(view(read, parameter))), self._states)
        return self._variables.where(tree)

    def of_states(self, prop: Property[V]) -> States:
        """Return the reached states that decide a property about states."""
        assert prop.of_state is not None
        holds = self.holds(prop.of_state)
        return self._relation.reached & (holds if prop.is_existential else ~holds)

    def of_steps(self, prop: Property[V]) -> Iterator[tuple[Event, States]]:
        """Yield the states before the steps that decide a property about steps, by event."""
        meant = self._occurrences(prop)
        holds = self._holding_steps(prop)
        decisive = {
            moves: decides
            for moves, before in self._before(meant).items()
            if (
                decides := before & (holds(moves) if prop.is_existential else ~holds(moves))
            ).satisfiable()
        }
        for occurrence in self._by_occurrence if decisive else ():
            for moves, before in self._by_occurrence[occurrence] if occurrence in meant else ():
                decides = decisive.get(moves, self._variables.none) & before
                if decides.satisfiable():
                    yield occurrence.event, decides

    def meant(self, prop: Property[V]) -> Mapping[Moves, States]:
        """Return the states before the steps that a property is about, by what moves."""
        return self._before(self._occurrences(prop))

    def _occurrences(self, prop: Property[V]) -> frozenset[Occurrence]:
        return frozenset(o for o in self._by_occurrence if prop.when(o))

    def _before(self, meant: frozenset[Occurrence]) -> Mapping[Moves, States]:
        """Return the states before some steps, by what moves."""
        if meant not in self._meant:
            parts = (part for occurrence in meant for part in self._by_occurrence[occurrence])
            self._meant[meant] = dict(merged(self._variables, parts))
        return self._meant[meant]

    def _holding_steps(self, prop: Property[V]) -> Callable[[Moves], States]:
        """Return where a property about steps holds, as a function of what moves.

        A machine that does not move is after the step where it was before.  Moves that differ only
        in machines that are not read after the step give the same set, which is found once.
        """
        view, of_step = self._system.view_through, prop.of_step
        known: dict[frozenset[str], dict[Moves, States]] = {}

        def holds(moves: Moves) -> States:
            if of_step is None:
                return self._variables.every
            for machines, sets in known.items():
                if (only := _only(moves, machines)) in sets:
                    return sets[only]
            there, asked = dict(moves), set[str]()

            def judge(read: Read) -> bool:
                def after(machine: str) -> str | None:
                    asked.add(machine)
                    return there[machine] if machine in there else read(machine)

                return bool(of_step(view(read), view(after)))

            found = self._variables.where(decision(judge, self._states))
            machines = frozenset(asked)
            known.setdefault(machines, {})[_only(moves, machines)] = found
            return found

        return holds


def _only(moves: Moves, machines: frozenset[str]) -> Moves:
    return tuple(move for move in moves if move[0] in machines)


def see_that_names_differ(properties: Sequence[Property[V]]) -> None:
    """See that properties can be told by their names.

    Raises:
        DeclarationError: if two of them have the same name.
    """
    names = [prop.name for prop in properties]
    for name in names:
        if names.count(name) > 1:
            raise DeclarationError(f"two properties are named {name!r}")
