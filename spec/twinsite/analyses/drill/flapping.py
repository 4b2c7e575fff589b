"""Sites that fail and return again and again: how often a desktop moves, and how long it is idle.

How an hour goes is up to chance, so some are drawn.  Every outage, and every time between two,
lasts between half and one and a half times as long as asked; two sites fail each by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from heapq import heapify, heapreplace
from random import Random
from typing import Final

from twinsite.analyses.drill.clockwork import TICKS
from twinsite.analyses.drill.drill import Drill
from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.drill.moments import Moment
from twinsite.analyses.drill.staff import Kind
from twinsite.checker.semantics.system import JointState
from twinsite.checker.timing.drawn import Draws, Run
from twinsite.model.predicates import Facts, Site
from twinsite.model.profile import Part

PERIODS: Final = (10, 30, 60, 120, 300, 900)
"""How long sites are down, and up again, in seconds."""
HOURS: Final = 20
"""So many hours are drawn of each."""
HOUR: Final = 3600 * TICKS
_SEED: Final = 1


@dataclass(frozen=True, slots=True)
class Spread:
    """Something in an hour, over all the hours that are drawn."""

    least: float
    mean: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Return the spread of what was drawn."""
        return cls(min(values), sum(values) / len(values), max(values))


@dataclass(frozen=True, slots=True)
class Flaps:
    """What outages of some length do to a desktop in an hour."""

    seconds: int
    """How long a site is down, and how long it is up, on average."""
    moves: Spread
    """How often the desktop leaves a site."""
    idle: Spread
    """How many seconds the agent cannot take calls."""


@dataclass(frozen=True, slots=True)
class Flapping:
    """What a failure that comes again and again does to agents who are alike."""

    kind: Kind
    failure: Failure
    leaving: Moment
    """When a single outage moves the desktop, exactly."""
    flaps: tuple[Flaps, ...]
    """What is drawn, for each length of the outages."""


def flapping_of(
    kind: Kind, failure: Failure, periods: Sequence[int] = PERIODS, hours: int = HOURS
) -> Flapping:
    """Return what a failure does that comes again and again.

    Args:
        kind: The agents.
        failure: What fails: a site, its SIP Servers, or both sites.
        periods: How long it is down, and up again, on average, in seconds.
        hours: How many hours are drawn of each.

    Raises:
        UndeterminedError: if a search has grown too large.
    """
    drill = Drill(kind, Part.VOICE, failure)
    draws = Draws(drill.scene.behaviour)
    random = Random(_SEED)  # noqa: S311 (no secret)
    flaps = []
    for seconds in periods:
        drawn = [_hour(drill, draws, random, seconds * TICKS) for _ in range(hours)]
        moves, idle = zip(*drawn, strict=True)
        flaps.append(Flaps(seconds, Spread.of(moves), Spread.of([each / TICKS for each in idle])))
    return Flapping(kind, failure, drill.leaving(), tuple(flaps))


def _hour(drill: Drill, draws: Draws[Facts], random: Random, mean: int) -> tuple[int, float]:
    """Return how often a desktop moves in an hour, and for how many ticks it is idle."""
    run = draws.begin(random.choice(drill.starts), random)
    watch = _Watch(run, drill)
    lasts = partial(random.uniform, mean / 2, 3 * mean / 2)
    changes = [(lasts(), number) for number, _ in enumerate(_each(drill))]
    heapify(changes)
    down = [False for _ in changes]
    while changes[0][0] < HOUR:
        at, number = changes[0]
        watch.until(at)
        failure = _each(drill)[number]
        run.take(failure.events(drill.kind, Part.VOICE, returns=down[number]))
        down[number] = not down[number]
        watch.look()
        heapreplace(changes, (at + lasts(), number))
    watch.until(HOUR)
    return watch.moves, watch.idle


def _each(drill: Drill) -> Sequence[Failure]:
    """Return what fails by itself."""
    if drill.failure.what is not What.BOTH:
        return (drill.failure,)
    return [replace(drill.failure, what=What.SITE, site=name) for name in drill.kind.sites.values()]


class _Watch:
    """Looks at a desktop: counts its moves, and the time in which its agent is idle."""

    def __init__(self, run: Run[Facts], drill: Drill) -> None:
        self.moves = 0
        self.idle = 0.0
        self._run, self._drill = run, drill
        self._known: dict[JointState, tuple[Site, bool]] = {}
        self._site, self._is_idle = self._seen()
        self._since = run.now

    def until(self, end: float) -> None:
        """Let time pass to a moment."""
        for _ in self._run.until(end):
            self.look()
        self.look()

    def look(self) -> None:
        """Look at what has become of the desktop."""
        site, is_idle = self._seen()
        self.moves += site is not self._site
        self.idle += (self._run.now - self._since) * self._is_idle
        self._site, self._is_idle, self._since = site, is_idle, self._run.now

    def _seen(self) -> tuple[Site, bool]:
        """Return the site at which the desktop works, and whether the agent is idle."""
        state = self._run.state
        if state not in self._known:
            facts = self._drill.scene.system.view(state)
            self._known[state] = facts.here, not _takes_calls(facts)
        return self._known[state]


def _takes_calls(facts: Facts) -> bool:
    """Return whether the agent can take calls; one whose state is not restored if logged in."""
    is_ready = facts.session_ready if facts.profile.restore_agent_state else facts.logged_in
    linked = any(
        facts.is_in("link", f"open_{server}")
        and facts.server_in_service(facts.here, primary=server == "primary")
        for server in ("primary", "backup")
    )
    return is_ready and linked and facts.phone_registered_here
