"""Mutants that behave otherwise and that no property kills, each with the reason why that is right.

The list may only shrink: a test holds that each entry still has a survivor, and that every
survivor stands here.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Accepted:
    """Some survivors that no property need kill."""

    pattern: str
    """The ids of the mutants; * and ? are allowed."""
    reason: str
    """Why no property asks for it."""


ACCEPTED: tuple[Accepted, ...] = (
    Accepted(
        "*: starts in *",
        "it starts where a trace of the specification comes anyway, so whatever it does then the"
        " specification does as well, and no property on states, steps or promises can tell",
    ),
)
"""Every accepted survivor."""


def reason_for(mutant: str) -> str | None:
    """Return why a mutant may survive; None if no reason is recorded."""
    for entry in ACCEPTED:
        if fnmatchcase(mutant, entry.pattern):
            return entry.reason
    return None
