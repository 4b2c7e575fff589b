"""The result of ``twinsite load`` for machines: plain data; times are seconds, rates per second."""

from collections.abc import Mapping, Sequence
from typing import Any

from twinsite import __version__
from twinsite.analyses.drill.clockwork import TICKS
from twinsite.analyses.load import Burst, Crowd, DrawnLoad, Outage


def load_data(
    file: str,
    world: Mapping[str, str],
    crowds: Sequence[Crowd],
    found: Sequence[Outage],
) -> dict[str, Any]:
    """Return what is asked of each site, for each site that fails.

    Args:
        file: Name of the deployment file.
        world: What is assumed, in words.
        crowds: The agents.
        found: What is asked for each site that fails.
    """
    return {
        "twinsite": __version__,
        "deployment": file,
        "assumed": world,
        "agents": [{"like": crowd.kind.agents[0], "count": crowd.count} for crowd in crowds],
        "failures": [
            {
                "fails": outage.site,
                "asked": [
                    {
                        "site": load.site,
                        "cause": load.cause,
                        "before": load.before,
                        "failure": list(map(_burst, load.failure)),
                        "meanwhile": load.meanwhile,
                        "repair": list(map(_burst, load.repair)),
                        "drawn": _drawn(outage.drawn.get((load.site, load.cause))),
                    }
                    for load in outage.loads
                ],
                "registration_periods": [
                    {
                        "seconds": trade.period,
                        "rate": trade.rate,
                        "back": None if trade.back is None else trade.back / TICKS,
                    }
                    for trade in outage.trades
                ],
            }
            for outage in found
        ],
    }


def _drawn(drawn: DrawnLoad | None) -> dict[str, Any] | None:
    """Return how often it is asked in each second; null if it is not asked at all."""
    if drawn is None:
        return None
    return {"failure": drawn.failure, "repair": drawn.repair}


def _burst(burst: Burst) -> dict[str, Any]:
    return {
        "count": burst.count,
        "earliest": burst.earliest / TICKS,
        "latest": burst.latest / TICKS,
        "mean_rate": burst.rate,
    }
