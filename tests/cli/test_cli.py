"""The command line: every screen says what a user needs, and every exit code is as documented."""

import json
import re
from pathlib import Path

import pytest

from twinsite import cli
from twinsite.properties import ALL

EXAMPLE = Path(__file__).parents[2] / "spec" / "twinsite" / "examples" / "two-sites.toml"
TINY = ("--profile", "no-bc+restore/no-phone")
RESTORING = ("--profile", "bc+restore/no-phone")
MOVING = ("--profile", "bc+auto/no-phone")
CALL = "no_call_while_an_earlier_interaction_is_open"


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> tuple[str, str]:
    assert cli.run(list(arguments)) == code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return captured.out, captured.err


@pytest.mark.parametrize("form", ["pair", "cluster-2"])
def test_a_saved_trace_of_another_connection_is_shown_under_its_profile(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, form: str
) -> None:
    file = str(tmp_path / "run.json")
    arguments = ("--profile", f"stat/bc/{form}", "--interpretation", "A2=continues")
    run(capsys, "check", *arguments, "--property", "SITE-02", "--save", file, code=1)
    out, _ = run(capsys, "replay", file, code=1)
    assert f"Profile stat/bc/{form}/A2=continues" in out


def test_the_release_of_a_deployment_is_told_once_and_as_it_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "sites.toml"
    text = EXAMPLE.read_text(encoding="utf-8").replace('"8.5.111.21"', '"8.5.161.04"')
    file.write_text(text, encoding="utf-8")
    arguments = ("check", str(file), "--profile", "stat/*", "--json")
    out, _ = run(capsys, *arguments, code=0)
    [profile] = json.loads(out)["profiles"]
    assert (profile["name"], profile["part"], profile["nodes"]) == ("stat/bc/pair", "stat", 0)
    out, _ = run(capsys, *arguments[:-1], code=0)
    assert "release 8.5.161.04" in out
    assert "stat/bc/pair/" not in out
    out, _ = run(capsys, *arguments[:-1], "--release", "8.5.161.04", code=0)
    assert "stat/bc/pair/8.5.161.04" in out


def test_a_small_profile_is_proved(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "check", *MOVING, code=0)
    assert "301,830" in out
    assert "Every property holds in every interleaving" in out


