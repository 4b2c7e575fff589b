"""A deployment file tells which options hold for each agent, and so which profile."""

import pickle
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from twinsite.catalogue.options import OPTIONS, Level
from twinsite.configuration.deployment import (
    Deployment,
    distinct_profiles,
    effective_options,
    load_deployment,
)
from twinsite.configuration.deployment.profiles import DistinctProfile
from twinsite.errors import InputError
from twinsite.model.profile import Part, Phone, Profile, Release

ENABLED = "disaster-recovery.enabled"
TIMEOUT = "disaster-recovery.timeout"
PREFERRED = "disaster-recovery.preferred-site"
PEER = "disaster-recovery.peer-site"
SITE = "disaster-recovery.site"
NAME = "disaster-recovery.name"
PROXY0 = "sipendpoint.proxies.proxy0.reg_timeout"
PROXY1 = "sipendpoint.proxies.proxy1.reg_timeout"

BOTH = {ENABLED: True, PREFERRED: "X", PEER: "Y"}
OTHER = {"A32": "preferred_site"}

LEVELS = ("default", "application", "tenant T", "agent group Early", "agent group late", "person A")


def pair(server: str, **options: str) -> dict[str, object]:
    """Return a SIP Server pair; ``preferred_site`` stands for disaster-recovery.preferred-site."""
    return {
        "name": server,
        "primary": f"{server}1.example:5060",
        "backup": f"{server}2.example:5060",
        "options": {
            f"disaster-recovery.{option.replace('_', '-')}": value
            for option, value in options.items()
        },
    }


def deployment_of(
    options: Mapping[str, object],
    *pairs: dict[str, object],
    phone: str = "workspace_endpoint",
    **more: object,
) -> Deployment:
    """Return a deployment with one agent, whose options are all set on the application."""
    return Deployment.model_validate(
        {
            "release": "8.5.111.21",
            "application": {"options": options},
            "sites": [{"name": "X"}, {"name": "Y"}],
            "sip_server_pairs": list(pairs or (pair("px", site="X"), pair("py", site="Y"))),
            "agents": [{"name": "A", "phone": phone}],
            **more,
        }
    )


def profile_with(
    options: Mapping[str, object],
    *pairs: dict[str, object],
    phone: str = "workspace_endpoint",
    interpretations: Mapping[str, str] | None = None,
) -> DistinctProfile:
    deployment = deployment_of(options, *pairs, phone=phone)
    return distinct_profiles(deployment, interpretations=interpretations or {})[0]


@pytest.fixture(scope="module")
def two_sites() -> Deployment:
    with as_file(files("twinsite") / "examples" / "two-sites.toml") as path:
        return load_deployment(path)


def test_the_example_describes_two_sites_with_a_pair_each(two_sites: Deployment) -> None:
    """BC-01: each site has a pair, and the two pairs are peers."""
    sites = [site.name for site in two_sites.sites]
    assert sites == ["Site X", "Site Y"]
    assert sites == [pair.options[SITE] for pair in two_sites.sip_server_pairs]


def test_five_agents_of_the_example_have_four_profiles_of_voice(two_sites: Deployment) -> None:
    found = distinct_profiles(two_sites)
    usual = Profile()
    assert [profile for profile, *_ in found] == [
        usual,
        replace(usual, phone=Phone.HARD_PHONE),
        replace(usual, auto_restore=False),
        replace(usual, restore_agent_state=False),
        Profile(part=Part.STAT),
        Profile(part=Part.CONFIG),
        Profile(part=Part.START_UP, nodes=2),
    ]
    everybody = ("Anna", "Brian", "Claire", "Declan", "Emma")
    assert [agents for _, agents, *_ in found] == [
        ("Anna", "Brian"),
        ("Claire",),
        ("Declan",),
        ("Emma",),
        *[everybody] * 3,
    ]


def test_nothing_in_the_example_needs_a_note(two_sites: Deployment) -> None:
    assert [found.notes for found in distinct_profiles(two_sites)] == [()] * 7


