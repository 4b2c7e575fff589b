"""In which line of a TOML text a place stands.

The standard reader keeps no positions.
This is a cheap search for the usual layout, with headers and keys at the beginning of lines; for
any other layout it names the line of the nearest enclosing key or header, or no line.
"""

import re
from collections import Counter
from typing import Final

from twinsite.deployment.findings import Place

_HEADER: Final = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$", re.ASCII)
_KEY: Final = re.compile(r"""\s*(?:"([^"\\]*)"|'([^']*)'|([\w-]+))\s*[=.]""", re.ASCII)

_ELSEWHERE: Final[Place] = (-1,)
"""Below a header that is written in an unusual way; it is part of no place."""


def line_of(text: str, place: Place) -> int | None:
    """Return the line of a place, counted from one, or None where it cannot be told.

    Args:
        text: A valid TOML text.
        place: Keys and list indices; its last parts need not exist in the text.
    """
    if '"""' in text or "'''" in text:
        return None  # A line inside such a text may look like a header.
    seen: Counter[str] = Counter()
    table: Place = ()
    best, depth = None, 0
    for number, line in enumerate(text.split("\n"), start=1):
        here: Place
        if header := _HEADER.match(line):
            brackets, name = header.groups()
            first, *rest = name.split(".")
            if brackets == "[[" and not rest:
                seen[first] += 1
            table = (first, seen[first] - 1, *rest) if first in seen else (first, *rest)
            here = table
        elif key := _KEY.match(line):
            here = (*table, next(part for part in key.groups() if part is not None))
        elif line.lstrip().startswith("["):
            here = table = _ELSEWHERE
        else:
            continue
        shared = min(len(here), len(place))
        if depth < shared and here[:shared] == place[:shared]:
            best, depth = number, shared
    return best
