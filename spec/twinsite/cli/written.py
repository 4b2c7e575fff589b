"""What long work has found, as JSON in a file or on standard output."""

import json
from pathlib import Path
from typing import Any

from rich.console import Console

from twinsite.analyses.traces import write_text


def write_json(file: Path | None, data: Any, what: str) -> None:
    """Write data.

    Args:
        file: The file to write; standard output if None.
        data: Anything that JSON can hold.
        what: What it is, for the message that it is written.

    Raises:
        InputError: if the file cannot be written.
    """
    text = json.dumps(data, indent=2) + "\n"
    if file is None:
        print(text, end="")
    else:
        write_text(file, text)
        Console(highlight=False, markup=False).print(f"Wrote {what} to {file}.")
