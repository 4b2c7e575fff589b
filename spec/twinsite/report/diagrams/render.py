"""Drawings of DOT text, with the renderer that is there, fit for any of the usual fonts."""

import html
import re
import subprocess
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import graphviz

from twinsite.errors import InputError
from twinsite_charts.widths import FAMILY, text_width

_TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_CENTRED = re.compile(r'<g id="[^"]*" class="(node state|cluster)">')
_SHAPE = re.compile(r'<(?:path|polygon) .*?(?:d|points)="([^"]*)"')
_FAMILY = re.compile(r' (font-family|xml:space)="[^"]*"')


def renderer() -> Path | None:
    """Return the executable of graphviz-pure if it is installed beside this Python."""
    executable = Path(sysconfig.get_path("scripts")) / "graphviz-pure"
    return executable if executable.is_file() else None


def svg_of_dot(source: str) -> str:
    """Draw DOT text as SVG.

    Raises:
        InputError: if there is no renderer, or it refuses the text.
    """
    graphviz.backend.dot_command.DOT_BINARY = renderer() or Path("dot")
    try:
        drawn: str = graphviz.Source(source).pipe(format="svg", encoding="utf-8", quiet=True)
    except graphviz.ExecutableNotFound as error:
        raise InputError(
            "there is no program to draw with",
            where="twinsite diagram",
            remedy="Install Graphviz, so that 'dot' is on the path, or on Linux the package"
            " graphviz-pure; --format dot needs neither.",
        ) from error
    except subprocess.CalledProcessError as error:
        raise InputError(
            f"the drawing failed: {error.stderr or error}",
            where="twinsite diagram",
            remedy="Write --format dot, and draw it with another version of Graphviz.",
        ) from error
    return flowing(drawn)


def flowing(svg: str) -> str:
    """Return a drawing in which the texts of a line follow each other, whatever the font is.

    Graphviz puts each text of a line where it would begin in Helvetica; in a wider font they
    would lie on each other.  Texts that would touch in the widest font are one line.  Those of
    states and headings are centred anew.
    """
    lines: list[str] = []
    traces: list[_Run] = []
    is_centred = False
    middle: float | None = None
    for line in _FAMILY.sub("", svg).splitlines():
        found = _TEXT.fullmatch(line)
        if line.startswith("<g "):
            is_centred, middle = _CENTRED.fullmatch(line) is not None, None
        shape = _SHAPE.match(line) if is_centred and middle is None else None
        if shape:
            across = [float(place) for place in re.findall(r"(-?[\d.]+),", shape[1])]
            middle = (min(across) + max(across)) / 2
        trace = _run(*found.groups()) if found else None
        if traces and (trace is None or not _touch(traces, trace)):
            lines.append(_line(traces, middle))
            traces = []
        if trace is None:
            lines.append(line)
        else:
            traces.append(trace)
    opening = f'<svg font-family="{FAMILY}" xml:space="preserve" '
    return "\n".join(lines).replace("<svg ", opening, 1) + "\n"


@dataclass(frozen=True, slots=True)
class _Run:
    """A text of one look in a line."""

    x: float
    y: str
    look: str
    """Its attributes but for its place."""
    text: str
    """As it is written in SVG."""
    width: float


def _run(attributes: str, text: str) -> _Run:
    known = dict(re.findall(r'([\w:-]+)="([^"]*)"', attributes))
    x, y = known.pop("x"), known.pop("y")
    if known.get("text-anchor") == "start":
        del known["text-anchor"]
    look = "".join(f' {name}="{value}"' for name, value in known.items())
    bold = known.get("font-weight") == "bold"
    width = text_width(html.unescape(text), float(known["font-size"]), bold=bold)
    return _Run(float(x), y, look, text, width)


def _touch(traces: list[_Run], trace: _Run) -> bool:
    return traces[0].y == trace.y and trace.x <= traces[0].x + sum(each.width for each in traces)


def _line(traces: list[_Run], middle: float | None) -> str:
    """Return a line of text, centred if its middle is known; blanks at its end show nothing."""
    while len(traces) > 1 and not traces[-1].text.strip():
        traces.pop()
    spans = "".join(f"<tspan{trace.look}>{trace.text}</tspan>" for trace in traces)
    place = f'x="{traces[0].x:g}"' if middle is None else f'x="{middle:g}" text-anchor="middle"'
    return f'<text {place} y="{traces[0].y}">{spans}</text>'
