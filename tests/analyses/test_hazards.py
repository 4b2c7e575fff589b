"""Every hazard is as it is said to be: proved absent, or accepted and shown by a trace."""

from dataclasses import replace
from functools import cache

import pytest

from twinsite import cli
from twinsite.analyses.hazards import HAZARDS, Evidence, Hazard, Standing
from twinsite.analyses.traces import decisive_trace
from twinsite.checker.symbolic.property import Verdict
from twinsite.cli import hazards as command

examined = cache(Evidence.examine)
"""Several tests look at the same evidence."""

every_hazard = pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.id)


@every_hazard
def test_a_hazard_is_as_it_is_said_to_be(hazard: Hazard) -> None:
    assert examined(hazard.shown).verdict is hazard.shown.verdict
    if hazard.proof is not None:
        assert examined(hazard.proof).verdict is hazard.proof.verdict is Verdict.PROVED
    assert hazard.proof is not None or hazard.standing is Standing.ACCEPTED


@every_hazard
def test_the_run_that_shows_a_hazard_can_be_taken_again(hazard: Hazard) -> None:
    trace = decisive_trace(hazard.shown.profile, examined(hazard.shown))
    assert trace.breaks or trace.witnesses


@every_hazard
def test_an_absent_hazard_is_absent_under_the_default_interpretations(hazard: Hazard) -> None:
    if hazard.standing is Standing.ABSENT:
        assert hazard.proof is not None
        assert hazard.proof.profile.interpretations == ()
        assert hazard.shown.profile.interpretations != ()


def test_the_hazards_are_numbered_without_a_gap() -> None:
    assert [hazard.id for hazard in HAZARDS] == [f"H{n}" for n in range(1, len(HAZARDS) + 1)]


def test_the_command_shows_the_run_of_a_hazard(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["hazards", "H8"]) == 0
    told = capsys.readouterr().out
    assert "H8 absent" in told
    assert "again and again, for ever" in told


def test_the_command_notices_a_hazard_that_is_not_as_it_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (hazard,) = (hazard for hazard in HAZARDS if hazard.id == "H8")
    wrong = replace(hazard, shown=replace(hazard.shown, verdict=Verdict.PROVED))
    monkeypatch.setattr("twinsite.analyses.hazards.HAZARDS", (wrong,))
    assert command.hazards() == 1
    assert "it is said to be PROVED" in " ".join(capsys.readouterr().out.split())
