"""The options of Workspace Desktop Edition that business continuity depends on.

A default, or a time of effect, that no readable text confirms is marked as unverified wherever
a user can see it.
Source: the guide, and the documentation named with each option.
Not covered: options of SIP Server and settings of the SIP Endpoint SDK that no option of
Workspace sets.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.options import connections, endpoint, login, sites
from twinsite.catalogue.options.option import Kind, Level, Option

__all__ = ["OPTIONS", "Evidence", "Kind", "Level", "Option", "is_near_miss", "nearest"]

OPTIONS: Final[Mapping[str, Option]] = MappingProxyType(
    {
        option.name: option
        for area in (sites.OPTIONS, connections.OPTIONS, endpoint.OPTIONS, login.OPTIONS)
        for option in area
    }
)
"""Every option by its name, grouped by area."""


_FAMILIES: Final = ("disaster-recovery.", "warm-standby.")
"""How the names begin of which every one is here."""

_AS_GOOD_AS: Final = 0.9
"""A name that is more like the name of an option is taken for a slip."""

_LONGEST: Final = 120
"""A longer name resembles none, in characters."""


@lru_cache(maxsize=4096)
def is_near_miss(name: str) -> bool:
    """Return whether a name that is not the name of an option was meant for one.

    Workspace has hundreds of options on which no machine depends; they are no near misses.
    """
    lowered = name.strip().lower()
    if lowered.startswith(_FAMILIES) or len(name) > _LONGEST:
        return lowered.startswith(_FAMILIES)
    return bool(get_close_matches(lowered, OPTIONS, n=1, cutoff=_AS_GOOD_AS))


def nearest(name: str) -> str | None:
    """Return the name of the option that is most like a name, if one is like it at all."""
    matches = get_close_matches(name.strip().lower(), OPTIONS, n=1)
    return matches[0] if matches else None
