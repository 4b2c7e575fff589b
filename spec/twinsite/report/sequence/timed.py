"""A trace in time as a sequence chart: its rows are told by the clock."""

from collections.abc import Callable

from twinsite.analyses.drill.clockwork import (
    ADDP,
    AGAIN,
    ANSWER,
    ATTEMPT,
    REGISTRAR,
    TICKS,
)
from twinsite.analyses.drill.drill import Drill
from twinsite.analyses.drill.moments import Bound, Moment
from twinsite.analyses.drill.silence import registrar
from twinsite.checker.semantics.system import Event, System
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts, Site
from twinsite.report.sequence.chart import step_parts
from twinsite.report.sequence.lanes import LANE_OF, Lane, lanes_of
from twinsite_charts.model import Band, Bar, Chart, Message, Row, TimeBars


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
        parts = _registrar(system, event) or step_parts(system, step)
        rows.append(Row("" if label == last else label, tuple(parts)))
        last, state = label, step.after
    if not rows:
        rows.append(Band("it is so from the beginning"))
    return Chart(
        title=f"{moment.what}, {which}",
        sentence=f"{drill.failure.fails}; {', '.join(drill.kind.agents[:3])}",
        lanes=lanes_of(desktop(drill.kind.profiles[drill.part])),
        rows=tuple(rows),
        verdict=f"{told(bound.ticks)} · {moment.requirement}",
        remarks=(f"Profile {system.name}",),
        striped=Lane.DESKTOP,
        stripes=tuple(f"works at {site}" for site in sites),
        time=time_bars(bound, told) if bound.path else None,
    )


def time_bars(bound: Bound, told: Callable[[int], str]) -> TimeBars:
    """Return what adds up to a bound, as bars.

    Args:
        bound: The bound.
        told: Tells moments for people.
    """
    moments = {0, bound.ticks, *(m for span in bound.path for m in (span.since, span.until))}
    return TimeBars(
        tuple(
            Bar(
                span.because,
                min(span.since, span.until),
                max(span.since, span.until),
                f"{(span.until - span.since) / TICKS:g} s",
                _kind(span.because),
            )
            for span in bound.path
        ),
        ("until a failure is noticed", "timers", "answers"),
        tuple((moment, told(moment)) for moment in sorted(moments)),
    )


def _kind(because: str) -> int:
    return 0 if because == ADDP else 2 if because in (ATTEMPT, ANSWER, REGISTRAR, AGAIN) else 1


def _registrar(system: System[Facts], event: Event) -> tuple[Message, ...]:
    """Return what happens at a registrar, which only a drill has apart from its site."""
    for site in Site:
        if event.machine == registrar(site):
            machine = system.instances[system.index[event.machine]].machine
            return (Message(LANE_OF[site], LANE_OF[site], machine.event(event.name).label),)
    return ()
