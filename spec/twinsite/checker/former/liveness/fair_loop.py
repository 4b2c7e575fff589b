"""A loop that is fair, within a component that can hold one."""

import numpy as np

from twinsite.checker.former.liveness.components import Bits, Edges, Mask, Rows
from twinsite.checker.former.liveness.shortest_paths import Search


class FairLoop:
    """A loop from a state back to it, made longer until it is fair."""

    def __init__(self, inner: Edges, rows: Rows, enabled: Bits, entry: int) -> None:
        """Stand still.

        Args:
            inner: The steps inside the component.
            rows: What they have in common.
            enabled: For every state the fair events that are possible there.
            entry: The state from which the loop goes.
        """
        self._inner = inner
        self._enabled = enabled
        self._accept = None if rows.accept is None else rows.accept[inner.row]
        self._fair = rows.fair[inner.row]
        self._entry = self._here = entry
        self._way: list[int] = []

    def tie(self, weak: int, strong: int) -> list[int]:
        """Return the steps of the loop, by their positions; none if it may stand still.

        Args:
            weak: The events to which it must be weakly fair, one bit each.
            strong: The events to which it must be strongly fair.
        """
        if self._accept is not None:
            self._take(self._accept)
            self._go_back()
        every = np.ones(len(self._fair), dtype=np.bool_)
        tried: set[int] = set()
        while (number := self._missed(weak, strong)) is not None:
            assert number not in tried, f"no loop is fair to event {number}"
            tried.add(number)
            taking = self._fair == number
            if taking.any():
                self._take(taking)
            else:
                impossible = (self._enabled >> np.uint64(number)) & 1 == 0
                self._go(self._sources(every) & impossible)
            self._go_back()
        return self._way

    def _go(self, targets: Mask) -> None:
        """Go to the nearest of some states."""
        begins = np.zeros(self._inner.nodes, dtype=np.bool_)
        begins[self._here] = True
        search = Search(self._inner, begins)
        ends = np.flatnonzero(targets & search.reached)
        self._here = int(ends[np.argmin(search.distance[ends])])
        self._way.extend(search.way_to(self._here))

    def _go_back(self) -> None:
        back = np.zeros(self._inner.nodes, dtype=np.bool_)
        back[self._entry] = True
        self._go(back)

    def _take(self, steps: Mask) -> None:
        """Go to the nearest of some steps, and take it."""
        self._go(self._sources(steps))
        step = int(np.flatnonzero(steps & (self._inner.source == self._here))[0])
        self._way.append(step)
        self._here = int(self._inner.target[step])

    def _sources(self, steps: Mask) -> Mask:
        found = np.zeros(self._inner.nodes, dtype=np.bool_)
        found[self._inner.source[steps]] = True
        return found

    def _missed(self, weak: int, strong: int) -> int | None:
        """Return the number of a fair event to which the loop is unfair, or None."""
        visited = [self._entry, *(int(self._inner.target[step]) for step in self._way)]
        taken = {int(self._fair[step]) for step in self._way}
        possible = [int(self._enabled[node]) for node in visited]
        for number in range((weak | strong).bit_length()):
            here = [bits >> number & 1 for bits in possible]
            unfair = (weak >> number & 1 and all(here)) or (strong >> number & 1 and any(here))
            if unfair and number not in taken:
                return number
        return None
