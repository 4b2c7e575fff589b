"""The screen of a conformance test tells a team what is wrong with its client."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from conformance.clients import program_that, sound_but
from twinsite import cli
from twinsite.cli.conform import conform
from twinsite.errors import InputError

SOUND = ("--client", "twinsite_desktop.client:Client")
FAST = ("--profile", "bc+restore/no-phone", "--by", "scenarios")


FAULTY = """
from twinsite_desktop.client import Client
from twinsite_desktop.faults import client
Beside = client('restores_beside_windows')
class Mute(Client):
    def observe(self):
        return {**super().observe(), "commands": []}
"""
"""Of the mute one nothing can be told but that it does not begin as it must; so it is quick."""


@pytest.fixture(autouse=True)
def _somewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "faulty", raising=False)
    (tmp_path / "faulty.py").write_text(FAULTY)


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    assert cli.run(["conform", *arguments]) == code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return captured.out, captured.err


def test_a_sound_client_conforms(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, *SOUND, *FAST, "--by", "random", "--examples", "20")
    assert "The client conforms in everything that was tested." in out
    assert "scenarios: 13 of 18 are not for this profile." in out
    assert "Not judged" not in out
    assert sorted(path.name for path in Path().iterdir()) == ["faulty.py"]


def test_a_faulty_client_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "--client", "faulty:Beside", *FAST, code=1)
    for words in (
        "REST-02: From release 8.5.105.12 on a pending restoration MUST wait",
        "session.log_in_accepted (SIP Server accepts the login)",
        "set_agent_ready",
        "━━ what the specification does",
        "Do it again: twinsite conform --replay divergence.json --client faulty:Beside",
        "As a regression test: test_divergence.py",
    ):
        assert words in out, words
    sent = [json.loads(line) for line in Path("divergence.jsonl").read_text().splitlines()]
    assert [line["call"] for line in sent[:2]] == ["start", "observe"]
    assert sent[-2] == {"call": "offer", "event": "log_in_accepted"}
    assert Path("divergence.svg").read_text(encoding="utf-8").startswith("<svg")
    assert Path("divergence.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    again, _ = run(capsys, "--replay", "divergence.json", "--client", "faulty:Beside", code=1)
    assert "replay" in again
    mended, _ = run(capsys, "--replay", "divergence.json", *SOUND)
    assert "conforms" in mended


def test_the_first_failure_ends_a_profile(capsys: pytest.CaptureFixture[str]) -> None:
    """What a client has failed by the quickest method needs no slow one; --all asks for all."""
    both = ("--client", "faulty:Beside", *FAST, "--by", "endurance", "--save", "")
    for more, methods in ((), ["scenarios"]), (("--all",), ["scenarios", "endurance"]):
        out, _ = run(capsys, *both, *more, code=1)
        assert re.findall(r"^bc\S+ +(\w+) +\d", out, re.MULTILINE) == methods


def test_what_a_client_behaves_like_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """By the release and the mutant that do the same, with the property that it breaks."""
    client = ("--client", "faulty:Beside", *FAST, "--save", "")
    out, _ = run(capsys, *client, code=1)
    for words in (
        "Shortened to 14 actions from the 17 in which it was found.",
        "In this session your desktop behaves like",
        "8.5.105.11: Restoration is done right after the login",
        "the specification, except that Restoration.logged_in@pending#2: guard dropped",
        "breaks REST-10, never_automatically_ready_with_a_window_open",
        "EXPECTED in 14 actions",
    ):
        assert words in out, words
    told = json.loads(run(capsys, *client, "--json", code=1)[0])["results"][0]["alike"]
    assert told[0]["name"] == "8.5.105.11"
    assert told[0]["breaks"][0]["requirement"] == "REST-10"


def test_nothing_is_written_unless_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--client", "faulty:Mute", *FAST, "--save", "", code=1)
    assert not Path("divergence.json").exists()


def test_results_are_plain_data(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "--client", "faulty:Beside", *FAST, "--json", code=1)
    (result,) = json.loads(out)["results"]
    assert result["verdict"] == "FAILED"
    assert result["divergence"]["requirements"][0] == "REST-02"
    assert result["divergence"]["actions"][-1] == "session.log_in_accepted"


@pytest.mark.parametrize(
    ("client", "counts", "code"),
    [("twinsite_desktop.client:Client", "000", 0), ("faulty:Mute", "100", 1)],
)
def test_continuous_integration_reads_junit(
    client: str, counts: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "--client", client, *FAST, "--junit", "results.xml", code=code)
    suite = fromstring(Path("results.xml").read_text(encoding="utf-8"))
    assert [suite.get(name) for name in ("failures", "errors", "skipped")] == list(counts)
    assert [case.get("name") for case in suite] == ["scenarios"]


def test_what_a_client_says_does_not_break_junit(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mischief = 'print(\'{"error": "bad \\\\u0000 byte"}\', flush=True); continue'
    program = program_that(mischief, tmp_path)
    run(capsys, *FAST, "--junit", "results.xml", "--", *program, code=1)
    suite = fromstring(Path("results.xml").read_text(encoding="utf-8"))
    assert suite.get("errors") == "1"


def test_what_a_client_lacks_is_skipped_in_junit(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mischief = 'print(\'{"unsupported": "no \\\\u0007\\\\u001b voice"}\', flush=True); continue'
    program = program_that(mischief, tmp_path)
    run(capsys, *FAST, "--junit", "results.xml", "--", *program, code=3)
    suite = fromstring(Path("results.xml").read_text(encoding="utf-8"))
    assert [suite.get(name) for name in ("tests", "failures", "errors", "skipped")] == [*"1001"]
    assert [skipped.get("message") for skipped in suite.iter("skipped")] == [r"no \x07\x1b voice"]


PYTHON_CLIENT = """
import sys
from twinsite_desktop.client import Client
class Mine(Client):
    def offer(self, event):
        {mischief}
        super().offer(event)
