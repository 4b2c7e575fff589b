"""What the linter has found in a deployment, as JSON.

``{"deployment", "bootstrap", "agents", "errors", "warnings", "notes", "findings": [{"id",
"severity", "title", "file", "line", "place", "what", "remedy", "source"}]}``; a line that cannot
be told is null.
"""

import json

from twinsite.configuration.lint import LintReport, Severity


def lint_json(report: LintReport) -> str:
    """Return the text."""
    data = {
        "deployment": report.deployment,
        "bootstrap": report.bootstrap,
        "agents": report.agents,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
        "findings": [
            {
                "id": finding.rule.id,
                "severity": finding.rule.severity.value,
                "title": finding.rule.title,
                "file": finding.file,
                "line": finding.line,
                "place": finding.place,
                "what": finding.what,
                "remedy": finding.remedy,
                "source": finding.rule.source,
            }
            for finding in report.findings
        ],
    }
    return json.dumps(data, indent=2)
