"""Mutants: declarations that differ from a given one in one small point.

A property that no mutant breaks is a property that guards nothing; a mutant that breaks no property
shows what nobody asks for.  Source: DeMillo, Lipton and Sayward, "Hints on test data selection"
(1978).
"""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise, product

from statemachine.spec_parser import replace_operators

from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import EventDecl, Guard, MachineDecl, TransitionDecl


class Operator(StrEnum):
    """In what a mutant differs."""

    GUARD_DROPPED = "guard dropped"
    """A transition is always enabled."""
    GUARD_NEGATED = "guard negated"
    """A transition is enabled exactly where it was not."""
    ATOM_FLIPPED = "atom flipped"
    """One predicate of a guard is asked the other way round."""
    TRANSITION_REMOVED = "transition removed"
    """A transition is not there."""
    TARGET_CHANGED = "target changed"
    """A transition leads to another state."""
    EFFECT_REMOVED = "effect removed"
    """A transition lacks one effect."""
    EFFECT_DOUBLED = "effect doubled"
    """A transition has one effect twice."""
    EFFECTS_SWAPPED = "effects swapped"
    """Two effects of a transition come in the other order."""
    CHOICES_SWAPPED = "choices swapped"
    """Of two transitions with the same event and source the other one is asked first."""
    DEADLINE_REMOVED = "deadline removed"
    """A deadline never passes."""
    LENGTH_EXCHANGED = "length exchanged"
    """A deadline has another length."""
    RESTART_CHANGED = "restart changed"
    """A transition to the same state starts its deadlines anew, or no longer does."""
    RESTART_ADDED = "restart added"
    """A signal that was nothing to a state starts its deadlines anew."""
    START_CHANGED = "start changed"
    """The machine starts in another state."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A declaration that differs in one point."""

    id: str
    """Where and what, such as ``Door.pushed@open#1: effect ring removed``; unique and stable."""
    operator: Operator
    """In what it differs."""
    changed: MachineDecl
    """The declaration with the difference."""
    event: str
    """The event whose transitions differ; empty if the start differs."""

    @property
    def machine(self) -> str:
        """The name of the chart that is changed."""
        return self.changed.name


def mutants(machine: MachineDecl) -> tuple[Mutant, ...]:
    """Return every mutant of a declaration, in the order of its transitions.

    A declaration that two operators give counts once, for the operator that comes first; one
    that says the same as the original is no mutant.
    """
    seen = {_meaning(machine)}
    found = []
    for mutant in _candidates(machine):
        meaning = _meaning(mutant.changed)
        if meaning not in seen:
            seen.add(meaning)
            found.append(mutant)
    return tuple(found)


def _candidates(machine: MachineDecl) -> Iterator[Mutant]:
    for state in machine.states:
        yield Mutant(
            f"{machine.name}: starts in {state}",
            Operator.START_CHANGED,
            replace(machine, initial=state),
            "",
        )
    for number, transition in enumerate(machine.transitions):
        before, after = machine.transitions[:number], machine.transitions[number + 1 :]
        place = _place(machine, number)
        for operator, words, new in _changes(machine, transition):
            changed = replace(machine, transitions=(*before, *new, *after))
            yield Mutant(f"{place}: {words}", operator, changed, transition.event)
    for first, second in _neighbours(machine):
        order = list(machine.transitions)
        order[first], order[second] = order[second], order[first]
        yield Mutant(
            f"{_place(machine, first)}: asked after the next choice",
            Operator.CHOICES_SWAPPED,
            replace(machine, transitions=tuple(order)),
            machine.transitions[first].event,
        )
    for event in machine.events:
        if event.kind is Kind.DEADLINE:
            kept = tuple(t for t in machine.transitions if t.event != event.id)
            yield Mutant(
                f"{machine.name}.{event.id}: deadline removed",
                Operator.DEADLINE_REMOVED,
                replace(machine, transitions=kept),
                event.id,
            )
            yield Mutant(
                f"{machine.name}.{event.id}: length exchanged",
                Operator.LENGTH_EXCHANGED,
                replace(machine, events=tuple(_longer(e, event) for e in machine.events)),
                event.id,
            )
    for event in machine.events:
        for state in machine.states if event.kind is Kind.SIGNAL else ():
            if state in _held(machine) and not any(machine.choices(event.id, state)):
                added = TransitionDecl(event.id, state, state, Guard(""), ())
                yield Mutant(
                    f"{machine.name}.{event.id}@{state}: restart added",
                    Operator.RESTART_ADDED,
                    replace(machine, transitions=(*machine.transitions, added)),
                    event.id,
                )


def _longer(event: EventDecl, changed: EventDecl) -> EventDecl:
    return replace(event, length=f"twice {event.length}") if event == changed else event


