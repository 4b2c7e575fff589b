"""A new search of every pinned pair finds what the pinned comparisons say."""

from dataclasses import replace
from typing import Any

import pytest

from shares import one_in
from twinsite.analyses.compare import Contrast, part
from twinsite.baseline import records
from twinsite.baseline.variants import SIZES, baseline_pairs, switches
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.catalogue.interpretations.interpretation import SMALLEST
from twinsite.model.profile import Profile
from twinsite.upkeep.comparisons import comparisons, contrasts
from twinsite.upkeep.pages.comparisons import HEADINGS, comparison_table

REFRESH = "if this is on purpose: twinsite baseline --update"
SWITCHES = [
    interpretation for interpretation in INTERPRETATIONS.values() if interpretation.is_switch
]


@pytest.fixture(scope="module")
def pinned() -> dict[str, dict[str, Any]]:
    entries: dict[str, dict[str, Any]] = records.read("comparisons")
    return entries


SHARE = 15
"""In the build one of so many comparisons is made anew, by hand all are."""


@pytest.fixture(scope="module")
def found() -> tuple[Contrast, ...]:
    return contrasts(baseline_pairs()[::SHARE])


@pytest.mark.heavy
def test_a_share_of_the_baseline_comparisons_is_true(
    found: tuple[Contrast, ...], pinned: dict[str, dict[str, Any]]
) -> None:
    some = dict(list(pinned.items())[::SHARE])
    assert some == comparisons(found), REFRESH


@pytest.mark.by_hand
def test_the_baseline_comparisons_are_true(pinned: dict[str, dict[str, Any]]) -> None:
    assert pinned == comparisons(contrasts()), REFRESH


@pytest.mark.heavy
def test_turning_a_pair_round_is_noticed(found: tuple[Contrast, ...]) -> None:
    first = found[0]
    turned = Contrast(first.right, first.left, first.product)
    assert comparisons((turned,)) != comparisons((first,))


@pytest.mark.heavy
def test_a_lost_verdict_is_noticed(found: tuple[Contrast, ...]) -> None:
    first = found[0]
    report = replace(first.right.report, properties=first.right.report.properties[1:])
    poor = Contrast(first.left, replace(first.right, report=report), first.product)
    assert comparisons((poor,)) != comparisons((first,))


RELEASES = 3
"""So many pairs are about releases; they come first."""


def test_every_other_choice_of_every_interpretation_is_baseline() -> None:
    changed = [
        dict(other.interpretations).items() - dict(a.interpretations).items()
        for a, other in baseline_pairs()
    ]
    expected = [{(r.id, choice)} for r in SWITCHES for choice in r.choice_names[1:]]
    assert changed[:RELEASES] == [set()] * RELEASES
    assert changed[RELEASES:] == expected


def test_every_choice_makes_a_difference_but_the_one_that_acts_in_deployments(
    pinned: dict[str, dict[str, Any]],
) -> None:
    equal = [change for change, entry in pinned.items() if "shortest difference" not in entry]
    assert equal == ["A32=site -> A32=preferred_site", "A75=period -> A75=lifetime"]


def _smaller() -> list[tuple[str, str, Profile]]:
    """Return each choice with every profile that has a smaller phone than what shows it."""
    return [
        (interpretation.id, choice.name, replace(base, phone=phone))
        for interpretation, choice in switches()
        for base in [Profile.parse(choice.shown_under)]
        for phone in SIZES[: SIZES.index(base.phone)]
    ]


@pytest.mark.parametrize(("identifier", "choice", "base"), one_in(SHARE, _smaller()))
def test_with_a_smaller_phone_the_choice_would_make_no_difference(
    identifier: str, choice: str, base: Profile
) -> None:
    result = part(base, base.with_interpretations({identifier: choice}))
    assert result.difference is None
    assert result.complete


def _optional() -> list[tuple[str, str]]:
    """Return each choice that is shown with other options than the default."""
    return [
        (interpretation.id, choice.name)
        for interpretation, choice in switches()
        if choice.shown_under.endswith("/no-phone") and choice.shown_under != SMALLEST
    ]


@pytest.mark.parametrize(("identifier", "choice"), one_in(SHARE, _optional()))
def test_with_the_default_options_the_choice_would_make_no_difference(
    identifier: str, choice: str
) -> None:
    base = Profile.parse(SMALLEST)
    assert part(base, base.with_interpretations({identifier: choice})).difference is None


def test_the_table_has_a_row_for_each_pair(pinned: dict[str, dict[str, Any]]) -> None:
    head, prop, *rows = comparison_table(pinned).splitlines()
    assert head == f"| {' | '.join(HEADINGS)} |"
    assert len(rows) == len(pinned)
    assert {line.count(" | ") for line in (head, prop, *rows)} == {len(HEADINGS) - 1}
    (a32,) = (row for row in rows if "A32" in row)
    assert "none in 570,348 pairs of states; it acts where a deployment is read" in a32
    assert (
        "8 steps, the last: SIP Server accepts the login (SES-05) | set agent NotReady" in rows[0]
    )
