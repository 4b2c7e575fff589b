"""How messages on a bootstrap file tell a place and show a text."""

from pathlib import Path
from typing import Final

_LONGEST_SHOWN: Final = 80
"""A longer text is cut in messages, in characters."""


def at(path: Path, line: int) -> str:
    """Return where a line of a file is."""
    return f"{path}, line {line}"


def shown(text: str) -> str:
    """Return a text in quotes, on one line, cut where it is very long."""
    return repr(text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "...")
