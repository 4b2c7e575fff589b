"""The chart as a picture: standalone SVG, written by hand, the same for the same chart.

Left the lanes with their arrows, right what is so from then on.  No font is embedded; room is
left for the widest of the fonts that are named.
"""

import html
import re
from itertools import pairwise

from twinsite_charts.model import (
    NOBODY_ELSE,
    TIME_DECIDES,
    Band,
    Chart,
    Kind,
    Message,
    Move,
    Note,
    Row,
    TimeBars,
)
from twinsite_charts.widths import FAMILY, text_width
from twinsite_charts.wrap import wrap

WIDTH = 960
"""The width of the picture, in pixels like every length here."""
MARGIN = 20
RIGHT = WIDTH - MARGIN
FIRST_LANE, LANES, PITCH = 136, 456, 170
"""Where the first lane is, how wide all are together, and how far apart two are at most."""
BARS_LEFT, BARS_RIGHT = 330, WIDTH - 90
"""Between which bars of time are drawn."""
MARK_ROOM = 200
"""How wide the words beside a mark may always be."""
LINE = 18
"""From one line of text to the next."""

SIZE = 13
SIZES = {"title": 20, "holds": 15, "refuted": 15, "sentence": 14, "move": 12, "option": 12}
"""The font size of each class of text; of every other it is :data:`SIZE`."""
BOLD = frozenset({"title", "holds", "refuted", "head", "label", "move", "wrong", "column", "loop"})
_BARS = ("#0067a5", "#854d0e", "#00735c")
_STRIPES = ("#2563eb", "#c2410c")

_STYLE = f"""
.seq text{{font:{SIZE}px {FAMILY};fill:#1f2937}}
.seq .quiet,.seq tspan{{fill:#6b7280}} .seq .command{{fill:#0f5f73}}
.seq .time,.seq .option{{fill:#854d0e}} .seq .holds{{fill:#166534}}
.seq .wrong,.seq .refuted,.seq .broken .event,.seq .broken .time{{fill:#b91c1c}}
.seq .move,.seq .loop{{fill:#ffffff}} .seq .lane{{stroke:#9ca3af;stroke-width:1.5}}
.seq .paper,.seq .halo{{fill:#ffffff}} .seq .broken .halo{{fill:#fef2f2}}
.seq .alarm{{fill:#fef2f2;stroke:#fca5a5}} .seq .box{{fill:#f3f4f6;stroke:#9ca3af}}
.seq .rule{{stroke:#e5e7eb}} .seq .dashes{{stroke:#6b7280;stroke-dasharray:5 4}}
.seq .arrow{{stroke:#1f2937;stroke-width:1.7}} .seq .tip{{fill:#1f2937}}
.seq .out .arrow{{stroke:#0f5f73}} .seq .out .tip{{fill:#0f5f73}}
.seq .broken .in .arrow{{stroke:#b91c1c}} .seq .broken .in .tip{{fill:#b91c1c}}
.seq .cross{{stroke:#b91c1c;stroke-width:3.5;stroke-linecap:round}}
.seq .again{{fill:none;stroke:#854d0e;stroke-width:3}} .seq .pill{{fill:#854d0e}}
.seq .clock{{fill:#fef3c7;stroke:#854d0e;stroke-width:1.7}}
""" + "\n".join(
    [f".seq .{kind}{{font-size:{size}px}}" for kind, size in SIZES.items()]
    + [f".seq .{kind}{{font-weight:bold}}" for kind in sorted(BOLD)]
    + [f".seq .stripe{n}{{fill:{colour};stroke:{colour}}}" for n, colour in enumerate(_STRIPES)]
    + [f".seq line.stripe{n}{{stroke-width:4}}" for n in range(len(_STRIPES))]
)


def width_of(text: str, kind: str) -> float:
    """Return how wide a text of a class is at most, in pixels."""
    return text_width(text, SIZES.get(kind, SIZE), bold=kind in BOLD)


_BAR_STYLE = "".join(f".seq .bar{n}{{fill:{colour}}}\n" for n, colour in enumerate(_BARS))
"""The colours of bars of time, in charts that have them."""


def render_svg(chart: Chart) -> str:
    """Return the chart as the text of an SVG file."""
    return _Picture(chart).document()


