"""The build refuses a run of tests that skips any, and one that fails."""

import re
import subprocess
from pathlib import Path

import pytest

RUN = Path(__file__).parents[1] / ".ci" / "run"
SUMMARIES = {
    "7 passed in 0.10s": (0, ""),
    "6 passed, 1 skipped in 0.10s": (1, "tests were skipped"),
    "12 skipped in 0.10s": (1, "tests were skipped"),
}


def refusing(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as the build runs tests."""
    function = re.search(r"^without_skips\(\) \{\n.*?^\}\n", RUN.read_text(), re.M | re.S)
    assert function is not None
    script = f"set -euo pipefail\n{function[0]}\nwithout_skips {command}\necho all is well"
    return subprocess.run(  # noqa: S603  # the function of the build, and a command made here
        ["bash", "-c", script],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("summary", SUMMARIES)
def test_a_run_that_skips_a_test_is_refused(summary: str) -> None:
    status, told = SUMMARIES[summary]
    done = refusing(f"echo '{summary}'")
    assert done.returncode == status
    assert summary in done.stdout
    assert told in done.stdout
    assert ("all is well" in done.stdout) is (status == 0)


def test_a_run_that_fails_is_refused() -> None:
    assert refusing("false").returncode == 1


def test_every_run_of_tests_is_made_so() -> None:
    """No other line runs pytest."""
    lines = [line for line in RUN.read_text().splitlines() if "pytest" in line]
    assert lines
    assert all(line.startswith("without_skips ") for line in lines)
