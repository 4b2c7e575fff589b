"""The sequence chart for a terminal: a ladder of lanes on the left, the words beside it.

Every word stands to the right of the last lane, so no text ever crosses a lane.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

from twinsite.model.predicates import Site
from twinsite.report.sequence.chart import Chart, Lane, Message, Row

NARROWEST = 64
"""Columns below which the chart is not squeezed any further."""
WIDEST = 110
"""Columns beyond which the chart does not grow."""
ROOMY = 100
"""Columns from which the lanes stand farther apart."""

CLOCK = "◷"
POINT = "●"
CROSS = "✗"
FOR_EVER = "∞"

QUIET = r"\([A-Z]+-\d+\)|^· [^:→]+:| → "
"""What is less important in a line: ids of requirements, names of machines, arrows."""


@dataclass(frozen=True, slots=True)
class _Ladder:
    """Where the lanes stand, and how they are drawn."""

    width: int
    """Columns of the whole chart."""

    @property
    def pitch(self) -> int:
        """Columns from lane to lane."""
        return 10 if self.width >= ROOMY else 8

    @property
    def words_at(self) -> int:
        """The column at which the words begin."""
        return self.column(Lane.AGENT) + 4

    def column(self, lane: Lane) -> int:
        """Return the column of a lane."""
        return 7 + self.pitch * list(Lane).index(lane)

    def heads(self) -> Text:
        """Return the names of the lanes, each centred on its lane."""
        line = [" "] * self.words_at
        for lane in Lane:
            start = self.column(lane) - len(lane) // 2
            line[start : start + len(lane)] = lane
        return Text("".join(line).rstrip(), "bold")

    def rung(
        self, number: str, site: Site, message: Message | None = None, *, mark: str = POINT
    ) -> str:
        """Return one line of the ladder, with an arrow, a mark or neither."""
        line = [" "] * self.words_at
        line[: len(number)] = number
        twin = site is Site.PEER
        low, high = 0, -1
        if message is not None:
            low, high = sorted((self.column(message.source), self.column(message.target)))
            line[low:high] = "─" * (high - low)
        for lane in Lane:
            at = self.column(lane)
            bars = "║╫╟╢" if lane is Lane.DESKTOP and twin else "│┼├┤"
            line[at] = bars[1 if low < at < high else 0]
            if message is not None and lane is message.source:
                line[at] = bars[2 if at == low else 3]
        if message is not None and message.source is message.target:
            line[low] = mark
        elif message is not None:
            right = self.column(message.target) == high
            line[high - 1 if right else low + 1] = "►" if right else "◄"
        return "".join(line)

    def divider(self, words: str, style: str = "bold magenta") -> Text:
        """Return a double line across all lanes, with words."""
        line = ["═"] * self.width
        for lane in Lane:
            line[self.column(lane)] = "╬" if lane is Lane.DESKTOP else "╪"
        line[: self.column(Lane.WORLD) - 2] = " " * (self.column(Lane.WORLD) - 2)
        line[self.words_at - 1 : self.words_at + len(words) + 1] = f" {words} "
        return Text("".join(line), style)


def render_text(chart: Chart, width: int) -> Text:
    """Return the chart as text of at most this many columns, coloured where colour is shown.

    Args:
        chart: The chart.
        width: The columns that there are; beyond 110 the chart grows no wider.
    """
    ladder = _Ladder(max(NARROWEST, min(width, WIDEST)))
    lines = [
        *_header(chart, ladder.width),
        Text(),
        *_legend(chart, ladder.width),
        Text(),
        ladder.heads(),
    ]
    for row in chart.rows:
        if row.number == chart.loop_from:
            lines.append(ladder.divider("from here on in a loop", "bold yellow"))
        lines.append(Text(ladder.rung("", row.site_before).rstrip(), "dim"))
        lines += _step(row, ladder, requirement=chart.requirement)
    if chart.for_ever:
        lines.append(ladder.divider(f"{FOR_EVER} {chart.for_ever}", "bold yellow"))
    elif not chart.rows:
        words = f"{CROSS} the start itself breaks" if chart.breaks else "the start itself shows"
        lines.append(Text(f"{words} {chart.requirement}", "bold red" if chart.breaks else "bold"))
    lines += [Text(), *_reached(chart, ladder.width)]
    return Text("\n", no_wrap=True, overflow="ignore", end="").join(lines)


def _header(chart: Chart, width: int) -> Iterator[Text]:
    style = "bold red" if chart.breaks else "bold green"
    title, *more = _wrap(chart.title, width - 6)
    yield Text(f"━━ {title} ".ljust(width, "━"), "bold")
    for line in more:
        yield Text(f"   {line}", "bold")
    yield Text.assemble(
        (f"{CROSS} {chart.verdict}" if chart.breaks else chart.verdict, style),
        f" in {chart.length} · ",
        (chart.requirement, "bold"),
    )
    for line in _wrap(chart.sentence, width):
        yield Text(line)
    if chart.fair_to:
        for line in _wrap(chart.fair_to, width, hang=9):
            yield Text(line, "yellow")
    for line in _wrap(f"profile {chart.profile}", width, hang=8):
        yield Text(line, "dim")


def _legend(chart: Chart, width: int) -> Iterator[Text]:
    sites = "Desktop lane: │ works at the preferred site, ║ works at the peer site.  "
    marks = f"{CLOCK} time decides, after the option named.  {POINT} nobody else notices."
    words = f"{sites if chart.has_site else ''}{marks}"
    for line in _wrap(words, width):
        yield Text(line, "dim italic")


def _step(row: Row, ladder: _Ladder, *, requirement: str) -> Iterator[Text]:
    """Yield the lines of one step: event, changes, commands."""
    number = f"{row.number:>4}"
    if row.breaks:
        number = CROSS + number[1:]
    main = "bold red" if row.breaks else "bold"
    event = f"{row.event.words} ({row.requirement})"
    mark = CLOCK if row.option else POINT
    yield from _beside(ladder, event, main, row.site_before, row.event, number=number, mark=mark)
    if row.option:
        yield from _beside(ladder, f"{CLOCK} {row.option}", "yellow", row.site_before)
    for change in row.changes:
        words = f"· {change.machine}: {change.before} → {change.after}"
        yield from _beside(ladder, words, "", row.site_before, hang=2)
    if not row.changes:
        yield from _beside(ladder, "· nothing changes", "dim italic", row.site_before)
    for command in row.commands:
        yield from _beside(ladder, command.words, "cyan", row.site_before, command)
    if row.breaks:
        words = f"{CROSS} this step breaks {requirement}"
        yield from _beside(ladder, words, "bold red", row.site_before)
    if row.moves:
        yield ladder.divider(f"now at the {row.site} site")


def _beside(
    ladder: _Ladder,
    words: str,
    style: str,
    site: Site,
    message: Message | None = None,
    *,
    number: str = "",
    mark: str = POINT,
    hang: int = 0,
) -> Iterator[Text]:
    """Yield words beside the ladder, the first line beside the arrow of a message."""
    for line in _wrap(words, ladder.width - ladder.words_at, hang=hang):
        beside = Text(line, style)
        beside.highlight_regex(QUIET, "not bold dim")
        arrow = style if message is not None else "dim"
        yield Text.assemble((ladder.rung(number, site, message, mark=mark), arrow), beside)
        number, message = "", None


def _reached(chart: Chart, width: int) -> Iterator[Text]:
    """Yield the table of all states at the start and at the end."""
    first = max(len(change.machine) for change in chart.reached) + 2
    half = (width - first - 2) // 2
    yield Text(f"{'':{first}}{'at the start':{half}}  at the end", "bold")
    for change in chart.reached:
        before, after = _wrap(change.before, half), _wrap(change.after, half)
        style = "dim" if change.before == change.after else ""
        for n in range(max(len(before), len(after))):
            name = change.machine if n == 0 else ""
            old = before[n] if n < len(before) else ""
            new = after[n] if n < len(after) else ""
            yield Text(f"{name:{first}}{old:{half}}  {new}".rstrip(), style)


def _wrap(words: str, width: int, *, hang: int = 0) -> list[str]:
    """Break words into lines, the second and later ones indented."""
    return textwrap.wrap(words, width, subsequent_indent=" " * hang, break_on_hyphens=False) or [""]
