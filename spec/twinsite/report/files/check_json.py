"""The result of ``twinsite check`` for machines."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from twinsite import __version__
from twinsite.analyses.check import ProfileReport, Unused
from twinsite.analyses.selection import Subject
from twinsite.model.profile import Profile
from twinsite.model.profile_data import profile_json


def check_json(
    subjects: Sequence[Subject], reports: Mapping[Profile, ProfileReport], left: Sequence[Unused]
) -> str:
    """Return the whole result as JSON; times are seconds.

    Args:
        subjects: What was to be checked.
        reports: What was decided: all of it, if the check was not interrupted.
        left: What is never used.
    """
    data = {
        "twinsite": __version__,
        "profiles": [_profile(s, reports[s.profile]) for s in subjects if s.profile in reports],
        "undecided": [s.profile.name for s in subjects if s.profile not in reports],
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
