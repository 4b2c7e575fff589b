"""The scripts of the page in Node, beside Python."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from twinsite.export.tables.tables import tables_json
from twinsite.model.profile import Profile
from twinsite.page.assemble import ENGINE, script
from twinsite.report.tables.describe import Described, describe

NODE = shutil.which("node")
PROGRAMS = Path(__file__).parent / "programs"
WITHOUT_SCREEN = (*ENGINE, "words", "why", "story", "trace", "address", "share")
"""The scripts that ask no browser for anything."""

needs_node = [
    pytest.mark.node,
    pytest.mark.skipif(NODE is None, reason="NODE IS MISSING: the page is untested"),
]

_INPUT = """
const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
const tables = input.tables;
const random = (seed) => () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 4294967296;
const answer = (() => {
"""
_OUTPUT = "})();\nprocess.stdout.write(JSON.stringify(answer));\n"


@cache
def tables_of(*names: str) -> str:
    return tables_json(describe([Described(Profile.parse(name)) for name in names]))


def in_node(program: str, tables: str, **data: Any) -> Any:
    """Return what a program returns that has `tables`, `input` and the scripts of the page."""
    body = (PROGRAMS / f"{program}.js").read_text(encoding="utf-8")
    text = f"{script(*WITHOUT_SCREEN)}{_INPUT}{body}{_OUTPUT}"
    given = f'{{"tables": {tables}, {json.dumps(data)[1:]}' if data else f'{{"tables": {tables}}}'
    assert NODE is not None
    done = subprocess.run(  # noqa: S603  # a program of ours
        [NODE, "--max-old-space-size=2000", "-e", text],
        input=given,
        capture_output=True,
        text=True,
        timeout=380,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)
