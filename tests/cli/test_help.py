"""The help of every command: short in the list, in plain words, with an example that works."""

import re
import shlex
import sys
from functools import reduce
from pathlib import Path

import pytest

from twinsite import cli
from twinsite.cli.app import COMMANDS, app

ROOT = Path(__file__).parents[2]


def every_command() -> list[str]:
    found = []
    for command in (command for group in COMMANDS.values() for command in group):
        name = getattr(command, "name", None) or command.__name__.replace("_", "-")
        if isinstance(name, str):
            found.append(name)
        else:
            found += [f"{name[0]} {each}" for each in command if not each.startswith("-")]
    return found


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def help_of(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    assert cli.run([*command, "--help"]) == 0
    return capsys.readouterr().out


def test_every_command_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = help_of(capsys).splitlines()
    told = [line for line in lines if line.startswith("│ ")]
    assert not [line for line in told if line.startswith("│   ")]
    shown = {command.split()[0] for command in every_command()}
    assert len(told) == len(shown) + len(("--help", "--version"))


def test_the_groups_come_in_the_order_of_a_newcomer(capsys: pytest.CaptureFixture[str]) -> None:
    titles = re.findall(r"╭─ ([^─]+) ─", help_of(capsys))
    designers, teams, look_up, maintainers, about = titles
    assert (designers, teams) == ("For designers", "For teams with a desktop")
    assert (look_up, maintainers, about) == ("To look up", "For maintainers", "About")


@pytest.mark.parametrize("command", every_command())
def test_help_has_no_noise(capsys: pytest.CaptureFixture[str], command: str) -> None:
    """Defaults are told in words, and statuses in the words of the field."""
    told = help_of(capsys, *command.split())
    assert "[default:" not in told
    assert "--no-" not in told
    assert "Leaves with" not in told


@pytest.mark.parametrize("command", every_command())
def test_the_example_of_every_command_works(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    command: str,
) -> None:
    called = reduce(lambda found, name: found[name], command.split(), app)
    told = " ".join((called.default_command.__doc__ or "").split())
    found = re.search("Example: `twinsite ([^`]*)`", told)
    assert found is not None, told
    arguments = shlex.split(found[1])
    assert " ".join(arguments).startswith(command)
    assert app.parse_args(arguments, exit_on_error=False)
    (tmp_path / "spec").symlink_to(ROOT / "spec")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    if command == "replay":
        before = re.search(r"once `twinsite ([^`]*)` has written it", told)
        assert before is not None
        assert cli.run(shlex.split(before[1])) == 1
    assert cli.run(arguments) in (0, 1)
    captured = capsys.readouterr()
    assert captured.out
    assert "error" not in captured.err
