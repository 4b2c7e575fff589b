"""Sets of joint states, and their images, are those that plain Python makes."""

from itertools import product
from random import Random

import pytest

from checker import faults
from checker.faults import Fault
from twinsite.checker.semantics.decision_tree import Read, decision
from twinsite.checker.symbolic.variables import Moves, States, Variables

STATES = {"one": ("a",), "two": ("a", "b"), "three": ("a", "b", "c"), "five": tuple("abcde")}
ORDER = ("three", "one", "five", "two")
Joint = tuple[str, ...]
EVERY = list(product(*STATES.values()))


def named(state: Joint) -> dict[str, str]:
    return dict(zip(STATES, state, strict=True))


def answer(read: Read) -> int:
    """Return something that depends on two machines, and in some states on a third one."""
    if read("three") == "c":
        return 7
    return int(read("two") == "b") + 2 * int(read("three") == "b" and read("five") in ("a", "e"))


class Plain:
    """Some states, a guard and moves, drawn and done one state at a time."""

    def __init__(self, random: Random) -> None:
        self.states, self.guard = (set(random.sample(EVERY, random.randrange(9))) for _ in "ab")
        chosen = random.sample(list(STATES), random.randrange(4))
        self.moves = {machine: random.choice(STATES[machine]) for machine in sorted(chosen)}

    def moved(self, state: Joint) -> Joint:
        """Return where a state leads."""
        return tuple({**named(state), **self.moves}.values())

    def like(self, state: Joint) -> Joint:
        """Return a state without the machines that move."""
        return tuple("" if m in self.moves else s for m, s in named(state).items())


def disagreements() -> set[str]:
    """Return the operations that give something else than plain Python does."""
    random, found = Random(14), set[str]()  # noqa: S311
    for _ in range(60):
        variables, plain = Variables(STATES, ORDER, capacity=9_000), Plain(random)
        moves = tuple(plain.moves.items())
        states, guard = (
            variables.union(variables.exactly(named(s)) for s in some)
            for some in (plain.states, plain.guard)
        )
        others = [m for m in STATES if m not in plain.moves]
        known = moves
        pairs: dict[str, tuple[object, object]] = {
            "each": (sorted(variables.each(states)), sorted(plain.states)),
            "each of some": (
                sorted(variables.each(variables.forget(states, plain.moves), others)),
                sorted({tuple(filter(None, plain.like(s))) for s in plain.states}),
            ),
            "count": (variables.count(states), len(plain.states)),
            "forget": (
                set(variables.each(variables.forget(states, plain.moves))),
                {s for s in EVERY if plain.like(s) in set(map(plain.like, plain.states))},
            ),
            "after": (
                set(variables.each(variables.after(states, guard, moves))),
                {plain.moved(s) for s in plain.states & plain.guard},
            ),
            "before": (
                set(variables.each(variables.before(states, guard, moves))),
                {s for s in plain.guard if plain.moved(s) in plain.states},
            ),
            "split": (split(variables, known), plain_split(plain)),
        }
        found |= {name for name, (actual, expected) in pairs.items() if actual != expected}
    return found


def split(variables: Variables, known: Moves) -> dict[object, set[Joint]]:
    tree = decision(answer, STATES)
    variables.split(tree)  # what is remembered of it must not be told here
    return {told: set(variables.each(part)) for told, part in variables.split(tree, known).items()}


def plain_split(plain: Plain) -> dict[object, set[Joint]]:
    found: dict[object, set[Joint]] = {}
    for state in EVERY:
        found.setdefault(answer(named(plain.moved(state)).get), set()).add(state)
    return found


def test_sets_are_those_of_plain_python() -> None:
    assert not disagreements()


@pytest.mark.parametrize(
    ("fault", "noticed"),
    [
        (faults.let_two_states_share_a_code, {"each", "after", "split"}),
        (faults.let_a_moved_machine_be_anywhere, {"after"}),
        (faults.leave_a_moved_machine_where_it_was, {"after"}),
        (faults.take_steps_without_their_guards, {"after"}),
        (faults.come_from_where_the_guard_is_false, {"before"}),
        (faults.come_from_all_that_the_guard_allows, {"before"}),
        (faults.unite_all_but_the_last, {"each"}),
        (faults.count_one_more, {"count"}),
        (faults.count_what_is_no_state, {"count"}),
        (faults.forget_one_machine_less, {"forget"}),
        (faults.split_alike_whoever_has_moved, {"split"}),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_fault_in_the_sets_is_noticed(
    fault: Fault, noticed: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    assert noticed <= disagreements()


def beside(left: Variables, right: Variables, plain: set[tuple[Joint, Joint]]) -> States:
    return left.union(
        left.exactly(named(one)) & right.exactly(named(other)) for one, other in plain
    )


def test_pairs_are_counted_and_their_sides_are_told_apart() -> None:
    random = Random(14)  # noqa: S311
    left = Variables(STATES, ORDER, capacity=9_000)
    right = Variables(STATES, ORDER[::-1], beside=left)
    plain = {(random.choice(EVERY), random.choice(EVERY)) for _ in range(20)}
    pairs = beside(left, right, plain)
    assert left.count(pairs, right) == len(plain)
    assert set(left.each(right.forget(pairs, STATES))) == {one for one, _ in plain}
    assert set(right.each(left.forget(pairs, STATES))) == {other for _, other in plain}
    assert (left.count(left.exactly(named(EVERY[7]))), right.count(right.none)) == (1, 0)
