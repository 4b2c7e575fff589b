"""What stands behind the machines, as it is exported."""

from collections.abc import Iterator, Sequence
from typing import Any

from twinsite.analyses.hazards import HAZARDS
from twinsite.baseline.records import read
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.catalogue.options import OPTIONS
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.export.tables.tables import (
    Catalogue,
    Choice,
    Difference,
    Hazard,
    Interpretation,
    Option,
    Property,
    Requirement,
    Trace,
)
from twinsite.model.profile import Profile
from twinsite.properties import ALL, NOT_PROMISED
from twinsite.properties.possible import POSSIBLE
from twinsite.report.sequence.changes import changes


def catalogue(profiles: Sequence[Profile]) -> Catalogue:
    """Return all requirements, interpretations, options, hazards and differences.

    Of the properties those that apply to one of the profiles, or that a hazard names; left out
    are those that say of a single event where it may come.
    """
    return Catalogue(
        requirements=tuple(
            Requirement(
                id=each.id,
                sentence=each.sentence,
                source=each.source,
                evidence=each.evidence.name.lower(),
            )
            for each in REQUIREMENTS.values()
        ),
        interpretations=tuple(
            Interpretation(
                id=each.id,
                question=each.question,
                texts=each.texts,
                choices=tuple(Choice(name=c.name, meaning=c.meaning) for c in each.choices),
                discarded=each.discarded,
                reason=each.reason,
                source=each.source,
            )
            for each in INTERPRETATIONS.values()
        ),
        options=tuple(
            Option(
                name=each.name,
                meaning=each.meaning,
                valid=each.valid,
                default=each.default_shown(),
                levels=tuple(map(str, each.levels)),
                source=each.source,
            )
            for each in OPTIONS.values()
        ),
        hazards=tuple(
            Hazard(
                id=each.id,
                sentence=each.sentence,
                standing=each.standing,
                reason=each.reason,
                properties=tuple(
                    dict.fromkeys(e.prop for e in (each.proof, each.shown) if e is not None)
                ),
            )
            for each in HAZARDS
        ),
        properties=tuple(_properties(profiles)),
        differences=tuple(_difference(*entry) for entry in read("comparisons").items()),
    )


def _properties(profiles: Sequence[Profile]) -> Iterator[Property]:
    of_one_event = {entry.prop.name for entry in POSSIBLE.entries}
    in_hazards = {e.prop for h in HAZARDS for e in (h.proof, h.shown) if e is not None}
    witnesses = read("witnesses")["witnesses"]
    for entry in (*ALL, *NOT_PROMISED):
        prop = entry.prop
        applies = any(map(entry.applies, profiles)) and prop.name not in of_one_event
        if applies or prop.name in in_hazards:
            yield Property(
                name=prop.name,
                requirement=prop.requirement,
                sentence=prop.sentence,
                sort=prop.sort.name.lower().replace("_", " "),
                witnessed=prop.name in witnesses,
            )


def _difference(name: str, entry: dict[str, Any]) -> Difference:
    found = entry.get("shortest difference")
    events = () if found is None else (*found["shared"], found["event"])
    return Difference(
        id=name,
        words=changes(entry),
        base=Trace(profile=entry["base"], events=events),
        other=entry["other"],
    )
