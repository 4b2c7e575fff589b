"""Faults that can be planted in the search, the steps and the verdicts, a function each."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from kernel.toys import Room
from twinsite.kernel.exploration import Exploration
from twinsite.kernel.explore import Explorer
from twinsite.kernel.judge import Judge
from twinsite.kernel.property import Property, Verdict
from twinsite.kernel.stepper import Stepper
from twinsite.kernel.system import JointState, Log, Offer, Step, System
from twinsite.kernel.tables import Layout
from twinsite.kernel.tree import SearchTree

Fault = Callable[[pytest.MonkeyPatch], None]

# the search


def lose_a_successor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the last state that a level leads to."""
    whole = Explorer._expand

    def expand(self: Explorer[Room], *level: object) -> object:
        found, parents, offers, taken = whole(self, *level)  # type: ignore[arg-type]
        return found[:-1], parents[:-1], offers[:-1], taken

    monkeypatch.setattr(Explorer, "_expand", expand)


def take_every_state_for_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the cache make up that it knows a state."""
    monkeypatch.setattr(
        "twinsite.kernel.explore._Cache.holds", lambda _, states: np.ones(len(states), dtype=bool)
    )


def take_a_colliding_state_for_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the cache take any state in the same place for the one that it is asked about."""
    monkeypatch.setattr("twinsite.kernel.explore._Cache._BITS", 1)
    monkeypatch.setattr(
        "twinsite.kernel.explore._Cache.holds",
        lambda self, states: self._slots[self._slot(states)] >= 0,
    )


def let_two_states_share_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the fields of the last two machines overlap, if they have no more than two states."""
    whole = Layout.__init__

    def overlap(self: Layout, system: System[Room]) -> None:
        whole(self, system)
        if self.widths[-2:] == (1, 1):
            self.shifts = (*self.shifts[:-1], self.shifts[-2])

    monkeypatch.setattr(Layout, "__init__", overlap)


def lead_astray(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the last step of the way to a state."""
    whole = SearchTree.path
    monkeypatch.setattr(SearchTree, "path", lambda self, number: whole(self, number)[:-1])


def call_every_search_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide that a search was cut short."""
    whole = Explorer.run

    def run(self: Explorer[Room]) -> Exploration[Room]:
        return replace(whole(self), complete=True)

    monkeypatch.setattr(Explorer, "run", run)


# the steps


def lose_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the rows that answered an offer in the rarer way."""
    whole = Stepper._take

    def take(self: Stepper[Room], *offer: object) -> object:
        return list(whole(self, *offer))[:1]  # type: ignore[arg-type]

    monkeypatch.setattr(Stepper, "_take", take)


def turn_the_signals_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the newest signal go first."""
    whole = Stepper._split

    def split(self: Stepper[Room], *arguments: object) -> object:
        for batch in whole(self, *arguments):  # type: ignore[arg-type]
            batch.queue = batch.queue[::-1]
            yield batch

    monkeypatch.setattr(Stepper, "_split", split)


def drop_the_last_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the last signal that a machine raises."""
    whole = Stepper._signals
    monkeypatch.setattr(Stepper, "_signals", lambda self, said: whole(self, said)[:-1])


def say_less_when_a_run_is_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the last signal or command of every step of a run."""
    whole = System.step

    def step(self: System[Room], state: JointState, offer: Offer) -> Step:
        taken = whole(self, state, offer)
        said: Log = taken.log[:-1]
        return replace(taken, log=said)

    monkeypatch.setattr(System, "step", step)


# the verdicts


def forget_the_claims_about_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge no state."""
    monkeypatch.setattr(Judge, "states", lambda *_: None)


def forget_the_claims_about_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge no step."""
    monkeypatch.setattr(Judge, "steps", lambda *_: None)


def forget_one_claim(name: str) -> Fault:
    """Return the fault that one claim of several is never judged."""

    def fault(monkeypatch: pytest.MonkeyPatch) -> None:
        whole = Judge.__init__

        def prepare(self: Judge[Room], *arguments: object) -> None:
            whole(self, *arguments)  # type: ignore[arg-type]
            self._of_state = [claim for claim in self._of_state if claim.name != name]
            self._of_step = [claim for claim in self._of_step if claim.name != name]

        monkeypatch.setattr(Judge, "__init__", prepare)

    return fault


def judge_the_state_before_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the state before a step for the state after it."""
    whole = Judge.steps

    def steps(self: Judge[Room], *arguments: object) -> None:
        claims, offer, before, _, rows, start = arguments
        whole(self, claims, offer, before, before, rows, start)  # type: ignore[arg-type]

    monkeypatch.setattr(Judge, "steps", steps)


def prove_what_was_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the verdict of a whole search after one that was cut short."""
    whole = Judge.verdict

    def verdict(self: Judge[Room], claim: Property[Room], *, complete: bool) -> Verdict:
        return whole(self, claim, complete=True)

    monkeypatch.setattr(Judge, "verdict", verdict)
