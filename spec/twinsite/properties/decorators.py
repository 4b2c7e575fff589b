"""How a property is written: a decorator a sort; the name is the property.

The docstring is the sentence; it can be false.
"""

from collections.abc import Callable
from dataclasses import dataclass

from twinsite.checker.semantics.docstring import docstring
from twinsite.checker.symbolic.property import Occurrence, Property, Restriction, Sort, never
from twinsite.model.predicates import Facts
from twinsite.properties.where import Applies, everywhere, voice

DesktopProperty = Property[Facts]
"""A property of the desktop."""

StatePredicate = Callable[[Facts], bool]
StepPredicate = Callable[[Facts, Facts], bool]


@dataclass(frozen=True, slots=True)
class Registered:
    """A property, and the profiles to which it applies."""

    prop: DesktopProperty
    applies: Applies


class Catalogue:
    """Properties in the order in which they are declared."""

    def __init__(self, of: Applies = voice) -> None:
        """Start empty.

        Args:
            of: The part of the desktop that the properties are about, where a property names no
                other.
        """
        self.entries: list[Registered] = []
        self._of = of

    def invariant(
        self, requirement: str, *, of: Applies | None = None
    ) -> Callable[[StatePredicate], StatePredicate]:
        """Declare that a predicate holds in every state."""
        return self._of_state(Sort.INVARIANT, requirement, everywhere, of)

    def transition_invariant(
        self, requirement: str, *, when: Callable[[Occurrence], bool], of: Applies | None = None
    ) -> Callable[[StepPredicate], StepPredicate]:
        """Declare that a predicate holds of the states before and after every such step."""
        return self._of_step(Sort.TRANSITION_INVARIANT, requirement, when, everywhere, of)

    def impossible_step(
        self,
        requirement: str,
        name: str,
        sentence: str,
        *,
        when: Callable[[Occurrence], bool],
        unless: StatePredicate = lambda _: False,
        of: Applies | None = None,
    ) -> None:
        """Declare that no step is like this, for properties of which there are many of a kind.

        Args:
            requirement: The id of the requirement.
            name: The name of the property in words.
            sentence: What cannot happen, or what always is.
            when: The steps that must not be.
            unless: The states in which they may all the same.
            of: The part of the desktop, where it is not that of the catalogue.
        """

        def holds(before: Facts, _after: Facts) -> bool:
            return unless(before)

        named = name.lower().replace(" ", "_").replace("'", "_")
        said = sentence[0].upper() + sentence[1:]
        prop = Property(
            named, requirement, said, Sort.TRANSITION_INVARIANT, when=when, of_step=holds
        )
        self._register(prop, everywhere, of)

    def reachable(
        self, requirement: str, *, applies: Applies = everywhere, of: Applies | None = None
    ) -> Callable[[StatePredicate], StatePredicate]:
        """Declare that a predicate is true in some state, where it applies."""
        return self._of_state(Sort.REACHABLE, requirement, applies, of)

    def reachable_step(
        self,
        requirement: str,
        *,
        when: Callable[[Occurrence], bool],
        applies: Applies = everywhere,
        of: Applies | None = None,
    ) -> Callable[[StepPredicate], StepPredicate]:
        """Declare that some step is like this, where it applies."""
        return self._of_step(Sort.REACHABLE_STEP, requirement, when, applies, of)

    def leads_to(
        self,
        requirement: str,
        *,
        premise: StatePredicate,
        reached_by: Callable[[Occurrence], bool] = never,
        given: Restriction[Facts] | None = None,
        applies: Applies = everywhere,
        of: Applies | None = None,
    ) -> Callable[[StatePredicate], StatePredicate]:
        """Declare that every fair trace leads from a premise to the goal, where it applies.

        Args:
            requirement: The id of the requirement.
            premise: Where the promise is given.
            reached_by: Steps that keep it, beside the states that do.
            given: What may still happen; anything if None.
            applies: The profiles of which it is asked.
            of: The part of the desktop, where it is not that of the catalogue.
        """

        def register(goal: StatePredicate) -> StatePredicate:
            prop = Property(
                goal.__name__,
                requirement,
                _sentence(goal),
                Sort.LEADS_TO,
                of_state=goal,
                when=reached_by,
                premise=premise,
                given=given,
            )
            self._register(prop, applies, of)
            return goal

        return register

    def finitely(
        self,
        requirement: str,
        *,
        when: Callable[[Occurrence], bool],
        premise: StatePredicate,
        given: Restriction[Facts] | None = None,
        applies: Applies = everywhere,
        of: Applies | None = None,
    ) -> Callable[[Callable[[], None]], Callable[[], None]]:
        """Declare that no fair trace that stays in a premise has such steps without end.

        Args:
            requirement: The id of the requirement.
            when: The steps that must end.
            premise: What holds all along.
            given: What may still happen; anything if None.
            applies: The profiles of which it is asked.
            of: The part of the desktop, where it is not that of the catalogue.
        """

        def register(named: Callable[[], None]) -> Callable[[], None]:
            name, sentence = named.__name__, _sentence(named)
            prop = Property(
                name, requirement, sentence, Sort.FINITELY, when=when, premise=premise, given=given
            )
            self._register(prop, applies, of)
            return named

        return register

    def _register(self, prop: DesktopProperty, applies: Applies, of: Applies | None) -> None:
        part = of or self._of
        self.entries.append(Registered(prop, lambda profile: part(profile) and applies(profile)))

    def _of_state(
        self, sort: Sort, requirement: str, applies: Applies, of: Applies | None
    ) -> Callable[[StatePredicate], StatePredicate]:
        def register(predicate: StatePredicate) -> StatePredicate:
            prop = Property(
                predicate.__name__, requirement, _sentence(predicate), sort, of_state=predicate
            )
            self._register(prop, applies, of)
            return predicate

        return register

    def _of_step(
        self,
        sort: Sort,
        requirement: str,
        when: Callable[[Occurrence], bool],
        applies: Applies,
        of: Applies | None,
    ) -> Callable[[StepPredicate], StepPredicate]:
        def register(predicate: StepPredicate) -> StepPredicate:
            name, sentence = predicate.__name__, _sentence(predicate)
            prop = Property(name, requirement, sentence, sort, when=when, of_step=predicate)
            self._register(prop, applies, of)
            return predicate

        return register


def _sentence(predicate: Callable[..., object]) -> str:
    sentence = " ".join(docstring(predicate).split())
    assert sentence, predicate
    return sentence
