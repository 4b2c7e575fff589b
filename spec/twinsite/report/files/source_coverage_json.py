"""Source coverage for machines."""

import json
from collections.abc import Sequence

from twinsite import __version__
from twinsite.traceability.guide import Item, Section, covers


def source_coverage_json(sections: Sequence[Section], found: Sequence[str]) -> str:
    """Return sections as JSON.

    Args:
        sections: What is asked for.
        found: The gaps of the whole guide.
    """
    data = {
        "twinsite": __version__,
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "items": [_item(item) for item in section.items],
            }
            for section in sections
        ],
        "gaps": list(found),
    }
    return json.dumps(data)


def _item(item: Item) -> dict[str, object]:
    return {
        "number": item.number,
        "says": item.says,
        "covered_by": [
            {"id": found.id, "kind": found.kind.value} for found in covers(item.covered_by)
        ],
        "reason": item.reason,
    }
