"""One machine's answer to one event, for arrays of joint states."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from twinsite.checker.former.explorer.block import Block
from twinsite.checker.former.explorer.block_tables import WordTable
from twinsite.checker.former.explorer.tables import Answer, Answers, Layout, Packed, Table, Words
from twinsite.checker.semantics.system import Log, System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)


def stays(code: int) -> int:
    """Return the answer of a machine without an enabled transition, by the code of its state.

    It is negative, so that it counts from the end in arrays of what each transition does.
    """
    return -1 - code


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of an answer besides the state in which the machine then is."""

    log: Log = ()
    """The signals and commands."""
    move: int = 0
    """How far the block's joint state moves in the word."""


class Reaction(Generic[V]):
    """What a machine does when it is offered an event.

    Which transition it takes comes from :meth:`System.choose`; the table asks once for each
    combination of what the guards read.
    """

    def __init__(
        self, system: System[V], layout: Layout, number: int, event: str, block: Block
    ) -> None:
        """Prepare the answers of one machine to one event.

        Args:
            system: The composition.
            layout: How its joint states are packed.
            number: The position of the machine in the system.
            event: A stimulus or deadline of the machine, or a signal.
            block: The machines that are kept as the bits of a word.
        """
        instance = system.instances[number]
        states = instance.machine.states
        code = {state: n for n, state in enumerate(states)}
        self.number = number
        """The position of the machine in the system."""
        self.event = event
        """What the machine is offered."""
        self.in_block = number in block
        """Whether the machine is one of the block."""
        self.is_signal = event in system.listeners
        """Whether the event is a signal, which a machine may leave unanswered."""
        self.has_transition = np.array([any(instance.machine.choices(event, s)) for s in states])
        """For each state of the machine whether the event has a transition there at all."""
        outcomes = {Outcome(): 0}
        outcome: list[int] = []
        deltas: list[int] = []
        for transition in instance.machine.transitions:
            move = code[transition.target] - code[transition.source]
            said = transition.effects if transition.event == event else ()
            log = tuple((instance.name, effect) for effect in said)
            ends = Outcome(log, block.move(number, move) if self.in_block else 0)
            outcome.append(outcomes.setdefault(ends, len(outcomes)))
            deltas.append(0 if self.in_block else move << layout.shifts[number])
        nothing = [0] * len(states)
        self.deltas = np.array([*deltas, *nothing], dtype=np.int64)
        """For each answer what it adds to a packed joint state."""
        self.outcome = np.array([*outcome, *nothing], dtype=np.int16)
        """For each answer the number of what else comes of it, in :attr:`outcomes`."""
        self.outcomes = tuple(outcomes)
        """All that can come of the event; the first one is that nothing does."""

        def choose(read: Callable[[str], str | None]) -> int:
            source = read(instance.name)
            assert source is not None
            view = system.view_through(read, instance.parameter)
            choice = system.choose(number, event, source, view)
            return stays(code[source]) if choice is None else choice

        self.choose = (
            WordTable(system, layout, choose, block) if block else Table(system, layout, choose)
        )
        """The answer for every row: the number of the transition that is taken, or negative."""

    def answers(self, words: Words | None, states: Packed) -> Answer:
        """Return what the machine answers; what refuses a stimulus or a deadline is left out.

        Args:
            words: For every row the joint states of the block; all of them if None.
            states: For every row the packed state, or the key.
        """
        parts = self.choose.answers(words, states)
        rows, inside, choice = parts[0] if len(parts) == 1 else _joined(parts)
        if not self.is_signal and (choice < 0).any():
            able = (choice >= 0).nonzero()[0]
            rows = able if rows is None else rows[able]
            inside = None if inside is None else inside[able]
            choice = choice[able]
        return rows, inside, choice


def _joined(parts: Answers) -> Answer:
    if not parts:
        none = np.zeros(0, dtype=np.intp)
        return none, none.astype(np.uint64), none.astype(np.int16)
    columns = zip(*parts, strict=True)
    rows, inside, choice = (np.concatenate(column) for column in columns)
    return rows, inside, choice
