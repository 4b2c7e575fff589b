"""The machines as small drawings for the page: states, and arrows without words.

Their ids are ``state-N`` and ``arrow-N-M`` by the places of the states in their chart; the page
lights them.
"""

import re
from collections.abc import Iterator, Sequence

from twinsite.errors import InputError
from twinsite.export.tables.tables import Chart
from twinsite.report.diagrams.render import svg_of_dot

_NOISE = re.compile(
    r"<title>[^<]*</title>|<!--.*?-->|<polygon fill=\"white\"[^>]*/>| xmlns:xlink=\"[^\"]*\""
    r"| (?:fill|stroke)=\"(?:none|black|white)\"| font-(?:family|size)=\"[^\"]*\""
    r"|<tspan[^>]*>|</tspan>| text-anchor=\"middle\"| xml:space=\"preserve\""
    r"| id=\"graph\d+\"| class=\"(?:graph|node|edge)\"|scale\(1 1\) rotate\(0\) ",
    re.DOTALL,
)
_FRAME = re.compile(r'<svg[^>]*viewBox="([^"]*)"[^>]*>', re.DOTALL)
PIXELS = 4 / 3
"""Of a point, as drawings are measured in."""

_BOX = re.compile(r'(<g id="state-[^>]*>)\s*<path d="([^"]*)"/>')
_CLOSED = re.compile(r'(points="([^ "]+) [^"]*) \2"')
"""A polygon whose last point is its first one, which browsers join anyway."""
_PAIR = re.compile(r"-?[\d.]+,-?[\d.]+")
_FRACTION = re.compile(r"-?\d+\.\d+")


def drawings(charts: Sequence[Chart]) -> dict[str, str]:
    """Return an SVG element for each chart, by its name.

    Raises:
        InputError: if there is no program to draw with.
    """
    try:
        drawn = svg_of_dot("\n".join("\n".join(_dot(chart)) for chart in charts))
    except InputError as error:
        raise InputError(
            error.what,
            where="twinsite page",
            remedy="Install Graphviz, so that 'dot' is on the path, or on Linux the package"
            " graphviz-pure.",
        ) from error
    elements = re.findall(r"<svg.*?</svg>", drawn, re.DOTALL)
    return {chart.name: _small(e) for chart, e in zip(charts, elements, strict=True)}


def _dot(chart: Chart) -> Iterator[str]:
    """Yield the lines of DOT text for a chart; all its transitions between two states are one."""
    yield f'digraph "{chart.name}" {{'
    yield 'graph [bgcolor=transparent nodesep="0.15" ranksep="0.22" pad="0.05"]'
    yield 'node [shape=box style=rounded fontname=Helvetica fontsize=11 margin="0.11,0.03"'
    yield 'height="0.28" width="0.4"] edge [arrowsize="0.55"]'
    place = {state: number for number, state in enumerate(chart.states)}
    for state, number in place.items():
        yield f'{number} [label="{state.replace("_", " ")}" id="state-{number}"]'
    for source, target in dict.fromkeys((t.source, t.target) for t in chart.transitions):
        a, b = place[source], place[target]
        if a != b:
            yield f'{a} -> {b} [id="arrow-{a}-{b}"]'
    yield "}"


def _small(svg: str) -> str:
    """Return a drawing without what the page does not need, or says in its styles."""
    framed = _FRAME.sub(_sized, svg, count=1)
    plain = _NOISE.sub("", framed).replace("&#45;", "-")
    boxed = _BOX.sub(_rectangle, plain)
    rounded = _FRACTION.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), boxed)
    return re.sub(r"\s*\n\s*", "", _CLOSED.sub(r'\1"', rounded))


def _sized(found: re.Match[str]) -> str:
    width = float(found[1].split()[2]) * PIXELS
    return f'<svg viewBox="{found[1]}" width="{width:.0f}">'


def _rectangle(found: re.Match[str]) -> str:
    """Return a state, which Graphviz draws as a path, as a rectangle with rounded corners."""
    places = [tuple(map(float, pair.split(","))) for pair in _PAIR.findall(found[2])]
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*places, strict=True))
    box = f'x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" rx="6"'
    return f"{found[1]}<rect {box}/>"
