"""The ledger has no gap, and a gap would be noticed."""

from dataclasses import replace
from pathlib import Path

import pytest

from twinsite import cli
from twinsite.baseline.records import read
from twinsite.catalogue.interpretations import READINGS
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.traceability import Ledger, gaps, ledger
from twinsite.upkeep.pages.named_tests import named_tests

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def whole() -> Ledger:
    return ledger()


def changed(whole: Ledger, identifier: str, **change: object) -> Ledger:
    """Return the ledger with one requirement's entry changed."""
    return replace(
        whole,
        requirements=tuple(
            replace(entry, **change) if entry.requirement.id == identifier else entry  # type: ignore[arg-type]  # the tests know the fields
            for entry in whole.requirements
        ),
    )


def test_the_ledger_has_no_gap(whole: Ledger) -> None:
    assert gaps(whole) == ()


def test_every_requirement_and_every_reading_has_an_entry(whole: Ledger) -> None:
    assert [entry.requirement.id for entry in whole.requirements] == list(REQUIREMENTS)
    assert [entry.reading.id for entry in whole.readings] == list(READINGS)


def test_the_record_of_the_tests_is_true() -> None:
    assert read("tests") == named_tests(ROOT), "python -m twinsite.upkeep.pages.documents"


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"tests": ()}, "SITE-03 has no test that names it"),
        ({"rules": ()}, "SITE-03 is judged by no rule, and nothing says what else carries it"),
    ],
)
def test_a_requirement_with_a_gap_is_noticed(
    whole: Ledger, change: dict[str, object], gap: str
) -> None:
    assert gaps(changed(whole, "SITE-03", **change)) == (gap,)


@pytest.mark.parametrize(
    ("field", "value", "gap"),
    [
        ("witness", "", "has no witness"),
        ("broken_by", "", "is broken by nothing"),
        ("kills", 0, "its rules kill no mutant"),
    ],
)
def test_a_rule_with_a_gap_is_noticed(whole: Ledger, field: str, value: object, gap: str) -> None:
    (entry,) = (entry for entry in whole.requirements if entry.requirement.id == "SITE-04")
    rules = tuple(replace(rule, **{field: value}) for rule in entry.rules)  # type: ignore[arg-type]  # as above
    found = gaps(changed(whole, "SITE-04", rules=rules))
    assert found
    assert all(text.endswith(gap) for text in found)


def test_a_reading_without_a_comparison_is_noticed(whole: Ledger) -> None:
    readings = tuple(
        replace(entry, comparisons=(), cited=()) if entry.reading.id == "A14" else entry
        for entry in whole.readings
    )
    assert gaps(replace(whole, readings=readings)) == (
        "A14 can be switched, and nothing says what that changes",
        "A14 is named in the source of no requirement",
    )


def test_the_command_shows_what_stands_behind_a_requirement(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.run(["ledger", "SITE-03", "A14"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Rule: moves_for_a_link_only_when_the_link_is_lost" in told
    assert "A14=immediate" in told
    assert "No gap" in told


def test_the_command_fails_with_a_gap(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twinsite.traceability.gaps", lambda _: ("SITE-03 has no test",))
    assert cli.run(["ledger"]) == 1
    assert "Gap: SITE-03 has no test." in capsys.readouterr().out
