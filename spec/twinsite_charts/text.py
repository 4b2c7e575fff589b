"""The chart as text: a ladder of lanes on the left, the words beside it.

Every word stands to the right of the last lane, so no word ever crosses a lane.
Where there is no room for a ladder, each message names its lanes instead.
"""

from collections.abc import Iterator
from enum import StrEnum

from twinsite_charts.model import NOBODY_ELSE, TIME_DECIDES, Band, Chart, Kind, Message, Note, Row
from twinsite_charts.wrap import wrap

NARROWEST = 40
"""Columns below which the chart is not squeezed any further."""
LADDER = 80
"""Columns from which there is room for a ladder."""
WIDEST = 110
"""Columns beyond which the chart does not grow."""
ROOMY = 100
"""Columns from which the lanes stand farther apart."""

CLOCK, POINT, CROSS = "◷", "●", "✗"
_ASCII = str.maketrans("│┼├┤║╫╟╢─►◄◷●═╪╬━→·…×✗∞", "|+++H+HH-><o*===->.~xX@")


class Style(StrEnum):
    """What a piece of a line is, for those who colour it; a message has the style of its kind."""

    PLAIN = ""
    TITLE = "title"
    GOOD = "good"
    WRONG = "wrong"
    QUIET = "quiet"
    EVENT = "event"
    COMMAND = "command"
    TIME = "time"
    MOVE = "move"
    LOOP = "loop"


Line = tuple[tuple[str, Style], ...]
"""A line as pieces of one style each; no line ends with a blank."""


def render_lines(chart: Chart, width: int) -> list[Line]:
    """Return the lines of a chart.

    Args:
        chart: The chart.
        width: The columns that there are; below 40 and beyond 110 the chart does not follow.
    """
    return [_trimmed(line) for line in _Page(chart, max(NARROWEST, min(width, WIDEST))).lines()]


def render_text(chart: Chart, width: int) -> str:
    """Return the chart as plain text, its last line ended; see :func:`render_lines`."""
    lines = ("".join(text for text, _ in line) for line in render_lines(chart, width))
    return "\n".join(lines) + "\n"


def in_ascii(text: str) -> str:
    """Return text for a terminal that knows nothing else; the lines stay where they are."""
    return text.translate(_ASCII).encode("ascii", "backslashreplace").decode("ascii")


def _trimmed(line: Line) -> Line:
    *before, (text, style) = line or (("", Style.PLAIN),)
    if text.strip() or not before:
        return (*before, (text.rstrip(), style))
    return _trimmed(tuple(before))


