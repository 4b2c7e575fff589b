"""A fault in any part of the engine is found by counting ticks, or by taking the trace again."""

from collections.abc import Callable
from typing import Any

import pytest
from networkx import NetworkXUnbounded

from checker.timing.noticed import is_noticed
from checker.timing.test_any_system import agrees
from twinsite.checker.timing import bounds, critical_path, places, recurrence, slicing, zones

PLAIN_LIVE = places._live


def without_the_first_clock(graph: Any) -> Any:
    return {state: clocks[1:] for state, clocks in PLAIN_LIVE(graph).items()}


def later_without_bounds(zone: Any, n: int, _: Any) -> Any:
    return zones.later(zone, n, ())


def shortened(*arguments: Any) -> Any:
    return zones.at_least(*arguments[:3], max(arguments[3] - 1, 0))


FAULTS: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "time passes though something is due": (bounds, "later", later_without_bounds),
    "an event comes too early": (bounds, "at_least", shortened),
    "every zone is part of another": (bounds, "within", lambda zone, other: True),
    "every machine stands still": (slicing, "_stands_apart", lambda *_: True),
    "what goes on again and again is not seen": (bounds, "recurrence", lambda node: ()),
    "nothing holds a clock that stays behind": (recurrence, "_holds", lambda *_: False),
    "no path is critical": (critical_path, "pairwise", lambda path: ()),
    "phases are forgotten": (
        bounds,
        "any_phase",
        lambda most: zones.any_phase([0.0] * len(most)),
    ),
    "a clock is forgotten where it matters": (places, "_live", without_the_first_clock),
}


@pytest.mark.heavy
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*FAULTS[fault])

    def is_wrong(question: Any) -> bool:
        try:
            agrees(question, most_zones=3_000)
        except (AssertionError, KeyError, bounds.UndeterminedError, NetworkXUnbounded):
            return True
        return False

    assert is_noticed(is_wrong), f"nobody notices that {fault}"
