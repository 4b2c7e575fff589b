"""The screen of ``twinsite coverage``.

For each section its title, and for each statement what covers it by kind, or why nothing does::

    4  Pairs of servers: the options of every connection

      4.3   The object is called by the name that the product had before.
            not covered: An older name of the same product changes nothing.

      4.10  One option gives a time in seconds.
            requirement: BC-09
            interpretation: A53
            option: disaster-recovery.timeout

    Statements: 13.  Covered: 12.  Not covered, with a reason: 1.
    No gaps.
"""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from twinsite.report.terminal.screen import Cell, counted, print_rows
from twinsite.traceability.guide import Item, Section, covers


def print_section(out: Console, section: Section) -> None:
    """Print one section."""
    out.print(Text(f"{section.number}  {section.title}", "bold"))
    rows: list[tuple[Cell, Cell]] = []
    for item in section.items:
        rows += [("", ""), (item.number, Text.assemble(item.says, *_below(item)))]
    print_rows(out, ("", ""), rows, indent=2)
    out.print()


def print_conclusion(out: Console, sections: Sequence[Section], found: Sequence[str]) -> None:
    """Print the counts of these sections, and the gaps of all sections."""
    items = [item for section in sections for item in section.items]
    covered = sum(bool(item.covered_by) for item in items)
    out.print(
        f"Statements: {len(items)}.  Covered: {covered}."
        f"  Not covered, with a reason: {len(items) - covered}."
    )
    for gap in found:
        out.print(Text(f"Gap: {gap}.", "bold red"))
    out.print(f"[bold red]{counted(len(found), 'gap')}.[/]" if found else "[green]No gaps.[/]")


def _below(item: Item) -> list[tuple[str, str]]:
    if not item.covered_by:
        return [(f"\nnot covered: {item.reason}", "dim")]
    return [
        (f"\n{kind.value}: {', '.join(covered.id for covered in group)}", "dim")
        for kind, group in groupby(covers(item.covered_by), key=lambda covered: covered.kind)
    ]
