"""One machine's answer to one event, for arrays of joint states."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np

from twinsite.kernel.system import Log, System
from twinsite.kernel.tables import Layout, Table
from twinsite.kernel.view import View

V = TypeVar("V", bound=View)

NONE = -1
"""The machine has no enabled transition."""


@dataclass(slots=True)
class Coverage:
    """What was seen of each machine."""

    states: set[tuple[str, str]] = field(default_factory=set)
    """(machine, state) that is reached."""
    transitions: set[tuple[str, int]] = field(default_factory=set)
    """(machine, number of the transition) that is taken."""
    unhandled: set[tuple[str, str, str]] = field(default_factory=set)
    """(machine, signal, state) in which a signal arrived and no transition was enabled."""


class Reaction(Generic[V]):
    """What a machine does when it is offered an event.

    Which transition it takes comes from :meth:`System.choose`; the table asks once for each
    combination of what the guards read, and only for combinations that are reached.  So what is
    asked is what is covered.
    """

    def __init__(
        self, system: System[V], layout: Layout, number: int, event: str, coverage: Coverage
    ) -> None:
        """Prepare the answers of one machine to one event.

        Args:
            system: The composition.
            layout: How its joint states are packed.
            number: The position of the machine in the system.
            event: A stimulus or deadline of the machine, or a signal.
            coverage: Where to note what the machine does.
        """
        instance = system.instances[number]
        states = instance.machine.states
        signal = event in system.listeners
        code = {state: n for n, state in enumerate(states)}
        logs: dict[Log, int] = {(): 0}
        effects: list[int] = []
        deltas: list[int] = []
        for transition in instance.machine.transitions:
            said = transition.effects if transition.event == event else ()
            log = tuple((instance.name, effect) for effect in said)
            effects.append(logs.setdefault(log, len(logs)))
            move = code[transition.target] - code[transition.source]
            deltas.append(move << layout.shifts[number])
        self.has_transition = np.array([any(instance.machine.choices(event, s)) for s in states])
        """For each state of the machine whether the event has a transition there at all."""
        # NONE indexes the last entry, which changes nothing and says nothing
        self.deltas = np.array([*deltas, 0], dtype=np.int64)
        """For each transition what it adds to a packed joint state."""
        self.effects = np.array([*effects, 0], dtype=np.int16)
        """For each transition the number of what it says, in :attr:`logs`."""
        self.logs: tuple[Log, ...] = tuple(logs)
        """Everything that the machine can say to this event; the first entry is silence."""
        mine = {
            transition.effects
            for transition in instance.machine.transitions
            if transition.event == event
        }
        self.only_log: Log | None = self.logs[-1] if len(mine) == 1 else None
        """What every transition of this event says, if all say the same."""

        def choose(read: Callable[[str], str | None]) -> int:
            source = read(instance.name)
            assert source is not None
            choice = system.choose(
                number, event, source, system.view_through(read, instance.parameter)
            )
            if choice is not None:
                coverage.transitions.add((instance.name, choice))
                return choice
            if signal:
                coverage.unhandled.add((instance.name, event, source))
            return NONE

        self.choose = Table(system, layout, choose)
        """The number of the transition that is taken, for every row."""
