"""Names of many objects that one entry stands for: a run of ``#`` holds the number of each.

An entry with ``name = "Lyon ####"`` and ``count = 5000`` stands for Lyon 0001 to Lyon 5000.  It is
never written out: whatever is asked of the objects is asked once, of the entry.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Final

from pydantic import PlainValidator

from twinsite.configuration.deployment.findings import Finding, Place, refuse_this, shown

MOST: Final = 1_000_000
"""So many objects can one entry stand for."""

_RUN: Final = re.compile("#+")


def _read(given: object) -> int:
    """Read how many objects an entry stands for."""
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= MOST:
        refuse_this("this is no number of objects", f"Write a whole number from 1 to {MOST:,}.")
    return given


Count = Annotated[int, PlainValidator(_read, json_schema_input_type=int)]
"""How many objects an entry stands for."""


def find_no_pattern(place: Place, text: str, count: int) -> Iterator[Finding]:
    """Yield that a text gives the objects of an entry no texts of their own.

    Args:
        place: Where it stands in the entry.
        text: A name or a number.
        count: How many objects the entry stands for; a single one needs no pattern.
    """
    runs, digits = _RUN.findall(text), len(str(count))
    if count > 1 and (len(runs) != 1 or len(runs[0]) < digits):
        yield Finding(
            place,
            f"{shown(text)} is the same for several of {count:,}",
            f"Write {digits} # side by side, once, where the number of each is to stand.",
        )


def stands_for(pattern: str, count: int, name: str) -> bool:
    """Return whether the name of an entry, or of one of its objects, is a name.

    Args:
        pattern: The name of the entry.
        count: How many objects it stands for.
        name: What somebody asks for.
    """
    if name == pattern or count == 1:
        return name == pattern
    run = _RUN.search(pattern)
    if run is None or len(name) != len(pattern):
        return False
    before, number, after = name[: run.start()], name[run.start() : run.end()], name[run.end() :]
    return (
        (before, after) == (pattern[: run.start()], pattern[run.end() :])
        and number.isascii()
        and number.isdigit()
        and 1 <= int(number) <= count
    )
