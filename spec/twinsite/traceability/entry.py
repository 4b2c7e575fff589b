"""What stands behind one requirement, one property, one interpretation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from twinsite.catalogue.interpretations import Interpretation
from twinsite.catalogue.requirements import Requirement
from twinsite.properties.decorators import DesktopProperty


@dataclass(frozen=True, slots=True)
class PropertyEntry:
    """One property: a property of the desktop."""

    prop: DesktopProperty
    witness: str
    """A trace in which it matters, in words; empty if there is none."""
    broken_by: str
    """What breaks it, in words; empty if nothing does, or nothing can."""
    kills: int
    """How many mutants of the specification it tells from it."""
    fairness: str
    """What must be assumed of the world, in words; empty for a property that is about no traces."""


@dataclass(frozen=True, slots=True)
class RequirementEntry:
    """One requirement."""

    requirement: Requirement
    transitions: tuple[str, ...]
    """The transitions whose event it asks for, as ``Machine: transition``."""
    covered_by: str
    """What covers it where no transition and no property does, or beside them; else empty."""
    properties: tuple[PropertyEntry, ...]
    tests: tuple[str, ...]
    """The tests that name it, as ``file::test``."""

    @property
    def kills(self) -> int:
        """How many mutants its properties kill, counted once for each property."""
        return sum(prop.kills for prop in self.properties)


@dataclass(frozen=True, slots=True)
class InterpretationEntry:
    """One interpretation."""

    interpretation: Interpretation
    cited: tuple[str, ...]
    """The requirements whose source names it."""
    comparisons: Mapping[str, dict[str, Any]]
    """What changes when it is switched: an entry of the comparisons for each change."""
