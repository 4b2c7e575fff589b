"""What rules read: properties are evaluated wherever they are about something."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from twinsite.checker.former.explorer.stepper import Batch
from twinsite.checker.former.explorer.tables import Packed, Table
from twinsite.checker.lint.watch import Read, Watch
from twinsite.checker.semantics.system import Event, Log, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Occurrence, Property, Restriction

V = TypeVar("V", bound=View)


class Rules(Generic[V]):
    """The functions of which properties are made, tabulated over what they are shown.

    A search may stop asking a property once it is decided; here it is asked to the end.
    """

    def __init__(
        self,
        system: System[V],
        properties: Sequence[Property[V]],
        watch: Watch[V],
    ) -> None:
        """Prepare empty tables.

        Args:
            system: The composition.
            properties: The rules.
            watch: Makes the views and the tables.
        """
        self._system = system
        self._watch = watch
        self._of_step = [prop for prop in properties if prop.of_step is not None]
        of_state = {
            function: None
            for prop in properties
            for function in (prop.of_state, prop.premise)
            if function is not None
        }
        self._states = [self._state_table(function) for function in of_state]
        self._steps = {prop.name: self._step_table(prop) for prop in self._of_step}
        self._restrictions = {c.given: None for c in properties if c.given is not None}
        self._allowed: dict[tuple[Restriction[V], Event], Table[V]] = {}
        self._relevant: dict[tuple[Event, Log], list[Table[V]]] = {}

    @property
    def tables(self) -> Iterator[Table[V]]:
        """Every table that was made."""
        yield from self._states
        yield from self._steps.values()
        yield from self._allowed.values()

    def look_at_states(self, states: Packed) -> None:
        """Evaluate what is said of states."""
        for table in self._states:
            table(states)

    def look_at_steps(self, states: Packed, batch: Batch) -> None:
        """Evaluate what is said of steps.

        Args:
            states: The packed states in which steps were taken.
            batch: Some of their steps.
        """
        event, log = self._system.events[batch.event], batch.log
        key = (event, log)
        if key not in self._relevant:
            occurrence = Occurrence(event, log)
            self._relevant[key] = [
                self._steps[prop.name] for prop in self._of_step if prop.when(occurrence)
            ]
        before = states[batch.rows]
        for table in self._relevant[key]:
            table(before, batch.states)
        for restriction in self._restrictions:
            self._allowed_table(restriction, event)(before)

    def _state_table(self, function: Callable[[V], bool]) -> Table[V]:
        return self._watch.table(lambda read: int(function(self._watch.view(read))))

    def _step_table(self, prop: Property[V]) -> Table[V]:
        of_step = prop.of_step
        assert of_step is not None

        def judge(before: Read, after: Read) -> int:
            return int(of_step(self._watch.view(before), self._watch.view(after)))

        return self._watch.table(judge, arity=2)

    def _allowed_table(self, restriction: Restriction[V], event: Event) -> Table[V]:
        key = (restriction, event)
        if key not in self._allowed:
            parameter = self._system.instances[self._system.index[event.machine]].parameter
            allows = restriction.allows
            self._allowed[key] = self._watch.table(
                lambda read: int(allows(event, self._watch.view(read, parameter)))
            )
        return self._allowed[key]
