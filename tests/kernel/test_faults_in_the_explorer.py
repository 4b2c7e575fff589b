"""Two searches are the same, and a fault in the explorer is noticed."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
import pytest

from kernel.plain import SMALL, differences
from kernel.toys import (
    LAMP_CLAIMS,
    Echo,
    Room,
    Starter,
    lamp,
    system_of,
)
from twinsite.desktop import voice
from twinsite.kernel.exploration import Exploration
from twinsite.kernel.explore import Explorer, explore
from twinsite.kernel.judge import Judge
from twinsite.kernel.property import Property
from twinsite.kernel.stepper import Stepper
from twinsite.kernel.system import System
from twinsite.kernel.view import View
from twinsite.properties import properties_of

V = TypeVar("V", bound=View)


def fingerprint(result: Exploration[V]) -> object:
    """Return all that an exploration says, in an order that is part of it."""
    return (
        result.states,
        result.steps,
        result.depth,
        [level.tolist() for level in result.levels],
        [(f.property.name, f.verdict, f.run) for f in result.findings],
        result.coverage,
    )


def test_two_explorations_of_one_system_are_the_same() -> None:
    profile = SMALL["another reading"]
    first, second = (explore(voice(profile), properties_of(profile)) for _ in range(2))
    assert any(finding.run for finding in first.findings)
    assert fingerprint(first) == fingerprint(second)


def test_a_cache_that_forgets_nearly_everything_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("twinsite.kernel.explore._Cache._BITS", 2)
    assert not differences(voice(SMALL["without business continuity"]))


Fault = Callable[[pytest.MonkeyPatch], None]


def lose_a_successor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the last state that a level leads to."""
    whole = Explorer._expand

    def expand(self: Explorer[Room], *level: object) -> object:
        found, parents, offers, taken = whole(self, *level)  # type: ignore[arg-type]
        return found[:-1], parents[:-1], offers[:-1], taken

    monkeypatch.setattr(Explorer, "_expand", expand)


def lose_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the rows that answered an offer in the rarer way."""
    whole = Stepper._take

    def take(self: Stepper[Room], *offer: object) -> object:
        return list(whole(self, *offer))[:1]  # type: ignore[arg-type]

    monkeypatch.setattr(Stepper, "_take", take)


def take_every_state_for_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the cache make up that it knows a state."""
    monkeypatch.setattr(
        "twinsite.kernel.explore._Cache.holds", lambda _, states: np.ones(len(states), dtype=bool)
    )


def forget_the_claims_about_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge no state."""
    monkeypatch.setattr(Judge, "states", lambda *_: None)


def forget_the_claims_about_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge no step."""
    monkeypatch.setattr(Judge, "steps", lambda *_: None)


def turn_the_signals_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the newest signal go first."""
    whole = Stepper._split

    def split(self: Stepper[Room], *arguments: object) -> object:
        for batch in whole(self, *arguments):  # type: ignore[arg-type]
            batch.queue = batch.queue[::-1]
            yield batch

    monkeypatch.setattr(Stepper, "_split", split)


@pytest.mark.parametrize(
    ("fault", "noticed"),
    [
        (lose_a_successor, "states"),
        (lose_a_batch, "steps"),
        (take_every_state_for_known, "states"),
        (forget_the_claims_about_states, "verdicts"),
        (forget_the_claims_about_steps, "verdicts"),
        (turn_the_signals_round, "signals and commands"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_fault_in_the_explorer_is_noticed(
    fault: Fault, noticed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    systems: list[tuple[System[Room], Sequence[Property[Room]]]] = [
        (lamp(), LAMP_CLAIMS),
        (system_of(("starter", Starter), ("echo", Echo)), ()),
    ]
    assert not [found for system, claims in systems for found in differences(system, claims)]
    fault(monkeypatch)
    assert noticed in [found for system, claims in systems for found in differences(system, claims)]
