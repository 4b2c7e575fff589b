"""The comparisons of the baseline: what each other choice, and each older release, changes.

Each pair has the smallest kind of phone, and the options, under which the choice acts at all.
A changed entry is a changed design, and goes into the changelog.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from twinsite.analyses.compare import Contrast, Side, commands_taken, examine_all, part
from twinsite.baseline.variants import (
    BEFORE_ALL_CONNECTIONS,
    BEFORE_LISTED_NODES,
    BEFORE_POSTPONED_RESTORATION,
)
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.checker.explorer.result import Progress
from twinsite.model.profile import DOCUMENTED_RELEASE, POSTPONED_RESTORATION, Phone, Profile
from twinsite.model.profile_difference import IN_DEPLOYMENTS, titles
from twinsite.properties.decorators import DesktopProperty

_SMALLEST = Profile(phone=Phone.NONE)
_HARD_PHONE = Profile(phone=Phone.HARD_PHONE)
_BARE_ENDPOINT = Profile(auto_restore=False, restore_agent_state=False)

BASES = {
    "A10": _HARD_PHONE,
    "A11": _BARE_ENDPOINT,
    "A12": _HARD_PHONE,
    "A16": replace(_BARE_ENDPOINT, auto_restore=True),
    "A21": replace(_SMALLEST, restore_agent_state=False),
    "A22": replace(_SMALLEST, auto_ready=True),
    "A45": _HARD_PHONE,
    "A46": _BARE_ENDPOINT,
    "A58": replace(_SMALLEST, auto_ready=True, restore_agent_state=False),
}
"""Where an interpretation is changed, if the default profile without a phone would not show it."""


def baseline_pairs() -> tuple[tuple[Profile, Profile], ...]:
    """Return every pair: the releases first, then each choice of each interpretation."""
    return tuple(_pairs())


def _pairs() -> Iterator[tuple[Profile, Profile]]:
    yield (
        replace(_SMALLEST, release=BEFORE_POSTPONED_RESTORATION),
        replace(_SMALLEST, release=POSTPONED_RESTORATION),
    )
    for old in (BEFORE_ALL_CONNECTIONS, BEFORE_LISTED_NODES):
        yield old, replace(old, release=DOCUMENTED_RELEASE)
    for interpretation in INTERPRETATIONS.values():
        base = BASES.get(interpretation.id, _SMALLEST)
        for choice in interpretation.choice_names[1:]:
            yield base, base.with_interpretations({interpretation.id: choice})


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
