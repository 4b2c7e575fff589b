"""The evidence of a survey once more, written for clarity only: one situation at a time."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, Generic, TypeVar

from twinsite.checker.lint.evidence import Evidence, Group, Order, Pair
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.system import JointState, Step, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Occurrence, Property

V = TypeVar("V", bound=View)
Situation = tuple[JointState, ...]
"""What a function is shown: one joint state, or those before and after a step."""
Entry = tuple[tuple[str, ...], ...]


class Plain(Generic[V]):
    """Every reachable situation of a small system, and what is seen in it."""

    def __init__(self, system: System[V], properties: Sequence[Property[V]] = ()) -> None:
        """Look at everything.

        Args:
            system: What to look at.
            properties: The rules.
        """
        self.system = system
        self.levels: dict[JointState, int] = {system.initial: 0}
        """Every reachable state, with its distance."""
        self.steps: list[Step] = []
        for state in list(self._search()):
            self.steps += system.steps(state)
        self.evidence = Evidence(system.name, len(self.levels), len(self.steps))
        """What is seen."""
        self._charts = {i.name: i.machine.name for i in system.instances}
        self.evidence.reached |= {
            (instance.machine.name, state[number])
            for state in self.levels
            for number, instance in enumerate(system.instances)
        }
        self._asked: dict[tuple[str, str], None] = {}
        self._kinds: dict[str, type[V]] = {}
        self._look_at_machines()
        self._look_at_rules(properties)
        self._look_at_the_rest()
        self._look_at_deadlines()

    def _search(self) -> Iterator[JointState]:
        queue = [self.system.initial]
        for state in queue:
            yield state
            for step in self.system.steps(state):
                if step.after not in self.levels:
                    self.levels[step.after] = self.levels[state] + 1
                    queue.append(step.after)

    def _look_at_machines(self) -> None:
        offers: dict[tuple[int, str], set[Situation]] = defaultdict(set)
        for number, instance in enumerate(self.system.instances):
            for event in instance.machine.events:
                if event.kind is not Kind.SIGNAL:
                    offers[number, event.id] |= {(state,) for state in self.levels}
        for step in self.steps:
            for number, event, seen in self.system.reactions(step):
                offers[number, event].add((seen,))
        for (number, heard), situations in offers.items():
            instance = self.system.instances[number]
            self._ask(
                lambda view, number=number, heard=heard: self._answer(number, heard, view),
                situations,
                instance.parameter,
                own=instance.name,
            )

    def _answer(self, number: int, event: str, view: V) -> Hashable:
        instance = self.system.instances[number]
        source = view.state_of(instance.name)
        assert source is not None
        choices = [transition for _, transition in instance.machine.choices(event, source)]
        truths = tuple(t.guard.holds(lambda name: bool(getattr(view, name))) for t in choices)
        if choices:
            group = Group(instance.machine.name, event, source)
            self.evidence.asked.setdefault(group, set()).add(truths)
        for transition, truth in zip(choices, truths, strict=True):
            if truth:
                return transition.target, transition.effects
        return (source, ()) if instance.machine.event(event).kind is Kind.SIGNAL else None

    def _look_at_rules(self, properties: Sequence[Property[V]]) -> None:
        states = {(state,) for state in self.levels}
        for prop in properties:
            for function in (prop.of_state, prop.premise):
                if function is not None:
                    self._ask(function, states)
            if prop.of_step is not None:
                meant = (s for s in self.steps if prop.when(Occurrence.of(self.system, s)))
                self._ask(prop.of_step, {(step.before, step.after) for step in meant})
            if prop.given is not None:
                for event in self.system.events:
                    instance = self.system.instances[self.system.index[event.machine]]
                    self._ask(
                        lambda view, given=prop.given, event=event: given.allows(event, view),
                        {(step.before,) for step in self.steps if step.event == event},
                        instance.parameter,
                    )

    def _look_at_the_rest(self) -> None:
        for name, parameter in list(self._asked):
            if len(self.evidence.values[name]) == 1:
                self._ask(
                    lambda view, name=name: getattr(view, name),
                    {(state,) for state in self.levels},
                    parameter,
                    counts=False,
                )

    def _look_at_deadlines(self) -> None:
        for instance in self.system.instances:
            machine = instance.machine
            deadlines = {e.id for e in machine.events if e.kind is Kind.DEADLINE}
            run = {
                state: {
                    event
                    for event in deadlines
                    for truths in self.evidence.asked.get(Group(machine.name, event, state), ())
                    if any(truths)
                }
                for state in machine.states
            }
            for one, other in combinations(machine.states, 2):
                if run[one] != run[other]:
                    self.evidence.told_apart.add((machine.name, frozenset((one, other))))

    def _ask(
        self,
        function: Callable[..., Hashable],
        situations: Iterable[Situation],
        parameter: str = "",
        *,
        own: str = "",
        counts: bool = True,
    ) -> None:
        """Ask a function in every situation, twice: what it reads, and then what it answers."""
        read: set[tuple[int, str]] = set()
        answers = [(s, self._evaluated(function, s, parameter, read)) for s in situations]
        if not counts:
            return
        machines = {machine for _, machine in read}
        self.evidence.read_machines |= {self._charts[machine] for machine in machines - {own}}
        entries = {self._entry(situation, read): answer for situation, answer in answers}
        for machine in machines:
            chart = self._charts[machine]
            for (one, value), (other, other_value) in combinations(entries.items(), 2):
                pairs = self._parted(one, other, machine)
                if value != other_value and len(pairs) == 1:
                    (pair,) = pairs
                    is_reached = all((chart, state) in self.evidence.reached for state in pair)
                    alike = machine == own and _differ_by(value, other_value, pair)
                    if is_reached and not alike:
                        self.evidence.told_apart.add((chart, pair))

    def _evaluated(
        self,
        function: Callable[..., Hashable],
        situation: Situation,
        parameter: str,
        read: set[tuple[int, str]],
    ) -> Hashable:
        views = []
        for which, state in enumerate(situation):

            def reader(name: str, which: int = which, state: JointState = state) -> str | None:
                if name not in self.system.index:
                    return None
                read.add((which, name))
                return state[self.system.index[name]]

            view = self.system.view_through(reader, parameter)
            if parameter not in self._kinds:
                self._kinds[parameter] = self._noting(type(view), parameter)
            view.__class__ = self._kinds[parameter]
            views.append(view)
        return function(*views)

    def _noting(self, kind: type[V], parameter: str) -> type[V]:
        evidence, asked = self.evidence, self._asked

        class Noting(kind):  # type: ignore[misc,valid-type]  # a class of the caller's
            def __getattribute__(self, name: str) -> Any:
                value = super().__getattribute__(name)
                if isinstance(getattr(kind, name, None), property):
                    evidence.values.setdefault(name, set()).add(value)
                    asked[name, parameter] = None
                return value

        return Noting

    def _entry(self, situation: Situation, read: set[tuple[int, str]]) -> Entry:
        """Return what is read of a situation."""
        return tuple(
            (str(which), machine, situation[which][self.system.index[machine]])
            for which, machine in sorted(read)
        )

    def _parted(self, one: Entry, other: Entry, machine: str) -> set[frozenset[str]]:
        """Return in which states of a machine two entries differ; nothing if in anything else."""
        differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        if any(a[1] != machine for a, _ in differing):
            return set()
        return {frozenset((a[2], b[2])) for a, b in differing}

    def orders(self) -> dict[Pair, list[tuple[int, Order]]]:
        """Return for the pairs whose order decides all steps that show it, with the distance."""
        found: dict[Pair, list[tuple[int, Order]]] = {}
        for step in self.steps:
            for signal, one, other in self._choruses(step):
                (said, after), (otherwise, elsewhere) = (
                    self._in_order(step, *pair) for pair in ((one, other), (other, one))
                )
                if (said, after) != (otherwise, elsewhere):
                    names = (self.system.instances[number].name for number in (one, other))
                    order = Order(str(step.event), said, otherwise, after != elsewhere)
                    found.setdefault(Pair(signal, *names), []).append(
                        (self.levels[step.before], order)
                    )
        return found

    def _choruses(self, step: Step) -> set[tuple[str, int, int]]:
        """Return who answers a signal at once, both with effects."""
        found = set()
        offers = list(self.system.reactions(step))[1:]
        while offers:
            signal = offers[0][1]
            count = len(self.system.listeners[signal])
            turn, offers = offers[:count], offers[count:]
            speaking = []
            for number, _, seen in turn:
                instance = self.system.instances[number]
                view = self.system.view(seen, instance.parameter)
                choice = self.system.choose(number, signal, seen[number], view)
                if choice is not None and instance.machine.transitions[choice].effects:
                    speaking.append(number)
            found |= {(signal, *pair) for pair in combinations(speaking, 2)}
        return found

    def _in_order(self, step: Step, one: int, other: int) -> tuple[tuple[str, ...], set[str]]:
        """Take a step again in another order; return its commands, and where it leads."""
        order = [n for n in range(len(self.system.instances)) if n != max(one, other)]
        at = order.index(min(one, other))
        order[at : at + 1] = [one, other]
        system = System(
            self.system.name,
            [self.system.instances[number] for number in order],
            view=self.system.view_through,
            commands=self.system.commands,
        )
        taken = system.step(tuple(step.before[number] for number in order), step.event)
        commands = (entry for entry in taken.log if entry[1] in self.system.commands)
        after = zip(system.index, taken.after, strict=True)
        return tuple(map(".".join, commands)), set(map(" ".join, after))


def _differ_by(value: Hashable, other: Hashable, pair: frozenset[str]) -> bool:
    """Return whether two answers of a machine differ by two of its states only."""
    if not (isinstance(value, tuple) and isinstance(other, tuple)):
        return False
    return value[1] == other[1] and {value[0], other[0]} <= pair
