"""The chart as a picture: standalone SVG, written by hand, the same for the same chart.

Left the lanes with their arrows, right what is so from then on.  No font is embedded: widths of
text are estimated on the wide side, so that common fonts fit.
"""

import html
from itertools import pairwise

from twinsite_desktop.demo.chart import (
    HEADS,
    Again,
    Chart,
    Lane,
    Message,
    Row,
    again_words,
    clock,
)
from twinsite_desktop.sites import Site

WIDTH = 1260
"""The width of the picture, in pixels like every length here."""
MARGIN = 28
FIRST_LANE, PITCH = 160, 160
NOTES = FIRST_LANE + PITCH * (len(Lane) - 1) + 64
RIGHT = WIDTH - MARGIN
LINE = 18
"""From one line of text to the next."""

SIZES = {"title": 22, "sentence": 15, "head": 14}
"""The font size of each class of text; of every other it is :data:`SIZE`."""
SIZE = 13
BOLD = frozenset({"title", "head", "time", "site"})

_STYLE = """
.seq text{font:13px "Helvetica Neue",Arial,"Liberation Sans","DejaVu Sans",sans-serif;fill:#1f2937}
.seq .quiet{fill:#6b7280} .seq .command{fill:#0f5f73} .seq .of-time{fill:#854d0e}
.seq .site{fill:#ffffff}
.seq .lane{stroke:#9ca3af;stroke-width:1.5}
.seq .preferred{stroke:#2563eb;fill:#2563eb} .seq .peer{stroke:#c2410c;fill:#c2410c}
.seq line.preferred,.seq line.peer{stroke-width:4}
.seq .paper,.seq .halo{fill:#ffffff} .seq .box{fill:#f3f4f6;stroke:#9ca3af}
.seq .rule{stroke:#e5e7eb} .seq .dashes{stroke:#6b7280;stroke-dasharray:5 4}
.seq .arrow{stroke:#1f2937;stroke-width:1.7} .seq .tip{fill:#1f2937}
.seq .out .arrow{stroke:#0f5f73} .seq .out .tip{fill:#0f5f73}
.seq .clock{fill:#fef3c7;stroke:#854d0e;stroke-width:1.7}
""" + "\n".join(
    [f".seq .{kind}{{font-size:{size}px}}" for kind, size in SIZES.items()]
    + [f".seq .{kind}{{font-weight:bold}}" for kind in sorted(BOLD)]
)


def text_width(text: str, kind: str) -> float:
    """Return about how wide a text of a class is, in pixels, and rarely less than that."""
    narrow = sum(character in "iljtfrI.,:;'|!()[]- " for character in text)
    wide = sum(character in "mwMW@%…" or character.isupper() for character in text)
    # what is beyond Latin and Greek may be as wide as it is high
    full = sum(character > "\u1fff" for character in text)
    ems = 0.61 * len(text) - 0.22 * narrow + 0.16 * wide + 0.45 * full
    return ems * SIZES.get(kind, SIZE) * (1.13 if kind in BOLD else 1)


def wrap(words: str, kind: str, room: float) -> list[str]:
    """Break words into lines that fit; a word too long by itself is broken where it must be."""
    lines = [""]
    for word in words.split():
        joined = f"{lines[-1]} {word}".strip()
        if text_width(joined, kind) <= room:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if lines[-1] and text_width(lines[-1] + character, kind) > room:
                lines.append("")
            lines[-1] += character
    return lines


def render_svg(chart: Chart) -> str:
    """Return the chart as the text of an SVG file."""
    return _Picture(chart).document()


def _at(lane: Lane) -> int:
    return FIRST_LANE + PITCH * list(Lane).index(lane)


