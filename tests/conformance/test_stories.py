"""Clusters and the start have stories, and words for what anybody can see."""

from collections.abc import Mapping
from typing import Any

import pytest

from twinsite.conformance.clients import in_process
from twinsite.conformance.oracle import Expectation
from twinsite.conformance.runner import Method, Plan, Result, Verdict, Watch, conduct
from twinsite.conformance.scenarios import applies
from twinsite.conformance.stories import OF_CLUSTERS, OF_THE_START, STORIES
from twinsite.conformance.timer_values import LENGTHS
from twinsite.conformance.vocabulary import plain
from twinsite.model.profile import Part, Profile, default_profiles
from twinsite_desktop.client import Client
from twinsite_desktop.faults import FAULTS
from twinsite_desktop.faults import client as faulty

OTHERS = [p for p in default_profiles() if p.nodes]


def by_scenarios(client: type[Client], profile: Profile) -> Result:
    plan = Plan(methods=(Method.SCENARIOS,))
    (result,) = conduct(in_process(client), (profile,), plan, Watch())
    return result


@pytest.mark.parametrize("profile", OTHERS, ids=lambda profile: profile.name)
def test_every_cluster_and_every_start_has_stories(profile: Profile) -> None:
    """At least two stories are for each, and the reference desktop does them."""
    expectation = Expectation(profile, LENGTHS)
    mine = OF_THE_START if profile.part is Part.START_UP else OF_CLUSTERS
    assert sum(applies(story, expectation) for story in mine) >= 2
    assert by_scenarios(Client, profile).verdict is Verdict.CONFORMS


def test_every_story_is_for_some_profile() -> None:
    expectations = [Expectation(profile, LENGTHS) for profile in default_profiles()]
    for story in STORIES:
        assert any(applies(story, each) for each in expectations), story.name


@pytest.mark.parametrize("fault", ["other_node_after_loss", "no_login_error", "peer_nodes_first"])
def test_stories_find_faults(fault: str) -> None:
    found = by_scenarios(faulty(fault), Profile.parse(FAULTS[fault].profile))
    assert found.verdict is Verdict.FAILED


class _Plainly(Client):
    """Shows of the start only what anybody can see."""

    def start(self, start: Mapping[str, Any]) -> Mapping[str, Any]:
        super().start(start)
        shown = ["start", "connected_at_preferred", "connected_at_peer"]
        return {"protocol": 1, "shows": {"commands": [], "state": shown}}

    def observe(self) -> Mapping[str, Any]:
        told = super().observe()
        return {"commands": [], "state": plain(told["state"])}


def test_the_start_can_be_shown_without_its_machines() -> None:
    result = by_scenarios(_Plainly, Profile.parse("start-up/bc/nodes-2"))
    assert result.verdict is Verdict.CONFORMS
    assert result.judged.coarse == {"start_up", "bootstrap_preferred", "bootstrap_peer"}


def test_what_is_shown_plainly_is_judged() -> None:
    class Wrong(_Plainly):
        """Never tells that it has started."""

        def observe(self) -> Mapping[str, Any]:
            told = super().observe()
            state = {k: "reading" if v == "started" else v for k, v in told["state"].items()}
            return {**told, "state": state}

    result = by_scenarios(Wrong, Profile.parse("start-up/bc/nodes-2"))
    assert result.verdict is Verdict.FAILED
    assert result.divergence is not None
    assert result.divergence.mismatches[0].what == "start"
