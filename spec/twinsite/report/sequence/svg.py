"""The sequence chart as a picture: standalone SVG, written by hand, the same for the same chart.

Left the lanes with their arrows, right what each step changes, below the states at both ends.
No font is embedded: widths of text are estimated on the wide side, so that common fonts fit.
"""

import html
import re
from collections.abc import Mapping
from itertools import pairwise

from twinsite.model.predicates import Site
from twinsite.report.sequence.chart import MACHINE_WORDS, Chart, Lane, Message, Row

WIDTH = 1320
"""The width of the picture, in pixels like every length here."""
MARGIN = 28
FIRST_LANE, PITCH = 126, 200
CHANGES, STATES = 824, 1000
RIGHT = WIDTH - MARGIN
LINE = 18
"""From one line of text to the next."""

SIZES = {
    "title": 22, "holds": 15, "refuted": 15, "sentence": 15, "head": 14, "option": 12, "site": 12,
    "agent": 12,
}  # fmt: skip
"""The font size of each class of text; of every other it is :data:`SIZE`."""
SIZE = 13
BOLD = frozenset({"title", "holds", "refuted", "head", "number", "site", "wrong", "column", "loop"})

_MARKS: dict[str, Site | None] = {
    "time decides, after the option named": None,
    "nobody else notices": None,
}
_SITES: dict[str, Site | None] = {
    "the desktop works at the preferred site": Site.PREFERRED,
    "the desktop works at the peer site": Site.PEER,
}
_STYLE = """
.seq text{font:13px "Helvetica Neue",Arial,"Liberation Sans","DejaVu Sans",sans-serif;fill:#1f2937}
.seq .meta,.seq .quiet,.seq .machine,.seq .same,.seq .id{fill:#6b7280}
.seq .command{fill:#0f5f73} .seq .option{fill:#854d0e} .seq .agent{fill:#4c1d95}
.seq .refuted,.seq .wrong,.seq .broken .label{fill:#b91c1c} .seq .site,.seq .number{fill:#ffffff}
.seq .lane{stroke:#9ca3af;stroke-width:1.5}
.seq .preferred{stroke:#2563eb;fill:#2563eb} .seq .peer{stroke:#c2410c;fill:#c2410c}
.seq line.preferred,.seq line.peer{stroke-width:4}
.seq .paper,.seq .halo{fill:#ffffff} .seq .broken .halo{fill:#fef2f2}
.seq .alarm{fill:#fef2f2;stroke:#fca5a5} .seq .box{fill:#f3f4f6;stroke:#9ca3af}
.seq .state-pill{fill:#f5f3ff;stroke:#8b5cf6}
.seq .disc{fill:#4b5563} .seq .broken .disc{fill:#b91c1c}
.seq .property{stroke:#e5e7eb} .seq .dashes{stroke:#6b7280;stroke-dasharray:5 4}
.seq .arrow{stroke:#1f2937;stroke-width:1.7} .seq .tip{fill:#1f2937}
.seq .out .arrow{stroke:#0f5f73} .seq .out .tip{fill:#0f5f73}
.seq .broken .event .arrow{stroke:#b91c1c} .seq .broken .event .tip{fill:#b91c1c}
.seq .cross{stroke:#b91c1c;stroke-width:3.5;stroke-linecap:round}
.seq .again{fill:none;stroke:#854d0e;stroke-width:3} .seq .loop,.seq .fair{fill:#854d0e}
.seq .clock{fill:#fef3c7;stroke:#854d0e;stroke-width:1.7}
""" + "\n".join(
    [f".seq .{kind}{{font-size:{size}px}}" for kind, size in SIZES.items()]
    + [f".seq .{kind}{{font-weight:bold}}" for kind in sorted(BOLD)]
)


def text_width(text: str, kind: str) -> float:
    """Return about how wide a text of a class is, and rarely less than that."""
    narrow = sum(character in "iljtfrI.,:;'|!()[]- " for character in text)
    wide = sum(character in "mwMW@%→…" or character.isupper() for character in text)
    ems = 0.61 * len(text) - 0.22 * narrow + 0.16 * wide
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
            if text_width(lines[-1] + character, kind) > room:
                lines.append("")
            lines[-1] += character
    return lines


def render_svg(chart: Chart) -> str:
    """Return the chart as the text of an SVG file."""
    return _Picture(chart).document()


def _at(lane: Lane) -> int:
    return FIRST_LANE + PITCH * list(Lane).index(lane)


def _escape(words: str) -> str:
    """Return words fit for XML, without the characters that XML 1.0 has no place for."""
    return html.escape(re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "�", words))


