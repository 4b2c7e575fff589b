"""What a search tells: how far it has come, and what it has found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from twinsite.checker.semantics.system import Event, JointState, Step, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.assignments import Steps
from twinsite.checker.symbolic.coverage import Coverage
from twinsite.checker.symbolic.evaluation import Evaluation
from twinsite.checker.symbolic.predicates import Predicates
from twinsite.checker.symbolic.property import Property, Verdict
from twinsite.checker.symbolic.reachable import Levels, Relation, merged
from twinsite.checker.symbolic.traces import Traces
from twinsite.checker.symbolic.variables import (
    Moves,
    OutOfNodesError,
    Part,
    States,
    Variables,
)

if TYPE_CHECKING:
    import networkx as nx

V = TypeVar("V", bound=View)

GRAPH_LIMIT = 200_000
"""Steps beyond which :meth:`Exploration.graph` refuses; a step takes about a kilobyte."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come."""

    rounds: int
    """How often every event was taken from all states found."""
    states: int
    """States found so far."""


@dataclass(frozen=True, slots=True)
class Finding(Generic[V]):
    """The verdict on one property, with the trace that decides it where one does."""

    property: Property[V]
    verdict: Verdict
    trace: tuple[Step, ...] | None
    """The counterexample of a refuted, the witness of an existential property; a shortest one, or
    the shortest that was found by a search that was cut short."""


@dataclass(eq=False)
class Exploration(Generic[V]):
    """The result of a search."""

    system: System[V]
    taking: Steps[V]
    """Takes steps of sets of states."""
    predicates: Predicates[V]
    """Where the predicates of properties hold."""
    relation: Relation
    """Every state found, and every step from one."""
    complete: bool
    """Whether every reachable state was found, all its steps were taken, and there was room for
    whatever was asked since."""
    findings: tuple[Finding[V], ...] = ()
    """The verdicts, in the order of the properties."""

    @property
    def variables(self) -> Variables:
        """The bits of the machines."""
        return self.relation.variables

    @cached_property
    def states(self) -> int:
        """Reachable states found."""
        return self.variables.count(self.relation.reached)

    @cached_property
    def steps(self) -> int:
        """Steps taken, self-loops included."""
        return sum(map(self.variables.count, self.relation.guards.values()))

    @cached_property
    def levels(self) -> Levels:
        """How far away the states are."""
        return Levels(self.relation)

    @cached_property
    def depth(self) -> int:
        """Steps from the initial state to the farthest state, as far as there is room to look."""
        try:
            return self.levels.depth
        except OutOfNodesError:
            self.complete = False
            return self.levels.looked

    @cached_property
    def traces(self) -> Traces[V]:
        """The shortest traces."""
        return Traces(self.system, self.relation, self.levels)

    @cached_property
    def evaluation(self) -> Evaluation[V]:
        """What holds where."""
        return Evaluation(self.predicates, self.relation)

    @cached_property
    def raised(self) -> Mapping[str, Mapping[Event, Sequence[Part]]]:
        """For every signal, by the event from which it follows, where it is answered.

        That is which machines have moved by then, and the states before the step.
        """
        found: dict[str, dict[Event, list[Part]]] = {}
        for event in self.system.events:

            def hear(signal: str, moves: Moves, before: States, event: Event = event) -> None:
                found.setdefault(signal, {}).setdefault(event, []).append((moves, before))

            for _ in self.taking.of(event, self.relation.reached, hear):
                pass
        return {
            signal: {event: merged(self.variables, parts) for event, parts in by_event.items()}
            for signal, by_event in found.items()
        }

    @cached_property
    def heard(self) -> Mapping[str, States]:
        """For every signal that is raised the joint states in which the machines answer it."""
        every = self.variables.every
        return {
            signal: self.variables.image(every, chain(*by_event.values()))
            for signal, by_event in self.raised.items()
        }

    def asked(self, event: str) -> States:
        """Return the joint states in which machines are offered an event or a signal."""
        if event in self.system.listeners:
            return self.heard.get(event, self.variables.none)
        return self.relation.reached

    @cached_property
    def coverage(self) -> Coverage:
        """What was seen of each machine, as far as there is room to look."""
        coverage = Coverage()
        try:
            self._look_at_machines(coverage)
        except OutOfNodesError:
            self.complete = False
        return coverage

    @property
    def occupied(self) -> set[tuple[str, str]]:
        """Every (machine, state) that is reached."""
        return {
            (instance.name, state)
            for instance in self.system.instances
            for state in instance.machine.states
            if (self.relation.reached & self.variables.is_in(instance.name, state)).satisfiable()
        }

    def _look_at_machines(self, coverage: Coverage) -> None:
        coverage.states |= self.occupied
        for number, instance in enumerate(self.system.instances):
            for event in instance.machine.events:
                self._cover(coverage, number, event.id)

    def _cover(self, coverage: Coverage, number: int, event: str) -> None:
        instance = self.system.instances[number]
        is_signal = event in self.system.listeners
        seen = self.asked(event)
        for choice, guard in self.taking.choices(number, event):
            here = seen & guard
            if choice is not None:
                if here.satisfiable():
                    coverage.transitions.add((instance.name, choice))
            elif is_signal:
                coverage.unhandled |= {
                    (instance.name, event, state)
                    for state in instance.machine.states
                    if (here & self.variables.is_in(instance.name, state)).satisfiable()
                }

    def graph(self) -> nx.MultiDiGraph[JointState]:
        """Return every state found and every step between two of them, for further questions.

        A node is a joint state, named by the states of the machines in the order of the system;
        an edge has the event as its key, as in ``link.connection_dropped``, and what the step
        commands and signals as its ``log``.  The largest that it accepts takes some ten seconds.

        Raises:
            ValueError: if the search was cut short, or there are more than 200,000 steps.
        """
        import networkx as nx

        if not self.complete:
            raise ValueError("the search was cut short: search it whole for a graph")
        if self.steps > GRAPH_LIMIT:
            raise ValueError(
                f"{self.steps:,} steps are more than the {GRAPH_LIMIT:,} that a graph may have:"
                " choose a smaller profile, or iterate over the exploration"
            )
        graph: nx.MultiDiGraph[JointState] = nx.MultiDiGraph(name=self.system.name)
        graph.add_nodes_from(self)
        for state in list(graph):
            for step in self.system.steps(state):
                graph.add_edge(state, step.after, key=str(step.event), log=step.log)
        return graph

    def __iter__(self) -> Iterator[JointState]:
        """Yield every state found, nearest first."""
        for level in self.levels:
            yield from self.variables.each(level)
