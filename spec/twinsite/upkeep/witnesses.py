"""The record of the witnesses: for every property a shortest trace in which it matters.

A witness stands as long as the fingerprint of its profile does.  A near miss whose profile has
changed stands if it is a near miss still.  What can happen, and the premise of a property, is
looked for again under every profile that has changed.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from twinsite.analyses.mutation.campaign import mutant_of
from twinsite.analyses.mutation.subjects import DEFAULTS
from twinsite.analyses.mutation.trial import every_mutant, mutated
from twinsite.analyses.witnesses import Kind, Witness, objections, premise_of, witness_from
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Sort
from twinsite.model.composition import desktop
from twinsite.properties import ALL
from twinsite.properties.decorators import DesktopProperty, Registered
from twinsite.upkeep.checkout import known
from twinsite.upkeep.mutants import SUBJECTS, changed_since, fingerprints
from twinsite.upkeep.stage import Done, Stage, Standing, Watch

_NAMES = {profile.name: profile for profile in SUBJECTS}
_DEFAULT_NAMES = {profile.name for profile in DEFAULTS}


def _recorded() -> dict[str, Witness]:
    found = known("witnesses").get("witnesses", {})
    return {prop: witness_from(prop, data) for prop, data in found.items()}


def _stands(witness: Witness, changed: frozenset[str], mutants: frozenset[str]) -> bool:
    if witness.profile not in _NAMES or (witness.mutant and witness.mutant not in mutants):
        return False
    return witness.profile not in changed


def _kept(changed: frozenset[str]) -> dict[str, Witness]:
    """Return the recorded witnesses that stand without being looked at."""
    mutants = frozenset(mutant.id for mutant in every_mutant())
    return {p: w for p, w in _recorded().items() if _stands(w, changed, mutants)}


def _standing() -> Standing:
    recorded, kept = _recorded(), _kept(changed_since(known("witnesses")))
    names = [entry.prop.name for entry in ALL]
    gone = set(recorded).difference(names)
    return Standing(len(names), (*(n for n in names if n not in kept), *sorted(gone)))


def _compute(watch: Watch, thorough: bool) -> tuple[Any, str]:  # noqa: FBT001  # as Stage says
    before = {} if thorough else _recorded()
    changed = frozenset(_NAMES) if thorough else changed_since(known("witnesses"))
    found = {} if thorough else _kept(changed)
    todo = [entry for entry in ALL if entry.prop.name not in found]
    with watch("Looking for witnesses", len(todo) + len(changed)) as done:
        for entry in todo:
            if not (entry.prop.is_existential or entry.prop.is_liveness):
                miss = _near_miss(entry.prop, before.get(entry.prop.name))
                if miss is not None:
                    found[entry.prop.name] = miss
            done()
        _find_what_happens(found, changed, done)
    kept = {e.prop.name: _data(found[e.prop.name]) for e in ALL if e.prop.name in found}
    told = f"{len(todo)} of {len(ALL)} looked at again"
    return {"fingerprints": fingerprints(), "witnesses": kept}, told


def _near_miss(prop: DesktopProperty, recorded: Witness | None) -> Witness | None:
    """Return a shortest near miss, the recorded one if it is one still."""
    if recorded is not None and recorded.kind is Kind.NEAR_MISS and _is_near_miss(recorded):
        return recorded
    return next(filter(_is_near_miss, _candidates(prop)), None)


def _is_near_miss(witness: Witness) -> bool:
    try:
        return witness.profile in _NAMES and not any(map(bool, objections(witness)))
    except KeyError:
        return False  # there is no such mutant any longer


def _candidates(prop: DesktopProperty) -> Iterator[Witness]:
    """Yield the traces by which a property kills mutants, shortest first.

    Those under a default profile come before those under another interpretation.
    """
    found: Mapping[str, Any] = known("mutation").get("mutants", {})
    killed = [(i, e) for i, e in found.items() if e.get("killers", {}).get(prop.name)]

    def rank(each: tuple[str, Any]) -> tuple[bool, int]:
        return each[1]["profile"] not in _DEFAULT_NAMES, each[1]["killers"][prop.name]

    for identifier, entry in sorted(killed, key=rank):
        profile, trace = _NAMES[entry["profile"]], entry["trace"]
        if entry.get("breaks") != prop.name:
            (finding,) = explore(desktop(profile, mutated(mutant_of(identifier))), [prop]).findings
            trace = [str(step.event) for step in finding.trace or ()]
        yield Witness(prop.name, Kind.NEAR_MISS, profile.name, tuple(trace), identifier)


def _find_what_happens(found: dict[str, Witness], changed: frozenset[str], done: Done) -> None:
    """Find the shortest trace for everything that can happen, and for what has no near miss.

    The variants are asked only where no default profile has one.

    Args:
        found: The witnesses so far, to which those are added that are new or shorter.
        changed: The names of the profiles under which a shorter one may have come up.
        done: Called after every such profile.
    """
    asked = [entry for entry in ALL if entry.prop.is_existential] + [
        Registered(premise_of(entry.prop), entry.applies)
        for entry in ALL
        if not entry.prop.is_existential
        and entry.prop.sort is not Sort.INVARIANT
        and not (entry.prop.name in found and found[entry.prop.name].kind is Kind.NEAR_MISS)
    ]
    kinds = {e.prop.name: Kind.HAPPENS if e.prop.is_existential else Kind.PREMISE for e in ALL}
    missing = {entry.prop.name for entry in asked if entry.prop.name not in found}
    for profile in SUBJECTS:
        is_default, has_changed = profile.name in _DEFAULT_NAMES, profile.name in changed
        properties = [
            entry.prop
            for entry in asked
            if entry.applies(profile)
            and (has_changed or entry.prop.name in missing)
            and (is_default or entry.prop.name not in found)
        ]
        for finding in explore(desktop(profile), properties).findings if properties else ():
            name, trace = finding.property.name, finding.trace
            if trace is None:
                continue
            events = tuple(str(step.event) for step in trace)
            old = found.get(name)
            if old is None or old.profile not in _DEFAULT_NAMES or len(events) < len(old.events):
                found[name] = Witness(name, kinds[name], profile.name, events)
        if has_changed:
            done()


def _data(witness: Witness) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": witness.kind.value, "profile": witness.profile}
    if witness.mutant:
        data["mutant"] = witness.mutant
    return data | {"events": list(witness.events)}


STAGE = Stage("witnesses", "properties", 2, _standing, _compute)
"""A witness of every property."""
