"""``twinsite compare`` with deployments: what changes for whom, in behaviour and in seconds."""

import json
from pathlib import Path

import pytest

from analyses.drill.subjects import EXAMPLE
from twinsite import cli
from twinsite.cli import compare
from twinsite.model.profile import Profile

STAT = (Profile.parse("stat/bc/pair"), Profile.parse("stat/bc/pair/A2=continues"))


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare two small profiles in the place of those of agents, which takes long."""
    plain = compare.contrast_of
    monkeypatch.setattr(compare, "contrast_of", lambda *_, **how: plain(*STAT, **how))


SHORT = ("--set", "disaster-recovery.timeout=30")


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(["compare", *arguments]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_another_value_is_told_in_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, str(EXAMPLE), *SHORT)
    what = "no calls after a failure of the preferred site at the latest 91 s -> 61 s"
    assert f"4 agents: Anna, Brian, Claire and 1 more {what}" in out
    # she goes Ready by hand
    assert "1 agent: Emma leaves the preferred site after its failure at the latest 80 s" in out
    assert "Nothing changes" not in out


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
    what = "Everything that another behaviour changes:"
    assert f"{what} twinsite compare bc+restore/endpoint bc+auto+restore/endpoint" in out
    assert "It says no longer" not in out
    moves = "DEP-41 (note): agents whom a site that fails again and again moves each time"
    assert f"The linter says as well {moves}" in out
    assert "1 agent: Declan. (hazard H6;" in out


def test_the_trace_of_the_first_property_comes_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = shown(capsys, str(EXAMPLE), "--set", "disaster-recovery.auto-restore=false")
    trace = out.index("The first property with another verdict")
    assert "✗ REFUTED in " in out[trace:]
    assert trace < out.index("2 agents: Anna, Brian")


def test_another_phone_costs_what_only_an_endpoint_can_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """PHONE-06, INT-09, H7, H11, H12."""
    out = shown(capsys, str(EXAMPLE), "--set", "phone=hard_phone")
    assert "behaviour: bc+auto+restore/endpoint -> bc+auto+restore/hard-phone back after" in out
    assert "no calls after the phone is lost there at the latest 71 s -> no bound" in out
    assert "DEP-38 (note): hard phones that can move their desktops back and forth" in out
    assert "DEP-39 (note)" in out
    out = shown(capsys, str(EXAMPLE), "--set", "phone=genesys_softphone")
    assert "It says no longer DEP-38 (note)" in out
    assert "1 agent: Claire behaviour: bc+auto+restore/hard-phone" in out


def test_json_has_every_agent_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["compare", str(EXAMPLE), *SHORT, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    agents = [name for change in data["changes"] for name in change["agents"]]
    assert agents == ["Anna", "Brian", "Claire", "Declan", "Emma"]
    assert data["changes"][0]["no_calls"] == [91, 61]
    assert data["changes"][0]["no_calls_without_phone"] == [71, 71]
    assert data["first"] is None, "no agent behaves in another way"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((str(EXAMPLE),), "Name a second file, or say what changes"),
        ((str(EXAMPLE), str(EXAMPLE), *SHORT), "one deployment is compared"),
        ((str(EXAMPLE), "--set", "disaster-recovery.timout=30"), "Did you mean disaster-recovery"),
        ((str(EXAMPLE), "--set", "disaster-recovery.timeout=0"), "--set disaster-recovery.timeout"),
        ((str(EXAMPLE), "--set", "disaster-recovery.timeout"), "sets nothing"),
        ((str(EXAMPLE), "--set", "phone=mobile"), "'mobile' is no kind of phone"),
        ((str(EXAMPLE), *SHORT, "--profile", "bc/no-phone"), "deployments are compared"),
        ((str(EXAMPLE), "nowhere.toml"), "nowhere.toml"),
        (("default", *SHORT), "there is no deployment in which it could be set"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert cli.run(["compare", *arguments]) == 2
    assert told in " ".join(capsys.readouterr().err.split())
