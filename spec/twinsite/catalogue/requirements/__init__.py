"""Every requirement once.

The areas follow the machines: BC what switches business continuity on, SITE the site selection,
LINK the link, PHONE the phone watch, REG the registrations, RET the return, SES the session,
REST the restoration, INT the interactions, CLUS the link to a cluster, START the start, WHOLE the
connections side by side, WORLD what the specification grants of the world.
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

__all__ = ["REQUIREMENTS", "Requirement"]

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
