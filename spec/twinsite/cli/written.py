"""JSON as it is: no colours, no wrapping, and ASCII only, whatever the terminal."""

import json
import sys
from pathlib import Path
from typing import Any

from twinsite.files import write_text
from twinsite.report.terminal.screen import screen


def print_json(data: Any) -> None:
    """Write data to standard output.

    Args:
        data: Anything that JSON can hold, or the text of it.
    """
    text = json.dumps(json.loads(data) if isinstance(data, str) else data, indent=2)
    sys.stdout.write(text + "\n")


def write_json(file: Path | None, data: Any, what: str) -> None:
    """Write data.

    Args:
        file: The file to write; standard output if None.
        data: Anything that JSON can hold.
        what: What it is, for the message that it is written.

    Raises:
        InputError: if the file cannot be written.
    """
    if file is None:
        print_json(data)
        return
    write_text(file, json.dumps(data, indent=2) + "\n")
    screen().print(f"Wrote {what} to {file}.", markup=False)
