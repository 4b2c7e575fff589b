"""The comparisons of the baseline: what each other choice, and each older release, changes.

A changed entry is a changed design, and goes into the changelog.
"""

from collections.abc import Callable, Sequence
from typing import Any

from twinsite.analyses.compare import Contrast, Side, commands_taken, examine_all, part
from twinsite.analyses.fingerprints import of_all, of_profile
from twinsite.baseline.variants import baseline_pairs
from twinsite.model.profile import Profile
from twinsite.model.profile_difference import IN_DEPLOYMENTS, titles
from twinsite.upkeep.checkout import known, stale
from twinsite.upkeep.stage import Stage, Standing, Watch


def contrasts(
    pairs: Sequence[tuple[Profile, Profile]] | None = None,
    *,
    done: Callable[[], None] = lambda: None,
) -> tuple[Contrast, ...]:
    """Compare the pairs of the baseline anew.

    Args:
        pairs: Those to compare; all if None.
        done: Called after every profile.
    """
    chosen = baseline_pairs() if pairs is None else pairs
    sides: dict[Profile, Side] = {}
    for side in examine_all(profile for pair in chosen for profile in pair):
        sides[side.profile] = side
        done()
    return tuple(Contrast(sides[a], sides[b], part(a, b)) for a, b in chosen)


def comparisons(found: Sequence[Contrast]) -> dict[str, Any]:
    """Return what is recorded of comparisons, in their order, by what is changed."""
    return {_name((c.left.profile, c.right.profile)): _entry(c) for c in found}


def _of(pair: tuple[Profile, Profile]) -> str:
    return of_all(map(of_profile, pair))


def _name(pair: tuple[Profile, Profile]) -> str:
    return " -> ".join(titles(*pair))


def _wanted() -> dict[str, str]:
    return {_name(pair): _of(pair) for pair in baseline_pairs()}


def _standing() -> Standing:
    wanted = _wanted()
    return Standing(len(wanted), stale(wanted, known("comparisons")))


def _compute(watch: Watch, thorough: bool) -> tuple[Any, str]:  # noqa: FBT001  # as Stage says
    wanted, found = _wanted(), known("comparisons")
    todo = tuple(wanted) if thorough else stale(wanted, found)
    pairs = [pair for pair in baseline_pairs() if _name(pair) in todo]
    with watch("Comparing profiles", len({profile for pair in pairs for profile in pair})) as done:
        found |= comparisons(contrasts(pairs, done=done))
    return {name: found[name] for name in wanted}, f"{len(todo)} of {len(wanted)} compared anew"


STAGE = Stage("comparisons", "comparisons", 2, _standing, _compute)
"""What each other choice of an interpretation changes."""


def _entry(contrast: Contrast) -> dict[str, Any]:
    left, right = contrast.left.profile, contrast.right.profile
    difference = contrast.product.difference
    entry: dict[str, Any] = {
        "fingerprint": _of((left, right)),
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
