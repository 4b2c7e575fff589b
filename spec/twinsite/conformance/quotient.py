"""The steps of a system as a desktop has them: what it cannot tell apart is one.

A projection is a joint state in which each machine is in the first of those of its states that a
desktop cannot tell apart; a machine that no desktop has is in the first of all its states.
"""

from collections.abc import Iterator

from twinsite.checker.semantics.system import Event, Instance, JointState, Log, System
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.reachable import merged
from twinsite.checker.symbolic.variables import Part, States
from twinsite.conformance.vocabulary import HISTORY, WORLD, seen
from twinsite.model.predicates import Facts

Edge = tuple[Event, Log, JointState]
"""An event, the effects of the step, and the projection after it."""


class Quotient:
    """The projections of the joint states of a system, and the steps between them."""

    def __init__(self, system: System[Facts]) -> None:
        """Explore a system and project it."""
        self.system = system
        self._first = {instance.name: _first(instance) for instance in system.instances}
        found = explore(system)
        self._variables, self._guards = found.variables, found.relation.guards
        self.states, self.steps = found.states, found.steps
        (self.initial,) = self._each(found.relation.initial)
        known = {state: state for state in self._each(found.relation.reached)}
        self.edges: dict[JointState, list[Edge]] = {state: [] for state in known}
        """For each projection its steps."""
        for event, log, (moves, guard) in self._parts():
            moved = [(system.index[machine], state) for machine, state in moves]
            for before in self._each(guard):
                after = list(before)
                for machine, state in moved:
                    after[machine] = state
                self.edges[before].append((event, log, known[tuple(after)]))

    def _parts(self) -> Iterator[tuple[Event, Log, Part]]:
        """Yield the steps with those as one that a desktop cannot tell apart."""
        found: dict[tuple[Event, Log], list[Part]] = {}
        for assignment, guard in self._guards.items():
            moves = tuple(
                (machine, self._first[machine][state])
                for machine, state in assignment.moves
                if len(set(self._first[machine].values())) > 1
            )
            found.setdefault((assignment.event, assignment.log), []).append((moves, guard))
        for (event, log), parts in found.items():
            for part in merged(self._variables, parts):
                yield event, log, part

    def _each(self, states: States) -> Iterator[JointState]:
        """Yield the projections of some joint states."""
        for machine, first in self._first.items():
            names = set(first.values())
            if len(names) < len(first):
                states = self._variables.union(
                    self._variables.after(
                        states,
                        self._variables.is_in(machine, *(s for s in first if first[s] == name)),
                        ((machine, name),),
                    )
                    for name in sorted(names)
                )
        return self._variables.each(states)


def _first(instance: Instance) -> dict[str, str]:
    """Return for each state of a machine the first one that a desktop cannot tell from it."""
    states = instance.machine.states
    if instance.name in WORLD or instance.name in HISTORY:
        return dict.fromkeys(states, states[0])
    first: dict[str, str] = {}
    return {state: first.setdefault(seen(instance.name, state), state) for state in states}
