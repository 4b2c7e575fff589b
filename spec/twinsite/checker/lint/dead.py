"""Findings about what is declared and never used, and about what nothing reads."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from twinsite.checker.lint.evidence import Evidence, Group
from twinsite.checker.lint.finding import Finding, Flaw, Specification
from twinsite.checker.lint.guards import taken
from twinsite.checker.semantics.declaration import MachineDecl, TransitionDecl


class Usage:
    """What is used of a specification in some systems."""

    def __init__(self, specification: Specification, evidences: Sequence[Evidence]) -> None:
        """Put together what was seen in all systems."""
        self.specification = specification
        self.evidences = tuple(evidences)
        self.systems = tuple(evidence.system for evidence in evidences)
        self._machines = {machine.name: machine for machine in specification.machines}
        self.reached = {place for evidence in evidences for place in evidence.reached}
        """(chart, state) that is reached."""
        self.said: dict[str, set[str]] = {}
        """For each signal and command the charts that say it."""
        self.heard: set[str] = set()
        """The events that some machine takes."""
        for evidence in evidences:
            for group, asked in evidence.asked.items():
                for choice in {taken(truths) for truths in asked} - {None}:
                    assert choice is not None
                    self.heard.add(group.event)
                    for effect in self._transition(group, choice).effects:
                        self.said.setdefault(effect, set()).add(group.machine)

    def _transition(self, group: Group, choice: int) -> TransitionDecl:
        choices = list(self._machines[group.machine].choices(group.event, group.source))
        return choices[choice][1]

    def systems_with(self, *places: tuple[str, str]) -> tuple[str, ...]:
        """Return the systems in which all of these (chart, state) are reached."""
        return tuple(e.system for e in self.evidences if e.reached.issuperset(places))


def about_states(usage: Usage, machine: MachineDecl) -> Iterator[Finding]:
    """Yield the states of a machine that are never reached, or that nothing tells apart."""
    for state in machine.states:
        if (machine.name, state) not in usage.reached:
            yield Finding(
                Flaw.DEAD_STATE,
                machine.name,
                state,
                "The state is not reached in any system.",
                usage.systems,
            )
    told = {entry for evidence in usage.evidences for entry in evidence.told_apart}
    for one, other in combinations(machine.states, 2):
        systems = usage.systems_with((machine.name, one), (machine.name, other))
        if systems and (machine.name, frozenset((one, other))) not in told:
            yield Finding(
                Flaw.EQUIVALENT_STATES,
                machine.name,
                f"{one}, {other}",
                "No guard, no rule and no transition of its own tells the two states apart.",
                systems,
            )


def about_effects(usage: Usage) -> Iterator[Finding]:
    """Yield what is never said, and the signals that are said and never taken."""
    specification = usage.specification
    for command in sorted(specification.commands - usage.said.keys()):
        yield Finding(Flaw.DEAD_EFFECT, "", command, "The command is never given.", usage.systems)
    for signal in specification.signals:
        if signal not in usage.said:
            yield Finding(
                Flaw.DEAD_EFFECT, "", signal, "The signal is never raised.", usage.systems
            )
        elif signal not in usage.heard:
            yield Finding(
                Flaw.UNTAKEN_SIGNAL,
                ", ".join(sorted(usage.said[signal])),
                signal,
                "The signal is raised, and no machine takes it in any reachable situation.",
                usage.systems,
            )


def about_predicates(usage: Usage) -> Iterator[Finding]:
    """Yield the predicates that nothing reads, and those that never change."""
    for name in usage.specification.predicates:
        values = {v for evidence in usage.evidences for v in evidence.values.get(name, ())}
        if not values:
            yield Finding(
                Flaw.UNREAD_PREDICATE,
                "",
                name,
                "No guard, no rule and no predicate that is read reads it.",
                usage.systems,
            )
        elif len(values) == 1:
            (value,) = values
            yield Finding(
                Flaw.CONSTANT_PREDICATE,
                "",
                name,
                f"It is {value} in every reachable state and wherever it is asked.",
                usage.systems,
            )


def about_machine(usage: Usage, machine: MachineDecl) -> Iterator[Finding]:
    """Yield the finding that a machine says nothing and is read by nothing."""
    speaks = any(machine.name in speakers for speakers in usage.said.values())
    is_read = any(machine.name in evidence.read_machines for evidence in usage.evidences)
    if not (speaks or is_read):
        yield Finding(
            Flaw.UNREAD_MACHINE,
            machine.name,
            machine.name,
            "It says nothing, and no other machine and no rule reads its state.",
            usage.systems,
        )
