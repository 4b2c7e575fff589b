"""Small profiles are explored and judged as by the plain explorer."""

import pytest

from checker.agreement import differences
from checker.small_profiles import SMALL
from twinsite.checker.symbolic.explore import explore
from twinsite.model.composition import desktop
from twinsite.model.profile import Phone, Profile
from twinsite.properties import properties_of


@pytest.mark.parametrize("profile", SMALL.values(), ids=SMALL)
def test_a_small_profile_is_explored_and_judged_as_by_the_plain_explorer(profile: Profile) -> None:
    assert not differences(desktop(profile), properties_of(profile))


def test_a_profile_that_moves_is_explored_as_by_the_plain_explorer() -> None:
    profile = Profile(auto_restore=False, restore_agent_state=False, phone=Phone.NONE)
    assert not differences(desktop(profile))


def test_a_predicate_holds_in_the_states_that_it_says() -> None:
    profile = SMALL["without business continuity"]
    system = desktop(profile)
    result = explore(system)
    for prop in properties_of(profile):
        if (predicate := prop.of_state) is None:
            continue
        holds = result.predicates.of_state(predicate) & result.relation.reached
        expected = {state for state in result if predicate(system.view(state))}
        assert expected == set(result.variables.each(holds)), prop.name
