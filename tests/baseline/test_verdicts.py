"""A new search finds what is recorded of every default profile and every pinned variant."""

import fnmatch
from collections.abc import Sequence
from typing import Any

import pytest

from twinsite.analyses.check import ProfileReport, check_profiles, unused
from twinsite.analyses.whole import FOLLOWED, PINNED, check_whole
from twinsite.baseline import waivers
from twinsite.baseline.records import read
from twinsite.baseline.variants import VARIANTS, baseline_profiles
from twinsite.baseline.waivers import WAIVERS, Kind, place_of
from twinsite.checker.symbolic.property import Sort, Verdict
from twinsite.model.predicates import DECLARED, MACHINES
from twinsite.model.profile import Part, Profile, default_profiles
from twinsite.model.whole import Parts
from twinsite.properties import ALL
from twinsite.upkeep.verdicts import baseline_reports, entry, entry_of_whole

pytestmark = pytest.mark.heavy

PLACES = [
    *(place_of(m.name, state) for m in DECLARED.values() for state in m.states),
    *(
        place_of(m.name, t.source, t.event, t.guard.text)
        for m in DECLARED.values()
        for t in m.transitions
    ),
]
"""Every state and transition of every machine, as a waiver spells it."""


def used_by(*reports: ProfileReport) -> set[str]:
    """Return the states and transitions that some of the profiles use."""
    found = set()
    for report in reports:
        for instance, state in report.coverage.states:
            found.add(place_of(MACHINES[instance].name, state))
        for instance, number in report.coverage.transitions:
            machine = MACHINES[instance]
            taken = machine.transitions[number]
            found.add(place_of(machine.name, taken.source, taken.event, taken.guard.text))
    return found


ENOUGH = (
    Profile(),
    Profile.parse("bc/hard-phone"),
    *(profile for profile in default_profiles() if profile.part is not Part.VOICE),
    *(v.profile for v in VARIANTS if v.wakes or v.label == "A25=kept"),
)
"""Profiles that together use, and ignore, all that any profile of the baseline does."""


@pytest.fixture(
    scope="module",
    params=[ENOUGH, pytest.param(baseline_profiles(), marks=pytest.mark.by_hand)],
    ids=["enough", "every"],
)
def reports(request: pytest.FixtureRequest) -> Sequence[ProfileReport]:
    """Return what is used of the profiles; no property is decided."""
    return list(check_profiles(request.param, only=frozenset(), traces=False))


@pytest.fixture(scope="module")
def of_defaults(reports: Sequence[ProfileReport]) -> Sequence[ProfileReport]:
    return [report for report in reports if report.profile in default_profiles()]


REFRESH = "if this is on purpose: twinsite baseline --update"


SHARE = 12
"""In the build one of so many profiles is decided anew, by hand all are."""


def recorded() -> dict[str, Any]:
    """Return what is recorded of every profile."""
    verdicts = read("verdicts")
    return {**verdicts["default profiles"], **verdicts["variants"]}


def test_a_share_of_the_verdicts_is_true() -> None:
    known, some = recorded(), baseline_profiles()[::SHARE]
    assert {p.name: known[p.name] for p in some} == {
        report.profile.name: entry(report) for report in baseline_reports(some)
    }, REFRESH


@pytest.mark.by_hand
def test_the_verdicts_are_true() -> None:
    found = {report.profile.name: entry(report) for report in baseline_reports()}
    assert recorded() == found, REFRESH


@pytest.mark.by_hand
@pytest.mark.parametrize("parts", PINNED, ids=lambda parts: parts.name)
def test_the_verdicts_on_whole_desktops_are_true(parts: Parts) -> None:
    found = entry_of_whole(check_whole(parts, traces=parts in FOLLOWED))
    assert read("verdicts")["whole desktops"][parts.name] == found, REFRESH


def test_everything_is_proved_of_every_default_profile() -> None:
    proved = [recorded()[profile.name]["verdict"] for profile in default_profiles()]
    assert proved == [Verdict.PROVED.value] * (24 + 16 + 9)


def test_each_variant_breaks_exactly_the_properties_that_it_is_baseline_to() -> None:
    safety = {
        e.prop.name for e in ALL if e.prop.sort in (Sort.INVARIANT, Sort.TRANSITION_INVARIANT)
    }
    refuted = "refuted, with the length of the shortest trace"
    broken = {v.profile.name: safety & set(recorded()[v.profile.name][refuted]) for v in VARIANTS}
    assert broken == {variant.profile.name: variant.breaks for variant in VARIANTS}


def test_every_lost_signal_is_accounted_for(reports: Sequence[ProfileReport]) -> None:
    assert [report.unaccounted for report in reports if report.unaccounted] == []


def test_what_is_left_unused_without_a_reason_is_told(
    of_defaults: Sequence[ProfileReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tuple(w for w in WAIVERS if w.place != "SiteSelection@*_dropped")
    monkeypatch.setattr(waivers, "WAIVERS", kept)
    left = [item for item in unused(of_defaults) if item.reason is None]
    assert [item.machine for item in left] == ["SiteSelection"] * 2
    assert {item.what for item in left} == {"state preferred_dropped", "state peer_dropped"}


def test_no_default_profile_leaves_anything_unused_without_a_reason(
    of_defaults: Sequence[ProfileReport],
) -> None:
    assert [item for item in unused(of_defaults) if item.reason is None] == []


def test_all_but_three_things_are_used_by_some_baseline_profile(
    reports: Sequence[ProfileReport],
) -> None:
    """Each of the three is needed where two choices meet, or is never at rest."""
    found = {(item.machine, item.what.partition(" [")[0]) for item in unused(reports)}
    assert found == {
        ("SiteSelection", "peer_lost --link_lost"),
        ("Registration", "state renewing"),
        ("Call", "ended_untold --switched_over--> none"),
    }


def test_every_waiver_of_what_is_unused_is_needed(of_defaults: Sequence[ProfileReport]) -> None:
    used = used_by(*of_defaults)
    unneeded = [
        (waiver.place, place)
        for waiver in WAIVERS
        if waiver.kind is Kind.UNUSED
        for place in fnmatch.filter(PLACES, waiver.place)
        if place in used
    ]
    assert unneeded == []


def test_whatever_a_variant_is_said_to_wake_is_used_under_it(
    reports: Sequence[ProfileReport],
) -> None:
    by_profile = {report.profile: report for report in reports}
    for variant in (v for v in VARIANTS if v.wakes):
        used = used_by(by_profile[variant.profile])
        for pattern in variant.wakes:
            meant = fnmatch.filter(PLACES, pattern)
            assert meant, pattern
            assert set(meant) <= used, variant.label


def test_every_ignored_signal_does_arrive(reports: Sequence[ProfileReport]) -> None:
    seen = {
        (MACHINES[instance].name, signal, state)
        for report in reports
        for instance, signal, state in report.coverage.unhandled
    }
    declared = {
        (machine.name, signal, state)
        for machine in MACHINES.values()
        for signal, state, _ in machine.ignores
    }
    assert declared == seen
