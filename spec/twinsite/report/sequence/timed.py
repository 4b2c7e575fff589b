"""A trace in time as a sequence chart: its rows are told by the clock."""

from collections.abc import Callable

from twinsite.analyses.drill.drill import Drill
from twinsite.analyses.drill.moments import Bound, Moment
from twinsite.model.predicates import Site
from twinsite.report.sequence.chart import step_parts
from twinsite.report.sequence.lanes import Lane, lanes_of
from twinsite_charts.model import Band, Chart, Row


def run_chart(drill: Drill, moment: Moment, which: str, told: Callable[[int], str]) -> Chart:
    """Return the chart of the trace that attains a bound.

    Args:
        drill: What the moment is one of.
        moment: The moment.
        which: Which of its bounds: ``earliest`` or ``latest``; it must have it.
        told: Tells moments for people.
    """
    bound: Bound = getattr(moment, which)
    system = drill.scene.system
    sites = [drill.kind.sites.get(site, site.value) for site in Site]
    rows: list[Row | Band] = []
    last, state = "", bound.start
    for event, at in zip(bound.events, bound.moments, strict=True):
        step = system.step(state, event)
        label = told(at)
        rows.append(Row("" if label == last else label, tuple(step_parts(system, step))))
        last, state = label, step.after
    if not rows:
        rows.append(Band("it is so from the beginning"))
    return Chart(
        title=f"{moment.what}, {which}",
        sentence=f"{drill.failure} fails; {', '.join(drill.kind.agents[:3])}",
        lanes=lanes_of(system),
        rows=tuple(rows),
        verdict=f"{told(bound.ticks)} · {moment.requirement}",
        remarks=(f"Profile {system.name}",),
        striped=Lane.DESKTOP,
        stripes=tuple(f"works at {site}" for site in sites),
    )