"""


def test_what_a_python_client_prints_is_no_result(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "faulty.py").write_text(PYTHON_CLIENT.format(mischief="print('I am here')"))
    out, err = run(capsys, "--client", "faulty:Mine", *FAST, "--json")
    assert [result["verdict"] for result in json.loads(out)["results"]] == ["CONFORMS"]
    assert "I am here" in err


@pytest.mark.parametrize(
    ("mischief", "told"),
    [
        ("sys.exit(0)", "The client crashed: offer raised SystemExit: 0."),
        (r"raise ValueError('\x00\ud800\x1b')", r"offer raised ValueError: \x00\ud800\x1b."),
    ],
)
def test_a_python_client_that_breaks_down_is_no_pass(
    mischief: str, told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "faulty.py").write_text(PYTHON_CLIENT.format(mischief=mischief))
    out, _ = run(capsys, "--client", "faulty:Mine", *FAST, "--junit", "results.xml", code=1)
    assert told in out
    fromstring(Path("results.xml").read_text(encoding="utf-8"))
    compile(Path("test_divergence.py").read_text(encoding="utf-8"), "test", "exec")


def test_a_module_that_exits_when_imported_is_no_client(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "faulty.py").write_text("import sys\nsys.exit(0)\n")
    _, err = run(capsys, "--client", "faulty:Mine", code=2)
    assert "cannot be imported: SystemExit: 0" in " ".join(err.split())


def test_a_file_of_another_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--client", "faulty:Beside", *FAST, code=1)
    saved = json.loads(Path("divergence.json").read_text())
    Path("old.json").write_text(json.dumps(saved | {"actions": ["61 s"]}))
    _, err = run(capsys, "--replay", "old.json", *SOUND, code=2)
    assert "action 1, 61 s, goes past a deadline 60 s away" in " ".join(err.split())


def test_one_profile_that_conforms_is_a_pass_beside_one_that_is_lacking(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    methods = (
        "    def altered(self, answer):\n"
        "        if not self.core.settings.business_continuity: return answer\n"
        "        return {'unsupported': 'one site only'}\n"
    )
    client = sound_but(tmp_path, methods=methods)
    both = ("--profile", "no-bc/no-phone", "--profile", "bc/no-phone", "--by", "scenarios")
    out, _ = run(capsys, *both, "--", *client)
    assert "one site only" in out
    verdicts = re.findall(r"scenarios .*? ([A-Z ]+)$", out, re.MULTILINE)
    assert [verdict.strip() for verdict in verdicts] == ["CONFORMS", "NOT TESTED"]


def test_a_client_without_the_profile_is_untested(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mischief = 'print(\'{"unsupported": "voice is not ours"}\', flush=True); continue'
    out, _ = run(capsys, *FAST, "--", *program_that(mischief, tmp_path), code=3)
    assert "voice is not ours" in out
    assert "Nothing was tested." in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "there is no client"),
        ([*SOUND, "--", "node"], "there are two clients"),
        ([*SOUND, "--scenario", "doomsday"], "'doomsday' is no scenario"),
        ([*SOUND, "--profile", "voice"], "no profile matches 'voice'"),
        ([*SOUND, "--junit", "nowhere/x.xml"], "there is no folder nowhere"),
        ([*SOUND, "--junit", "."], "--junit: . is a folder"),
        ([*SOUND, "--junit", str(Path(__file__).parent)], "cli is a folder"),
        ([*SOUND, "--save", "nowhere/x"], "there is no folder nowhere"),
        ([*SOUND, "--save", "."], "--save: . is a folder"),
        ([*SOUND, "--save", ".."], "--save: .. is a folder"),
        ([*SOUND, "--examples", "0"], "0 is not positive"),
        ([*SOUND, "--examples", "1.5"], "'1.5' is no whole number"),
        ([*SOUND, "--seed", "1.5"], "'1.5' is no whole number"),
        ([*SOUND, "--seed", "x"], "'x' is no whole number"),
        (
            [*SOUND, "--scenario", "phone_lost", "--by", "random"],
            "by random nobody plays phone_lost",
        ),
        (["--budget", "0", "--", "node"], "0.0 is no number of seconds"),
        (["--patience", "-1", "--", "node"], "-1.0 is no number of seconds"),
        (["--patience", "nan", "--", "node"], "nan is no number of seconds"),
        (["--patience", "86400", "--", "node"], "86400.0 is no number of seconds"),
        (["--client", "json"], "not of the form module:Class"),
        (["--client", "no_such_module:Client"], "cannot be imported"),
        (["--client", "json:Client"], "json has no Client"),
        (["--client", "pathlib:Path"], "has no method start, offer, advance, observe"),
        ([*SOUND, "--replay", "none.json"], "there is no such file"),
        ([*SOUND, "--replay", "none.json", "--profile", "bc/no-phone"], "Leave out --profile"),
        (["--", "/no/such/program"], "cannot be run"),
    ],
)
def test_bad_usage_is_told(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, err = run(capsys, *arguments, code=2)
    assert told in " ".join(err.split())
    assert sorted(path.name for path in Path().iterdir()) == ["faulty.py"]


def test_test_suite_are_written_for_teams_without_python(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.run(["test-suite", "stat/bc/pair", "--output", "suite.json"]) == 0
    assert "169 of 169 goals of stat/bc/pair" in capsys.readouterr().out
    assert json.loads(Path("suite.json").read_text())["format"] == "twinsite test suite 1"


def test_the_protocol_is_printed_as_a_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["protocol"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["calls"]) == {"Start", "Offer", "Advance", "Observe"}
    assert "Observation" in told["answers"]


def test_equivalence_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    client = "twinsite_desktop.client:Client"
    assert cli.run(["equivalence", client, "--profile", "stat/bc/pair", "--jobs", "1"]) == 0
    assert "Equivalent in every reachable state of 1 profile:" in capsys.readouterr().out


def test_a_difference_is_shown_with_its_way(capsys: pytest.CaptureFixture[str]) -> None:
    profile = "bc+restore/no-phone"
    assert cli.run(["equivalence", "faulty:Beside", "--profile", profile, "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert "The client is not equivalent." in out
    assert "log_in_accepted" in out


@pytest.mark.parametrize(
    ("client", "told"), [("json:loads", "has no method copy"), ("json", "module:Class")]
)
def test_equivalence_needs_a_client_that_can_be_copied(
    client: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["equivalence", client]) == 2
    assert told in " ".join(capsys.readouterr().err.split())


def test_what_is_saved_is_collected_under_any_name(capsys: pytest.CaptureFixture[str]) -> None:
    """The regression test is red as it is saved, whatever the files are called."""
    names = ["div.json", "0-two words", "a.b", "ünder", "class", "div.py"]
    told = []
    for name in names:
        out, _ = run(capsys, "--client", "faulty:Mute", *FAST, "--save", name, code=1)
        told += re.findall(r"^As a regression test: (.*)$", out, re.MULTILINE)
    assert len(told) == len(names)
    assert set(told) == set(map(str, Path().glob("test_*.py")))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(  # noqa: S603  # this Python, and files made here
        command, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout
    failed = re.findall(r"^FAILED (test_[^:]*\.py)::", done.stdout, re.MULTILINE)
    assert set(failed) == set(told)


def test_a_regression_test_that_is_there_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    """Edited or not, it is nobody's to overwrite; what is the same is written once."""
    kept = Path("test_divergence.py")
    kept.write_text("# kept, and edited by hand\n")
    for _ in range(2):
        out, _ = run(capsys, "--client", "faulty:Mute", *FAST, code=1)
        assert "As a regression test: test_divergence_2.py" in out
    assert kept.read_text() == "# kept, and edited by hand\n"
    assert sorted(map(str, Path().glob("test_*.py"))) == [
        "test_divergence.py",
        "test_divergence_2.py",
    ]


