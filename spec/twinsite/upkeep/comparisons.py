"""The comparisons of the baseline: what each other choice, and each older release, changes.

A changed entry is a changed design, and goes into the changelog.
"""

from collections.abc import Callable
from typing import Any

from twinsite.analyses.compare import Contrast, Side, commands_taken, examine_all, part
from twinsite.baseline.variants import baseline_pairs
from twinsite.checker.explorer.result import Progress
from twinsite.model.profile import Profile
from twinsite.model.profile_difference import IN_DEPLOYMENTS, titles
from twinsite.properties.decorators import DesktopProperty

__all__ = ["baseline_pairs", "comparisons", "contrasts"]


def contrasts(
    *,
    jobs: int | None = None,
    observe: Callable[[Progress], None] = lambda _: None,
    decide: Callable[[DesktopProperty], None] = lambda _: None,
    done: Callable[[Side], None] = lambda _: None,
) -> tuple[Contrast, ...]:
    """Compare every pinned pair anew.

    Args:
        jobs: Search this many profiles at once; as many as there are processors if None.
        observe: Called after every level of a search in this process.
        decide: Called before each liveness property is decided in this process.
        done: Called after every profile.
    """
    pairs = baseline_pairs()
    profiles = (profile for pair in pairs for profile in pair)
    sides: dict[Profile, Side] = {}
    for side in examine_all(profiles, jobs=jobs, observe=observe, decide=decide):
        sides[side.profile] = side
        done(side)
    return tuple(Contrast(sides[a], sides[b], part(a, b, observe=observe)) for a, b in pairs)


def comparisons(found: tuple[Contrast, ...]) -> list[dict[str, Any]]:
    """Return what is pinned of comparisons, in their order."""
    return [_entry(contrast) for contrast in found]


def _entry(contrast: Contrast) -> dict[str, Any]:
    left, right = contrast.left.profile, contrast.right.profile
    difference = contrast.product.difference
    entry: dict[str, Any] = {
        "change": " -> ".join(titles(left, right)),
        "base": left.name,
        "other": right.name,
    }
    if difference is None:
        assert contrast.product.complete
        entry["equal, with the number of pairs of states"] = contrast.product.pairs
        if any(left.interpretation(i) != right.interpretation(i) for i in IN_DEPLOYMENTS):
            entry["note"] = "acts where a deployment is read"
    else:
        entry["shortest difference"] = {
            "shared": [str(event) for event in difference.shared],
            "event": str(difference.event),
            "base": commands_taken(difference.left),
            "other": commands_taken(difference.right),
        }
    return {
        **entry,
        "new": len(contrast.new),
        "lost": len(contrast.lost),
        "verdicts": {
            prop.prop.name: {
                "base": None if prop.left is None else prop.left.value,
                "other": None if prop.right is None else prop.right.value,
            }
            for prop in contrast.properties
        },
    }
