"""What the commands find, for machines: plain data, which :mod:`twinsite.cli.written` writes.

Times are seconds.  What a report holds under the name that it has here is taken as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twinsite import __version__
from twinsite.model.profile_data import profile_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twinsite.analyses.check import ProfileReport, Unused
    from twinsite.analyses.compare import Contrast
    from twinsite.analyses.lint_charts import LintReport as ChartReport
    from twinsite.analyses.mutation.judgement import Judgement
    from twinsite.analyses.selection import Subject
    from twinsite.catalogue.options import Option
    from twinsite.checker.comparison.observable_steps import Happening
    from twinsite.checker.lint.finding import Finding as ChartFinding
    from twinsite.configuration.deployment import Agent, Deployment, EffectiveOption
    from twinsite.configuration.deployment.combinations import Combinations
    from twinsite.configuration.lint import Finding, LintReport
    from twinsite.model.profile import Profile
    from twinsite.traceability.guide import Item, Section

_SIZES = ("states", "steps", "depth")
_VERSION = {"twinsite": __version__}


def _taken(report: object, *names: str) -> dict[str, Any]:
    return {name: getattr(report, name) for name in names}


def check_data(
    subjects: Sequence[Subject],
    reports: Mapping[Profile, ProfileReport],
    left: Sequence[Unused],
    idle: Sequence[str] = (),
    lint: LintReport | None = None,
) -> dict[str, Any]:
    """Return the result of ``twinsite check``.

    Args:
        subjects: What was to be checked.
        reports: What was decided: all of it, if the check was not interrupted.
        left: What is never used.
        idle: What was asked for and applies to none of the profiles.
        lint: What the linter has found in the deployment, if there is one.
    """
    return {
        **_VERSION,
        **({} if lint is None else {"lint": lint_data(lint)}),
        "profiles": [_checked(s, reports[s.profile]) for s in subjects if s.profile in reports],
        "undecided": [s.profile.name for s in subjects if s.profile not in reports],
        "unused": left,
        "does not apply": list(idle),
    }


def _checked(subject: Subject, report: ProfileReport) -> dict[str, Any]:
    return {
        **profile_json(report.profile),
        **_taken(subject, "agents", "notes"),
        **_taken(report, *_SIZES, "complete"),
        "seconds": round(report.seconds, 3),
        "verdict": report.verdict,
        "unaccounted": [
            {"machine": machine, "signal": signal, "state": state}
            for machine, signal, state in report.unaccounted
        ],
        "unobservable": report.peeks,
        "properties": report.properties,
    }


def compare_data(contrast: Contrast) -> dict[str, Any]:
    """Return the result of ``twinsite compare``."""
    from twinsite.analyses.compare import commands_taken
    from twinsite.model.profile_difference import aspects
    from twinsite.report.sequence.difference import event_words

    left, right, difference = contrast.left, contrast.right, contrast.product.difference
    return {
        **_VERSION,
        **{
            name: {
                **profile_json(side.profile),
                **_taken(side.report, *_SIZES, "verdict"),
            }
            for name, side in (("left", left), ("right", right))
        },
        "aspects": [
            {
                "question": aspect.question,
                "left": _taken(aspect.left, "name", "meaning"),
                "right": _taken(aspect.right, "name", "meaning"),
            }
            for aspect in aspects(left.profile, right.profile)
        ],
        "difference": None
        if difference is None
        else {
            "shared": list(map(str, difference.shared)),
            "event": str(difference.event),
            "words": event_words(difference.event),
            "left": commands_taken(difference.left),
            "right": commands_taken(difference.right),
        },
        **_taken(contrast.product, "pairs", "complete", "identical"),
        "new": list(map(_happening, contrast.new)),
        "lost": list(map(_happening, contrast.lost)),
        "properties": [
            {**_taken(p.prop, "name", "requirement", "sentence"), **_taken(p, "left", "right")}
            for p in contrast.properties
        ],
        "requirements": contrast.requirements,
    }


def _happening(happening: Happening) -> dict[str, Any]:
    from twinsite.report.sequence.difference import event_words

    event = happening.occurrence.event
    return {
        "event": str(event),
        "words": event_words(event),
        "commands": [f"{machine}.{name}" for machine, name in happening.occurrence.log],
        "steps": happening.count,
        "trace": list(map(str, happening.trace)),
    }


def lint_data(report: LintReport) -> dict[str, Any]:
    """Return the result of ``twinsite lint``; a line that cannot be told is null."""
    from twinsite.configuration.lint import Severity

    return {
        **_taken(report, "deployment", "bootstrap", "agents", "looked_at"),
        **{f"{severity.value}s": report.count(severity) for severity in Severity},
        "findings": list(map(_found, report.findings)),
        "accepted": [{**_found(finding), "reason": reason} for finding, reason in report.accepted],
        "undecided": report.undecided,
    }


def _found(finding: Finding) -> dict[str, Any]:
    return {
        **_taken(finding.rule, "id", "severity", "title"),
        **_taken(finding, "file", "line", "place", "what", "remedy"),
        "source": finding.source,
    }


def lint_spec_data(report: ChartReport) -> dict[str, Any]:
    """Return the result of ``twinsite lint-spec``."""
    return {
        **_VERSION,
        "profiles": [
            {"name": evidence.system, **_taken(evidence, "states", "steps")}
            for evidence in report.evidences
        ],
        "findings": list(map(_flaw, report.findings)),
        "accepted": [{**_flaw(finding), "reason": reason} for finding, reason in report.accepted],
        "not found any longer": [waiver.place for waiver in report.stale],
    }


def _flaw(finding: ChartFinding) -> dict[str, Any]:
    return {
        "id": finding.flaw,
        **_taken(finding, "machine", "place", "sentence", "remedy"),
        "profiles": finding.systems,
    }


def mutation_data(judgements: Sequence[Judgement], *, of: int) -> dict[str, Any]:
    """Return the result of ``twinsite mutate``.

    Args:
        judgements: What became of the mutants that were tried.
        of: How many mutants there are in all.
    """
    from twinsite.analyses.mutation.campaign import tallies
    from twinsite.analyses.mutation.record import entry
    from twinsite.baseline.waivers import Kind, reason_for

    counts = ("machine", "mutants", "killed", "equivalent", "survived", "score")
    return {
        "mutants in all": of,
        "machines": [_taken(row, *counts) for row in tallies(judgements)],
        "mutants": [
            {
                "mutant": judgement.mutant,
                **entry(judgement),
                "accepted": reason_for(Kind.SURVIVOR, judgement.mutant),
            }
            for judgement in judgements
        ],
    }


def coverage_data(sections: Sequence[Section], found: Sequence[str]) -> dict[str, Any]:
    """Return the result of ``twinsite coverage``.

    Args:
        sections: What is asked for.
        found: The gaps of the whole guide.
    """
    from twinsite.traceability.guide import covers

    def item_data(item: Item) -> dict[str, Any]:
        carriers = [_taken(cover, "id", "kind") for cover in covers(item.covered_by)]
        return {**_taken(item, "number", "says"), "covered_by": carriers, "reason": item.reason}

    return {
        **_VERSION,
        "sections": [
            {**_taken(section, "number", "title"), "items": list(map(item_data, section.items))}
            for section in sections
        ],
        "gaps": found,
    }


def reference_data(options: Iterable[Option]) -> dict[str, Any]:
    """Return what options are: under ``options`` one object for each.

    A default is a text as an administrator writes it, or null where there is none.
    """
    told = ("section", "kind", "meaning", "valid", "levels", "takes_effect", "source")
    return {
        **_VERSION,
        "options": [{**_option(option), **_taken(option, *told)} for option in options],
    }


def agent_data(
    file: str, deployment: Deployment, agent: Agent, options: Mapping[str, EffectiveOption]
) -> dict[str, Any]:
    """Return what holds for an agent: under ``options`` one object for each option.

    A value is true, false, a number in the unit of its option, a text, or null where there is
    none; its text is as an administrator writes it.  The origin is null where the default holds;
    ``shadows`` lists the wider settings of another value, the narrowest first.
    """
    from twinsite.catalogue.options import OPTIONS
    from twinsite.configuration.deployment.combinations import shadowed

    return {
        **_deployment(file, deployment),
        "agent": agent.name,
        "options": [
            {
                **_option(OPTIONS[name]),
                **_setting(option),
                "shadows": list(map(_setting, shadowed(deployment, agent, option))),
            }
            for name, option in options.items()
        ],
    }


def combinations_data(
    file: str, deployment: Deployment, combinations: Combinations
) -> dict[str, Any]:
    """Return the combinations of a deployment, the most frequent first.

    Under ``common`` are the values that all agents have of options that are set for some, under
    ``unset`` the names of options that are set for none.  Each object under ``combinations`` has
    the names of all its ``agents``, and under ``options`` the values of what differs.
    """
    return {
        **_deployment(file, deployment),
        "agents": deployment.number_of_agents,
        **_taken(combinations, "common", "unset"),
        "combinations": [
            {
                "agents": combination.agents,
                "number_of_agents": combination.agents.number,
                "options": {name: combination.values[name] for name in combinations.differing},
            }
            for combination in combinations.found
        ],
    }


def _deployment(file: str, deployment: Deployment) -> dict[str, Any]:
    return {**_VERSION, "deployment": file, "release": str(deployment.release)}


def _option(option: Option) -> dict[str, Any]:
    return {
        "name": option.name,
        "unit": option.unit or None,
        "default": option.default,
        "evidence": option.evidence.name.lower(),
        "default_evidence": option.default_evidence.name.lower(),
    }


def _setting(option: EffectiveOption) -> dict[str, Any]:
    from twinsite.configuration.deployment.combinations import is_set

    return {**_taken(option, "value", "text"), "origin": option.origin if is_set(option) else None}
