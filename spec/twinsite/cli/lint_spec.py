"""``twinsite lint-spec``: is anything declared that is wrong, or that nobody needs?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twinsite.cli.numbers import Count

if TYPE_CHECKING:
    from twinsite.checker.lint.evidence import Evidence


def lint_spec(
    *,
    profile: list[str] | None = None,
    jobs: Count | None = None,
    cluster: str | None = None,
    json: bool = False,
) -> int:
    """Find guards, states, effects and predicates that are wrong or not needed.

    Every finding is decided over the reachable situations of all baseline profiles, not by syntax.

    Example: `twinsite lint-spec --profile no-bc/no-phone`

    Args:
        profile: Look only at baseline profiles whose name matches; * and ? are allowed. May be
            repeated.
        jobs: Look at this many profiles at once; as many as there are processors if not given.
        cluster: Look on the workers of this scheduler of dask.distributed instead, such as
            tcp://127.0.0.1:8786.
        json: Write the whole result as JSON to standard output.
    """
    from twinsite.analyses.lint_charts import lint, look_at_all
    from twinsite.analyses.selection import matching
    from twinsite.baseline.variants import linted_profiles
    from twinsite.cli.codes import Status
    from twinsite.cli.progress import counting
    from twinsite.cli.written import print_json
    from twinsite.parallel import at_work
    from twinsite.report.files.data import lint_spec_data
    from twinsite.report.terminal.lint_spec import (
        print_accepted,
        print_conclusion,
        print_findings,
        print_looked_at,
    )
    from twinsite.report.terminal.screen import screen, standard_error

    out, errors = screen(), standard_error()
    baseline = linted_profiles()
    profiles = matching(baseline, profile or (), what="baseline profile", most=len(baseline))
    every = len(profiles) == len(baseline)
    if not json:
        print_looked_at(out, len(profiles), every=every)
    seen: dict[str, Evidence] = {}
    names = [profile.name for profile in profiles]
    doing = "Looking at every situation"
    with (
        at_work(jobs, cluster) as workers,
        counting(errors, "profiles", names, doing=doing, show=not json) as done,
    ):
        for evidence in look_at_all(profiles, jobs=workers):
            seen[evidence.system] = evidence
            done(evidence.system)
    report = lint([seen[p.name] for p in profiles], every=every)
    if json:
        print_json(lint_spec_data(report))
    else:
        print_findings(out, report)
        print_accepted(out, report)
        print_conclusion(out, report)
    return Status.PROVED if report.is_clean else Status.REFUTED
