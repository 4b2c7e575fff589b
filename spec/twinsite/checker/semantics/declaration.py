"""What is read out of a chart: plain, immutable data that everything else is computed from."""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from statemachine import State
from statemachine.spec_parser import replace_operators
from statemachine.transition import Transition as LibraryTransition

from twinsite.checker.semantics.chart import Chart, Kind
from twinsite.checker.semantics.docstring import docstring
from twinsite.checker.semantics.errors import DeclarationError

_ALLOWED = (ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.Name, ast.Load)


@dataclass(frozen=True)
class Guard:
    """A boolean expression over named predicates, in the syntax of python-statemachine."""

    text: str
    """The expression as declared; empty for a transition that is always enabled."""

    @cached_property
    def _tree(self) -> ast.Expression:
        try:
            tree = ast.parse(replace_operators(self.text), mode="eval")
        except SyntaxError as error:
            raise DeclarationError(f"guard {self.text!r} does not parse: {error.msg}") from error
        for node in ast.walk(tree):
            if not isinstance(node, _ALLOWED):
                raise DeclarationError(
                    f"guard {self.text!r} has more than names, and, or, not and parentheses"
                )
        return tree

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The predicates that the guard names, sorted."""
        if not self.text:
            return ()
        return tuple(sorted({n.id for n in ast.walk(self._tree) if isinstance(n, ast.Name)}))

    def holds(self, value_of: Callable[[str], bool]) -> bool:
        """Evaluate the guard, from left to right and only as far as needed."""
        return not self.text or _evaluate(self._tree.body, value_of)


def _evaluate(node: ast.expr, value_of: Callable[[str], bool]) -> bool:
    match node:
        case ast.Name(id=name):
            return value_of(name)
        case ast.UnaryOp(operand=operand):
            return not _evaluate(operand, value_of)
        case ast.BoolOp(op=ast.And(), values=values):
            return all(_evaluate(value, value_of) for value in values)
        case ast.BoolOp(values=values):
            return any(_evaluate(value, value_of) for value in values)
    raise AssertionError(ast.dump(node))  # Guard._tree lets nothing else through


@dataclass(frozen=True, slots=True)
class EventDecl:
    """One event of one machine."""

    id: str
    """The name in the machine; a signal has the same name in every machine."""
    kind: Kind
    """Who raises it."""
    by: str
    """Who decides a stimulus; ``time`` for a deadline, ``desktop`` for a signal."""
    requirement: str
    """The id of the requirement that asks for it."""
    label: str
    """The event in words for people."""
    length: str
    """For a deadline the option that gives its length in seconds, else empty."""


@dataclass(frozen=True, slots=True)
class TransitionDecl:
    """One transition of one machine."""

    event: str
    source: str
    target: str
    guard: Guard
    effects: tuple[str, ...]
    """Signals and commands, in the order in which they happen."""
    internal: bool = False
    """Whether the state is not left, so that its deadlines run on; an internal transition."""

    def __str__(self) -> str:
        guard = f" [{self.guard.text}]" if self.guard.text else ""
        effects = f" / {', '.join(self.effects)}" if self.effects else ""
        return f"{self.source} --{self.event}{guard}{effects}--> {self.target}"


@dataclass(frozen=True, slots=True)
class MachineDecl:
    """One machine: the data behind a chart."""

    name: str
    """The name of the chart's class."""
    question: str
    """The first line of the chart's docstring: what its state answers."""
    states: tuple[str, ...]
    """Every state, in declared order."""
    initial: str
    """The state in which the machine starts."""
    events: tuple[EventDecl, ...]
    """Every event, in declared order."""
    transitions: tuple[TransitionDecl, ...]
    """Every transition, in declared order: of those enabled the first is taken."""
    ignores: tuple[tuple[str, str, str], ...]
    """Accepted (signal, state, reason) of signals without an enabled transition."""

    def event(self, identifier: str) -> EventDecl:
        """Return the event of this name.

        Raises:
            KeyError: if the machine has no such event.
        """
        for event in self.events:
            if event.id == identifier:
                return event
        raise KeyError(identifier)

    def choices(self, event: str, source: str) -> Iterator[tuple[int, TransitionDecl]]:
        """Yield the numbered transitions that an event has in a state, first choice first."""
        for number, transition in enumerate(self.transitions):
            if transition.event == event and transition.source == source:
                yield number, transition


