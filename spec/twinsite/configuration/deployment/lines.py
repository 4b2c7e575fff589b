"""In which lines of a TOML text places stand.

The reader of TOML keeps no positions.
This is a cheap search for the usual layout, with headers and keys at the beginning of lines; for
any other layout it names the line of the nearest enclosing key or header, or no line.
It goes through the text once, however many places are wanted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from twinsite.configuration.deployment.findings import Place

_ENTRY: Final = re.compile(
    r"""^[ \t]*(?:
        (?P<brackets>\[\[?) [ \t]* (?P<header>[\w.-]+) [ \t]* \]\]? [ \t\r]* (?:\#.*)? $
        | (?:"(?P<basic>[^"\\\n]*)" | '(?P<literal>[^'\n]*)' | (?P<bare>[\w-]+)) [ \t]* [=.]
        | (?P<elsewhere>\[)
    )""",
    re.ASCII | re.MULTILINE | re.VERBOSE,
)
"""A line that begins with a header, a key, or a header that is written in an unusual way."""

_ELSEWHERE: Final[Place] = (-1,)
"""Below a header that is written in an unusual way; it is part of no place."""


def line_of(text: str, place: Place) -> int | None:
    """Return the line of a place, counted from one, or None where it cannot be told.

    Args:
        text: A valid TOML text.
        place: Keys and list indices; its last parts need not exist in the text.
    """
    return lines_of(text, (place,))[place]


def lines_of(text: str, places: Iterable[Place]) -> dict[Place, int | None]:
    """Return the line of each of many places, counted from one, or None where it cannot be told.

    Args:
        text: A valid TOML text.
        places: Keys and list indices; their last parts need not exist in the text.
    """
    wanted = dict.fromkeys(places)
    enclosing = {place[:depth] for place in wanted for depth in range(1, len(place))}
    headed: dict[Place, int] = {}
    reached: dict[Place, int] = {}
    for here, line in _entries(text) if wanted else ():
        if here in enclosing:
            headed.setdefault(here, line)
        # A place begins no later than the first thing in it.
        for depth in range(1, len(here) + 1):
            if here[:depth] in wanted:
                reached.setdefault(here[:depth], line)
    return {place: reached.get(place) or _enclosing_line(place, headed) for place in wanted}


def _enclosing_line(place: Place, headed: Mapping[Place, int]) -> int | None:
    outwards = (place[:depth] for depth in range(len(place) - 1, 0, -1))
    return next((headed[outer] for outer in outwards if outer in headed), None)


def _entries(text: str) -> Iterator[tuple[Place, int]]:
    """Yield what stands at the beginning of lines, and in which line."""
    if '"""' in text or "'''" in text:
        return  # A line inside such a text may look like a header.
    seen: Counter[str] = Counter()
    table: Place = ()
    line, counted = 1, 0
    for entry in _ENTRY.finditer(text):
        line += text.count("\n", counted, entry.start())
        counted = entry.start()
        if entry["header"]:
            first, *rest = entry["header"].split(".")
            if entry["brackets"] == "[[" and not rest:
                seen[first] += 1
            table = (first, seen[first] - 1, *rest) if first in seen else (first, *rest)
            yield table, line
        elif entry["elsewhere"]:
            table = _ELSEWHERE
        else:
            names = (entry["basic"], entry["literal"], entry["bare"])
            yield (*table, next(name for name in names if name is not None)), line