class _Picture:
    """A chart being drawn from top to bottom: lifelines below, everything else above them."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.below: list[str] = []
        self.above: list[str] = []
        self.y: float = MARGIN + 20
        self.paragraph(chart.title, "title")
        self.paragraph(chart.sentence, "sentence")
        for line in chart.constants:
            self.paragraph(line, "quiet")
        self.legend()
        self.heads()
        self.stays: list[tuple[float, Site]] = [(self.y, Site.PREFERRED)]
        top, last = self.y, ""
        for row in chart.rows:
            if isinstance(row, Again):
                self.again(row)
                continue
            time = clock(row.at)
            self.row(row, "" if time == last else time)
            last = time
        self.lifelines(top)
        self.heads()
        self.y += 24
        self.paragraph(chart.end, "sentence")

    def document(self) -> str:
        """Return the whole file."""
        title, told = html.escape(self.chart.title), html.escape(self.chart.sentence)
        height = f"{self.y + MARGIN / 2:g}"
        parts = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="seq" role="img" width="{WIDTH}"'
            f' height="{height}" viewBox="0 0 {WIDTH} {height}">',
            f"<title>{title}</title>",
            f"<desc>{told}</desc>",
            f"<style>{_STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
        )
        return "\n".join((*parts, *self.below, *self.above, "</svg>\n"))

    # What a picture is made of.

    def words(self, words: str, kind: str, x: float, y: float, anchor: str = "start") -> None:
        self.above.append(
            f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">'
            f"{html.escape(words)}</text>"
        )

    def label(self, words: str, kind: str, x: float, y: float, anchor: str) -> None:
        """Write one line among the lanes: it hides the lifelines behind it."""
        width = text_width(words, kind)
        left = x - width * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        self.box("halo", left - 3, y - 13, width + 6, 17)
        self.words(words, kind, x, y, anchor)

    def paragraph(self, words: str, kind: str) -> None:
        for line in wrap(words, kind, RIGHT - MARGIN):
            self.words(line, kind, MARGIN, self.y)
            self.y += 22

    def box(self, kind: str, x: float, y: float, width: float, height: float, r: int = 0) -> None:
        self.above.append(
            f'<rect class="{kind}" x="{x:.1f}" y="{y:g}" width="{width:.1f}" height="{height:g}"'
            f' rx="{r}"/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """Draw a straight line below everything else."""
        self.below.append(f'<line class="{kind}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>')

    def mark(self, x: float, y: float, *, of_time: bool) -> None:
        hands = f'<path class="clock" d="M{x:g} {y - 6:g}v6h4"/>' if of_time else ""
        kind, radius = ("clock", 9) if of_time else ("tip", 5)
        self.above.append(f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{radius}"/>{hands}')

    # The parts of the chart.

    def legend(self) -> None:
        """Say what the marks mean."""
        x: float = MARGIN + 10
        self.y += 8
        for words, of_time in (("time decides", True), ("nobody else is told", False)):
            self.mark(x, self.y, of_time=of_time)
            self.words(words, "quiet", x + 16, self.y + 5)
            x += text_width(words, "quiet") + 56
        for site in Site:
            words = f"the desktop works at the {site} site"
            self.line(x, self.y - 9, x, self.y + 9, site)
            self.words(words, "quiet", x + 16, self.y + 5)
            x += text_width(words, "quiet") + 56
        self.y += 28

    def heads(self) -> None:
        """Name the lanes."""
        for lane in Lane:
            self.box("box", _at(lane) - 60, self.y, 120, 32, 6)
            self.words(" ".join(HEADS[lane]).strip(), "head", _at(lane), self.y + 21, "middle")
        self.y += 32

    def lifelines(self, top: float) -> None:
        """Draw the lanes from a height down to here, the desktop's in the colour of its site."""
        self.y += 8
        for lane in Lane:
            if lane is not Lane.DESKTOP:
                self.line(_at(lane), top, _at(lane), self.y, "lane")
        ends = [*self.stays, (self.y, Site.PREFERRED)]
        for (low, site), (high, _) in pairwise(ends):
            self.line(_at(Lane.DESKTOP), low, _at(Lane.DESKTOP), high, site)

    def row(self, row: Row, time: str) -> None:
        """Draw one moment."""
        top = self.y
        if time:
            self.line(MARGIN, top, RIGHT, top, "rule")
            self.words(time, "time", FIRST_LANE - 76, top + 26, "end")
        y = top + 8
        for cause in row.causes:
            y = self.message(cause, "of-time" if cause.of_time else "event", y)
        noted = top + 8
        if row.move:
            noted = y = self.move(row, y)
        for command in row.commands:
            y = self.message(command, "command", y)
        self.y = max(y, self.notes(row, noted)) + 8

    def move(self, row: Row, y: float) -> float:
        """Draw a line across all lanes, with the words of the move; return where it ends."""
        y += 20
        self.line(FIRST_LANE - 60, y, RIGHT, y, "dashes")
        width = text_width(row.move, "site") + 24
        x = (FIRST_LANE + _at(Lane.AGENT)) / 2
        self.box(row.site, x - width / 2, y - 12, width, 24, 12)
        self.words(row.move, "site", x, y + 4.5, "middle")
        self.stays.append((y, row.site))
        return y + 18

    def notes(self, row: Row, y: float) -> float:
        """Write what is so from then on; return where it ends."""
        for note in row.notes:
            for number, line in enumerate(wrap(note, "note", RIGHT - NOTES - 14)):
                y += LINE
                if number == 0:
                    self.words("·", "note", NOTES, y)
                self.words(line, "note", NOTES + 12, y)
        return y + 4

    def message(self, message: Message, kind: str, y: float) -> float:
        """Draw an arrow or a mark with its words; return where it ends."""
        if message.source is message.target:
            return self.marked(message, kind, y)
        x1, x2 = _at(message.source), _at(message.target)
        for line in wrap(message.words, kind, abs(x2 - x1) - 24):
            y += LINE
            self.label(line, kind, (x1 + x2) / 2, y - 2, "middle")
        y += 8
        back = -1 if x2 > x1 else 1
        self.above.append(f'<g class="{"out" if kind == "command" else "in"}">')
        self.above.append(
            f'<line class="arrow" x1="{x1:g}" y1="{y:g}" x2="{x2 + 8 * back:g}" y2="{y:g}"/>'
            f'<path class="tip" d="M{x2} {y:g}l{10 * back} -5v10z"/></g>'
        )
        return y + 4

    def marked(self, message: Message, kind: str, y: float) -> float:
        """Draw a mark; its words stand where no other lane is near its own."""
        x = _at(message.source)
        self.mark(x, y + 13, of_time=message.of_time)
        left = message.source in (Lane.PHONE, Lane.DESKTOP)
        for line in wrap(message.words, kind, 2 * PITCH - 40):
            y += LINE
            self.label(line, kind, x - 16 if left else x + 16, y - 1, "end" if left else "start")
        return y + 6

    def again(self, again: Again) -> None:
        """Say that rows come again."""
        self.line(MARGIN, self.y, RIGHT, self.y, "rule")
        y = self.y + 6
        for line in wrap(again_words(again), "quiet", _at(Lane.AGENT) - FIRST_LANE):
            y += LINE
            self.label(line, "quiet", _at(Lane.DESKTOP) - 16, y, "end")
        self.y = y + 14
