"""Where properties are decided: for each the states, or the steps, that decide it."""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from twinsite.checker.semantics.system import Event
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.predicates import Predicates
from twinsite.checker.symbolic.property import Occurrence, Property
from twinsite.checker.symbolic.reachable import Relation, merged
from twinsite.checker.symbolic.variables import Moves, States

V = TypeVar("V", bound=View)


class Evaluation(Generic[V]):
    """Looks at the states and the steps that a search has found."""

    def __init__(self, predicates: Predicates[V], relation: Relation) -> None:
        """Prepare to look.

        Args:
            predicates: Where predicates hold.
            relation: What was found.
        """
        self._predicates = predicates
        self._relation = relation
        self._variables = relation.variables
        self._by_occurrence: dict[Occurrence, list[tuple[Moves, States]]] = {}
        for assignment, before in relation.guards.items():
            part = assignment.moves, before
            self._by_occurrence.setdefault(assignment.occurrence, []).append(part)
        self._meant: dict[frozenset[Occurrence], dict[Moves, States]] = {}

    def of_states(self, prop: Property[V]) -> States:
        """Return the reached states that decide a property about states."""
        assert prop.of_state is not None
        holds = self._predicates.of_state(prop.of_state)
        return self._relation.reached & (holds if prop.is_existential else ~holds)

    def of_steps(self, prop: Property[V]) -> Iterator[tuple[Event, States]]:
        """Yield the states before the steps that decide a property about steps, by event."""
        meant = self._occurrences(prop)
        decisive = {
            moves: decides
            for moves, before in self._before(meant).items()
            if (decides := before & self._deciding(prop, moves)).satisfiable()
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

    def _deciding(self, prop: Property[V], moves: Moves) -> States:
        if prop.of_step is None:
            return self._variables.every if prop.is_existential else self._variables.none
        holds = self._predicates.of_step(prop.of_step, moves)
        return holds if prop.is_existential else ~holds
