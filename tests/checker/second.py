"""A second explorer, written for clarity only: tuples, a dictionary and a list.

It shares with the first one what is declared (machines, guards as text, the order of a system,
predicates, properties) and nothing of how a step is found: the meaning of a step is
written out here once more.  Of its questions, one for each event and for each property about
states, it remembers the answers; see ``memo.py``.  Whatever a question finds is noted when it is
asked, and since nearer states ask first, what it finds is found at its least depth.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from types import CodeType
from typing import Any, Generic, TypeVar

from checker.memo import Memo, Question, Reader
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.declaration import TransitionDecl
from twinsite.checker.semantics.system import (
    SIGNAL_LIMIT,
    Event,
    JointState,
    Start,
    System,
    endless,
)
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Occurrence, Property, Sort, Verdict

V = TypeVar("V", bound=View)
Moves = tuple[tuple[int, str], ...]
"""The machines that a step has moved, by position, with their new states."""
Remember = Callable[[Question[Any]], Callable[[JointState], Any]]

ABOUT_STATES = (Sort.INVARIANT, Sort.REACHABLE)
ABOUT_STEPS = (Sort.TRANSITION_INVARIANT, Sort.REACHABLE_STEP)
BY_WITNESS = (Sort.REACHABLE, Sort.REACHABLE_STEP)


class Second(Generic[V]):
    """A breadth-first search, one state and one step at a time."""

    def __init__(
        self,
        system: System[V],
        properties: Iterable[Property[V]] = (),
        *,
        remember: Remember = Memo,
    ) -> None:
        """Search.

        Args:
            system: What to explore.
            properties: What to decide: properties about states and about steps.
            remember: Makes a function of joint states from a question.
        """
        self.system = system
        self.depths: dict[JointState, int] = {system.initial: 0}
        """Every reachable state, with the number of steps that it takes to get there."""
        self.steps = 0
        self.taken: set[tuple[str, TransitionDecl]] = set()
        """(machine, transition) that is taken."""
        self.unhandled: set[tuple[str, str, str]] = set()
        """(machine, signal, state) in which a signal arrived and no transition was enabled."""
        self.happened: dict[Occurrence, list[Property[V]]] = {}
        """What happened in some step, with the claims that are about such steps."""
        self.decided: dict[str, int] = {}
        """The length of a shortest trace that decides a property, by its name."""
        self._depth = 0  # of the states whose steps are taken
        self._positions = {i.name: position for position, i in enumerate(system.instances)}
        self._listeners: dict[str, list[int]] = {}
        self._events: dict[tuple[int, str], list[Callable[[JointState], Moves | None]]] = {}
        properties = tuple(properties)
        assert all(prop.sort in (*ABOUT_STATES, *ABOUT_STEPS) for prop in properties)
        self._about_steps = [prop for prop in properties if prop.sort in ABOUT_STEPS]
        judges = [remember(partial(self._judge, c)) for c in properties if c.sort in ABOUT_STATES]
        self._read_events(remember)
        self._search(judges)

    def _read_events(self, remember: Remember) -> None:
        for position, instance in enumerate(self.system.instances):
            machine = instance.machine
            for declared in machine.events:
                if declared.kind is Kind.SIGNAL:
                    self._listeners.setdefault(declared.id, []).append(position)
                    continue
                event = Event(instance.name, declared.id)
                take = remember(partial(self._take, position, event))
                for source in {t.source for t in machine.transitions if t.event == declared.id}:
                    self._events.setdefault((position, source), []).append(take)

    def _search(self, judges: Sequence[Callable[[JointState], None]]) -> None:
        frontier = [self.system.initial]
        while frontier:
            found: list[JointState] = []
            for state in frontier:
                for judge in judges:
                    judge(state)
                for place in enumerate(state):
                    for take in self._events.get(place, ()):
                        moves = take(state)
                        if moves is None:
                            continue
                        self.steps += 1
                        moved = list(state)
                        for position, target in moves:
                            moved[position] = target
                        after = tuple(moved)
                        if after not in self.depths:
                            self.depths[after] = self._depth + 1
                            found.append(after)
            frontier = found
            self._depth += 1

    def _view(self, read: Reader, parameter: str = "") -> V:
        def read_by_name(name: str) -> str | None:
            position = self._positions.get(name)
            return None if position is None else read(position)

        return self.system.view_through(read_by_name, parameter)

    def _take(self, owner: int, event: Event, before: Reader) -> Moves | None:
        """Take the step of an event; return None where it is not enabled."""
        current: dict[int, str] = {}
        entered: set[int] = set()
        log: list[tuple[str, str]] = []
        queue: list[str] = []

        def now(position: int) -> str:
            return current[position] if position in current else before(position)

        def react(position: int, transition: TransitionDecl | None, named: str) -> None:
            name = self.system.instances[position].name
            if transition is None:
                self.unhandled.add((name, named, now(position)))
                return
            current[position] = transition.target
            if not transition.internal:
                entered.add(position)
            self.taken.add((name, transition))
            for effect in transition.effects:
                log.append((name, effect))
                if effect in self._listeners:
                    queue.append(effect)

        first = self._choice(owner, event.name, now)
        if first is None:
            return None
        react(owner, first, event.name)
        for _ in range(SIGNAL_LIMIT):
            if not queue:
                break
            signal = queue.pop(0)
            choices = [(p, self._choice(p, signal, now)) for p in self._listeners[signal]]
            for position, transition in choices:
                react(position, transition, signal)
        if queue:
            raise endless(event)
        started = [
            Start(Event(self.system.instances[p].name, each.id), each.length)
            for p in entered
            for each in self.system.instances[p].machine.events
            if each.kind is Kind.DEADLINE
            and any(
                t.event == each.id and t.source == now(p)
                for t in self.system.instances[p].machine.transitions
            )
        ]
        self._note(Occurrence(event, tuple(log), tuple(sorted(started))), before, now)
        return tuple(current.items())

    def _choice(self, position: int, event: str, now: Reader) -> TransitionDecl | None:
        """Return the first transition in declared order that is enabled."""
        instance = self.system.instances[position]
        view = self._view(now, instance.parameter)
        source = now(position)
        for transition in instance.machine.transitions:
            if transition.event == event and transition.source == source:  # noqa: SIM102
                if holds(transition.guard.text, view):
                    return transition
        return None

    def _note(self, occurrence: Occurrence, before: Reader, after: Reader) -> None:
        """Note what happened in a step, and judge it."""
        if occurrence not in self.happened:
            self.happened[occurrence] = [c for c in self._about_steps if c.when(occurrence)]
        views = self._view(before), self._view(after)
        for prop in self.happened[occurrence]:
            answer = prop.of_step is None or prop.of_step(*views)
            self._decide(prop, answer, self._depth + 1)

    def _judge(self, prop: Property[V], read: Reader) -> None:
        """Judge a state."""
        assert prop.of_state is not None
        self._decide(prop, prop.of_state(self._view(read)), self._depth)

    def _decide(self, prop: Property[V], answer: object, length: int) -> None:
        if bool(answer) == (prop.sort in BY_WITNESS):
            self.decided.setdefault(prop.name, length)

    @property
    def depth(self) -> int:
        """Steps from the initial state to the farthest state."""
        return max(self.depths.values())

    def verdict(self, prop: Property[V]) -> tuple[Verdict, int | None]:
        """Return the verdict with the length of the trace that decides it."""
        length = self.decided.get(prop.name)
        proved = (length is not None) == (prop.sort in BY_WITNESS)
        return (Verdict.PROVED if proved else Verdict.REFUTED), length


class _Predicates(dict[str, bool]):
    """The predicates of a view, by name; only those that are asked for are evaluated."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view

    def __missing__(self, name: str) -> bool:
        return bool(getattr(self._view, name))


@cache
def _compiled(guard: str) -> CodeType:
    return compile(guard, guard, "eval")


def holds(guard: str, view: View) -> bool:
    """Evaluate the text of a guard; Python itself knows its words ``and``, ``or`` and ``not``."""
    return not guard or bool(eval(_compiled(guard), {"__builtins__": {}}, _Predicates(view)))  # noqa: S307