def test_a_verdict_is_told_though_no_file_can_be_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The exit status is that of the verdict; without one it is that of the file."""
    Path("taken.json").mkdir()
    out, err = run(capsys, "--client", "faulty:Beside", *FAST, "--save", "taken", code=1)
    assert "REST-02" in out
    assert "1 of 1 tests found a divergence." in out
    assert "taken.json: cannot be written" in err


def test_a_pass_without_its_file_is_told_and_no_pass(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise InputError("cannot be written", where="x.xml", remedy="Make space.")

    monkeypatch.setattr("twinsite.report.files.junit.junit_of", refuse)
    out, err = run(capsys, *SOUND, *FAST, "--junit", "x.xml", code=2)
    assert "conforms" in out
    assert "x.xml: cannot be written" in err


def test_the_command_to_do_it_again_is_quoted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What is printed can be given to a shell."""
    program = sound_but(tmp_path, mischief="if number == 5: sys.exit(1)")
    arguments = ["--", *program, "a b", "$(rm)"]
    out, _ = run(capsys, *FAST, "--save", "my files", *arguments, code=1)
    again = next(line for line in out.splitlines() if line.startswith("Do it again: "))
    assert shlex.split(again.removeprefix("Do it again: ")) == [
        *("twinsite", "conform", "--replay", "my files.json"),
        *arguments,
    ]


