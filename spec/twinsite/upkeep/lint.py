"""What the linter finds in the charts, whether or not it is accepted.

A finding is decided over all profiles together, so everything is looked at again as soon as one of
them has changed.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final

from pydantic import TypeAdapter

from twinsite.analyses.fingerprints import of_all, of_profile
from twinsite.analyses.lint_charts import look_at_all, specification
from twinsite.baseline.records import read
from twinsite.baseline.variants import linted_profiles
from twinsite.checker.lint.finding import Finding
from twinsite.checker.lint.judgement import judge
from twinsite.upkeep.checkout import known, stale
from twinsite.upkeep.stage import Stage, Standing, Watch

_FINDINGS: Final = TypeAdapter(tuple[Finding, ...])
_CHARTS: Final = "charts"


def recorded() -> tuple[Finding, ...]:
    """Return the findings that are recorded.

    Raises:
        InputError: if the record cannot be read.
    """
    return _FINDINGS.validate_python(read("lint")[_CHARTS]["findings"])


def _wanted() -> dict[str, str]:
    return {_CHARTS: of_all(map(of_profile, linted_profiles()))}


def _standing() -> Standing:
    return Standing(1, stale(_wanted(), known("lint")))


def entry(found: Iterable[Finding]) -> dict[str, Any]:
    """Return what is recorded of findings."""
    return {"fingerprint": _wanted()[_CHARTS], "findings": [asdict(each) for each in found]}


def _compute(watch: Watch, thorough: bool) -> tuple[Any, str]:  # noqa: FBT001  # as Stage says
    record = known("lint")
    if not (thorough or stale(_wanted(), record)):
        return record, "current"
    profiles, seen = linted_profiles(), {}
    with watch("Looking at the charts", len(profiles)) as done:
        for evidence in look_at_all(profiles):
            seen[evidence.system] = evidence
            done()
    found = judge(specification(), [seen[profile.name] for profile in profiles])
    return {_CHARTS: entry(found)}, f"looked at under {len(profiles)} profiles"


STAGE = Stage("lint", "specification", 2, _standing, _compute)
"""What is found in the charts."""
