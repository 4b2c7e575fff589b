"""What a client behaves like, in lines for reports of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # it brings all mutants along, and is needed for failures only
    from collections.abc import Iterator

    from twinsite.conformance.explanation import Explanation

MOST_TOLD: Final = 3
"""So many things that a client behaves like are told, and of each so many properties."""


def told(explanation: Explanation | None) -> Iterator[str]:
    """Yield in lines what a client behaves like, for a report of plain text."""
    if explanation is None or not explanation.divergence.mismatches:
        return
    if explanation.left_over:
        yield "Begun anew for this session alone, the client does what it should."
    elif not explanation.alike:
        yield "Nothing is like it."
    for like in explanation.alike[:MOST_TOLD]:
        broken = ", ".join(f"{p.requirement} {p.name}" for p in like.broken[:MOST_TOLD])
        yield f"behaves like {like.name}" + (f", which breaks {broken}" if broken else "")
