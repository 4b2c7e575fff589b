"""What a search tells: how far it has come, and what it has found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from twinsite.checker.former.explorer.levels import Levels
from twinsite.checker.former.explorer.reaction import stays
from twinsite.checker.former.explorer.tables import Layout, Packed, Words
from twinsite.checker.former.explorer.transition_relation import Relation
from twinsite.checker.semantics.system import JointState, Step, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.coverage import Coverage
from twinsite.checker.symbolic.property import Property, Verdict

if TYPE_CHECKING:
    import networkx as nx

V = TypeVar("V", bound=View)

GRAPH_LIMIT = 200_000
"""Steps beyond which :meth:`Exploration.graph` refuses; a step takes about a kilobyte."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come."""

    depth: int
    """Levels that are done."""
    states: int
    """States found so far."""
    frontier: int
    """States whose steps are taken next."""


@dataclass(frozen=True, slots=True)
class Finding(Generic[V]):
    """The verdict on one property, with the trace that decides it where one does."""

    property: Property[V]
    verdict: Verdict
    trace: tuple[Step, ...] | None
    """A shortest trace: the counterexample of a refuted, the witness of an existential property."""


@dataclass(frozen=True)
class Exploration(Generic[V]):
    """The result of a search."""

    system: System[V]
    states: int
    """Reachable states found."""
    steps: int
    """Steps taken, self-loops included."""
    depth: int
    """Steps from the initial state to the farthest state."""
    complete: bool
    """Whether every reachable state was found and all its steps were taken."""
    findings: tuple[Finding[V], ...]
    """The verdicts, in the order of the properties."""
    found: Levels[V]
    """Every state found, with a shortest way to it."""
    layout: Layout
    """How the states are packed."""
    relation: Relation[V]
    """The steps, by rows."""
    taken: Words
    """For every key of the relation the joint states of which the steps were taken."""

    @property
    def levels(self) -> tuple[Packed, ...]:
        """The packed states, level by level, each sorted."""
        return self.found.states

    @cached_property
    def coverage(self) -> Coverage:
        """What was seen of each machine."""
        coverage = Coverage()
        for number, instance in enumerate(self.system.instances):
            names = instance.machine.states
            coverage.states |= {(instance.name, names[code]) for code in self.found.codes(number)}
        for reaction, answers in self.relation.answers(self.taken).items():
            instance = self.system.instances[reaction.number]
            for answer in answers:
                if answer >= 0:
                    coverage.transitions.add((instance.name, answer))
                else:
                    state = instance.machine.states[stays(answer)]
                    coverage.unhandled.add((instance.name, reaction.event, state))
        return coverage

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
            for packed in level:
                yield self.layout.unpack(int(packed))
