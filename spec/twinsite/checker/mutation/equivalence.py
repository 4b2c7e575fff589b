"""What is asked of every machine of a system, so that a changed one can be held against it.

A changed machine that gives the same answer wherever it is asked leaves the whole graph of
reachable states as it is: that is decided here without exploring anything again.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from twinsite.checker.explorer.result import Exploration
from twinsite.checker.explorer.stepper import Stepper
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)

Answer = tuple[str, tuple[str, ...], tuple[str, ...]] | None
"""Where the machine goes, its commands and its signals, each in order; None if it stays."""


class _NotAskedError(Exception):
    """A guard reads a machine that no guard of the original reads."""


class Asked(Generic[V]):
    """Every combination of what its guards read in which a machine is offered an event."""

    def __init__(self, exploration: Exploration[V]) -> None:
        """Take every step of a complete exploration again, and keep what is asked.

        The first time the tables find out what is read, and forget; the second time they keep it.
        """
        assert exploration.complete
        self._system = exploration.system
        self._stepper = Stepper(exploration.system, exploration.layout)
        for level in exploration.levels * 2:
            for _ in self._stepper.steps(level):
                pass

    def same_answers(self, changed: System[V], events: Iterable[tuple[int, str]]) -> bool:
        """Return whether a changed system gives the same answers.

        Commands and signals never change places unseen: commands leave, and signals are queued,
        in the order in which they are given, so only the order within each sort counts.

        Args:
            changed: The same machines in the same order, with other declarations.
            events: The machines by their position, with the events whose transitions differ.
        """
        if changed.initial != self._system.initial:
            return False
        return all(self._same(changed, number, event) for number, event in events)

    def _same(self, changed: System[V], number: int, event: str) -> bool:
        instance = self._system.instances[number]
        for (states,), choice in self._stepper.reaction(number, event).choose.entries():
            old = None if choice < 0 else choice
            try:
                new = changed.choose(
                    number,
                    event,
                    states[instance.name],
                    changed.view_through(self._reader(states), instance.parameter),
                )
            except _NotAskedError:
                return False
            if _answer(self._system, number, old) != _answer(changed, number, new):
                return False
        return True

    def _reader(self, states: Mapping[str, str]) -> Callable[[str], str | None]:
        def read(name: str) -> str | None:
            if name not in self._system.index:
                return None
            if name not in states:
                raise _NotAskedError(name)
            return states[name]

        return read


def _answer(system: System[V], number: int, choice: int | None) -> Answer:
    if choice is None:
        return None
    transition = system.instances[number].machine.transitions[choice]
    commands = tuple(e for e in transition.effects if e in system.commands)
    signals = tuple(e for e in transition.effects if e not in system.commands)
    return transition.target, commands, signals
