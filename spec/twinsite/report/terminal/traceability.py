"""The screen of ``twinsite traceability``."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from twinsite.report.sequence.changes import changes, stands_behind
from twinsite.report.terminal.screen import padded, print_rows
from twinsite.traceability import InterpretationEntry, RequirementEntry


def print_requirements(out: Console, entries: Sequence[RequirementEntry]) -> None:
    """Print a row for each requirement."""
    rows = [
        (
            entry.requirement.id,
            entry.requirement.sentence,
            str(len(entry.transitions)),
            str(len(entry.properties)),
            f"{entry.kills:,}",
            str(len(entry.tests)),
        )
        for entry in entries
    ]
    headings = ("Id", "Requirement", "Transitions", "Properties", "Kills", "Tests")
    print_rows(out, headings, rows, right=(2, 3, 4, 5))
    out.print(
        "Transitions: declared for it. Properties: properties that judge it. Kills: mutants of the"
        " specification that its properties notice. Tests: those that name it.",
        style="dim",
    )
    out.print("'twinsite traceability ID' shows all that stands behind one.", style="dim")
    out.print()


def print_requirement(out: Console, entry: RequirementEntry) -> None:
    """Print all that stands behind a requirement."""
    requirement = entry.requirement
    out.print(Text(f"{requirement.id}  {requirement.sentence}", "bold"))
    _line(out, f"Source: {requirement.source}.  Evidence: {requirement.evidence.name.lower()}.")
    if entry.covered_by:
        _line(out, f"Covered by: {entry.covered_by}.")
    for transition in entry.transitions:
        _line(out, f"Declared: {transition}")
    for found in entry.properties:
        prop = found.prop
        _line(out, f"Property: {prop.name} ({prop.sort.value.replace('_', ' ')}): {prop.sentence}")
        if found.fairness:
            _line(out, f"needs: {found.fairness}", 4)
        _line(out, f"matters: {found.witness or 'nowhere'}", 4)
        _line(out, f"kills: {found.kills} mutants", 4)
        if found.broken_by:
            _line(out, f"broken by: {found.broken_by}", 4)
    for test in entry.tests:
        _line(out, f"Test: {test}")
    out.print()


def print_interpretation(out: Console, entry: InterpretationEntry) -> None:
    """Print what an interpretation is for, and what changes when it is switched."""
    interpretation = entry.interpretation
    out.print(Text(f"{interpretation.id}  {interpretation.question}", "bold"))
    for number, choice in enumerate(interpretation.choices):
        _line(out, f"{'or' if number else 'In force'} {choice.name}: {choice.meaning}")
    _line(out, f"Stands behind: {stands_behind(entry)}.")
    for change, comparison in entry.comparisons.items():
        _line(out, f"Switched, {change}: {changes(comparison)}.")
    out.print()


def print_conclusion(
    out: Console, requirements: int, interpretations: int, gaps: Sequence[str]
) -> None:
    """Print the gaps, and one sentence."""
    for gap in gaps:
        out.print(Text(f"Gap: {gap}.", "bold red"))
    what = f"{requirements} requirements and {interpretations} interpretations"
    if gaps:
        out.print(f"[bold red]{len(gaps)} gaps[/] behind {what}.")
    else:
        out.print(f"[green]No gap[/] behind {what}.")


def _line(out: Console, words: str, left: int = 2) -> None:
    out.print(padded(out, words, left))
