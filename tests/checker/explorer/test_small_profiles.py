"""Small profiles are explored and judged as by the plain explorer."""

from collections.abc import Callable

import numpy as np
import pytest

from checker.agreement import differences
from checker.small_profiles import SMALL
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.explorer.tables import Table
from twinsite.model.composition import desktop
from twinsite.model.profile import Phone, Profile
from twinsite.properties import properties_of


@pytest.mark.parametrize("profile", SMALL.values(), ids=SMALL)
def test_a_small_profile_is_explored_and_judged_as_by_the_plain_explorer(profile: Profile) -> None:
    assert not differences(desktop(profile), properties_of(profile))


def test_a_profile_that_moves_is_explored_as_by_the_plain_explorer() -> None:
    profile = Profile(auto_restore=False, restore_agent_state=False, phone=Phone.NONE)
    assert not differences(desktop(profile))


@pytest.mark.parametrize("profile", SMALL.values(), ids=SMALL)
def test_the_tables_say_of_every_state_what_the_predicates_say(profile: Profile) -> None:
    system = desktop(profile)
    result = explore(system)
    packed = np.concatenate(result.levels)
    for prop in properties_of(profile):
        if (predicate := prop.of_state) is None:
            continue

        def value(
            read: Callable[[str], str | None], predicate: Callable[..., bool] = predicate
        ) -> int:
            return int(predicate(system.view_through(read)))

        table = Table(system, result.layout, value)
        expected = [predicate(system.view(state)) for state in result]
        assert expected == [bool(answer) for answer in table(packed)], prop.name