def _held(machine: MachineDecl) -> set[str]:
    """Return the states that have a deadline."""
    deadlines = {event.id for event in machine.events if event.kind is Kind.DEADLINE}
    return {each.source for each in machine.transitions if each.event in deadlines}


def _place(machine: MachineDecl, number: int) -> str:
    """Return where a transition stands: its choices are counted from 1."""
    transition = machine.transitions[number]
    numbers = [n for n, _ in machine.choices(transition.event, transition.source)]
    choice = numbers.index(number) + 1
    return f"{machine.name}.{transition.event}@{transition.source}#{choice}"


def _neighbours(machine: MachineDecl) -> Iterator[tuple[int, int]]:
    for key in dict.fromkeys((t.event, t.source) for t in machine.transitions):
        yield from pairwise(number for number, _ in machine.choices(*key))


def _changes(
    machine: MachineDecl, transition: TransitionDecl
) -> Iterator[tuple[Operator, str, tuple[TransitionDecl, ...]]]:
    """Yield every change of one transition as what stands in its place."""
    yield Operator.TRANSITION_REMOVED, "removed", ()
    if transition.guard.text:
        yield Operator.GUARD_DROPPED, "guard dropped", (replace(transition, guard=Guard("")),)
        negated = Guard(f"not ({transition.guard.text})")
        yield Operator.GUARD_NEGATED, "guard negated", (replace(transition, guard=negated),)
        for words, flipped in _flipped(transition.guard):
            yield Operator.ATOM_FLIPPED, f"{words} flipped", (replace(transition, guard=flipped),)
    for state in machine.states:
        moved = replace(transition, target=state, internal=False)
        if state != transition.target:
            yield Operator.TARGET_CHANGED, f"leads to {state}", (moved,)
    if transition.source == transition.target:
        turned = replace(transition, internal=not transition.internal)
        yield Operator.RESTART_CHANGED, "restart changed", (turned,)
    effects = transition.effects
    for number, effect in enumerate(effects):
        less = (*effects[:number], *effects[number + 1 :])
        more = (*effects[: number + 1], *effects[number:])
        yield Operator.EFFECT_REMOVED, f"{effect} removed", (replace(transition, effects=less),)
        yield Operator.EFFECT_DOUBLED, f"{effect} doubled", (replace(transition, effects=more),)
    for number, (first, second) in enumerate(pairwise(effects)):
        swapped = (*effects[:number], second, first, *effects[number + 2 :])
        words = f"{first} and {second} swapped"
        yield Operator.EFFECTS_SWAPPED, words, (replace(transition, effects=swapped),)


class _Flip(ast.NodeTransformer):
    """Negates the predicate at one place of an expression."""

    def __init__(self, place: int) -> None:
        self._left = place
        self.name = ""

    def visit_Name(self, node: ast.Name) -> ast.expr:
        self._left -= 1
        if self._left != -1:
            return node
        self.name = node.id
        return ast.UnaryOp(ast.Not(), node)


def _flipped(guard: Guard) -> Iterator[tuple[str, Guard]]:
    def parse() -> ast.Expression:
        return ast.parse(replace_operators(guard.text), mode="eval")

    places = [node.id for node in ast.walk(parse()) if isinstance(node, ast.Name)]
    for place in range(len(places)):
        flip = _Flip(place)
        text = ast.unparse(flip.visit(parse()))
        often = places.count(flip.name) > 1
        yield (f"{flip.name} ({place + 1})" if often else flip.name), Guard(text)


Meaning = tuple[str, frozenset[tuple[str, str, tuple[object, ...]]], frozenset[tuple[str, str]]]


def _meaning(machine: MachineDecl) -> Meaning:
    """Return what a declaration says, whatever the spelling of its guards."""
    choices: dict[tuple[str, str], list[object]] = {}
    deadlines = {event.id: event.length for event in machine.events if event.kind is Kind.DEADLINE}
    held = _held(machine)
    for transition in machine.transitions:
        starts = transition.target in held and not transition.internal
        said = (_truth(transition.guard), transition.target, transition.effects, starts)
        choices.setdefault((transition.event, transition.source), []).append(said)
    every = frozenset((e, s, tuple(said)) for (e, s), said in choices.items())
    return machine.initial, every, frozenset(deadlines.items())


def _truth(guard: Guard) -> tuple[Sequence[str], tuple[bool, ...]]:
    """Return the predicates of a guard with its value for each combination of theirs."""
    names = guard.names

    def value(values: tuple[bool, ...]) -> bool:
        lookup: Callable[[str], bool] = dict(zip(names, values, strict=True)).__getitem__
        return guard.holds(lookup)

    return names, tuple(value(values) for values in product((False, True), repeat=len(names)))
