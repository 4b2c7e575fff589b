"""How a property is written: a decorator a sort; the name is the claim.

The docstring is the sentence; it can be false.
"""

from collections.abc import Callable
from dataclasses import dataclass

from twinsite.facts import Facts
from twinsite.kernel.property import Occurrence, Property, Sort
from twinsite.profile import Profile

Claim = Property[Facts]
"""A property of the desktop."""

StatePredicate = Callable[[Facts], bool]
StepPredicate = Callable[[Facts, Facts], bool]


@dataclass(frozen=True, slots=True)
class Registered:
    """A property, and the profiles to which it applies."""

    claim: Claim
    applies: Callable[[Profile], bool]


def _everywhere(_: Profile) -> bool:
    return True


class Catalogue:
    """Properties in the order in which they are declared."""

    def __init__(self) -> None:
        """Start empty."""
        self.entries: list[Registered] = []

    def always(self, requirement: str) -> Callable[[StatePredicate], StatePredicate]:
        """Declare that a predicate holds in every state."""
        return self._of_state(Sort.ALWAYS, requirement, _everywhere)

    def always_step(
        self, requirement: str, *, when: Callable[[Occurrence], bool]
    ) -> Callable[[StepPredicate], StepPredicate]:
        """Declare that a predicate holds of the states before and after every such step."""
        return self._of_step(Sort.ALWAYS_STEP, requirement, when, _everywhere)

    def sometimes(
        self, requirement: str, *, applies: Callable[[Profile], bool] = _everywhere
    ) -> Callable[[StatePredicate], StatePredicate]:
        """Declare that a predicate is true in some state, where it applies."""
        return self._of_state(Sort.SOMETIMES, requirement, applies)

    def sometimes_step(
        self,
        requirement: str,
        *,
        when: Callable[[Occurrence], bool],
        applies: Callable[[Profile], bool] = _everywhere,
    ) -> Callable[[StepPredicate], StepPredicate]:
        """Declare that some step is like this, where it applies."""
        return self._of_step(Sort.SOMETIMES_STEP, requirement, when, applies)

    def _of_state(
        self, sort: Sort, requirement: str, applies: Callable[[Profile], bool]
    ) -> Callable[[StatePredicate], StatePredicate]:
        def register(predicate: StatePredicate) -> StatePredicate:
            claim = Property(
                predicate.__name__, requirement, _sentence(predicate), sort, of_state=predicate
            )
            self.entries.append(Registered(claim, applies))
            return predicate

        return register

    def _of_step(
        self,
        sort: Sort,
        requirement: str,
        when: Callable[[Occurrence], bool],
        applies: Callable[[Profile], bool],
    ) -> Callable[[StepPredicate], StepPredicate]:
        def register(predicate: StepPredicate) -> StepPredicate:
            name, sentence = predicate.__name__, _sentence(predicate)
            claim = Property(name, requirement, sentence, sort, when=when, of_step=predicate)
            self.entries.append(Registered(claim, applies))
            return predicate

        return register


def _sentence(predicate: Callable[..., bool]) -> str:
    assert predicate.__doc__ is not None, predicate
    return " ".join(predicate.__doc__.split())
