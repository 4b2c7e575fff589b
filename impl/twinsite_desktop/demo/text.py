"""The chart as text: a ladder of lanes on the left, the words beside it.

Every word stands to the right of the last lane, so no word ever crosses a lane.
"""

import textwrap
from collections.abc import Iterator

from twinsite_desktop.demo.chart import HEADS, Again, Chart, Lane, Message, Row, again_words, clock

WIDTH = 100
"""Columns of the chart."""
_FIRST, _PITCH = 15, 10
_WORDS = _FIRST + _PITCH * (len(Lane) - 1) + 4
_ASCII = str.maketrans("│┼├┤─►◄◷●═╪━→·…×", "|+++-><o*==->.~x")


def render_text(chart: Chart) -> str:
    """Return the chart as lines of at most 100 columns, the last one ended."""
    return "\n".join(line.rstrip() for line in _lines(chart)) + "\n"


def in_ascii(text: str) -> str:
    """Return text for a terminal that knows nothing else; the lines stay where they are."""
    return text.translate(_ASCII).encode("ascii", "backslashreplace").decode("ascii")


def _lines(chart: Chart) -> Iterator[str]:
    for line in (chart.title, chart.sentence, "", *chart.constants):
        yield from textwrap.wrap(line, WIDTH) or [""]
    yield "◷ time decides.  ● nobody else is told.  Times are from the start of the session."
    yield ""
    yield from _heads()
    last = ""
    for row in chart.rows:
        yield _rung("")
        if isinstance(row, Again):
            yield from _again(row)
            continue
        time = clock(row.at)
        yield from _row(row, "" if time == last else time)
        last = time
    yield _rung("")
    yield ""
    yield from textwrap.wrap(chart.end, WIDTH)


def _column(lane: Lane) -> int:
    return _FIRST + _PITCH * list(Lane).index(lane)


def _heads() -> Iterator[str]:
    for number in range(2):
        line = [" "] * WIDTH
        for lane in Lane:
            word = HEADS[lane][number]
            start = _column(lane) - len(word) // 2
            line[start : start + len(word)] = word
        yield "".join(line)


def _rung(time: str, message: Message | None = None) -> str:
    """Return one line of the ladder, with an arrow, a mark or neither."""
    line = list(f"{time:>10}".ljust(_WORDS))
    low, high = 0, -1
    if message is not None and message.source is not message.target:
        low, high = sorted((_column(message.source), _column(message.target)))
        line[low:high] = "─" * (high - low)
    for lane in Lane:
        at = _column(lane)
        line[at] = "┼" if low < at < high else "│"
    if message is None:
        return "".join(line)
    start = _column(message.source)
    if high < 0:
        line[start] = "◷" if message.of_time else "●"
    elif start == low:
        line[low], line[high - 1] = "├", "►"
    else:
        line[high], line[low + 1] = "┤", "◄"
    return "".join(line)


def _beside(
    words: str, time: str = "", message: Message | None = None, hang: str = ""
) -> Iterator[str]:
    for line in textwrap.wrap(words, WIDTH - _WORDS, subsequent_indent=hang):
        yield _rung(time, message) + line
        time, message = "", None


def _row(row: Row, time: str) -> Iterator[str]:
    for cause in row.causes:
        yield from _beside(cause.words, time, cause)
        time = ""
    if row.move:
        yield _divider(f"now at the {row.site} site")
        yield from _beside(f"· {row.move}", hang="  ")
    for command in row.commands:
        yield from _beside(command.words, message=command)
    for note in row.notes:
        yield from _beside(f"· {note}", hang="  ")


def _divider(words: str) -> str:
    line = [" "] * (_FIRST - 4) + ["═"] * (WIDTH - _FIRST + 4)
    for lane in Lane:
        line[_column(lane)] = "╪"
    line[_WORDS - 1 : _WORDS + len(words) + 1] = f" {words} "
    return "".join(line)


def _again(again: Again) -> Iterator[str]:
    for line in textwrap.wrap(again_words(again), WIDTH - _WORDS, subsequent_indent="  "):
        yield _rung("") + line
