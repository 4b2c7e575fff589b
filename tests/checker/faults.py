"""Faults that can be seeded in the search, the steps and the verdicts, a function each."""

from collections.abc import Callable
from copy import copy
from dataclasses import replace

import numpy as np
import pytest

from checker.toys import Room
from twinsite.checker.explorer.block import Block
from twinsite.checker.explorer.evaluation import Judge
from twinsite.checker.explorer.hash_index import Ids, KeyIndex
from twinsite.checker.explorer.levels import Levels
from twinsite.checker.symbolic.property import Property, Verdict
from twinsite.checker.explorer.stepper import Flow, Stepper
from twinsite.checker.explorer.tables import Layout, Words
from twinsite.checker.explorer.transition_relation import Relation
from twinsite.checker.semantics.system import Event, JointState, Log, Step, System

Fault = Callable[[pytest.MonkeyPatch], None]

# the search


def lose_a_successor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the last row that a level leads to."""
    whole = Relation.after

    def after(self: Relation[Room], ids: Ids, words: Words, reached: Words) -> tuple[Ids, Words]:
        found, inside = whole(self, ids, words, reached)
        return found[:-1], inside[:-1]

    monkeypatch.setattr(Relation, "after", after)


def take_every_state_of_a_key_for_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a row be known as a whole as soon as one of its joint states is reached."""
    whole = Relation.after

    def after(self: Relation[Room], ids: Ids, words: Words, reached: Words) -> tuple[Ids, Words]:
        known = np.where(reached != 0, np.uint64(self.block.all), np.uint64(0))
        return whole(self, ids, words, known)

    monkeypatch.setattr(Relation, "after", after)


def take_a_colliding_key_for_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the index take any key in the same place for the one that it is asked about."""
    monkeypatch.setattr("twinsite.checker.explorer.block.WORD", 0)  # so that there are keys at all
    monkeypatch.setattr(KeyIndex, "_places", lambda _, keys: np.zeros_like(keys))
    monkeypatch.setattr(KeyIndex, "find", lambda self, keys: self._ids[self._places(keys)])


def take_the_steps_ahead_for_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every step count that was taken, wherever a search has come."""
    monkeypatch.setattr("twinsite.checker.explorer.block.WORD", 1)
    whole = Relation.after

    def after(self: Relation[Room], ids: Ids, words: Words, reached: Words) -> tuple[Ids, Words]:
        return whole(self, ids, np.full_like(words, self.block.all), reached)

    monkeypatch.setattr(Relation, "after", after)


def stay_in_the_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machines of the block never move."""
    monkeypatch.setattr(Block, "move", lambda *_: 0)


def judge_one_state_of_the_block_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what a property says of one joint state of the block be true of all."""
    whole = Judge._table

    def table(self: Judge[Room], *arguments: object) -> object:
        blind = copy(self._relation.block)
        monkeypatch.setattr(blind, "word", lambda *_: blind.all)
        found = whole(self, *arguments)  # type: ignore[arg-type]
        found._block = blind
        return found

    monkeypatch.setattr(Judge, "_table", table)


def let_two_states_share_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the fields of the last two machines overlap, if they have no more than two states."""
    monkeypatch.setattr(
        "twinsite.checker.explorer.block.WORD", 0
    )  # so that the fields are those of keys
    whole = Layout.__init__

    def overlap(self: Layout, system: System[Room]) -> None:
        whole(self, system)
        if self.widths[-2:] == (1, 1):
            self.shifts = (*self.shifts[:-1], self.shifts[-2])

    monkeypatch.setattr(Layout, "__init__", overlap)


def lead_astray(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the last step of the way to a state."""
    whole = Levels.path
    monkeypatch.setattr(Levels, "path", lambda self, number: whole(self, number)[:-1])


def call_every_search_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide that a search was cut short."""
    monkeypatch.setattr("twinsite.checker.explorer.explore.np.array_equal", lambda *_: True)


# the steps


def lose_a_course(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the steps that went another way than the first one with the same event."""
    whole = Stepper._queue

    def queue(self: Stepper[Room], flow: Flow, *rest: object) -> None:
        kept = np.flatnonzero(flow.courses == flow.courses[:1])
        whole(self, flow.at(kept), *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Stepper, "_queue", queue)


def turn_the_signals_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the newest signal go first."""
    whole = Stepper._say

    def say(self: Stepper[Room], *answer: object) -> int:
        course = self.courses[whole(self, *answer)]  # type: ignore[arg-type]
        return self._number(replace(course, queue=course.queue[::-1]))

    monkeypatch.setattr(Stepper, "_say", say)


def drop_the_last_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the last signal that a machine raises."""
    whole = Stepper._raised
    monkeypatch.setattr(Stepper, "_raised", lambda self, said: whole(self, said)[:-1])


def say_less_when_a_run_is_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the last signal or command of every step of a trace."""
    whole = System.step

    def step(self: System[Room], state: JointState, event: Event) -> Step:
        taken = whole(self, state, event)
        said: Log = taken.log[:-1]
        return replace(taken, log=said)

    monkeypatch.setattr(System, "step", step)


# the verdicts


def forget_the_properties_of_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge no state."""
    monkeypatch.setattr(Judge, "states", lambda *_: None)


def forget_the_properties_of_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge no step."""
    monkeypatch.setattr(Judge, "steps", lambda *_: None)


def forget_one_property(name: str) -> Fault:
    """Return the fault that one property of several is never judged."""

    def fault(monkeypatch: pytest.MonkeyPatch) -> None:
        whole = Judge.__init__

        def prepare(self: Judge[Room], *arguments: object) -> None:
            whole(self, *arguments)  # type: ignore[arg-type]
            self._of_state = [prop for prop in self._of_state if prop.name != name]
            self._of_step = [prop for prop in self._of_step if prop.name != name]

        monkeypatch.setattr(Judge, "__init__", prepare)

    return fault


def judge_the_state_before_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the state before a step for the state after it."""
    whole = Judge._judge_steps

    def answers(self: Judge[Room], *arguments: object) -> object:
        prop, _, words, before, _ = arguments
        return whole(self, prop, 0, words, before, before)  # type: ignore[arg-type]

    monkeypatch.setattr(Judge, "_judge_steps", answers)


def prove_what_was_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the verdict of a whole search after one that was cut short."""
    whole = Judge.verdict

    def verdict(self: Judge[Room], prop: Property[Room], *, complete: bool) -> Verdict:
        return whole(self, prop, complete=True)

    monkeypatch.setattr(Judge, "verdict", verdict)
