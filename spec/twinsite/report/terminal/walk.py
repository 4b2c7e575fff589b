"""The screen of ``twinsite walk``.

For each section its title, and for each claim what carries it by kind, or why nothing does::

    4  Pairs of servers: the options of every connection

      4.3   The object is called by the name that the product had before.
            carried by nothing: An older name of the same product changes nothing.

      4.10  One option gives a time in seconds.
            requirement: BC-09
            interpretation: A53
            option: disaster-recovery.timeout

    Claims: 13.  Carried: 12.  Carried by nothing, with a reason: 1.
    No gap.
"""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from twinsite.traceability.guide import Item, Section, carriers


def print_section(out: Console, section: Section) -> None:
    """Print one section."""
    out.print(Text(f"{section.number}  {section.title}", "bold"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for item in section.items:
        table.add_row(f"\n{item.number}", Text.assemble(f"\n{item.says}", *_below(item)))
    out.print(Padding(table, (0, 0, 0, 2)))
    out.print()


def print_conclusion(out: Console, sections: Sequence[Section], found: Sequence[str]) -> None:
    """Print the counts of these sections, and the gaps of the whole walk."""
    items = [item for section in sections for item in section.items]
    carried = sum(bool(item.carriers) for item in items)
    out.print(
        f"Claims: {len(items)}.  Carried: {carried}."
        f"  Carried by nothing, with a reason: {len(items) - carried}."
    )
    for gap in found:
        out.print(Text(f"Gap: {gap}.", "bold red"))
    out.print(f"[bold red]{len(found)} gaps.[/]" if found else "[green]No gap.[/]")


def _below(item: Item) -> list[tuple[str, str]]:
    if not item.carriers:
        return [(f"\ncarried by nothing: {item.reason}", "dim")]
    return [
        (f"\n{kind.value}: {', '.join(carried.id for carried in group)}", "dim")
        for kind, group in groupby(carriers(item.carriers), key=lambda carried: carried.kind)
    ]
