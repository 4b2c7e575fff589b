"""The check of a whole desktop: the start and the three connections, complete, side by side.

Every invariant and transition invariant of every part is decided on the whole, and what must hold
where the parts touch.  :func:`foreign` explains why the parts keep their properties: by their
declarations they act on each other in no other way than the two that are meant.
"""

from collections.abc import Callable
from dataclasses import dataclass

from twinsite.analyses.check import PropertyReport, property_reports
from twinsite.checker.comparison.independence import Crossing
from twinsite.checker.liveness.decide import decide_liveness
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Verdict
from twinsite.checker.symbolic.result import Progress
from twinsite.model.profile import Part, Profile
from twinsite.model.whole.compose import foreign, whole
from twinsite.model.whole.parts import Parts
from twinsite.properties.lifted import lifted
from twinsite.properties.whole import ASSUMPTIONS_OF_PARTS, WholeProperty, properties_of_whole


@dataclass(frozen=True, slots=True)
class WholeReport:
    """What the check of a whole desktop has shown."""

    parts: Parts
    """The parts."""
    foreign: tuple[Crossing, ...]
    """How parts act on each other that are not meant to; none if they are independent."""
    states: int
    """Reachable states."""
    steps: int
    """Steps between them."""
    complete: bool
    """Whether every reachable state was found."""
    lost: frozenset[tuple[str, str, str]]
    """Every (machine, signal, state) in which a signal is lost without a stated reason."""
    of_parts: tuple[PropertyReport, ...]
    """The verdicts on what must hold of the parts, the parts in order."""
    properties: tuple[PropertyReport, ...]
    """The verdicts on what must hold of the whole."""

    @property
    def verdict(self) -> Verdict:
        """Refuted if anything is, proved only if everything is."""
        verdicts = {prop.verdict for prop in (*self.of_parts, *self.properties)}
        if Verdict.REFUTED in verdicts or self.lost:
            return Verdict.REFUTED
        undetermined = Verdict.UNDETERMINED in verdicts or not self.complete
        return Verdict.UNDETERMINED if undetermined else Verdict.PROVED


def _parts(voice: Profile, stat: int, config: int, *, hot_seat: bool = False) -> Parts:
    return Parts(
        voice=voice,
        stat=Profile(part=Part.STAT, nodes=stat),
        config=Profile(part=Part.CONFIG, nodes=config),
        hot_seat=hot_seat,
    )


PINNED: tuple[Parts, ...] = (
    _parts(Profile(), 1, 1),
    _parts(Profile(), 1, 1, hot_seat=True),
    _parts(Profile(), 0, 0),
    _parts(Profile(), 2, 3, hot_seat=True),
)
"""The whole desktops of the baseline: one node everywhere, with the agent at the usual place and at
another one; pairs everywhere; and clusters of different sizes."""

FOLLOWED = PINNED[:2]
"""Those of which the infinite traces are followed as well; with more nodes that takes minutes."""


def check_whole(
    parts: Parts,
    *,
    traces: bool = True,
    observe: Callable[[Progress], None] = lambda _: None,
    decide: Callable[[WholeProperty], None] = lambda _: None,
) -> WholeReport:
    """Check a whole desktop.

    Args:
        parts: The profiles of its parts.
        traces: Whether properties on infinite traces are decided as well.
        observe: Called after every round of the search.
        decide: Called before each property on infinite traces is decided.
    """
    system = whole(parts)
    of_parts, properties = lifted(parts), properties_of_whole(parts)
    safety = [prop for prop in properties if not prop.is_liveness]
    exploration = explore(system, [*of_parts, *safety], witnesses=False, observe=observe)
    of_liveness = [prop for prop in properties if prop.is_liveness and traces]
    found = decide_liveness(exploration, of_liveness, ASSUMPTIONS_OF_PARTS, observe=decide)
    reports = property_reports(exploration, found)
    lost = exploration.coverage.unhandled - system.accounted if exploration.complete else ()
    return WholeReport(
        parts=parts,
        foreign=foreign(system),
        states=exploration.states,
        steps=exploration.steps,
        complete=exploration.complete,
        lost=frozenset(lost),
        of_parts=reports[: len(of_parts)],
        properties=reports[len(of_parts) :],
    )
