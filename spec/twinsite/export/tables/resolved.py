"""One profile of some tables, with places instead of names: what a generator of code needs."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from typing import TypeVar

from twinsite.checker.semantics.chart import Kind
from twinsite.export.tables.tables import Chart, Every, Guard, Machine, Not, Profile, Tables, Tree

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Alternative:
    """One transition of a machine."""

    event: str
    """Its event."""
    source: int
    """The place of the state that it leads from."""
    target: int
    """The place of the state that it leads to."""
    guard: Guard | None
    """When it is enabled; always if None."""
    signals: tuple[str, ...]
    """The signals that it says, in order."""
    effects: tuple[str, ...]
    """All that it says, in order."""


@dataclass(frozen=True, slots=True)
class Region:
    """One machine of a profile."""

    machine: Machine
    chart: Chart
    initial: int
    """The place of the state in which it starts."""
    choices: tuple[Alternative, ...]
    """Its transitions, first choice first."""

    @property
    def signals(self) -> frozenset[str]:
        """The events that other machines raise."""
        return frozenset(e.id for e in self.chart.events if e.kind is Kind.SIGNAL)

    def of(self, event: str, source: int) -> tuple[Alternative, ...]:
        """Return the transitions of an event from a state, up to the first that always holds."""
        found: list[Alternative] = []
        for choice in self.choices:
            if (choice.event, choice.source) == (event, source):
                found.append(choice)
                if choice.guard is None:
                    break
        return tuple(found)


class Resolved:
    """A profile of some tables."""

    def __init__(self, tables: Tables, name: str) -> None:
        """Resolve the names of a profile.

        Args:
            tables: What has it.
            name: The name of the profile.

        Raises:
            KeyError: if the tables do not have it.
        """
        profiles = {profile.name: profile for profile in tables.profiles}
        self.tables = tables
        self.profile: Profile = profiles[name]
        composition = tables.compositions[self.profile.composition]
        machines = {machine.id or machine.name: machine for machine in tables.machines}
        charts = {chart.name: chart for chart in tables.charts}
        self.parts = tuple(
            _part(
                machines[each], charts[machines[each].chart], initial, composition.listeners.keys()
            )
            for each, initial in zip(composition.machines, composition.initial, strict=True)
        )
        self.place = {
            part.machine.id or part.machine.name: place for place, part in enumerate(self.parts)
        }
        self._place = {name: place for place, name in enumerate(sorted(tables.predicates))}
        self.listeners = {
            signal: tuple(self.place[each] for each in names)
            for signal, names in composition.listeners.items()
        }

    def events(self) -> Iterator[tuple[int, str]]:
        """Yield every stimulus and deadline, with the place of its machine, in their order."""
        for place, part in enumerate(self.parts):
            for event in part.chart.events:
                if event.kind is not Kind.SIGNAL:
                    yield place, event.id

    def place_of_node(self, number: int) -> int:
        """Return the place of the machine that a node reads."""
        machine = self.tables.machines[self.tables.nodes[number].machine]
        return self.place[machine.id or machine.name]

    def used_nodes(self) -> tuple[int, ...]:
        """Return the nodes that guards of this profile lead to, sorted: inner ones first."""
        found: set[int] = set()

        def visit(tree: Tree) -> None:
            if not isinstance(tree, bool) and isinstance(tree, int) and tree not in found:
                found.add(tree)
                for follows in self.tables.nodes[tree].follows:
                    visit(follows)

        for part in self.parts:
            for choice in part.choices:
                for name in _named(choice.guard):
                    visit(self.tree(name, part.machine.parameter))
        return tuple(sorted(found))

    def tree(self, predicate: str, parameter: str) -> Tree:
        """Return where a predicate holds for the machines with a parameter."""
        tree = self.tables.views[self.profile.views[parameter]][self._place[predicate]]
        assert tree is not None, predicate
        return tree

    def written(
        self,
        guard: Guard,
        parameter: str,
        *,
        tree: Callable[[Tree, bool], T],
        joined: Callable[[str, list[T]], T],
    ) -> T:
        """Return a guard in another language; only decisions are negated in it.

        Args:
            guard: The guard.
            parameter: The parameter of the machine that asks.
            tree: Writes that a decision answers with a truth value.
            joined: Writes the conjunction (``and``) or disjunction (``or``) of what is written.
        """

        def write(each: Guard, *, wanted: bool) -> T:
            match each:
                case str():
                    return tree(self.tree(each, parameter), wanted)
                case Not(negated=inner):
                    return write(inner, wanted=not wanted)
                case Every(all=parts):
                    return joined(
                        "and" if wanted else "or", [write(p, wanted=wanted) for p in parts]
                    )
                case _:
                    return joined(
                        "or" if wanted else "and", [write(p, wanted=wanted) for p in each.any]
                    )

        return write(guard, wanted=True)

    def head(self, version: str) -> tuple[str, ...]:
        """Return what an export says of itself, and what a search of it must find."""
        size = self.profile.search
        must = (
            ()
            if size is None
            else (
                f"A search of every interleaving must find {size.states} states, {size.steps} steps"
                f" and depth {size.depth}.",
            )
        )
        return (
            f"{self.profile.name}, written by twinsite {version} from its tables.",
            "A step is one stimulus or deadline with all the signals that follow from it.",
            *must,
        )


def _part(machine: Machine, chart: Chart, initial: str, heard: Set[str]) -> Region:
    place = chart.states.index
    return Region(
        machine,
        chart,
        place(initial),
        tuple(
            Alternative(
                each.event,
                place(each.source),
                place(each.target),
                each.guard,
                tuple(effect for effect in each.effects if effect in heard),
                each.effects,
            )
            for each in chart.transitions
        ),
    )


def _named(guard: Guard | None) -> Iterator[str]:
    match guard:
        case None:
            return
        case str():
            yield guard
        case Not(negated=inner):
            yield from _named(inner)
        case _:
            for each in guard.all if isinstance(guard, Every) else guard.any:
                yield from _named(each)
