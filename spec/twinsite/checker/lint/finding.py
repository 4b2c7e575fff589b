"""What a linter of charts can find."""

from dataclasses import dataclass
from enum import StrEnum

from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import MachineDecl


class Flaw(StrEnum):
    """The kinds of findings, each with its id."""

    CONTRADICTORY_GUARD = "CHART-01"
    """A guard is false in every situation in which its event arrives."""
    SHADOWED_TRANSITION = "CHART-02"
    """A guard is true somewhere, but an earlier transition is always taken instead."""
    OVERLAPPING_GUARDS = "CHART-03"
    """Two guards of one event and state are true at once, and their transitions differ."""
    REDUNDANT_GUARD = "CHART-04"
    """A guard is true in every situation in which it is asked."""
    DEAD_STATE = "CHART-05"
    """A state is never reached."""
    DEAD_TRANSITION = "CHART-06"
    """The event of a transition never arrives in its state."""
    DEAD_EFFECT = "CHART-07"
    """A command is never given, or a signal is never raised."""
    UNREAD_PREDICATE = "CHART-08"
    """No guard, no rule, and no other predicate that is read, reads a predicate."""
    CONSTANT_PREDICATE = "CHART-09"
    """A predicate has the same value wherever it can be asked."""
    UNTAKEN_SIGNAL = "CHART-10"
    """A signal is raised, and no machine ever takes it."""
    EQUIVALENT_STATES = "CHART-11"
    """No guard, no rule and no transition of its own tells two states of a machine apart."""
    UNREAD_MACHINE = "CHART-12"
    """A machine says nothing, and no other machine and no rule reads it."""
    ORDER_DEPENDENCE = "CHART-13"
    """Two machines answer one signal, and the order in which they are listed decides."""

    @property
    def is_shown_by_one_situation(self) -> bool:
        """Whether one reachable situation shows the flaw, whatever is seen in other systems."""
        return self in (Flaw.OVERLAPPING_GUARDS, Flaw.ORDER_DEPENDENCE)


REMEDIES = {
    Flaw.CONTRADICTORY_GUARD: "Correct the guard, or remove the transition.",
    Flaw.SHADOWED_TRANSITION: "Correct the guards, or remove the transition.",
    Flaw.OVERLAPPING_GUARDS: "Write the later guard so that it is false where the earlier is true.",
    Flaw.REDUNDANT_GUARD: "Remove the guard.",
    Flaw.DEAD_STATE: "Remove the state, or what keeps it from being reached.",
    Flaw.DEAD_TRANSITION: "Remove the transition.",
    Flaw.DEAD_EFFECT: "Remove it, or let a transition say it.",
    Flaw.UNREAD_PREDICATE: "Remove the predicate.",
    Flaw.CONSTANT_PREDICATE: "Replace the predicate by its value.",
    Flaw.UNTAKEN_SIGNAL: "Remove the signal, or let a machine take it.",
    Flaw.EQUIVALENT_STATES: "Make one state of the two, or state the rule that they are for.",
    Flaw.UNREAD_MACHINE: "Remove the machine, or state the rule that it is for.",
    Flaw.ORDER_DEPENDENCE: "Let one machine raise a signal for the other, or state the order.",
}
"""What can be done about each flaw."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw of a specification."""

    flaw: Flaw
    """What kind of flaw."""
    machine: str
    """The chart's name, or both with a comma between; empty where no machine is concerned."""
    place: str
    """The state, the transition as declared, the predicate, the signal or the command."""
    sentence: str
    """What was seen."""
    systems: tuple[str, ...]
    """The names of the systems that show it."""

    @property
    def remedy(self) -> str:
        """What can be done."""
        return REMEDIES[self.flaw]


@dataclass(frozen=True, slots=True)
class Specification:
    """What is declared, and looked at in one system or several."""

    machines: tuple[MachineDecl, ...]
    """Every declaration once."""
    commands: frozenset[str]
    """The effects that leave a system."""
    predicates: tuple[str, ...]
    """The names of the predicates."""

    @property
    def signals(self) -> tuple[str, ...]:
        """Every signal, in the order in which the machines declare them."""
        found = {e.id: None for m in self.machines for e in m.events if e.kind is Kind.SIGNAL}
        return tuple(found)
