"""The screen of ``twinsite load``: what is asked of the servers of each site.

For example, in 80 columns::

    Site Y        Before  Failure                                        Then    ...
    REGISTER      66.7/s  peak 88/s                                      66.7/s
    login         -       3,000 within 60 s to 85 s (120/s); peak 171/s  -
"""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from twinsite.analyses.load import NONE, Burst, Crowd, Load, Outage, Rate
from twinsite.report.terminal.drill import duration
from twinsite.report.terminal.screen import counted, padded, print_rows


def print_load(out: Console, outage: Outage, crowds: Sequence[Crowd]) -> None:
    """Print what is asked when one site fails and is repaired.

    Args:
        out: Where to print.
        outage: What is asked.
        crowds: The agents.
    """
    site, loads, trades = outage.site, outage.loads, outage.trades
    agents = sum(crowd.count for crowd in crowds)
    out.print(Text(f"{counted(agents, 'agent')}: {site} fails, and is repaired", style="bold"))
    for name in dict.fromkeys(load.site for load in loads):
        rows = [
            (
                load.cause.value,
                _rate(load.before),
                _bursts(load.failure, _peak(outage, load, "failure")),
                _rate(load.meanwhile),
                _bursts(load.repair, _peak(outage, load, "repair")),
            )
            for load in loads
            if load.site == name and (load.failure or load.repair or load.meanwhile != NONE)
        ]
        out.print()
        print_rows(out, (name, "Before", "Failure", "Then", "Repair"), rows)
    if trades:
        out.print()
        print_rows(
            out,
            ("reg_timeout", f"REGISTER at {site}", "Back within"),
            [
                (
                    f"{trade.period} s",
                    _number(trade.rate),
                    "no bound" if trade.back is None else duration(trade.back),
                )
                for trade in trades
            ],
            right=(1,),
        )
    out.print()
    said = (
        "Each desktop comes once within the time that is told, counted from the failure or the"
        " repair; the rate is the mean over that time. Peak: the most in one second of a drill that"
        " was drawn once, every answer and every delay drawn evenly within its bounds."
    )
    out.print(padded(out, said, 0, "dim"))


def _rate(rate: Rate) -> str:
    least, most = map(_number, rate)
    if rate == NONE:
        return "-"
    return least if least == most else f"{least} to {most}"


def _number(rate: float) -> str:
    return f"{rate:,.1f}/s" if rate >= 10 else f"{rate:.2g}/s"


def _peak(outage: Outage, load: Load, when: str) -> int:
    drawn = outage.drawn.get((load.site, load.cause))
    return 0 if drawn is None else max(getattr(drawn, when), default=0)


def _bursts(bursts: Sequence[Burst], peak: int) -> str:
    told = [*map(_burst, bursts), *([f"peak {peak:,}/s"] if peak else [])]
    return "; ".join(told) or "-"


def _burst(burst: Burst) -> str:
    first, last = duration(burst.earliest), duration(burst.latest)
    if burst.rate is None:
        return f"{burst.count:,} at once after {first}"
    return f"{burst.count:,} within {first} to {last} ({_number(burst.rate)})"
