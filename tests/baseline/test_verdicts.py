"""A new search of every default profile and every pinned variant finds what the manifest says."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from twinsite.analyses.check import ProfileReport, unused
from twinsite.analyses.whole import PINNED, check_whole
from twinsite.baseline import dormant
from twinsite.baseline.dormant import DORMANT
from twinsite.baseline.variants import VARIANTS
from twinsite.checker.explorer.property import Sort, Verdict
from twinsite.model.predicates import MACHINES
from twinsite.model.profile import default_profiles
from twinsite.upkeep.verdicts import baseline_reports, manifest

MANIFEST = (
    Path(__file__).parents[2] / "spec" / "twinsite" / "baseline" / "records" / "manifest.json"
)
REFRESH = (
    "if the design has changed on purpose:"
    " twinsite manifest spec/twinsite/baseline/records/manifest.json"
)


pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def reports() -> Sequence[ProfileReport]:
    return list(baseline_reports())


@pytest.fixture(scope="module")
def of_defaults(reports: Sequence[ProfileReport]) -> Sequence[ProfileReport]:
    return [report for report in reports if report.profile in default_profiles()]


def test_the_manifest_is_true(reports: Sequence[ProfileReport]) -> None:
    pinned: dict[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    assert pinned == manifest(reports, map(check_whole, PINNED)), REFRESH


def test_everything_is_proved_of_every_default_profile(
    of_defaults: Sequence[ProfileReport],
) -> None:
    assert len(of_defaults) == 24 + 16 + 9
    assert {report.verdict for report in of_defaults} == {Verdict.PROVED}


def test_each_variant_breaks_exactly_the_properties_that_it_is_baseline_to(
    reports: Sequence[ProfileReport],
) -> None:
    by_profile = {report.profile: report for report in reports}
    broken = {
        variant.profile.name: frozenset(
            prop.name
            for prop in by_profile[variant.profile].with_verdict(Verdict.REFUTED)
            if prop.sort in (Sort.INVARIANT, Sort.TRANSITION_INVARIANT)
        )
        for variant in VARIANTS
    }
    assert broken == {variant.profile.name: variant.breaks for variant in VARIANTS}


def test_every_lost_signal_is_accounted_for(reports: Sequence[ProfileReport]) -> None:
    assert [report.unaccounted for report in reports if report.unaccounted] == []


def test_what_is_left_unused_without_a_reason_is_told(
    of_defaults: Sequence[ProfileReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dormant, "DORMANT", DORMANT[1:])
    left = [item for item in unused(of_defaults) if item.reason is None]
    assert [item.machine for item in left] == ["SiteSelection"] * 2
    assert {item.what for item in left} == {"state preferred_dropped", "state peer_dropped"}


def test_no_default_profile_leaves_anything_unused_without_a_reason(
    of_defaults: Sequence[ProfileReport],
) -> None:
    assert [item for item in unused(of_defaults) if item.reason is None] == []


def test_everything_is_used_by_some_baseline_profile(reports: Sequence[ProfileReport]) -> None:
    assert unused(reports) == ()


def test_every_recorded_reason_is_needed(of_defaults: Sequence[ProfileReport]) -> None:
    needed = {item.reason for item in unused(of_defaults)}
    assert {entry.reason for entry in DORMANT} == needed


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