def test_each_site_of_the_example_is_preferred_by_some_agent(two_sites: Deployment) -> None:
    """BC-08: one agent's preferred site is another agent's peer site."""
    preferred = {effective_options(two_sites, a)[PREFERRED].value for a in two_sites.agents}
    assert preferred == {"Site X", "Site Y"}


def test_the_example_registers_often_enough_for_a_quick_return(two_sites: Deployment) -> None:
    """REG-12: reg_timeout is between 30 and 60 seconds."""
    for agent in two_sites.agents:
        options = effective_options(two_sites, agent)
        assert (options[PROXY0].value, options[PROXY1].value) == (45, 45)


def test_a_deployment_survives_pickling(two_sites: Deployment) -> None:
    assert pickle.loads(pickle.dumps(two_sites)) == two_sites  # noqa: S301 (our own bytes)


@given(setters=st.sets(st.sampled_from(LEVELS[1:])))
def test_the_narrowest_setting_of_an_option_wins(setters: set[str]) -> None:
    """BC-07: person over agent group over tenant over application over default."""

    def options(origin: str) -> dict[str, int]:
        return {TIMEOUT: LEVELS.index(origin)} if origin in setters else {}

    deployment = deployment_of(
        options("application"),
        tenants=[{"name": "T", "options": options("tenant T")}],
        agent_groups=[
            {"name": name, "tenant": "T", "options": options(f"agent group {name}")}
            for name in ("late", "Early")
        ],
        agents=[
            {
                "name": "A",
                "tenant": "T",
                "groups": ["late", "Early"],
                "phone": "none",
                "options": options("person A"),
            }
        ],
    )
    found = effective_options(deployment, deployment.agents[0])[TIMEOUT]
    winner = max(setters, key=LEVELS.index, default="default")
    assert found.origin == winner
    assert found.value == (LEVELS.index(winner) if setters else 60)


def test_groups_that_differ_in_case_alone_have_an_order() -> None:
    deployment = deployment_of(
        {},
        agent_groups=[
            {"name": "SALES", "options": {TIMEOUT: 1}},
            {"name": "sales", "options": {TIMEOUT: 2}},
        ],
        agents=[{"name": "A", "phone": "none", "groups": ["sales", "SALES"]}],
    )
    assert effective_options(deployment, deployment.agents[0])[TIMEOUT].value == 2


def test_every_option_of_an_agent_has_a_value_or_none() -> None:
    deployment = deployment_of({})
    found = effective_options(deployment, deployment.agents[0])
    assert list(found) == [n for n, o in OPTIONS.items() if set(o.levels) != {Level.SERVER}]
    assert {name: option.text for name, option in found.items()} == {
        name: OPTIONS[name].default for name in found
    }


def test_an_unverified_default_says_so() -> None:
    deployment = deployment_of({})
    found = effective_options(deployment, deployment.agents[0])
    assert found["disaster-recovery.auto-restore"].origin == "default (unverified)"
    assert found[TIMEOUT].origin == "default"


@pytest.mark.parametrize("value", [True, "true"])
def test_a_boolean_may_be_written_as_one_or_as_a_text(value: object) -> None:
    deployment = deployment_of({ENABLED: value})
    found = effective_options(deployment, deployment.agents[0])[ENABLED]
    assert (found.value, found.text) == (True, "true")


def test_an_option_that_no_agent_can_have_is_refused() -> None:
    deployment = deployment_of({})
    with pytest.raises(KeyError):
        effective_options(deployment, deployment.agents[0], names=["nonsense"])


def test_two_sites_with_servers_switch_business_continuity_on() -> None:
    """BC-03, BC-04: both site names equal the disaster-recovery.site of a pair."""
    found = profile_with(BOTH)
    assert found.profile.business_continuity
    assert (found.agents, found.notes) == (("A",), ())


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({}, f"{ENABLED} is false (BC-02)"),
        ({PREFERRED: "X", PEER: "nowhere"}, f"{ENABLED} is false (BC-02)"),
        ({ENABLED: True}, f"{PREFERRED} is not set (BC-03, A33)"),
        ({ENABLED: True, PEER: "Y"}, f"{PREFERRED} is not set (BC-03, A33)"),
        ({ENABLED: True, PREFERRED: "X"}, f"{PEER} is not set (BC-03, A34)"),
        (
            {ENABLED: True, PREFERRED: "X", PEER: "X"},
            "preferred and peer site are both 'X' (BC-03)",
        ),
    ],
)
def test_without_two_different_sites_business_continuity_is_off(
    options: dict[str, object], reason: str
) -> None:
    """BC-02, BC-03: it needs the option, and two sites that have servers."""
    found = profile_with(options)
    assert not found.profile.business_continuity
    assert found.notes == (f"business continuity is off: {reason}",)


