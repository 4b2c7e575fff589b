"""The result of ``twinsite load`` for machines: plain data; times are seconds, rates per second."""

from collections.abc import Mapping, Sequence
from typing import Any

from twinsite import __version__
from twinsite.analyses.drill.clockwork import TICKS
from twinsite.analyses.load import Burst, Crowd, Load, Trade


def load_data(
    file: str,
    world: Mapping[str, str],
    crowds: Sequence[Crowd],
    found: Sequence[tuple[str, Sequence[Load], Sequence[Trade]]],
) -> dict[str, Any]:
    """Return what is asked of each site, for each site that fails.

    Args:
        file: Name of the deployment file.
        world: What is assumed, in words.
        crowds: The agents.
        found: For each site that fails what is asked, and what registration periods mean.
    """
    return {
        "twinsite": __version__,
        "deployment": file,
        "assumed": world,
        "agents": [{"like": crowd.kind.agents[0], "count": crowd.count} for crowd in crowds],
        "failures": [
            {
                "fails": site,
                "asked": [
                    {
                        "site": load.site,
                        "cause": load.cause,
                        "before": load.before,
                        "failure": list(map(_burst, load.failure)),
                        "meanwhile": load.meanwhile,
                        "repair": list(map(_burst, load.repair)),
                    }
                    for load in loads
                ],
                "registration_periods": [
                    {
                        "seconds": trade.period,
                        "rate": trade.rate,
                        "back": None if trade.back is None else trade.back / TICKS,
                    }
                    for trade in trades
                ],
            }
            for site, loads, trades in found
        ],
    }


def _burst(burst: Burst) -> dict[str, Any]:
    return {
        "count": burst.count,
        "earliest": burst.earliest / TICKS,
        "latest": burst.latest / TICKS,
        "mean_rate": burst.rate,
    }