def _escape(words: str) -> str:
    """Return words fit for XML, without the characters that XML 1.0 has no place for."""
    return html.escape(re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "�", words))


class _Picture:
    """A chart being drawn from top to bottom: lifelines below, everything else above them."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.below: list[str] = []
        self.above: list[str] = []
        pitch = min(PITCH, LANES / max(1, len(chart.lanes) - 1))
        self.at = {lane: FIRST_LANE + pitch * n for n, lane in enumerate(chart.lanes)}
        self.last = max(self.at.values())
        self.notes_at = max(self.last + 62, FIRST_LANE + MARK_ROOM + 32)
        self.y: float = MARGIN + 16
        self.header()
        self.heads()
        self.stays: list[tuple[float, int]] = [(self.y, 0)]
        self.loop_top: float | None = None
        top = self.y
        for row in chart.rows:
            if isinstance(row, Band):
                self.band(row)
            else:
                self.row(row)
        self.lifelines(top)
        self.heads()
        self.y += 8
        if chart.end:
            self.y += 20
            self.paragraph(chart.end, "sentence")
        if chart.table:
            self.table()
        if chart.time is not None:
            self.time_bars(chart.time)

    def document(self) -> str:
        """Return the whole file."""
        chart, height = self.chart, f"{self.y + MARGIN / 2:g}"
        told = f"{chart.verdict}. {chart.sentence}" if chart.verdict else chart.sentence
        parts = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="seq" role="img" width="{WIDTH}"'
            f' height="{height}" viewBox="0 0 {WIDTH} {height}">',
            f"<title>{_escape(chart.title)}</title>",
            f"<desc>{_escape(told)}</desc>",
            f"<style>{_STYLE}{_BAR_STYLE if chart.time else ''}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
        )
        return "\n".join((*parts, *self.below, *self.above, "</svg>\n"))

    # What a picture is made of.

    def words(self, words: str, kind: str, x: float, y: float, anchor: str = "start") -> None:
        """Write one line; ids in brackets, and what a note is about, are less important."""
        quiet = r"(\([A-Z]+-\d+\)|^[^:→]+:(?= ))" if kind == "subject" else r"(\([A-Z]+-\d+\))"
        inside = re.sub(quiet, r"<tspan>\1</tspan>", _escape(words))
        self.above.append(
            f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{inside}</text>'
        )

    def label(self, words: str, kind: str, x: float, y: float, anchor: str) -> None:
        """Write one line among the lanes: it hides the lifelines behind it."""
        width = width_of(words, kind)
        left = x - width * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        self.box("halo", left - 3, y - 13, width + 6, 17)
        self.words(words, kind, x, y, anchor)

    def paragraph(self, words: str, kind: str) -> None:
        for line in self.wrapped(words, kind, RIGHT - MARGIN):
            self.words(line, kind, MARGIN, self.y)
            self.y += 21

    def wrapped(self, words: str, kind: str, room: float) -> list[str]:
        return wrap(words, room, lambda text: width_of(text, kind)) if words else []

    def box(self, kind: str, x: float, y: float, width: float, height: float, r: int = 0) -> None:
        self.above.append(
            f'<rect class="{kind}" x="{x:.1f}" y="{y:g}" width="{width:.1f}" height="{height:g}"'
            f' rx="{r}"/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """Draw a straight line below everything else."""
        self.below.append(f'<line class="{kind}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>')

    def mark(self, x: float, y: float, *, clock: bool) -> None:
        hands = f'<path class="clock" d="M{x:g} {y - 6:g}v6h4"/>' if clock else ""
        kind, radius = ("clock", 9) if clock else ("tip", 5)
        self.above.append(f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{radius}"/>{hands}')

    def pill(self, words: str, kind: str, box: str) -> None:
        """Write words on a dashed line across all lanes."""
        self.line(FIRST_LANE - 54, self.y, self.last + 46, self.y, "dashes")
        x, room = (FIRST_LANE + self.last) / 2, self.last - FIRST_LANE + 60
        lines = self.wrapped(words, kind, room)
        width, height = max(width_of(line, kind) for line in lines) + 24, 6 + LINE * len(lines)
        self.box(box, x - width / 2, self.y - 12, width, height, 12)
        for number, line in enumerate(lines):
            self.words(line, kind, x, self.y + 4.5 + LINE * number, "middle")
        self.y += height - 6

    # The parts of the chart.

    def header(self) -> None:
        """Write what the chart shows, and what its marks mean."""
        chart = self.chart
        self.paragraph(chart.title, "title")
        self.paragraph(chart.verdict, "refuted" if chart.wrong else "holds")
        self.paragraph(chart.sentence, "sentence")
        for remark in (*chart.remarks, chart.legend):
            self.paragraph(remark, "quiet")
        self.y += 8
        x: float = MARGIN + 10
        stripes = [f"{chart.striped} {words}" for words in chart.stripes]
        for number, words in enumerate((TIME_DECIDES, NOBODY_ELSE, *stripes)):
            if x + 16 + width_of(words, "quiet") > RIGHT:
                x = MARGIN + 10
                self.y += 24
            if number < 2:
                self.mark(x, self.y, clock=number == 0)
            else:
                self.line(x, self.y - 9, x, self.y + 9, f"stripe{number - 2}")
            self.words(words, "quiet", x + 16, self.y + 5)
            x += width_of(words, "quiet") + 44
        self.y += 22

    def heads(self) -> None:
        """Name the lanes."""
        high = max(len(lane.split()) for lane in self.at)
        for lane, x in self.at.items():
            words = lane.split()
            self.box("box", x - 46, self.y, 92, 14 + 16 * high, 6)
            top = self.y + 19 + 8 * (high - len(words))
            for number, word in enumerate(words):
                self.words(word, "head", x, top + 16 * number, "middle")
        self.y += 14 + 16 * high

    def lifelines(self, top: float) -> None:
        """Draw the lanes from a height down to here, the striped one in its stripes."""
        self.y += 8
        for lane, x in self.at.items():
            if lane != self.chart.striped:
                self.line(x, top, x, self.y, "lane")
                continue
            for (low, stripe), (high, _) in pairwise([*self.stays, (self.y, 0)]):
                self.line(x, low, x, high, f"stripe{stripe}")

    def row(self, row: Row) -> None:
        """Draw one moment."""
        top, under = self.y, len(self.below)
        self.above.append('<g class="broken">' if row.alarm else "<g>")
        if row.label:
            self.line(MARGIN, top, RIGHT, top, "rule")
            self.words(row.label, "label", FIRST_LANE - 56, top + 22, "end")
        self.y = noted = top + 6
        for part in row.parts:
            match part:
                case Message():
                    self.message(part)
                case Note():
                    noted = self.note(part, noted)
                case Move():
                    self.y += 18
                    self.stays.append((self.y, part.stripe))
                    self.pill(part.words, "move", f"stripe{part.stripe}")
        if row.alarm:
            for line in self.wrapped(row.alarm, "wrong", RIGHT - self.notes_at):
                noted += LINE
                self.words(line, "wrong", self.notes_at, noted)
            self.y = max(self.y, top + 56)
            x = FIRST_LANE - 64
            for lean in (8, -8):
                self.line(x - lean, top + 36, x + lean, top + 52, "cross")
        self.y = max(self.y, noted + 4) + 6
        if row.alarm:
            self.box("alarm", MARGIN - 12, top + 3, RIGHT - MARGIN + 24, self.y - top - 5, 8)
            self.below.insert(under, self.above.pop())
        self.above.append("</g>")

    def note(self, note: Note, y: float) -> float:
        """Write what is so from then on; return where it ends."""
        subject = f"{note.subject}: " if note.subject else ""
        for number, line in enumerate(
            self.wrapped(subject + note.words, "note", RIGHT - self.notes_at - 12)
        ):
            y += LINE
            if number == 0:
                self.words("·", "note", self.notes_at, y)
            kind = "subject" if note.subject and number == 0 else "note"
            self.words(line, kind, self.notes_at + 12, y)
        return y

    def message(self, message: Message) -> None:
        """Draw an arrow or a mark with its words."""
        if message.source == message.target:
            self.marked(message)
            return
        x1, x2 = self.at[message.source], self.at[message.target]
        for line in self.wrapped(message.words, message.kind, abs(x2 - x1) - 22):
            self.y += LINE
            self.label(line, message.kind, (x1 + x2) / 2, self.y - 2, "middle")
        self.y += 8
        back = -1 if x2 > x1 else 1
        self.above.append(
            f'<g class="{"out" if message.kind is Kind.COMMAND else "in"}">'
            f'<line class="arrow" x1="{x1:g}" y1="{self.y:g}" x2="{x2 + 8 * back:g}"'
            f' y2="{self.y:g}"/><path class="tip" d="M{x2:g} {self.y:g}l{10 * back} -5v10z"/></g>'
        )
        self.y += 4

    def marked(self, message: Message) -> None:
        """Draw a mark; its words stand left of it if there is room."""
        x = self.at[message.source]
        self.mark(x, self.y + 13, clock=message.kind is Kind.TIME)
        left = x - FIRST_LANE + 32
        place = (x - 16, "end") if left >= MARK_ROOM else (x + 16, "start")
        room = max(MARK_ROOM, min(left, MARK_ROOM + 40))
        for kind, words in ((message.kind, message.words), ("option", message.option)):
            for line in self.wrapped(words, kind, room):
                self.y += LINE
                self.label(line, kind, place[0], self.y - 1, place[1])
        self.y += 6

    def band(self, band: Band) -> None:
        """Say that rows come again, or draw a bracket round those that do."""
        if not band.loop:
            self.line(MARGIN, self.y, RIGHT, self.y, "rule")
            y = self.y + 6
            for line in self.wrapped(band.words, "quiet", self.last - FIRST_LANE):
                y += LINE
                self.label(line, "quiet", (FIRST_LANE + self.last) / 2, y, "middle")
            self.y = y + 12
            return
        self.y += 18
        if self.loop_top is not None:
            d = f"M{MARGIN - 4} {self.loop_top:g}h-10v{self.y - self.loop_top:g}h10"
            self.below.append(f'<path class="again" d="{d}"/>')
        self.loop_top = self.y
        self.pill(band.words, "loop", "pill")
        self.y += 8

    def time_bars(self, time: TimeBars) -> None:
        """Draw what adds up to a moment, bar below bar, with the moments below them."""
        first, last = time.scale[0][0], time.scale[-1][0]
        pixels = (BARS_RIGHT - BARS_LEFT) / ((last - first) or 1)

        def at(moment: float) -> float:
            return BARS_LEFT + (moment - first) * pixels

        self.y += 30
        top = self.y - 14
        for bar in time.bars:
            lines = self.wrapped(bar.words, "event", BARS_LEFT - MARGIN - 12)
            for number, line in enumerate(lines):
                self.words(line, "event", MARGIN, self.y + LINE * number)
            width = max(at(bar.until) - at(bar.since), 2)
            self.box(f"bar{bar.kind}", at(bar.since), self.y - 12, width, 15, 2)
            self.words(bar.length, "quiet", at(bar.since) + width + 6, self.y)
            self.y += LINE * len(lines) + 6
        taken: list[tuple[float, float]] = []
        # where there is no room for all, the ends come first
        for moment, told in (time.scale[-1], time.scale[0], *time.scale[1:-1]):
            x, half = at(moment), width_of(told, "time") / 2
            self.line(x, top, x, self.y - 8, "property")
            if all(x + half + 8 < left or right + 8 < x - half for left, right in taken):
                self.words(told, "time", x, self.y + 8, "middle")
                taken.append((x - half, x + half))
        self.y += 34
        x = float(MARGIN)
        for kind, words in enumerate(time.kinds):
            self.box(f"bar{kind}", x, self.y - 11, 13, 13, 2)
            self.words(words, "quiet", x + 20, self.y)
            x += 20 + width_of(words, "quiet") + 26
        self.y += 6

    def table(self) -> None:
        """Write how things were and are in the end."""
        columns = (MARGIN, 250, 600)
        self.y += 26
        for place, (name, *values) in enumerate(self.chart.table):
            kind = "column" if place == 0 else "quiet" if values[0] == values[1] else "state"
            height = 1
            for x, room, words in zip(columns, (220, 340, 340), (name, *values), strict=True):
                lines = self.wrapped(words, kind, room)
                for number, line in enumerate(lines):
                    self.words(line, kind, x, self.y + LINE * number)
                height = max(height, len(lines))
            self.y += LINE * height + 7
            self.line(MARGIN, self.y - 17, RIGHT, self.y - 17, "rule")
