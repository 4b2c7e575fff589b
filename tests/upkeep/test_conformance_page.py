"""The outputs on the page for foreign teams are real."""

import re
import shutil
from pathlib import Path

import pytest

from twinsite import cli

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "spec" / "CONFORMANCE.md").read_text(encoding="utf-8")
pytestmark = [
    pytest.mark.node,
    pytest.mark.skipif(shutil.which("node") is None, reason="NODE IS MISSING"),
]


def block_after(mark: str) -> str:
    """Return the fenced block that follows a mark on the page."""
    rest = PAGE[PAGE.index(f"<!-- {mark} -->") :]
    return rest.split("```")[1].split("\n", 1)[1]


@pytest.mark.parametrize(("mark", "code"), [("first run", 0), ("break", 1)])
def test_the_output_on_the_page_is_true(
    mark: str,
    code: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """What the page shows is what the command prints; a line of dots stands for any lines."""
    shutil.copytree(ROOT / "impl" / "node", tmp_path / "impl" / "node")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    commands = block_after(mark).strip().splitlines()
    if mark == "break":
        shutil.copytree("impl/node", "mine")
        _, before, after, _ = next(line for line in commands if "sed" in line).split("/", 3)
        behaviour = Path("mine/desktop.js")
        text = behaviour.read_text(encoding="utf-8")
        assert text.count(before) == 1
        behaviour.write_text(text.replace(before, after), encoding="utf-8")
    assert cli.run(commands[-1].split()[1:]) == code
    printed = "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines())
    gap = r"(?:.*\n)*?"
    lines = block_after(f"{mark} output").strip().splitlines(keepends=True)
    pattern = "".join(
        gap if set(line) <= set(" ⋮\n") and "⋮" in line else re.escape(line) for line in lines
    )
    assert re.fullmatch(pattern, printed.strip()), printed
