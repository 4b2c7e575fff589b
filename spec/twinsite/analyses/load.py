"""What the desktops of a deployment ask of the servers of each site while a site fails and returns.

Everything here is a sum over the kinds of agents: of rates where something comes again and again,
and of bursts where it comes once for each desktop, between an earliest and a latest moment.
How desktops spread within that time is up to chance: see :mod:`.drawn_load`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from twinsite.analyses.drill.clockwork import TICKS
from twinsite.analyses.drill.drill import Drill
from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.drill.milestones import Point
from twinsite.analyses.drill.moments import Asked as Question
from twinsite.analyses.drill.moments import answer
from twinsite.analyses.drill.staff import PERIODS, Kind, altered
from twinsite.configuration.deployment import Deployment
from twinsite.model.predicates import Site
from twinsite.model.profile import Part, Phone


class Cause(StrEnum):
    """What a desktop asks."""

    REGISTER = "REGISTER"
    """A registration, or its refresh; retransmissions are not counted."""
    PROBE = "probe"
    """A pass of the probe over the preferred pair."""
    CONNECTION = "connection"
    """A first attempt to connect to SIP Server after a move."""
    LOGIN = "login"
    """A login of an agent at SIP Server."""
    LOGOUT = "log-out"
    """A log-out of an agent at SIP Server, before the link is closed."""


@dataclass(frozen=True, slots=True)
class Burst:
    """What comes once for each of some desktops."""

    count: int
    """How many desktops."""
    earliest: int
    """Before that moment none comes, in ticks."""
    latest: int
    """After that moment none comes, in ticks."""

    @property
    def rate(self) -> float | None:
        """How many come in a second on average; None if all come at once."""
        length = self.latest - self.earliest
        return self.count * TICKS / length if length else None


Rate = tuple[float, float]
"""The least and the most that come in a second."""


@dataclass(frozen=True, slots=True)
class Load:
    """What is asked of one site for one cause."""

    site: str
    cause: Cause
    before: Rate
    """Before the failure."""
    failure: tuple[Burst, ...]
    """What the failure makes come once."""
    meanwhile: Rate
    """Once everything has settled, before the repair."""
    repair: tuple[Burst, ...]
    """What the repair makes come once."""


@dataclass(frozen=True, slots=True)
class Trade:
    """What a registration period at the preferred site means for load and return."""

    period: int
    """In seconds."""
    rate: float
    """REGISTER in a second from the endpoints that prefer the site."""
    back: int | None
    """When the last of them is back after a repair, in ticks; None if there is no bound."""


Asked = tuple[str, Cause]
"""A site by its name, and what is asked of it."""


@dataclass(frozen=True, slots=True)
class DrawnLoad:
    """What is asked of one site for one cause in each second of a drill that is drawn once."""

    failure: tuple[int, ...]
    """In the seconds after the failure."""
    repair: tuple[int, ...]
    """In the seconds after the repair, long after every desktop has settled."""


@dataclass(frozen=True, slots=True)
class Outage:
    """Everything that is asked when one site fails and is repaired."""

    site: str
    """The name of the site that fails."""
    loads: tuple[Load, ...]
    drawn: Mapping[Asked, DrawnLoad]
    """What nobody asks is left out."""
    trades: tuple[Trade, ...]
    """What registration periods mean for its endpoints."""


NONE: Final[Rate] = (0.0, 0.0)
_PERIODS: Final = (30, 45, 60, 120, 3600)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Agents who are alike, and how many there are."""

    kind: Kind
    count: int


def crowds_of(kinds: Sequence[Kind], agents: int | None) -> tuple[Crowd, ...]:
    """Return how many agents of each kind there are.

    Args:
        kinds: The kinds of agents of a deployment.
        agents: How many agents there are to be in all, divided as those of the deployment are,
            the largest remainders rounded up; as many as the deployment has if None.
    """
    sizes = [kind.agents.number for kind in kinds]
    if agents is None:
        return tuple(map(Crowd, kinds, sizes))
    shares = [Fraction(size * agents, sum(sizes)) for size in sizes]
    counts = [int(share) for share in shares]
    by_rest = sorted(range(len(kinds)), key=lambda n: counts[n] - shares[n])
    for number in by_rest[: agents - sum(counts)]:
        counts[number] += 1
    return tuple(map(Crowd, kinds, counts))


