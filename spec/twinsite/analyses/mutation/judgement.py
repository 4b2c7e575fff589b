"""What became of a mutant."""

from dataclasses import dataclass
from enum import StrEnum

LOST_SIGNAL = "(a signal is lost)"
"""A signal reaches a machine that has no transition for it, and nothing says why."""
ENDLESS_SIGNALS = "(endless signals)"
"""The signals of a step do not come to an end."""


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    """Some property tells it from the specification."""
    EQUIVALENT = "equivalent"
    """It allows the same runs with the same commands: there is nothing to tell."""
    SURVIVED = "survived"
    """It behaves otherwise, and no property notices."""


@dataclass(frozen=True, slots=True)
class Killer:
    """A property that tells a mutant from the specification."""

    prop: str
    """The name of a property, :data:`LOST_SIGNAL` or :data:`ENDLESS_SIGNALS`."""
    trace: tuple[str, ...] | None
    """The events of a shortest trace of the mutant that breaks it; None where no trace decides."""


@dataclass(frozen=True, slots=True)
class Distinction:
    """A shortest trace that tells a surviving mutant from the specification."""

    trace: tuple[str, ...]
    """The events; under the last one the two differ."""
    specified: str
    """What the specification does last: its commands, or that it refuses."""
    mutated: str
    """What the mutant does last."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The fate of one mutant."""

    mutant: str
    """The id of the mutant."""
    machine: str
    """The chart that is changed."""
    fate: Fate
    """What became of it."""
    profile: str = ""
    """The profile under which it was killed, or differs; empty if it is equivalent."""
    killers: tuple[Killer, ...] = ()
    """Every property that tells it from the specification under that profile."""
    distinction: Distinction | None = None
    """Where a survivor differs; None if it differs inside only."""