class _Page:
    """Where everything stands on a page of some width."""

    def __init__(self, chart: Chart, width: int) -> None:
        self.chart, self.width = chart, width
        self.stripe = 0
        labels = [row.label for row in chart.rows if isinstance(row, Row)]
        self.margin = max([2, *map(len, labels)]) + 3
        self.columns: dict[str, int] = {}
        self.words_at = self.margin + 1
        if width >= LADDER:
            pitch = 10 if width >= ROOMY else 8
            first = self.margin + 2
            self.columns = {lane: first + pitch * n for n, lane in enumerate(chart.lanes)}
            self.words_at = first + pitch * (len(chart.lanes) - 1) + 4

    def lines(self) -> Iterator[Line]:
        chart = self.chart
        yield from self.header()
        if self.columns:
            yield from self.heads()
        for row in chart.rows:
            if isinstance(row, Band):
                yield from self.band(row)
            else:
                yield self.blank()
                yield from self.row(row)
        if chart.end:
            yield from (self.blank(), ()) if self.columns else [()]
            yield from self.paragraph(chart.end)
        if chart.table:
            yield ()
            yield from self.table()

    def paragraph(self, words: str, style: Style = Style.PLAIN, hang: str = "") -> Iterator[Line]:
        for line in wrap(words, self.width, hang=hang):
            yield ((line, style),)

    def header(self) -> Iterator[Line]:
        chart = self.chart
        title, *more = wrap(chart.title, self.width - 6)
        yield ((f"━━ {title} ".ljust(self.width, "━"), Style.TITLE),)
        for line in more:
            yield ((f"   {line}", Style.TITLE),)
        if chart.verdict:
            mark, style = (f"{CROSS} ", Style.WRONG) if chart.wrong else ("", Style.GOOD)
            yield from self.paragraph(mark + chart.verdict, style)
        yield from self.paragraph(chart.sentence)
        for remark in chart.remarks:
            yield from self.paragraph(remark, Style.QUIET, "  ")
        yield ()
        bars = zip("│║", chart.stripes, strict=False) if self.columns else ()
        stripes = ", ".join(f"{bar} {words}" for bar, words in bars)
        known = f"{chart.striped} lane: {stripes}." if stripes else ""
        marks = f"{CLOCK} {TIME_DECIDES}. {POINT} {NOBODY_ELSE}. {chart.legend}"
        for words in (known, marks):
            yield from self.paragraph(words, Style.QUIET) if words else ()
        if self.columns:
            yield ()

    def heads(self) -> Iterator[Line]:
        """Yield the names of the lanes, each word centred on its lane."""
        names = {lane: lane.split() for lane in self.columns}
        for number in range(max(map(len, names.values()))):
            line = [" "] * (self.words_at + 4)
            for lane, column in self.columns.items():
                word = "".join(names[lane][number : number + 1])
                start = column - len(word) // 2
                line[start : start + len(word)] = word
            yield (("".join(line), Style.TITLE),)

    def blank(self) -> Line:
        return ((self.rung() if self.columns else "", Style.QUIET),)

    def rung(self, label: str = "", message: Message | None = None) -> str:
        """Return what stands left of the words: a label, and the lanes with an arrow or a mark."""
        line = list(label.rjust(self.margin - 1).ljust(self.words_at))
        if not self.columns:
            return "".join(line)
        low, high = 0, -1
        if message is not None:
            low, high = sorted((self.columns[message.source], self.columns[message.target]))
            line[low:high] = "─" * (high - low)
        for lane, at in self.columns.items():
            bars = "║╫╟╢" if lane == self.chart.striped and self.stripe else "│┼├┤"
            line[at] = bars[1 if low < at < high else 0]
            if message is not None and lane == message.source:
                line[at] = bars[2 if at == low else 3]
        if message is not None and low == high:
            line[low] = CLOCK if message.kind is Kind.TIME else POINT
        elif message is not None:
            right = self.columns[message.target] == high
            line[high - 1 if right else low + 1] = "►" if right else "◄"
        return "".join(line)

    def row(self, row: Row) -> Iterator[Line]:
        label = f"{CROSS}{row.label:>{self.margin - 2}}" if row.alarm else row.label
        for part in row.parts:
            match part:
                case Message():
                    style = Style.WRONG if row.alarm and label else Style(part.kind)
                    yield from self.beside(self.told(part), style, label, part)
                    if part.option:
                        yield from self.beside(f"{CLOCK} {part.option}", Style.TIME, hang="  ")
                case Note():
                    subject = f"{part.subject}: " if part.subject else ""
                    yield from self.beside(f"· {subject}{part.words}", label=label, hang="  ")
                case _:
                    self.stripe = part.stripe
                    yield from self.divider(part.words, Style.MOVE)
                    continue
            label = ""
        if row.alarm:
            yield from self.beside(f"{CROSS} {row.alarm}", Style.WRONG, hang="  ")

    def told(self, message: Message) -> str:
        """Return the words of a message, with its lanes where no ladder shows them."""
        if self.columns:
            return message.words
        if message.source != message.target:
            return f"{message.source} → {message.target}: {message.words}"
        mark = CLOCK if message.kind is Kind.TIME else POINT
        return f"{mark} {message.source}: {message.words}"

    def beside(
        self,
        words: str,
        style: Style = Style.PLAIN,
        label: str = "",
        message: Message | None = None,
        hang: str = "",
    ) -> Iterator[Line]:
        """Yield words beside the ladder, the first line beside the arrow of a message."""
        if message is not None and not self.columns:
            hang = "  "
        for line in wrap(words, self.width - self.words_at, hang=hang):
            arrow = style if label or message is not None else Style.QUIET
            yield ((self.rung(label, message), arrow), (line, style))
            label, message = "", None

    def divider(self, words: str, style: Style) -> Iterator[Line]:
        """Yield a double line across all lanes, with words."""
        first, *more = wrap(words, self.width - self.words_at - 4)
        left = [" "] * (self.margin - 1) + ["═"] * (self.words_at - self.margin)
        for lane, column in self.columns.items():
            left[column] = "╬" if lane == self.chart.striped else "╪"
        line = f"{''.join(left)} {first} ".ljust(self.width, "═")
        yield ((line, style),)
        for line in more:
            yield ((self.rung() + line, style),)

    def band(self, band: Band) -> Iterator[Line]:
        if band.loop:
            yield from self.divider(band.words, Style.LOOP)
        else:
            yield self.blank()
            yield from self.beside(band.words, Style.QUIET, hang="  ")

    def table(self) -> Iterator[Line]:
        """Yield how things were and are in the end."""
        heading, *entries = self.chart.table
        if not self.columns:
            yield ((f"{heading[1]} → {heading[2]}", Style.TITLE),)
            for name, before, after in entries:
                value = before if before == after else f"{before} → {after}"
                style = Style.QUIET if before == after else Style.PLAIN
                yield from self.paragraph(f"{name}: {value}", style, "  ")
            return
        first = max(len(name) for name, _, _ in entries) + 2
        half = (self.width - first - 2) // 2
        yield ((f"{'':{first}}{heading[1]:{half}}  {heading[2]}", Style.TITLE),)
        for name, *values in entries:
            style = Style.QUIET if values[0] == values[1] else Style.PLAIN
            cells = [wrap(value, half) for value in values]
            for n in range(max(map(len, cells))):
                old, new = ("".join(lines[n : n + 1]) for lines in cells)
                yield ((f"{name if n == 0 else '':{first}}{old:{half}}  {new}", style),)
