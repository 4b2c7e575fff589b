"""Managers that run out of nodes at a chosen operation, so that every one of them is tried."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from twinsite.checker.symbolic.variables import OutOfNodesError, States

OPERATIONS = ("__and__", "__or__", "__xor__", "exists", "apply_exists")
"""What needs nodes."""
NO_ROOM = "out of nodes"


class Scarcity:
    """So many operations have the nodes that they need, and some after them have not."""

    def __init__(self, operations: int, failures: float) -> None:
        self.operations = operations
        self.failures = failures
        self.met = False
        """Whether an operation had no nodes."""

    def _take(self) -> None:
        self.operations -= 1
        if self.operations < 0 < self.failures:
            self.failures -= 1
            self.met = True
            raise OutOfNodesError(NO_ROOM)

    def begin(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let it begin."""
        for name in OPERATIONS:
            monkeypatch.setattr(States, name, self._counted(getattr(States, name)))

    def begin_at(self, monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
        """Let it begin where a function is called."""
        whole = getattr(owner, name)

        def begun(*arguments: Any) -> Any:
            self.begin(monkeypatch)
            return whole(*arguments)

        monkeypatch.setattr(owner, name, begun)

    def _counted(self, whole: Callable[..., States]) -> Callable[..., States]:
        def operation(*arguments: Any) -> States:
            self._take()
            return whole(*arguments)

        return operation


def each_scarcity(stride: int = 1) -> Iterator[Scarcity]:
    """Yield a scarcity for every operation, that passes and that does not, until none is met."""
    for failures in (1, float("inf")):
        operations = 0
        while True:
            yield (scarcity := Scarcity(operations, failures))
            if not scarcity.met:
                break
            operations += stride
