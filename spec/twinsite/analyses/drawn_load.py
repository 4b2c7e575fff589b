"""What the desktops of a deployment ask of each site second by second, in a drill drawn once.

:mod:`.load` tells between which moments something comes; how it spreads between them is up to
chance.  Here every desktop is played by itself: its timers have any phase when the site fails, and
every answer, and every delay that an option draws at random, lies evenly within its bounds.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from random import Random
from typing import Final

from twinsite.analyses.drill.clockwork import TICKS
from twinsite.analyses.drill.drill import Drill
from twinsite.analyses.drill.failure import Failure, What
from twinsite.analyses.load import Asked, Cause, Crowd, DrawnLoad, Load
from twinsite.checker.semantics.system import Event, JointState, System
from twinsite.checker.timing.drawn import Drawn, Draws, Run
from twinsite.model.composition import SERVED_SITES
from twinsite.model.predicates import Facts, Site
from twinsite.model.profile import Part

SEED: Final = 1
"""What the draws begin with, so that the same deployment gives the same drill."""
_TRACES: Final = 10
"""So many long traces of each crowd are drawn, to begin at any moment of them."""
_MOMENTS: Final = 100
"""So many moments of each of these are begun at."""
_AFTER: Final = 15
"""So many seconds are looked at after the last desktop has moved."""


class _Desktops:
    """The desktops of one crowd, while a site fails and is repaired."""

    def __init__(self, crowd: Crowd, failure: Failure, random: Random) -> None:
        self.names = crowd.kind.sites
        self.drill = Drill(crowd.kind, Part.VOICE, failure)
        self._draws = Draws(self.drill.scene.behaviour)
        self._asked: dict[tuple[JointState, Event], tuple[Asked, ...]] = {}
        self._random = random
        self._at_work = self._any_time(self._at_the_start)
        self._failed = self._any_time(self._after_the_failure)

    def failing(self) -> Run[Facts]:
        """Return a desktop at the moment at which the site fails, at any time of its work."""
        run = self._random.choice(self._at_work).copy()
        run.take(self.drill.failing)
        return run

    def returning(self) -> Run[Facts]:
        """Return a desktop at the moment of the repair, at any time after it has settled."""
        run = self._random.choice(self._failed).copy()
        run.take(self.drill.failure.events(self.drill.kind, Part.VOICE, returns=True))
        return run

    def asked(self, drawn: Drawn) -> tuple[Asked, ...]:
        """Return what a step asks."""
        key = drawn.state, drawn.event
        if key not in self._asked:
            found = _asked_by(self.drill.scene.system, *key)
            self._asked[key] = tuple(
                (self.names[site], cause) for site, cause in found if site in self.names
            )
        return self._asked[key]

    def _at_the_start(self) -> Run[Facts]:
        return self._draws.begin(self._random.choice(self.drill.starts), self._random)

    def _after_the_failure(self) -> Run[Facts]:
        run, settled = self.failing(), frozenset(self.drill.settled)
        while run.state not in settled:
            run.pass_to(run.now + TICKS)
        return run

    def _any_time(self, begin: Callable[[], Run[Facts]]) -> Sequence[Run[Facts]]:
        """Return desktops at many moments of some long traces, so that all phases are mixed."""
        longest = max(ticks for ticks, _ in self.drill.lengths.deadlines.values())
        found = []
        for _ in range(_TRACES):
            run = begin()
            for _ in range(_MOMENTS):
                run.pass_to(run.now + self._random.uniform(0, longest))
                found.append(run.copy())
        return found


def drawn_loads(
    crowds: Sequence[Crowd], site: str, loads: Sequence[Load]
) -> Mapping[Asked, DrawnLoad]:
    """Return what is asked of each site when a site fails and is repaired, in a drawn drill.

    Args:
        crowds: The agents.
        site: The name of the site that fails.
        loads: What is asked within which bounds, which tell how long is looked.
    """
    lasts = [
        max((burst.latest // TICKS for load in loads for burst in bursts(load)), default=0)
        for bursts in (attrgetter("failure"), attrgetter("repair"))
    ]
    failure, repair = (last + _AFTER for last in lasts)
    after_failure: Counter[tuple[Asked, int]] = Counter()
    after_repair: Counter[tuple[Asked, int]] = Counter()
    random = Random(SEED)  # noqa: S311 (no secret)
    for crowd in crowds:
        if crowd.count:
            desktops = _Desktops(crowd, Failure(What.SITE, site), random)
            for _ in range(crowd.count):
                after_failure.update(_played(desktops, desktops.failing(), failure))
                after_repair.update(_played(desktops, desktops.returning(), repair))
    every = dict.fromkeys(asked for count in (after_failure, after_repair) for asked, _ in count)
    return {
        asked: DrawnLoad(
            tuple(after_failure[asked, second] for second in range(failure)),
            tuple(after_repair[asked, second] for second in range(repair)),
        )
        for asked in every
    }


def _played(desktops: _Desktops, run: Run[Facts], seconds: int) -> Iterator[tuple[Asked, int]]:
    """Yield what one desktop asks in the seconds that come, and in which of them."""
    for drawn in run.until(seconds * TICKS):
        for asked in desktops.asked(drawn):
            yield asked, int(drawn.at) // TICKS


def _asked_by(
    system: System[Facts], state: JointState, event: Event
) -> Iterator[tuple[Site, Cause]]:
    """Yield what a step asks of which site: no retransmission, and no attempt but the first."""
    step = system.step(state, event)
    before, after = system.view(state), system.view(step.after)
    for machine, effect in step.log:
        match effect:
            case "register":
                yield Site(SERVED_SITES[machine]), Cause.REGISTER
            case "connect_probe":
                yield Site.PREFERRED, Cause.PROBE
            case "log_in_at_preferred":
                yield Site.PREFERRED, Cause.LOGIN
            case "log_in":
                yield after.here, Cause.LOGIN
            case "log_out":
                yield before.here, Cause.LOGOUT
            case "connect_to_primary" if before.here is not after.here:
                yield after.here, Cause.CONNECTION
