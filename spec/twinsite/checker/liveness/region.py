"""Where a trace must stay so that it breaks a promise."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Generic, TypeVar

from twinsite.checker.liveness.fair_states import Region
from twinsite.checker.semantics.system import Event
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.assignments import Assignment
from twinsite.checker.symbolic.property import Property, Restriction, Sort
from twinsite.checker.symbolic.reachable import closure, merged
from twinsite.checker.symbolic.result import Exploration
from twinsite.checker.symbolic.variables import Part, States

V = TypeVar("V", bound=View)


class Regions(Generic[V]):
    """The regions of one explored system."""

    def __init__(self, exploration: Exploration[V], fair: Sequence[Event]) -> None:
        """Prepare to find regions.

        Args:
            exploration: A complete exploration.
            fair: The events that may be assumed to be fair.
        """
        self.exploration = exploration
        self._relation = exploration.relation
        self._enabled = {event: self._relation.enabled(event) for event in fair}
        self._variables = exploration.variables
        self._anew = self._starting_anew()
        self._allowed: dict[tuple[Restriction[V] | None, Event], States] = {}

    def of(self, prop: Property[V]) -> Region:
        """Return the region of a property."""
        reached, holds = self._relation.reached, self.exploration.predicates.of_state
        premise = reached if prop.premise is None else reached & holds(prop.premise)
        if prop.sort is Sort.FINITELY:
            inside = begins = premise
        else:
            assert prop.of_state is not None
            inside = reached & ~holds(prop.of_state)
            begins = inside & premise

        def means(assignment: Assignment) -> bool:
            return prop.when(assignment.occurrence)

        def stays(assignment: Assignment) -> bool:
            return prop.sort is Sort.FINITELY or not means(assignment)

        by_event = self._inside(prop, filter(stays, self._relation.guards), inside)
        parts = merged(self._variables, chain(*by_event.values()))
        inside = closure(self._variables, begins, parts)
        accept = None
        if prop.sort is Sort.FINITELY:
            accept = self._inside(prop, filter(means, self._relation.guards), inside)
        possible = {e: can & self._may(prop.given, e) for e, can in self._enabled.items()}
        anew = {
            deadline: self._inside(prop, filter(stays, starting), inside)
            for deadline, starting in self._anew.items()
        }
        return Region(self._variables, begins, inside, parts, by_event, anew, possible, accept)

    def _starting_anew(self) -> dict[Event, list[Assignment]]:
        """Return for each deadline the steps that start it anew while it can pass."""
        found: dict[Event, list[Assignment]] = {}
        for assignment, before in self._relation.guards.items():
            for start in assignment.started:
                deadline = start.deadline
                can = self._enabled.get(deadline, self._variables.none)
                if deadline != assignment.event and (before & can).satisfiable():
                    found.setdefault(deadline, []).append(assignment)
        return found

    def _may(self, given: Restriction[V] | None, event: Event) -> States:
        """Return the joint states in which a restriction allows an event."""
        if given is None:
            return self._variables.every
        key = (given, event)
        if key not in self._allowed:
            parameter = self._instance_parameter(event)
            allows = given.allows
            self._allowed[key] = self.exploration.predicates.of_state(
                lambda view: allows(event, view), parameter
            )
        return self._allowed[key]

    def _instance_parameter(self, event: Event) -> str:
        system = self.exploration.system
        return system.instances[system.index[event.machine]].parameter

    def _inside(
        self, prop: Property[V], among: Iterable[Assignment], inside: States
    ) -> dict[Event, list[Part]]:
        """Return some steps between states inside that may happen, by event."""
        kept: dict[Event, list[Part]] = {}
        for event, parts in self._relation.by_event(among).items():
            here = inside & self._may(prop.given, event)
            for moves, guard in parts:
                before = self._variables.before(inside, guard, moves) & here
                if before.satisfiable():
                    kept.setdefault(event, []).append((moves, before))
        return kept
