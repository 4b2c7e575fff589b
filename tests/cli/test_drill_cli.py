"""``twinsite drill``: its screens, its JSON, its charts, and what it refuses."""

import json
import re
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from analyses.drill.subjects import EXAMPLE
from twinsite import cli
from twinsite.analyses.drill import alternatives, flapping, moments, region, report

FAIL = ("--fail", "Site X@10:00:00")
ANNA = ("drill", str(EXAMPLE), "--agent", "Anna", *FAIL)


@pytest.fixture(autouse=True)
def _without_alternatives(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what other options would change, where a test does not look at it."""
    if request.function not in WITH_ALTERNATIVES:
        monkeypatch.setattr(alternatives, "alternatives_of", lambda *_, **__: ())


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Return the example with assumptions of its own."""
    path = tmp_path / "deployment.toml"
    text = EXAMPLE.read_text().partition("[world]")[0]
    path.write_text(text + "[world]\naddp_timeout = 4.5\nserver_answer = 1\n")
    return path


def lines(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> list[str]:
    assert cli.run(list(arguments)) == status
    return capsys.readouterr().out.splitlines()


def test_a_designer_reads_when_the_agent_is_ready_again(capsys: pytest.CaptureFixture[str]) -> None:
    shown = lines(capsys, *ANNA, "--repair", "Site X@10:20:00")
    for line in (
        "Anna: Workspace SIP Endpoint, prefers Site X, peer Site Y",
        "loss noticed         10:00:00  10:00:20  2 x ADDP timeout 10 s (LINK-03)",
        "Ready again          10:01:00  10:01:31  + answer of a server 3 s (REST-02)",
        "No calls for 60 s to 91 s",
        "leaves Site Y               10:20:00  10:20:55  the same (RET-01)",
        "  no calls for 61 s, not 91 s; back within 63 s, as it is",
    ):
        assert line in shown


def test_during_a_call_the_windows_decide(capsys: pytest.CaptureFixture[str]) -> None:
    shown = lines(capsys, *ANNA, "--during", "call")
    assert "No calls until the last window is closed, and for 0 s to 3 s more" in shown
    told = " ".join(shown)
    assert "The call is out of control once the loss is noticed, and goes on only if its" in told


def test_a_call_holds_back_the_switchover_for_the_phone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """PHONE-04."""
    shown = lines(capsys, *ANNA[:-1], "Site X registrar", "--during", "call")
    told = "the call holds it back until it is over (SITE-03)"
    assert f"leaves Site X never never {told}" in " ".join(" ".join(shown).split())
    over = next(n for n, line in enumerate(shown) if line.startswith("the call is over"))
    assert "leaves Site X        0 s       0 s     at once (SITE-03)" in shown[over:]
    assert "logged in at Site Y  0 s       8 s     + answer of a server 3 s (SES-11)" in shown


def test_a_shift_that_begins_without_a_site_is_told_with_its_start(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = lines(capsys, *ANNA, "--during", "start")
    assert shown[-2:] == [
        "Logged in 10:01:00 to 10:01:36, start included",
        "The first call as soon as the agent goes Ready (login.voice.is-auto-ready false)",
    ]
    shown = lines(capsys, *ANNA[:-1], "Site X registrar", "--during", "start")
    rows = [line.split("  ")[0] for line in shown]
    assert rows.index("logged in") < rows.index("leaves Site X") < rows.index("linked at Site Y")


def test_a_shift_that_cannot_begin_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    """START-03."""
    shown = " ".join(lines(capsys, *ANNA[:-1], "both sites", "--during", "start"))
    assert "the shift begins without either site" in " ".join(shown.split())
    assert "central configuration read" in shown
    assert shown.endswith("The shift cannot begin until a Configuration Server Proxy answers.")
    assert "Voice" not in shown


def test_a_desktop_whose_connections_end_up_apart_is_called_split(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """WHOLE-02, WHOLE-04."""
    fail = ("drill", str(EXAMPLE), "--agent", "Anna", "--fail")
    shown = " ".join(lines(capsys, *fail, "Site X SIP Servers", "--repair", "Site X SIP Servers"))
    settled = "The desktop is split once it has settled: Voice at Site Y, Stat Server and"
    assert f"{settled} Configuration Server Proxy at Site X;" in shown
    assert "split after the repair" not in shown
    shown = " ".join(lines(capsys, *fail, "Site X", "--repair", "Site X"))
    assert "split once it has settled" not in shown
    assert "The desktop is split after the repair: Voice at Site X, Stat Server and" in shown


def test_everybody_is_moved_for_maintenance_and_back(capsys: pytest.CaptureFixture[str]) -> None:
    """SES-08, REST-14."""
    shown = lines(capsys, *ANNA, "--during", "maintenance", "--repair", "Site X@12:00")
    assert any(line.startswith("1. Stop sending calls to Site X, then") for line in shown)
    assert "Ready again          10:01:00  10:01:31  + answer of a server 3 s (REST-02)" in shown
    told = "No calls from the forced logout on, and for 60 s to 91 s after SIP Server has stopped"
    assert told in " ".join(shown)
    assert any(line.startswith("Site X is started again") for line in shown)
    shown = lines(capsys, "drill", str(EXAMPLE), *FAIL, "--during", "maintenance")
    assert next(line for line in shown if "stays" in line).startswith("Brian")


def test_without_business_continuity_only_the_repair_helps(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """BC-03."""
    path = tmp_path / "off.toml"
    switch = '"disaster-recovery.enabled" = '
    path.write_text(EXAMPLE.read_text().replace(f"{switch}true", f"{switch}false"))
    fail = ("drill", str(path), "--agent", "Anna", "--fail", "Site X")
    shown = lines(capsys, *fail, "--during", "call")
    assert "No calls until Site X is repaired" in shown
    assert "Control resumes with the link;" in " ".join(shown)
    assert not any(line.startswith("the last window is closed") for line in shown)
    shown = lines(capsys, *fail, "--during", "maintenance")
    assert "No calls from the forced logout on, until Site X is repaired" in shown


def test_what_flaps_is_told_by_the_hour(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """SITE-03, H6."""
    few = partial(flapping.flapping_of, periods=(600,), hours=2)
    monkeypatch.setattr(flapping, "flapping_of", few)
    shown = lines(capsys, "drill", str(EXAMPLE), "--flap", "Site X")
    assert f"{EXAMPLE}: Site X flaps" in " ".join(shown).replace("- ", "-")
    told = " ".join(shown)
    assert "leaves within 60 s of the beginning of an outage (disaster-recovery.timeout)" in told
    assert len([line for line in shown if line.startswith("10 min  ")]) == 3, "of five kinds"
    assert "It moves nobody, however often it comes." in shown
    data = json.loads("\n".join(lines(capsys, "drill", str(EXAMPLE), "--flap", "Site X", "--json")))
    assert [kind["flaps"] for kind in data["kinds"]] == ["Site X"] * 5
    assert data["kinds"][0]["leaves_at_the_earliest"]["seconds"] == 60


def test_of_the_registrar_of_a_hard_phone_no_desktop_knows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """PHONE-05."""
    shown = lines(capsys, "drill", str(EXAMPLE), "--agent", "Claire", "--fail", "Site X registrar")
    assert "No desktop registers this phone." in " ".join(shown)


def test_there_is_one_line_for_each_kind_of_agents(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    shown = lines(capsys, "drill", str(EXAMPLE), "--all", *FAIL)
    assert len([line for line in shown if line.startswith(("Anna", "Brian", "Claire"))]) == 3
    assert shown == lines(capsys, "drill", str(EXAMPLE), *FAIL)


def test_assumptions_of_the_file_hold_and_are_told(
    capsys: pytest.CaptureFixture[str], world: Path
) -> None:
    shown = " ".join(lines(capsys, "drill", str(world), "--agent", "Anna", *FAIL))
    assert "10:00:09  2 x ADDP timeout 4.5 s" in shown
    assert "([world] of deployment.toml; by default connection_attempt, registrar_answer," in shown
    assert "No calls for 60 s to 76 s" in shown


def test_json_has_every_moment_with_its_sum_and_its_trace(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = json.loads("\n".join(lines(capsys, *ANNA, "--json")))
    (anna,) = data["kinds"]
    ready = anna["connections"][0]["after_failure"][-1]
    assert ready["latest"]["seconds"] == 91
    assert sum(term["seconds"] for term in ready["latest"]["sum"]) == 91
    assert ready["latest"]["trace"][-1] == {"event": "session.agent_ready", "at": 91}
    assert data["world"]["addp_timeout"]["seconds"] == 10
    assert [each["value"] for each in data["alternatives"]] == ["30", "30", "false"]


def test_the_trace_is_shown_in_time_and_written_as_a_picture(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(region, "ranges_of", lambda *_: [region.Range("Timer F", 3, 9)])
    picture = tmp_path / "run.svg"
    shown = lines(capsys, *ANNA, "--run", "latest", "--svg", str(picture))
    assert "Ready again, latest: 10:01:31" in shown
    assert "change at a time: Timer F from 3 s up to 9 s; between a third" in " ".join(shown)
    assert any("10:01:20" in line and "◷" in line for line in shown)
    assert f"Wrote the trace to {picture}." in shown
    drawn = picture.read_text()
    assert "10:01:31" in drawn
    bars = re.findall(r'class="bar(\d)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', drawn)
    *path, noticed, timers, answers = [(int(kind), float(x), float(w)) for kind, x, w in bars]
    assert [kind for kind, _, _ in path] == [0, 1, 2, 2, 2]
    assert [kind for kind, _, _ in (noticed, timers, answers)] == [0, 1, 2]
    for (_, x, width), (_, following, _) in pairwise(path):
        assert x + width == pytest.approx(following, abs=0.2), "bars follow each other"
    lengths = [width / path[0][2] for _, _, width in path]
    assert lengths == pytest.approx([1, 3, 0.25, 0.15, 0.15], abs=0.01), "20, 60, 5, 3 and 3 s"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--fail", "phone", "--during", "start"), "before the start there is none"),
        (("--fail", "phone", "--during", "maintenance"), "the phone cannot be shut down"),
        (("--flap", "phone"), "the phone cannot be let flap"),
        (("--flap", "Site X", *FAIL), "of what flaps no single moment is told"),
        (("--fail", "Site Z"), "'Site Z' is nothing that can fail"),
        (("--fail", "Site X@noon"), "'noon' is no time of the day"),
        (("--repair", "Site X"), "--repair: nothing fails"),
        (("--run", "latest"), "--run: nothing fails"),
        ((*FAIL, "--run", "latest"), "a trace is that of one agent"),
        ((*FAIL, "--agent", "Anna", "--all"), "one agent and all of them"),
        ((*FAIL, "--agent", "Ann"), "there is no agent 'Ann'"),
        ((*FAIL, "--repair", "Site Y@11:00"), "Site Y does not fail"),
        ((*FAIL, "--repair", "Site X@10:01"), "which is at 10:01:31 at the latest"),
        (("--fail", "Site Y", "--agent", "Anna", "--run", "latest"), "has such a bound"),
    ],
)
def test_what_makes_no_sense_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert cli.run(["drill", str(EXAMPLE), *arguments]) == 2
    assert told in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("value", ["-1", "true", "'10'", "4000", "nan"])
def test_an_assumption_that_is_no_time_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, value: str
) -> None:
    path = tmp_path / "deployment.toml"
    text = EXAMPLE.read_text().replace("addp_timeout = 10", f"addp_timeout = {value}")
    path.write_text(text)
    assert cli.run(["drill", str(path), *FAIL]) == 2
    assert "world.addp_timeout" in capsys.readouterr().err


def test_a_search_that_grows_too_large_is_no_verdict(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "answer", partial(moments.answer, most_zones=5))
    assert cli.run(list(ANNA)) == 3
    assert "more than 5 sets of clock values" in capsys.readouterr().err


@pytest.mark.heavy
def test_without_a_failure_the_design_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    shown = [" ".join(line.split()) for line in lines(capsys, "drill", str(EXAMPLE))]
    assert "Workspace SIP Endpoint: 4 agents" in shown
    assert any(line.startswith("its registrar alone voice 89 s to 2 min 17 s") for line in shown)
    assert "peer site voice and Stat and Configuration stays" in shown


WITH_ALTERNATIVES = (
    test_a_designer_reads_when_the_agent_is_ready_again,
    test_json_has_every_moment_with_its_sum_and_its_trace,
)
"""The tests that look at what other options would change."""
