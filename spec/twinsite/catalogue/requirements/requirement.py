"""How a requirement is written."""

from dataclasses import dataclass

from twinsite.catalogue.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Requirement:
    """One sentence that can be false, with its place in the sources."""

    id: str
    """Area and number; never reused."""
    sentence: str
    """What MUST or MAY be so, in our words."""
    source: str
    """Section of the guide, of an RFC, or the interpretation that decides."""
    evidence: Evidence
    """The grade of evidence."""
