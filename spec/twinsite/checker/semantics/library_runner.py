"""The semantics of :mod:`.system`, run by python-statemachine itself.

Every machine of a system is a machine of the library: the library evaluates the guards, picks the
transition, calls the effects and holds the state.  Left to this module is what the library knows
nothing of: the frozen state that guards read, the queue of signals, and the record of a step.
It is slow, and the measure for everything that is fast.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from statemachine.callbacks import SpecListGrouper
from statemachine.exceptions import TransitionNotAllowed
from statemachine.transition import Transition

from twinsite.checker.semantics.chart import Chart
from twinsite.checker.semantics.declaration import MachineDecl, TransitionDecl, declare
from twinsite.checker.semantics.errors import DeclarationError, RefusedError
from twinsite.checker.semantics.system import (
    SIGNAL_LIMIT,
    Event,
    Instance,
    JointState,
    Move,
    Step,
    System,
)
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)

_STATE_FIELD = "_state"


class _Model:
    """All that one live machine can ask and call: its predicates and its effects, by name."""

    def __init__(self, machine: MachineDecl, view: View) -> None:
        self._view = view
        self._heard: list[str] = []
        self._taken: list[Transition] = []
        for transition in machine.transitions:
            for name in transition.guard.names:
                setattr(self, name, self._predicate(name))
            for name in transition.effects:
                setattr(self, name, self._effect(name))

    def _predicate(self, name: str) -> Callable[[], bool]:
        def predicate() -> bool:
            return bool(getattr(self._view, name))

        return predicate

    def _effect(self, name: str) -> Callable[[], None]:
        def effect() -> None:
            self._heard.append(name)

        return effect

    def on_transition(self, transition: Transition) -> None:
        """Record a transition; the library calls this by its name for every one that it takes."""
        self._taken.append(transition)


class _LiveMachine:
    """One instance of a system as a machine of the library."""

    def __init__(self, instance: Instance, chart: type[Chart], view: View) -> None:
        self.instance = instance
        self._model = _Model(instance.machine, view)
        self._machine = chart(self._model, state_field=_STATE_FIELD, start_value=instance.initial)
        transitions = (t for state in chart.states for t in state.transitions)
        self._declared: dict[Transition, TransitionDecl] = dict(
            zip(transitions, instance.machine.transitions, strict=True)
        )

    @property
    def state(self) -> str:
        """The state in which the library has the machine."""
        return str(self._machine.current_state_value)

    @state.setter
    def state(self, state: str) -> None:
        self._machine.current_state_value = state

    def react(self, event: str, view: View) -> tuple[TransitionDecl, tuple[str, ...]] | None:
        """Send an event; return the transition taken and the effects called, None if refused."""
        self._model._view = view
        self._model._heard.clear()
        self._model._taken.clear()
        try:
            self._machine.send(event)
        except TransitionNotAllowed:
            return None
        (taken,) = self._model._taken
        return self._declared[taken], tuple(self._model._heard)


class LiveSystem(Generic[V]):
    """A system whose machines are run by python-statemachine.

    It has a state of its own: :meth:`step` changes it and :meth:`enter` sets it.
    """

    def __init__(self, system: System[V], charts: Mapping[str, type[Chart]]) -> None:
        """Make one machine of the library for each instance of a system.

        Args:
            system: The declarations, their composition, and the view that guards read.
            charts: The chart behind each instance, by the name of the instance.

        Raises:
            DeclarationError: if an instance has no chart, or one that declares another machine,
                or if the library would call more for a name than the predicate or the effect.
        """
        self.system = system
        self._machines = tuple(
            _LiveMachine(
                instance,
                _chart_of(instance, charts),
                system.view(system.initial, instance.parameter),
            )
            for instance in system.instances
        )

    @property
    def state(self) -> JointState:
        """The state of every machine, in the order in which the system lists them."""
        return tuple(machine.state for machine in self._machines)

    def enter(self, state: JointState) -> None:
        """Put all machines in a joint state, without any effect.

        Raises:
            ValueError: if it is not a joint state of the system; nothing has changed.
        """
        instances = self.system.instances
        if len(state) != len(instances):
            raise ValueError(
                f"{self.system.name} has {len(instances)} machines, and {len(state)} states"
                " were given"
            )
        for part, instance in zip(state, instances, strict=True):
            if part not in instance.machine.states:
                raise ValueError(f"{instance.name} has no state {part!r}")
        for part, machine in zip(state, self._machines, strict=True):
            machine.state = part

    def step(self, event: Event) -> Step:
        """Take one step; on any error the machines are left as they were before.

        Raises:
            RefusedError: if the library refuses the event, or it is no stimulus or deadline.
            DeclarationError: if the signals of the step do not come to an end.
        """
        if event not in self.system.events:
            raise RefusedError(f"{event} is neither a stimulus nor a deadline of this system")
        before = self.state
        try:
            return self._run(event, before)
        except Exception:
            self.enter(before)
            raise

    def _run(self, event: Event, before: JointState) -> Step:
        moves: list[Move] = []
        log: list[tuple[str, str]] = []
        queue: deque[str] = deque()

        def react(numbers: tuple[int, ...], named: str) -> None:
            seen = self.state
            for number in numbers:
                machine = self._machines[number]
                name = machine.instance.name
                answer = machine.react(named, self.system.view(seen, machine.instance.parameter))
                if answer is None:
                    continue
                transition, effects = answer
                moves.append(Move(name, transition))
                log.extend((name, effect) for effect in effects)
                queue.extend(e for e in effects if e in self.system.listeners)

        react((self.system.index[event.machine],), event.name)
        if not moves:
            raise RefusedError(f"{event} is not enabled")
        for _ in range(SIGNAL_LIMIT):
            if not queue:
                break
            signal = queue.popleft()
            react(self.system.listeners[signal], signal)
        if queue:
            raise DeclarationError(f"the signals after {event} do not come to an end")
        return Step(event, before, self.state, tuple(moves), tuple(log))


def _chart_of(instance: Instance, charts: Mapping[str, type[Chart]]) -> type[Chart]:
    chart = charts.get(instance.name)
    if chart is None or declare(chart) != instance.machine:
        raise DeclarationError(f"{instance.name}: no chart is given that declares this machine")
    # the library would look these names up on the chart, too, or call them unasked
    taken = {*dir(chart), *_found_by_convention(chart)} - {*instance.machine.states}
    for transition in instance.machine.transitions:
        for name in (*transition.guard.names, *transition.effects):
            if name in taken:
                raise DeclarationError(
                    f"{instance.name}: {transition}: {name!r} means something else to"
                    " python-statemachine; rename it"
                )
    return chart


def _found_by_convention(chart: type[Chart]) -> Iterator[str]:
    groups: list[SpecListGrouper] = [chart.prepare]
    for state in chart.states:
        groups += [state.enter, state.exit, state.invoke]
        for transition in state.transitions:
            groups += [transition.before, transition.on, transition.after]
    for group in groups:
        yield from (spec.func for spec in group if spec.is_convention)
