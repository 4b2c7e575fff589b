"""The sequence chart as a picture: standalone SVG, written by hand, the same for the same chart.

Left the lanes with their arrows, right what each step changes, below the states at both ends.
No font is embedded: widths of text are estimated on the wide side, so that common fonts fit.
"""

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from twinsite.facts import Site
from twinsite.views.sequence import MACHINE_WORDS, Chart, Lane, Message, Row

WIDTH = 1320
"""The width of the picture, in pixels like every length here."""
MARGIN = 28
FIRST_LANE, PITCH = 126, 200
CHANGES, STATES = 824, 1000
RIGHT = WIDTH - MARGIN
LINE = 18
"""From one line of text to the next."""

SIZES = {"title": 22, "verdict": 15, "sentence": 15, "head": 14, "option": 12, "site": 12, "agent": 12}
"""The font size of each class of text; of every other it is :data:`SIZE`."""
SIZE = 13
BOLD = frozenset({"title", "verdict", "head", "number", "site", "wrong", "column"})
SITE_COLOURS = {Site.PREFERRED: "#2563eb", Site.PEER: "#c2410c"}
PAPER, ALARM = "#ffffff", "#fef2f2"

_STYLE = """
.seq text{font:13px "Helvetica Neue",Arial,"Liberation Sans","DejaVu Sans",sans-serif;fill:#1f2937}
.seq .meta,.seq .quiet,.seq .machine,.seq .same,.seq .id{fill:#6b7280}
.seq .command{fill:#0f5f73} .seq .option{fill:#854d0e} .seq .agent{fill:#4c1d95}
.seq .refuted,.seq .wrong,.seq .broken .label{fill:#b91c1c} .seq .site,.seq .number{fill:#ffffff}
.seq .lane{stroke:#9ca3af;stroke-width:1.5}
.seq .preferred{stroke:#2563eb;stroke-width:4} .seq .peer{stroke:#c2410c;stroke-width:4}
.seq .rule{stroke:#e5e7eb} .seq .dashes{stroke:#6b7280;stroke-dasharray:5 4}
.seq .arrow{stroke:#1f2937;stroke-width:1.7} .seq .tip{fill:#1f2937}
.seq .out .arrow{stroke:#0f5f73} .seq .out .tip{fill:#0f5f73}
.seq .broken .event .arrow{stroke:#b91c1c} .seq .broken .event .tip{fill:#b91c1c}
.seq .cross{stroke:#b91c1c;stroke-width:3.5;stroke-linecap:round}
.seq .clock{fill:#fef3c7;stroke:#854d0e;stroke-width:1.7}
"""


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


def _fonts() -> Iterator[str]:
    yield from (f".seq .{kind}{{font-size:{size}px}}\n" for kind, size in SIZES.items())
    yield from (f".seq .{kind}{{font-weight:bold}}\n" for kind in sorted(BOLD))


def _at(lane: Lane) -> int:
    return FIRST_LANE + PITCH * list(Lane).index(lane)


def _escape(words: str) -> str:
    """Return words fit for XML, without the characters that XML 1.0 has no place for."""
    return html.escape(
        re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "�", words)
    )


