"""The trial of one mutant: is it the same, does a property notice, where does it differ?"""

from collections.abc import Iterator
from functools import cache, cached_property

from twinsite.analyses.mutation.judgement import (
    ENDLESS_SIGNALS,
    LOST_SIGNAL,
    Distinction,
    Fate,
    Judgement,
    Killer,
)
from twinsite.analyses.mutation.subjects import DEFAULTS, VARIANTS
from twinsite.checker.comparison.lockstep import Difference, commands_of, compare
from twinsite.checker.liveness.decide import Liveness
from twinsite.checker.liveness.fairness import everything
from twinsite.checker.mutation.equivalence import same_answers
from twinsite.checker.mutation.mutants import Mutant, mutants
from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.system import Step, System
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.observability import peeks
from twinsite.checker.symbolic.property import Verdict
from twinsite.checker.symbolic.result import Exploration
from twinsite.model.composition import WORLD, desktop, unobservable
from twinsite.model.predicates import DECLARED, MACHINES, Facts
from twinsite.model.profile import Profile
from twinsite.properties import liveness_of, properties_of
from twinsite.properties.fairness import ASSUMPTIONS

ROOM = 1 << 23
"""Nodes that a profile and its mutants may have together."""
LIVENESS_STATES = 650_000
"""Liveness properties are decided of mutants of profiles up to this size."""


@cache
def every_mutant() -> tuple[Mutant, ...]:
    """Return every mutant of every machine, in a fixed order."""
    return tuple(mutant for machine in DECLARED.values() for mutant in mutants(machine))


def mutated(mutant: Mutant) -> dict[str, MachineDecl]:
    """Return the declarations with every instance of one machine changed."""
    return exchanged(mutant.changed)


def exchanged(changed: MachineDecl) -> dict[str, MachineDecl]:
    """Return the declarations with another one for the chart of that name."""
    return {
        name: changed if machine.name == changed.name else machine
        for name, machine in MACHINES.items()
    }


class Base:
    """What the specification itself does under a profile."""

    def __init__(self, profile: Profile) -> None:
        """Explore a profile and decide all of its properties."""
        self.profile = profile
        self.system = desktop(profile)
        exploration = explore(self.system, properties_of(profile), witnesses=False, capacity=ROOM)
        self.states = exploration.states
        self.refuted = {
            f.property.name for f in exploration.findings if f.verdict is not Verdict.PROVED
        }
        self.lost = _lost(exploration, profile)
        self.exploration = exploration

    @cached_property
    def endless(self) -> set[str]:
        """The liveness properties that fail, whatever is assumed of the world, if it is small."""
        return broken_liveness(self.exploration, self.profile) if self.is_small else set()

    @property
    def is_small(self) -> bool:
        """Whether liveness properties are decided."""
        return self.states <= LIVENESS_STATES

    def is_same(self, mutant: Mutant) -> bool:
        """Return whether a mutant has the same graph of states here, with the same commands."""
        concerned = [
            (number, mutant.event)
            for number, instance in enumerate(self.system.instances)
            if instance.machine.name == mutant.machine
        ]
        changed = desktop(self.profile, mutated(mutant))
        events = concerned if mutant.event else ()
        return same_answers(self.exploration, changed, events)


@cache
def base_of(profile: Profile) -> Base:
    """Return the specification under a profile, explored once in a process."""
    return Base(profile)


def _lost(exploration: Exploration[Facts], profile: Profile) -> set[object]:
    """Return the signals that are lost without a reason, and what no desktop could decide so."""
    unhandled = exploration.coverage.unhandled - exploration.system.accounted
    return {*unhandled, *peeks(exploration, unobservable(profile), WORLD)}


def broken_liveness(exploration: Exploration[Facts], profile: Profile) -> set[str]:
    """Return the liveness properties that fail, whatever is assumed of the world."""
    properties = liveness_of(profile)
    liveness = Liveness(exploration, ASSUMPTIONS)
    assumed = everything(ASSUMPTIONS)
    return {prop.name for prop in properties if not liveness.holds(prop, assumed)}


def killers_of(mutant: Mutant, base: Base) -> tuple[Killer, ...]:
    """Return every property that tells a mutant from the specification under a profile."""
    profile = base.profile
    try:
        exploration = explore(
            desktop(profile, mutated(mutant)),
            properties_of(profile),
            limit=4 * base.states + 1000,
            witnesses=False,
            like=base.exploration,
        )
    except DeclarationError:
        return (Killer(ENDLESS_SIGNALS, None),)
    return tuple(_differences(exploration, base))


def _differences(exploration: Exploration[Facts], base: Base) -> Iterator[Killer]:
    killed = False
    for finding in exploration.findings:
        if finding.verdict is Verdict.UNDETERMINED:
            continue
        if (finding.verdict is Verdict.REFUTED) != (finding.property.name in base.refuted):
            killed = True
            trace = finding.trace
            events = None if trace is None else tuple(str(step.event) for step in trace)
            yield Killer(finding.property.name, events)
    if _lost(exploration, base.profile) - base.lost:
        killed = True
        yield Killer(LOST_SIGNAL, None)
    if not killed and exploration.complete and base.is_small:
        for name in sorted(broken_liveness(exploration, base.profile) ^ base.endless):
            yield Killer(name, None)


def judge(mutant: Mutant, first: Profile | None = None) -> Judgement:
    """Try a mutant under profile after profile until a property kills it.

    The variants are asked only of a mutant that is the same under every default profile.

    Args:
        mutant: The mutant.
        first: A profile to begin with, because it killed the mutant before.
    """
    if first is not None and (killers := killers_of(mutant, base_of(first))):
        return Judgement(mutant.id, mutant.machine, Fate.KILLED, first.name, killers)
    differing: list[Base] = []
    for profiles in (DEFAULTS, VARIANTS):
        for profile in profiles:
            base = base_of(profile)
            if base.is_same(mutant):
                continue
            killers = killers_of(mutant, base)
            if killers:
                return Judgement(mutant.id, mutant.machine, Fate.KILLED, profile.name, killers)
            differing.append(base)
        if differing:
            return _survivor(mutant, differing)
    return Judgement(mutant.id, mutant.machine, Fate.EQUIVALENT)


def _survivor(mutant: Mutant, differing: list[Base]) -> Judgement:
    """Say where a mutant that no property notices differs, if it does at all."""
    inside = ""
    for base in differing:
        comparison = compare(base.system, desktop(base.profile, mutated(mutant)))
        assert comparison.complete
        if comparison.difference is not None:
            distinction = _distinction(base.system, comparison.difference)
            return Judgement(
                mutant.id,
                mutant.machine,
                Fate.SURVIVED,
                base.profile.name,
                distinction=distinction,
            )
        if not comparison.identical:
            inside = inside or base.profile.name
    fate = Fate.SURVIVED if inside else Fate.EQUIVALENT
    return Judgement(mutant.id, mutant.machine, fate, inside)


def _distinction(system: System[Facts], difference: Difference) -> Distinction:
    def told(step: Step | None) -> str:
        if step is None:
            return "refuses"
        commands = [f"{machine}: {name}" for machine, name in commands_of(system, step.log)]
        return ", ".join(commands) or "no command"

    return Distinction(
        tuple(map(str, (*difference.shared, difference.event))),
        told(difference.left),
        told(difference.right),
    )
