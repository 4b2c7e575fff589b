"""What the linter has found in a deployment, as SARIF 2.1.0.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from twinsite import __version__
from twinsite.configuration.lint import RULES, Finding, LintReport

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
"""The schema that the text is written for."""


def lint_sarif(report: LintReport) -> str:
    """Return the text: one trace, with every rule and every result."""
    rules = list(RULES.values())
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    driver = {
        "name": "twinsite",
        "version": __version__,
        "rules": [
            {
                "id": rule.id,
                "shortDescription": {"text": rule.title},
                "help": {"text": f"{rule.remedy} Source: {rule.source}."},
                "defaultConfiguration": {"level": rule.severity.value},
            }
            for rule in rules
        ],
    }
    trace = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            *(_result(finding, numbers[finding.rule.id]) for finding in report.findings),
            *(
                _result(finding, numbers[finding.rule.id])
                | {"suppressions": [{"kind": "external", "justification": reason}]}
                for finding, reason in report.accepted
            ),
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [trace]}, indent=2) + "\n"


def _result(finding: Finding, number: int) -> dict[str, Any]:
    path = Path(finding.file)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="surrogateescape")
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if finding.line is not None:
        physical["region"] = {"startLine": finding.line}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.place:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.place}]
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": number,
        "level": finding.rule.severity.value,
        "message": {"text": f"{finding.what}. {finding.remedy}"},
        "locations": [location],
    }
