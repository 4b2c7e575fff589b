"""A profile is read back from its data as it was written, whatever part it is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from twinsite.baseline.variants import baseline_profiles
from twinsite.errors import InputError
from twinsite.model.profile import Part, Profile, Release
from twinsite.model.profile_data import ProfileData, profile_json

PROFILES = baseline_profiles()


@given(st.sampled_from(PROFILES), st.sampled_from(["8.5.105.11", "8.5.161.04"]))
def test_every_constant_is_read_back(profile: Profile, release: str) -> None:
    chosen = profile.changed(release)
    for by_alias in (True, False):
        text = ProfileData.of(chosen).model_dump_json(by_alias=by_alias)
        again = ProfileData.model_validate_json(text).profile(where="here")
        assert again == chosen
        assert again.name == chosen.name


def test_the_protocol_says_readings_and_a_report_says_interpretations() -> None:
    profile = Profile.parse("stat/bc/cluster-2/A2=continues")
    assert ProfileData.of(profile).model_dump(by_alias=True)["readings"] == {"A2": "continues"}
    told = profile_json(profile)
    assert (told["name"], told["part"], told["nodes"]) == (profile.name, "stat", 2)
    assert told["interpretations"] == {"A2": "continues"}


DATA = ProfileData.of(Profile.parse("start-up/bc/nodes-2/hot-seat")).model_dump()


@pytest.mark.parametrize("name", ProfileData.model_fields)
def test_nothing_may_be_left_out(name: str) -> None:
    with pytest.raises(ValidationError):
        ProfileData.model_validate({key: DATA[key] for key in DATA if key != name})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"nodes": 0}, "0 nodes at a site are not modelled for start-up. Use 1 to 3."),
        ({"release": "9.0.1.2"}, "covers 8.5 only"),
        ({"interpretations": {"A2": "never"}}, "has no choice 'never'"),
    ],
)
def test_what_is_no_profile_is_refused_where_it_stands(
    change: dict[str, object], told: str
) -> None:
    data = ProfileData.model_validate(DATA | change)
    with pytest.raises(InputError) as caught:
        data.profile(where="run.json")
    assert str(caught.value).startswith("run.json: ")
    assert told in str(caught.value)


def test_only_the_start_has_a_hot_seat() -> None:
    seated = [Profile(part=part, nodes=int(part is Part.START_UP), hot_seat=True) for part in Part]
    assert [p.part for p in seated if p.hot_seat] == [Part.START_UP]
    assert all(profile == Profile.parse(profile.name) for profile in seated)
    alone = Profile(part=Part.START_UP, business_continuity=False, nodes=3, hot_seat=True)
    assert alone == Profile.parse("start-up/no-bc/nodes-3/hot-seat")


def test_a_release_keeps_its_spelling_and_is_compared_by_its_numbers() -> None:
    written = Release.parse(" 8.5.161.04 ")
    assert str(written) == "8.5.161.04"
    assert written == Release((8, 5, 161, 4))
    assert len({written, Release.parse("8.5.161.4")}) == 1
    assert Release.parse("8.5.105.9") < Release.parse("8.5.105.012")
    assert Profile.parse("bc/no-phone/8.5.161.04").name == "bc/no-phone/8.5.161.04"
