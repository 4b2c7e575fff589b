"""Fairness: what is assumed of whoever decides an event, so that good things must happen.

Source: Lamport, "The temporal logic of actions" (1994), on weak and strong fairness.
Without any fairness every trace may stop at any moment and nothing more happens.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from twinsite.checker.semantics.system import Event


class Strength(StrEnum):
    """How much is assumed of an event."""

    WEAK = "weak"
    """If it is possible without a break from some moment on, it comes again and again; a deadline
    that starts anew has had a break."""
    STRONG = "strong"
    """If it is possible again and again, it comes again and again."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """Events of one kind, each of which can be assumed to be fair."""

    id: str
    """The id, such as ``FAIR-01``."""
    name: str
    """Two or three words."""
    sentence: str
    """What is assumed, as a sentence that can be false of a world."""
    source: str
    """Where it comes from."""
    covers: Callable[[Event], bool]
    """Whether it is about an event."""
    strengths: tuple[Strength, ...] = tuple(Strength)
    """How much of it can be assumed; of time no more than the weak form, since a deadline that
    starts anew again and again never passes."""


@dataclass(frozen=True, slots=True, order=True)
class FairnessAssumption:
    """An assumption that is made, in its weak or its strong form."""

    id: str
    """The id of the assumption."""
    strength: Strength
    """How much of it is assumed."""

    def __str__(self) -> str:
        return f"{self.id} ({self.strength})"

    @classmethod
    def parse(cls, text: str) -> "FairnessAssumption":
        """Read what :meth:`__str__` writes.

        Raises:
            ValueError: if it is not of that form.
        """
        identifier, _, rest = text.partition(" (")
        return cls(identifier, Strength(rest.removesuffix(")")))


def everything(assumptions: Iterable[Assumption]) -> frozenset[FairnessAssumption]:
    """Return all assumptions in their strongest form."""
    return frozenset(
        FairnessAssumption(assumption.id, assumption.strengths[-1]) for assumption in assumptions
    )


def required(
    assumed: Iterable[FairnessAssumption],
    assumptions: Iterable[Assumption],
    events: Iterable[Event],
) -> dict[Event, Strength]:
    """Return how fair each event is assumed to be; those without any fairness are left out."""
    by_id = {assumption.id: assumption for assumption in assumptions}
    events = tuple(events)
    found: dict[Event, Strength] = {}
    for entry in sorted(assumed, key=lambda g: g.strength is Strength.STRONG):
        found.update((o, entry.strength) for o in events if by_id[entry.id].covers(o))
    return found