class _Picture:
    """A chart being drawn from top to bottom: lifelines below, everything else above them."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.below: list[str] = []
        self.above: list[str] = []
        self.y: float = MARGIN + 20
        self.header()
        self.heads()
        top = self.y
        start = {change.machine: change.before for change in chart.reached}
        self.y += 16
        if chart.has_site:
            self.pill(_at(Lane.DESKTOP), self.y, "at the preferred site", "site", Site.PREFERRED)
        if MACHINE_WORDS["session"] in start:
            self.pill(_at(Lane.AGENT), self.y, start[MACHINE_WORDS["session"]], "agent")
        self.y += 20
        stays = [(top, Site.PREFERRED)]
        loop_top = None
        for row in chart.rows:
            if row.number == chart.loop_from:
                self.y += 14
                loop_top = self.y
            self.row(row)
            if row.moves:
                self.y += 20
                self.line(_at(Lane.WORLD) - 54, self.y, RIGHT, self.y, "dashes")
                words = f"now at the {row.site} site"
                self.pill(_at(Lane.DESKTOP), self.y, words, "site", row.site)
                stays.append((self.y, row.site))
                self.y += 12
        if chart.for_ever:
            self.for_ever(loop_top)
        elif not chart.rows:
            how, kind = ("breaks", "wrong") if chart.breaks else ("shows", "quiet")
            self.words(f"The start itself {how} {chart.requirement}", kind, CHANGES, top + 20)
        self.y += 12
        for lane in (Lane.WORLD, Lane.PHONE, Lane.AGENT):
            self.line(_at(lane), top, _at(lane), self.y, "lane", below=True)
        for (low, site), (high, _) in pairwise([*stays, (self.y, Site.PREFERRED)]):
            kind = site if chart.has_site else "lane"
            self.line(_at(Lane.DESKTOP), low, _at(Lane.DESKTOP), high, kind, below=True)
        self.heads()
        self.reached()

    def document(self) -> str:
        """Return the whole file."""
        chart, height = self.chart, f"{self.y:g}"
        told = f"{chart.verdict} in {chart.length}. {chart.sentence}"
        parts = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="seq" role="img" width="{WIDTH}"'
            f' height="{height}" viewBox="0 0 {WIDTH} {height}">',
            f"<title>{_escape(f'{chart.requirement}: {chart.title}')}</title>",
            f"<desc>{_escape(told)}</desc>",
            f"<style>{_STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
        )
        return "\n".join((*parts, *self.below, *self.above, "</svg>\n"))

    def words(self, words: str, kind: str, x: float, y: float, anchor: str = "start") -> None:
        """Write one line; among the lanes it hides the lifeline behind it."""
        if kind in ("label", "option", "command"):
            width = text_width(words, kind)
            left = x - width * {"start": 0, "middle": 0.5, "end": 1}[anchor]
            self.box("halo", left - 4, y - 13, width + 8, 17)
        inside = re.sub(r"(\([A-Z]+-\d+\))$", r'<tspan class="id">\1</tspan>', _escape(words))
        self.above.append(
            f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{inside}</text>'
        )

    def box(self, kind: str, x: float, y: float, width: float, height: float, r: int = 0) -> None:
        """Draw a box; the one of a step that breaks the property goes below the lifelines."""
        (self.below if kind == "alarm" else self.above).append(
            f'<rect class="{kind}" x="{x:.1f}" y="{y:g}" width="{width:.1f}" height="{height:g}"'
            f' rx="{r}"/>'
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, kind: str, *, below: bool = False
    ) -> None:
        """Draw a straight line."""
        (self.below if below else self.above).append(
            f'<line class="{kind}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>'
        )

    def pill(self, x: float, y: float, words: str, kind: str, site: Site | None = None) -> None:
        """Write words in a rounded frame, centred; filled with the colour of a site."""
        width = text_width(words, kind) + 20
        self.box(site or "state-pill", x - width / 2, y - 11, width, 22, 11)
        self.words(words, kind, x, y + 4, "middle")

    def mark(self, x: float, y: float, *, clock: bool) -> None:
        """Draw a clock or a point."""
        hands = f'<path class="clock" d="M{x:g} {y - 6:g}v6h4"/>' if clock else ""
        kind, radius = ("clock", 9) if clock else ("tip", 5)
        self.above.append(f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{radius}"/>{hands}')

    def header(self) -> None:
        """Write what the chart shows, and what its marks mean."""
        chart = self.chart
        kind = "refuted" if chart.breaks else "holds"
        verdict = f"{chart.verdict} in {chart.length} · {chart.requirement}"
        fair = {"fair": chart.fair_to} if chart.fair_to else {}
        lines = {"title": chart.title, kind: verdict, "sentence": chart.sentence}
        for kind, words in {**lines, **fair, "meta": f"Profile {chart.profile}"}.items():
            for line in wrap(words, kind, RIGHT - MARGIN):
                self.words(line, kind, MARGIN, self.y)
                self.y += 24
        x: float = MARGIN + 10
        self.y += 8
        for words, site in (_MARKS | _SITES if chart.has_site else _MARKS).items():
            if site:
                self.line(x, self.y - 9, x, self.y + 9, site)
            else:
                self.mark(x, self.y, clock=words.startswith("time"))
            self.words(words, "meta", x + 16, self.y + 5)
            x += text_width(words, "meta") + 52
        self.y += 28

    def heads(self) -> None:
        """Name the lanes."""
        for lane in Lane:
            self.box("box", _at(lane) - 54, self.y, 108, 32, 6)
            self.words(lane, "head", _at(lane), self.y + 21, "middle")
        self.y += 32

    def row(self, row: Row) -> None:
        """Draw one step."""
        top, x = self.y, MARGIN + 14
        self.above.append('<g class="broken">' if row.breaks else "<g>")
        self.above.append(f'<circle class="disc" cx="{x}" cy="{top + 23:g}" r="14"/>')
        self.words(str(row.number), "number", x, top + 28, "middle")
        low = y = self.event(row, top + 10)
        if row.agent:
            self.pill(_at(Lane.AGENT), y + 16, row.agent, "agent")
            low = y + 28
        for command in row.commands:
            y = self.message(command, {"command": command.words}, y)
        low = max(low, y, top + 38, self.changes(row, top + 26))
        if row.breaks:
            low = max(low, top + 64)
            for lean in (8, -8):
                self.line(x - lean, top + 46, x + lean, top + 62, "cross")
            self.box("alarm", MARGIN - 12, top + 4, RIGHT - MARGIN + 24, low - top + 4, 8)
        self.above.append("</g>")
        self.y = low + 10
        if not (row.breaks or row.moves):
            self.line(MARGIN, self.y, RIGHT, self.y, "rule", below=True)

    def for_ever(self, top: float | None) -> None:
        """Draw a bracket round the steps that come again and again, or say that none come."""
        self.y += 18
        words = f"∞ {self.chart.for_ever}"
        self.pill((_at(Lane.WORLD) + RIGHT) / 2, self.y, words, "loop")
        if top is not None:
            height, foot = self.y - top, (_at(Lane.WORLD) + RIGHT) / 2 - MARGIN
            d = f"M{MARGIN - 6} {top:g}h-10v{height:g}h{foot:g}"
            self.below.append(f'<path class="again" d="{d}"/>')
        self.y += 16

    def event(self, row: Row, y: float) -> float:
        """Draw what was offered; return where it ends."""
        words = {"label": f"{row.event.words} ({row.requirement})", "option": row.option}
        return self.message(row.event, words, y)

    def message(self, message: Message, words: Mapping[str, str], y: float) -> float:
        """Draw an arrow, or a mark where nobody else is told; return where it ends.

        Args:
            message: Who tells whom.
            words: What stands above the arrow or beside the mark, by its kind.
            y: Where it begins.
        """
        if message.source is message.target:
            return self.note(message.source, words, y)
        kind = next(iter(words))
        return self.arrow(message, words[kind], kind, y)

    def note(self, lane: Lane, words: Mapping[str, str], y: float) -> float:
        """Draw a mark on a lane, a clock if an option is named; return where it ends."""
        x = _at(lane)
        self.mark(x, y + 12, clock=bool(words.get("option")))
        # the world has its words to the right of its lane, the others have them to the left
        right = lane is Lane.WORLD
        room = 2 * PITCH - 40 if right else x - FIRST_LANE - 30
        for kind, text in words.items():
            for line in wrap(text, kind, room) if text else ():
                y += LINE
                side = (x + 16, "start") if right else (x - 16, "end")
                self.words(line, kind, side[0], y - 2, side[1])
        return y + 6

    def arrow(self, message: Message, words: str, kind: str, y: float) -> float:
        """Draw an arrow under its words; return where it ends."""
        x1, x2 = _at(message.source), _at(message.target)
        for line in wrap(words, kind, abs(x2 - x1) - 28):
            y += LINE
            self.words(line, kind, (x1 + x2) / 2, y - 2, "middle")
        y += 8
        back = -1 if x2 > x1 else 1
        self.above.append(f'<g class="{"out" if kind == "command" else "event"}">')
        self.line(x1, y, x2 + 8 * back, y, "arrow")
        self.above.append(f'<path class="tip" d="M{x2} {y:g}l{10 * back} -5v10z"/></g>')
        return y + 4

    def changes(self, row: Row, y: float) -> float:
        """Write what the step changed; return where it ends."""
        for change in row.changes:
            self.words(change.machine, "machine", CHANGES, y)
            for line in wrap(f"{change.before} → {change.after}", "state", RIGHT - STATES):
                self.words(line, "state", STATES, y)
                y += LINE
            y += 2
        if not row.changes:
            self.words("nothing changes", "quiet", CHANGES, y)
            y += LINE
        if row.breaks:
            self.words(f"This step breaks {self.chart.requirement}", "wrong", CHANGES, y + 4)
            y += LINE + 4
        return y - LINE + 6

    def reached(self) -> None:
        """Write all states at both ends of the trace."""
        columns = (MARGIN, 260, 640)
        self.y += 44
        self.words("at the start", "column", columns[1], self.y)
        self.words("at the end", "column", columns[2], self.y)
        for change in self.chart.reached:
            self.line(MARGIN, self.y + 8, RIGHT, self.y + 8, "rule")
            self.y += 25
            kind = "same" if change.before == change.after else "state"
            self.words(change.machine, "machine", columns[0], self.y)
            self.words(change.before, kind, columns[1], self.y)
            self.words(change.after, kind, columns[2], self.y)
        self.y += MARGIN