def loads_of(crowds: Sequence[Crowd], site: str) -> tuple[Load, ...]:
    """Return what is asked of each site when a site fails and is repaired.

    Args:
        crowds: The agents.
        site: The name of the site that fails.

    Raises:
        UndeterminedError: if a search has grown too large.
    """
    names = dict.fromkeys(name for crowd in crowds for name in crowd.kind.sites.values())
    before: dict[Asked, Rate] = defaultdict(lambda: NONE)
    meanwhile: dict[Asked, Rate] = defaultdict(lambda: NONE)
    failure: dict[Asked, list[Burst]] = defaultdict(list)
    repair: dict[Asked, list[Burst]] = defaultdict(list)
    for crowd in crowds:
        for name, rate in _registers(crowd, None):
            before[name, Cause.REGISTER] = _sum(before[name, Cause.REGISTER], rate)
        for name, rate in _registers(crowd, site):
            meanwhile[name, Cause.REGISTER] = _sum(meanwhile[name, Cause.REGISTER], rate)
        if crowd.kind.sites.get(Site.PREFERRED) == site and crowd.count:
            drill = Drill(crowd.kind, Part.VOICE, Failure(What.SITE, site))
            if drill.has_moved:
                key = site, Cause.PROBE
                meanwhile[key] = _sum(meanwhile[key], _probes(crowd))
            for name, cause, burst in _bursts(crowd, drill, drill.asked_after_failure()):
                failure[name, cause].append(burst)
            for name, cause, burst in _bursts(crowd, drill, drill.asked_after_repair()):
                repair[name, cause].append(burst)
    return tuple(
        Load(
            name,
            cause,
            before[name, cause],
            _together(failure[name, cause]),
            meanwhile[name, cause],
            _together(repair[name, cause]),
        )
        for name in names
        for cause in Cause
    )


def _together(bursts: Iterable[Burst]) -> tuple[Burst, ...]:
    """Return the bursts of the same time as one, the first ones first."""
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for burst in bursts:
        counts[burst.earliest, burst.latest] += burst.count
    return tuple(Burst(counts[within], *within) for within in sorted(counts))


def _sum(one: Rate, other: Rate) -> Rate:
    return one[0] + other[0], one[1] + other[1]


def _registers(crowd: Crowd, down: str | None) -> Iterator[tuple[str, Rate]]:
    """Yield how often endpoints register at each of their sites, of which one may be down.

    A refresh comes reg_timeout after the answer to the one before; an attempt at a site that is
    down reg_interval after Timer F has ended the one before.
    """
    lengths = crowd.kind.lengths[Part.VOICE]
    if crowd.kind.phone is not Phone.WORKSPACE_ENDPOINT:
        return
    for site, name in crowd.kind.sites.items():
        period = lengths.of("reg_interval" if name == down else "reg_timeout", site)
        timer_f = lengths.of("sip_transaction_timeout", site)
        if period is None or timer_f is None or (site is Site.PEER and not _has_peer(crowd.kind)):
            continue
        longest = period[0] + (timer_f[0] if name == down else lengths.registrar[0])
        shortest = period[0] + (timer_f[0] if name == down else 0)
        yield name, (crowd.count * TICKS / longest, crowd.count * TICKS / shortest)


def _has_peer(kind: Kind) -> bool:
    return kind.profiles[Part.VOICE].has_peer


def _probes(crowd: Crowd) -> Rate:
    """Return how often desktops that would return try the preferred pair."""
    lengths = crowd.kind.lengths[Part.VOICE]
    retry = lengths.of("warm-standby.retry-delay", Site.PREFERRED)
    if retry is None or not crowd.kind.profiles[Part.VOICE].auto_restore:
        return NONE
    longest = retry[0] + 2 * lengths.attempt[0]
    return crowd.count * TICKS / longest, crowd.count * TICKS / retry[0]


def _bursts(
    crowd: Crowd, drill: Drill, every: Iterable[Question]
) -> Iterator[tuple[str, Cause, Burst]]:
    """Yield what a failure or a repair makes come once for each desktop."""
    home, away = (crowd.kind.sites[site] for site in Site)
    causes = {
        Point.LEAVES: [(away, Cause.CONNECTION)],
        Point.LINKED: [(away, Cause.LOGIN)],
        Point.RETURNS: [(away, Cause.LOGOUT), (home, Cause.CONNECTION)],
        Point.LINKED_BACK: [(home, Cause.LOGIN)],
    }
    for asked in every:
        point = asked.milestone.point
        if point in causes:
            moment = answer(asked, drill.lengths)
            if moment.earliest is not None and moment.latest is not None:
                burst = Burst(crowd.count, moment.earliest.ticks, moment.latest.ticks)
                for name, cause in causes[point]:
                    yield name, cause, burst


def trades_of(deployment: Deployment, crowds: Sequence[Crowd], site: str) -> Iterator[Trade]:
    """Yield what registration periods mean for the endpoints that prefer a site.

    Args:
        deployment: The deployment.
        crowds: The agents.
        site: The name of the site.

    Raises:
        UndeterminedError: if a search has grown too large.
    """
    theirs = [
        crowd
        for crowd in crowds
        if crowd.kind.phone is Phone.WORKSPACE_ENDPOINT
        and crowd.kind.sites.get(Site.PREFERRED) == site
        and crowd.count
    ]
    for period in _PERIODS if theirs else ():
        back: list[int | None] = []
        for crowd in theirs:
            kind = altered(deployment, crowd.kind, PERIODS[Site.PREFERRED], str(period))
            drill = Drill(kind, Part.VOICE, Failure(What.SITE, site))
            for asked in drill.asked_after_repair():
                if asked.milestone.point is Point.BACK and kind.profiles[Part.VOICE].auto_restore:
                    latest = answer(asked, drill.lengths).latest
                    back.append(None if latest is None else latest.ticks)
        known = [ticks for ticks in back if ticks is not None]
        last = max(known) if known and len(known) == len(back) else None
        yield Trade(period, sum(crowd.count for crowd in theirs) / period, last)
