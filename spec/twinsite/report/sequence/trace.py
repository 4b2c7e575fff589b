"""A run on the screen and as a picture."""

from rich.console import Console

from twinsite.analyses.traces import Trace
from twinsite.checker.explorer.property import Verdict
from twinsite.checker.liveness.fairness import Granted
from twinsite.properties.fairness import BY_ID
from twinsite.report.sequence.chart import Chart, chart_of
from twinsite.report.sequence.svg import render_svg
from twinsite.report.sequence.terminal import render_text


def _chart(trace: Trace) -> Chart:
    prop = trace.prop
    if trace.breaks:
        verdict = Verdict.REFUTED.value
    else:
        verdict = Verdict.PROVED.value if trace.witnesses else "HOLDS HERE"
    return chart_of(
        trace.system,
        trace.steps,
        title=prop.name,
        requirement=prop.requirement,
        sentence=prop.sentence,
        verdict=verdict,
        breaks=trace.breaks,
        loop=trace.loop,
        fairness=tuple(_words(granted) for granted in trace.fairness),
    )


def _words(granted: Granted) -> str:
    return f"{BY_ID[granted.id].name} ({granted.id}, {granted.strength})"


def print_trace(out: Console, trace: Trace) -> None:
    """Print a trace as a sequence chart."""
    out.print(render_text(_chart(trace), min(out.width, 120)))


def svg_of(trace: Trace) -> str:
    """Return a trace as a sequence chart in SVG."""
    return render_svg(_chart(trace))
