"""``twinsite check``: does the specified desktop keep every property, in every interleaving?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from twinsite.cli.numbers import Count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from twinsite.analyses.check import ProfileReport, PropertyReport, Unused
    from twinsite.analyses.selection import Subject
    from twinsite.configuration.lint import LintReport
    from twinsite.model.profile import Profile

Interpretations = Annotated[list[str] | None, Parameter(name=("--interpretation", "--reading"))]
"""Choices of interpretations; the option has a former name as well."""


def check(
    deployment: Path | None = None,
    /,
    *,
    profile: list[str] | None = None,
    property: list[str] | None = None,  # noqa: A002
    release: str | None = None,
    interpretation: Interpretations = None,
    save: Path | None = None,
    page: Path | None = None,
    limit: Count | None = None,
    jobs: Count | None = None,
    cluster: str | None = None,
    json: bool = False,
) -> int:
    """Check the desktop against every property, in every interleaving.

    Without a deployment all default profiles are checked; with one, what the linter finds in it
    is told first, and then the distinct profiles that its agents have are checked. A refuted
    property is shown with a shortest counterexample.

    Example: `twinsite check --profile bc+auto+restore/no-phone --release 8.5.105.11`

    Args:
        deployment: A deployment file (TOML).
        profile: Check only profiles whose name matches; * and ? are allowed. May be repeated.
        property: Decide only this property, or those of this requirement. May be repeated.
        release: Check under this release of the desktop, such as 8.5.105.11.
        interpretation: Put another interpretation in force, such as A14=immediate. May be
            repeated.
        save: Write the first trace that is shown to this file, and its chart beside it as SVG.
        page: Write a page to this file that begins with that trace, to walk on in a browser.
        limit: Cut the search of a profile short beyond this number of states.
        jobs: Check this many profiles at once; as many as there are processors if not given.
        cluster: Check on the workers of this scheduler of dask.distributed instead, such as
            tcp://127.0.0.1:8786.
        json: Write the whole result as JSON to standard output.
    """
    from functools import partial

    from twinsite.analyses import selection as subjects
    from twinsite.analyses.check import check_profiles, select_properties, unused
    from twinsite.cli.pages import require_page
    from twinsite.cli.progress import watched
    from twinsite.cli.written import print_json
    from twinsite.configuration.deployment.load import MistakesError
    from twinsite.configuration.lint import Severity
    from twinsite.parallel import at_work
    from twinsite.report.files.data import check_data
    from twinsite.report.terminal.check import print_subjects
    from twinsite.report.terminal.check_deployment import print_unchecked
    from twinsite.report.terminal.lint import print_every_finding
    from twinsite.report.terminal.screen import screen, standard_error

    out, errors = screen(), standard_error()
    only = select_properties(property or ())
    require_place(save, deployment)
    require_page(page, deployment)
    try:
        chosen = subjects.choose(deployment, profile or (), release, interpretation or ())
    except MistakesError:
        if deployment is not None and not json:
            print_unchecked(out, str(deployment), _linted(deployment, release))
        raise
    lint = None if deployment is None else _linted(deployment, release)
    profiles = [subject.profile for subject in chosen]
    found: dict[Profile, ProfileReport] = {}
    search = partial(check_profiles, profiles, only=only, limit=limit)
    try:
        with (
            at_work(jobs, cluster) as workers,
            watched(errors, [p.name for p in profiles], show=not json) as watch,
        ):
            if not json:
                print_subjects(out, None if deployment is None else str(deployment), chosen)
                if lint is not None:
                    print_every_finding(out, lint)
            for report in search(jobs=workers, observe=watch.observe, decide=watch.decide):
                found[report.profile] = report
                watch.done(report)
    except KeyboardInterrupt:
        _tell_part(out, chosen, found, json=json)
        raise
    reports = [found[p] for p in profiles]
    decided = {prop.name for report in reports for prop in report.properties}
    idle = [
        asked for asked in property or () if not decided & (select_properties([asked]) or set())
    ]
    every_default = deployment is None and not (
        profile or property or release or interpretation or limit
    )
    left = unused(reports) if every_default else ()
    shown = _decisive(reports, single=bool(property))
    if json:
        print_json(check_data(chosen, found, left, idle, lint))
    else:
        _print(out, chosen, reports, shown, left, idle, all_properties=only is None, lint=lint)
    if save is not None or page is not None:
        _save(errors if json else out, save, page, shown)
    wrong = lint is not None and lint.count(Severity.ERROR) > 0
    bad = wrong or any(item.reason is None for item in left)
    return _exit_code(reports, bad=bad, idle=bool(idle))


def _linted(deployment: Path, release: str | None) -> LintReport:
    from twinsite.configuration.lint import lint_files
    from twinsite.model.profile import Release

    return lint_files(deployment, release=None if release is None else Release.parse(release))


def require_place(save: Path | None, *inputs: Path | None) -> None:
    """Refuse a file that cannot be written with its chart beside it.

    Args:
        save: The file; None if none is to be written.
        inputs: What is read, and must not be written over.

    Raises:
        InputError: if it is the chart itself, or one of the two cannot be written.
    """
    from twinsite.errors import InputError
    from twinsite.files import require_writable

    if save is None:
        return
    require_writable(save, "--save", *inputs)
    if save.suffix == ".svg":
        raise InputError(
            f"{save} would be overwritten by the chart",
            where="--save",
            remedy="Name the trace, as in trace.json; its chart becomes trace.svg.",
        )
    require_writable(save.with_suffix(".svg"), "--save", *inputs)


def _exit_code(reports: Sequence[ProfileReport], *, bad: bool, idle: bool) -> int:
    from twinsite.checker.symbolic.property import Verdict
    from twinsite.cli.codes import Status

    verdicts = {report.verdict for report in reports}
    if bad or Verdict.REFUTED in verdicts:
        return Status.REFUTED
    undetermined = idle or Verdict.UNDETERMINED in verdicts
    return Status.UNDETERMINED if undetermined else Status.PROVED


def _decisive(
    reports: Sequence[ProfileReport], *, single: bool
) -> list[tuple[ProfileReport, PropertyReport]]:
    """Return the properties worth a chart, each once, with its shortest trace.

    These are the refuted ones; where the user asked for a property, also its witness.
    """
    from twinsite.checker.symbolic.property import Verdict

    best: dict[str, tuple[ProfileReport, PropertyReport]] = {}
    for report in reports:
        for prop in report.properties:
            refuted = prop.verdict is Verdict.REFUTED
            if not (refuted or (single and prop.trace is not None)):
                continue
            known = best.get(prop.name)
            if known is None or _length(prop) < _length(known[1]):
                best[prop.name] = (report, prop)
    return sorted(best.values(), key=lambda pair: pair[1].verdict is not Verdict.REFUTED)


def _length(prop: PropertyReport) -> int:
    return len(prop.trace) if prop.trace is not None else 1_000_000


def _save(
    out: Console,
    path: Path | None,
    page: Path | None,
    shown: list[tuple[ProfileReport, PropertyReport]],
) -> None:
    from twinsite.analyses.traces import decisive_trace
    from twinsite.cli.pages import write_trace
    from twinsite.report.sequence.trace import save_with_chart

    for report, prop in shown:
        if prop.trace is not None:
            trace = decisive_trace(report.profile, prop)
            if path is not None:
                save_with_chart(out, path, trace)
            if page is not None:
                write_trace(out, page, trace)
            return
    out.print("Nothing was refuted, so there is no trace to save.")


def _tell_part(
    out: Console,
    chosen: Sequence[Subject],
    found: Mapping[Profile, ProfileReport],
    *,
    json: bool,
) -> None:
    """Print what was decided before the search was interrupted."""
    from twinsite.cli.written import print_json
    from twinsite.report.files.data import check_data
    from twinsite.report.terminal.check import print_decisive, print_profiles

    if json:
        print_json(check_data(chosen, found, ()))
    elif found:
        decided = [subject for subject in chosen if subject.profile in found]
        reports = [found[subject.profile] for subject in decided]
        print_profiles(out, decided, reports)
        print_decisive(out, _decisive(reports, single=False))


def _print(
    out: Console,
    chosen: Sequence[Subject],
    reports: Sequence[ProfileReport],
    shown: list[tuple[ProfileReport, PropertyReport]],
    left: Sequence[Unused],
    idle: Sequence[str],
    *,
    all_properties: bool,
    lint: LintReport | None,
) -> None:
    from twinsite.report.terminal.check import (
        print_conclusion,
        print_decisive,
        print_fairness,
        print_profiles,
        print_unused,
    )
    from twinsite.report.terminal.check_deployment import print_exceptions, print_values

    print_profiles(out, chosen, reports)
    print_fairness(out, chosen, reports)
    print_exceptions(out, chosen)
    print_decisive(out, shown)
    print_unused(out, left)
    print_conclusion(out, chosen, reports, idle, all_properties=all_properties)
    if lint is not None:
        print_values(out, lint.deployment, lint, reports, idle)