def test_when_the_time_for_all_tests_is_over_it_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What was decided is told; it is no pass and no failure."""
    out, _ = run(capsys, *SOUND, *FAST, "--budget", "0.01", "--junit", "results.xml", code=3)
    assert "CUT SHORT" in out
    assert "the 0.01 s for all tests are over." in out
    assert "allow more with --budget" in " ".join(out.split())
    suite = fromstring(Path("results.xml").read_text(encoding="utf-8"))
    assert suite.get("skipped") == "1"


def test_what_was_decided_is_told_when_the_test_is_interrupted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One method is done, and Ctrl-C comes in the next."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("twinsite.conformance.random_walk.walk", interrupted)
    with pytest.raises(KeyboardInterrupt):
        conform(client=SOUND[1], profile=["bc/no-phone"], by=["scenarios", "random"])
    out = capsys.readouterr().out
    assert re.search(r"scenarios +\d+ +[\d,]+ +CONFORMS", out)
    assert "conforms" not in out
    assert not Path("divergence.json").exists()


EVIL = "\\x1b[2J\\x1b]0;pwned\\x07\\u202e\\u009b"


@pytest.mark.parametrize(
    "methods",
    [
        "    def altered(self, answer): return {'unsupported': EVIL}",
        "    def altered(self, answer): return {**answer, EVIL: EVIL}",
        "    def altered(self, answer): return {'error': EVIL}",
        "    def altered(self, answer): return {'shows': {'commands': [EVIL], 'state': []}}",
        "    def altered(self, answer): return EVIL",
        "    def altered(self, answer): sys.exit(EVIL)",
        "    def observe(self): return {'commands': [], 'state': dict.fromkeys(super().observe()"
        "['state'], EVIL)}",
        "    def observe(self): return {**super().observe(), 'commands': [{'command': EVIL}]}",
        "    def observe(self): return {'commands': [{'command': 'connect', 'site': 'peer',"
        " 'server': EVIL}], 'state': super().observe()['state']}",
        "    def observe(self): return {'commands': 3, 'state': {EVIL: EVIL}}",
    ],
)
def test_nothing_that_a_client_says_commands_a_terminal(
    methods: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Neither on the screen nor in a file is there a raw control or bidirectional character."""
    program = sound_but(tmp_path, methods=methods.replace("EVIL", repr(eval_of(EVIL))))
    for more in ((), ("--json",)):
        arguments = ["conform", *FAST, "--junit", "results.xml", *more, "--", *program]
        assert cli.run(arguments) in (1, 3)
        told = capsys.readouterr()
        assert_plain(told.out + told.err)
        assert "x1b" in told.out
    for path in tmp_path.iterdir():
        if path.name != "client.py":
            assert_plain(path.read_text(encoding="utf-8"))


def eval_of(text: str) -> str:
    return text.encode().decode("unicode_escape")


def assert_plain(text: str) -> None:
    assert [c for c in text if not c.isprintable() and c != "\n"] == []
