"""The options of Workspace Desktop Edition that business continuity depends on.

A default, or a time of effect, that no readable text confirms is marked as unverified wherever
a user can see it.
Source: the guide, and the documentation named with each option.
Not covered: options of SIP Server and settings of the SIP Endpoint SDK that no option of
Workspace sets.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from twinsite.catalogue.evidence import Evidence
from twinsite.catalogue.options import connections, endpoint, login, sites
from twinsite.catalogue.options.option import Kind, Level, Option

__all__ = ["OPTIONS", "Evidence", "Kind", "Level", "Option", "nearest"]

OPTIONS: Final[Mapping[str, Option]] = MappingProxyType(
    {
        option.name: option
        for area in (sites.OPTIONS, connections.OPTIONS, endpoint.OPTIONS, login.OPTIONS)
        for option in area
    }
)
"""Every option by its name, grouped by area."""


def nearest(name: str) -> str | None:
    """Return the name of the option that is most like a name, if one is like it at all."""
    matches = get_close_matches(name.strip().lower(), OPTIONS, n=1)
    return matches[0] if matches else None
