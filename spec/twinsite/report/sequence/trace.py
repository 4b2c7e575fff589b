"""A trace on the screen and as a picture."""

import shlex
from pathlib import Path

from rich.console import Console

from twinsite.analyses.traces import Trace, save_trace
from twinsite.checker.liveness.fairness import FairnessAssumption
from twinsite.checker.symbolic.property import Verdict
from twinsite.files import write_text
from twinsite.properties.fairness import BY_ID
from twinsite.report.sequence.chart import chart_of
from twinsite.report.sequence.screen import chart_text
from twinsite_charts.model import Chart
from twinsite_charts.svg import render_svg


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
        fairness=tuple(_words(assumed) for assumed in trace.fairness),
    )


def _words(assumed: FairnessAssumption) -> str:
    return f"{BY_ID[assumed.id].name} ({assumed.id}, {assumed.strength})"


def print_trace(out: Console, trace: Trace) -> None:
    """Print a trace as a sequence chart."""
    out.print(chart_text(_chart(trace), out.width))


def svg_of(trace: Trace) -> str:
    """Return a trace as a sequence chart in SVG."""
    return render_svg(_chart(trace))


def save_with_chart(out: Console, path: Path, trace: Trace) -> None:
    """Write a trace as a trace file and its chart beside it, and say so.

    Raises:
        InputError: if one of them cannot be written.
    """
    chart = path.with_suffix(".svg")
    save_trace(path, trace)
    write_text(chart, svg_of(trace))
    out.print(f"Saved the trace to {path} and its chart to {chart}.", markup=False, soft_wrap=True)
    again = shlex.join(["twinsite", "replay", str(path)])
    out.print(f"Replay it: {again}", markup=False, soft_wrap=True)
