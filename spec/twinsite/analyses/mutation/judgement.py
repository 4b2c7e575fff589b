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
    """Some rule tells it from the specification."""
    EQUIVALENT = "equivalent"
    """It allows the same runs with the same commands: there is nothing to tell."""
    SURVIVED = "survived"
    """It behaves otherwise, and no rule notices."""


@dataclass(frozen=True, slots=True)
class Killer:
    """A rule that tells a mutant from the specification."""

    rule: str
    """The name of a property, :data:`LOST_SIGNAL` or :data:`ENDLESS_SIGNALS`."""
    run: tuple[str, ...] | None
    """The offers of a shortest run of the mutant that breaks it; None where no run decides."""


@dataclass(frozen=True, slots=True)
class Distinction:
    """A shortest run that tells a surviving mutant from the specification."""

    run: tuple[str, ...]
    """The offers; under the last one the two differ."""
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
    """Every rule that tells it from the specification under that profile."""
    distinction: Distinction | None = None
    """Where a survivor differs; None if it differs inside only."""

    @property
    def shortest(self) -> int | None:
        """The number of steps of the shortest run that kills it."""
        return min((len(k.run) for k in self.killers if k.run is not None), default=None)
