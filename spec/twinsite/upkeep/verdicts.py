"""The manifest: what a search of every default profile and every pinned variant must find.

A changed number is a changed design, and goes into the changelog.  Of the variants the properties
about infinite traces are left out: what an interpretation changes of them stands in the
comparisons.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from twinsite.analyses.check import ProfileReport, check_profiles
from twinsite.analyses.whole import WholeReport
from twinsite.baseline.variants import VARIANTS
from twinsite.checker.explorer.property import Sort, Verdict
from twinsite.checker.explorer.result import Progress
from twinsite.model.profile import default_profiles
from twinsite.properties.decorators import DesktopProperty


def baseline_reports(
    *,
    observe: Callable[[Progress], None] = lambda _: None,
    decide: Callable[[DesktopProperty], None] = lambda _: None,
) -> Iterator[ProfileReport]:
    """Check every pinned profile anew; each report comes as soon as it is there.

    Args:
        observe: Called after every level of a search in this process.
        decide: Called before each liveness property is decided in this process.
    """
    variants = [variant.profile for variant in VARIANTS]
    return chain(
        check_profiles(default_profiles(), observe=observe, decide=decide),
        check_profiles(variants, traces=False, observe=observe),
    )


def manifest(reports: Iterable[ProfileReport], wholes: Iterable[WholeReport]) -> dict[str, Any]:
    """Return the manifest.

    Args:
        reports: The reports on :func:`~twinsite.baseline.variants.baseline_profiles`, in any order.
        wholes: The reports on the pinned whole desktops.
    """
    by_profile = {report.profile: report for report in reports}
    return {
        "default profiles": {
            profile.name: _entry(by_profile[profile]) for profile in default_profiles()
        },
        "variants": {
            variant.profile.name: {"shows": variant.shows, **_entry(by_profile[variant.profile])}
            for variant in VARIANTS
        },
        "whole desktops": {whole.product.name: _whole(whole) for whole in wholes},
    }


def _entry(report: ProfileReport) -> dict[str, Any]:
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
        "states": report.states,
        "steps": report.steps,
        "depth": report.depth,
        "verdict": report.verdict.value,
        "proved": len(report.with_verdict(Verdict.PROVED)),
        "refuted, with the length of the shortest trace": refuted,
        **({"proved under the smallest fairness": fairness} if fairness else {}),
    }


def _whole(report: WholeReport) -> dict[str, Any]:
    return {
        "states": report.states,
        "steps": report.steps,
        "depth": report.depth,
        "verdict": report.verdict.value,
        "proved": sum(prop.verdict is Verdict.PROVED for prop in report.properties),
        "proved under the smallest fairness": {
            prop.prop.name: list(prop.fairness) for prop in report.properties if prop.fairness
        },
    }
