"""The result of ``twinsite lint-spec`` for machines."""

import json
from typing import Any

from twinsite import __version__
from twinsite.analyses.lint_charts import LintReport
from twinsite.checker.lint.finding import Finding


def lint_spec_json(report: LintReport) -> str:
    """Return the whole result as JSON."""
    data = {
        "twinsite": __version__,
        "profiles": [
            {"name": evidence.system, "states": evidence.states, "steps": evidence.steps}
            for evidence in report.evidences
        ],
        "findings": [_finding(finding) for finding in report.findings],
        "accepted": [
            {**_finding(finding), "reason": reason} for finding, reason in report.accepted
        ],
        "not found any longer": [waiver.place for waiver in report.stale],
    }
    return json.dumps(data)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.flaw.value,
        "machine": finding.machine,
        "place": finding.place,
        "sentence": finding.sentence,
        "remedy": finding.remedy,
        "profiles": list(finding.systems),
    }
