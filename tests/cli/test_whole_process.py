"""The command as a process of its own: signals, pipes, encodings, and what it loads."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from twinsite import cli
from twinsite.analyses.check import PropertyReport, check_profile
from twinsite.checker.symbolic.property import Sort, Verdict
from twinsite.cli.codes import Status
from twinsite.cli.progress import counting, tally, watched
from twinsite.cli.written import json_text
from twinsite.model.profile import Part, Profile

EXAMPLE = Path(__file__).parents[2] / "spec" / "twinsite" / "examples" / "two-sites.toml"
SMALL = ("check", "--profile", "stat/bc/pair")
REFUTED = (*SMALL, "--reading", "A5=one_way")
ENDED_WITHIN_SECONDS = 60
"""Enough for a machine under load."""


def command(*arguments: str | Path, flags: tuple[str, ...] = ()) -> list[str]:
    return [sys.executable, *flags, "-m", "twinsite", *map(str, arguments)]


def ran(
    *arguments: str | Path, flags: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # it is our own command
        command(*arguments, flags=flags),
        capture_output=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8"),
        check=False,
        env={**os.environ, **environment},
        timeout=ENDED_WITHIN_SECONDS,
    )


def in_shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell in which $T is the command; it prints the status that it is about."""
    return subprocess.run(  # noqa: S603  # the lines stand below
        ["/bin/bash", "-c", line],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "T": " ".join(command())},
        timeout=ENDED_WITHIN_SECONDS,
    )


CHECK = ("check", "--jobs", "2")


