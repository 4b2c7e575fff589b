"""The matrix: for every requirement and every interpretation, what stands behind it."""

from twinsite.traceability.entry import InterpretationEntry, PropertyEntry, RequirementEntry
from twinsite.traceability.gaps import gaps
from twinsite.traceability.matrix import Matrix, matrix

__all__ = ["InterpretationEntry", "Matrix", "PropertyEntry", "RequirementEntry", "gaps", "matrix"]
