"""Answers that are remembered by what was read to find them.

A question reads the machines of a joint state one at a time, and what it reads next depends only
on what it has read before.  So its answers grow on a tree, with a machine at each fork and a state
of that machine on each branch, and a joint state that finds its way to an answer need not ask.
Any other is put to the question, and the tree grows by the way that the question took.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from twinsite.checker.semantics.system import JointState

A = TypeVar("A")
Reader = Callable[[int], str]
"""Gives the state of a machine by its position in the system."""
Question = Callable[[Reader], A]
"""Finds an answer by what it reads, and by nothing else."""


class _Node(Generic[A]):
    """A fork of the tree, or the answer at the end of a way."""

    __slots__ = ("answers", "branches", "machine")

    def __init__(self) -> None:
        self.machine = -1
        """The machine that is read next; -1 where there is nothing more to read."""
        self.branches: dict[str, _Node[A]] = {}
        """Where each state of that machine leads."""
        self.answers: list[A] = []
        """The answer, once there is nothing more to read."""


class Memo(Generic[A]):
    """A question, with the answers that it has given so far."""

    def __init__(self, question: Question[A]) -> None:
        self._question = question
        self._root: _Node[A] = _Node()

    def __call__(self, state: JointState) -> A:
        """Return the answer for a joint state."""
        node: _Node[A] | None = self._root
        while node is not None:
            if node.machine < 0:
                break
            node = node.branches.get(state[node.machine])
        if node is not None and node.answers:
            return node.answers[0]
        return self._ask(state)

    def _ask(self, state: JointState) -> A:
        seen: dict[int, str] = {}

        def read(machine: int) -> str:
            return seen.setdefault(machine, state[machine])

        answer = self._question(read)
        node = self._root
        for machine, here in seen.items():
            assert node.machine in (-1, machine), "the question reads at random"
            node.machine = machine
            node = node.branches.setdefault(here, _Node())
        node.answers.append(answer)
        return answer


def afresh(question: Question[A]) -> Callable[[JointState], A]:
    """Return a question that is asked anew for every joint state."""
    return lambda state: question(state.__getitem__)