class _Picture:
    """A chart being drawn from top to bottom: lifelines below, everything else above them."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.below: list[str] = []
        self.above: list[str] = []
        self.y: float = self.header()
        self.heads(self.y)
        self.y += 32
        top = self.y
        stays = [(top, Site.PREFERRED)]
        start = {change.machine: change.before for change in chart.reached}
        self.y += 16
        self.pill(_at(Lane.DESKTOP), self.y, "at the preferred site", "site", Site.PREFERRED)
        self.pill(_at(Lane.AGENT), self.y, start[MACHINE_WORDS["session"]], "agent")
        self.y += 24
        for row in chart.rows:
            self.row(row)
            if row.moves:
                stays.append((self.y + 4, row.site))
                self.divider(row.site)
        if not chart.rows:
            self.words("the start itself, before any step", "quiet", CHANGES, self.y)
        self.y += 12
        for lane in Lane:
            if lane is not Lane.DESKTOP:
                self.line(_at(lane), top, _at(lane), self.y, "lane", self.below)
        for (low, site), (high, _) in pairwise([*stays, (self.y, Site.PREFERRED)]):
            self.line(_at(Lane.DESKTOP), low, _at(Lane.DESKTOP), high, site, self.below)
        self.heads(self.y)
        self.y += 76
        self.reached()

    def document(self) -> str:
        """Return the whole file."""
        chart, box = self.chart, f"{WIDTH} {self.y:g}"
        told = f"{chart.verdict} by a run of {chart.length}. {chart.sentence}"
        parts = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="seq" role="img" viewBox="0 0 {box}"'
            f' width="{WIDTH}" height="{self.y:g}">',
            f"<title>{_escape(f'{chart.requirement}: {chart.title}')}</title>",
            f"<desc>{_escape(told)}</desc>",
            f"<style>{_STYLE}{''.join(_fonts())}</style>",
            f'<rect width="{WIDTH}" height="{self.y:g}" fill="{PAPER}"/>',
            *self.below,
            *self.above,
            "</svg>",
        )
        return "\n".join(parts) + "\n"

    # --- strokes -------------------------------------------------------------------------

    def words(
        self, words: str, kind: str, x: float, y: float, anchor: str = "start", halo: str = ""
    ) -> None:
        """Write one line; with a halo it hides the lifeline behind it."""
        if halo:
            width = text_width(words, kind) + 8
            left = x - width * {"start": 0, "middle": 0.5, "end": 1}[anchor]
            left += {"start": -4, "middle": 0, "end": 4}[anchor]
            self.above.append(
                f'<rect x="{left:.1f}" y="{y - 13:g}" width="{width:.1f}" height="17"'
                f' fill="{halo}"/>'
            )
        inside = _escape(words)
        if kind == "label":
            inside = re.sub(r"(\([A-Z]+-\d+\))$", r'<tspan class="id">\1</tspan>', inside)
        self.above.append(
            f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{inside}</text>'
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, kind: str, layer: list[str] | None = None
    ) -> None:
        """Draw a straight line."""
        (self.above if layer is None else layer).append(
            f'<line class="{kind}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>'
        )

    def pill(self, x: float, y: float, words: str, kind: str, site: Site | None = None) -> None:
        """Write words in a rounded frame, centred; filled with the colour of a site."""
        width = text_width(words, kind) + 18
        fill, edge = (SITE_COLOURS[site],) * 2 if site else ("#f5f3ff", "#8b5cf6")
        self.above.append(
            f'<rect x="{x - width / 2:.1f}" y="{y - 11:g}" width="{width:.1f}" height="22" rx="11"'
            f' fill="{fill}" stroke="{edge}"/>'
        )
        self.words(words, kind, x, y + 4, "middle")

    def clock(self, x: float, y: float) -> None:
        """Draw a clock."""
        self.above.append(f'<circle class="clock" cx="{x:g}" cy="{y:g}" r="9"/>')
        self.above.append(f'<path class="clock" d="M{x:g} {y - 6:g}v6h4"/>')

    # --- parts ---------------------------------------------------------------------------

    def header(self) -> int:
        """Write what the chart shows; return where it ends."""
        chart, y = self.chart, MARGIN + 20
        for line in wrap(chart.title, "title", RIGHT - MARGIN):
            self.words(line, "title", MARGIN, y)
            y += 30
        verdict = f"{chart.requirement}  {chart.verdict} by this run of {chart.length}"
        self.words(verdict, "wrong" if chart.breaks else "verdict", MARGIN, y)
        for kind, words in (("sentence", chart.sentence), ("meta", f"Profile {chart.profile}")):
            for line in wrap(words, kind, RIGHT - MARGIN):
                y += 22
                self.words(line, kind, MARGIN, y)
        return y + 22 + self.legend(y + 30)

    def legend(self, y: int) -> int:
        """Explain the marks; return the height."""
        x: float = MARGIN + 10
        self.clock(x, y)
        for mark, words in (
            ("", "time decides, after the option named"),
            ("dot", "nobody else notices"),
            (Site.PREFERRED, "the desktop works at the preferred site"),
            (Site.PEER, "the desktop works at the peer site"),
        ):
            if mark == "dot":
                self.above.append(f'<circle class="tip" cx="{x:g}" cy="{y:g}" r="5"/>')
            elif mark:
                self.line(x, y - 9, x, y + 9, mark)
            self.words(words, "meta", x + 18, y + 5)
            x += text_width(words, "meta") + 52
        return 46

    def heads(self, y: float) -> None:
        """Name the lanes."""
        for lane in Lane:
            self.above.append(
                f'<rect x="{_at(lane) - 54}" y="{y:g}" width="108" height="32" rx="6"'
                ' fill="#f3f4f6" stroke="#9ca3af"/>'
            )
            self.words(lane, "head", _at(lane), y + 21, "middle")

    def row(self, row: Row) -> None:
        """Draw one step."""
        top, tint = self.y, ALARM if row.breaks else PAPER
        self.above.append('<g class="broken">' if row.breaks else "<g>")
        self.above.append(
            f'<circle cx="{MARGIN + 14}" cy="{top + 23:g}" r="14"'
            f' fill="{"#b91c1c" if row.breaks else "#4b5563"}"/>'
        )
        self.words(str(row.number), "number", MARGIN + 14, top + 28, "middle")
        if row.breaks:
            self.line(MARGIN + 6, top + 46, MARGIN + 22, top + 62, "cross")
            self.line(MARGIN + 22, top + 46, MARGIN + 6, top + 62, "cross")
        y = self.event(row, top + 12, tint)
        if row.agent:
            self.pill(_at(Lane.AGENT), y + 16, row.agent, "agent")
        low = y + 30 if row.agent else y
        for command in row.commands:
            y = self.arrow(command, [command.words], "command", y, tint)
        low = max(low, y, self.changes(row, top + 28))
        if row.breaks:
            low = max(low, top + 64)
        self.above.append("</g>")
        if row.breaks:
            self.below.append(
                f'<rect x="{MARGIN - 12}" y="{top + 4:g}" width="{RIGHT - MARGIN + 24}"'
                f' height="{low - top + 4:g}" rx="8" fill="{ALARM}" stroke="#fca5a5"/>'
            )
        self.y = low + 10
        self.line(MARGIN, self.y, RIGHT, self.y, "rule", self.below)

    def event(self, row: Row, y: float, tint: str) -> float:
        """Draw what was offered; return where it ends."""
        source, x = row.event.source, _at(row.event.source)
        words = f"{row.event.words} ({row.requirement})"
        if source is not row.event.target:
            room = abs(_at(row.event.target) - x) - 28
            self.above.append('<g class="event">')
            y = self.arrow(row.event, wrap(words, "label", room), "label", y, tint)
            self.above.append("</g>")
            return y
        first = source is Lane.WORLD
        room = 2 * PITCH - 40 if first else x - FIRST_LANE - 30
        if row.option:
            self.clock(x, y + 12)
        else:
            self.above.append(f'<circle class="tip" cx="{x}" cy="{y + 12:g}" r="6"/>')
        for kind, told in (("label", words), ("option", row.option)):
            for line in wrap(told, kind, room) if told else ():
                y += LINE
                beside = x + 16 if first else x - 16
                self.words(line, kind, beside, y - 2, "start" if first else "end", tint)
        return y + 6

    def arrow(self, message: Message, lines: list[str], kind: str, y: float, tint: str) -> float:
        """Draw an arrow under its words; return where it ends."""
        x1, x2 = _at(message.source), _at(message.target)
        for line in lines:
            y += LINE
            self.words(line, kind, (x1 + x2) / 2, y - 2, "middle", tint)
        y += 8
        back = -1 if x2 > x1 else 1
        self.above.append('<g class="out">' if kind == "command" else "<g>")
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

    def divider(self, site: Site) -> None:
        """Draw the move to another site across all lanes."""
        self.y += 20
        self.line(_at(Lane.WORLD) - 54, self.y, RIGHT, self.y, "dashes")
        self.pill(_at(Lane.DESKTOP), self.y, f"now at the {site} site", "site", site)
        self.y += 12

    def reached(self) -> None:
        """Write all states at both ends of the run."""
        columns = (MARGIN, 260, 640)
        for x, words in zip(columns, ("", "at the start", "at the end"), strict=True):
            if words:
                self.words(words, "column", x, self.y)
        for change in self.chart.reached:
            self.line(MARGIN, self.y + 8, RIGHT, self.y + 8, "rule")
            self.y += 25
            kind = "same" if change.before == change.after else "state"
            self.words(change.machine, "machine", columns[0], self.y)
            self.words(change.before, kind, columns[1], self.y)
            self.words(change.after, kind, columns[2], self.y)
        self.y += MARGIN
