"""How a property is written: a decorator a sort; the name is the claim.

The docstring is the sentence; it can be false.
"""

from collections.abc import Callable
from dataclasses import dataclass

from twinsite.facts import Facts
from twinsite.kernel.property import Occurrence, Property, Restriction, Sort, never
from twinsite.profile import Profile
from twinsite.properties.where import everywhere

Claim = Property[Facts]
"""A property of the desktop."""

StatePredicate = Callable[[Facts], bool]
StepPredicate = Callable[[Facts, Facts], bool]


@dataclass(frozen=True, slots=True)
class Registered:
    """A property, and the profiles to which it applies."""

    claim: Claim
    applies: Callable[[Profile], bool]


class Catalogue:
    """Properties in the order in which they are declared."""

    def __init__(self) -> None:
        """Start empty."""
        self.entries: list[Registered] = []

    def always(self, requirement: str) -> Callable[[StatePredicate], StatePredicate]:
        """Declare that a predicate holds in every state."""
        return self._of_state(Sort.ALWAYS, requirement, everywhere)

    def always_step(
        self, requirement: str, *, when: Callable[[Occurrence], bool]
    ) -> Callable[[StepPredicate], StepPredicate]:
        """Declare that a predicate holds of the states before and after every such step."""
        return self._of_step(Sort.ALWAYS_STEP, requirement, when, everywhere)

    def sometimes(
        self, requirement: str, *, applies: Callable[[Profile], bool] = everywhere
    ) -> Callable[[StatePredicate], StatePredicate]:
        """Declare that a predicate is true in some state, where it applies."""
        return self._of_state(Sort.SOMETIMES, requirement, applies)

    def sometimes_step(
        self,
        requirement: str,
        *,
        when: Callable[[Occurrence], bool],
        applies: Callable[[Profile], bool] = everywhere,
    ) -> Callable[[StepPredicate], StepPredicate]:
        """Declare that some step is like this, where it applies."""
        return self._of_step(Sort.SOMETIMES_STEP, requirement, when, applies)

    def leads_to(
        self,
        requirement: str,
        *,
        premise: StatePredicate,
        reached_by: Callable[[Occurrence], bool] = never,
        given: Restriction[Facts] | None = None,
        applies: Callable[[Profile], bool] = everywhere,
    ) -> Callable[[StatePredicate], StatePredicate]:
        """Declare that every fair run leads from a premise to the goal, where it applies.

        Args:
            requirement: The id of the requirement.
            premise: Where the promise is given.
            reached_by: Steps that keep it, beside the states that do.
            given: What may still happen; anything if None.
            applies: The profiles of which it is asked.
        """

        def register(goal: StatePredicate) -> StatePredicate:
            claim = Property(
                goal.__name__,
                requirement,
                _sentence(goal),
                Sort.LEADS_TO,
                of_state=goal,
                when=reached_by,
                premise=premise,
                given=given,
            )
            self.entries.append(Registered(claim, applies))
            return goal

        return register

    def finitely(
        self,
        requirement: str,
        *,
        when: Callable[[Occurrence], bool],
        premise: StatePredicate,
        given: Restriction[Facts] | None = None,
        applies: Callable[[Profile], bool] = everywhere,
    ) -> Callable[[Callable[[], None]], Callable[[], None]]:
        """Declare that no fair run that stays in a premise has such steps without end.

        Args:
            requirement: The id of the requirement.
            when: The steps that must end.
            premise: What holds all along.
            given: What may still happen; anything if None.
            applies: The profiles of which it is asked.
        """

        def register(named: Callable[[], None]) -> Callable[[], None]:
            name, sentence = named.__name__, _sentence(named)
            claim = Property(
                name, requirement, sentence, Sort.FINITELY, when=when, premise=premise, given=given
            )
            self.entries.append(Registered(claim, applies))
            return named

        return register

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


def _sentence(predicate: Callable[..., object]) -> str:
    assert predicate.__doc__ is not None, predicate
    return " ".join(predicate.__doc__.split())
