"""Lint a deployment: gather what every rule finds, with the lines, worst first."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from twinsite.configuration.bootstrap import load_bootstrap
from twinsite.configuration.deployment.findings import dotted
from twinsite.configuration.deployment.load import read_deployment, require_agents
from twinsite.configuration.deployment.rest import Doubts, rest_of
from twinsite.configuration.deployment.tables import Agent
from twinsite.configuration.lint import (
    accepted,
    bootstrap,
    form,
    peers,
    phones,
    servers,
    sites,
    timers,
)
from twinsite.configuration.lint.accepted import IDLE, acceptances, idle
from twinsite.configuration.lint.form import FOREIGN, of_form, passed_over
from twinsite.configuration.lint.rule import DECLARED, Finding, Rule, Severity
from twinsite.configuration.lint.subject import Found, Subject, whom
from twinsite.model.profile import Release

AREAS: Final = (form, sites, servers, peers, phones, timers, accepted, bootstrap)
"""The modules that declare rules."""

RULES: Final[dict[str, Rule]] = dict(sorted(DECLARED.items()))
"""Every rule by its id, in the order of the ids."""


@dataclass(frozen=True, slots=True)
class LintReport:
    """What is wrong with a deployment."""

    deployment: str
    """The deployment file."""
    bootstrap: str | None
    """The bootstrap file, if one was given."""
    agents: int | None
    """How many agents there are; None if the deployment could not be read as a whole."""
    findings: tuple[Finding, ...]
    """The findings, worst first, then by rule and line."""
    accepted: tuple[tuple[Finding, str], ...] = ()
    """The findings that the deployment accepts, each with the reason; in the same order."""
    undecided: tuple[str, ...] = ()
    """The rules that depend on what cannot be read."""
    looked_at: int = 0
    """How many agents were looked at."""

    def count(self, severity: Severity) -> int:
        """Return how many findings are so bad."""
        return Counter(finding.rule.severity for finding in self.findings)[severity]

    @property
    def is_clean(self) -> bool:
        """Whether there are no errors and no warnings; notes may be there."""
        return not (self.count(Severity.ERROR) or self.count(Severity.WARNING))


def lint(subject: Subject) -> Iterator[tuple[Rule, Found | None]]:
    """Yield everything that the rules find, in the order of the rules, the same thing once.

    Of a rule that depends on what is in doubt comes nothing but that, as None.
    """
    for rule in RULES.values():
        told: dict[Found, list[Agent]] = defaultdict(list)
        subject.is_doubtful = rule.id in subject.doubts.rules
        for found in rule.search(subject):
            told[found._replace(agents=())].extend(found.agents)
        if subject.is_doubtful:
            yield rule, None
            continue
        for found, agents in told.items():
            yield rule, found._replace(agents=tuple(agents))


def lint_files(
    deployment: Path, bootstrap_file: Path | None = None, release: Release | None = None
) -> LintReport:
    """Lint a deployment file, and its bootstrap file if there is one.

    Args:
        deployment: A deployment file.
        bootstrap_file: The ``InteractionWorkspace.exe.config`` of its desktops.
        release: Release of the desktop instead of the one that the deployment has.

    Raises:
        InputError: if a file cannot be read, is no TOML or no bootstrap file at all, or has no
            agents.
    """
    file = read_deployment(deployment)
    rest = None if file.deployment else rest_of(file.data, file.findings)
    read = rest.deployment if rest else file.deployment
    malformed = (*file.findings, *(rest.findings if rest else ()))
    starting = None if bootstrap_file is None else load_bootstrap(bootstrap_file)
    gathered = [(RULES[identifier], found) for identifier, found in of_form(malformed)]
    gathered += [(RULES[FOREIGN], found) for found in passed_over(file.options.passed_over)]
    undecided: list[str] = []
    if read is not None:
        if rest is None:
            require_agents(read, deployment)
        doubts = rest.doubts if rest else Doubts()
        for rule, told in lint(Subject(read, starting, release or read.release, doubts)):
            if told is None:
                undecided.append(rule.id)
            else:
                place = rest.place(told.place) if rest and not told.in_bootstrap else told.place
                gathered.append((rule, told._replace(place=place)))
        if rest is None:
            gathered += [(RULES[IDLE], found) for found in idle(read.accepted, gathered)]
    spots = file.spots([found.place for _, found in gathered if not found.in_bootstrap])
    findings = [
        Finding(
            rule,
            *((str(bootstrap_file), found.line) if found.in_bootstrap else spots[found.place]),
            dotted(found.place),
            f"{found.what}, for {whom(found.agents)}" if found.agents else found.what,
            found.remedy or rule.remedy,
            found.source or rule.source,
        )
        for rule, found in gathered
    ]
    reasons = acceptances(() if read is None else read.accepted, findings)
    in_order = sorted(findings, key=_rank)
    return LintReport(
        deployment=str(deployment),
        bootstrap=None if bootstrap_file is None else str(bootstrap_file),
        agents=None if file.deployment is None else file.deployment.number_of_agents,
        findings=tuple(finding for finding in in_order if finding not in reasons),
        accepted=tuple((finding, reasons[finding]) for finding in in_order if finding in reasons),
        undecided=tuple(undecided),
        looked_at=0 if read is None else read.number_of_agents,
    )


def _rank(finding: Finding) -> tuple[int, str, str, int]:
    worst_first = list(Severity).index(finding.rule.severity)
    return worst_first, finding.rule.id, finding.file, finding.line or 0
