"""The result of ``twinsite check`` for machines."""

import json
from collections.abc import Sequence
from typing import Any

from twinsite import __version__
from twinsite.analyses.check import ProfileReport, Unused
from twinsite.analyses.selection import Subject
from twinsite.model.profile_data import profile_json


def check_json(
    subjects: Sequence[Subject], reports: Sequence[ProfileReport], left: Sequence[Unused]
) -> str:
    """Return the whole result as JSON; times are seconds."""
    data = {
        "twinsite": __version__,
        "profiles": [_profile(s, r) for s, r in zip(subjects, reports, strict=True)],
        "unused": [
            {"machine": item.machine, "what": item.what, "reason": item.reason} for item in left
        ],
    }
    return json.dumps(data)


def _profile(subject: Subject, report: ProfileReport) -> dict[str, Any]:
    return {
        **profile_json(report.profile),
        "agents": list(subject.agents),
        "notes": list(subject.notes),
        "states": report.states,
        "steps": report.steps,
        "depth": report.depth,
        "complete": report.complete,
        "seconds": round(report.seconds, 3),
        "verdict": report.verdict.value,
        "unaccounted": [
            {"machine": machine, "signal": signal, "state": state}
            for machine, signal, state in report.unaccounted
        ],
        "properties": [
            {
                "name": prop.name,
                "requirement": prop.requirement,
                "sentence": prop.sentence,
                "sort": prop.sort.value,
                "verdict": prop.verdict.value,
                "trace": None if prop.trace is None else list(prop.trace),
                "loop": prop.loop,
                "fairness": list(prop.fairness),
            }
            for prop in report.properties
        ],
    }
