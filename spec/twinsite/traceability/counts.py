"""How many of each kind cover a statement of the guide."""

from collections import Counter
from collections.abc import Sequence

from twinsite.traceability.guide.item import Section
from twinsite.traceability.links import Kind, cover


def kinds(sections: Sequence[Section]) -> dict[Kind, int]:
    """Return how many different things of each kind cover the sections."""
    named = {i for section in sections for item in section.items for i in item.covered_by}
    counted = Counter(cover(identifier).kind for identifier in named)
    return {kind: counted[kind] for kind in Kind}