@pytest.mark.parametrize(
    ("arguments", "number", "status", "what"),
    [
        (CHECK, signal.SIGINT, Status.INTERRUPTED, " of 49 profiles decided"),
        (CHECK, signal.SIGTERM, Status.TERMINATED, " of 49 profiles decided"),
        (CHECK, signal.SIGHUP, Status.HUNG_UP, " of 49 profiles decided"),
        (("check", "--jobs", "1"), signal.SIGTERM, Status.TERMINATED, "profiles decided"),
        (("mutate", "--sample", "2"), signal.SIGTERM, Status.TERMINATED, "mutants decided"),
        (("lint-spec",), signal.SIGINT, Status.INTERRUPTED, ""),
        (("compare", "A14=immediate"), signal.SIGINT, Status.INTERRUPTED, ""),
    ],
)
def test_it_is_told(
    arguments: tuple[str, ...], number: signal.Signals, status: Status, what: str
) -> None:
    with subprocess.Popen(  # noqa: S603  # it is our own command
        command(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline(), "the work begins"
        os.killpg(process.pid, number)
        # all workers hold the pipe, so its end is the end of all
        _, errors = process.communicate(timeout=ENDED_WITHIN_SECONDS)
    assert process.returncode == status
    assert errors.startswith("interrupted")
    assert what in errors
    assert len(errors.splitlines()) == 1


def test_what_was_decided_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from twinsite.analyses import check

    def first_only(profiles: Any, **rest: Any) -> object:
        yield from real(profiles[:1], **rest)
        raise KeyboardInterrupt

    real = check.check_profiles
    monkeypatch.setattr(check, "check_profiles", first_only)
    arguments = ["check", "--profile", "stat/bc/*", "--reading", "A5=one_way", "--jobs", "1"]
    assert cli.run(arguments) == Status.INTERRUPTED
    out, err = capsys.readouterr()
    assert "a_link_is_found" in out
    assert "Every property" not in out
    assert err.startswith("interrupted: 1 of 4 profiles decided (stat/bc/pair/A5=one_way)")
    assert ", 3 not (" in err
    assert cli.run([*arguments, "--json"]) == Status.INTERRUPTED
    data = json.loads(capsys.readouterr().out)
    assert [len(data["profiles"]), len(data["undecided"])] == [1, 3]


def test_many_names_are_cut() -> None:
    stop = KeyboardInterrupt()
    with suppress(KeyboardInterrupt), tally("x", list("abcdefgh")) as decided:
        decided("b")
        raise stop
    (note,) = stop.__notes__
    assert note == "1 of 8 x decided (b), 7 not (a, c, d, e, f, ...)"


def test_watched_work_says_what_was_decided_once_a_report_is_there() -> None:
    report = check_profile(Profile(part=Part.STAT))
    name, console, stop = report.profile.name, Console(quiet=True), KeyboardInterrupt()
    with suppress(KeyboardInterrupt), watched(console, [name, "other"], show=True) as watch:
        watch.done(report)
        raise stop
    assert stop.__notes__ == [f"1 of 2 profiles decided ({name}), 1 not (other)"]


def test_counted_work_says_what_was_decided() -> None:
    console, stop = Console(quiet=True), KeyboardInterrupt()
    with (
        suppress(KeyboardInterrupt),
        counting(console, "mutants", ["m1", "m2"], doing="Trying", show=True) as done,
    ):
        done("m2", "Trying, 1 survived")
        raise stop
    assert stop.__notes__ == ["1 of 2 mutants decided (m2), 1 not (m1)"]


def test_json_holds_what_reports_are_made_of() -> None:
    trace = PropertyReport("a", "LINK-01", "It holds.", Sort.LEADS_TO, Verdict.PROVED, ("x.y",))
    assert json.loads(json_text({"properties": (trace,)})) == {
        "properties": [
            {
                "name": "a",
                "requirement": "LINK-01",
                "sentence": "It holds.",
                "sort": "leads_to",
                "verdict": "PROVED",
                "trace": ["x.y"],
                "loop": None,
                "fairness": [],
            }
        ]
    }


def test_a_closed_pipe_is_neither_refuted_nor_broken() -> None:
    done = in_shell("set -o pipefail; $T check --profile stat/bc/pair | head -1")
    assert done.returncode == Status.UNREAD
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", ["properties", "--help", "protocol", "interpretations"])
def test_a_closed_pipe_is_quiet(arguments: str) -> None:
    done = in_shell(f"$T {arguments} | true; exit ${{PIPESTATUS[0]}}")
    assert done.returncode in {Status.PROVED, Status.UNREAD}
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", ["properties", "--help", "protocol", f"lint {EXAMPLE}"])
def test_a_full_disk_is_told(arguments: str) -> None:
    done = in_shell(f"$T {arguments} >/dev/full")
    assert done.returncode == Status.BROKEN_DOWN
    assert done.stderr.startswith("broken down  nothing can be written: No space left")


def test_a_closed_output_is_told() -> None:
    done = in_shell(f"$T lint {EXAMPLE} >&-")
    assert done.returncode == Status.BAD_INPUT
    assert done.stderr.startswith("error  standard output: it is closed")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_output_that_is_not_utf_8_changes_no_width(encoding: str) -> None:
    plain = ran(*REFUTED, PYTHONIOENCODING="utf-8")
    done = ran(*REFUTED, PYTHONIOENCODING=encoding)
    assert done.returncode == plain.returncode == Status.REFUTED
    assert done.stderr == ""
    narrow, wide = done.stdout.splitlines(), plain.stdout.splitlines()
    # in ASCII a table has a line between its columns, also where a cell has fewer lines
    chart = next(number for number, line in enumerate(wide) if line.startswith("━━"))
    assert len(narrow) == len(wide)
    assert [len(line) for line in narrow[chart:]] == [len(line) for line in wide[chart:]]
    assert "?" not in done.stdout


@pytest.mark.parametrize(
    "environment",
    [{"FORCE_COLOR": "1", "TTY_COMPATIBLE": "1", "COLUMNS": "20"}, {"NO_COLOR": "1"}],
)
@pytest.mark.parametrize(
    "arguments",
    [
        ["protocol"],
        ["lint", str(EXAMPLE), "--json"],
        ["options", "--json"],
        ["options", str(EXAMPLE), "--json"],
        ["coverage", "1", "--json"],
        [*REFUTED, "--json"],
    ],
)
def test_json_is_json_whatever_the_terminal(
    arguments: list[str],
    environment: dict[str, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    cli.run(arguments)
    out = capsys.readouterr().out
    json.loads(out)
    assert out.isascii()


def test_no_command_leaves_json_to_rich() -> None:
    for file in Path(cli.__file__).parent.glob("*.py"):
        assert ".print_json(" not in file.read_text(encoding="utf-8"), file.name


def test_the_input_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_bytes(EXAMPLE.read_bytes())
    assert cli.run(["lint", str(mine), "--sarif", str(mine)]) == Status.BAD_INPUT
    assert "is what is read" in capsys.readouterr().err
    assert mine.read_bytes() == EXAMPLE.read_bytes()


@pytest.mark.parametrize("name", ["", ".", "/"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["lint", str(EXAMPLE), "--sarif"],
        ["test-suite", "stat/no-bc/cluster-1", "--output"],
        ["replay", str(EXAMPLE), "--svg"],
        [*REFUTED, "--save"],
        ["compare", "A5=one_way", "--save"],
        ["export", "promela", "--profile", "stat/bc/pair", "--output"],
    ],
)
def test_a_folder_is_no_output(
    arguments: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*arguments, name]) == Status.BAD_INPUT
    out, err = capsys.readouterr()
    assert "is a folder" in err
    assert out == ""


def test_the_verdict_is_told_when_its_file_cannot_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("os.access", lambda *_: True)
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o500)
    monkeypatch.setattr("twinsite.files._replace", _refuse)
    for arguments, told in (
        (["lint", str(EXAMPLE), "--sarif", str(folder / "x")], "0 errors"),
        ([*REFUTED, "--save", str(folder / "x.json")], "Refuted"),
    ):
        assert cli.run(arguments) == Status.BAD_INPUT
        out, err = capsys.readouterr()
        assert told in out
        assert "cannot be written" in err


def test_a_printed_command_can_be_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    saved = tmp_path / "my trace; rm.json"
    cli.run([*REFUTED, "--save", str(saved)])
    assert f"twinsite replay '{saved}'" in capsys.readouterr().out.replace("\n", "")


def _refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize("arguments", [["--help"], ["lint", str(EXAMPLE)], [*REFUTED]])
def test_it_works_without_docstrings(arguments: list[str]) -> None:
    """Questions and sentences are docstrings, which ``python -OO`` leaves out."""
    plain, done = ran(*arguments), ran(*arguments, flags=("-OO",))
    assert (done.returncode, done.stderr) == (plain.returncode, plain.stderr)
    assert done.stdout.count("\n") == plain.stdout.count("\n")


@pytest.mark.parametrize(
    ("arguments", "may_load"),
    [
        (["--help"], set()),
        (["check", "--help"], set()),
        (["lint", str(EXAMPLE)], set()),
        (["options"], set()),
        (["options", str(EXAMPLE)], set()),
        (["requirements"], set()),
        (["interpretations"], set()),
        (["protocol"], set()),
        (["properties"], {"statemachine"}),  # some properties are made from the machines
    ],
)
def test_what_explores_nothing_loads_nothing_to_explore_with(
    arguments: list[str], may_load: set[str]
) -> None:
    heavy = {"numpy", "scipy", "networkx", "statemachine", "hypothesis", "graphviz"}
    script = (
        "import sys; from twinsite import cli; status = cli.run(sys.argv[1:]);"
        f"print(sorted({heavy!r} & set(sys.modules)), file=sys.stderr); sys.exit(status)"
    )
    done = subprocess.run(  # noqa: S603  # it is our own command
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == str(sorted(may_load))
