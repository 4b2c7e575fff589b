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

    def _add(self, claim: Claim, applies: Callable[[Profile], bool]) -> None:
        self.entries.append(Registered(claim, applies))

    def always(self, requirement: str) -> Callable[[StatePredicate], StatePredicate]:
        """Declare that a predicate holds in every state."""

        def register(predicate: StatePredicate) -> StatePredicate:
            sentence = _sentence(predicate)
            name = predicate.__name__
            claim = Property(name, requirement, sentence, Sort.ALWAYS, of_state=predicate)
            self._add(claim, _everywhere)
            return predicate

        return register

    def always_step(
        self, requirement: str, *, when: Callable[[Occurrence], bool]
    ) -> Callable[[StepPredicate], StepPredicate]:
        """Declare that a predicate holds of the states before and after every such step."""

        def register(predicate: StepPredicate) -> StepPredicate:
            sentence = _sentence(predicate)
            name = predicate.__name__
            self._add(
                Property(
                    name, requirement, sentence, Sort.ALWAYS_STEP, when=when, of_step=predicate
                ),
                _everywhere,
            )
            return predicate

        return register

    def sometimes(
        self, requirement: str, *, applies: Callable[[Profile], bool] = _everywhere
    ) -> Callable[[StatePredicate], StatePredicate]:
        """Declare that a predicate is true in some state, where it applies."""

        def register(predicate: StatePredicate) -> StatePredicate:
            sentence = _sentence(predicate)
            name = predicate.__name__
            self._add(
                Property(name, requirement, sentence, Sort.SOMETIMES, of_state=predicate), applies
            )
            return predicate

        return register

    def sometimes_step(
        self,
        requirement: str,
        *,
        when: Callable[[Occurrence], bool],
        applies: Callable[[Profile], bool] = _everywhere,
    ) -> Callable[[StepPredicate], StepPredicate]:
        """Declare that some step is like this, under the profiles to which it applies."""

        def register(predicate: StepPredicate) -> StepPredicate:
            sentence = _sentence(predicate)
            name = predicate.__name__
            self._add(
                Property(
                    name, requirement, sentence, Sort.SOMETIMES_STEP, when=when, of_step=predicate
                ),
                applies,
            )
            return predicate

        return register


def _sentence(predicate: Callable[..., bool]) -> str:
    assert predicate.__doc__ is not None, predicate
    return " ".join(predicate.__doc__.split())
