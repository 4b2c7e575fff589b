"""The explorer of states and the one of sets agree on every default profile and variant."""

import pytest

from twinsite.baseline.records import read
from twinsite.baseline.variants import VARIANTS
from twinsite.checker.former.comparison.lockstep import compare as compare_states
from twinsite.checker.former.explorer.explore import explore as explore_states
from twinsite.checker.former.liveness.decide import decide_liveness as decide_states
from twinsite.checker.comparison.lockstep import compare
from twinsite.checker.liveness.decide import decide_liveness
from twinsite.checker.symbolic.explore import explore
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile, default_profiles
from twinsite.properties import liveness_of, properties_of
from twinsite.properties.fairness import ASSUMPTIONS

PROFILES = {
    p.name: p
    for p in (*default_profiles(), *(v.profile for v in VARIANTS), *(v.tried for v in VARIANTS))
}


@pytest.mark.parametrize("name", PROFILES)
def test_both_find_the_same(name: str) -> None:
    profile = PROFILES[name]
    system, properties = desktop(profile), properties_of(profile)
    sets, states = explore(system, properties), explore_states(system, properties)
    assert sets.complete and states.complete
    assert (sets.states, sets.steps, sets.depth) == (states.states, states.steps, states.depth)
    assert sets.coverage == states.coverage
    for one, other in zip(sets.findings, states.findings, strict=True):
        assert (one.property, one.verdict) == (other.property, other.verdict)
        assert (one.trace is None) == (other.trace is None)
        if one.trace is not None and other.trace is not None:
            assert len(one.trace) == len(other.trace), one.property.name
    liveness = liveness_of(profile)
    for mine, theirs in zip(
        decide_liveness(sets, liveness, ASSUMPTIONS),
        decide_states(states, liveness, ASSUMPTIONS),
        strict=True,
    ):
        assert (mine.property, mine.verdict) == (theirs.property, theirs.verdict)
        assert mine.fairness == theirs.fairness, mine.property.name


RECORDED = read("comparisons")


@pytest.mark.parametrize("name", RECORDED)
def test_both_compare_alike(name: str) -> None:
    base, other = (desktop(Profile.parse(RECORDED[name][side])) for side in ("base", "other"))
    sets, states = compare(base, other), compare_states(base, other)
    assert sets.complete and states.complete
    assert (sets.difference is None) == (states.difference is None)
    if sets.difference is None or states.difference is None:
        assert (sets.pairs, sets.identical) == (states.pairs, states.identical)
    else:
        assert len(sets.difference.shared) == len(states.difference.shared)
