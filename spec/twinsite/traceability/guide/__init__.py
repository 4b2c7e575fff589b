"""Source coverage: the guide from its first line to its last, and what covers each statement.

Source: the guide, in its own order; every sentence here is ours.
Not covered: the other sources, which requirements and interpretations cite.
"""

from typing import Final

from twinsite.traceability.counts import kinds
from twinsite.traceability.guide import (
    bootstrap_clusters,
    bootstrap_pairs,
    clusters,
    head,
    options,
    pairs,
    procedure_for_pairs,
    voice,
)
from twinsite.traceability.guide.item import Item, Section
from twinsite.traceability.guide_gaps import gaps
from twinsite.traceability.links import Cover, Kind, cover, covers

__all__ = ["SECTIONS", "Cover", "Item", "Kind", "Section", "cover", "covers", "gaps", "kinds"]

SECTIONS: Final[tuple[Section, ...]] = (
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
