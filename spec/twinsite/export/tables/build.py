"""The tables of systems: what the declarations and the views of them say, and nothing else."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.checker.semantics.docstring import docstring
from twinsite.checker.semantics.system import Instance, JointState, System
from twinsite.checker.semantics.view import View
from twinsite.export.tables.guards import exported
from twinsite.export.tables.nodes import Nodes
from twinsite.export.tables.tables import (
    Chart,
    Command,
    Composition,
    Event,
    Ignore,
    Machine,
    Node,
    Profile,
    Transition,
    Tree,
)

V = TypeVar("V", bound=View)


class Building(Generic[V]):
    """The tables of some systems that share their declarations, while they are put together."""

    def __init__(
        self,
        systems: Sequence[System[V]],
        chart_name: Callable[[Instance], str] = lambda instance: instance.machine.name,
    ) -> None:
        """Begin with the machines of all systems.

        Args:
            systems: At least one; an instance has the same declaration in each that has it.
            chart_name: Names the declaration of an instance; no two declarations alike.
        """
        self._systems = tuple(systems)
        self._chart_name = chart_name
        self.instances = {i.name: i for system in systems for i in system.instances}
        """The machines of all systems, by name; their start is that of one system."""
        states = {name: instance.machine.states for name, instance in self.instances.items()}
        self.decisions = Nodes(states)
        """The decision trees of the file."""
        self._sentences: dict[str, str] = {}
        self._composed: dict[tuple[tuple[str, ...], JointState], System[V]] = {}

    def charts(self) -> tuple[Chart, ...]:
        """Return every declaration once."""
        declared = {self._chart_name(i): i.machine for i in self.instances.values()}
        return tuple(chart_of(machine, name) for name, machine in declared.items())

    def machine(self, instance: Instance, **more: Any) -> Machine:
        """Return a machine.

        Args:
            instance: The machine.
            more: Other fields of it.
        """
        chart = self._chart_name(instance)
        return Machine(name=instance.name, chart=chart, parameter=instance.parameter, **more)

    def commands(self, **more: Any) -> tuple[Command, ...]:
        """Return every command that some machine gives, sorted.

        Args:
            more: Other fields of commands, each as a function of the name.
        """
        known = frozenset[str]().union(*(system.commands for system in self._systems))
        said = {
            effect
            for instance in self.instances.values()
            for transition in instance.machine.transitions
            for effect in transition.effects
        }
        return tuple(
            Command(name=name, **{field: of(name) for field, of in more.items()})
            for name in sorted(said & known)
        )

    def profile(self, system: System[V], also: Iterable[str] = (), **more: Any) -> Profile:
        """Return the machines of a system, and its predicates.

        Args:
            system: One of the systems.
            also: Names of predicates that no guard names, and that ask no machine in particular.
            more: Other fields of the profile.
        """
        named = {
            (name, instance.parameter)
            for instance in system.instances
            for transition in instance.machine.transitions
            for name in transition.guard.names
        }
        predicates: dict[str, dict[str, Tree]] = {}
        for name, parameter in sorted(named | {(name, "") for name in also}):
            predicates.setdefault(parameter, {})[name] = self._asked(system, name, parameter)
        return Profile(
            composition=self._composition(system),
            predicates=predicates,
            **{"name": system.name, **more},
        )

    def compositions(self, **more: Callable[[System[V]], Any]) -> tuple[Composition, ...]:
        """Return the compositions of the profiles that were asked for.

        Args:
            more: Other fields of them, each as a function of a system that is so composed.
        """
        return tuple(
            Composition(
                machines=tuple(system.index),
                initial=system.initial,
                listeners={
                    signal: tuple(system.instances[number].name for number in numbers)
                    for signal, numbers in system.listeners.items()
                },
                **{field: of(system) for field, of in more.items()},
            )
            for system in self._composed.values()
        )

    def _composition(self, system: System[V]) -> int:
        key = (tuple(system.index), system.initial)
        self._composed.setdefault(key, system)
        return list(self._composed).index(key)

    def nodes(self) -> tuple[Node, ...]:
        """Return the nodes of all decision trees that were asked for."""
        return self.decisions.nodes()

    def predicates(self) -> dict[str, str]:
        """Return the sentence of every predicate of the profiles that were asked for."""
        return dict(sorted(self._sentences.items()))

    def _asked(self, system: System[V], predicate: str, parameter: str) -> Tree:
        view = system.view_through
        if predicate not in self._sentences:
            told = docstring(getattr(self._view, predicate))
            self._sentences[predicate] = " ".join(told.split()) or predicate.replace("_", " ")
        states = {i.name: i.machine.states for i in system.instances}
        return self.decisions.truth(
            lambda read: bool(getattr(view(read, parameter), predicate)), states
        )

    @cached_property
    def _view(self) -> type[V]:
        first = self._systems[0]
        return type(first.view(first.initial))


def chart_of(machine: MachineDecl, name: str) -> Chart:
    """Return a declaration under a name."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for signal, state, reason in machine.ignores:
        reasons.setdefault((signal, reason), []).append(state)
    return Chart(
        name=name,
        question=machine.question,
        states=machine.states,
        events=tuple(
            Event(
                id=event.id,
                kind=event.kind,
                by=event.by,
                requirement=event.requirement,
                label=event.label,
                length=event.length,
            )
            for event in machine.events
        ),
        transitions=tuple(
            Transition(
                event=transition.event,
                source=transition.source,
                target=transition.target,
                guard=exported(transition.guard),
                effects=transition.effects,
                internal=transition.internal,
            )
            for transition in machine.transitions
        ),
        ignores=tuple(
            Ignore(signal=signal, states=tuple(states), reason=reason)
            for (signal, reason), states in reasons.items()
        ),
    )