def test_pairs_with_different_names_do_not_back_each_other_up() -> None:
    """BC-05: pairs of two sites belong together by their disaster-recovery.name."""
    found = profile_with(BOTH, pair("px", site="X", name="a"), pair("py", site="Y"))
    assert not found.profile.business_continuity
    assert found.notes == (
        "business continuity is off: no SIP Server pair at 'X' has the disaster-recovery.name "
        "of one at 'Y' (BC-05, A35)",
    )


def test_one_common_name_among_several_pairs_is_enough() -> None:
    found = profile_with(
        BOTH,
        pair("p1", site="X", name="a"),
        pair("p2", site="X", name="b"),
        pair("p3", site="Y", name="b"),
        pair("p4"),
    )
    assert found.profile.business_continuity


def test_a_name_that_is_left_out_equals_the_word_default() -> None:
    found = profile_with(BOTH, pair("px", site="X"), pair("py", site="Y", name="default"))
    assert found.profile.business_continuity


def test_interpretation_a32_decides_which_option_names_the_site_of_a_server() -> None:
    pairs = pair("px", preferred_site="X"), pair("py", preferred_site="Y")
    assert profile_with(BOTH, *pairs, interpretations=OTHER).profile.business_continuity
    assert not profile_with(BOTH, *pairs).profile.business_continuity


def test_a_preferred_site_without_servers_gives_plain_ha() -> None:
    """A33: names that match no server switch business continuity off."""
    found = profile_with(BOTH, interpretations=OTHER)
    assert found.notes == (
        "business continuity is off: preferred site 'X' has no SIP Server pair (BC-03, A33)",
    )


def test_a_peer_site_without_servers_gives_plain_ha() -> None:
    """A34: one site that matches is not enough."""
    pairs = pair("px", site="X"), pair("py", preferred_site="Y")
    assert profile_with(BOTH, *pairs).notes == (
        "business continuity is off: peer site 'Y' has no SIP Server pair (BC-03, A34)",
    )


def test_an_unknown_choice_of_an_interpretation_is_refused() -> None:
    with pytest.raises(InputError, match="no choice 'nonsense'"):
        profile_with(BOTH, interpretations={"A32": "nonsense"})


@pytest.mark.parametrize("phone", Phone)
def test_the_phone_is_the_agents(phone: Phone) -> None:
    assert profile_with({}, phone=phone.value).profile.phone is phone


@pytest.mark.parametrize("value", [0, "0", "never", ""])
def test_an_endpoint_without_any_registration_counts_as_none(value: object) -> None:
    """A44: a reg_timeout of 0, or none that is a number, means no registration."""
    found = profile_with({PROXY0: value, PROXY1: value})
    assert found.profile.phone is Phone.NONE
    assert found.notes[1:] == (
        "the endpoint registers at no site: both reg_timeout are 0 or not a number (A44)",
    )


@pytest.mark.parametrize(("name", "site"), [(PROXY0, "preferred"), (PROXY1, "peer")])
def test_an_endpoint_with_one_registration_keeps_its_kind_and_gets_a_note(
    name: str, site: str
) -> None:
    found = profile_with({name: 0})
    assert found.profile.phone is Phone.WORKSPACE_ENDPOINT
    assert len(found.notes) == 2
    assert found.notes[1].startswith(
        f"the endpoint never registers at the {site} site: {name} is '0' (A44)"
    )


