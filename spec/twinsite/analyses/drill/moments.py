"""The earliest and the latest moment of something in a drill, each with what it is a sum of."""

from collections.abc import Mapping
from dataclasses import dataclass

from twinsite.analyses.drill.clockwork import Lengths
from twinsite.analyses.drill.milestones import Milestone, Point
from twinsite.analyses.drill.staff import WAIT
from twinsite.checker.semantics.system import Event, JointState
from twinsite.checker.timing.behaviour import Behaviour
from twinsite.checker.timing.bounds import MOST_ZONES, Attained, Unbounded, bounds
from twinsite.checker.timing.critical_path import timed
from twinsite.checker.timing.question import Question
from twinsite.model.predicates import Facts


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of a moment."""

    because: str
    """The option, or what is assumed."""
    times: int
    """How often it counts; negative where it is subtracted."""
    ticks: int
    """How much all of it makes."""


@dataclass(frozen=True, slots=True)
class Span:
    """One length on the critical path."""

    because: str
    since: int
    """When it begins, in ticks."""
    until: int
    """When it ends, in ticks; before its beginning where it is subtracted."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The earliest or the latest moment of something, and a trace that attains it."""

    ticks: int
    """After the failure, or after the repair."""
    terms: tuple[Term, ...]
    """What it is a sum of."""
    start: JointState
    """The joint state at the failure, or at the repair."""
    events: tuple[Event, ...]
    """What happens from then on, without what nothing depends on."""
    moments: tuple[int, ...]
    """When each of these happens, in ticks."""
    path: tuple[Span, ...]
    """The lengths that the moment is a sum of, one after another."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happens in a drill."""

    what: str
    """What happens, in words."""
    requirement: str
    """The requirement that asks for it; empty if the world does it."""
    earliest: Bound | None
    """None if it never happens."""
    latest: Bound | None
    """None if it never happens, or need not."""
    loop: tuple[Event, ...] = ()
    """What can come again and again, so that it need not happen."""
    otherwise: str = ""
    """Why it never happens, or need not, if that is known."""
    seen: str = ""
    """What the agent sees from then on; empty if nothing changes for the agent."""
    point: Point | None = None
    """What it is in other tables; None if none has it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a drill."""

    milestone: Milestone
    question: Question[Facts]
    behaviour: Behaviour[Facts]
    """What goes on after its triggers."""


def answer(asked: Asked, lengths: Lengths, *, most_zones: int = MOST_ZONES) -> Moment:
    """Return the moment that is asked for.

    Args:
        asked: The question.
        lengths: How long everything takes.
        most_zones: How many sets of clock values are looked at.

    Raises:
        UndeterminedError: if the search has grown too large.
    """
    milestone, question = asked.milestone, asked.question
    found = bounds(question, behaviour=asked.behaviour, most_zones=most_zones)

    def told(bound: Attained | Unbounded | None, *, latest: bool) -> Bound | None:
        if not isinstance(bound, Attained):
            return None
        trace = timed(question, asked.behaviour, bound, found.still, latest=latest)
        return Bound(
            bound.ticks,
            _terms(trace.terms, lengths),
            bound.way.start,
            (*question.triggers, *(taken.event for taken in bound.way.steps)),
            (*[0] * len(question.triggers), *trace.moments[1:]),
            tuple(Span(*span) for span in trace.path),
        )

    latest = told(found.latest, latest=True)
    requirement = milestone.requirement
    if requirement == "SITE-03" and latest and any(t.because == WAIT for t in latest.terms):
        requirement = "PHONE-03"
    return Moment(
        milestone.what,
        requirement,
        told(found.earliest, latest=False),
        latest,
        found.latest.loop if isinstance(found.latest, Unbounded) else (),
        milestone.otherwise,
        milestone.seen,
        milestone.point,
    )


def _terms(terms: Mapping[str, int], lengths: Lengths) -> tuple[Term, ...]:
    return tuple(
        Term(because, ticks // one if (one := lengths.one(because)) else 1, ticks)
        for because, ticks in terms.items()
    )
