"""JSON as it is: no colours, no wrapping, and ASCII only, whatever the terminal."""

import json
import sys
from typing import Any

from pydantic_core import to_jsonable_python


def json_text(data: Any) -> str:
    """Return data as indented JSON.

    Args:
        data: Anything that JSON can hold, and enumerations and dataclasses of it.
    """
    return json.dumps(to_jsonable_python(data), indent=2) + "\n"


def print_json(data: Any) -> None:
    """Write data to standard output.

    Args:
        data: What :func:`json_text` takes.
    """
    sys.stdout.write(json_text(data))
