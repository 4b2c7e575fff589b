"""A run on the screen and as a picture."""

from rich.console import Console

from twinsite.analyses.traces import Run
from twinsite.checker.explorer.property import Verdict
from twinsite.checker.liveness.fairness import Granted
from twinsite.properties.fairness import BY_ID
from twinsite.report.sequence.chart import Chart, chart_of
from twinsite.report.sequence.svg import render_svg
from twinsite.report.sequence.terminal import render_text


def _chart(run: Run) -> Chart:
    claim = run.claim
    if run.breaks:
        verdict = Verdict.REFUTED.value
    else:
        verdict = Verdict.PROVED.value if run.witnesses else "HOLDS HERE"
    return chart_of(
        run.system,
        run.steps,
        title=claim.name,
        requirement=claim.requirement,
        sentence=claim.sentence,
        verdict=verdict,
        breaks=run.breaks,
        loop=run.loop,
        fairness=tuple(_words(granted) for granted in run.fairness),
    )


def _words(granted: Granted) -> str:
    return f"{BY_ID[granted.id].name} ({granted.id}, {granted.strength})"


def print_run(out: Console, run: Run) -> None:
    """Print a run as a sequence chart."""
    out.print(render_text(_chart(run), min(out.width, 120)))


def svg_of(run: Run) -> str:
    """Return a run as a sequence chart in SVG."""
    return render_svg(_chart(run))
