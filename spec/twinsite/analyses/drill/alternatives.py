"""What other values of an agent's options would change in a drill, and what they would cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from twinsite.analyses.drill.drill import Drill
from twinsite.analyses.drill.milestones import Point
from twinsite.analyses.drill.moments import answer
from twinsite.analyses.drill.report import DrillReport
from twinsite.analyses.drill.staff import AUTO_RESTORE, PERIODS, RESTORE, TIMEOUT, Kind, altered
from twinsite.checker.semantics.system import Event
from twinsite.configuration.deployment import Deployment
from twinsite.model.predicates import Site
from twinsite.model.profile import Part, Phone

Change = tuple[int | None, int | None]
"""The latest moment as it is and as it would be, in ticks; None if there is no bound."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value of an option."""

    option: str
    value: str
    no_calls: Change
    """How long there are no calls after the failure, at the most."""
    back: Change
    """How long after the repair the agent is back, at the most."""
    price: str
    """What it costs, as a clause."""


_SHORT: Final = "30"
"""The shortest switchover timeout and registration period that are considered, in seconds."""


def alternatives_of(
    deployment: Deployment, report: DrillReport, *, busy: tuple[Event, ...] = ()
) -> Iterator[Alternative]:
    """Yield the other values that would change the drill of a kind of agents.

    Args:
        deployment: The deployment.
        report: The drill as the options are.
        busy: What goes on at the voice connection when it fails.
    """
    decisive = (Point.READY, Point.BACK)
    now = latest_of(Drill(report.kind, Part.VOICE, report.failure, busy), *decisive)
    for option, value, price in _candidates(deployment, report.kind):
        kind = altered(deployment, report.kind, option, value)
        then = latest_of(Drill(kind, Part.VOICE, report.failure, busy), *decisive)
        if then != now:
            no_calls, back = zip(now, then, strict=True)
            yield Alternative(option, value, no_calls, back, price)


def _candidates(deployment: Deployment, kind: Kind) -> Iterator[tuple[str, str, str]]:
    """Yield options with other values, and the price of each."""
    options = kind.options
    timeout = options[TIMEOUT].value
    if isinstance(timeout, int) and timeout > int(_SHORT):
        yield TIMEOUT, _SHORT, f"an HA takeover of more than {_SHORT} s moves everybody"
    if kind.phone is Phone.WORKSPACE_ENDPOINT:
        option = PERIODS[Site.PREFERRED]
        period = options[option].value
        if isinstance(period, int) and period > int(_SHORT):
            phones = sum(
                agent.count
                for agent in deployment.agents
                if agent.phone is Phone.WORKSPACE_ENDPOINT
            )
            rates = f"{phones / period:.3g}/s -> {phones / int(_SHORT):.3g}/s"
            yield option, _SHORT, f"REGISTER {rates}, if it is set for all {phones:,} endpoints"
    if options[AUTO_RESTORE].value is True:
        away = kind.sites.get(Site.PEER, "the peer site")
        yield AUTO_RESTORE, "false", f"agents stay at {away} until the next start"
    else:
        yield AUTO_RESTORE, "true", "a site that fails again and again moves them each time (H6)"
    if options[RESTORE].value is not True:
        yield RESTORE, "true", "agents are Ready again without having asked for it"


def latest_of(drill: Drill, *points: Point) -> tuple[int | None, ...]:
    """Return when some points of a drill are reached at the latest; None if there is no bound.

    Args:
        drill: The drill.
        points: The points that are wanted.

    Raises:
        UndeterminedError: if a search has grown too large.
    """
    every = chain(drill.asked_after_failure(), drill.asked_after_repair())
    asked = {each.milestone.point: each for each in every}

    def ticks(point: Point) -> int | None:
        latest = answer(asked[point], drill.lengths).latest if point in asked else None
        return None if latest is None else latest.ticks

    return tuple(map(ticks, points))
