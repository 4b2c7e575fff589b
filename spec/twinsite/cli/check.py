"""``twinsite check``: does the specified desktop keep every property, in every interleaving?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from twinsite.analyses.check import ProfileReport, PropertyReport, Unused
    from twinsite.analyses.selection import Subject


def check(
    deployment: Path | None = None,
    /,
    *,
    profile: Annotated[list[str] | None, Parameter(negative=())] = None,
    property: Annotated[list[str] | None, Parameter(negative=())] = None,  # noqa: A002
    release: str | None = None,
    interpretation: Annotated[
        list[str] | None, Parameter(name=("--interpretation", "--reading"), negative=())
    ] = None,
    save: Path | None = None,
    limit: int | None = None,
    jobs: int | None = None,
    json: Annotated[bool, Parameter(negative=())] = False,
) -> int:
    """Check the desktop against every property, in every interleaving.

    Without a deployment all default profiles are checked; with one, the distinct profiles
    that its agents have.

    Args:
        deployment: A deployment file (TOML).
        profile: Check only profiles whose name matches; * and ? are allowed. May be repeated.
        property: Decide only this property, or all of this requirement. May be repeated.
        release: Check under this release of the desktop, such as 8.5.105.11.
        interpretation: Put another interpretation in force, such as A14=immediate. May be
            repeated.
        save: Write the first trace that is shown to this file, and its chart beside it as SVG.
        limit: Cut the search of a profile short beyond this number of states.
        jobs: Check this many profiles at once; as many as there are processors if not given.
        json: Write the whole result as JSON to standard output.
    """
    from rich.console import Console

    from twinsite.analyses import selection as subjects
    from twinsite.analyses.check import check_profiles, select_properties, unused
    from twinsite.checker.explorer.explore import STATE_LIMIT
    from twinsite.cli.progress import watched
    from twinsite.report.terminal.check import print_subjects

    out, errors = Console(highlight=False), Console(stderr=True, highlight=False)
    only = select_properties(property or ())
    require_positive(limit, "--limit")
    require_positive(jobs, "--jobs")
    if save is not None:
        require_place(save)
    chosen = subjects.choose(deployment, profile or (), release, interpretation or ())
    profiles = [subject.profile for subject in chosen]
    if not json:
        print_subjects(out, None if deployment is None else str(deployment), chosen)
    found = {}
    with watched(errors, len(profiles), show=not json) as watch:
        for report in check_profiles(
            profiles,
            only=only,
            limit=limit or STATE_LIMIT,
            jobs=jobs,
            observe=watch.observe,
            decide=watch.decide,
        ):
            found[report.profile] = report
            watch.done(report)
    reports = [found[p] for p in profiles]
    every_default = deployment is None and not (
        profile or property or release or interpretation or limit
    )
    left = unused(reports) if every_default else ()
    shown = _decisive(reports, single=bool(property))
    if json:
        from twinsite.report.files.check_json import check_json

        out.print_json(check_json(chosen, reports, left))
    else:
        _print(out, chosen, reports, shown, left, all_properties=only is None)
    if save is not None:
        _save(errors if json else out, save, shown)
    return _exit_code(reports, bad=any(item.reason is None for item in left))


def require_positive(value: int | None, where: str) -> None:
    """Refuse a number that is given and not positive.

    Raises:
        InputError: if it is not.
    """
    from twinsite.errors import InputError

    if value is not None and value < 1:
        raise InputError(f"{value} is not positive", where=where, remedy="Use 1 or more.")


def require_place(save: Path) -> None:
    """Refuse a file that cannot be written with its chart beside it.

    Raises:
        InputError: if it is the chart itself, or its folder does not exist.
    """
    from twinsite.errors import InputError

    if save.suffix == ".svg":
        raise InputError(
            f"{save} would be overwritten by the chart",
            where="--save",
            remedy="Name the trace, as in run.json; its chart becomes run.svg.",
        )
    if not save.parent.is_dir():
        raise InputError(
            f"there is no folder {save.parent}", where="--save", remedy="Make it first."
        )


def _exit_code(reports: Sequence[ProfileReport], *, bad: bool) -> int:
    from twinsite.checker.explorer.property import Verdict
    from twinsite.cli import codes

    verdicts = {report.verdict for report in reports}
    if bad or Verdict.REFUTED in verdicts:
        return codes.REFUTED
    return codes.UNDETERMINED if Verdict.UNDETERMINED in verdicts else codes.PROVED


def _decisive(
    reports: Sequence[ProfileReport], *, single: bool
) -> list[tuple[ProfileReport, PropertyReport]]:
    """Return the properties worth a chart, each once, with its shortest trace.

    These are the refuted ones; where the user asked for a property, also its witness.
    """
    from twinsite.checker.explorer.property import Verdict

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


def _save(out: Console, path: Path, shown: list[tuple[ProfileReport, PropertyReport]]) -> None:
    from twinsite.analyses.traces import decisive_trace
    from twinsite.report.sequence.trace import save_with_chart

    for report, prop in shown:
        if prop.trace is not None:
            save_with_chart(out, path, decisive_trace(report.profile, prop))
            return
    out.print("Nothing was refuted, so there is no trace to save.")


def _print(
    out: Console,
    chosen: Sequence[Subject],
    reports: Sequence[ProfileReport],
    shown: list[tuple[ProfileReport, PropertyReport]],
    left: Sequence[Unused],
    *,
    all_properties: bool,
) -> None:
    from twinsite.report.terminal.check import (
        print_conclusion,
        print_decisive,
        print_fairness,
        print_profiles,
        print_unused,
    )

    print_profiles(out, chosen, reports)
    print_fairness(out, reports)
    print_decisive(out, shown)
    print_unused(out, left)
    print_conclusion(out, reports, all_properties=all_properties)
