"""A function of joint states as a decision tree over the machines that it reads.

The tree is found by evaluating the function: where it first reads a machine whose state is not
fixed yet, there is one branch for each of its states.  So the tree covers every joint state,
reachable or not, and reads the machines in the order in which the function does.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

Read = Callable[[str], str | None]
"""Gives the state of a machine by name, or None where there is no such machine."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One reading of one machine, and what follows from its state."""

    which: int
    """The joint state that is read: of a step 0 is before and 1 after it."""
    machine: str
    """The machine that is read."""
    groups: tuple[tuple[tuple[str, ...], "Tree"], ...]
    """The states, grouped by what follows; every state stands in exactly one group."""


Answer: TypeAlias = bool | int | None
"""What is decided: whether something holds, or which transition is taken, None for none."""
Tree: TypeAlias = Answer | Branch
"""A decision: an answer, or a branch that leads to answers."""


def decision(
    function: Callable[..., Answer], states: Mapping[str, tuple[str, ...]], *, arity: int = 1
) -> Tree:
    """Return the decision tree of a function of joint states.

    Args:
        function: Takes ``arity`` readers, and is a function of what it reads.
        states: The machines that there are, with their states.
        arity: The number of joint states that the function looks at.
    """
    readings = _Readings(states)
    readers = [partial(readings.read, which) for which in range(arity)]
    return _grow(lambda: function(*readers), readings)


class _Readings:
    """What a function reads: machines whose state is fixed, and others, which are told."""

    def __init__(self, states: Mapping[str, tuple[str, ...]]) -> None:
        """Begin with nothing fixed."""
        self.states = states
        self.fixed: dict[tuple[int, str], str] = {}
        self.free: dict[tuple[int, str], None] = {}
        """Those whose state was taken to be their first one, in the order of the readings."""

    def read(self, which: int, machine: str) -> str | None:
        """Return the state of a machine in a joint state."""
        if machine not in self.states:
            return None
        key = (which, machine)
        if key in self.fixed:
            return self.fixed[key]
        self.free[key] = None
        return self.states[machine][0]


def _grow(function: Callable[[], Answer], readings: _Readings) -> Tree:
    """Evaluate a function, and return its tree as far as nothing is fixed."""
    readings.free = {}
    answer = function()
    return _branched(function, readings, answer, tuple(readings.free))


def _branched(
    function: Callable[[], Answer],
    readings: _Readings,
    answer: Answer,
    free: tuple[tuple[int, str], ...],
) -> Tree:
    """Return the tree of a function, given its answer where what is free is in its first state.

    For that state of the first of them nothing need be evaluated again.
    """
    if not free:
        return answer
    first, *others = free
    which, machine = first
    groups: dict[Tree, list[str]] = {}
    for place, state in enumerate(readings.states[machine]):
        readings.fixed[first] = state
        follows = (
            _grow(function, readings)
            if place
            else _branched(function, readings, answer, tuple(others))
        )
        groups.setdefault(follows, []).append(state)
    del readings.fixed[first]
    if len(groups) == 1:
        return next(iter(groups))
    return Branch(which, machine, tuple((tuple(g), follows) for follows, g in groups.items()))


def answer(tree: Tree, *reads: Read) -> Answer:
    """Return the answer of a tree for the joint states behind some readers.

    Raises:
        KeyError: if a machine is in a state that the tree does not know.
    """
    while isinstance(tree, Branch):
        state = reads[tree.which](tree.machine)
        for states, follows in tree.groups:
            if state in states:
                tree = follows
                break
        else:
            raise KeyError(state)
    return tree


def readings(tree: Tree) -> Iterator[tuple[int, str]]:
    """Yield every (joint state, machine) that a tree reads, some of them more than once."""
    if isinstance(tree, Branch):
        yield tree.which, tree.machine
        for _, follows in tree.groups:
            yield from readings(follows)
