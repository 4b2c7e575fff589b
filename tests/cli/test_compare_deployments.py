"""``twinsite compare`` with deployments: what changes for whom, in behaviour and in seconds."""

import json
from pathlib import Path

import pytest

from analyses.drill.subjects import EXAMPLE
from twinsite import cli

SHORT = ("--set", "disaster-recovery.timeout=30")


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(["compare", *arguments]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_another_value_is_told_in_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, str(EXAMPLE), *SHORT)
    assert "1 agent: Anna no calls after a failure of the preferred site at the latest 91" in out
    assert "91 s -> 61 s" in out
    assert "Nothing changes for 1 agent." in out  # Emma goes Ready by hand


def test_another_file_is_told_in_behaviour(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = tmp_path / "other.toml"
    text = EXAMPLE.read_text()
    other.write_text(text.replace('"disaster-recovery.auto-restore" = false\n', ""))
    out = shown(capsys, str(EXAMPLE), str(other))
    assert "1 agent: Declan behaviour: bc+restore/endpoint -> bc+auto+restore/endpoint" in out
    assert "back after its repair at the latest no bound -> 63 s" in out
    assert "Nothing changes for 4 agents." in out
    what = "What another behaviour means:"
    assert f"{what} twinsite compare bc+restore/endpoint bc+auto+restore/endpoint" in out


def test_json_has_every_agent_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["compare", str(EXAMPLE), *SHORT, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    agents = [name for change in data["changes"] for name in change["agents"]]
    assert agents == ["Anna", "Brian", "Claire", "Declan", "Emma"]
    assert data["changes"][0]["no_calls"] == [91, 61]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((str(EXAMPLE),), "Name a second file, or say what changes"),
        ((str(EXAMPLE), str(EXAMPLE), *SHORT), "one deployment is compared"),
        ((str(EXAMPLE), "--set", "disaster-recovery.timout=30"), "Did you mean disaster-recovery"),
        ((str(EXAMPLE), "--set", "disaster-recovery.timeout=0"), "--set disaster-recovery.timeout"),
        ((str(EXAMPLE), "--set", "disaster-recovery.timeout"), "sets nothing"),
        ((str(EXAMPLE), "nowhere.toml"), "nowhere.toml"),
        (("default", *SHORT), "there is no deployment in which it could be set"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert cli.run(["compare", *arguments]) == 2
    assert told in " ".join(capsys.readouterr().err.split())
