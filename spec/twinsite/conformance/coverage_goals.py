"""What complete test suites cover: every transition, with every outcome of the guards behind it.

A goal is one machine's answer to one event in one state: once for each stimulus or deadline that
can lead to it, and where a guard has a say, once for each machine on which alone it turns
(modified condition/decision coverage, with machines in the place of conditions).  Beside that each
stimulus and deadline is crossed with each state of every other machine of the desktop, whether or
not a guard reads it: a desktop that reads what it ought not to shows there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from twinsite.checker.semantics.decision_tree import Branch, Tree
from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.checker.semantics.system import Event, Instance, JointState, Step, System
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.variables import Part, States, Variables
from twinsite.conformance.vocabulary import HISTORY, UNSEEN, WORLD
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
    effects: str = ""
    """What is said and commanded, where that tells outcomes with one state apart."""
    because: str = ""
    """Another machine on which alone the outcome turns; empty if it turns on none."""
    value: str = ""
    """The state of that machine."""
    after: str = ""
    """The stimulus or deadline with which the step began; empty if it does not matter."""

    def __str__(self) -> str:
        if self.outcome == BESIDE:
            return f"{self.event}, while {self.machine} is {self.state}"
        because = f", because {self.because} is {self.value}" if self.because else ""
        after = f", after {self.after}" if self.after else ""
        effects = f" / {self.effects}" if self.effects else ""
        outcome = f"{self.outcome}{effects}{because}{after}"
        return f"{self.machine} in {self.state}, {self.event}: {outcome}"


BESIDE = "happens beside it"
"""The outcome of a goal that crosses an event with the state of another machine."""


@dataclass(frozen=True, slots=True)
class _Question:
    """One event that is offered to one machine."""

    offered: Mapping[Event, Sequence[Part]]
    """By the event with which the step begins: what has moved by then, and the states before."""
    reads: tuple[int, ...]
    """The machines that the guards read, by their positions."""
    goals: Mapping[Goal, States]
    """Every goal, whatever the step began with, and in which states of these machines it is met."""


class Survey:
    """Every goal of a system, each with the ways to it."""

    def __init__(self, system: System[Facts]) -> None:
        """Explore a system and find its goals."""
        self.system = system
        self._explored = explore(system)
        self._variables = self._explored.variables
        self._known: dict[tuple[JointState, Event], tuple[Goal, ...]] = {}
        self._met: dict[tuple[int, str, JointState], tuple[Goal, ...]] = {}
        self._questions = {
            (number, event.id): self._question(number, event.id)
            for number, instance in enumerate(system.instances)
            if instance.name not in WORLD and instance.name not in HISTORY
            for event in instance.machine.events
        }
        self._beside = dict(self._crossed())
        self.goals = tuple(sorted(self._goals()))
        """Every goal."""

    def ways(self, goal: Goal) -> Iterator[tuple[Event, ...]]:
        """Yield a shortest way to each place where a goal is covered, the nearest place first.

        The last event of a way covers the goal.
        """
        if goal.outcome == BESIDE:
            yield from self._ways_to(dict((self._beside[goal],)))
            return
        question = self._questions[self.system.index[goal.machine], goal.event]
        cases = question.goals[replace(goal, after="")]
        places = {
            event: self._variables.preimage(cases, parts)
            for event, parts in question.offered.items()
            if goal.after in ("", str(event))
        }
        yield from self._ways_to(places)

    def _ways_to(self, places: Mapping[Event, States]) -> Iterator[tuple[Event, ...]]:
        """Yield a shortest way to each place where one of the events is to come."""
        for length, level in enumerate(self._explored.levels):
            for event, states in places.items():
                for state in self._variables.each(states & level):
                    yield (*self._explored.traces.way(state, length), event)

    def _crossed(self) -> Iterator[tuple[Goal, tuple[Event, States]]]:
        """Yield each goal that crosses an event with a state, with where it is met."""
        for event in self.system.events:
            enabled = self._explored.relation.enabled(event)
            for instance in self._crossing(event):
                for state in instance.machine.states:
                    here = enabled & self._variables.is_in(instance.name, state)
                    if here.satisfiable():
                        yield Goal(instance.name, str(event), state, BESIDE), (event, here)

    def _crossing(self, event: Event) -> Iterator[Instance]:
        """Yield the machines of the desktop beside that of an event that it notices."""
        if event.machine in WORLD or event.name in UNSEEN:
            return
        for instance in self.system.instances:
            if instance.name not in (event.machine, *WORLD, *HISTORY):
                yield instance

    def covered(self, step: Step) -> Iterator[Goal]:
        """Yield the goals that a step covers."""
        key = (step.before, step.event)
        if key not in self._known:
            self._known[key] = tuple(self._find(step))
        yield from self._known[key]

    def _find(self, step: Step) -> Iterator[Goal]:
        for instance in self._crossing(step.event):
            state = step.before[self.system.index[instance.name]]
            yield Goal(instance.name, str(step.event), state, BESIDE)
        for number, event, seen in self.system.reactions(step):
            if (number, event) in self._questions:
                goals = self._goals_met(number, event, seen)
                yield from goals
                if event != step.event.name:
                    yield replace(goals[0], after=str(step.event))

    def _goals_met(self, number: int, event: str, seen: JointState) -> tuple[Goal, ...]:
        question = self._questions[number, event]
        case = (number, event, tuple(seen[machine] for machine in question.reads))
        if case not in self._met:
            here = self._variables.exactly(self.system.named(seen))
            self._met[case] = tuple(
                goal for goal, cases in question.goals.items() if (cases & here).satisfiable()
            )
        return self._met[case]

    def _goals(self) -> Iterator[Goal]:
        yield from self._beside
        for question in self._questions.values():
            yield from question.goals
            for event, parts in question.offered.items():
                asked = self._asked(parts)
                for goal, cases in question.goals.items():
                    follows = event.name != goal.event and not goal.because
                    if follows and (cases & asked).satisfiable():
                        yield replace(goal, after=str(event))

    def _question(self, number: int, event: str) -> _Question:
        own = Event(self.system.instances[number].name, event)
        if number in self.system.listeners.get(event, ()):
            offered = self._explored.raised.get(event, {})
        else:
            offered = {own: [((), self._explored.relation.enabled(own))]}
        asked = self._variables.union(self._asked(parts) for parts in offered.values())
        tree = self._explored.taking.reactions.trees[number, event]
        reads = {own.machine, *_read(self._variables, tree, asked)}
        return _Question(
            offered,
            tuple(place for machine, place in self.system.index.items() if machine in reads),
            dict(self._goals_of(number, event, asked, reads)),
        )

    def _asked(self, parts: Sequence[Part]) -> States:
        """Return the joint states in which what has moved and the states before are these."""
        return self._variables.image(self._variables.every, parts)

    def _goals_of(
        self, number: int, event: str, asked: States, reads: set[str]
    ) -> Iterator[tuple[Goal, States]]:
        """Yield the goals of an event that a machine is asked in some joint states."""
        variables, instance = self._variables, self.system.instances[number]
        outcomes: dict[tuple[str, str], States] = {}
        for choice, guard in self._explored.taking.choices(number, event):
            outcome = ("ignored", "") if choice is None else _outcome(instance.machine, choice)
            here = variables.forget(asked & guard, variables.states.keys() - reads)
            outcomes[outcome] = outcomes.get(outcome, variables.none) | here
        for outcome, here in outcomes.items():
            others = variables.union(outcomes[other] for other in outcomes if other != outcome)
            for state in instance.machine.states:
                cases = here & variables.is_in(instance.name, state)
                if not cases.satisfiable():
                    continue
                goal = Goal(instance.name, event, state, *outcome)
                yield goal, cases
                for machine in sorted(reads - {instance.name}):
                    turning = cases & variables.forget(others, [machine])
                    for value in variables.states[machine]:
                        mine = turning & variables.is_in(machine, value)
                        if mine.satisfiable():
                            yield replace(goal, because=machine, value=value), mine


def _outcome(machine: MachineDecl, choice: int) -> tuple[str, str]:
    """Return the state after a transition, and its effects if the state does not tell it."""
    taken = machine.transitions[choice]
    alike = {
        other.effects
        for other in machine.transitions
        if (other.event, other.source, other.target) == (taken.event, taken.source, taken.target)
    }
    return taken.target, ", ".join(taken.effects) if len(alike) > 1 else ""


def _read(variables: Variables, tree: Tree, states: States) -> Iterator[str]:
    """Yield every machine that a decision reads in some joint states."""
    if isinstance(tree, Branch) and states.satisfiable():
        yield tree.machine
        for names, follows in tree.groups:
            yield from _read(variables, follows, states & variables.is_in(tree.machine, *names))
