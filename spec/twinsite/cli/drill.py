"""``twinsite drill``: when agents can take calls again, at the earliest and at the latest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from twinsite.analyses.drill.alternatives import Alternative
    from twinsite.analyses.drill.drill import Drill
    from twinsite.analyses.drill.failure import Failure
    from twinsite.analyses.drill.moments import Moment
    from twinsite.analyses.drill.report import DrillReport
    from twinsite.analyses.drill.staff import Kind
    from twinsite.configuration.deployment import Deployment
    from twinsite.report.terminal.drill import Clock


def drill(
    deployment: Path,
    /,
    *,
    agent: str | None = None,
    all: bool = False,  # noqa: A002
    fail: str | None = None,
    repair: str | None = None,
    flap: str | None = None,
    during: Literal["call", "start", "maintenance"] | None = None,
    windows: bool = False,
    run: Literal["earliest", "latest"] | None = None,
    svg: Path | None = None,
    json: bool = False,
) -> int:
    """Tell when agents can take calls again, at the earliest and at the latest.

    Every moment is exact, and attained: with the options of the deployment, what it assumes of
    the world, and any phase of every timer. Without --fail: what fails, who moves, after what.

    Example: `twinsite drill spec/twinsite/examples/two-sites.toml --agent Anna --fail "Site X"`

    Args:
        deployment: A deployment file (TOML).
        agent: Tell every moment for this agent.
        all: Tell one line for each kind of agents, as without --agent.
        fail: What fails, and when if that matters, such as 'Site X', 'Site X@10:00:00', 'Site X
            SIP Servers', 'Site X registrar', phone, or 'both sites'.
        repair: The same with the moment of its repair, such as 'Site X@10:20:00'; by then every
            desktop must have moved.
        flap: What fails and returns again and again, such as 'both sites'; tells how often a
            desktop moves in an hour, and how long there are no calls, drawn.
        during: What goes on when it fails: a call of the agent; the start, if the shift begins
            when it has failed already; or maintenance, if SIP Server is shut down gracefully.
        windows: A window of another medium is open when it fails.
        run: Show the trace that attains this bound of the last moment, in time.
        svg: Write that trace to this file as a sequence chart.
        json: Write the whole result as JSON to standard output.
    """
    from twinsite.analyses.drill.alternatives import alternatives_of
    from twinsite.analyses.drill.report import CALL, MAINTENANCE, WINDOW, drill_of
    from twinsite.analyses.drill.staff import kinds_of
    from twinsite.checker.timing.behaviour import UndeterminedError
    from twinsite.cli.codes import Status
    from twinsite.cli.drill_flaps import flaps, require_alone
    from twinsite.cli.written import print_json
    from twinsite.configuration.deployment import load_deployment, require_agents
    from twinsite.files import require_writable
    from twinsite.report.files.drill import drill_data
    from twinsite.report.terminal.alternatives import print_alternatives
    from twinsite.report.terminal.drill import print_assumed, print_drill, print_kind
    from twinsite.report.terminal.drill_tables import print_overview
    from twinsite.report.terminal.maintenance import print_maintenance
    from twinsite.report.terminal.screen import screen, standard_error

    require_alone(flap, {"--fail": fail, "--repair": repair, "--run": run, "--svg": svg})
    _require_sense(agent, fail, repair, run, svg, every=all, busy=windows or during is not None)
    require_writable(svg, "--svg", deployment)
    loaded = load_deployment(deployment)
    require_agents(loaded, deployment)
    kinds = kinds_of(loaded) if agent is None else (_kind_of(loaded, agent),)
    out = screen()
    try:
        with standard_error().status("Searching all traces in time"):
            if flap is not None:
                return flaps(out, deployment, loaded, kinds, flap, json=json)
            if fail is None:
                return _design(out, deployment, loaded, kinds, json=json)
            sites = [site.name for site in loaded.sites]
            failure, failed_at = _moment(fail, "--fail", sites)
            repaired_at = None
            if repair is not None:
                repaired, repaired_at = _moment(repair, "--repair", sites)
                _require_same(failure, repaired)
            busy = (*(CALL if during == "call" else ()), *(WINDOW if windows else ()))
            start, maintained = during == "start", during == "maintenance"
            if start:
                _require_startable(failure)
            if maintained:
                _require_stoppable(failure)
            befores = [
                (*(MAINTENANCE if maintained and _works_at(kind, failure) else ()), *busy)
                for kind in kinds
            ]
            reports = [
                drill_of(kind, failure, busy=before, start=start)
                for kind, before in zip(kinds, befores, strict=True)
            ]
            _require_settled(reports, failed_at, repaired_at)
            others: list[Alternative] = []
            if agent is not None and not start:
                others += alternatives_of(loaded, reports[0], busy=befores[0])
    except UndeterminedError as error:
        standard_error().print(f"Not decided: the search has {error}.")
        return Status.UNDETERMINED
    if json:
        print_json(drill_data(str(deployment), loaded.world, reports, others))
    elif agent is None:
        what = f"{failure} is shut down gracefully" if maintained else failure.fails
        out.print(f"{deployment}: {what}", markup=False)
        print_assumed(out, deployment.name, loaded.world)
        if maintained:
            print_maintenance(out, failure.site)
        out.print()
        print_overview(out, reports)
    else:
        print_kind(out, reports[0].kind)
        print_assumed(out, deployment.name, loaded.world)
        if maintained:
            print_maintenance(out, failure.site)
        clocks = _clock(failed_at), None if repair is None else _clock(repaired_at)
        print_drill(out, reports[0], *clocks)
        print_alternatives(out, others, repaired=repair is not None)
    if agent is not None and (run is not None or svg is not None):
        _show_run(
            standard_error() if json else out,
            reports[0],
            run or "latest",
            _clock(failed_at if repair is None else repaired_at),
            svg,
            drawn=run is not None and not json,
            repaired=repair is not None,
        )
    return Status.PROVED


def _require_sense(
    agent: str | None,
    fail: str | None,
    repair: str | None,
    run: str | None,
    svg: Path | None,
    *,
    every: bool,
    busy: bool,
) -> None:
    """Refuse options that do not go together.

    Raises:
        InputError: if one of them is without what it needs.
    """
    from twinsite.errors import InputError

    if agent is not None and every:
        raise InputError(
            "one agent and all of them are asked for",
            where="--all",
            remedy="Leave --all or --agent out.",
        )
    needs_failure = {"--repair": repair, "--run": run, "--svg": svg, "--during": busy or None}
    for option, given in needs_failure.items():
        if given is not None and fail is None:
            raise InputError(
                "nothing fails", where=option, remedy="Say what, as in --fail 'Site X'."
            )
    for option, shown in {"--run": run, "--svg": svg}.items():
        if shown is not None and agent is None:
            raise InputError(
                "a trace is that of one agent",
                where=option,
                remedy="Name the agent, as in --agent Anna.",
            )


def _kind_of(deployment: Deployment, name: str) -> Kind:
    from twinsite.analyses.drill.staff import kinds_of
    from twinsite.cli.options import agent_named

    person = agent_named(deployment, name)
    (kind,) = kinds_of(deployment.model_copy(update={"agents": (person,)}))
    return kind


def _moment(text: str, where: str, sites: Sequence[str]) -> tuple[Failure, int | None]:
    """Return what fails, and when in ticks after midnight, if that is said."""
    from datetime import time

    from twinsite.analyses.drill.clockwork import TICKS
    from twinsite.analyses.drill.failure import read_failure
    from twinsite.errors import InputError

    what, at, clock = text.rpartition("@")
    if not at:
        return read_failure(text, sites, where=where), None
    try:
        said = time.fromisoformat(clock.strip())
    except ValueError:
        raise InputError(
            f"{clock.strip()!r} is no time of the day",
            where=where,
            remedy="Write it as in 'Site X@10:00:00'.",
        ) from None
    seconds = said.hour * 3600 + said.minute * 60 + said.second
    return read_failure(what, sites, where=where), seconds * TICKS + said.microsecond // TICKS


def _require_same(failure: Failure, repaired: Failure) -> None:
    from twinsite.errors import InputError

    if failure != repaired:
        raise InputError(
            f"{repaired} does not fail",
            where="--repair",
            remedy=f"Repair what fails: {failure}.",
        )


def _require_startable(failure: Failure) -> None:
    """Refuse a phone that fails before the shift begins.

    Raises:
        InputError: if it is the phone that fails.
    """
    from twinsite.analyses.drill.failure import What
    from twinsite.errors import InputError

    if failure.what is What.PHONE:
        raise InputError(
            "the phone fails at the desktop, and before the start there is none",
            where="--during",
            remedy="Let the registrar fail: --fail 'Site X registrar'.",
        )


def _require_stoppable(failure: Failure) -> None:
    """Refuse a graceful shutdown of anything but the SIP Servers of one site.

    Raises:
        InputError: if it is none.
    """
    from twinsite.analyses.drill.failure import What
    from twinsite.errors import InputError

    if failure.what not in (What.SITE, What.SIP_SERVERS):
        raise InputError(
            f"{failure} cannot be shut down gracefully; SIP Servers of one site can",
            where="--during",
            remedy="Name the site: --fail 'Site X'.",
        )


def _works_at(kind: Kind, failure: Failure) -> bool:
    """Return whether agents work at the site of a failure."""
    from twinsite.model.predicates import Site

    return kind.sites.get(Site.PREFERRED) == failure.site


def _require_settled(
    reports: Sequence[DrillReport], failed_at: int | None, repaired_at: int | None
) -> None:
    """Refuse a repair before every desktop has done what the failure makes it do.

    Raises:
        InputError: if some desktop may not have.
    """
    from twinsite.errors import InputError

    if failed_at is None or repaired_at is None:
        return
    latest = max(
        (
            moment.latest.ticks
            for report in reports
            for part in report.parts
            for moment in part.after_failure
            if moment.latest is not None
        ),
        default=0,
    )
    if repaired_at - failed_at < latest:
        raise InputError(
            f"the repair comes before all that the failure causes has happened, which is at"
            f" {_clock(failed_at)(latest)} at the latest",
            where="--repair",
            remedy="Name a later moment of the same day.",
        )


def _clock(at: int | None) -> Clock:
    from twinsite.report.terminal.drill import Clock

    return Clock(at)


def _design(
    out: Console, file: Path, deployment: Deployment, kinds: Sequence[Kind], *, json: bool
) -> int:
    from twinsite.analyses.drill.design import design_of
    from twinsite.cli.codes import Status
    from twinsite.cli.written import print_json
    from twinsite.report.files.drill import design_data
    from twinsite.report.terminal.drill import print_assumed
    from twinsite.report.terminal.drill_tables import print_design

    rows = tuple(design_of(kinds))
    if json:
        print_json(design_data(str(file), deployment.world, rows))
        return Status.PROVED
    out.print(f"{file}: what fails, who moves, and after what", markup=False)
    print_assumed(out, file.name, deployment.world)
    print_design(out, rows)
    return Status.PROVED


def _show_run(
    out: Console,
    report: DrillReport,
    which: str,
    clock: Clock,
    svg: Path | None,
    *,
    drawn: bool,
    repaired: bool,
) -> None:
    """Show the trace that attains a bound of the last moment that has one."""
    from twinsite.analyses.drill.region import ranges_of
    from twinsite.errors import InputError
    from twinsite.files import write_text
    from twinsite.report.sequence.screen import chart_text
    from twinsite.report.sequence.timed import run_chart
    from twinsite.report.terminal.screen import standard_error
    from twinsite.report.terminal.time_bar import print_ranges, print_time_bar
    from twinsite_charts.svg import render_svg

    shown = _last(report, which, repaired=repaired)
    if shown is None:
        raise InputError(
            f"nothing that {report.failure} moves has such a bound",
            where="--run",
            remedy="Ask for the other one, or see above what has.",
        )
    drill, moment = shown
    chart = run_chart(drill, moment, which, clock)
    if drawn:
        out.print()
        print_time_bar(out, moment, which, clock)
        with standard_error().status("Trying other values"):
            ranges = tuple(ranges_of(drill, moment, which))
        print_ranges(out, ranges)
        out.print()
        out.print(chart_text(chart, out.width))
    if svg is not None:
        write_text(svg, render_svg(chart))
        out.print(f"Wrote the trace to {svg}.", markup=False, soft_wrap=True)


def _last(report: DrillReport, which: str, *, repaired: bool) -> tuple[Drill, Moment] | None:
    for part in report.parts:
        for moment in reversed(part.after_repair if repaired else part.after_failure):
            if getattr(moment, which) is not None:
                return part.drill, moment
    return None
