"""One statement of the guide, in our words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One statement, with what covers it or with the reason why nothing does."""

    number: str
    """Section and ordinal in the guide's own order, such as 1.7; never given to another."""
    says: str
    """What the guide says there: one sentence, in our words."""
    covered_by: tuple[str, ...] = ()
    """Ids of whatever covers it; :func:`twinsite.traceability.links.cover` finds each."""
    reason: str = ""
    """Why nothing covers it; empty where something does."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the guide, with all that it says."""

    title: str
    """What it is about, in our words."""
    items: tuple[Item, ...]
    """Its statements, in their order."""

    @property
    def number(self) -> str:
        """Its number: what stands before the dot in the numbers of its items."""
        return self.items[0].number.partition(".")[0]
