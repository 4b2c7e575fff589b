"""One search of a system that gathers what a linter needs."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from itertools import combinations
from typing import Generic, TypeVar

from twinsite.checker.lint.apart import Pairs, told_apart, told_by_time
from twinsite.checker.lint.evidence import Evidence, Group
from twinsite.checker.lint.guards import taken
from twinsite.checker.lint.look import Seen, Watch
from twinsite.checker.lint.order import orders_of
from twinsite.checker.semantics.chart import Kind
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
        raise DeclarationError(f"{system.name}: cut short after {exploration.states:,} states")
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
        self._watch = Watch(exploration.system, exploration.variables)
        self._machines = {i.name: i.machine for i in exploration.system.instances}
        self.evidence.reached |= {
            (self._machines[name].name, state) for name, state in exploration.occupied
        }
        self._undecided: dict[str, Pairs] = {}
        for machine in self._machines.values():
            states = [s for s in machine.states if (machine.name, s) in self.evidence.reached]
            self._undecided[machine.name] = set(map(frozenset, combinations(states, 2)))

    def look_at_machines(self) -> None:
        """Ask every guard wherever its event arrives."""
        system = self._exploration.system
        for instance in system.instances:
            for event in instance.machine.events:
                ask, asked = self._question(instance, event), self._exploration.asked(event.id)
                self._tell(self._watch.at_states(ask, asked, instance.parameter), instance.name)
        for machine in {instance.machine for instance in system.instances}:
            self._note_apart(machine.name, told_by_time(machine, self.evidence.asked))

    def _question(self, instance: Instance, event: EventDecl) -> Callable[[V], Hashable]:
        """Return what a machine does: where it goes and what it says; None if it cannot."""
        machine = instance.machine

        def ask(view: V) -> Hashable:
            source = view.state_of(instance.name)
            assert source is not None
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
        """Ask the functions of which properties are made, wherever they are about something."""
        relation, watch = self._exploration.relation, self._watch
        of_state = [f for prop in properties for f in (prop.of_state, prop.premise) if f]
        for function in dict.fromkeys(of_state):
            self._tell(watch.at_states(function, relation.reached))
        for prop in properties:
            if prop.of_step is not None:
                steps = self._exploration.evaluation.meant(prop)
                self._tell(watch.at_steps(prop.of_step, steps))
        restrictions = dict.fromkeys(prop.given for prop in properties if prop.given)
        parameters = {i.name: i.parameter for i in self._exploration.system.instances}
        for event, parts in relation.by_event().items() if restrictions else ():
            enabled = relation.variables.union(before for _, before in parts)
            for given in restrictions:
                allows = partial(given.allows, event)
                self._tell(watch.at_states(allows, enabled, parameters[event.machine]))

    def _tell(self, seen: Seen, own: str = "") -> None:
        """Note which machines are read, and which of their states are told apart.

        Args:
            seen: What a function saw.
            own: The machine whose answer it is, if it is one.
        """
        for name in seen.before | seen.after:
            chart = self._machines[name].name
            if name != own:
                self.evidence.read_machines.add(chart)
            if undecided := self._undecided[chart]:
                variables = self._exploration.variables
                told = told_apart(variables, seen, name, undecided, itself=name == own)
                self._note_apart(chart, told)

    def _note_apart(self, chart: str, told: Pairs) -> None:
        self._undecided[chart] -= told
        self.evidence.told_apart |= {(chart, pair) for pair in told}

    def look_at_the_rest(self) -> None:
        """Ask the predicates that had one value wherever they were read everywhere else."""
        self._watch.look_everywhere(self._exploration.relation.reached)
        self.evidence.values = self._watch.values
