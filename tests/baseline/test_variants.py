"""What the interpretations say of their choices names things that there are."""

import fnmatch

import pytest

from twinsite.baseline.variants import VARIANTS, Variant, baseline_profiles
from twinsite.baseline.waivers import WAIVERS, Kind, place_of, reason_for, waiver_for
from twinsite.catalogue.interpretations import INTERPRETATIONS, Choice
from twinsite.checker.symbolic.property import Sort
from twinsite.model.predicates import DECLARED
from twinsite.model.profile import Profile, default_profiles
from twinsite.properties import ALL

SAFETY = {
    entry.prop.name
    for entry in ALL
    if entry.prop.sort in (Sort.INVARIANT, Sort.TRANSITION_INVARIANT)
}
PLACES = [
    place
    for machine in DECLARED.values()
    for place in (
        *(place_of(machine.name, state) for state in machine.states),
        *(place_of(machine.name, t.source, t.event, t.guard.text) for t in machine.transitions),
    )
]
EVERY = pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.profile.name)


@EVERY
def test_a_variant_breaks_properties_that_there_are(variant: Variant) -> None:
    assert variant.breaks <= SAFETY
    assert variant.shows


@EVERY
def test_a_variant_wakes_states_and_transitions_that_there_are(variant: Variant) -> None:
    for pattern in variant.wakes:
        assert fnmatch.filter(PLACES, pattern), pattern


def test_a_default_and_what_acts_in_deployments_is_no_variant() -> None:
    for interpretation in INTERPRETATIONS.values():
        for choice in interpretation.choices:
            plain = Choice(name=choice.name, meaning=choice.meaning)
            is_default = choice.name == interpretation.default
            is_variant = any(
                v.profile.interpretations == ((interpretation.id, choice.name),) for v in VARIANTS
            )
            assert is_variant is not (is_default or interpretation.acts_in_deployments)
            if not is_variant:
                assert choice == plain


def test_a_choice_is_put_in_force_under_profiles_of_the_defaults_or_with_is_auto_ready() -> None:
    known = {*default_profiles(), *(v.profile for v in VARIANTS if not v.profile.interpretations)}
    for interpretation in INTERPRETATIONS.values():
        for choice in interpretation.choices:
            assert Profile.parse(choice.judged_under) in known
            Profile.parse(choice.shown_under)
            Profile.parse(choice.tried_under or choice.shown_under)


def test_no_profile_is_pinned_twice() -> None:
    assert len(set(baseline_profiles())) == len(baseline_profiles())


def test_no_two_waivers_are_for_one_place() -> None:
    assert len({(waiver.kind, waiver.place) for waiver in WAIVERS}) == len(WAIVERS)


def test_a_waiver_is_of_its_kind_only() -> None:
    place = place_of("Call", "live", "switched_over")
    assert reason_for(Kind.UNUSED, place) == (
        "used only under A2=continues, A4=together, A12=immediate or A14=immediate"
    )
    assert waiver_for(Kind.SURVIVOR, place) is None
    assert reason_for(Kind.UNUSED, f"{place} if link_open") is None
