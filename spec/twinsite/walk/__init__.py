"""The walk: the guide from its first line to its last, claim by claim, and what carries each.

Source: the guide, in its own order; every sentence here is ours.
Not covered: the other sources, which requirements and readings cite.
"""

from typing import Final

from twinsite.walk import (
    bootstrap_clusters,
    bootstrap_pairs,
    clusters,
    head,
    options,
    pairs,
    procedure_for_pairs,
    voice,
)
from twinsite.walk.carrier import Carrier, Kind, carrier, carriers
from twinsite.walk.counts import kinds
from twinsite.walk.gaps import gaps
from twinsite.walk.item import Item, Section

__all__ = ["WALK", "Carrier", "Item", "Kind", "Section", "carrier", "carriers", "gaps", "kinds"]

WALK: Final[tuple[Section, ...]] = (
    head.SECTION,
    pairs.SECTION,
    procedure_for_pairs.SECTION,
    options.SECTION,
    voice.SECTION,
    bootstrap_pairs.SECTION,
    clusters.INTRODUCTION,
    clusters.PROCEDURE,
    bootstrap_clusters.SECTION,
)
"""Every section, in the order of the guide."""
