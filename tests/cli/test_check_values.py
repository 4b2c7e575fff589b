"""``twinsite check`` of a deployment tells first what is wrong with its values."""

import json
from pathlib import Path

import pytest

from analyses.drill.subjects import EXAMPLE
from twinsite import cli

PORT_BESIDE_SRV = """[application.options]
"sipendpoint.sbc-register-address" = "_sip._udp.lyon.example"
"sipendpoint.sbc-register-port" = 5060
"""
QUICK = ("--profile", "stat/bc/pair")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a deployment with one error."""
    path = tmp_path / "d.toml"
    text = EXAMPLE.read_text()
    path.write_text(text.replace("[application.options]\n", PORT_BESIDE_SRV), encoding="utf-8")
    return path


def test_an_error_stands_above_the_table_and_decides_the_status(
    capsys: pytest.CaptureFixture[str], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")  # so that a long path is not broken
    assert cli.run(["check", str(file), *QUICK]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.index("ERROR DEP-37") < shown.index("PROVED")
    assert "the linter says: 1 error, 0 warnings, 0 notes (above); 3 accepted." in shown
    assert f"Next, once what is above is mended: twinsite lint {file}" in shown


def test_a_warning_is_told_and_decides_nothing(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    text = EXAMPLE.read_text().replace('timeout" = 60', 'timeout" = 20', 1)
    file.write_text(text, encoding="utf-8")
    assert cli.run(["check", str(file), *QUICK]) == 0
    assert "WARNING DEP-40" in capsys.readouterr().out


def test_json_has_the_findings(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    assert cli.run(["check", str(file), *QUICK, "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert [finding["id"] for finding in data["lint"]["findings"]] == ["DEP-37"]
    assert len(data["lint"]["accepted"]) == 3


def test_without_a_finding_the_drill_is_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", str(EXAMPLE), *QUICK]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert f"how long everything takes with them: twinsite drill {EXAMPLE}" in shown
    assert "holds in every interleaving for 5 agents" in shown
    assert "That is proved for all lengths of your timers." in shown


def test_mistakes_of_form_are_all_told_before_the_first_is_refused(
    capsys: pytest.CaptureFixture[str], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    text = file.read_text().replace('groups = ["Dublin"]', 'groups = ["Dubin"]')
    file.write_text(text, encoding="utf-8")
    assert cli.run(["check", str(file), *QUICK]) == 2
    shown, refused = capsys.readouterr()
    assert [f"ERROR   DEP-{rule}" in shown for rule in ("03", "37")] == [True, True]
    assert "Nothing was checked. The linter says: 2 errors, 0 warnings" in shown
    assert f"Next, once what is above is mended:\n  twinsite lint {file}" in shown
    assert "there is no agent group 'Dubin'" in refused


def test_values_have_no_say_in_what_is_refuted(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    asked = ("--profile", "config/bc/pair", "--interpretation", "A2=continues")
    assert cli.run(["check", str(EXAMPLE), *asked]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "Refuted for Anna, Brian, Claire, Declan and 1 more, under 1 of 1 profile" in shown
    assert "A trace may need other lengths of timers than yours." in shown
    assert "walk a trace in a browser: twinsite check" in shown


def test_nothing_is_said_of_values_without_a_deployment(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.run(["check", *QUICK]) == 0
    assert "linter" not in capsys.readouterr().out
