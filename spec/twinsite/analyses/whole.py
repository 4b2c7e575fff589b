"""The check of a whole desktop: what is proved part by part, and what of the product.

The product of the complete parts would be too large, and is not needed: :func:`foreign` decides
on the declarations whether the parts act on each other in other ways than the two that are meant.
Where they do touch, the product is explored with the link and the site selection of the Voice
connection in the place of all that it has.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from twinsite.analyses.check import PropertyReport, property_reports
from twinsite.checker.comparison.independence import Crossing
from twinsite.checker.liveness.decide import decide_liveness
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Verdict
from twinsite.checker.symbolic.result import Progress
from twinsite.model.profile import Part, Profile
from twinsite.model.whole.compose import foreign, whole
from twinsite.model.whole.parts import Parts
from twinsite.properties.whole import ASSUMPTIONS_OF_PARTS, WholeProperty, properties_of_whole


@dataclass(frozen=True, slots=True)
class WholeReport:
    """What the check of a whole desktop has shown."""

    parts: Parts
    """The parts that were asked for."""
    product: Parts
    """The parts of the product that was explored."""
    foreign: tuple[Crossing, ...]
    """How parts act on each other that are not meant to; none if they are independent."""
    states: int
    """Reachable states of the product."""
    steps: int
    """Steps taken."""
    depth: int
    """Steps from the initial state to the farthest one."""
    lost: frozenset[tuple[str, str, str]]
    """Every (machine, signal, state) in which a signal is lost without a stated reason."""
    properties: tuple[PropertyReport, ...]
    """The verdicts, in the order of the properties."""

    @property
    def verdict(self) -> Verdict:
        """Proved only if the parts are independent and every property is proved."""
        good = all(prop.verdict is Verdict.PROVED for prop in self.properties)
        return Verdict.PROVED if good and not (self.foreign or self.lost) else Verdict.REFUTED


PINNED: tuple[Parts, ...] = tuple(
    Parts(
        voice=Profile(),
        stat=Profile(part=Part.STAT, nodes=1),
        config=Profile(part=Part.CONFIG, nodes=1),
        hot_seat=hot_seat,
    )
    for hot_seat in (False, True)
)
"""The whole desktops of the baseline: every connection to one node or one pair, with the agent at
the usual place and at another one."""


def small(parts: Parts) -> Parts:
    """Return the parts with the link and the site selection alone of the Voice connection."""
    voice = parts.voice
    if voice.part is Part.VOICE:
        voice = Profile(
            part=Part.STAT,
            business_continuity=voice.has_peer,
            interpretations=voice.interpretations,
        )
    return replace(parts, voice=voice)


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
    product = small(parts)
    system = whole(product)
    properties = properties_of_whole(product)
    exploration = explore(system, [r for r in properties if not r.is_liveness], observe=observe)
    of_liveness = [prop for prop in properties if prop.is_liveness and traces]
    found = decide_liveness(exploration, of_liveness, ASSUMPTIONS_OF_PARTS, observe=decide)
    return WholeReport(
        parts=parts,
        product=product,
        foreign=foreign(whole(parts)),
        states=exploration.states,
        steps=exploration.steps,
        depth=exploration.depth,
        lost=frozenset(exploration.coverage.unhandled - system.accounted),
        properties=property_reports(exploration, found),
    )
