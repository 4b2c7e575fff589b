"""Findings that a deployment accepts with a reason, and acceptances of what is not there."""

from collections.abc import Iterator, Sequence
from typing import Final

from twinsite.configuration.deployment.findings import dotted, shown
from twinsite.configuration.deployment.tables import Accepted
from twinsite.configuration.lint.rule import DECLARED, Finding, Rule, nothing, warning
from twinsite.configuration.lint.subject import Found

IDLE: Final = "DEP-62"

warning(
    IDLE,
    "an acceptance of something that is not found",
    remedy="Remove it, so that it hides nothing that comes later.",
    source="requirement BC-09",
)(nothing)


def acceptances(accepted: Sequence[Accepted], findings: Sequence[Finding]) -> dict[Finding, str]:
    """Return the findings that are accepted, with the reasons.

    Args:
        accepted: What the deployment accepts; of two that mean the same the first one holds.
        findings: Everything that is found.
    """
    reasons: dict[Finding, str] = {}
    for each in accepted:
        for finding in findings:
            if _means(each, finding.rule, finding.place):
                reasons.setdefault(finding, each.reason)
    return reasons


def idle(accepted: Sequence[Accepted], found: Sequence[tuple[Rule, Found]]) -> Iterator[Found]:
    """Yield what the deployment accepts and is not found.

    Args:
        accepted: What the deployment accepts.
        found: Everything that is found.
    """
    for number, each in enumerate(accepted):
        if not any(_means(each, rule, dotted(what.place)) for rule, what in found):
            known = each.rule in DECLARED
            where = "" if each.place is None else f" at {shown(each.place)}"
            what = (
                f"{each.rule} finds nothing{where}" if known else f"no rule is {shown(each.rule)}"
            )
            yield Found(("accepted", number, "rule"), what)


def _means(accepted: Accepted, rule: Rule, place: str) -> bool:
    return accepted.rule == rule.id and accepted.place in (None, place)
