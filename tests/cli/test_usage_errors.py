"""What is wrong with a command is told whole, however narrow the screen is."""

import pytest

from twinsite import cli

WRONG = {
    "an unknown option": (("check", "--bogus"), "Unknown option: --bogus.", "check"),
    "an option that is misspelt": (
        ("check", "--profil", "stat/bc/pair"),
        "Unknown option: --profil. Did you mean --profile?",
        "check",
    ),
    "an unknown command": (("chekc",), 'Unknown command "chekc". Did you mean "check"?', ""),
    "a command of commands": (("export", "foo"), 'Unknown command "foo".', "export"),
    "an option without its value": (("check", "--limit"), "--limit requires an argument.", "check"),
    "a missing file": (("replay",), "FILE requires an argument.", "replay"),
}


@pytest.mark.parametrize("width", ["0", "1", "2", "12", "80", ""])
@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_usage_is_told_whole(
    what: str, width: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No frame cuts it off, and the way to the help is told."""
    arguments, told, command = WRONG[what]
    monkeypatch.setenv("COLUMNS", width) if width else monkeypatch.delenv("COLUMNS", raising=False)
    assert cli.run(list(arguments)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    first, second = captured.err.splitlines()
    assert first.startswith("error  ")
    assert told in first
    assert second.strip().startswith(f"'{f'twinsite {command}'.strip()} --help'")
