"""What desktops ask of each site in time, as a plot: a row for each site, a column for each moment.

A burst is a rectangle between the earliest and the latest moment, as high as its mean rate; what
comes at once has no rate, and is a mark with its number.  What comes again and again is a band
between the least and the most that come in a second: before it, and once all has settled.  The
steps are what comes in each second of a drill that is drawn once.
"""

from collections.abc import Sequence
from io import StringIO
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from twinsite.analyses.drill.clockwork import TICKS
from twinsite.analyses.load import NONE, Burst, Cause, DrawnLoad, Load, Outage, Rate
from twinsite.errors import InputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS: Final = {
    Cause.REGISTER: "#00735c",
    Cause.PROBE: "#5a5a5a",
    Cause.CONNECTION: "#0067a5",
    Cause.LOGIN: "#b84300",
    Cause.LOGOUT: "#95307c",
}
"""The colours of Okabe and Ito, darkened; they can be told apart with any colour vision."""
_BEFORE: Final = 15
"""So many seconds before a failure or a repair are shown."""


class _After(NamedTuple):
    """What is asked of a site for one cause around a failure or a repair."""

    cause: Cause
    before: Rate
    bursts: Sequence[Burst]
    then: Rate
    """Once all has settled."""
    drawn: Sequence[int]
    """In each second of a drill that is drawn once."""


def load_plot(outage: Outage, agents: int) -> str:
    """Return the plot as the text of an SVG file, the same for the same load.

    Args:
        outage: What is asked.
        agents: How many agents there are.

    Raises:
        InputError: if matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
        from matplotlib.patches import Patch
    except ImportError as error:
        raise InputError(
            "a plot needs matplotlib, which is not installed",
            where="--plot",
            remedy="Install it: pip install 'twinsite[plot]'.",
        ) from error
    loads = outage.loads
    ends = [
        max((burst.latest / TICKS for load in loads for burst in bursts(load)), default=0.0)
        for bursts in (attrgetter("failure"), attrgetter("repair"))
    ]
    end = max(ends) + 2 * _BEFORE
    names = tuple(dict.fromkeys(load.site for load in loads))
    style: dict[Any, Any] = {"font.size": 9, "svg.fonttype": "none", "svg.hashsalt": "twinsite"}
    with rc_context(style):
        figure = Figure(figsize=(9.6, 1.2 + 2.4 * len(names)), layout="constrained")
        figure.suptitle(
            f"{agents:,} agents: {outage.site} fails, and is repaired\n"
            "Bands: before it, and once all has settled; steps: drawn once"
        )
        grid = figure.subplots(len(names), 2, sharey="row", sharex="col", squeeze=False)
        for row, name in zip(grid, names, strict=True):
            here = [load for load in loads if load.site == name]
            columns = zip(*(_around(outage, load) for load in here), strict=True)
            for axes, around, settled in zip(row, columns, ends, strict=True):
                _draw(axes, around, settled, end)
            row[0].set_ylabel(f"{name}\nin a second")
        for axes, moment in zip(grid[-1], ("failure", "repair"), strict=True):
            axes.set_xlabel(f"seconds after the {moment}")
        handles = [Patch(color=colour, label=cause.value) for cause, colour in _COLOURS.items()]
        figure.legend(handles=handles, loc="outside lower center", ncols=len(handles))
        text = StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    return text.getvalue()


def _around(outage: Outage, load: Load) -> tuple[_After, _After]:
    """Return what is asked around the failure, and around the repair."""
    drawn = outage.drawn.get((load.site, load.cause), DrawnLoad((), ()))
    return (
        _After(load.cause, load.before, load.failure, load.meanwhile, drawn.failure),
        _After(load.cause, load.meanwhile, load.repair, load.before, drawn.repair),
    )


def _draw(axes: "Axes", every: Sequence[_After], settled: float, end: float) -> None:
    """Draw what is asked before a moment, because of it, and once all has settled."""
    axes.axvline(0, color="#222222", linewidth=0.8)
    at_once = 0
    for cause, before, bursts, then, drawn in every:
        colour = _COLOURS[cause]
        _band(axes, -_BEFORE, 0, before, colour)
        _band(axes, settled, end, then, colour)
        if any(drawn) and not any(burst.rate is None for burst in bursts):
            axes.step(range(len(drawn)), drawn, where="post", color=colour, linewidth=0.8)
        for burst in bursts:
            if burst.rate is None:
                _mark(axes, burst, cause, at_once)
                at_once += 1
            else:
                first, last = burst.earliest / TICKS, burst.latest / TICKS
                axes.fill_between([first, last], 0, burst.rate, color=colour, alpha=0.3)
                axes.plot([first, first, last, last], [0, burst.rate, burst.rate, 0], color=colour)
    axes.spines[["right", "top"]].set_visible(False)
    axes.set_xlim(-_BEFORE, end)
    axes.set_ylim(bottom=0)


def _band(axes: "Axes", since: float, until: float, rate: Rate, colour: str) -> None:
    if rate != NONE:
        axes.fill_between([since, until], *rate, color=colour, alpha=0.6, linewidth=1.5)


def _mark(axes: "Axes", burst: Burst, cause: Cause, number: int) -> None:
    """Mark what comes at once, one below the other."""
    at = burst.earliest / TICKS
    axes.axvline(at, color=_COLOURS[cause], linestyle="--", linewidth=1)
    axes.annotate(
        f"{burst.count:,} at once",
        (at, 1),
        xycoords=("data", "axes fraction"),
        xytext=(3, -10 - 11 * number),
        textcoords="offset points",
        color=_COLOURS[cause],
    )


def require_plot_of_one(plot: Path | None, fail: str | None) -> None:
    """Refuse a plot of several failures.

    Raises:
        InputError: if a plot is asked for, and no failure.
    """
    if plot is not None and fail is None:
        raise InputError(
            "a plot shows one failure",
            where="--plot",
            remedy="Say which site fails, as in --fail 'Site X'.",
        )
