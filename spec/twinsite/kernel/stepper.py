"""Steps of whole arrays of joint states at once.

No second copy of the semantics: which transition a machine takes comes from
:meth:`System.choose`, tabulated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twinsite.kernel.reaction import NONE, Coverage, Reaction
from twinsite.kernel.system import SIGNAL_LIMIT, Log, Offer, System, endless
from twinsite.kernel.tables import Layout, Packed
from twinsite.kernel.view import View

V = TypeVar("V", bound=View)
Rows = NDArray[np.int32]
"""Positions in an array of joint states."""


@dataclass(slots=True)
class Batch:
    """Steps with the same offer, the same signals and the same commands."""

    offer: int
    """The number of the offer in :attr:`System.offers`."""
    rows: Rows
    """The positions of the states before, ascending."""
    states: Packed
    """The packed states after, for every row."""
    log: Log
    """The signals and commands of the step."""
    queue: tuple[str, ...] = ()
    """The signals that are still to be done; none when the step is done."""
    signals: int = 0
    """How many signals have been done."""


class Stepper(Generic[V]):
    """Takes every step of many joint states of one system."""

    def __init__(
        self, system: System[V], layout: Layout | None = None, coverage: Coverage | None = None
    ) -> None:
        """Prepare the tables; they are filled as they are used.

        Args:
            system: The composition.
            layout: How its joint states are packed.
            coverage: Where to note what the machines do.

        Raises:
            DeclarationError: if the joint state is too large to be packed.
        """
        self.system = system
        self.layout = Layout(system) if layout is None else layout
        self.coverage = Coverage() if coverage is None else coverage
        self._reactions: dict[tuple[int, str], Reaction[V]] = {}

    def reaction(self, number: int, event: str) -> Reaction[V]:
        """Return the answers of a machine, by its position in the system, to an event."""
        key = (number, event)
        if key not in self._reactions:
            self._reactions[key] = Reaction(self.system, self.layout, number, event, self.coverage)
        return self._reactions[key]

    def steps(self, states: Packed) -> Iterator[Batch]:
        """Yield every step of every state, in the order of the offers.

        Raises:
            DeclarationError: if the signals of a step do not come to an end.
        """
        codes: dict[int, NDArray[np.intp]] = {}
        for number, offer in enumerate(self.system.offers):
            owner = self.system.index[offer.machine]
            if owner not in codes:
                codes[owner] = self.layout.codes(states, owner)
            reaction = self.reaction(owner, offer.event)
            able = np.flatnonzero(reaction.has_transition[codes[owner]]).astype(np.int32)
            if able.size:
                yield from self._take(states, able, number, offer, reaction)

    def _take(
        self, states: Packed, rows: Rows, number: int, offer: Offer, reaction: Reaction[V]
    ) -> Iterator[Batch]:
        """Offer an event to the rows whose machine may take it; run its signals."""
        before = states[rows]
        choice = reaction.choose(before)
        enabled = np.flatnonzero(choice != NONE)
        if not enabled.size:
            return
        if enabled.size != rows.size:
            rows, before, choice = rows[enabled], before[enabled], choice[enabled]
        first = Batch(number, rows, before + reaction.deltas[choice], ())
        if reaction.only_log is None:
            pending = list(self._split(first, [(reaction, reaction.effects[choice])]))
        else:
            first.log, first.queue = reaction.only_log, self._signals(reaction.only_log)
            pending = [first]
        while pending:
            batch = pending.pop()
            if not batch.queue:
                yield batch
                continue
            if batch.signals == SIGNAL_LIMIT:
                raise endless(offer)
            signal, *rest = batch.queue
            after = batch.states
            answers = []
            for listener in self.system.listeners[signal]:
                reacting = self.reaction(listener, signal)
                choice = reacting.choose(batch.states)
                after = after + reacting.deltas[choice]
                if len(reacting.logs) > 1:
                    answers.append((reacting, reacting.effects[choice]))
            done = Batch(number, batch.rows, after, batch.log, tuple(rest), batch.signals + 1)
            pending += self._split(done, answers)

    def _split(
        self, batch: Batch, answers: list[tuple[Reaction[V], NDArray[np.int16]]]
    ) -> Iterator[Batch]:
        """Part a batch by the signals and commands with which its machines have answered."""
        parts: list[tuple[NDArray[np.intp] | slice, Log]] = [(slice(None), ())]
        for reaction, effects in answers:
            finer: list[tuple[NDArray[np.intp] | slice, Log]] = []
            for chosen, said in parts:
                mine = effects[chosen]
                first = mine[0]
                if (mine == first).all():
                    finer.append((chosen, said + reaction.logs[first]))
                    continue
                for value, log in enumerate(reaction.logs):
                    inside = np.flatnonzero(mine == value)
                    if inside.size:
                        part = inside if isinstance(chosen, slice) else chosen[inside]
                        finer.append((part, said + log))
            parts = finer
        for chosen, said in parts:
            yield Batch(
                batch.offer,
                batch.rows[chosen],
                batch.states[chosen],
                batch.log + said,
                batch.queue + self._signals(said),
                batch.signals,
            )

    def _signals(self, said: Log) -> tuple[str, ...]:
        return tuple(effect for _, effect in said if effect not in self.system.commands)
