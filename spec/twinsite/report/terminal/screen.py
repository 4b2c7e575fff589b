"""Screens of any width: a table where it fits, entries where it does not, and no broken word.

A column is never narrower than its longest word, and never left out.  Where the columns do not
fit side by side, every row becomes an entry::

    bc+auto+restore/endpoint
      States: 1,138,032  Steps: 19,859,260
      Verdict: PROVED

Only a word that is longer than the whole line is folded, where one of its parts ends.
"""

import re
import shlex
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from rich import box
from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

NARROWEST: Final = 20
"""A terminal that says that it is narrower is taken to be this wide, in characters."""

COMFORTABLE: Final = 24
"""Prose in a column is at least this wide, in characters; otherwise it stands in entries."""

_GAP: Final = 2
_INDENT: Final = 2
_ATTEMPTS: Final = ((_GAP, False), (1, False), (_GAP, True))
"""Blanks between columns, and whether a few words may be wrapped: what is tried for a table."""
_PART_ENDS: Final = "_./-+:,"
_WORD: Final = re.compile(r"\S+")
_BLANKS: Final = re.compile(r"(\n|[ ]+(?=\n|$))")

Cell = str | Text
"""What stands in a column of a row."""


class _Trimmed:
    """What is shown without the blanks at the ends of its lines."""

    def __init__(self, shown: ConsoleRenderable) -> None:
        self._shown = shown

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        shown = self._shown
        if isinstance(shown, Text) and not options.no_wrap:
            shown = _folded(shown, options.max_width)
        held: list[Segment] = []
        for segment in console.render(shown, options):
            if segment.control:
                yield segment
                continue
            for text in filter(None, _BLANKS.split(segment.text)):
                part = Segment(text, segment.style)
                if text == "\n":
                    held.clear()
                elif text.isspace():
                    held.append(part)
                    continue
                yield from held
                held.clear()
                yield part
        yield from held


class _Trim(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Trimmed(renderable) for renderable in renderables]


def screen() -> Console:
    """Return standard output: as wide as the terminal, or 80 in a pipe; no blanks end a line."""
    out = Console(highlight=False)
    out.width = max(out.width, NARROWEST)
    out.push_render_hook(_Trim())
    return out


def standard_error(*, soft_wrap: bool = False) -> Console:
    """Return standard error: no narrower than the screen, so that nothing is lost.

    Args:
        soft_wrap: Whether lines are left as long as they are.
    """
    errors = Console(stderr=True, highlight=False, soft_wrap=soft_wrap)
    if errors.width < NARROWEST:
        errors.width = NARROWEST
    return errors


def print_rows(
    out: Console,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    right: Collection[int] = (),
    indent: int = 0,
    style: str = "",
) -> None:
    """Print rows as a table if the columns fit side by side, and as entries otherwise.

    Args:
        out: Where to print.
        headings: What stands above the columns, or before the values of an entry; a table whose
            headings are all empty has no head.
        rows: The cells of each row; the first one names it.
        right: Columns, counted from 0, that are set to the right and never wrapped: numbers.
        indent: How far all of it is moved to the right, in characters.
        style: The style of all of it.
    """
    cells = [[_text(cell) for cell in row] for row in rows]
    columns = [[_text(heading), *column] for heading, *column in zip(headings, *cells, strict=True)]
    for gap, wrapped in _ATTEMPTS:
        room = out.width - indent - gap * (len(headings) - 1)
        widths = _widths(columns, right, room, wrapped=wrapped)
        if widths is not None:
            table = _table(headings, widths, right, gap)
            table.style = style
            for row in cells:
                table.add_row(*row)
            out.print(Padding(table, (0, 0, 0, indent), expand=False))
            return
    for row in cells:
        first, *lines = _entry(headings, row, right, out.width - indent - _INDENT)
        for line in (first, *lines):
            line.style = style
        print_entry(out, first, *lines, indent=indent)


class GrowingTable:
    """A table whose rows are printed one by one, as they become known."""

    def __init__(
        self,
        out: Console,
        headings: Sequence[str],
        widest: Iterable[Sequence[str]],
        *,
        right: Collection[int] = (),
    ) -> None:
        """Make room; nothing is printed before the first row.

        Args:
            out: Where to print.
            headings: What stands above the columns, or before the values of an entry.
            widest: Rows with the longest words that may come.
            right: Columns, counted from 0, that are set to the right and never wrapped.
        """
        self._out, self._headings, self._right = out, headings, right
        rows = [[Text(cell) for cell in row] for row in widest]
        columns = [[Text(head), *column] for head, *column in zip(headings, *rows, strict=True)]
        self._widths, self._gap = None, _GAP
        for self._gap, wrapped in _ATTEMPTS:
            room = out.width - self._gap * (len(headings) - 1)
            self._widths = _widths(columns, right, room, wrapped=wrapped)
            if self._widths is not None:
                break
        self._begun = False

    def add(self, row: Sequence[Cell]) -> None:
        """Print a row."""
        cells = [_text(cell) for cell in row]
        if self._widths is None:
            first, *lines = _entry(self._headings, cells, self._right, self._out.width - _INDENT)
            print_entry(self._out, first, *lines)
            return
        table = _table(self._headings, self._widths, self._right, self._gap)
        table.show_header = not self._begun
        self._begun = True
        table.add_row(*cells)
        self._out.print(table)


