"""Every requirement once.

Source: the chapter on business continuity of the Workspace Desktop Edition 8.5 deployment guide
("the guide" below, by section and item) and what its interpretations add.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from twinsite.catalogue.requirements import (
    cluster,
    continuity,
    interaction,
    link,
    phone,
    preferred_return,
    registration,
    restoration,
    session,
    site,
    start_up,
    whole,
    world,
)
from twinsite.catalogue.requirements.requirement import Requirement

__all__ = ["AREA_TITLES", "REQUIREMENTS", "Requirement"]

AREA_TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "BC": "What switches business continuity on",
        "SITE": "Site selection",
        "LINK": "Link",
        "PHONE": "Phone watch",
        "REG": "Registrations",
        "RET": "Return to the preferred site",
        "SES": "Session of the agent",
        "REST": "Restoration of the agent state",
        "INT": "Interactions",
        "CLUS": "Link to a cluster",
        "START": "Start",
        "WHOLE": "Connections side by side",
        "WORLD": "What the specification assumes of the world",
    }
)
"""The areas, by the beginning of their ids; they follow the machines."""

_ALL = (
    *continuity.REQUIREMENTS,
    *site.REQUIREMENTS,
    *link.REQUIREMENTS,
    *preferred_return.REQUIREMENTS,
    *phone.REQUIREMENTS,
    *registration.REQUIREMENTS,
    *session.REQUIREMENTS,
    *restoration.REQUIREMENTS,
    *cluster.REQUIREMENTS,
    *start_up.REQUIREMENTS,
    *whole.REQUIREMENTS,
    *interaction.REQUIREMENTS,
    *world.REQUIREMENTS,
)

REQUIREMENTS: Final[Mapping[str, Requirement]] = MappingProxyType({r.id: r for r in _ALL})
"""Every requirement by its id, area by area."""
assert len(REQUIREMENTS) == len(_ALL), "an id of a requirement is used twice"
