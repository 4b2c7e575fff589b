"""The fate of every mutant, and how many mutants each property kills.

The fate of a mutant rests on the whole of the profile under which it was found, so it stands as
long as the fingerprint of that profile does; that a mutant is equivalent rests on every profile
that has its machine.  A survivor that has a waiver stands as it is: there is no worse fate, so
nothing is hidden, and trying it takes longest.

Of a mutant whose fate rests on something that has changed, first the recorded trace is taken
again: if it still breaks the recorded property, and the specification under that profile does not,
the mutant is killed as it was.  An equivalent one stands if it is the same under every profile that
has changed.  Only what is not settled so is tried anew, under the profile that
killed it before everything else.  So a recorded profile and trace always kill the mutant; they were
the first and the shortest when the mutant was last tried, and its other killers were found then.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from twinsite.analyses.fingerprints import of_profile
from twinsite.analyses.mutation.campaign import judge_all
from twinsite.analyses.mutation.judgement import Fate
from twinsite.analyses.mutation.record import Entry, entry
from twinsite.analyses.mutation.subjects import DEFAULTS, VARIANTS
from twinsite.analyses.mutation.trial import base_of, every_mutant, mutated
from twinsite.analyses.witnesses import breaks
from twinsite.baseline.waivers import Kind, reason_for
from twinsite.checker.mutation.mutants import Mutant
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Verdict
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile
from twinsite.properties import ALL, properties_of
from twinsite.upkeep.checkout import known
from twinsite.upkeep.stage import Done, Stage, Standing, Watch

SUBJECTS = (*DEFAULTS, *VARIANTS)
"""The profiles under which mutants are tried."""


def fingerprints() -> dict[str, str]:
    """Return the fingerprints of the profiles under which mutants are tried."""
    return {profile.name: of_profile(profile) for profile in SUBJECTS}


def changed_since(recorded: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of the subjects that have changed since a record was written."""
    before = recorded.get("fingerprints", {})
    return frozenset(name for name, now in fingerprints().items() if before.get(name) != now)


def is_killed_as_recorded(mutant: Mutant, found: Entry) -> bool:
    """Return whether the recorded trace still kills a mutant."""
    if "breaks" not in found or found.get("profile") not in _by_name():
        return False
    profile = _by_name()[found["profile"]]
    prop = next((p for p in properties_of(profile) if p.name == found["breaks"]), None)
    if prop is None or prop.is_existential or prop.name in _refuted(profile):
        return False
    try:
        return breaks(desktop(profile, mutated(mutant)), prop, found["trace"])
    except DeclarationError:
        return False


@cache
def _by_name() -> dict[str, Profile]:
    return {profile.name: profile for profile in SUBJECTS}


@cache
def _refuted(profile: Profile) -> frozenset[str]:
    findings = explore(desktop(profile), properties_of(profile), witnesses=False).findings
    return frozenset(f.property.name for f in findings if f.verdict is not Verdict.PROVED)


def unsettled(recorded: Mapping[str, Entry], changed: frozenset[str]) -> tuple[Mutant, ...]:
    """Return the mutants whose fate is not recorded, or rests on a profile that has changed."""

    def stands(mutant: Mutant) -> bool:
        found = recorded.get(mutant.id)
        if found is None:
            return False
        if found["fate"] == Fate.SURVIVED and reason_for(Kind.SURVIVOR, mutant.id) is not None:
            return True
        if found["fate"] == Fate.KILLED:
            return found["profile"] in _by_name() and found["profile"] not in changed
        return not changed & _having(mutant.machine)

    return tuple(mutant for mutant in every_mutant() if not stands(mutant))


@cache
def _having(machine: str) -> frozenset[str]:
    """Return the names of the subjects that have a machine."""
    return frozenset(
        profile.name
        for profile in SUBJECTS
        if any(instance.machine.name == machine for instance in desktop(profile).instances)
    )


def _standing() -> Standing:
    found = known("mutation")
    mutants = found.get("mutants", {})
    ids = [mutant.id for mutant in every_mutant()]
    gone = set(mutants).difference(ids)
    return Standing(
        len(ids), (*(m.id for m in unsettled(mutants, changed_since(found))), *sorted(gone))
    )


def _compute(watch: Watch, thorough: bool) -> tuple[Any, str]:  # noqa: FBT001  # as Stage says
    found = known("mutation")
    mutants: dict[str, Entry] = {} if thorough else found.get("mutants", {})
    changed = changed_since(found)
    todo = unsettled(mutants, changed)
    with watch("Looking at mutants again", len(todo)) as done:
        left = tuple(_unsettled_still(todo, mutants, changed, done))
    first = {
        mutant.id: _by_name()[profile]
        for mutant in left
        if (profile := mutants.get(mutant.id, {}).get("profile")) in _by_name()
    }
    with watch("Trying mutants", len(left)) as done:
        judged = judge_all(left, first=first, observe=lambda _: done())
    mutants |= {judgement.mutant: entry(judgement) for judgement in judged}
    kept = {mutant.id: mutants[mutant.id] for mutant in every_mutant()}
    told = (
        f"{len(todo):,} of {len(kept):,} looked at again,"
        f" {len(todo) - len(left):,} settled as recorded, {len(left):,} tried anew"
    )
    return {"fingerprints": fingerprints(), "mutants": kept}, told


def is_equivalent_as_recorded(mutant: Mutant, found: Entry, changed: frozenset[str]) -> bool:
    """Return whether an equivalent mutant is the same under every profile that has changed."""
    return found.get("fate") == Fate.EQUIVALENT and all(
        base_of(profile).is_same(mutant)
        for profile in SUBJECTS
        if profile.name in changed & _having(mutant.machine)
    )


def _unsettled_still(
    mutants: Sequence[Mutant], recorded: Mapping[str, Entry], changed: frozenset[str], done: Done
) -> Iterator[Mutant]:
    for mutant in mutants:
        found = recorded.get(mutant.id, {})
        if not (
            is_killed_as_recorded(mutant, found)
            or is_equivalent_as_recorded(mutant, found, changed)
        ):
            yield mutant
        done()


def kills() -> dict[str, dict[str, Any]]:
    """Return how many mutants each property kills, and the first of them."""
    killed: dict[str, list[str]] = {each.prop.name: [] for each in ALL}
    for identifier, found in known("mutation").get("mutants", {}).items():
        for prop in killed.keys() & found.get("killers", {}).keys():
            killed[prop].append(identifier)
    return {name: {"mutants": len(ids), "mutant": ids[0]} for name, ids in killed.items() if ids}


STAGE = Stage("mutation", "mutants", 2, _standing, _compute)
"""The fate of every mutant."""
