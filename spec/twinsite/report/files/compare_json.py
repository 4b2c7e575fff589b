"""The result of ``twinsite compare`` for machines."""

import json
from collections.abc import Sequence
from typing import Any

from twinsite import __version__
from twinsite.analyses.compare import Contrast, Disagreement, Side, commands_taken
from twinsite.checker.comparison.observable_steps import Happening
from twinsite.checker.semantics.system import Event
from twinsite.model.profile_data import profile_json
from twinsite.model.profile_difference import aspects
from twinsite.report.sequence.difference import event_words


def compare_json(contrast: Contrast) -> str:
    """Return the whole result as JSON."""
    product = contrast.product
    difference = product.difference
    data = {
        "twinsite": __version__,
        "left": _side(contrast.left),
        "right": _side(contrast.right),
        "aspects": [
            {
                "question": aspect.question,
                "left": {"name": aspect.left.name, "meaning": aspect.left.meaning},
                "right": {"name": aspect.right.name, "meaning": aspect.right.meaning},
            }
            for aspect in aspects(contrast.left.profile, contrast.right.profile)
        ],
        "difference": None
        if difference is None
        else {
            "shared": _events(difference.shared),
            "event": str(difference.event),
            "words": event_words(difference.event),
            "left": commands_taken(difference.left),
            "right": commands_taken(difference.right),
        },
        "pairs": product.pairs,
        "complete": product.complete,
        "identical": product.identical,
        "new": [_happening(happening) for happening in contrast.new],
        "lost": [_happening(happening) for happening in contrast.lost],
        "properties": [_prop(prop) for prop in contrast.properties],
        "requirements": list(contrast.requirements),
    }
    return json.dumps(data)


def _events(events: Sequence[Event]) -> list[str]:
    return [str(event) for event in events]


def _side(side: Side) -> dict[str, Any]:
    report = side.report
    return {
        **profile_json(side.profile),
        "states": report.states,
        "steps": report.steps,
        "depth": report.depth,
        "verdict": report.verdict.value,
    }


def _happening(happening: Happening) -> dict[str, Any]:
    event = happening.occurrence.event
    return {
        "event": str(event),
        "words": event_words(event),
        "commands": [f"{machine}.{name}" for machine, name in happening.occurrence.log],
        "steps": happening.count,
        "trace": _events(happening.trace),
    }


def _prop(prop: Disagreement) -> dict[str, Any]:
    return {
        "name": prop.prop.name,
        "requirement": prop.prop.requirement,
        "sentence": prop.prop.sentence,
        "left": None if prop.left is None else prop.left.value,
        "right": None if prop.right is None else prop.right.value,
    }
