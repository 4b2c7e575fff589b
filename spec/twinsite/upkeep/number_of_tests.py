"""The number of tests that the README tells, as pytest collects them."""

import re
import subprocess
import sys

from twinsite.files import write_text
from twinsite.upkeep.checkout import ROOT
from twinsite.upkeep.pages.documents import README

_TOLD = re.compile(r"(?<=<!-- test output -->\n```text\n)\d+(?= passed)")
_COLLECTED = re.compile(r"^(\d+)(?:/\d+)? tests collected", re.MULTILINE)


def update() -> str:
    """Write the number into the README if another one stands there; return in words what was done.

    Raises:
        InputError: if the README cannot be written.
    """
    command = [sys.executable, "-m", "pytest", "--collect-only", "--quiet"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  # it runs this Python only
    number = _COLLECTED.search(told.stdout)
    if told.returncode or number is None:
        return "not counted: pytest cannot collect them"
    text = (ROOT / README).read_text(encoding="utf-8")
    counted = _TOLD.sub(number[1], text)
    if counted == text:
        return f"current: {int(number[1]):,}"
    write_text(ROOT / README, counted)
    return f"{int(number[1]):,}, which {README} tells now"
