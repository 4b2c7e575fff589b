"""What a search has seen of each machine."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Coverage:
    """What was seen of each machine."""

    states: set[tuple[str, str]] = field(default_factory=set)
    """(machine, state) that is reached."""
    transitions: set[tuple[str, int]] = field(default_factory=set)
    """(machine, number of the transition) that is taken."""
    unhandled: set[tuple[str, str, str]] = field(default_factory=set)
    """(machine, signal, state) in which a signal arrived and no transition was enabled."""
