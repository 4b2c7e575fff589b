"""A decision tree answers as its function does, and is found by few evaluations."""

from collections.abc import Callable
from itertools import product

import pytest

from twinsite.checker.semantics.decision_tree import Answer, Read, answer, decision

STATES = {"a": ("x", "y", "z"), "b": ("x", "y"), "c": ("x", "y", "z")}


def chosen(read: Read) -> bool:
    """Read a first, and then b, b again, or nothing."""
    if read("a") == "x":
        return read("b") == "y" and read("b") == read("a")
    return read("a") == "z" or read("c") == "z" or read("nobody") is not None


def other(read: Read) -> int | None:
    places = {"x": 0, "y": 1, "z": None}
    return places[read("c") or "x"] if read("b") == "y" else None


@pytest.mark.parametrize("function", [chosen, other])
def test_a_tree_answers_as_its_function_in_every_joint_state(
    function: Callable[[Read], Answer],
) -> None:
    tree = decision(function, STATES)
    for states in product(*STATES.values()):
        read = dict(zip(STATES, states, strict=True)).get
        assert answer(tree, read) is function(read)


def test_what_is_known_is_not_evaluated_again() -> None:
    """A function that reads all machines is evaluated once for each joint state."""
    asked = []

    def every(read: Read) -> bool:
        asked.append(1)
        return len({read(name) for name in STATES}) == 1

    decision(every, STATES)
    assert len(asked) == 18


def test_both_joint_states_of_a_step_are_read() -> None:
    tree = decision(lambda before, after: before("b") == after("b"), STATES, arity=2)
    for one, two in product(STATES["b"], repeat=2):
        assert answer(tree, {"b": one}.get, {"b": two}.get) is (one == two)
