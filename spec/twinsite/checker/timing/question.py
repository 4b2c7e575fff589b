"""What is asked about time, and when what can happen does.

Time is counted in ticks, which are whole; what a tick is, is up to who asks.  Every machine has a
clock that tells how long ago its state was entered, also where it was entered anew.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, JointState, System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class Interval:
    """When an event comes that can come now: so long after a machine has entered its state.

    It comes at the end of the interval at the latest, unless another event has made it impossible
    by then.  Where it becomes possible only after that, it comes at once.
    """

    clock: str
    """The machine since whose entry the time is counted."""
    least: int
    """The earliest moment, in ticks after the entry."""
    most: int | None
    """The latest moment, in ticks after the entry; None if the event need not come at all."""
    because: str
    """What gives the length: an option, or what is assumed."""

    def __post_init__(self) -> None:
        """Refuse an interval that is none.

        Raises:
            ValueError: if it is empty or begins before the entry.
        """
        if self.least < 0 or (self.most is not None and self.most < self.least):
            raise ValueError(f"no interval: {self.least} to {self.most}")


Timing = Callable[[Event, V], Interval | None]
"""When an event comes that is enabled in a joint state; None if it does not come there."""


@dataclass(frozen=True)
class Question(Generic[V]):
    """How long does it take from one or some events to something?"""

    system: System[V]
    """The composition."""
    starts: Collection[JointState]
    """The joint states from which it is asked, at any phase of the clocks."""
    triggers: Sequence[Event]
    """What comes then, all at one moment; where it is refused, nothing begins."""
    before: Timing[V]
    """What goes on before, which decides the phases in which the triggers come."""
    after: Timing[V]
    """What goes on from then on."""
    goal: Callable[[V], bool]
    """Whether it is reached in a joint state."""
    anew: bool = False
    """Whether all clocks begin with the triggers."""

    def triggered(self, start: JointState) -> tuple[JointState, frozenset[str]] | None:
        """Return what the triggers lead to, and the machines that have entered a state by them.

        Args:
            start: The joint state in which they come.

        Returns:
            None if one of them is refused.
        """
        fresh: frozenset[str] = frozenset()
        state = start
        for event in self.triggers:
            try:
                step = self.system.step(state, event)
            except RefusedError:
                return None
            state = step.after
            fresh |= step.entered
        return state, frozenset(self.system.index) if self.anew else fresh
