"""What Spin reports is read rightly, and what the command says without an answer from it."""

import shutil
from pathlib import Path

import pytest

from export.lamps import PROPERTIES, lamp
from twinsite import cli
from twinsite.errors import InputError
from twinsite.export.promela import spin
from twinsite.export.promela.agreement import Agreement
from twinsite.export.promela.promela import promela
from twinsite.export.promela.searched import search
from twinsite.model.composition import desktop
from twinsite.model.profile import Phone, Profile
from twinsite.properties import properties_of

TINY = Profile(business_continuity=False, phone=Phone.NONE)

REPORT = """
State-vector 28 byte, depth reached 10, errors: {errors}
{complaints}
      100 states, stored
      200 states, matched
      300 transitions (= stored+matched)
pan: elapsed time 0.25 seconds
"""


def report(*complaints: str, errors: int | None = None) -> spin.Answer:
    lines = "\n".join(f"pan:{n}: {text}" for n, text in enumerate(complaints, 1))
    count = len(complaints) if errors is None else errors
    return spin.parse(REPORT.format(errors=count, complaints=lines))


def test_a_report_is_read() -> None:
    found = report("assertion violated (refuted[7]!=1) (at depth 5)")
    assert (found.states, found.steps, found.depth, found.seconds) == (100, 299, 10, 0.25)
    assert (found.refuted, found.errors, found.complete) == ({7}, (), True)


@pytest.mark.parametrize(
    "words", ["error: max search depth too small", "Warning: Search not completed"]
)
def test_a_search_that_is_cut_short_is_no_answer(words: str) -> None:
    cut_short = spin.parse(REPORT.format(errors=0, complaints=words))
    agreement = Agreement(search(lamp(), PROPERTIES), cut_short)
    assert not cut_short.complete
    assert not agreement.complete
    assert not agreement.equal


def test_an_unknown_step_and_any_other_complaint_are_errors() -> None:
    assert report("assertion violated (refuted[0]!=1) (at depth 5)").errors
    assert report("invalid array index").errors
    assert report(errors=3).errors
    assert not report().errors


def test_no_report_is_no_answer() -> None:
    with pytest.raises(InputError, match="no answer"):
        spin.parse("pan: out of memory")


@pytest.mark.parametrize("missing", ["spin", "gcc"])
def test_a_missing_program_is_named_with_the_way_to_install_it(
    missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None if name == missing else name)
    assert cli.run(["export", "promela", "--profile", TINY.name, "--check"]) == 2
    assert "apt-get install spin gcc" in capsys.readouterr().err


def test_the_model_is_written_to_standard_output_or_to_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    system = desktop(TINY)
    model = promela(system, search(system, properties_of(TINY)))
    assert cli.run(["export", "promela", "--profile", TINY.name]) == 0
    assert capsys.readouterr().out == model
    file = tmp_path / "desktop.pml"
    assert cli.run(["export", "promela", "--profile", TINY.name, "--output", str(file)]) == 0
    assert file.read_text(encoding="utf-8") == model


@pytest.mark.parametrize("arguments", [(), ("--profile", "*/no-phone"), ("--profile", "x")])
def test_anything_but_one_profile_is_refused_with_the_names(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["export", "promela", *arguments]) == 2
    assert TINY.name in capsys.readouterr().err
