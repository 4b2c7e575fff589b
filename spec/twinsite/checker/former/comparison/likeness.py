"""Whether two systems are in the same joint state, told by names."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.checker.former.explorer.tables import Layout, Packed
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)


class Likeness:
    """Whether each machine is in the same state in both systems, for arrays of pairs."""

    def __init__(self, left: System[V], right: System[V]) -> None:
        """Compare the machines by their names, and their states by theirs."""
        self._left, self._right = Layout(left), Layout(right)
        self._same_machines = set(left.index) == set(right.index)
        self._fields: list[tuple[int, int, NDArray[np.int64]]] = []
        for name in left.index if self._same_machines else ():
            mine, other = left.index[name], right.index[name]
            codes = {s: n for n, s in enumerate(right.instances[other].machine.states)}
            same = [codes.get(state, -1) for state in left.instances[mine].machine.states]
            self._fields.append((mine, other, np.array(same, dtype=np.int64)))

    def __call__(self, left: Packed, right: Packed) -> bool:
        """Return whether it is so in every pair."""
        return self._same_machines and all(
            bool((same[self._left.codes(left, mine)] == self._right.codes(right, other)).all())
            for mine, other, same in self._fields
        )
