"""What can be claimed of a system.

Of every state, of every step, that it happens at all, or of where every fair trace leads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from twinsite.checker.semantics.system import Event, Log, Starts, Step, System
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)
V_contra = TypeVar("V_contra", bound=View, contravariant=True)


class Verdict(StrEnum):
    """The answer of a check."""

    PROVED = "PROVED"
    """The property holds in the whole explored space."""
    REFUTED = "REFUTED"
    """There is a trace that breaks it; for ``sometimes``, the whole space has no witness."""
    UNDETERMINED = "UNDETERMINED"
    """The search was cut short before an answer was found."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What happened in a step, apart from the states before and after."""

    event: Event
    """The stimulus or deadline."""
    log: Log
    """Every signal and command as (machine, name), in order."""
    started: Starts = ()
    """Every deadline that was started, or started anew."""

    @classmethod
    def of(cls, system: System[V], step: Step) -> "Occurrence":
        """Return what happened in a step."""
        return cls(step.event, step.log, system.started(step))

    @property
    def names(self) -> frozenset[str]:
        """The names of all signals and commands of the step."""
        return frozenset(name for _, name in self.log)

    def has(self, name: str) -> bool:
        """Return whether the step has a signal or command of this name."""
        return any(effect == name for _, effect in self.log)

    def starts(self, deadline: str) -> bool:
        """Return whether a deadline of this name was started, or started anew."""
        return any(start.deadline.name == deadline for start in self.started)


class Sort(StrEnum):
    """The sorts of properties."""

    INVARIANT = "always"
    """Holds in every reachable state."""
    TRANSITION_INVARIANT = "transition_invariant"
    """Holds of every step."""
    REACHABLE = "sometimes"
    """Is true in some reachable state."""
    REACHABLE_STEP = "reachable_step"
    """Is true of some step."""
    LEADS_TO = "leads_to"
    """Every fair trace that comes to the premise comes to the goal later."""
    FINITELY = "finitely"
    """No fair trace has infinitely many such steps."""


@dataclass(frozen=True, slots=True)
class Restriction(Generic[V_contra]):
    """Which steps may still happen once the premise of a property holds."""

    name: str
    """A few words."""
    sentence: str
    """What is assumed of the world from then on."""
    allows: Callable[[Event, V_contra], bool]
    """Whether an event may still come in a state, as its machine sees it."""


def never(_: Occurrence) -> bool:
    """Return that no step is meant."""
    return False


def always(_: Occurrence) -> bool:
    """Return that every step is meant."""
    return True


@dataclass(frozen=True, slots=True)
class Property(Generic[V]):
    """A property, bound to the requirement that it stands for."""

    name: str
    """The property, in snake case."""
    requirement: str
    """The id of the requirement."""
    sentence: str
    """The property as a sentence that can be false."""
    sort: Sort
    """What the property is about."""
    of_state: Callable[[V], bool] | None = None
    """For properties about states: the predicate; for ``leads_to`` the goal."""
    when: Callable[[Occurrence], bool] = always
    """For properties about steps: whether the property is about a step like this at all; for
    ``leads_to`` the steps that count as the goal, none if not given; for ``finitely`` the steps
    that must end."""
    of_step: Callable[[V, V], bool] | None = None
    """For properties about steps: the predicate over the states before and after."""
    premise: Callable[[V], bool] | None = None
    """For liveness properties: where ``leads_to`` begins; where a ``finitely`` run goes on."""
    given: Restriction[V] | None = None
    """For liveness properties: what may still happen; anything if None."""

    def __post_init__(self) -> None:
        """Let no step count as the goal of a ``leads_to`` that names none."""
        if self.sort is Sort.LEADS_TO and self.when is always:
            object.__setattr__(self, "when", never)

    @property
    def is_liveness(self) -> bool:
        """Whether the property is about infinite traces, so that fairness matters."""
        return self.sort in (Sort.LEADS_TO, Sort.FINITELY)

    @property
    def is_existential(self) -> bool:
        """Whether one witness proves the property."""
        return self.sort in (Sort.REACHABLE, Sort.REACHABLE_STEP)

    @property
    def is_about_steps(self) -> bool:
        """Whether the property is about steps."""
        return self.sort in (Sort.TRANSITION_INVARIANT, Sort.REACHABLE_STEP)
