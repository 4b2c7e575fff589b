"""What complete test suites cover: every transition, with every outcome of the guards behind it.

A goal is one machine's answer to one event in one state: once for each stimulus or deadline that
can lead to it, and where a guard has a say, once for each machine on which alone it turns
(modified condition/decision coverage, with machines in the place of conditions).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from twinsite.checker.semantics.decision_tree import Branch, Tree
from twinsite.checker.semantics.system import Event, JointState, Step, System
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.variables import Part, States, Variables
from twinsite.conformance.vocabulary import HISTORY, WORLD
from twinsite.model.predicates import Facts


@dataclass(frozen=True, slots=True, order=True)
class Goal:
    """One thing that a vector is to show."""

    machine: str
    """The machine."""
    event: str
    """What is offered to it."""
    state: str
    """The state in which it is."""
    outcome: str
    """The state after it; ``ignored`` or ``refused`` where nothing happens."""
    because: str = ""
    """Another machine on which alone the outcome turns; empty if it turns on none."""
    value: str = ""
    """The state of that machine."""
    after: str = ""
    """The stimulus or deadline with which the step began; empty if it does not matter."""

    def __str__(self) -> str:
        because = f", because {self.because} is {self.value}" if self.because else ""
        after = f", after {self.after}" if self.after else ""
        return f"{self.machine} in {self.state}, {self.event}: {self.outcome}{because}{after}"


@dataclass(frozen=True, slots=True)
class _Answers:
    """What one machine answers to one event, wherever it is offered."""

    offers: Mapping[Event, list[Part]]
    """With which stimuli and deadlines it is offered: who has moved by then, and the states before.
    """
    reads: tuple[int, ...]
    """The machines that the guards read, by their positions."""
    goals: Mapping[Goal, States]
    """The goals, and where each is covered: what is read then, of which machines."""


class Survey:
    """Every goal of a system, each with the shortest ways to it."""

    def __init__(self, system: System[Facts]) -> None:
        """Explore a system and find its goals."""
        self.system = system
        self._explored = explore(system)
        self._variables = self._explored.variables
        self._known: dict[tuple[JointState, Event], tuple[Goal, ...]] = {}
        self._cases: dict[tuple[int, str, JointState], tuple[Goal, ...]] = {}
        self._answers = {
            (number, event.id): self._answers_of(number, event.id)
            for number, instance in enumerate(system.instances)
            if instance.name not in WORLD and instance.name not in HISTORY
            for event in instance.machine.events
        }
        self.goals = tuple(sorted(self._all_goals()))
        """Every goal."""

    def ways(self, goal: Goal) -> Iterator[tuple[Event, ...]]:
        """Yield the ways to every place where a goal can be covered, nearest first.

        A way is a shortest one to its place, and ends with the event that covers the goal.
        """
        answers = self._answers[self.system.index[goal.machine], goal.event]
        cases = answers.goals[replace(goal, after="")]
        places = {
            event: self._variables.union(
                self._variables.before(cases, before, moves) for moves, before in parts
            )
            for event, parts in answers.offers.items()
            if goal.after in ("", str(event))
        }
        for length, level in enumerate(self._explored.levels):
            for event, states in places.items():
                for state in self._variables.each(states & level):
                    yield (*self._explored.traces.way(state, length), event)

    def covered(self, step: Step) -> Iterator[Goal]:
        """Yield the goals that a step covers."""
        key = (step.before, step.event)
        if key not in self._known:
            self._known[key] = tuple(self._find(step))
        yield from self._known[key]

    def _find(self, step: Step) -> Iterator[Goal]:
        for number, event, seen in self.system.reactions(step):
            goals = self._covered_by(number, event, seen)
            yield from goals
            if goals and event != step.event.name:
                yield replace(goals[0], after=str(step.event))

    def _covered_by(self, number: int, event: str, seen: JointState) -> tuple[Goal, ...]:
        answers = self._answers.get((number, event))
        if answers is None:
            return ()
        case = (number, event, tuple(seen[machine] for machine in answers.reads))
        if case not in self._cases:
            here = self._variables.exactly(dict(zip(self.system.index, seen, strict=True)))
            self._cases[case] = tuple(
                goal for goal, states in answers.goals.items() if (states & here).satisfiable()
            )
        return self._cases[case]

    def _all_goals(self) -> Iterator[Goal]:
        for answers in self._answers.values():
            yield from answers.goals
            for event, parts in answers.offers.items():
                asked = _asked(self._variables, parts)
                for goal, states in answers.goals.items():
                    if event.name != goal.event and not goal.because:
                        if (states & asked).satisfiable():
                            yield replace(goal, after=str(event))

    def _answers_of(self, number: int, event: str) -> _Answers:
        name = self.system.instances[number].name
        offers: Mapping[Event, list[Part]]
        if number in self.system.listeners.get(event, ()):
            offers = self._explored.raised.get(event, {})
        else:
            own = Event(name, event)
            offers = {own: [((), self._explored.relation.enabled(own))]}
        asked = self._variables.union(_asked(self._variables, parts) for parts in offers.values())
        tree = self._explored.taking.reactions.trees[number, event]
        read = {name, *_read(self._variables, tree, asked)}
        reads = tuple(
            position for machine, position in self.system.index.items() if machine in read
        )
        goals = dict(self._goals_of(number, event, asked, read))
        return _Answers(offers, reads, goals)

    def _goals_of(
        self, number: int, event: str, asked: States, read: set[str]
    ) -> Iterator[tuple[Goal, States]]:
        variables, instance = self._variables, self.system.instances[number]
        outcomes: dict[str, States] = {}
        for choice, guard in self._explored.taking.choices(number, event):
            outcome = "ignored" if choice is None else instance.machine.transitions[choice].target
            outcomes[outcome] = outcomes.get(outcome, variables.none) | (asked & guard)
        rest = variables.states.keys() - read
        cases = {outcome: variables.forget(here, rest) for outcome, here in outcomes.items()}
        for outcome, here in cases.items():
            others = variables.union(cases[other] for other in cases if other != outcome)
            for state in instance.machine.states:
                mine = here & variables.is_in(instance.name, state)
                if not mine.satisfiable():
                    continue
                goal = Goal(instance.name, event, state, outcome)
                yield goal, mine
                for other in sorted(read - {instance.name}):
                    turns = mine & variables.forget(others, [other])
                    for value in variables.states[other]:
                        if (where := turns & variables.is_in(other, value)).satisfiable():
                            yield replace(goal, because=other, value=value), where


def _asked(variables: Variables, parts: list[Part]) -> States:
    """Return the joint states in which an event is answered that is offered in some steps."""
    return variables.union(
        variables.after(before, variables.every, moves) for moves, before in parts
    )


def _read(variables: Variables, tree: Tree, states: States) -> Iterator[str]:
    """Yield every machine that a decision reads in some of the joint states."""
    if isinstance(tree, Branch) and states.satisfiable():
        yield tree.machine
        for names, follows in tree.groups:
            yield from _read(variables, follows, states & variables.is_in(tree.machine, *names))
