"""Check profiles: explore the desktop of each and decide every property that applies to it.

A report is plain data, so that it can cross from one process to another; a trace is kept as the
events that make it, and is taken again by whoever shows it.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self, TypeVar

from twinsite.baseline.waivers import Kind, place_of, reason_for
from twinsite.catalogue.lookup import find
from twinsite.checker.liveness.decide import LivenessFinding, decide_liveness
from twinsite.checker.liveness.fairness import FairnessAssumption
from twinsite.checker.liveness.lasso import Lasso
from twinsite.checker.semantics.system import Step
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.coverage import Coverage
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.observability import Peek, peeks
from twinsite.checker.symbolic.property import Property, Sort, Verdict
from twinsite.checker.symbolic.result import Exploration, Progress
from twinsite.model.composition import WORLD, desktop, unobservable
from twinsite.model.predicates import DECLARED, MACHINES
from twinsite.model.profile import Profile
from twinsite.parallel import Jobs, results
from twinsite.properties import ALL, liveness_of, properties_of
from twinsite.properties.decorators import DesktopProperty
from twinsite.properties.fairness import ASSUMPTIONS

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class PropertyReport:
    """The verdict on one property under one profile."""

    name: str
    """The name of the property."""
    requirement: str
    """The requirement that it stands for."""
    sentence: str
    """The property."""
    sort: Sort
    """What the property is about."""
    verdict: Verdict
    """The answer."""
    trace: tuple[str, ...] | None
    """The events of a shortest trace that decides it, where one does."""
    loop: int | None = None
    """If the trace goes on for ever: so many of its last events come again and again."""
    fairness: tuple[str, ...] = ()
    """For a liveness property: the smallest set of assumptions that proves it; if it is
    refuted, all assumptions, since no set does."""

    @classmethod
    def of(
        cls,
        prop: Property[V],
        verdict: Verdict,
        *,
        steps: Iterable[Step] | None = None,
        lasso: Lasso | None = None,
        fairness: Iterable[FairnessAssumption] = (),
    ) -> Self:
        """Return the report on a property.

        Args:
            prop: The property.
            verdict: The answer.
            steps: A trace that decides it, where one does.
            lasso: Instead, a trace that goes on for ever.
            fairness: The assumptions under which that is the answer.
        """
        taken = steps if lasso is None else lasso.steps
        return cls(
            name=prop.name,
            requirement=prop.requirement,
            sentence=prop.sentence,
            sort=prop.sort,
            verdict=verdict,
            trace=None if taken is None else tuple(str(step.event) for step in taken),
            loop=None if lasso is None else len(lasso.loop),
            fairness=tuple(map(str, fairness)),
        )


@dataclass(frozen=True, slots=True)
class ProfileReport:
    """What the check of one profile has shown."""

    profile: Profile
    states: int
    """Reachable states."""
    steps: int
    """Steps taken."""
    depth: int
    """Steps from the initial state to the farthest one."""
    complete: bool
    """Whether the whole space was explored."""
    seconds: float
    """How long it took; the only figure that differs from run to run."""
    properties: tuple[PropertyReport, ...]
    """The verdicts, in the order of the properties."""
    coverage: Coverage
    """What was used of each machine."""
    peeks: tuple[Peek, ...]
    """What the desktop decides by what no desktop is told."""

    @property
    def unaccounted(self) -> tuple[tuple[str, str, str], ...]:
        """Every (machine, signal, state) in which a signal is lost without a stated reason."""
        accounted = {
            (name, signal, state)
            for name, machine in MACHINES.items()
            for signal, state, _ in machine.ignores
        }
        return tuple(sorted(self.coverage.unhandled - accounted))

    def with_verdict(self, verdict: Verdict) -> tuple[PropertyReport, ...]:
        """Return the properties that have this verdict."""
        return tuple(prop for prop in self.properties if prop.verdict is verdict)

    @property
    def verdict(self) -> Verdict:
        """The verdict on the profile: refuted if anything is, proved only if everything is."""
        if self.with_verdict(Verdict.REFUTED) or self.unaccounted or self.peeks:
            return Verdict.REFUTED
        if not self.complete or self.with_verdict(Verdict.UNDETERMINED):
            return Verdict.UNDETERMINED
        return Verdict.PROVED


def select_properties(patterns: Sequence[str]) -> frozenset[str] | None:
    """Return the names of the properties that names, patterns or requirement ids mean.

    Returns:
        None if there are no patterns, which stands for every property.

    Raises:
        InputError: if a pattern matches nothing.
    """
    if not patterns:
        return None
    requirements = {entry.prop.name: entry.prop.requirement for entry in ALL}
    see = "Run 'twinsite properties' to see them all; * and ? are allowed."
    return frozenset(find(patterns, requirements, also=requirements, where="--property", see=see))


def check_profile(
    profile: Profile,
    *,
    only: frozenset[str] | None = None,
    limit: int | None = None,
    traces: bool = True,
    observe: Callable[[Progress], None] = lambda _: None,
    decide: Callable[[DesktopProperty], None] = lambda _: None,
) -> ProfileReport:
    """Check one profile.

    Args:
        profile: The constants of the desktop.
        only: The names of the properties to decide; all that apply if None.
        limit: Beyond this number of states the search is cut short.
        traces: Whether liveness properties are decided as well.
        observe: Called after every round of the search.
        decide: Called before each liveness property is decided.
    """
    properties, liveness = (
        tuple(prop for prop in every if only is None or prop.name in only)
        for every in (properties_of(profile), liveness_of(profile) if traces else ())
    )
    started = time.perf_counter()
    exploration = explore(desktop(profile), properties, limit=limit, observe=observe)
    of_liveness = decide_liveness(exploration, liveness, ASSUMPTIONS, observe=decide)
    depth, coverage = exploration.depth, exploration.coverage  # there may be no room for them
    peeked = peeks(exploration, unobservable(profile), WORLD)  # nor for these
    return ProfileReport(
        profile=profile,
        states=exploration.states,
        steps=exploration.steps,
        depth=depth,
        complete=exploration.complete,
        seconds=time.perf_counter() - started,
        properties=property_reports(exploration, of_liveness),
        coverage=coverage,
        peeks=peeked,
    )


def property_reports(
    exploration: Exploration[V], of_liveness: Iterable[LivenessFinding[V]]
) -> tuple[PropertyReport, ...]:
    """Return the verdicts of a search, then those on liveness."""
    return (
        *(PropertyReport.of(f.property, f.verdict, steps=f.trace) for f in exploration.findings),
        *(
            PropertyReport.of(f.property, f.verdict, lasso=f.lasso, fairness=f.fairness)
            for f in of_liveness
        ),
    )


def check_profiles(
    profiles: Sequence[Profile],
    *,
    only: frozenset[str] | None = None,
    limit: int | None = None,
    traces: bool = True,
    jobs: Jobs = None,
    observe: Callable[[Progress], None] = lambda _: None,
    decide: Callable[[DesktopProperty], None] = lambda _: None,
) -> Iterator[ProfileReport]:
    """Check several profiles, on several processes or on a cluster.

    Yields each report as soon as it is there, so in no fixed order.  ``observe`` and ``decide``
    are told of the work only where everything runs in this process.
    """
    check = partial(check_profile, only=only, limit=limit, traces=traces)
    here = partial(check, observe=observe, decide=decide)
    for _, report in results(check, profiles, jobs=jobs, here=here):
        yield report


@dataclass(frozen=True, slots=True)
class Unused:
    """A state or a transition that no profile has used."""

    machine: str
    """The chart's name."""
    what: str
    """The state, or the transition as it is declared."""
    reason: str | None
    """Why that is accepted; None if no reason is recorded."""


def unused(reports: Iterable[ProfileReport]) -> tuple[Unused, ...]:
    """Return every state and transition that none of the reports has used.

    A chart of which there are several instances is used as soon as one of them is.
    """
    used = {
        (MACHINES[instance].name, what)
        for report in reports
        for instance, what in (*report.coverage.states, *report.coverage.transitions)
    }
    found: list[Unused] = []
    for machine in DECLARED.values():
        name = machine.name
        places: dict[str | int, tuple[str, str]] = {
            state: (f"state {state}", place_of(name, state)) for state in machine.states
        }
        for number, t in enumerate(machine.transitions):
            places[number] = (str(t), place_of(name, t.source, t.event, t.guard.text))
        found += [
            Unused(name, told, reason_for(Kind.UNUSED, place))
            for what, (told, place) in places.items()
            if (name, what) not in used
        ]
    return tuple(found)
