"""The matrix has no gap, and a gap would be noticed."""

from dataclasses import replace

import pytest

from twinsite import cli
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.traceability import Matrix, gaps, matrix


@pytest.fixture(scope="module")
def whole() -> Matrix:
    return matrix()


def changed(whole: Matrix, identifier: str, **change: object) -> Matrix:
    """Return the matrix with one requirement's entry changed."""
    return replace(
        whole,
        requirements=tuple(
            replace(entry, **change) if entry.requirement.id == identifier else entry  # type: ignore[arg-type]  # the tests know the fields
            for entry in whole.requirements
        ),
    )


def test_the_matrix_has_no_gap(whole: Matrix) -> None:
    assert gaps(whole) == ()


def test_every_requirement_and_every_interpretation_has_an_entry(whole: Matrix) -> None:
    assert [entry.requirement.id for entry in whole.requirements] == list(REQUIREMENTS)
    assert [entry.interpretation.id for entry in whole.interpretations] == list(INTERPRETATIONS)


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"tests": ()}, "SITE-03 has no test that names it"),
        (
            {"properties": ()},
            "SITE-03 is judged by no property, and nothing says what else covers it",
        ),
    ],
)
def test_a_requirement_with_a_gap_is_noticed(
    whole: Matrix, change: dict[str, object], gap: str
) -> None:
    assert gaps(changed(whole, "SITE-03", **change)) == (gap,)


@pytest.mark.parametrize(
    ("field", "value", "gap"),
    [
        ("witness", "", "has no witness"),
        ("broken_by", "", "is broken by nothing"),
        ("kills", 0, "its properties kill no mutant"),
    ],
)
def test_a_property_with_a_gap_is_noticed(
    whole: Matrix, field: str, value: object, gap: str
) -> None:
    (entry,) = (entry for entry in whole.requirements if entry.requirement.id == "SITE-04")
    properties = tuple(replace(prop, **{field: value}) for prop in entry.properties)  # type: ignore[arg-type]  # as above
    found = gaps(changed(whole, "SITE-04", properties=properties))
    assert found
    assert all(text.endswith(gap) for text in found)


def test_an_interpretation_without_a_comparison_is_noticed(whole: Matrix) -> None:
    interpretations = tuple(
        replace(entry, comparisons={}, cited=()) if entry.interpretation.id == "A14" else entry
        for entry in whole.interpretations
    )
    assert gaps(replace(whole, interpretations=interpretations)) == (
        "A14 can be switched, and nothing says what that changes",
        "A14 is named in the source of no requirement",
    )


def test_the_command_shows_what_stands_behind_a_requirement(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.run(["traceability", "SITE-03", "A14"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Property: moves_for_a_link_only_when_the_link_is_lost" in told
    assert "A14=immediate" in told
    assert "No gap" in told


def test_the_command_fails_with_a_gap(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twinsite.traceability.gaps", lambda _: ("SITE-03 has no test",))
    assert cli.run(["traceability"]) == 1
    assert "Gap: SITE-03 has no test." in capsys.readouterr().out
