"""What a linter keeps of one system: plain data, so that it can cross to another process."""

from collections.abc import Hashable
from dataclasses import dataclass, field

Truths = tuple[bool, ...]
"""Whether each guard of one event and state is true, in declared order."""


@dataclass(frozen=True, slots=True)
class Group:
    """The transitions that an event has in a state."""

    machine: str
    """The chart's name."""
    event: str
    """The event."""
    source: str
    """The state from which they start."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two instances that answer one signal at once, both with effects."""

    signal: str
    """What they answer."""
    first: str
    """The one that is listed first."""
    second: str
    """The other one."""


@dataclass(slots=True)
class Order:
    """What changes if the second instance of a pair speaks before the first."""

    event: str
    """A stimulus or deadline that shows it."""
    listed: tuple[str, ...]
    """The commands of a step as the machines are listed."""
    swapped: tuple[str, ...]
    """The commands of the same step in the other order."""
    moves_on: bool = False
    """Whether some state after a step differs."""


@dataclass(slots=True)
class Evidence:
    """What is seen in the reachable situations of one system."""

    system: str
    """The name of the system."""
    states: int = 0
    """Reachable states."""
    steps: int = 0
    """Steps taken."""
    reached: set[tuple[str, str]] = field(default_factory=set)
    """(chart, state) that is reached."""
    asked: dict[Group, set[Truths]] = field(default_factory=dict)
    """Which guards were true together whenever an event arrived."""
    read_machines: set[str] = field(default_factory=set)
    """The charts that a guard of another machine, or a rule, reads."""
    values: dict[str, set[Hashable]] = field(default_factory=dict)
    """The values of every predicate that is read."""
    told_apart: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    """(chart, two of its states) that something tells apart."""
    orders: dict[Pair, Order] = field(default_factory=dict)
    """The pairs whose order decides something."""
