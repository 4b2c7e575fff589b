"""The matrix is put together from the declarations and from what long runs have recorded."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from twinsite.baseline.records import read
from twinsite.baseline.seeded_faults import SEEDED_FAULTS
from twinsite.baseline.variants import VARIANTS
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.checker.liveness.fairness import FairnessAssumption
from twinsite.checker.symbolic.property import Property
from twinsite.model.predicates import DECLARED
from twinsite.properties import ALL
from twinsite.properties.fairness import BY_ID
from twinsite.traceability.entry import InterpretationEntry, PropertyEntry, RequirementEntry
from twinsite.traceability.otherwise import COVERED_OTHERWISE

OTHERWISE_BROKEN = {
    "logs_out_before_it_closes_the_link": "the link listed before the session",
}
"""Properties that no declaration of one machine breaks, with what does."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """All entries, in the order of the catalogues."""

    requirements: tuple[RequirementEntry, ...]
    interpretations: tuple[InterpretationEntry, ...]


def matrix() -> Matrix:
    """Return the matrix."""
    return Matrix(_requirements(), _interpretations())


def _requirements() -> tuple[RequirementEntry, ...]:
    transitions: dict[str, list[str]] = defaultdict(list)
    for machine in DECLARED.values():
        for event in machine.events:
            transitions[event.requirement] += [
                f"{machine.name}: {transition}"
                for transition in machine.transitions
                if transition.event == event.id
            ]
    properties: dict[str, list[PropertyEntry]] = defaultdict(list)
    for prop in _properties():
        properties[prop.prop.requirement].append(prop)
    tests: dict[str, list[str]] = read("tests")
    return tuple(
        RequirementEntry(
            requirement=requirement,
            transitions=tuple(transitions[identifier]),
            covered_by=COVERED_OTHERWISE.get(identifier, ""),
            properties=tuple(properties[identifier]),
            tests=tuple(tests.get(identifier, ())),
        )
        for identifier, requirement in REQUIREMENTS.items()
    )


def _properties() -> tuple[PropertyEntry, ...]:
    kills: dict[str, dict[str, Any]] = read("kills")
    witnesses = read("witnesses")["witnesses"]
    fairness = _fairness()
    return tuple(
        PropertyEntry(
            prop=entry.prop,
            witness=_witness(witnesses.get(entry.prop.name)),
            broken_by=_broken_by(
                entry.prop, witnesses.get(entry.prop.name, {}), kills.get(entry.prop.name, {})
            ),
            kills=kills.get(entry.prop.name, {}).get("mutants", 0),
            fairness=fairness.get(entry.prop.name, "nothing" if entry.prop.is_liveness else ""),
        )
        for entry in ALL
    )


def _witness(found: dict[str, Any] | None) -> str:
    if found is None:
        return ""
    length = len(found["events"])
    steps = f"{length} step{'s' if length != 1 else ''}" if length else "the start itself,"
    told = f"{steps} under {found['profile']}"
    return f"{told}, the last one mutated" if "mutant" in found else told


def _broken_by(prop: Property[Any], witness: dict[str, Any], kills: dict[str, Any]) -> str:
    """Say what breaks a property: a seeded fault, a known variant, the mutant of its near miss.

    Of a property that is refuted by none of these a mutant is told that it kills.
    """
    told = [seeded.what for seeded in SEEDED_FAULTS if seeded.prop == prop.name]
    told += [variant.profile.name for variant in VARIANTS if prop.name in variant.breaks]
    if prop.name in OTHERWISE_BROKEN:
        told.append(OTHERWISE_BROKEN[prop.name])
    if not (told or prop.is_existential):
        told = [found["mutant"] for found in (witness, kills) if "mutant" in found][:1]
    return "; ".join(told)


def _fairness() -> dict[str, str]:
    """Return for each liveness property the most that any default profile needs, in words."""
    most = most_fairness(read("verdicts"))
    return {name: ", ".join(map(_granted, granted)) for name, granted in most.items() if granted}


def _granted(text: str) -> str:
    granted = FairnessAssumption.parse(text)
    return f"{BY_ID[granted.id].name} ({granted.strength})"


def _interpretations() -> tuple[InterpretationEntry, ...]:
    comparisons = read("comparisons")
    return tuple(
        InterpretationEntry(
            interpretation=interpretation,
            cited=tuple(
                requirement.id
                for requirement in REQUIREMENTS.values()
                if re.search(rf"\b{interpretation.id}\b", _spread(requirement.source))
            ),
            comparisons={
                change: entry
                for change, entry in comparisons.items()
                if re.search(rf"\b{interpretation.id}=", entry["other"])
            },
        )
        for interpretation in INTERPRETATIONS.values()
    )


def _spread(source: str) -> str:
    """Return a source with ranges of interpretations written out."""

    def every(match: re.Match[str]) -> str:
        return ", ".join(f"A{n}" for n in range(int(match[1]), int(match[2]) + 1))

    return re.sub(r"\bA(\d+) to A(\d+)\b", every, source)


def most_fairness(record: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return for each liveness property the largest set that any default profile needs.

    Args:
        record: The record of the verdicts.
    """
    most: dict[str, tuple[str, ...]] = {}
    for entry in record["default profiles"].values():
        for name, granted in entry["proved under the smallest fairness"].items():
            most[name] = max(most.get(name, ()), tuple(granted), key=len)
    return most
