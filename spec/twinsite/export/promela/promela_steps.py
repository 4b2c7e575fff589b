"""The steps of a system in Promela: what a machine does with an event, and with a signal."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from twinsite.checker.semantics.declaration import MachineDecl, TransitionDecl
from twinsite.checker.semantics.system import Event, Instance, System
from twinsite.checker.semantics.view import View
from twinsite.export.promela.promela_predicates import Predicates
from twinsite.export.promela.promela_text import (
    all_of,
    any_of,
    comment,
    constant,
    in_one_of,
    indented,
    saying,
    selection,
)

V = TypeVar("V", bound=View)
Act = Callable[[int, TransitionDecl], list[str]]
"""Gives the statements for a transition and its number in the machine."""


class Steps(Generic[V]):
    """The reactions of one system, in Promela."""

    def __init__(self, system: System[V], predicates: Predicates[V]) -> None:
        """Prepare to write the reactions of a system."""
        self._system = system
        self._predicates = predicates

    def sayings(self) -> list[tuple[str, str]]:
        """Return every (machine, effect) that can be said, in order."""
        said = (
            (instance.name, effect)
            for instance in self._system.instances
            for transition in instance.machine.transitions
            for effect in transition.effects
        )
        return list(dict.fromkeys(said))

    def choosers(self) -> list[str]:
        """Return the machines that must choose before any other machine moves."""
        names = {
            self._system.instances[number].name
            for signal, numbers in self._system.listeners.items()
            for number in numbers
            if self._chooses_first(number, signal)
        }
        return sorted(names)

    def signals(self) -> Iterator[str]:
        """Yield the lines that define, for every signal, what it does."""
        for signal, numbers in self._system.listeners.items():
            instances = [self._system.instances[number] for number in numbers]
            yield from comment(
                f"The signal {signal}:",
                *(f"{i.name}: {_named(i.machine, signal)}" for i in instances),
            )
            yield f"inline hear_{signal}() {{"
            first = [n for n in numbers if self._chooses_first(n, signal)]
            for number in first:
                yield from indented(self._react(number, signal, self._choose(number), ["skip;"]))
            for number in numbers:
                yield from indented(
                    self._take(number, signal)
                    if number in first
                    else self._react(number, signal, self._move(number), ["skip;"])
                )
            yield "}"
            yield ""

    def enabled(self, event: Event) -> str:
        """Return the condition under which an event can be taken."""
        instance = self._system.instances[self._system.index[event.machine]]
        by_guard: dict[str, list[str]] = {}
        for state in instance.machine.states:
            guards = [
                self._predicates.guard(transition.guard, instance.parameter)
                for _, transition in instance.machine.choices(event.name, state)
            ]
            if guards:
                condition = "" if "" in guards else any_of(guards)
                by_guard.setdefault(condition, []).append(state)
        return any_of(
            all_of([in_one_of(instance.name, instance.machine, states), guard])
            for guard, states in by_guard.items()
        )

    def taken(self, event: Event) -> list[str]:
        """Return the statements that take an event which is enabled, with all its signals."""
        number = self._system.index[event.machine]
        lines = self._react(number, event.name, self._move(number))
        signals = self._signals_after(event)
        if not signals:
            return lines
        heard = [
            (
                any_of(
                    f"said[heard - 1] == {saying(machine, effect)}"
                    for machine, effect in self.sayings()
                    if effect == signal
                ),
                [f"hear_{signal}();"],
            )
            for signal in signals
        ]
        return [
            *lines,
            "do",
            ":: heard == spoken -> break;",
            ":: else ->",
            "   heard++;",
            *indented(selection(heard, ["skip;"]), 3),
            "od;",
        ]

    def _signals_after(self, event: Event) -> list[str]:
        """Return every signal that an event can lead to, in the order of the listeners."""
        found: set[str] = set()
        machine = self._system.instances[self._system.index[event.machine]].machine
        waiting = _effects(machine, event.name)
        while waiting:
            effect = waiting.pop()
            if effect in found or effect not in self._system.listeners:
                continue
            found.add(effect)
            for number in self._system.listeners[effect]:
                waiting |= _effects(self._system.instances[number].machine, effect)
        return [signal for signal in self._system.listeners if signal in found]

    def _chooses_first(self, number: int, signal: str) -> bool:
        """Return whether a machine's answer to a signal may depend on another that hears it."""
        machine = self._system.instances[number].machine
        guarded = any(t.guard.text for t in machine.transitions if t.event == signal)
        return guarded and len(self._system.listeners[signal]) > 1

    def _react(self, number: int, event: str, act: Act, otherwise: Sequence[str] = ()) -> list[str]:
        """Return the statement in which a machine answers an event from each of its states."""
        instance = self._system.instances[number]
        by_answer: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for state in instance.machine.states:
            choices = list(instance.machine.choices(event, state))
            if len(choices) == 1:
                guard = self._predicates.guard(choices[0][1].guard, instance.parameter)
                statements = act(*choices[0])
            else:
                guard, statements = "", self._first_enabled(instance, choices, act)
            if choices:
                by_answer.setdefault((guard, tuple(statements)), []).append(state)
        options = [
            (all_of([in_one_of(instance.name, instance.machine, states), guard]), statements)
            for (guard, statements), states in by_answer.items()
        ]
        return selection(options, otherwise)

    def _first_enabled(
        self, instance: Instance, choices: Sequence[tuple[int, TransitionDecl]], act: Act
    ) -> list[str]:
        """Return the statements for the first transition whose guard is true."""
        if not choices:
            return ["skip;"]
        number, transition = choices[0]
        guard = self._predicates.guard(transition.guard, instance.parameter)
        if not guard:
            return act(number, transition)
        rest = self._first_enabled(instance, choices[1:], act)
        return selection([(guard, act(number, transition))], rest)

    def _choose(self, machine: int) -> Act:
        name = self._system.instances[machine].name
        return lambda number, _: [f"{name}_takes = {number + 1};"]

    def _move(self, machine: int) -> Act:
        instance = self._system.instances[machine]

        def move(_: int, transition: TransitionDecl) -> list[str]:
            statements = [f"say({saying(instance.name, effect)});" for effect in transition.effects]
            if transition.target != transition.source:
                target = constant(instance.machine, transition.target)
                statements.insert(0, f"{instance.name} = {target};")
            return statements or ["skip;"]

        return move

    def _take(self, number: int, signal: str) -> list[str]:
        """Return the statements in which a machine takes what it has chosen."""
        instance = self._system.instances[number]
        move = self._move(number)
        by_move: dict[tuple[str, ...], list[str]] = {}
        for choice, transition in enumerate(instance.machine.transitions):
            if transition.event == signal:
                chosen = f"{instance.name}_takes == {choice + 1}"
                by_move.setdefault(tuple(move(choice, transition)), []).append(chosen)
        options = [(any_of(chosen), statements) for statements, chosen in by_move.items()]
        return [*selection(options, ["skip;"]), f"{instance.name}_takes = 0;"]


def _effects(machine: MachineDecl, event: str) -> set[str]:
    return {e for t in machine.transitions if t.event == event for e in t.effects}


def _named(machine: MachineDecl, event: str) -> str:
    declared = machine.event(event)
    return f"{declared.requirement} {declared.label}"
