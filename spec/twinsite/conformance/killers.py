"""Which properties each mutant of the specification breaks, as ``twinsite baseline`` has found."""

import gzip
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

from twinsite.properties import BY_NAME
from twinsite.properties.decorators import DesktopProperty

FILE: Final = "killers.json.gz"
"""The name of the file, in the folder of what is shipped."""
_MOST: Final = 3
"""So many properties are kept of each mutant, that with the shortest counterexample first."""


def killers(mutant: str) -> tuple[DesktopProperty, ...]:
    """Return properties that a mutant breaks somewhere, that with the shortest trace first.

    Args:
        mutant: Its id.
    """
    return tuple(named(_recorded().get(mutant, ())))


def named(names: Iterable[str]) -> Iterable[DesktopProperty]:
    """Yield the properties of some names; one that is no property any longer is left out."""
    return (BY_NAME[name] for name in names if name in BY_NAME)


def packed(fates: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return the content of the file.

    Args:
        fates: The record of every mutant, by its id.
    """
    kept = {
        mutant: sorted(found["killers"], key=lambda p: (_length(found["killers"][p]), p))[:_MOST]
        for mutant, found in fates.items()
        if found.get("killers")
    }
    return gzip.compress(json.dumps(kept, separators=(",", ":")).encode(), 9, mtime=0)


def is_current(fates: Mapping[str, Mapping[str, Any]]) -> bool:
    """Return whether the file says what a record says."""
    return bool(_recorded() == json.loads(gzip.decompress(packed(fates))))


def _length(trace: int | None) -> float:
    return float("inf") if trace is None else trace


@cache
def _recorded() -> Mapping[str, list[str]]:
    file = resources.files("twinsite.conformance") / "suites" / FILE
    try:
        found = json.loads(gzip.decompress(file.read_bytes()))
    except (OSError, EOFError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


forget = _recorded.cache_clear
"""Let the file be read anew."""
