"""``twinsite compare``: what does another release, interpretation or option change?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from twinsite.cli.numbers import Count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from twinsite.analyses.compare import Contrast
    from twinsite.model.profile import Profile


def compare(
    a: str,
    b: str | None = None,
    /,
    *,
    profile: str | None = None,
    set: list[str] | None = None,  # noqa: A002
    json: bool = False,
    save: Path | None = None,
    page: Path | None = None,
    jobs: Count | None = None,
    cluster: str | None = None,
) -> int:
    """Compare two releases, interpretations, profiles or deployments.

    Each is a release (8.5.105.11), an interpretation (A14=immediate), several of them joined by /,
    a whole profile as 'twinsite check' names it, or default; they are told apart by a shortest
    distinguishing trace. Of deployments (TOML) it shows a trace of the first
    property with another verdict, and tells what changes for whom, and what the linter says.

    Exits with status 0 if the two are compared, whether they differ or not.

    Example: `twinsite compare A2=continues --profile stat/bc/pair`

    Args:
        a: What to compare.
        b: What to compare it with; if not given, the default is compared with A.
        profile: What A and B do not say is as in this profile, such as bc/no-phone;
            bc+auto+restore/endpoint if not given.
        set: With one deployment: compare it with itself under another value of an option of the
            Application, such as disaster-recovery.timeout=30, where narrower settings hold as
            before; or with another phone for everyone, phone=hard_phone. May be repeated.
        json: Write the whole result as JSON to standard output.
        save: Write the whole result as JSON to this file, and the chart beside it as SVG.
        page: Write a page to this file with the two side by side, to walk on in a browser.
        jobs: Search this many profiles at once; as many as there are processors if not given.
        cluster: Search on the workers of this scheduler of dask.distributed instead, such as
            tcp://127.0.0.1:8786.
    """
    from twinsite.cli.compare_deployments import compare_deployments, is_deployment
    from twinsite.report.terminal.screen import standard_error

    if is_deployment(a):
        _refuse_for_deployments({"--profile": profile, "--save": save, "--page": page})
        other = None if b is None else Path(b)
        return compare_deployments(Path(a), other, set or [], json=json, jobs=jobs, cluster=cluster)
    _refuse_values(set)

    from twinsite.analyses.selection import profile_named
    from twinsite.cli.check import require_place
    from twinsite.cli.codes import Status
    from twinsite.cli.pages import require_page, write_contrast
    from twinsite.cli.written import print_json
    from twinsite.model.profile import Profile
    from twinsite.report.files.data import compare_data
    from twinsite.report.terminal.compare import (
        print_aspects,
        print_contrast,
        print_decisive_trace,
        print_difference,
        print_verdict,
    )
    from twinsite.report.terminal.screen import screen

    out, errors = screen(), standard_error()
    require_place(save)
    require_page(page)
    base = Profile() if profile is None else profile_named(profile, Profile(), where="--profile")
    first, second = ("default", a) if b is None else (a, b)
    left = profile_named(first, base, where="A")
    right = profile_named(second, base, where="A" if b is None else "B")
    if not json:
        print_aspects(out, left, right)
    contrast = contrast_of(left, right, jobs=jobs, cluster=cluster, show=not json)
    product = contrast.product
    if json:
        print_json(compare_data(contrast))
    else:
        print_decisive_trace(out, contrast)
        print_difference(out, left, right, product)
        print_contrast(out, contrast)
        print_verdict(out, contrast)
    if save is not None:
        _save(errors if json else out, save, contrast)
    if page is not None:
        write_contrast(errors if json else out, page, contrast)
    return Status.PROVED if product.complete else Status.UNDETERMINED


def contrast_of(
    left: Profile, right: Profile, *, jobs: int | None, cluster: str | None, show: bool
) -> Contrast:
    """Search two profiles, with progress on standard error.

    Args:
        left: One profile.
        right: The other one.
        jobs: How many are searched at once; as many as there are processors if None.
        cluster: The scheduler whose workers search instead.
        show: Whether progress is shown.
    """
    from functools import partial

    from twinsite.analyses.compare import Contrast, examine_all, part
    from twinsite.cli.progress import watched
    from twinsite.parallel import at_work
    from twinsite.report.terminal.screen import standard_error

    errors = standard_error()
    pair = f"{left.name} and {right.name}"
    found = {}
    with at_work(jobs, cluster) as workers:
        with watched(errors, [pair], show=show, what="comparisons") as watch:
            product = part(left, right, jobs=workers, observe=watch.observe)
        names = list({left.name: 0, right.name: 0})
        with watched(errors, names, show=show) as watch:
            search = partial(examine_all, observe=watch.observe, decide=watch.decide)
            for side in search((left, right), jobs=workers):
                found[side.profile] = side
                watch.done(side.report)
    return Contrast(found[left], found[right], product)


def _save(out: Console, path: Path, contrast: Contrast) -> None:
    from twinsite.cli.written import json_text
    from twinsite.files import write_text
    from twinsite.report.files.data import compare_data
    from twinsite.report.sequence.difference import difference_chart
    from twinsite_charts.svg import render_svg

    write_text(path, json_text(compare_data(contrast)))
    difference = contrast.product.difference
    if difference is None:
        out.print(f"Saved the result to {path}; there is no trace to draw.", markup=False)
        return
    chart = path.with_suffix(".svg")
    write_text(
        chart,
        render_svg(difference_chart(contrast.left.profile, contrast.right.profile, difference)),
    )
    out.print(f"Saved the result to {path} and the chart to {chart}.", markup=False)


def _refuse_for_deployments(options: Mapping[str, object]) -> None:
    from twinsite.errors import InputError

    for option, given in options.items():
        if given is not None:
            raise InputError(
                "deployments are compared, and not profiles",
                where=option,
                remedy=f"Leave {option} out, or compare the profiles that are named at the end.",
            )


def _refuse_values(values: list[str] | None) -> None:
    from twinsite.errors import InputError

    if values:
        raise InputError(
            "there is no deployment in which it could be set",
            where="--set",
            remedy="Name one, as in 'twinsite compare two-sites.toml --set ...'.",
        )
