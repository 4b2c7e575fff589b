"""The judgements on mutants as a file: a line for each mutant, so that changes are easy to see."""

import json
from collections.abc import Sequence
from typing import Any

from twinsite.analyses.mutation.judgement import Judgement
from twinsite.baseline.records import read


def entry(judgement: Judgement) -> dict[str, Any]:
    """Return what is kept of a judgement: of the traces that kill, only the lengths."""
    found: dict[str, Any] = {"mutant": judgement.mutant, "fate": judgement.fate.value}
    if judgement.profile:
        found["profile"] = judgement.profile
    if judgement.killers:
        found["killers"] = [
            {"property": killer.prop, "length": None if killer.trace is None else len(killer.trace)}
            for killer in judgement.killers
        ]
    if (distinction := judgement.distinction) is not None:
        found["trace"] = list(distinction.trace)
        found["specified"] = distinction.specified
        found["mutated"] = distinction.mutated
    return found


def record(judgements: Sequence[Judgement]) -> str:
    """Return the text of the record."""
    return "[\n" + ",\n".join(json.dumps(entry(judgement)) for judgement in judgements) + "\n]\n"


def recorded() -> dict[str, dict[str, Any]]:
    """Return the entries of the record by the ids of the mutants."""
    return {found["mutant"]: found for found in read("mutation")}
