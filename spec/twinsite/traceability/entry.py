"""What stands behind one requirement, one rule, one reading."""

from dataclasses import dataclass
from typing import Any

from twinsite.catalogue.interpretations import Reading
from twinsite.catalogue.requirements import Requirement
from twinsite.properties.claims import Claim


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule: a property of the desktop."""

    claim: Claim
    witness: str
    """A run in which it matters, in words; empty if there is none."""
    broken_by: str
    """What breaks it, in words; empty if nothing does, or nothing can."""
    kills: int
    """How many mutants of the specification it tells from it."""
    fairness: str
    """What the world must grant, in words; empty for a claim that is not about runs."""


@dataclass(frozen=True, slots=True)
class RequirementEntry:
    """One requirement."""

    requirement: Requirement
    transitions: tuple[str, ...]
    """The transitions whose event it asks for, as ``Machine: transition``."""
    carried: str
    """What carries it where no transition and no rule does, or beside them; else empty."""
    rules: tuple[RuleEntry, ...]
    tests: tuple[str, ...]
    """The tests that name it, as ``file::test``."""

    @property
    def kills(self) -> int:
        """How many mutants its rules kill, counted once for each rule."""
        return sum(rule.kills for rule in self.rules)


@dataclass(frozen=True, slots=True)
class ReadingEntry:
    """One reading."""

    reading: Reading
    cited: tuple[str, ...]
    """The requirements whose source names it."""
    comparisons: tuple[dict[str, Any], ...]
    """What changes when it is switched: an entry of the pinned comparisons for each choice."""
