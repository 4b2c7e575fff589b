"""How wide lines of HTML-like text are in the widest of the usual fonts.

Graphviz lays labels out with the widths of Helvetica.  So each cell is given the width that it
needs at most, and :mod:`~twinsite.report.diagrams.render` lets the texts of a line flow.
"""

import html
import re
from math import ceil
from typing import Final

from twinsite_charts.widths import text_width

PADDING: Final = 6
"""Points that a cell is wider than its text, for the blank at its end and its spacing."""


def label_width(label: str, size: float) -> int:
    """Return how wide a cell must be for a line, in points.

    Args:
        label: A line of HTML-like text, with no elements but B, I and FONT.
        size: The font size outside all FONT elements, in points.
    """
    width, bold, sizes = 0.0, False, [size]
    for tag, text in re.findall(r"<([^>]*)>|([^<]+)", label):
        if tag in ("B", "/B"):
            bold = tag == "B"
        elif tag.startswith("FONT"):
            own = re.search(r'POINT-SIZE="(\d+)"', tag)
            sizes.append(float(own[1]) if own else sizes[-1])
        elif tag == "/FONT":
            sizes.pop()
        width += text_width(html.unescape(text), sizes[-1], bold=bold)
    return ceil(width) + PADDING
