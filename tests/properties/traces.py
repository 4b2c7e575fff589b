"""Traces that are taken for a look at their last step."""

from twinsite.checker.semantics.system import Event, Step, System
from twinsite.checker.symbolic.traces import retrace
from twinsite.model.predicates import Facts


def last(system: System[Facts], *events: str) -> Step:
    """Take a trace, and return its last step."""
    return list(retrace(system, map(Event.parse, events)))[-1]


def state_of(system: System[Facts], step: Step, machine: str) -> str:
    """Return the state of a machine after a step."""
    return step.after[system.index[machine]]
