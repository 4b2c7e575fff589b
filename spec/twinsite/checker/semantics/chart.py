"""How a machine is written: by name only, flat, with every event of one of three kinds.

The base class :class:`Chart` fences off what python-statemachine would let pass in silence:
refused events, swallowed exceptions, callbacks found by naming convention, Python bodies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from statemachine import Event, State, StateChart
from statemachine.factory import StateMachineMetaclass
from statemachine.transition import Transition
from statemachine.transition_list import TransitionList

from twinsite.checker.semantics.errors import DeclarationError


class Kind(StrEnum):
    """Who raises an event."""

    STIMULUS = "stimulus"
    """The world, a peer or a person decides."""
    DEADLINE = "deadline"
    """Time decides: a state was held for the whole length that an option gives."""
    SIGNAL = "signal"
    """Another machine decides: its transition has this event among its effects."""


class _Declared(Event):
    """An event with its kind; ``name`` is ``<requirement id> <words for people>``."""

    kind: ClassVar[Kind]
    by: str
    length: str

    def __new__(
        cls, transitions: TransitionList, *, name: str, by: str = "", length: str = ""
    ) -> "_Declared":
        event: _Declared = super().__new__(cls, transitions, name=name)
        event.by = by
        event.length = length
        return event


class Stimulus(_Declared):
    """An event that somebody outside the desktop decides; ``by`` names who."""

    kind = Kind.STIMULUS

    def __new__(cls, transitions: TransitionList, *, by: str, name: str) -> "Stimulus":
        """Declare the transitions that this stimulus can take."""
        return super().__new__(cls, transitions, name=name, by=by)  # type: ignore[return-value]


class Deadline(_Declared):
    """The end of the time that a state may be held.

    It belongs to every state from which it has a transition: entering the state starts it,
    leaving the state ends it.  ``length`` names the option that gives the number of seconds.
    """

    kind = Kind.DEADLINE

    def __new__(cls, transitions: TransitionList, *, length: str, name: str) -> "Deadline":
        """Declare the transitions that this deadline can take."""
        return super().__new__(  # type: ignore[return-value]
            cls, transitions, name=name, by="time", length=length
        )


class Signal(_Declared):
    """An event that another machine raises as an effect of its own transition."""

    kind = Kind.SIGNAL

    def __new__(cls, transitions: TransitionList, *, name: str) -> "Signal":
        """Declare the transitions that this signal can take."""
        return super().__new__(cls, transitions, name=name, by="desktop")  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Ignore:
    """Signals that may reach a machine in states which have no enabled transition for them."""

    signal: str
    """The signal, or several separated by blanks."""
    states: str
    """The states, separated by blanks."""
    reason: str
    """Why nothing is to be done."""


@dataclass(frozen=True, slots=True)
class Restart:
    """Deadlines that an event starts anew, although their state may have been held for long."""

    deadline: str
    """The deadline."""
    event: str
    """The event, or several separated by blanks."""
    states: str
    """The states from which it does, separated by blanks."""
    reason: str
    """Why the time that has passed counts no longer."""


class _ChartMeta(StateMachineMetaclass):
    """Collect the declared events before the library rebuilds them, and refuse the rest."""

    def __init__(cls, name: str, bases: tuple[type], attrs: dict[str, Any]) -> None:  # noqa: N805
        declared = {key: value for key, value in attrs.items() if isinstance(value, _Declared)}
        if attrs.get("__module__") != __name__:
            if bases != (Chart,):
                raise DeclarationError(f"{name} must derive from Chart and from nothing else")
            for key, value in attrs.items():
                _refuse_foreign(name, key, value)
        super().__init__(name, bases, attrs)
        cls.declared_events: Mapping[str, _Declared] = declared


def _refuse_foreign(chart: str, key: str, value: object) -> None:
    """Refuse whatever a chart may not contain.

    Raises:
        DeclarationError: for an event without a kind and for any Python body.
    """
    if isinstance(value, (Transition, TransitionList)) or (
        isinstance(value, Event) and not isinstance(value, _Declared)
    ):
        raise DeclarationError(
            f"{chart}.{key} has no kind: declare it as Stimulus, Deadline or Signal"
        )
    if isinstance(value, (_Declared, State)) or key in ("ignores", "restarts"):
        return
    if key.startswith("__") and key.endswith("__"):
        return
    if callable(value) or isinstance(value, (staticmethod, classmethod, property)):
        raise DeclarationError(f"{chart}.{key} is a Python body: a chart is declared by name only")
    raise DeclarationError(
        f"{chart}.{key} is a setting: a chart has states, events, ignores and restarts"
    )


class Chart(StateChart[Any], metaclass=_ChartMeta):
    """A flat machine, declared by name; its docstring is the question that its state answers."""

    allow_event_without_transition = False
    catch_errors_as_events = False

    declared_events: ClassVar[Mapping[str, _Declared]]
    """The events with their kinds, as written."""
    ignores: ClassVar[tuple[Ignore, ...]] = ()
    """Every signal that can reach this machine without a transition, with the reason."""
    restarts: ClassVar[tuple[Restart, ...]] = ()
    """Every transition from a state to one with the same deadline, with the reason."""
