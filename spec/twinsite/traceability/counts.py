"""How many of each kind carry a claim of the guide."""

from collections import Counter
from collections.abc import Sequence

from twinsite.traceability.guide.item import Section
from twinsite.traceability.links import Kind, carrier


def kinds(sections: Sequence[Section]) -> dict[Kind, int]:
    """Return how many different carriers of each kind the sections name."""
    named = {i for section in sections for item in section.items for i in item.carriers}
    counted = Counter(carrier(identifier).kind for identifier in named)
    return {kind: counted[kind] for kind in Kind}
