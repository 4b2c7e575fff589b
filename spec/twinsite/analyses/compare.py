"""Compare two profiles: where they part, what is new, what is lost, which properties differ.

The shortest trace that parts them comes from the search over both at once; what happens at all and
the verdicts come from the search of each.  All of it is plain data that crosses processes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from twinsite.analyses.check import ProfileReport, PropertyReport, check_profile
from twinsite.checker.comparison.lockstep import Comparison, compare
from twinsite.checker.comparison.observable_steps import Happening, occurrences
from twinsite.checker.semantics.declaration import EventDecl
from twinsite.checker.semantics.system import Event, Step
from twinsite.checker.symbolic.property import Verdict
from twinsite.checker.symbolic.result import Progress
from twinsite.model.composition import COMMANDS, SERVED_SITES, desktop
from twinsite.model.predicates import MACHINES
from twinsite.model.profile import Profile
from twinsite.parallel import Jobs, results
from twinsite.properties.decorators import DesktopProperty


@dataclass(frozen=True, slots=True)
class Side:
    """One of two profiles, searched by itself."""

    report: ProfileReport
    """The verdicts and the counts."""
    happenings: tuple[Happening, ...]
    """Everything that happens under it."""

    @property
    def profile(self) -> Profile:
        """The profile."""
        return self.report.profile


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A property with another verdict on each side."""

    prop: PropertyReport
    """The property, with the verdict of a side that has it."""
    left: Verdict | None
    """The verdict on the left; None if the property does not apply there."""
    right: Verdict | None
    """The verdict on the right; None if the property does not apply there."""


@dataclass(frozen=True)
class Contrast:
    """Two profiles side by side."""

    left: Side
    right: Side
    product: Comparison
    """Where they part, if they do."""

    @cached_property
    def lost(self) -> tuple[Happening, ...]:
        """What happens on the left only, what happens first standing first."""
        return _only_in(self.left, self.right)

    @cached_property
    def new(self) -> tuple[Happening, ...]:
        """What happens on the right only, what happens first standing first."""
        return _only_in(self.right, self.left)

    @cached_property
    def properties(self) -> tuple[Disagreement, ...]:
        """The properties with different verdicts, in the order of the properties."""
        left = {prop.name: prop for prop in self.left.report.properties}
        right = {prop.name: prop for prop in self.right.report.properties}
        found = (
            Disagreement(
                prop,
                left[prop.name].verdict if prop.name in left else None,
                right[prop.name].verdict if prop.name in right else None,
            )
            for prop in {**left, **right}.values()
        )
        return tuple(entry for entry in found if entry.left is not entry.right)

    @cached_property
    def decisive(self) -> tuple[Profile, PropertyReport] | None:
        """The first property with different verdicts that a trace refutes, and where it does.

        Without any it is the first one that a trace shows; None if there is no trace at all.
        """
        names = {prop.prop.name: None for prop in self.properties}
        shown = [
            (side.profile, prop)
            for name in names
            for side in (self.left, self.right)
            for prop in side.report.properties
            if prop.name == name and prop.trace is not None
        ]
        refuted = (each for each in shown if each[1].verdict is Verdict.REFUTED)
        return next(refuted, shown[0] if shown else None)

    @cached_property
    def requirements(self) -> tuple[str, ...]:
        """The ids of all requirements that the difference concerns, sorted."""
        found = {prop.prop.requirement for prop in self.properties}
        events = [happening.occurrence.event for happening in (*self.new, *self.lost)]
        if self.product.difference is not None:
            events.append(self.product.difference.event)
        return tuple(sorted(found | {event_of(event).requirement for event in events}))


def _only_in(side: Side, other: Side) -> tuple[Happening, ...]:
    known = {happening.occurrence for happening in other.happenings}
    return tuple(h for h in side.happenings if h.occurrence not in known)


def event_of(event: Event) -> EventDecl:
    """Return the declaration of what is offered."""
    return MACHINES[event.machine].event(event.name)


def site_of(machine: str) -> str:
    """Return the site that a machine serves; empty if it serves the desktop as a whole."""
    return SERVED_SITES.get(machine, "")


def commands_taken(step: Step | None) -> list[str] | None:
    """Return the commands of a step as ``machine.command``, in order; None if it is refused."""
    if step is None:
        return None
    return [f"{machine}.{name}" for machine, name in step.log if name in COMMANDS]


def part(
    left: Profile,
    right: Profile,
    *,
    jobs: Jobs = None,
    observe: Callable[[Progress], None] = lambda _: None,
) -> Comparison:
    """Find the shortest trace that one of two profiles allows and the other does not.

    Args:
        left: One profile.
        right: The other profile.
        jobs: Who works; it is this process if it is no cluster.
        observe: Called after every round of the search, if it is in this process.
    """
    here = partial(_part, observe=observe)
    ((_, comparison),) = results(_part, [(left, right)], jobs=jobs, here=here)
    return comparison


def _part(
    pair: tuple[Profile, Profile], *, observe: Callable[[Progress], None] = lambda _: None
) -> Comparison:
    left, right = map(desktop, pair)
    return compare(left, right, observe=observe)


def examine(
    profile: Profile,
    *,
    observe: Callable[[Progress], None] = lambda _: None,
    decide: Callable[[DesktopProperty], None] = lambda _: None,
) -> Side:
    """Search one profile: decide every property, and note everything that happens.

    Args:
        profile: The constants of the desktop.
        observe: Called after every round of a search.
        decide: Called before each liveness property is decided.
    """
    report = check_profile(profile, observe=observe, decide=decide)
    return Side(report, occurrences(desktop(profile), observe=observe))


def examine_all(
    profiles: Iterable[Profile],
    *,
    jobs: Jobs = None,
    observe: Callable[[Progress], None] = lambda _: None,
    decide: Callable[[DesktopProperty], None] = lambda _: None,
) -> Iterator[Side]:
    """Search several profiles, each once, on several processes or on a cluster.

    Yields each side as soon as it is there, so in no fixed order.  ``observe`` and ``decide`` are
    told of the work only where everything runs in this process.
    """
    here = partial(examine, observe=observe, decide=decide)
    for _, side in results(examine, tuple(dict.fromkeys(profiles)), jobs=jobs, here=here):
        yield side
