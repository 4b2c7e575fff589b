"""Every command of the page of questions answers, on the example."""

import re
import shlex
from functools import partial
from pathlib import Path
from shutil import copy

import pytest

from analyses.drill.subjects import EXAMPLE
from twinsite import cli
from twinsite.analyses.drill import flapping
from twinsite.cli import compare
from twinsite.model.profile import Profile

PAGE = Path(__file__).parents[2] / "spec" / "QUESTIONS.md"
COMMANDS = [
    shlex.split(line)[1:]
    for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    for line in block.splitlines()
]
STAT = (Profile.parse("stat/bc/pair"), Profile.parse("stat/bc/pair/A2=continues"))
TOLD = {
    "1": "Ready again 10:01:00 10:01:31",
    "2": "logged in at Site X 10:20:00 10:21:03",
    "3": "leaves Site X 89 s 2 min 17 s",
    "4": "Moves in an hour",
    "5": "disaster-recovery.timeout 30 no calls for 61 s, not 91 s",
    "6": "The agent sees: connected, Ready; 10:00:00 to 10:00:20: connection lost",
    "7": "3,000 within 60 s to 80 s (150.0/s); peak",
    "8": "The call is out of control",
    "9": "The desktop is split once it has settled",
    "10": "The first call as soon as the agent goes Ready",
    "11": "phones whose calls no desktop can refuse",
    "12": "1. Stop sending calls to Site X",
}
"""What the answer to each question has in it."""


def test_twelve_questions_are_asked() -> None:
    asked = re.findall(r"^\*\*(\d+)\. .*\?\*\*$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert asked == list(TOLD)
    assert {words[0] for words in COMMANDS} <= {"drill", "load", "compare"}


@pytest.mark.heavy
def test_every_command_answers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = compare.contrast_of
    monkeypatch.setattr(compare, "contrast_of", lambda *_, **how: plain(*STAT, **how))
    few = partial(flapping.flapping_of, periods=(300,), hours=1)
    monkeypatch.setattr(flapping, "flapping_of", few)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(tmp_path)
    copy(EXAMPLE, tmp_path)
    answers = []
    for words in COMMANDS:
        assert cli.run(words) == 0, words
        answers.append(" ".join(capsys.readouterr().out.split()))
    del answers[5]  # the second command of the fifth question
    for answer, (number, told) in zip(answers, TOLD.items(), strict=True):
        assert told in answer, number
