"""The README tells how many tests there are."""

import subprocess
from pathlib import Path

import pytest

from twinsite.upkeep import number_of_tests

README = "Run:\n\n<!-- test output -->\n```text\n12 passed in 3.00s\n```\n7 passed\n"


@pytest.mark.parametrize(
    ("output", "code", "told", "number"),
    [
        ("a::b\n\n1234 tests collected in 0.1s\n", 0, "1,234, which README.md tells now", 1234),
        ("34/56 tests collected (22 deselected) in 1s\n", 0, "34, which README.md tells now", 34),
        ("12 tests collected in 0.1s\n", 0, "current: 12", 12),
        ("12 tests collected, 1 error in 0.1s\n", 2, "not counted: pytest cannot collect them", 12),
        ("", 1, "not counted: pytest cannot collect them", 12),
    ],
)
def test_only_the_number_is_written(
    output: str,
    code: int,
    told: str,
    number: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "README.md"
    file.write_text(README, encoding="utf-8")
    monkeypatch.setattr(number_of_tests, "ROOT", tmp_path)
    done = subprocess.CompletedProcess([], code, stdout=output)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert number_of_tests.update() == told
    assert file.read_text(encoding="utf-8") == README.replace("12 passed", f"{number} passed")
