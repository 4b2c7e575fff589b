"""Lint the charts of the desktop: look at every profile, and say what is wrong with a declaration.

A finding is decided over the reachable situations of all profiles together, so most findings can
be told only when every baseline profile was looked at.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from twinsite.baseline import waivers
from twinsite.baseline.waivers import Kind, Waiver, waiver_for
from twinsite.checker.lint.evidence import Evidence
from twinsite.checker.lint.finding import Finding, Specification
from twinsite.checker.lint.judgement import judge
from twinsite.checker.lint.look import predicates_of
from twinsite.checker.lint.survey import survey
from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.model.composition import COMMANDS, desktop
from twinsite.model.predicates import MACHINES, Facts
from twinsite.model.profile import Profile, default_profiles
from twinsite.parallel import Jobs, results
from twinsite.properties import liveness_of, properties_of


@dataclass(frozen=True, slots=True)
class LintReport:
    """What is wrong with the charts, as far as the profiles show it."""

    evidences: tuple[Evidence, ...]
    """What was seen, profile by profile."""
    findings: tuple[Finding, ...]
    """The findings that are not accepted."""
    accepted: tuple[tuple[Finding, str], ...]
    """The findings that are accepted, each with the reason."""
    stale: tuple[Waiver, ...]
    """What is accepted and not found any longer."""

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to be done."""
        return not (self.findings or self.stale)


def specification(machines: Mapping[str, MachineDecl] = MACHINES) -> Specification:
    """Return what is declared.

    Args:
        machines: The declarations by instance.
    """
    declared = {machine.name: machine for machine in machines.values()}
    return Specification(tuple(declared.values()), frozenset(COMMANDS), predicates_of(Facts))


def look_at(profile: Profile, *, machines: Mapping[str, MachineDecl] = MACHINES) -> Evidence:
    """Look at every reachable situation of one profile.

    Steps are taken in other orders of the machines under the default profiles only.

    Args:
        profile: The constants of the desktop.
        machines: The declarations by instance.
    """
    return survey(
        desktop(profile, machines),
        (*properties_of(profile), *liveness_of(profile)),
        orders=profile in default_profiles(),
    )


def look_at_all(profiles: Sequence[Profile], *, jobs: Jobs = None) -> Iterator[Evidence]:
    """Look at several profiles, on several processes or on a cluster.

    Yields what was seen of each profile as soon as it is there, so in no fixed order.
    """
    for _, evidence in results(look_at, profiles, jobs=jobs):
        yield evidence


def lint(
    evidences: Iterable[Evidence],
    *,
    every: bool,
    machines: Mapping[str, MachineDecl] = MACHINES,
) -> LintReport:
    """Return what is wrong with the charts.

    Args:
        evidences: What was seen of each profile, in the order in which they are to be named.
        every: Whether these are all baseline profiles; if not, only what one situation shows is
            told, and nothing is said of what is accepted and not found.
        machines: The declarations by instance.
    """
    evidences = tuple(evidences)
    return weighed(judge(specification(machines), evidences), evidences, every=every)


def weighed(
    found: Iterable[Finding], evidences: tuple[Evidence, ...] = (), *, every: bool = True
) -> LintReport:
    """Return what of findings is not accepted, what is, and what is accepted and not found.

    Args:
        found: What was found.
        evidences: What was seen.
        every: As in :func:`lint`.
    """
    findings: list[Finding] = []
    accepted: list[tuple[Finding, str]] = []
    needed: set[Waiver] = set()
    for finding in found:
        if not (every or finding.flaw.is_shown_by_one_situation):
            continue
        waiver = waiver_for(Kind.FINDING, f"{finding.flaw} {finding.machine}: {finding.place}")
        if waiver is None:
            findings.append(finding)
        else:
            accepted.append((finding, waiver.reason))
            needed.add(waiver)
    every_waiver = waivers.WAIVERS if every else ()
    stale = (w for w in every_waiver if w.kind is Kind.FINDING and w not in needed)
    return LintReport(evidences, tuple(findings), tuple(accepted), tuple(stale))
