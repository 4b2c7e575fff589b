"""Where every text of a picture stands, in the widest of the usual fonts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from twinsite_charts.svg import width_of

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Box:
    """A text with its frame."""

    kind: str
    words: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether the two overlap."""
        beside = self.right <= other.left or other.right <= self.left
        above = self.bottom <= other.top or other.bottom <= self.top
        return not (beside or above)


def picture(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  our own text


def texts(root: ET.Element) -> list[tuple[str, str]]:
    """Return the class and the words of every text of a sequence chart."""
    return [(t.attrib["class"], "".join(t.itertext())) for t in root.iter(f"{SVG}text")]


def boxes(root: ET.Element) -> Iterator[Box]:
    """Yield the frame of every text of a sequence chart."""
    for text in root.iter(f"{SVG}text"):
        kind, words = text.attrib["class"], "".join(text.itertext())
        width, x, y = width_of(words, kind), float(text.attrib["x"]), float(text.attrib["y"])
        left = x - width * {"start": 0, "middle": 0.5, "end": 1}[text.attrib["text-anchor"]]
        yield Box(kind, words, left, y - 10, left + width, y + 3)


def faults(svg: str) -> list[str]:
    """Return what is wrong with the texts of a sequence chart: cut, or on each other."""
    root = picture(svg)
    drawn = list(boxes(root))
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    cut = [
        f"cut: {box.words}"
        for box in drawn
        if box.left < 0 or box.top < 0 or box.right > width or box.bottom > height
    ]
    return cut + [
        f"{one.words} | {other.words}" for one, other in combinations(drawn, 2) if one.meets(other)
    ]


def widths_of(text: str) -> set[int]:
    """Return the lengths of all lines of a text."""
    return {len(line) for line in text.splitlines()}


def words_of(text: str) -> str:
    """Return the words of a chart as text, without its lanes, marks and line breaks."""
    return re.sub(r"[\s│║├┤┼╫╟╢─►◄◷●]+", " ", text)
