"""What can be claimed of a system.

Of every state, of every step, that it happens at all, or of where every fair run leads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from twinsite.checker.semantics.system import Log, Offer
from twinsite.checker.semantics.view import View

V = TypeVar("V", bound=View)
V_contra = TypeVar("V_contra", bound=View, contravariant=True)


class Verdict(StrEnum):
    """The answer of a check."""

    PROVED = "PROVED"
    """The property holds in the whole explored space."""
    REFUTED = "REFUTED"
    """There is a run that breaks it; for ``sometimes``, the whole space has no witness."""
    UNDETERMINED = "UNDETERMINED"
    """The search was cut short before an answer was found."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What happened in a step, apart from the states before and after."""

    offer: Offer
    """The stimulus or deadline."""
    log: Log
    """Every signal and command as (machine, name), in order."""

    @property
    def names(self) -> frozenset[str]:
        """The names of all signals and commands of the step."""
        return frozenset(name for _, name in self.log)

    def has(self, name: str) -> bool:
        """Return whether the step has a signal or command of this name."""
        return any(effect == name for _, effect in self.log)


class Sort(StrEnum):
    """The sorts of properties."""

    ALWAYS = "always"
    """Holds in every reachable state."""
    ALWAYS_STEP = "always_step"
    """Holds of every step."""
    SOMETIMES = "sometimes"
    """Is true in some reachable state."""
    SOMETIMES_STEP = "sometimes_step"
    """Is true of some step."""
    LEADS_TO = "leads_to"
    """Every fair run that comes to the premise comes to the goal later."""
    FINITELY = "finitely"
    """No fair run has infinitely many such steps."""


@dataclass(frozen=True, slots=True)
class Restriction(Generic[V_contra]):
    """Which steps may still happen once the premise of a claim holds."""

    name: str
    """A few words."""
    sentence: str
    """What is granted of the world from then on."""
    allows: Callable[[Offer, V_contra], bool]
    """Whether an offer may still come in a state, as its machine sees it."""


def never(_: Occurrence) -> bool:
    """Return that no step is meant."""
    return False


@dataclass(frozen=True, slots=True)
class Property(Generic[V]):
    """A claim, bound to the requirement that it stands for."""

    name: str
    """The claim, in snake case."""
    requirement: str
    """The id of the requirement."""
    sentence: str
    """The claim as a sentence that can be false."""
    sort: Sort
    """What the claim is about."""
    of_state: Callable[[V], bool] | None = None
    """For claims about states: the predicate; for ``leads_to`` the goal."""
    when: Callable[[Occurrence], bool] = lambda _: True
    """For claims about steps: whether the claim is about a step like this at all; for
    ``leads_to`` the steps that count as the goal; for ``finitely`` the steps that must end."""
    of_step: Callable[[V, V], bool] | None = None
    """For claims about steps: the predicate over the states before and after."""
    premise: Callable[[V], bool] | None = None
    """For claims about runs: where ``leads_to`` begins; where a ``finitely`` run goes on."""
    given: Restriction[V] | None = None
    """For claims about runs: what may still happen; anything if None."""

    @property
    def is_about_runs(self) -> bool:
        """Whether the claim is about infinite runs, so that fairness matters."""
        return self.sort in (Sort.LEADS_TO, Sort.FINITELY)

    @property
    def is_existential(self) -> bool:
        """Whether one witness proves the claim."""
        return self.sort in (Sort.SOMETIMES, Sort.SOMETIMES_STEP)

    @property
    def is_about_steps(self) -> bool:
        """Whether the claim is about steps."""
        return self.sort in (Sort.ALWAYS_STEP, Sort.SOMETIMES_STEP)
