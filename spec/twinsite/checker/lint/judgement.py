"""The findings over all systems of a specification."""

from collections.abc import Iterator, Sequence

from twinsite.checker.lint.dead import (
    Usage,
    about_effects,
    about_machine,
    about_predicates,
    about_states,
)
from twinsite.checker.lint.evidence import Evidence, Group, Order, Pair
from twinsite.checker.lint.finding import Finding, Flaw, Specification
from twinsite.checker.lint.guards import Choice, about_guards
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import MachineDecl


def judge(specification: Specification, evidences: Sequence[Evidence]) -> tuple[Finding, ...]:
    """Return what is wrong with a specification, machine by machine.

    What follows from another finding is not told again: nothing is said of the transitions of a
    state that is never reached, or of a signal that is never raised or never taken.

    Args:
        specification: What is declared.
        evidences: What was seen of each system.
    """
    usage = Usage(specification, evidences)
    found: list[Finding] = []
    for machine in specification.machines:
        found += about_states(usage, machine)
        found += _about_transitions(usage, machine)
        found += about_machine(usage, machine)
    found += _about_orders(evidences)
    found += about_effects(usage)
    found += about_predicates(usage)
    return tuple(found)


def _about_transitions(usage: Usage, machine: MachineDecl) -> Iterator[Finding]:
    groups = {Group(machine.name, t.event, t.source): None for t in machine.transitions}
    for group in groups:
        signal = machine.event(group.event).kind is Kind.SIGNAL
        lost = signal and not (group.event in usage.said and group.event in usage.heard)
        if lost or (machine.name, group.source) not in usage.reached:
            continue
        choice = Choice.of(machine, group, usage.evidences)
        if choice.seen:
            yield from about_guards(choice)
            continue
        for transition in choice.transitions:
            yield Finding(
                Flaw.DEAD_TRANSITION,
                machine.name,
                str(transition),
                f"{group.event} never arrives in {group.source}.",
                usage.systems_with((machine.name, group.source)),
            )


def _about_orders(evidences: Sequence[Evidence]) -> Iterator[Finding]:
    pairs: dict[Pair, dict[str, Order]] = {}
    for evidence in evidences:
        for pair, order in evidence.orders.items():
            pairs.setdefault(pair, {})[evidence.system] = order
    for pair, orders in pairs.items():
        first = next(iter(orders.values()))
        what = "other states" if any(o.moves_on for o in orders.values()) else "other commands"
        yield Finding(
            Flaw.ORDER_DEPENDENCE,
            f"{pair.first}, {pair.second}",
            pair.signal,
            f"In the other order steps lead to {what}, as after {first.event}:"
            f" {_spelled(first.listed)} becomes {_spelled(first.swapped)}.",
            tuple(orders),
        )


def _spelled(commands: tuple[str, ...]) -> str:
    return ", ".join(commands) or "nothing"
