"""One search of a system that gathers what a linter needs."""

from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from typing import Generic, TypeVar

from twinsite.checker.lint.apart import tell, tell_by_time
from twinsite.checker.lint.evidence import Evidence, Group
from twinsite.checker.lint.guards import taken
from twinsite.checker.lint.look import Seen, Watch
from twinsite.checker.lint.order import orders_of
from twinsite.checker.lint.rules import seen_by_rules
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.decision_tree import Read
from twinsite.checker.semantics.declaration import EventDecl
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.system import Instance, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Property
from twinsite.checker.symbolic.result import Exploration, Progress

V = TypeVar("V", bound=View)


def survey(
    system: System[V],
    properties: Sequence[Property[V]] = (),
    *,
    orders: bool = True,
    limit: int | None = None,
    observe: Callable[[Progress], None] = lambda _: None,
) -> Evidence:
    """Search a system, and return what a linter needs.

    Args:
        system: What to look at.
        properties: The rules, which read machines and predicates as guards do.
        orders: Whether to take steps in other orders of the machines as well.
        limit: The search is cut short beyond this number of states.
        observe: Called after every round of the search.

    Raises:
        DeclarationError: if the search is cut short, or the signals of a step do not come to an
            end.
    """
    exploration = explore(system, limit=limit, observe=observe)
    if not exploration.complete:
        raise DeclarationError(f"{system.name}: more than {exploration.states} states are too many")
    found = Survey(exploration)
    found.look_at_machines()
    found.look_at_rules(properties)
    found.look_at_the_rest()
    if orders:
        found.evidence.orders = orders_of(exploration)
    return found.evidence


class Survey(Generic[V]):
    """Looks at the guards and the rules of a system that was searched."""

    def __init__(self, exploration: Exploration[V]) -> None:
        """Note what is reached.

        Args:
            exploration: The system, searched to the end.
        """
        self.evidence = Evidence(exploration.system.name, exploration.states, exploration.steps)
        """What was seen."""
        self._exploration = exploration
        self._watch = Watch(exploration.system, exploration.variables, self.evidence.values)
        self._machines = {i.name: i.machine for i in exploration.system.instances}
        self.evidence.reached |= {
            (self._machines[name].name, state) for name, state in exploration.coverage.states
        }

    def look_at_machines(self) -> None:
        """Ask every guard wherever its event arrives."""
        system = self._exploration.system
        for number, instance in enumerate(system.instances):
            for event in instance.machine.events:
                ask = self._question(instance, event)
                seen = self._watch.at_states(ask, self._exploration.asked(event.id))
                self._tell(seen, instance.name)
        for machine in {instance.machine for instance in system.instances}:
            tell_by_time(machine, self.evidence)

    def _question(self, instance: Instance, event: EventDecl) -> Callable[[Read], Hashable]:
        """Return what a machine does: where it goes and what it says; None if it cannot."""
        machine = instance.machine

        def ask(read: Read) -> Hashable:
            source = read(instance.name)
            assert source is not None
            view = self._watch.view(read, instance.parameter)
            choices = [transition for _, transition in machine.choices(event.id, source)]
            truths = tuple(
                choice.guard.holds(lambda name: bool(getattr(view, name))) for choice in choices
            )
            if choices:
                group = Group(machine.name, event.id, source)
                self.evidence.asked.setdefault(group, set()).add(truths)
            chosen = taken(truths)
            if chosen is not None:
                return choices[chosen].target, choices[chosen].effects
            return (source, ()) if event.kind is Kind.SIGNAL else None

        return ask

    def look_at_rules(self, properties: Sequence[Property[V]]) -> None:
        """Show the rules what they are about."""
        for seen in seen_by_rules(self._exploration, properties, self._watch):
            self._tell(seen)

    def _tell(self, seen: Seen, own: str = "") -> None:
        """Note which machines are read, and which of their states are told apart.

        Args:
            seen: What a function saw.
            own: The machine whose answer it is, if it is one.
        """
        for name in seen.before | seen.after:
            chart = self._machines[name]
            if name != own:
                self.evidence.read_machines.add(chart.name)
            reached = [s for s in chart.states if (chart.name, s) in self.evidence.reached]
            undecided = {
                pair
                for pair in map(frozenset, combinations(reached, 2))
                if (chart.name, pair) not in self.evidence.told_apart
            }
            if undecided:
                told = tell(self._exploration.variables, seen, name, undecided, itself=name == own)
                self.evidence.told_apart |= {(chart.name, pair) for pair in told}

    def look_at_the_rest(self) -> None:
        """Ask the predicates that had one value wherever they were read everywhere else."""
        self._watch.at_all(self._exploration.relation.reached)