def test_the_options_on_registration_do_not_concern_a_hard_phone() -> None:
    found = profile_with({PROXY0: 0, PROXY1: 0}, phone="hard_phone")
    assert found.profile.phone is Phone.HARD_PHONE
    assert len(found.notes) == 1


@pytest.mark.parametrize(
    ("option", "field"),
    [
        ("disaster-recovery.auto-restore", "auto_restore"),
        ("disaster-recovery.restore-agent-state", "restore_agent_state"),
        ("login.voice.is-auto-ready", "auto_ready"),
    ],
)
@pytest.mark.parametrize("value", [True, False])
def test_an_option_decides_its_part_of_the_profile(option: str, field: str, value: object) -> None:
    assert getattr(profile_with({option: value}).profile, field) is value


def test_an_agent_is_not_auto_ready_unless_an_option_says_so() -> None:
    assert not profile_with({}).profile.auto_ready


def test_the_release_is_that_of_the_deployment_or_the_one_asked_for() -> None:
    deployment = deployment_of({}, release="8.5.105.11")
    other = Release((8, 5, 105, 12))
    [found] = distinct_profiles(deployment)
    assert found.profile.release == Release((8, 5, 105, 11))
    assert distinct_profiles(deployment, release=other)[0].profile.release == other


@pytest.mark.parametrize("release", ["8.5.161.04", "8.5.105.12", "8.5.111.21"])
def test_a_release_that_changes_nothing_is_in_a_profile_only_if_asked_for(release: str) -> None:
    deployment = deployment_of({}, release=release)
    [found] = distinct_profiles(deployment)
    assert found.profile == Profile.parse(found.profile.name).without_idle_release()
    assert "8.5" not in found.profile.name
    asked = Release.parse(release)
    [found] = distinct_profiles(deployment, release=asked)
    assert str(found.profile.release) == release


def test_interpretations_go_into_the_profile() -> None:
    assert (
        profile_with({}, interpretations={"A2": "continues"}).profile.interpretation("A2")
        == "continues"
    )


def test_distinct_profiles_stand_in_order_of_first_appearance_with_each_note_once() -> None:
    deployment = deployment_of(
        {},
        agents=[
            {"name": "A", "phone": "none"},
            {"name": "B", "phone": "hard_phone"},
            {"name": "C", "phone": "none"},
            {"name": "D", "phone": "none", "options": {ENABLED: True}},
        ],
    )
    first, second = distinct_profiles(deployment)
    assert first.agents == ("A", "C", "D")
    assert first.notes == (
        f"business continuity is off: {ENABLED} is false (BC-02)",
        f"business continuity is off: {PREFERRED} is not set (BC-03, A33)",
    )
    assert second.agents == ("B",)
    assert second.profile.phone is Phone.HARD_PHONE


def test_a_deployment_without_agents_has_no_profile() -> None:
    assert distinct_profiles(deployment_of({}, agents=[])) == ()


def test_distinct_profiles_agree_with_the_profiles_of_each_agent(two_sites: Deployment) -> None:
    expected: dict[Profile, list[str]] = {}
    for agent in two_sites.agents:
        alone = two_sites.model_copy(update={"agents": (agent,)})
        for profile, *_ in distinct_profiles(alone):
            expected.setdefault(profile, []).append(agent.name)
    assert {p: list(agents) for p, agents, *_ in distinct_profiles(two_sites)} == expected


def test_a_deployment_cannot_be_changed() -> None:
    deployment = deployment_of({})
    with pytest.raises(ValidationError, match="frozen"):
        deployment.agents = ()


def test_values_that_are_read_already_are_taken_as_they_are() -> None:
    deployment = deployment_of({})
    server = deployment.sip_server_pairs[0]
    again = deployment_of(
        {},
        {"name": "p", "primary": server.primary, "backup": server.backup},
        release=deployment.release,
        agents=[{"name": "A", "phone": Phone.NONE}],
    )
    assert str(again.sip_server_pairs[0].primary) == "px1.example:5060"
    assert again.release == deployment.release


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "d.toml"
    path.write_text(f'{mark}release = "8.5.111.21"\r\n', encoding="utf-8")
    assert load_deployment(path).release == Release((8, 5, 111, 21))
