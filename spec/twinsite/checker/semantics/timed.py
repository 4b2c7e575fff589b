"""A trace in seconds: the step of :mod:`.system`, and deadlines that fall due.

Entering a state starts its deadlines, also where a transition leads back to the same state;
leaving it ends them.  An internal transition does not leave the state.  A deadline that is due
while no guard lets it act is held back, and acts as soon as one does.
"""

from collections.abc import Iterator, Mapping
from typing import Generic, Self, TypeVar

from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.errors import DeclarationError, RefusedError
from twinsite.checker.semantics.system import Event, JointState, Step, System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)

TIES = 12
"""So many deadlines in a row may fall due at one moment; more are an endless row of them."""


class TimedRun(Generic[V]):
    """A system in one joint state at one moment."""

    def __init__(self, system: System[V], lengths: Mapping[str, float]) -> None:
        """Begin in the initial state at the moment 0.

        Args:
            system: The composition.
            lengths: How many seconds each deadline lasts, by the name that the machines give.

        Raises:
            KeyError: if a length is missing.
        """
        self.system = system
        self.state: JointState = system.initial
        self.now: float = 0.0
        self._since: tuple[float, ...] = (0.0,) * len(system.instances)
        self._deadlines = tuple(
            (number, Event(instance.name, event.id), lengths[event.length])
            for number, instance in enumerate(system.instances)
            for event in instance.machine.events
            if event.kind is Kind.DEADLINE
        )
        self._taken: dict[tuple[JointState, Event], Step | None] = {}
        self._armed: dict[JointState, tuple[tuple[int, Event, float], ...]] = {}

    def copy(self) -> Self:
        """Return a trace in the same state at the same moment."""
        twin = object.__new__(type(self))
        twin.system, twin.state, twin.now = self.system, self.state, self.now
        twin._since, twin._deadlines = self._since, self._deadlines
        twin._taken, twin._armed = self._taken, self._armed
        return twin

    def become(self, other: Self) -> None:
        """Take over the state and the moment of another trace of the same system."""
        self.state, self.now, self._since = other.state, other.now, other._since

    def anew(self, lengths: Mapping[str, float]) -> Self:
        """Return a trace in the initial state at the moment 0, with lengths of its own.

        It shares with this one what is known of the steps, which lengths do not change.

        Raises:
            KeyError: if a length is missing.
        """
        twin = type(self)(self.system, lengths)
        twin._taken = self._taken
        return twin

    def possible(self, event: Event) -> Step | None:
        """Return the step that an event makes in this state, or None if it is refused."""
        key = (self.state, event)
        if key not in self._taken:
            try:
                self._taken[key] = self.system.step(self.state, event)
            except RefusedError:
                self._taken[key] = None
        return self._taken[key]

    def take(self, event: Event) -> Step:
        """Take a step at this moment.

        Raises:
            RefusedError: if it is refused; nothing has changed.
        """
        step = self.possible(event)
        if step is None:
            raise RefusedError(f"{event} is not enabled")
        since = list(self._since)
        for machine in step.entered:
            since[self.system.index[machine]] = self.now
        self._since = tuple(since)
        self.state = step.after
        return step

    def running(self) -> Iterator[tuple[float, Event]]:
        """Yield every deadline that runs and would act now, with its moment, which may be past."""
        armed = self._armed.get(self.state)
        if armed is None:
            armed = tuple(each for each in self._deadlines if self.possible(each[1]) is not None)
            self._armed[self.state] = armed
        for number, event, length in armed:
            yield self._since[number] + length, event

    def next_deadline(self) -> float | None:
        """Return the moment of the next deadline, not before now; None if none runs."""
        first = min((at for at, _ in self.running()), default=None)
        return None if first is None else max(first, self.now)

    def wait(self, seconds: float) -> None:
        """Let time pass in which no deadline falls due.

        Raises:
            ValueError: if one falls due before the end of it.
        """
        first = self.next_deadline()
        if seconds < 0 or (first is not None and first < self.now + seconds):
            raise ValueError(f"a deadline falls due within {seconds} s")
        self.now += seconds

    def outcomes(self) -> Iterator[tuple[tuple[Step, ...], Self]]:
        """Yield each way in which the deadlines that are due now can act, one after another.

        Deadlines that fall due together may act in every order; what acts may end another one or
        start one that is due at once.  Without any that is due there is one way: nothing happens.

        Raises:
            DeclarationError: if deadlines without length follow each other without end.
        """
        yield from self._outcomes(())

    def _outcomes(self, steps: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Self]]:
        due = [(at, event) for at, event in self.running() if at <= self.now]
        if not due:
            yield steps, self
            return
        if len(steps) == TIES:
            raise DeclarationError(f"the deadlines after {steps[0].event} do not come to an end")
        first = min(at for at, _ in due)
        for at, event in due:
            if at == first:
                twin = self.copy()
                step = twin.take(event)
                yield from twin._outcomes((*steps, step))