def padded(out: Console, text: Cell, indent: int, style: str = "") -> Padding:
    """Return a text that is moved to the right, in all its lines."""
    folded = _folded(_text(text, style), out.width - indent)
    return Padding(folded, (0, 0, 0, indent), expand=False)


def print_command(out: Console, what: str, *words: str) -> None:
    """Print what a command is for, and below it the command: on one line, however long it is."""
    print_commands(out, what, words)


def print_commands(out: Console, what: str, *commands: Sequence[str]) -> None:
    """Print what some commands are for, and below it each of them on one line."""
    out.print(padded(out, f"{what}:", 0))
    for words in commands:
        out.print(Text(f"  {shlex.join(words)}"), soft_wrap=True)


def print_entry(out: Console, heading: Cell, *lines: Cell, indent: int = 0) -> None:
    """Print an entry: its heading, then indented lines; empty ones are left out."""
    out.print(padded(out, heading, indent, "bold"))
    for line in lines:
        if line:
            out.print(padded(out, line, indent + _INDENT))


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun, such as 1 state or 2,000 states."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _text(cell: Cell, style: str = "") -> Text:
    return cell.copy() if isinstance(cell, Text) else Text(cell, style)


def _widths(
    columns: Sequence[Sequence[Text]], right: Collection[int], room: int, *, wrapped: bool
) -> list[int] | None:
    """Return how wide each column is made, or None if there is no room for the least of each.

    Prose stays comfortable; whether a few words may be wrapped, too, is said.
    """
    widths = [max(_longest_line(text) for text in column) for column in columns]
    least = [
        width if number in right else _least(column, width, wrapped=wrapped)
        for number, (width, column) in enumerate(zip(widths, columns, strict=True))
    ]
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widest = max(
            (number for number in range(len(widths)) if widths[number] > least[number]),
            key=widths.__getitem__,
        )
        widths[widest] -= 1
    return widths


def _least(column: Sequence[Text], width: int, *, wrapped: bool) -> int:
    word = max(_longest_word(text) for text in column)
    return word if wrapped and width <= COMFORTABLE else max(word, min(width, COMFORTABLE))


def _longest_line(text: Text) -> int:
    return max((line.cell_len for line in text.split(allow_blank=True)), default=0)


def _longest_word(text: Text) -> int:
    return max((Text(word).cell_len for word in text.plain.split()), default=0)


def _table(
    headings: Sequence[str], widths: Sequence[int], right: Collection[int], gap: int
) -> Table:
    if any(headings):
        head = box.SIMPLE_HEAD
        table = Table(box=head, padding=(0, gap - 1, 0, 0), pad_edge=False, show_edge=False)
    else:
        table = Table.grid(padding=(0, gap, 0, 0))
    for number, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        table.add_column(heading, width=width, justify="right" if number in right else "left")
    return table


def _entry(
    headings: Sequence[str], row: Sequence[Text], right: Collection[int], width: int
) -> Iterator[Text]:
    """Yield the lines of an entry; numbers stand side by side."""
    first, *others = row
    if any(headings):
        first.stylize("bold")
    yield first
    numbers = Text()
    for number, (heading, text) in enumerate(zip(headings[1:], others, strict=True), 1):
        if not text:
            continue
        if number in right:
            text = Text(text.plain.strip(), text.style)
        line = Text.assemble((f"{heading}: " if heading else "", "dim"), text)
        if number in right and numbers and numbers.cell_len + _GAP + line.cell_len <= width:
            numbers.append(" " * _GAP).append_text(line)
            continue
        yield numbers
        numbers = Text()
        if number in right:
            numbers = line
        else:
            yield line
    yield numbers


def _folded(text: Text, width: int) -> Text:
    """Return a text in which a word that is wider than a line ends lines where its parts end."""
    cuts: list[int] = []
    for word in _WORD.finditer(text.plain):
        start = word.start()
        while word.end() - start > width:
            end = start + width
            parts = [at for at in range(start + 1, end + 1) if text.plain[at - 1] in _PART_ENDS]
            start = parts[-1] if parts else end
            cuts.append(start)
    return Text("\n").join(text.divide(cuts)) if cuts else text
