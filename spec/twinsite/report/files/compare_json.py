"""The result of ``twinsite compare`` for machines."""

import json
from collections.abc import Sequence
from typing import Any

from twinsite import __version__
from twinsite.analyses.compare import Contrast, Disagreement, Side, commands_taken
from twinsite.checker.comparison.observable_steps import Happening
from twinsite.checker.semantics.system import Offer
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
            "shared": _offers(difference.shared),
            "offer": str(difference.offer),
            "event": event_words(difference.offer),
            "left": commands_taken(difference.left),
            "right": commands_taken(difference.right),
        },
        "pairs": product.pairs,
        "complete": product.complete,
        "identical": product.identical,
        "new": [_happening(happening) for happening in contrast.new],
        "lost": [_happening(happening) for happening in contrast.lost],
        "rules": [_rule(rule) for rule in contrast.rules],
        "requirements": list(contrast.requirements),
    }
    return json.dumps(data)


def _offers(offers: Sequence[Offer]) -> list[str]:
    return [str(offer) for offer in offers]


def _side(side: Side) -> dict[str, Any]:
    report = side.report
    return {
        "name": report.profile.name,
        "states": report.states,
        "steps": report.steps,
        "depth": report.depth,
        "verdict": report.verdict.value,
    }


def _happening(happening: Happening) -> dict[str, Any]:
    offer = happening.occurrence.offer
    return {
        "offer": str(offer),
        "event": event_words(offer),
        "commands": [f"{machine}.{name}" for machine, name in happening.occurrence.log],
        "steps": happening.count,
        "run": _offers(happening.run),
    }


def _rule(rule: Disagreement) -> dict[str, Any]:
    return {
        "name": rule.claim.name,
        "requirement": rule.claim.requirement,
        "sentence": rule.claim.sentence,
        "left": None if rule.left is None else rule.left.value,
        "right": None if rule.right is None else rule.right.value,
    }
