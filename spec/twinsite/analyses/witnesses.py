"""For every property a shortest trace in which it matters.

Of a property on what happens it is a trace in which that happens.  Of a property on what never
happens it is a near miss: a trace of the specification after which one mutated step breaks the
property.  Of a property on infinite traces it is a trace to where its promise is given; so it is
where no mutated step is enough.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from twinsite.analyses.mutation.campaign import mutant_of
from twinsite.analyses.mutation.judgement import Judgement, Killer
from twinsite.analyses.mutation.subjects import DEFAULTS, VARIANTS
from twinsite.analyses.mutation.trial import mutated
from twinsite.analyses.traces import property_named
from twinsite.baseline.records import read
from twinsite.checker.explorer.explore import explore, retrace
from twinsite.checker.explorer.property import Occurrence, Property, Sort
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, Step, System
from twinsite.errors import InputError
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Profile
from twinsite.properties import ALL
from twinsite.properties.decorators import DesktopProperty, Registered


class Kind(StrEnum):
    """How a trace shows that a property matters."""

    HAPPENS = "happens"
    """What the property says can happen is what happens last."""
    NEAR_MISS = "near miss"
    """One mutated step more breaks the property."""
    PREMISE = "premise"
    """The premise of the property holds at the end: there it asks for something."""


_DEFAULT_NAMES = {profile.name for profile in DEFAULTS}


@dataclass(frozen=True, slots=True)
class Witness:
    """A trace in which a property matters."""

    prop: str
    """The name of the property."""
    kind: Kind
    """How it matters."""
    profile: str
    """The name of the profile."""
    events: tuple[str, ...]
    """The events of the trace, in order; the last one of a near miss is the mutated step."""
    mutant: str = ""
    """For a near miss the id of the mutant."""


def is_broken(system: System[Facts], prop: DesktopProperty, step: Step) -> bool:
    """Return whether a step breaks a property on what never happens."""
    after = system.view(step.after)
    if not prop.is_about_steps:
        assert prop.of_state is not None
        return not prop.of_state(after)
    if not prop.when(Occurrence(step.event, step.log)):
        return False
    return prop.of_step is None or not prop.of_step(system.view(step.before), after)


def objections(witness: Witness) -> Iterator[str]:
    """Yield why a near miss is none; nothing if it is one."""
    prop = property_named(witness.prop, where="the witness")
    profile = Profile.parse(witness.profile)
    right, wrong = desktop(profile), desktop(profile, mutated(mutant_of(witness.mutant)))
    if not witness.events:
        yield "there is no step"
        return
    *first, last = (Event.parse(text) for text in witness.events)
    try:
        taken, told = list(retrace(right, first)), list(retrace(wrong, first))
    except RefusedError:
        yield "it does not begin with a trace of both"
        return
    if [(s.after, s.log) for s in taken] != [(s.after, s.log) for s in told]:
        yield "the mutant differs before the last step"
    state = taken[-1].after if taken else right.initial
    if state != (told[-1].after if told else wrong.initial):
        yield "the mutant starts elsewhere"
        return
    try:
        if not is_broken(wrong, prop, wrong.step(state, last)):
            yield "the mutated step breaks nothing"
    except RefusedError:
        yield "the mutant refuses the last step"
    try:
        if is_broken(right, prop, right.step(state, last)):
            yield "the specification breaks the property as well"
    except RefusedError:
        return  # the specification has no such step at all


def _near_misses(prop: DesktopProperty, judgements: Iterable[Judgement]) -> Iterator[Witness]:
    """Yield the near misses among the traces that kill mutants, shortest first.

    Those under a default profile come before those under another interpretation.
    """
    found: list[tuple[Judgement, Killer]] = [
        (judgement, killer)
        for judgement in judgements
        for killer in judgement.killers
        if killer.prop == prop.name and killer.trace
    ]

    def rank(entry: tuple[Judgement, Killer]) -> tuple[bool, int]:
        return entry[0].profile not in _DEFAULT_NAMES, len(entry[1].trace or ())

    for judgement, killer in sorted(found, key=rank):
        assert killer.trace is not None
        witness = Witness(
            prop.name, Kind.NEAR_MISS, judgement.profile, killer.trace, judgement.mutant
        )
        if not any(True for _ in objections(witness)):
            yield witness


_PREMISES: Mapping[str, Callable[[Occurrence], bool]] = {
    "logs_out_before_it_closes_the_link": lambda o: o.has("log_out") and o.has("close_link"),
}
"""Which steps a property is about, where its own ``when`` is the breach itself."""


def premise_of(prop: DesktopProperty) -> DesktopProperty:
    """Return the property that the premise of a property holds at some time."""
    premise, goal = prop.premise or (lambda _: True), prop.of_state
    of_state = of_step = None
    match prop.sort:
        case Sort.LEADS_TO:
            sort = Sort.REACHABLE

            def of_state(facts: Facts) -> bool:
                return premise(facts) and not (goal is not None and goal(facts))

        case Sort.FINITELY:
            sort = Sort.REACHABLE_STEP

            def of_step(before: Facts, after: Facts) -> bool:
                return premise(before) and premise(after)

        case _:
            sort = Sort.REACHABLE_STEP
    return Property(
        prop.name,
        prop.requirement,
        prop.sentence,
        sort,
        of_state=of_state,
        when=_PREMISES.get(prop.name, prop.when),
        of_step=of_step,
    )


def _found(properties: Sequence[Registered], kind: Kind) -> Iterator[Witness]:
    """Yield the shortest trace for every property on what can happen.

    The variants are asked only where no default profile has one.
    """
    best: dict[str, Witness] = {}
    for profile in (*DEFAULTS, *VARIANTS):
        asked = [
            entry.prop
            for entry in properties
            if entry.applies(profile) and (profile in DEFAULTS or entry.prop.name not in best)
        ]
        for finding in explore(desktop(profile), asked).findings if asked else ():
            prop, trace = finding.property.name, finding.trace
            if trace is not None and (prop not in best or len(trace) < len(best[prop].events)):
                events = tuple(str(step.event) for step in trace)
                best[prop] = Witness(prop, kind, profile.name, events)
    yield from best.values()


def collect(judgements: Sequence[Judgement]) -> tuple[Witness, ...]:
    """Find a witness for every property, as far as there is one, in the order of the properties.

    Args:
        judgements: The trial of all mutants, with the traces that kill them.
    """
    happening = [entry for entry in ALL if entry.prop.is_existential]
    found = {witness.prop: witness for witness in _found(happening, Kind.HAPPENS)}
    for entry in ALL:
        if not (entry.prop.is_existential or entry.prop.is_liveness):
            nearest = next(_near_misses(entry.prop, judgements), None)
            if nearest is not None:
                found[entry.prop.name] = nearest
    left = [
        Registered(premise_of(entry.prop), entry.applies)
        for entry in ALL
        if entry.prop.name not in found and entry.prop.sort is not Sort.INVARIANT
    ]
    found |= {witness.prop: witness for witness in _found(left, Kind.PREMISE)}
    return tuple(found[e.prop.name] for e in ALL if e.prop.name in found)


def record(witnesses: Iterable[Witness]) -> str:
    """Return the text of the record, a line for each property."""

    def line(witness: Witness) -> str:
        data: dict[str, object] = {"kind": witness.kind.value, "profile": witness.profile}
        if witness.mutant:
            data["mutant"] = witness.mutant
        data["events"] = list(witness.events)
        return f"{json.dumps(witness.prop)}: {json.dumps(data)}"

    return "{\n" + ",\n".join(map(line, witnesses)) + "\n}\n"


def recorded() -> dict[str, Witness]:
    """Return the recorded witnesses by the names of the properties."""
    return {
        prop: Witness(
            prop,
            Kind(data["kind"]),
            data["profile"],
            tuple(data["events"]),
            data.get("mutant", ""),
        )
        for prop, data in read("witnesses").items()
    }


def witness_of(prop: str) -> Witness:
    """Return the recorded witness of a property.

    Raises:
        InputError: if there is no such property, or no witness is recorded for it.
    """
    property_named(prop, where="twinsite witness")
    witness = recorded().get(prop)
    if witness is None:
        raise InputError(
            f"no witness is recorded for {prop!r}",
            where="twinsite witness",
            remedy="Run 'twinsite mutate --witnesses' to find one.",
        )
    return witness
