"""What a comparison of two profiles says is what the specification does."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from twinsite.analyses.compare import Contrast, Side, commands_taken, examine, examine_all, part
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.checker.comparison.observable_steps import occurrences
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Verdict
from twinsite.checker.symbolic.result import Progress
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Phone, Profile, Release
from twinsite.model.profile_difference import IN_DEPLOYMENTS, aspects, titles

TINY = Profile(business_continuity=False, phone=Phone.NONE)
SMALL = Profile(phone=Phone.NONE)
OLD = replace(SMALL, release=Release((8, 5, 105, 11)))
NEW = replace(SMALL, release=Release((8, 5, 105, 12)))


def without_time(side: Side) -> Side:
    return replace(side, report=replace(side.report, seconds=0.0))


@pytest.fixture(scope="module")
def releases() -> Contrast:
    return Contrast(examine(OLD), examine(NEW), part(OLD, NEW))


# where they part -------------------------------------------------------------------------------


def test_the_older_release_asks_for_the_agent_state_while_a_window_is_open(
    releases: Contrast,
) -> None:
    difference = releases.product.difference
    assert difference is not None
    assert len(difference.shared) == 7
    assert commands_taken(difference.left) == ["session.set_agent_not_ready"]
    assert commands_taken(difference.right) == []
    assert difference.left is not None
    assert desktop(OLD).view(difference.left.before).windows_open


def test_releases_on_the_same_side_of_the_change_are_the_same() -> None:
    older = replace(TINY, release=Release((8, 5, 100, 1)))
    result = part(older, replace(TINY, release=OLD.release))
    assert result.difference is None
    assert result.identical
    assert result.complete


def test_progress_is_told_in_every_search() -> None:
    heard: list[Progress] = []
    part(TINY, TINY, observe=heard.append)
    assert heard[-1].states > 0
    before = len(heard)
    examine(TINY, observe=heard.append)
    assert len(heard) > before


# what is new, what is lost, which properties differ
# --------------------------------------------------


def test_what_is_new_happens_on_the_right_only(releases: Contrast) -> None:
    old = {h.occurrence for h in occurrences(desktop(OLD))}
    assert releases.new
    assert not {h.occurrence for h in releases.new} & old
    assert releases.lost == ()


def test_turned_round_what_was_new_is_lost(releases: Contrast) -> None:
    turned = Contrast(releases.right, releases.left, part(NEW, OLD))
    assert turned.lost == releases.new
    assert turned.new == releases.lost
    assert {(r.prop.name, r.right, r.left) for r in turned.properties} == {
        (r.prop.name, r.left, r.right) for r in releases.properties
    }


def test_the_properties_that_the_release_repairs_are_named_with_their_requirements(
    releases: Contrast,
) -> None:
    repaired = {
        prop.prop.name
        for prop in releases.properties
        if (prop.left, prop.right) == (Verdict.REFUTED, Verdict.PROVED)
    }
    assert repaired == {
        "no_call_while_the_last_call_goes_on",
        "no_call_while_an_earlier_interaction_is_open",
        "never_automatically_ready_with_a_window_open",
    }
    assert {"INT-06", "INT-07", "REST-10", "SES-05"} <= set(releases.requirements)


def test_a_property_that_applies_on_one_side_only_is_told(releases: Contrast) -> None:
    verdicts = {prop.prop.name: (prop.left, prop.right) for prop in releases.properties}
    assert verdicts["closing_the_last_window_restores"] == (None, Verdict.PROVED)


def test_a_profile_compared_with_itself_has_no_difference_at_all() -> None:
    side = examine(TINY)
    contrast = Contrast(side, side, part(TINY, TINY))
    assert contrast.product.difference is None
    assert (contrast.new, contrast.lost, contrast.properties, contrast.requirements) == ((),) * 4


def test_several_processes_find_what_one_finds() -> None:
    profiles = (TINY, replace(TINY, phone=Phone.HARD_PHONE), TINY)
    alone = {side.profile: without_time(side) for side in examine_all(profiles, jobs=1)}
    shared = {side.profile: without_time(side) for side in examine_all(profiles, jobs=2)}
    assert alone == shared
    assert set(alone) == set(profiles)


# in words --------------------------------------------------------------------------------------


def test_equal_profiles_have_no_aspect_in_which_they_differ() -> None:
    assert aspects(SMALL, SMALL) == ()
    assert titles(SMALL, SMALL) == (SMALL.name, SMALL.name)


@pytest.mark.parametrize(
    ("other", "title"),
    [
        (replace(SMALL, business_continuity=False), "business continuity=false"),
        (replace(SMALL, auto_restore=False), "disaster-recovery.auto-restore=false"),
        (replace(SMALL, restore_agent_state=False), "disaster-recovery.restore-agent-state=false"),
        (replace(SMALL, auto_ready=True), "login.voice.is-auto-ready=true"),
        (Profile(), "Workspace SIP Endpoint"),
        (Profile(phone=Phone.HARD_PHONE), "hard phone"),
        (OLD, "8.5.105.11"),
        (SMALL.changed("A1=all_tried/A15=blocked"), "A1=all_tried / A15=blocked"),
    ],
)
def test_each_constant_of_a_profile_is_told(other: Profile, title: str) -> None:
    assert titles(SMALL, other)[1] == title
    assert titles(other, SMALL)[0] == title
    for aspect in aspects(SMALL, other):
        assert aspect.left.meaning != aspect.right.meaning
        assert aspect.question.endswith("?")


@pytest.mark.parametrize("phone", [Phone.NONE, Phone.HARD_PHONE])
def test_interpretations_that_act_in_deployments_only_are_asked_for_by_no_machine(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    reads: Callable[[Facts, str, str], bool] = Facts.reads

    def note(self: Facts, identifier: str, choice: str) -> bool:
        asked.add(identifier)
        return reads(self, identifier, choice)

    monkeypatch.setattr(Facts, "reads", note)
    explore(desktop(Profile(phone=phone, restore_agent_state=False, auto_ready=True)))
    explore(desktop(Profile(phone=phone, auto_ready=True)))
    explore(desktop(Profile(auto_restore=False, restore_agent_state=False)))
    assert not asked & IN_DEPLOYMENTS
    if phone is Phone.HARD_PHONE:
        monkeypatch.undo()
        switches = {
            interpretation.id
            for interpretation in INTERPRETATIONS.values()
            if interpretation.is_switch
        }
        assert switches - asked == IN_DEPLOYMENTS
