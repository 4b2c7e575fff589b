"""The result of ``twinsite drill`` for machines: plain data; times are seconds."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from twinsite import __version__
from twinsite.analyses.drill.alternatives import Alternative
from twinsite.analyses.drill.change import Change
from twinsite.analyses.drill.clockwork import TICKS
from twinsite.analyses.drill.design import DesignRow
from twinsite.analyses.drill.flapping import HOURS, Flapping
from twinsite.analyses.drill.moments import Bound, Moment
from twinsite.analyses.drill.report import DrillReport
from twinsite.analyses.drill.staff import Kind, assumed
from twinsite.analyses.remarks import Remark
from twinsite.configuration.deployment.world import World


def drill_data(
    file: str,
    world: World,
    reports: Sequence[DrillReport],
    alternatives: Sequence[Alternative] = (),
) -> dict[str, Any]:
    """Return the moments of some kinds of agents.

    A bound is null where there is none; then ``otherwise`` says why, where that is known.

    Args:
        file: Name of the deployment file.
        world: What is assumed.
        reports: The drill for each kind of agents.
        alternatives: What other values of options would change, of one kind.
    """
    return {
        **_head(file, world),
        "kinds": [
            {
                **_kind(report.kind),
                "fails": str(report.failure),
                "connections": [
                    {
                        "connection": part.drill.part,
                        **{
                            name: [_moment(moment) for moment in getattr(part, name)]
                            for name in ("after_failure", "after_windows", "after_repair")
                        },
                    }
                    for part in report.parts
                ],
            }
            for report in reports
        ],
        "alternatives": [
            {
                "option": each.option,
                "value": each.value,
                "no_calls": [_seconds(ticks) for ticks in each.no_calls],
                "back": [_seconds(ticks) for ticks in each.back],
                "price": each.price,
            }
            for each in alternatives
        ],
    }


def design_data(file: str, world: World, rows: Sequence[DesignRow]) -> dict[str, Any]:
    """Return what fails, who moves, and after what.

    Args:
        file: Name of the deployment file.
        world: What is assumed.
        rows: The table.
    """
    return {
        **_head(file, world),
        "failures": [
            {
                "phone": row.kinds[0].phone,
                "agents": [name for kind in row.kinds for name in kind.agents],
                "number_of_agents": sum(kind.agents.number for kind in row.kinds),
                "fails": row.what,
                "connection": row.part,
                **_moment(row.moment),
            }
            for row in rows
        ],
    }


def flapping_data(file: str, world: World, every: Sequence[Flapping]) -> dict[str, Any]:
    """Return what a failure does that comes again and again.

    Args:
        file: Name of the deployment file.
        world: What is assumed.
        every: What it does to each kind of agents.
    """
    return {
        **_head(file, world),
        "hours_drawn_of_each": HOURS,
        "kinds": [
            {
                **_kind(each.kind),
                "flaps": str(each.failure),
                "leaves_at_the_earliest": _bound(each.leaving.earliest),
                "in_an_hour": [
                    {
                        "seconds_down_and_up": flaps.seconds,
                        "moves": asdict(flaps.moves),
                        "seconds_without_calls": asdict(flaps.idle),
                    }
                    for flaps in each.flaps
                ],
            }
            for each in every
        ],
    }


def changes_data(
    left: str,
    right: str,
    changes: Sequence[Change],
    new: Sequence[Remark],
    gone: Sequence[Remark],
) -> dict[str, Any]:
    """Return what another deployment changes for whom; null stands for no bound.

    Args:
        left: The deployment as it is.
        right: As it would be.
        changes: What changes, or does not.
        new: What the linter says of the right one only.
        gone: What it says of the left one only.
    """
    return {
        "twinsite": __version__,
        "left": left,
        "right": right,
        "changes": [
            {
                "agents": change.agents,
                "number_of_agents": change.agents.number,
                "profiles": [[one.name, other.name] for one, other in change.profiles],
                "leaves": [_seconds(m.leaves) for m in (change.before, change.after)],
                "no_calls": [_seconds(m.ready) for m in (change.before, change.after)],
                "back": [_seconds(m.back) for m in (change.before, change.after)],
                "no_calls_without_phone": [
                    _seconds(m.phone) for m in (change.before, change.after)
                ],
            }
            for change in changes
        ],
        "linter": {"new": list(map(_remark, new)), "gone": list(map(_remark, gone))},
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "rule": remark.rule.id,
        "severity": remark.rule.severity,
        "what": remark.what,
        "agents": remark.agents,
        "number_of_agents": remark.agents.number,
    }


def _head(file: str, world: World) -> dict[str, Any]:
    return {
        "twinsite": __version__,
        "deployment": file,
        "world": {
            key: {"seconds": getattr(world, key), "means": words}
            for key, words in assumed(world).items()
        },
    }


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "agents": kind.agents,
        "number_of_agents": kind.agents.number,
        "phone": kind.phone,
        "sites": {str(site): name for site, name in kind.sites.items()},
    }


def _moment(moment: Moment) -> dict[str, Any]:
    return {
        "what": moment.what,
        "requirement": moment.requirement,
        "earliest": _bound(moment.earliest),
        "latest": _bound(moment.latest),
        "again_and_again": [str(event) for event in moment.loop],
        "otherwise": moment.otherwise,
    }


def _bound(bound: Bound | None) -> dict[str, Any] | None:
    if bound is None:
        return None
    return {
        "seconds": _seconds(bound.ticks),
        "sum": [
            {"of": term.because, "times": term.times, "seconds": _seconds(term.ticks)}
            for term in bound.terms
        ],
        "trace": [
            {"event": str(event), "at": _seconds(at)}
            for event, at in zip(bound.events, bound.moments, strict=True)
        ],
    }


def _seconds(ticks: int | None) -> float | None:
    return None if ticks is None else ticks / TICKS
