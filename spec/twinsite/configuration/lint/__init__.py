"""Lint: the mistakes in a deployment that the documents warn about, before an agent logs in.

A rule looks at a whole :class:`~twinsite.configuration.lint.subject.Subject` and yields what it
finds; one setting that concerns many agents is told once.  What cannot be read at all is told by
the rules on form, which come from the reader of deployment files.
"""

from twinsite.configuration.lint.lint import RULES, LintReport, lint, lint_files
from twinsite.configuration.lint.rule import Finding, Rule, Severity
from twinsite.configuration.lint.subject import Subject

__all__ = ["RULES", "Finding", "LintReport", "Rule", "Severity", "Subject", "lint", "lint_files"]
