"""Which tests name which requirement: read from the tests' docstrings, without running them.

A test names the requirements with whose ids its docstring begins, as in ``BC-02, BC-03: ...``.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from twinsite.baseline.seeded_faults import SEEDED_FAULTS
from twinsite.properties import ALL

_NAMED = re.compile(r"((?:[A-Z]+-\d\d(?:, | and )?)+):")


def named_tests(root: Path) -> dict[str, list[str]]:
    """Return the tests that name each requirement, as ``file::test``.

    A property's requirement is also named by the seeded fault that breaks the property, and by the
    new search of every profile of the baseline.

    Args:
        root: The root of the repository.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((root / "tests").rglob("test_*.py")):
        for requirement, test in _of_file(path):
            found[requirement].add(f"{path.relative_to(root / 'tests').as_posix()}::{test}")
    faults = {seeded.prop for seeded in SEEDED_FAULTS}
    for entry in ALL:
        requirement, name = entry.prop.requirement, entry.prop.name
        if name in faults:
            test = f"test_a_seeded_fault_breaks_the_property[{name}]"
            found[requirement].add(f"baseline/test_seeded_faults.py::{test}")
        found[requirement].add("baseline/test_verdicts.py::test_the_verdicts_are_true")
    return {requirement: sorted(tests) for requirement, tests in sorted(found.items())}


def _of_file(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            named = _NAMED.match(ast.get_docstring(node) or "")
            for requirement in re.findall(r"[A-Z]+-\d\d", named[1]) if named else ():
                yield requirement, node.name