def test_the_distinct_profiles_of_a_deployment_are_named_with_their_agents(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("--profile", "*/hard-phone", "--property", "SITE-03")
    out, _ = run(capsys, "check", str(EXAMPLE), *asked, code=0)
    assert "Claire" in out
    assert "Anna" not in out


def test_the_known_defect_is_shown_step_by_step(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "check", *RESTORING, "--release", "8.5.105.11", code=1)
    for words in ("REFUTED", "INT-07", "Preferred", "Peer", "Desktop", "Agent", "the agent asks"):
        assert words in out, words


def test_a_wrong_interpretation_is_refuted(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "check", *MOVING, "--reading", "A14=immediate", code=1)
    assert "no_move_by_choice_during_a_call" in out


def test_one_property_can_be_asked_for_by_name_and_by_requirement(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, _ = run(capsys, "check", *TINY, "--property", CALL, code=0)
    assert "PROVED 1" in out
    assert "Every property that was asked for holds" in out
    out, _ = run(capsys, "check", *TINY, "--property", "INT-06", code=0)
    assert "PROVED 1" in out


def test_a_witness_is_shown_when_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "check", *MOVING, "--property", "returns_to_the_preferred_site", code=0)
    assert "now at the preferred site" in out


def test_a_search_that_is_cut_short_is_undetermined_and_never_a_pass(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, _ = run(capsys, "check", *MOVING, "--limit", "1000", code=3)
    assert "Undetermined" in out
    assert "Every property holds" not in out


def test_the_result_is_json_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    shown = "a_login_at_the_peer_is_refused"
    asked = (*RESTORING, "--release", "8.5.105.11", "--property", CALL, "--property", shown)
    out, _ = run(capsys, "check", *asked, "--json", code=1)
    (profile,) = json.loads(out)["profiles"]
    verdicts = {entry["name"]: entry["verdict"] for entry in profile["properties"]}
    assert profile["verdict"] == "REFUTED"
    assert verdicts[CALL] == "REFUTED"
    assert verdicts[shown] == "PROVED"


def test_a_saved_run_is_replayed_with_the_same_chart(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "defect.json"
    arguments = ("check", *RESTORING, "--release", "8.5.105.11", "--property", CALL)
    shown, _ = run(capsys, *arguments, "--save", str(file), code=1)
    again, _ = run(capsys, "replay", str(file), "--svg", str(tmp_path / "again.svg"), code=1)
    chart = again[: again.index("Wrote the chart")].strip()
    assert chart in shown
    drawn = (tmp_path / "again.svg").read_text(encoding="utf-8")
    assert drawn == file.with_suffix(".svg").read_text(encoding="utf-8")


def test_a_saved_witness_breaks_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "witness.json"
    name = "returns_to_the_preferred_site"
    run(capsys, "check", *MOVING, "--property", name, "--save", str(file), code=0)
    run(capsys, "replay", str(file), code=0)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("witness", "no_call_while_an_earlier_interaction_is_open"), 0),
        (("witness", "returns_to_the_preferred_site"), 0),
        (("hazards", "H2"), 0),
        (("hazards", "H8"), 1),
    ],
)
def test_what_a_command_shows_is_saved_and_replayed(
    arguments: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "trace.json"
    shown, _ = run(capsys, *arguments, "--save", str(file), code=0)
    assert f"Saved the trace to {file} and its chart to {file.with_suffix('.svg')}." in shown
    again, _ = run(capsys, "replay", str(file), "--svg", str(tmp_path / "again.svg"), code=code)
    assert again[again.index("at the start") : again.index("Wrote the chart")].strip() in shown
    drawn = (tmp_path / "again.svg").read_text(encoding="utf-8")
    assert drawn == file.with_suffix(".svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_a_chart_follows_the_terminal(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    defect = Path(__file__).parents[2] / "diagrams" / "known-defect.json"
    shown, _ = run(capsys, "replay", str(defect), code=1)
    lines = shown.splitlines()
    assert max(map(len, lines)) <= columns
    assert lines == [line.rstrip() for line in lines]


@pytest.mark.parametrize("asked", ["the_desktop_returns", "START-03"])
def test_a_property_that_applies_to_no_profile_is_not_proved(
    capsys: pytest.CaptureFixture[str], asked: str
) -> None:
    """Status 0 means that something was decided."""
    arguments = ("check", "--profile", "no-bc/no-phone", "--property", asked)
    out, _ = run(capsys, *arguments, code=3)
    assert "Does not apply to any of 1 profile" in out
    assert f"{asked}. Of that" in " ".join(out.split())
    out, _ = run(capsys, *arguments, "--json", code=3)
    assert json.loads(out)["does not apply"] == [asked]
    out, _ = run(capsys, *arguments, "--property", "LINK-08", code=3)
    assert "holds in every" not in out


@pytest.mark.parametrize("command", ["lint", "check"])
def test_a_deployment_without_agents_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    """As a file that was cut off before its agents."""
    text = EXAMPLE.read_text(encoding="utf-8")
    file = tmp_path / "half.toml"
    file.write_text(text[: text.index("[[agents]]")] if "[[agents]]" in text else "", "utf-8")
    _, err = run(capsys, command, str(file), code=2)
    assert "has no agents" in err


BAD_INPUT = {
    "two hazards in one file": (("hazards", "H1", "H2", "--save", "x.json"), "2 hazards"),
    "all hazards in one file": (("hazards", "--save", "x.json"), "13 hazards"),
    "a witness in the file of its chart": (
        ("witness", "returns_to_the_preferred_site", "--save", "x.svg"),
        "trace.json",
    ),
    "a missing file": (("check", "nowhere.toml"), "nowhere.toml"),
    "a folder": (("check", "."), "."),
    "an unknown release": (("check", "--release", "9.1"), "9.1"),
    "an unknown major release": (("check", "--release", "9.0.1.1"), "8.5"),
    "a release of endless digits": (("check", "--release", "8.5.1." + "9" * 5000), "four numbers"),
    "an unknown interpretation": (("check", "--reading", "A99=x"), "A99"),
    "an interpretation that is no switch": (("check", "--reading", "A3=x"), "A3"),
    "an unknown choice": (("check", "--reading", "A14=soon"), "deferred"),
    "an interpretation without a choice": (("check", "--reading", "A14"), "A14=immediate"),
    "an unknown property": (("check", "--property", "nothing_at_all"), "nothing_at_all"),
    "an unknown profile": (("check", "--profile", "x"), "bc+auto+restore/endpoint"),
    "an unknown profile beside a known one": (
        ("check", "--profile", "stat/bc/pair", "--profile", "bc+atuo/*"),
        "bc+atuo/*",
    ),
    "a limit of nothing": (("check", "--limit", "0"), "--limit"),
    "an unknown option": (("check", "--bogus"), "--bogus"),
    "an unknown command": (("chekc",), "chekc"),
    "a trace that is not there": (("replay", "nowhere.json"), "nowhere.json"),
    "an unknown requirement": (("requirements", "ZZZ-99"), "ZZZ-99"),
}


@pytest.mark.parametrize("what", BAD_INPUT)
def test_bad_input_gets_one_clear_message_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], what: str
) -> None:
    arguments, word = BAD_INPUT[what]
    out, err = run(capsys, *arguments, code=2)
    assert word in err + out
    assert len(err.splitlines()) < 40


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "not json",
        '{"format": "twinsite run 2"}',
        "[" * 100_000,
    ],
)
def test_a_file_that_is_no_run_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str
) -> None:
    file = tmp_path / "run.json"
    file.write_text(text, encoding="utf-8")
    _, err = run(capsys, "replay", str(file), code=2)
    assert "run.json" in err
    assert file.read_text(encoding="utf-8") == text


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Return what a check saves of a refuted property, once for all tests."""
    file = tmp_path_factory.mktemp("trace") / "run.json"
    cli.run(["check", *MOVING, "--reading", "A17=logged_in", "--save", str(file)])
    found: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    ("key", "value", "word"),
    [
        ("property", "no_such_property", "no_such_property"),
        ("events", ["link.no_such_event"], "link.no_such_event"),
        ("events", ["link.retry_delay_elapsed"], "not possible"),
        ("events", "link", "events"),
    ],
)
def test_a_run_that_does_not_fit_this_version_is_refused(
    trace: dict[str, object],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    key: str,
    value: object,
    word: str,
) -> None:
    file = tmp_path / "run.json"
    file.write_text(json.dumps({**trace, key: value}), encoding="utf-8")
    capsys.readouterr()
    _, err = run(capsys, "replay", str(file), code=2)
    assert word in err


def test_an_empty_run_breaks_nothing(
    trace: dict[str, object], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "run.json"
    file.write_text(json.dumps({**trace, "events": []}), encoding="utf-8")
    capsys.readouterr()
    out, _ = run(capsys, "replay", str(file), code=0)
    assert "does not break the property" in out


def test_there_is_nothing_to_save_when_nothing_is_refuted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "run.json"
    out, _ = run(capsys, "check", *TINY, "--save", str(file), code=0)
    assert "no trace to save" in out
    assert not file.exists()


def test_a_chart_does_not_overwrite_its_run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "run.svg"
    _, err = run(capsys, "check", *MOVING, "--save", str(file), code=2)
    assert "trace.json" in err
    assert not file.exists()


def test_a_folder_that_is_not_there_is_told_before_anything_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "missing" / "run.json"
    arguments = ("check", *MOVING, "--reading", "A17=logged_in", "--save", str(file))
    _, err = run(capsys, *arguments, code=2)
    assert "missing" in err


@pytest.mark.parametrize(
    ("command", "name", "word"),
    [
        ("requirements", "REST-02", "8.5.105.12"),
        ("readings", "A14", "deferred"),
        ("options", "disaster-recovery.auto-restore", "unverified"),
        ("properties", "no_call_*", "INT-06"),
    ],
)
def test_the_catalogue_can_be_looked_up(
    capsys: pytest.CaptureFixture[str], command: str, name: str, word: str
) -> None:
    out, _ = run(capsys, command, name, code=0)
    assert word in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("interpretations", "a45"), ["A45"]),
        (("requirements", "site-03"), ["SITE-03"]),
        (("properties", "site-09"), ["SITE-09"]),
        (("options", "REG_TIMEOUT"), ["proxies.proxy0.reg_timeout", "proxies.proxy1.reg_timeout"]),
        (("check", *TINY, "--property", "int-06"), ["PROVED 1"]),
        (("check", *TINY, "--property", CALL, "--interpretation", "a14=deferred"), ["PROVED 1"]),
    ],
)
def test_ids_and_names_are_found_in_any_case_and_by_their_tail(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: list[str]
) -> None:
    out, _ = run(capsys, *arguments, code=0)
    for word in told:
        assert word in out


@pytest.mark.parametrize("command", ["requirements", "interpretations", "properties", "options"])
def test_what_is_not_found_is_told_with_the_nearest(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    typed = {"requirements": "sit-03", "interpretations": "a455"}.get(command, "wait_for_the_phon")
    _, err = run(capsys, command, typed, code=2)
    assert f"nothing matches {typed}" in err
    assert f"'twinsite {command}' without a name" in err


def test_the_list_of_properties_can_be_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out, _ = run(capsys, "properties", code=0)
    assert len(out.splitlines()) < 1_000
    assert "Site selection (SITE): " in out
    assert "_may_come_in_" not in out.replace("'*_may_come_in_*'", "")
    total = re.search(r"^(\d+) properties: (\d+) must hold, (\d+) can happen\.$", out, re.MULTILINE)
    more = re.search(r"^(\d+) more say", out, re.MULTILINE)
    assert total is not None
    assert more is not None
    assert int(total[1]) == int(total[2]) + int(total[3]) == len(ALL) - int(more[1])
    out, _ = run(capsys, "properties", "*_may_come_in_*", code=0)
    assert f"{more[1]} properties: {more[1]} can happen." in out


def test_help_and_version_are_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "--help", code=0)
    assert "Exit statuses" in out
    run(capsys, "--version", code=0)
