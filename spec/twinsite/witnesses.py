"""For every rule a shortest run in which it matters.

Of a rule on what happens it is a run in which that happens.  Of a rule on what never happens it is
a near miss: a run of the specification after which one mutated step breaks the rule.  Of a rule on
infinite runs it is a run to where its promise is given.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from twinsite.desktop import voice
from twinsite.errors import InputError
from twinsite.facts import Facts
from twinsite.kernel.errors import RefusedError
from twinsite.kernel.explore import explore, retrace
from twinsite.kernel.property import Occurrence, Property, Sort
from twinsite.kernel.system import Offer, Step, System
from twinsite.mutation.campaign import mutant_of
from twinsite.mutation.judgement import Judgement, Killer
from twinsite.mutation.subjects import DEFAULTS, VARIANTS
from twinsite.mutation.trial import mutated
from twinsite.profile import Profile
from twinsite.properties import ALL
from twinsite.properties.claims import Claim, Registered
from twinsite.records import read
from twinsite.runs import claim_named


class Kind(StrEnum):
    """How a run shows that a rule matters."""

    HAPPENS = "happens"
    """What the rule says can happen is what happens last."""
    NEAR_MISS = "near miss"
    """One mutated step more breaks the rule."""
    PREMISE = "premise"
    """The promise of the rule is given at the end, and open."""


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
    right, wrong = voice(profile), voice(profile, mutated(mutant_of(witness.mutant)))
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


def _open_promise(claim: Claim) -> Claim:
    """Return the claim that the promise of a rule on infinite runs is open at some time."""
    premise, goal = claim.premise or (lambda _: True), claim.of_state
    if claim.sort is Sort.FINITELY:
        return Property(
            claim.name,
            claim.requirement,
            claim.sentence,
            Sort.SOMETIMES_STEP,
            when=claim.when,
            of_step=lambda before, after: premise(before) and premise(after),
        )
    return Property(
        claim.name,
        claim.requirement,
        claim.sentence,
        Sort.SOMETIMES,
        of_state=lambda facts: premise(facts) and not (goal is not None and goal(facts)),
    )


def _happenings(entries: Sequence[Registered]) -> Iterator[Witness]:
    """Yield the shortest run for every rule that one run can show.

    The variants are asked only where no default profile has one.
    """
    best: dict[str, Witness] = {}
    for profile in (*DEFAULTS, *VARIANTS):
        claims = [
            _open_promise(entry.claim) if entry.claim.is_about_runs else entry.claim
            for entry in entries
            if entry.applies(profile) and (profile in DEFAULTS or entry.claim.name not in best)
        ]
        if not claims:
            continue
        for finding in explore(voice(profile), claims).findings:
            if finding.run is None:
                continue
            rule = finding.property.name
            offers = tuple(str(step.offer) for step in finding.run)
            if rule not in best or len(offers) < len(best[rule].offers):
                about_runs = claim_named(rule, where="the rules").is_about_runs
                kind = Kind.PREMISE if about_runs else Kind.HAPPENS
                best[rule] = Witness(rule, kind, profile.name, offers)
    yield from best.values()


def collect(judgements: Sequence[Judgement]) -> tuple[Witness, ...]:
    """Find a witness for every rule, as far as there is one, in the order of the rules.

    Args:
        judgements: The trial of all mutants, with the runs that kill them.
    """
    shown = [entry for entry in ALL if entry.claim.is_existential or entry.claim.is_about_runs]
    found = {witness.rule: witness for witness in _happenings(shown)}
    for entry in ALL:
        if entry not in shown:
            for witness in _near_misses(entry.claim, judgements):
                found[entry.claim.name] = witness
                break
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
