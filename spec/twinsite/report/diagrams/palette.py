"""What the diagrams share: who decides in which colour, and the look of nodes and arrows.

The colours are those of Okabe and Ito, darkened until they can be read as text on white; they
can be told apart with any kind of colour vision.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final

from twinsite.report.diagrams.measure import label_width

FONT: Final = "Helvetica"
"""The font whose widths every renderer knows."""
INK: Final = "#222222"
"""The colour of what is the same for all."""
QUIET: Final = "#5A5A5A"
"""The colour of requirement ids, beside the events that they ask for."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides on events, as far as the colours tell them apart."""

    words: str
    """For the legend."""
    colour: str
    """Dark enough for text on white."""


WORLD: Final = Decider("the world", "#0067A5")
REGISTRAR: Final = Decider("the registrar", "#00735C")
AGENT: Final = Decider("the agent", "#B84300")
TIME: Final = Decider("time", "#95307C")
MACHINE: Final = Decider("another machine, by a signal", "#4A4A4A")

DECIDERS: Final = {
    "site": WORLD,
    "network": WORLD,
    "callers": WORLD,
    "SIP Server": WORLD,
    "Configuration Server": WORLD,
    "load balancing": WORLD,
    "registrar": REGISTRAR,
    "agent": AGENT,
    "time": TIME,
    "desktop": MACHINE,
}
"""Who decides, by the name that a declaration gives them."""

GRAPH: Final = {
    "bgcolor": "white",
    "fontname": FONT,
    "fontsize": "12",
    "labelloc": "b",
    "mclimit": "20",
    "pad": "0.15",
}
"""Every diagram; its label is the legend, below everything else."""
NODE: Final = {"fontname": FONT, "fontsize": "12", "fontcolor": INK, "color": INK}
"""States and machines."""
STATE: Final = {"shape": "box", "class": "state", "margin": "0.08,0.05", "penwidth": "1.4"}
"""States and machines again; their texts are centred."""
EDGE: Final = {"color": INK, "arrowsize": "0.8"}
"""Arrows; what moves along them stands in a box in their middle."""
BOX: Final = {
    "shape": "box",
    "style": "rounded,filled",
    "fillcolor": "white",
    "margin": "0.07,0.03",
    "height": "0.1",
    "width": "0.1",
}
"""The box in the middle of an arrow."""


def table(rows: Iterable[str], *, spacing: int = 0) -> str:
    """Return rows of cells as an HTML-like table without lines."""
    body = "".join(f"<TR>{row}</TR>" for row in rows)
    return (
        f'<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="{spacing}">{body}</TABLE>'
    )


def cell(text: str, *, size: int = 9, colour: str = INK, columns: int = 1) -> str:
    """Return a cell with one line of HTML-like text, aligned on the left.

    The bold blank makes all lines equally high, and puts those of a row on one base line.
    """
    return (
        f'<TD ALIGN="LEFT" COLSPAN="{columns}" WIDTH="{label_width(text, size)}"'
        f' HEIGHT="{size + 1}">'
        f'<FONT POINT-SIZE="{size}" COLOR="{colour}">{text}<B> </B></FONT></TD>'
    )


def centred(text: str, *, size: int = 12) -> str:
    """Return a cell with one line of HTML-like text in its middle; for clusters and states."""
    return f'<TD WIDTH="{label_width(text, size)}"><FONT POINT-SIZE="{size}">{text}</FONT></TD>'


def swatch(colour: str) -> str:
    """Return a cell with a square of a colour, however wide the cell becomes."""
    square = f'BGCOLOR="{colour}" FIXEDSIZE="TRUE" WIDTH="12" HEIGHT="12"'
    return f'<TD ALIGN="RIGHT"><TABLE BORDER="0" {square}><TR><TD></TD></TR></TABLE></TD>'


def gap(height: int) -> str:
    """Return a cell that keeps rows apart."""
    return f'<TD HEIGHT="{height}"></TD>'


def heading(title: str, subtitle: str) -> dict[str, str]:
    """Return the attributes of the cluster that holds a drawing below its title."""
    rows = [
        centred(f"<B>{escape(title)}</B>", size=18),
        centred(escape(subtitle)),
        gap(6),
    ]
    return {"label": f"<{table(rows, spacing=2)}>", "labelloc": "t", "pencolor": "none"}
