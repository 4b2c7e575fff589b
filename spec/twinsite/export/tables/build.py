"""The tables of systems: what the declarations and the views of them say, and nothing else."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain, count
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar

from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.checker.semantics.docstring import docstring
from twinsite.checker.semantics.system import Instance, System
from twinsite.checker.semantics.view import View
from twinsite.export.tables.guards import exported
from twinsite.export.tables.nodes import Decisions, Nodes
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


class Constants(Protocol):
    """The constants of a system, which note what is read of them."""

    noted: set[str]
    """The names of those that were read."""

    def told(self, names: frozenset[str]) -> Hashable:
        """Return what some of them are; that is not noted."""


class Building(Generic[V]):
    """The tables of some systems that share their declarations, while they are put together.

    Machines of different systems that have the same name and are declared otherwise are told apart
    by their ids.
    """

    def __init__(
        self,
        systems: Sequence[System[V]],
        chart_name: Callable[[Instance], str] = lambda instance: instance.machine.name,
    ) -> None:
        """Begin with the machines of all systems.

        Args:
            systems: At least one.
            chart_name: Names the declaration of an instance, as far as that is not told apart.
        """
        self._systems = tuple(systems)
        self.instances: dict[str, tuple[System[V], Instance]] = {}
        """The machines of all systems by id, each in the first system that has it."""
        self._charts: dict[str, MachineDecl] = {}
        self._chart_of: dict[str, str] = {}
        for system in systems:
            for instance in system.instances:
                self._note(system, instance, chart_name(instance))
        self._place = {identifier: place for place, identifier in enumerate(self.instances)}
        self._nodes = Nodes()
        self._sentences: dict[str, str] = {}
        self._compositions: list[Composition] = []
        self._views: dict[str, dict[str, Tree]] = {}
        self._trees: dict[Hashable, dict[frozenset[str], dict[Hashable, Tree]]] = {}

    def _note(self, system: System[V], instance: Instance, chart: str) -> None:
        identifier = _told_apart(
            instance.name,
            lambda known: known not in self.instances or _alike(self.instances[known][1], instance),
        )
        if identifier in self.instances:
            return
        self.instances[identifier] = (system, instance)
        name = _told_apart(
            chart,
            lambda known: self._charts.setdefault(known, instance.machine) == instance.machine,
        )
        self._chart_of[identifier] = name

    def _id(self, instance: Instance) -> str:
        return _told_apart(instance.name, lambda known: _alike(self.instances[known][1], instance))

    def decisions(self, system: System[V]) -> Decisions:
        """Return what takes the decision trees of a system."""
        return Decisions(
            self._nodes,
            {instance.name: instance.machine.states for instance in system.instances},
            {instance.name: self._place[self._id(instance)] for instance in system.instances},
        )

    def charts(self) -> tuple[Chart, ...]:
        """Return every declaration once."""
        return tuple(chart_of(machine, name) for name, machine in self._charts.items())

    def machine(self, identifier: str, **more: Any) -> Machine:
        """Return a machine.

        Args:
            identifier: Its id.
            more: Other fields of it.
        """
        _, instance = self.instances[identifier]
        return Machine(
            name=instance.name,
            id="" if identifier == instance.name else identifier,
            chart=self._chart_of[identifier],
            parameter=instance.parameter,
            **more,
        )

    def commands(self, **more: Any) -> tuple[Command, ...]:
        """Return every command that some machine gives, sorted.

        Args:
            more: Other fields of commands, each as a function of the name.
        """
        known = frozenset[str]().union(*(system.commands for system in self._systems))
        said = {
            effect
            for _, instance in self.instances.values()
            for transition in instance.machine.transitions
            for effect in transition.effects
        }
        return tuple(
            Command(name=name, **{field: of(name) for field, of in more.items()})
            for name in sorted(said & known)
        )

    def profile(
        self,
        system: System[V],
        also: Iterable[str] = (),
        shared: Mapping[str, Any] = MappingProxyType({}),
        watched: Constants | None = None,
        **more: Any,
    ) -> Profile:
        """Return the predicates of a system, and which composition it is.

        Args:
            system: One of the systems.
            also: Names of predicates that no guard names, and that ask no machine in particular.
            shared: Other fields of the composition.
            watched: What its predicates read beside states; what follows from the same constants is
                computed once.
            more: Other fields of the profile.
        """
        named = {
            (name, instance.parameter)
            for instance in system.instances
            for transition in instance.machine.transitions
            for name in transition.guard.names
        }
        decisions = self.decisions(system)
        machines = tuple(map(self._id, system.instances))
        asked: dict[str, dict[str, Tree]] = {}
        for name, parameter in sorted(named | {(name, "") for name in also}):

            def grown(predicate: str = name, asking: str = parameter) -> Tree:
                return self._asked(system, decisions, predicate, asking)

            tree = self._known((name, parameter, machines), watched, grown)
            asked.setdefault(parameter, {})[name] = tree
        composition = self._composition(system, shared)
        if composition not in self._compositions:
            self._compositions.append(composition)
        return Profile(
            composition=self._compositions.index(composition),
            views={parameter: self._view_of(found) for parameter, found in asked.items()},
            **{"name": system.name, **more},
        )

    def _view_of(self, found: dict[str, Tree]) -> int:
        """Return the place of a view, which is told from others as written: True equals 1."""
        self._views.setdefault(repr(found), found)
        return [*self._views].index(repr(found))

    def views(self) -> tuple[tuple[Tree | None, ...], ...]:
        """Return the predicates of the profiles that were asked for, each combination once.

        Each is as long as :meth:`predicates`, and in its order.
        """
        return tuple(tuple(map(view.get, self.predicates())) for view in self._views.values())

    def compositions(self) -> tuple[Composition, ...]:
        """Return the compositions of the profiles that were asked for."""
        return tuple(self._compositions)

    def _composition(self, system: System[V], shared: Mapping[str, Any]) -> Composition:
        ids = [self._id(instance) for instance in system.instances]
        return Composition(
            machines=tuple(ids),
            initial=system.initial,
            listeners={
                signal: tuple(ids[number] for number in numbers)
                for signal, numbers in system.listeners.items()
            },
            **shared,
        )

    def nodes(self) -> tuple[Node, ...]:
        """Return the nodes of all decision trees that were asked for."""
        return self._nodes.nodes()

    def predicates(self) -> dict[str, str]:
        """Return the sentence of every predicate of the profiles that were asked for."""
        return dict(sorted(self._sentences.items()))

    def _asked(
        self, system: System[V], decisions: Decisions, predicate: str, parameter: str
    ) -> Tree:
        view = system.view_through
        if predicate not in self._sentences:
            told = docstring(getattr(type(system.view(system.initial)), predicate))
            self._sentences[predicate] = " ".join(told.split()) or predicate.replace("_", " ")
        return decisions.truth(lambda read: bool(getattr(view(read, parameter), predicate)))

    def _known(self, key: Hashable, watched: Constants | None, grown: Callable[[], Tree]) -> Tree:
        """Return a tree of some machines, which is the same wherever the same was read."""
        if watched is None:
            return grown()
        known = self._trees.setdefault(key, {})
        for names, trees in known.items():
            tree = trees.get(watched.told(names))
            if tree is not None:
                return tree
        watched.noted.clear()
        found = grown()
        read = frozenset(watched.noted)
        known.setdefault(read, {})[watched.told(read)] = found
        return found


def _told_apart(name: str, fits: Callable[[str], bool]) -> str:
    """Return a name, with a number if it is taken by something else."""
    numbered = (f"{name}~{number}" for number in count(2))
    return next(each for each in chain((name,), numbered) if fits(each))


def _alike(one: Instance, other: Instance) -> bool:
    """Return whether two instances of one name are one, but for where they start."""
    return one.machine == other.machine and one.parameter == other.parameter


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