def declare(chart: type[Chart]) -> MachineDecl:
    """Read a chart.

    Raises:
        DeclarationError: if the chart uses anything beyond states, guarded transitions and
            named effects, or has an event without transitions.
    """
    name = chart.__name__
    states = tuple(state.id for state in chart.states)
    initial = chart.initial_state
    if initial is None:
        raise DeclarationError(f"{name} has no initial state")
    events = []
    for identifier, event in chart.declared_events.items():
        requirement, _, label = event.name.partition(" ")
        if not label or "-" not in requirement:
            raise DeclarationError(
                f"{name}.{identifier} is named {event.name!r}, not '<requirement id> <words>'"
            )
        events.append(EventDecl(identifier, event.kind, event.by, requirement, label, event.length))
    transitions = tuple(
        _transition(name, transition) for state in chart.states for transition in state.transitions
    )
    for declared in events:
        if not any(transition.event == declared.id for transition in transitions):
            raise DeclarationError(f"{name}.{declared.id} has no transition")
    known = {event.id for event in events}
    for transition in transitions:
        if transition.event not in known:
            raise DeclarationError(f"{name}: {transition} belongs to no declared event")
    ignores = tuple(
        (signal, state, entry.reason)
        for entry in chart.ignores
        for signal in entry.signal.split()
        for state in entry.states.split()
    )
    signals = {event.id for event in events if event.kind is Kind.SIGNAL}
    for signal, state, _ in ignores:
        if state not in states:
            raise DeclarationError(f"{name} ignores {signal} in {state!r}, which is no state")
    for signal, _, _ in ignores:
        if signal not in signals:
            raise DeclarationError(f"{name} ignores {signal!r}, which is no signal of it")
    for state in chart.states:
        _require_plain(name, state)
    _require_restarts(chart, events, transitions)
    question = docstring(chart).strip().partition("\n")[0]
    if not question:
        raise DeclarationError(f"{name} has no docstring that says what its state answers")
    return MachineDecl(name, question, states, initial.id, tuple(events), transitions, ignores)


def _require_restarts(
    chart: type[Chart], events: Sequence[EventDecl], transitions: Sequence[TransitionDecl]
) -> None:
    """Refuse a chart that starts a deadline anew and does not say why, or says so in vain.

    Raises:
        DeclarationError: if an entry of its ``restarts`` is missing, or is about nothing.
    """
    name = chart.__name__
    said = {
        (entry.deadline, event, state)
        for entry in chart.restarts
        for event in entry.event.split()
        for state in entry.states.split()
    }
    found: dict[tuple[str, str, str], TransitionDecl] = {}
    for deadline in (event.id for event in events if event.kind is Kind.DEADLINE):
        held = {transition.source for transition in transitions if transition.event == deadline}
        for transition in transitions:
            stays = {transition.source, transition.target} <= held and not transition.internal
            if stays and transition.event != deadline:
                found[deadline, transition.event, transition.source] = transition
    for key in found.keys() - said:
        raise DeclarationError(
            f"{name}: {found[key]} starts {key[0]} anew: say why in restarts, or make it internal"
        )
    for deadline, event, state in said - found.keys():
        raise DeclarationError(f"{name}: {event} does not start {deadline} anew in {state!r}")


def _require_plain(chart: str, state: State) -> None:
    """Refuse whatever a state may have beyond its name.

    Raises:
        DeclarationError: if it has callbacks, substates or a value, or is final.
    """
    groups = (state.enter, state.exit, state.invoke)
    if any(not spec.is_convention for group in groups for spec in group):
        raise DeclarationError(f"{chart}.{state.id} has callbacks: only transitions have effects")
    if state.states or state.history or state.final or state.value != state.id:
        raise DeclarationError(f"{chart}.{state.id} must be flat, not final, without a value")


def _transition(chart: str, transition: LibraryTransition) -> TransitionDecl:
    where = f"{chart}: {transition}"
    conditions = [spec for spec in transition.cond if not spec.is_convention]
    if len(conditions) > 1 or any(spec.expected_value is not True for spec in conditions):
        raise DeclarationError(f"{where}: write one cond, and no unless")
    for group in (transition.validators, transition.before, transition.after):
        if any(not spec.is_convention for spec in group):
            raise DeclarationError(f"{where}: only cond and on are allowed")
    effects = [spec.func for spec in transition.on if not spec.is_convention]
    names: list[Any] = [*effects, *(spec.func for spec in conditions)]
    if not all(isinstance(name, str) for name in names):
        raise DeclarationError(f"{where}: guards and effects are written as names")
    if transition.target is None or len(transition.targets) != 1:
        raise DeclarationError(f"{where}: a transition has exactly one target")
    guard = Guard(conditions[0].func if conditions else "")
    _ = guard.names  # parses, so a wrong guard is found here
    return TransitionDecl(
        event=transition.event,
        source=transition.source.id,
        target=transition.target.id,
        guard=guard,
        effects=tuple(effects),
        internal=transition.internal,
    )
