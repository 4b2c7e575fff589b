"""Rules on form: what keeps a deployment file from being read."""

from typing import Final

from twinsite.deployment.findings import Finding
from twinsite.lint.rule import Severity, nothing, rule

INVALID: Final = "DEP-01"
UNKNOWN: Final = "DEP-02"
DANGLING: Final = "DEP-03"
OTHER: Final = "DEP-04"

rule(
    INVALID,
    Severity.ERROR,
    "an option with a value or a place that is not valid",
    remedy="Write a valid value.",
    source="BC851; requirement BC-09; reading A53",
)(nothing)
rule(
    UNKNOWN,
    Severity.ERROR,
    "an option that there is not",
    remedy="Write the name of an option.",
    source="requirement BC-06",
)(nothing)
rule(
    DANGLING,
    Severity.ERROR,
    "a name that refers to nothing, or to two things",
    remedy="Write the name of something in the file.",
    source="requirement BC-13",
)(nothing)
rule(
    OTHER,
    Severity.ERROR,
    "a file that is not as a deployment is written",
    remedy="Write it as in the example.",
    source="requirement BC-01",
)(nothing)

_OF_NAMES: Final = ("there is no ", "no SIP Server pair has", "the name ", "the agent group ")


def rule_of(finding: Finding) -> str:
    """Return the id of the rule under which a finding of form is told."""
    if "options" in finding.place[:-1]:
        return UNKNOWN if finding.what.endswith("is unknown") else INVALID
    return DANGLING if finding.what.startswith(_OF_NAMES) else OTHER
