"""The matrix as a page in Markdown."""

from collections.abc import Iterator

from twinsite.report.sequence.changes import changes, stands_behind
from twinsite.traceability import InterpretationEntry, Matrix, PropertyEntry, RequirementEntry

HEAD = "\n".join(
    (
        "# The matrix",
        "",
        "For every requirement what stands behind it, and for every reading what it changes.",
        "This page is computed; `twinsite matrix` shows the same on the screen, and leaves with 1"
        " if there is a gap.",
        "",
        "What the entries mean:",
        "",
        "- **declared**: the transitions whose event the requirement asks for.",
        "- **property**: a property that is decided of every profile.",
        "- **matters**: a shortest trace in which the property matters; of a property that forbids"
        " something it is a near miss, after which one mutated step would break the property.",
        "- **kills**: how many mutants of the specification the property tells from it; a mutant is"
        " tried under profile after profile until one kills it, and a liveness property is"
        " asked only of a mutant that no other property notices.",
        "- **broken by**: a fault seeded on purpose, an interpretation or release that is known to"
        " break the property, or the mutant of its near miss.",
        "- **needs**: what the world must grant, so that the good thing happens.",
        "- **tests**: the tests that name the requirement.",
        "",
    )
)


def matrix_page(matrix: Matrix) -> str:
    """Return the whole page."""
    lines = [HEAD, "## Requirements\n"]
    for entry in matrix.requirements:
        lines += _requirement(entry)
    lines.append("## Interpretations\n")
    for interpretation in matrix.interpretations:
        lines += _interpretation(interpretation)
    return "\n".join(lines)


def _requirement(entry: RequirementEntry) -> Iterator[str]:
    requirement = entry.requirement
    yield f"### {requirement.id}\n\n{requirement.sentence}\n"
    yield f"- source: {requirement.source} (evidence {requirement.evidence.value})"
    if entry.carried:
        yield f"- carried by: {entry.carried}"
    if entry.transitions:
        yield "- declared:"
        yield from (f"  - `{transition}`" for transition in entry.transitions)
    for prop in entry.properties:
        yield from _prop(prop)
    yield f"- tests: {', '.join(f'`{test}`' for test in entry.tests)}\n"


def _prop(entry: PropertyEntry) -> Iterator[str]:
    prop = entry.prop
    yield f"- property `{prop.name}` ({prop.sort.value.replace('_', ' ')}): {prop.sentence}"
    if entry.fairness:
        yield f"  - needs: {entry.fairness}"
    yield f"  - matters: {entry.witness}"
    yield f"  - kills: {entry.kills} mutants"
    if entry.broken_by:
        yield f"  - broken by: {entry.broken_by}"


def _interpretation(entry: InterpretationEntry) -> Iterator[str]:
    interpretation = entry.interpretation
    yield f"### {interpretation.id}\n\n{interpretation.question}\n"
    first, *others = interpretation.choices
    yield f"- in force, `{first.name}`: {first.meaning}"
    yield from (f"- or `{choice.name}`: {choice.meaning}" for choice in others)
    yield f"- stands behind: {stands_behind(entry)}"
    for comparison in entry.comparisons:
        yield f"- switched, `{comparison['change']}`: {changes(comparison)}"
    yield ""
