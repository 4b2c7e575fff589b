"""For every rule a shortest run in which it matters.

Of a rule on what happens it is a run in which that happens.  Of a rule on what never happens it is
a near miss: a run of the specification after which one mutated step breaks the rule.  Of a rule on
infinite runs it is a run to where its promise is given; so it is where no mutated step is enough.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from twinsite.analyses.mutation.campaign import mutant_of
from twinsite.analyses.mutation.judgement import Judgement, Killer
from twinsite.analyses.mutation.subjects import DEFAULTS, VARIANTS
from twinsite.analyses.mutation.trial import mutated
from twinsite.analyses.traces import claim_named
from twinsite.baseline.records import read
from twinsite.checker.explorer.explore import explore, retrace
from twinsite.checker.explorer.property import Occurrence, Property, Sort
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Offer, Step, System
from twinsite.errors import InputError
from twinsite.model.composition import desktop
from twinsite.model.predicates import Facts
from twinsite.model.profile import Profile
from twinsite.properties import ALL
from twinsite.properties.claims import Claim, Registered


class Kind(StrEnum):
    """How a run shows that a rule matters."""

    HAPPENS = "happens"
    """What the rule says can happen is what happens last."""
    NEAR_MISS = "near miss"
    """One mutated step more breaks the rule."""
    PREMISE = "premise"
    """The premise of the rule holds at the end: there it asks for something."""


_DEFAULT_NAMES = {profile.name for profile in DEFAULTS}


@dataclass(frozen=True, slots=True)
class Witness:
    """A run in which a rule matters."""

    rule: str
    """The name of the property."""
    kind: Kind
    """How it matters."""
    profile: str
    """The name of the profile."""
    offers: tuple[str, ...]
    """The events of the run, in order; the last one of a near miss is the mutated step."""
    mutant: str = ""
    """For a near miss the id of the mutant."""


def is_broken(system: System[Facts], claim: Claim, step: Step) -> bool:
    """Return whether a step breaks a rule on what never happens."""
    after = system.view(step.after)
    if not claim.is_about_steps:
        assert claim.of_state is not None
        return not claim.of_state(after)
    if not claim.when(Occurrence(step.offer, step.log)):
        return False
    return claim.of_step is None or not claim.of_step(system.view(step.before), after)


def objections(witness: Witness) -> Iterator[str]:
    """Yield why a near miss is none; nothing if it is one."""
    claim = claim_named(witness.rule, where="the witness")
    profile = Profile.parse(witness.profile)
    right, wrong = desktop(profile), desktop(profile, mutated(mutant_of(witness.mutant)))
    if not witness.offers:
        yield "there is no step"
        return
    *first, last = (Offer.parse(text) for text in witness.offers)
    try:
        taken, told = list(retrace(right, first)), list(retrace(wrong, first))
    except RefusedError:
        yield "it does not begin with a run of both"
        return
    if [(s.after, s.log) for s in taken] != [(s.after, s.log) for s in told]:
        yield "the mutant differs before the last step"
    state = taken[-1].after if taken else right.initial
    if state != (told[-1].after if told else wrong.initial):
        yield "the mutant starts elsewhere"
        return
    try:
        if not is_broken(wrong, claim, wrong.step(state, last)):
            yield "the mutated step breaks nothing"
    except RefusedError:
        yield "the mutant refuses the last step"
    try:
        if is_broken(right, claim, right.step(state, last)):
            yield "the specification breaks the rule as well"
    except RefusedError:
        return  # the specification has no such step at all


def _near_misses(claim: Claim, judgements: Iterable[Judgement]) -> Iterator[Witness]:
    """Yield the near misses among the runs that kill mutants, shortest first.

    Those under a default profile come before those under another reading.
    """
    found: list[tuple[Judgement, Killer]] = [
        (judgement, killer)
        for judgement in judgements
        for killer in judgement.killers
        if killer.rule == claim.name and killer.run
    ]

    def rank(entry: tuple[Judgement, Killer]) -> tuple[bool, int]:
        return entry[0].profile not in _DEFAULT_NAMES, len(entry[1].run or ())

    for judgement, killer in sorted(found, key=rank):
        assert killer.run is not None
        witness = Witness(
            claim.name, Kind.NEAR_MISS, judgement.profile, killer.run, judgement.mutant
        )
        if not any(True for _ in objections(witness)):
            yield witness


_PREMISES: Mapping[str, Callable[[Occurrence], bool]] = {
    "logs_out_before_it_closes_the_link": lambda o: o.has("log_out") and o.has("close_link"),
}
"""Which steps a rule is about, where its own ``when`` is the breach itself."""


def premise_of(claim: Claim) -> Claim:
    """Return the claim that the premise of a rule holds at some time."""
    premise, goal = claim.premise or (lambda _: True), claim.of_state
    of_state = of_step = None
    match claim.sort:
        case Sort.LEADS_TO:
            sort = Sort.SOMETIMES

            def of_state(facts: Facts) -> bool:
                return premise(facts) and not (goal is not None and goal(facts))

        case Sort.FINITELY:
            sort = Sort.SOMETIMES_STEP

            def of_step(before: Facts, after: Facts) -> bool:
                return premise(before) and premise(after)

        case _:
            sort = Sort.SOMETIMES_STEP
    return Property(
        claim.name,
        claim.requirement,
        claim.sentence,
        sort,
        of_state=of_state,
        when=_PREMISES.get(claim.name, claim.when),
        of_step=of_step,
    )


def _found(claims: Sequence[Registered], kind: Kind) -> Iterator[Witness]:
    """Yield the shortest run for every claim on what can happen.

    The variants are asked only where no default profile has one.
    """
    best: dict[str, Witness] = {}
    for profile in (*DEFAULTS, *VARIANTS):
        asked = [
            entry.claim
            for entry in claims
            if entry.applies(profile) and (profile in DEFAULTS or entry.claim.name not in best)
        ]
        for finding in explore(desktop(profile), asked).findings if asked else ():
            rule, run = finding.property.name, finding.run
            if run is not None and (rule not in best or len(run) < len(best[rule].offers)):
                offers = tuple(str(step.offer) for step in run)
                best[rule] = Witness(rule, kind, profile.name, offers)
    yield from best.values()


def collect(judgements: Sequence[Judgement]) -> tuple[Witness, ...]:
    """Find a witness for every rule, as far as there is one, in the order of the rules.

    Args:
        judgements: The trial of all mutants, with the runs that kill them.
    """
    happening = [entry for entry in ALL if entry.claim.is_existential]
    found = {witness.rule: witness for witness in _found(happening, Kind.HAPPENS)}
    for entry in ALL:
        if not (entry.claim.is_existential or entry.claim.is_about_runs):
            nearest = next(_near_misses(entry.claim, judgements), None)
            if nearest is not None:
                found[entry.claim.name] = nearest
    left = [
        Registered(premise_of(entry.claim), entry.applies)
        for entry in ALL
        if entry.claim.name not in found and entry.claim.sort is not Sort.ALWAYS
    ]
    found |= {witness.rule: witness for witness in _found(left, Kind.PREMISE)}
    return tuple(found[e.claim.name] for e in ALL if e.claim.name in found)


def record(witnesses: Iterable[Witness]) -> str:
    """Return the text of the record, a line for each rule."""

    def line(witness: Witness) -> str:
        data: dict[str, object] = {"kind": witness.kind.value, "profile": witness.profile}
        if witness.mutant:
            data["mutant"] = witness.mutant
        data["offers"] = list(witness.offers)
        return f"{json.dumps(witness.rule)}: {json.dumps(data)}"

    return "{\n" + ",\n".join(map(line, witnesses)) + "\n}\n"


def recorded() -> dict[str, Witness]:
    """Return the recorded witnesses by the names of the rules."""
    return {
        rule: Witness(
            rule,
            Kind(data["kind"]),
            data["profile"],
            tuple(data["offers"]),
            data.get("mutant", ""),
        )
        for rule, data in read("witnesses").items()
    }


def witness_of(rule: str) -> Witness:
    """Return the recorded witness of a rule.

    Raises:
        InputError: if there is no such rule, or no witness is recorded for it.
    """
    claim_named(rule, where="twinsite witness")
    witness = recorded().get(rule)
    if witness is None:
        raise InputError(
            f"no witness is recorded for {rule!r}",
            where="twinsite witness",
            remedy="Run 'twinsite mutate --witnesses' to find one.",
        )
    return witness
