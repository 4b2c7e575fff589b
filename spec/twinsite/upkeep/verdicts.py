"""The verdicts: what a search of every default profile and every variant finds.

A changed number is a changed design, and goes into the changelog.  Of the variants the properties
about infinite traces are left out: what an interpretation changes of them stands in the
comparisons.

An entry stands as long as its fingerprint does; only the others are searched again.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from twinsite.analyses.check import ProfileReport, check_profiles
from twinsite.analyses.fingerprints import of_profile, of_whole
from twinsite.analyses.whole import FOLLOWED, PINNED, WholeReport, check_whole
from twinsite.baseline.variants import VARIANTS, baseline_profiles
from twinsite.checker.symbolic.property import Sort, Verdict
from twinsite.model.profile import Profile, default_profiles
from twinsite.upkeep.checkout import known, stale
from twinsite.upkeep.stage import Stage, Standing, Watch

_WHOLES = {parts.name: parts for parts in PINNED}


def baseline_reports(profiles: Sequence[Profile] | None = None) -> Iterator[ProfileReport]:
    """Check the profiles of the baseline anew; each report comes as soon as it is there.

    Args:
        profiles: Those to check; all if None.
    """
    chosen = baseline_profiles() if profiles is None else profiles
    defaults = set(default_profiles())
    return chain(
        check_profiles([profile for profile in chosen if profile in defaults]),
        check_profiles([p for p in chosen if p not in defaults], traces=False),
    )


def _record(found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "default profiles": {p.name: found[p.name] for p in default_profiles()},
        "variants": {v.profile.name: found[v.profile.name] for v in VARIANTS},
        "whole desktops": {name: found[name] for name in _WHOLES},
    }


def _wanted() -> dict[str, str]:
    return {
        **{profile.name: of_profile(profile) for profile in baseline_profiles()},
        **{name: of_whole(parts) for name, parts in _WHOLES.items()},
    }


def _known() -> dict[str, Any]:
    return {name: e for entries in known("verdicts").values() for name, e in entries.items()}


def _standing() -> Standing:
    wanted = _wanted()
    return Standing(len(wanted), stale(wanted, _known()))


def _compute(watch: Watch, thorough: bool) -> tuple[Any, str]:  # noqa: FBT001  # as Stage says
    wanted, found = _wanted(), _known()
    todo = tuple(wanted) if thorough else stale(wanted, found)
    profiles = [profile for profile in baseline_profiles() if profile.name in todo]
    wholes = [name for name in _WHOLES if name in todo]
    with watch("Checking profiles", len(profiles) + len(wholes)) as done:
        for report in baseline_reports(profiles):
            found[report.profile.name] = entry(report)
            done()
        for name in wholes:
            parts = _WHOLES[name]
            found[name] = entry_of_whole(check_whole(parts, traces=parts in FOLLOWED))
            done()
    return _record(found), f"{len(todo)} of {len(wanted)} checked anew"


STAGE = Stage("verdicts", "profiles", 4, _standing, _compute)
"""The verdicts of every profile of the baseline."""


def entry(report: ProfileReport) -> dict[str, Any]:
    """Return what is recorded of a profile."""
    refuted = {
        prop.name: None if prop.trace is None else len(prop.trace)
        for prop in report.with_verdict(Verdict.REFUTED)
    }
    fairness = {
        prop.name: list(prop.fairness)
        for prop in report.with_verdict(Verdict.PROVED)
        if prop.sort in (Sort.LEADS_TO, Sort.FINITELY)
    }
    return {
        "fingerprint": of_profile(report.profile),
        "states": report.states,
        "steps": report.steps,
        "depth": report.depth,
        "verdict": report.verdict.value,
        "proved": len(report.with_verdict(Verdict.PROVED)),
        "refuted, with the length of the shortest trace": refuted,
        **({"proved under the smallest fairness": fairness} if fairness else {}),
    }


def entry_of_whole(report: WholeReport) -> dict[str, Any]:
    """Return what is recorded of a whole desktop."""
    properties = (*report.of_parts, *report.properties)
    fairness = {prop.name: list(prop.fairness) for prop in properties if prop.fairness}
    return {
        "fingerprint": of_whole(report.parts),
        "states": report.states,
        "steps": report.steps,
        "verdict": report.verdict.value,
        "proved": sum(prop.verdict is Verdict.PROVED for prop in properties),
        **({"proved under the smallest fairness": fairness} if fairness else {}),
    }
