"""The screen of a comparison tells a newcomer what parts two releases or interpretations."""

import json
from functools import cache
from pathlib import Path

import pytest

from twinsite import cli
from twinsite.analyses.compare import Side, examine
from twinsite.checker.comparison.lockstep import Comparison
from twinsite.model.profile import Profile

BASE = ("--profile", "bc+auto+restore/no-phone", "--jobs", "1")
STAYING = ("--profile", "bc/no-phone", "--jobs", "1")
TINY = ("--profile", "no-bc/no-phone", "--jobs", "1")


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


@cache
def examined(profile: Profile) -> Side:
    """Return what a search finds, once for all tests: several look at the same profiles."""
    return examine(profile)


@pytest.fixture(autouse=True)
def _searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twinsite.analyses.compare.examine", lambda it, **_: examined(it))


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    assert cli.run(["compare", *arguments]) == code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return captured.out, captured.err


def test_two_releases_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "8.5.105.11", "8.5.105.12", *BASE)
    for words in (
        "8.5.105.11: Restoration is done right after the login",
        "8.5.105.12: Restoration waits until the agent has closed all interaction windows",
        "a shortest distinguishing trace",
        "DIFFERENT in 8 steps",
        "Step 8, SIP Server accepts the login (SES-05):",
        "8.5.105.11: set agent NotReady at the preferred site.",
        "8.5.105.12: the desktop commands nothing.",
        "New: happens only with 8.5.105.12",
        "the agent closes the last window from before the switchover (INT-03): set agent Ready.",
        "REFUTED, PROVED  no_call_while_an_earlier_interaction_is_open (INT-06)",
        "no such property, PROVED  closing_the_last_window_restores (REST-02)",
        "8.5.105.11: 572,304 states",
        "They differ: a distinguishing trace of 8.5.105.11 and 8.5.105.12 has 8 steps;",
        " 5 new, 0 lost, 6 properties with another verdict.",
        "INT-07",
    ):
        assert words in out, words
    assert "Lost:" not in out


def test_what_decides_a_property_with_another_verdict_comes_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, _ = run(capsys, "A2=continues", "--profile", "stat/bc/pair", "--jobs", "1")
    first = out.index("The first property with another verdict")
    assert "REFUTED with A2=continues, as below; PROVED with A2=cancels." in out
    decided = out.index("this step breaks SITE-04")
    assert first < decided < out.index("a shortest distinguishing trace")


def test_one_interpretation_is_compared_with_the_default(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, _ = run(capsys, "A45=assumed_lost", "--profile", "bc/hard-phone", "--jobs", "1")
    assert "A45: What does the desktop know of the registration of a hard phone?" in out
    assert "A45=assumed_registered: close the link at the preferred site" in out
    assert "Lost: happens only with A45=assumed_registered" in out
    assert "1 new" not in out


def test_what_is_too_much_for_a_screen_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "no-bc/hard-phone", "bc/hard-phone", "--jobs", "1")
    assert "15 new, 0 lost" in out
    assert "and 3 more; --json has them all" in out


def test_what_one_side_refuses_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "A1=all_tried", *STAYING)
    assert "A1=disconnection: connect to the primary" in out
    assert "A1=all_tried: this cannot happen there." in out


def test_equal_sides_are_said_to_be_equal(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "A14=immediate", *TINY)
    assert "No difference in behaviour: the two are trace-equivalent, state for state" in out
    assert "They differ" not in out
    out, _ = run(capsys, "A32=preferred_site", *TINY)
    assert "A32 acts where a deployment is read" in out
    out, _ = run(capsys, "default", *TINY)
    assert "The two are the same profile." in out


def test_whole_profiles_may_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "no-bc/no-phone", "no-bc/hard-phone", "--jobs", "1")
    assert "What is the agent's phone?" in out
    assert "hard phone: The phone is seen only through its DN at the current site." in out


def test_a_search_that_is_cut_short_is_undetermined(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = Comparison(None, 7, identical=True, complete=False)
    monkeypatch.setattr("twinsite.analyses.compare.part", lambda *_, **__: cut)
    out, _ = run(capsys, "default", *TINY, code=3)
    assert "Undetermined: no distinguishing trace in 7 pairs of states" in out
    assert "No difference" not in out


def test_the_result_is_json_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "8.5.105.11", "8.5.105.12", *BASE, "--json")
    data = json.loads(out)
    assert data["difference"]["event"] == "session.log_in_accepted"
    assert data["difference"]["left"] == ["session.set_agent_not_ready"]
    assert data["difference"]["right"] == []
    assert len(data["difference"]["shared"]) == 7
    assert (data["left"]["states"], data["right"]["states"]) == (572304, 570348)
    assert (len(data["new"]), data["lost"]) == (5, [])
    assert {prop["left"] for prop in data["properties"]} == {"REFUTED", None}
    assert "INT-06" in data["requirements"]


def test_the_result_and_its_chart_are_saved(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "parting.json"
    out, _ = run(capsys, "A7=after_first_connection", *STAYING, "--save", str(file))
    assert f"Saved the result to {file}" in out
    assert json.loads(file.read_text(encoding="utf-8"))["difference"]["right"] is None
    assert "DIFFERENT" in file.with_suffix(".svg").read_text(encoding="utf-8")


def test_without_a_difference_no_chart_is_saved(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "equal.json"
    out, err = run(capsys, "default", *TINY, "--json", "--save", str(file))
    assert "there is no trace to draw" in err
    assert json.loads(out) == json.loads(file.read_text(encoding="utf-8"))
    assert not file.with_suffix(".svg").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("newest",), "A: 'newest' is no profile"),
        (("A99=x",), "A: 'A99' is not an interpretation"),
        (("default", "A14=never"), "B: interpretation A14 has no choice 'never'"),
        (("8.5.105",), "A: '8.5.105' is not a release"),
        (("bc/softphone",), "A: 'bc/softphone' names no kind of phone"),
        (("default", "--profile", "all"), "--profile: 'all' is no profile"),
        (("default", "--jobs", "0"), "--jobs: 0 is not positive"),
        (("default", "--save", "chart.svg"), "--save: chart.svg would be overwritten"),
        (("default", "--save", "nowhere/a.json"), "--save: there is no folder nowhere"),
    ],
)
def test_bad_input_is_told_with_a_remedy(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = run(capsys, *arguments, code=2)
    assert told in err
    assert out == ""
