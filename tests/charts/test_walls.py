"""The charts know neither the specification nor the desktop that they are drawn for."""

import ast
import sys
from pathlib import Path

import twinsite_charts


def test_the_charts_import_nothing_but_themselves_and_the_standard_library() -> None:
    for file in Path(twinsite_charts.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, file
                names = [node.module or ""]
            for name in names:
                known = {"twinsite_charts", *sys.stdlib_module_names}
                assert name.split(".")[0] in known, (file, name)
