"""The machines as small drawings for the page: states, and arrows without words.

Their ids are ``state-N`` and ``arrow-N-M`` by the places of the states in their chart; the page
lights them.
"""

import re
from collections.abc import Iterator, Sequence

from twinsite.export.tables.tables import Chart
from twinsite.report.diagrams.render import svg_of_dot

_NOISE = re.compile(
    r"<title>[^<]*</title>|<!--.*?-->|<polygon fill=\"white\"[^>]*/>| xmlns:xlink=\"[^\"]*\""
    r"| (?:fill|stroke)=\"(?:none|black|white)\"| font-(?:family|size)=\"Helvetica[^\"]*\"",
    re.DOTALL,
)
_FRAME = re.compile(r'<svg[^>]*viewBox="([^"]*)"[^>]*>', re.DOTALL)
PIXELS = 4 / 3
"""Of a point, as drawings are measured in."""

_ROUND = re.compile(r"-?\d+\.\d+")


def drawings(charts: Sequence[Chart]) -> dict[str, str]:
    """Return an SVG element for each chart, by its name.

    Raises:
        InputError: if there is no program to draw with.
    """
    drawn = svg_of_dot("\n".join("\n".join(_dot(chart)) for chart in charts))
    elements = re.findall(r"<svg.*?</svg>", drawn, re.DOTALL)
    return {chart.name: _small(e) for chart, e in zip(charts, elements, strict=True)}


def _dot(chart: Chart) -> Iterator[str]:
    """Yield the lines of DOT text for a chart; all its transitions between two states are one."""
    yield f"digraph {chart.name} {{"
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


def _sized(found: re.Match[str]) -> str:
    width = float(found[1].split()[2]) * PIXELS
    return f'<svg viewBox="{found[1]}" width="{width:.0f}">'


def _small(svg: str) -> str:
    """Return a drawing without what the page does not need."""
    framed = _FRAME.sub(_sized, svg, count=1)
    plain = _NOISE.sub("", framed)
    rounded = _ROUND.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), plain)
    return re.sub(r"\s*\n\s*", "", rounded)
