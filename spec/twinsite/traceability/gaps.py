"""What is missing behind a requirement or an interpretation; a gap fails the build."""

from collections.abc import Iterator

from twinsite.traceability.entry import InterpretationEntry, PropertyEntry, RequirementEntry
from twinsite.traceability.matrix import OTHERWISE_BROKEN, Matrix


def gaps(matrix: Matrix) -> tuple[str, ...]:
    """Return every gap in words; none if the matrix is whole."""
    return (
        *(gap for entry in matrix.requirements for gap in _of_requirement(entry)),
        *(gap for entry in matrix.interpretations for gap in _of_interpretation(entry)),
    )


def _of_requirement(entry: RequirementEntry) -> Iterator[str]:
    identifier = entry.requirement.id
    if not entry.requirement.source:
        yield f"{identifier} has no source"
    if not (entry.properties or entry.covered_by):
        yield f"{identifier} is judged by no property, and nothing says what else covers it"
    if not entry.tests:
        yield f"{identifier} has no test that names it"
    if any(map(_kills_mutants, entry.properties)) and not entry.kills:
        yield f"{identifier}: its properties kill no mutant"
    for prop in entry.properties:
        yield from (f"{identifier}: {prop.prop.name} {gap}" for gap in _of_property(prop))


def _kills_mutants(prop: PropertyEntry) -> bool:
    """Return whether a mutant of one machine must break a property."""
    return not prop.prop.is_liveness and prop.prop.name not in OTHERWISE_BROKEN


def _of_property(prop: PropertyEntry) -> Iterator[str]:
    if not prop.witness:
        yield "has no witness"
    if not (prop.prop.is_existential or prop.broken_by):
        yield "is broken by nothing"


def _of_interpretation(entry: InterpretationEntry) -> Iterator[str]:
    identifier = entry.interpretation.id
    if (
        entry.interpretation.is_switch
        and len(entry.comparisons) < len(entry.interpretation.choices) - 1
    ):
        yield f"{identifier} can be switched, and nothing says what that changes"
    if not entry.cited:
        yield f"{identifier} is named in the source of no requirement"
