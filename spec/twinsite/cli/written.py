"""JSON as it is: no colours, no wrapping, and ASCII only, whatever the terminal."""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from twinsite.files import write_text
from twinsite.report.terminal.screen import screen


def json_text(data: Any) -> str:
    """Return data as indented JSON.

    Args:
        data: Anything that JSON can hold, and enumerations and dataclasses of it; or its text.
    """
    plain = json.loads(data) if isinstance(data, str) else to_jsonable_python(data)
    return json.dumps(plain, indent=2) + "\n"


def print_json(data: Any) -> None:
    """Write data to standard output.

    Args:
        data: What :func:`json_text` takes.
    """
    sys.stdout.write(json_text(data))


def write_json(file: Path | None, data: Any, what: str) -> None:
    """Write data.

    Args:
        file: The file to write; standard output if None.
        data: What :func:`json_text` takes.
        what: What it is, for the message that it is written.

    Raises:
        InputError: if the file cannot be written.
    """
    if file is None:
        print_json(data)
        return
    write_text(file, json_text(data))
    screen().print(f"Wrote {what} to {file}.", markup=False)
