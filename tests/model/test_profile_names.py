"""The name of a profile and its short spellings are read back as they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinsite.baseline.variants import baseline_profiles
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.errors import InputError
from twinsite.model.profile import Phone, Profile, Release

SWITCHES = {r.id: st.sampled_from(r.choice_names) for r in INTERPRETATIONS.values() if r.is_switch}
PROFILES = st.builds(
    lambda interpretations, **constants: Profile(**constants).with_interpretations(interpretations),
    st.fixed_dictionaries({}, optional=SWITCHES),
    business_continuity=st.booleans(),
    auto_restore=st.booleans(),
    restore_agent_state=st.booleans(),
    auto_ready=st.booleans(),
    phone=st.sampled_from(Phone),
    release=st.builds(
        lambda minor, patch: Release((8, 5, minor, patch)),
        st.integers(0, 999_999),
        st.integers(0, 999_999),
    ),
)


@given(PROFILES)
def test_a_name_is_read_back_as_the_profile_that_has_it(profile: Profile) -> None:
    assert profile == Profile.parse(profile.name)


def test_every_baseline_name_is_read_back() -> None:
    for profile in baseline_profiles():
        assert profile == Profile.parse(f" {profile.name} ")


def test_a_release_and_interpretations_change_a_profile_in_any_order() -> None:
    base = Profile(phone=Phone.NONE)
    changed = base.changed("A15=blocked/8.5.105.11/A1=all_tried")
    assert changed.name == "bc+auto+restore/no-phone/8.5.105.11/A1=all_tried/A15=blocked"
    assert base == changed.changed("8.5.111.21/A15=not_blocked/A1=disconnection")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Begin with bc or no-bc"),
        ("auto/endpoint", "Begin with bc or no-bc"),
        ("bc+restore+auto/endpoint", "in this order"),
        ("bc+auto+auto/endpoint", "in this order"),
        ("bc+auto-restore/endpoint", "+auto-ready"),
        ("bc+auto", "/endpoint, /hard-phone, /no-phone"),
        ("bc/softphone", "names no kind of phone"),
        ("bc/endpoint/", "Write four numbers"),
        ("bc/endpoint/9.0.1.2", "covers 8.5 only"),
        ("bc/endpoint/A14", "Write four numbers"),
        ("bc/endpoint/A99=x", "not an interpretation that can be switched"),
        ("bc/endpoint/A14=never", "Use one of deferred, immediate"),
        ("bc/endpoint/A14=immediate/A14=deferred", "names an interpretation twice"),
        ("bc/endpoint/8.5.1.2/8.5.1.3", "names a release twice"),
    ],
)
def test_what_is_no_name_is_refused_with_what_was_expected(text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        Profile.parse(text, where="A")
    assert told in str(caught.value)
    assert str(caught.value).startswith("A: ")
