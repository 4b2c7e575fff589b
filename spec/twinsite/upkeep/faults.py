"""What the records show and a design must not have: each is a reason not to land a change."""

from collections.abc import Iterator

from twinsite.analyses.lint_charts import weighed
from twinsite.analyses.mutation.judgement import Fate
from twinsite.baseline.records import read
from twinsite.baseline.variants import VARIANTS
from twinsite.baseline.waivers import Kind, reason_for
from twinsite.checker.symbolic.property import Sort, Verdict
from twinsite.conformance.equivalence import Verdict as Equality
from twinsite.properties import ALL
from twinsite.traceability import gaps, matrix
from twinsite.traceability.guide import SECTIONS
from twinsite.traceability.guide import gaps as gaps_of_coverage
from twinsite.upkeep import lint
from twinsite.upkeep.checkout import known

_REFUTED = "refuted, with the length of the shortest trace"
_SAFETY = (Sort.INVARIANT, Sort.TRANSITION_INVARIANT)


def faults() -> Iterator[str]:
    """Yield every fault as a clause.

    Raises:
        InputError: if a record cannot be read.
    """
    yield from _of_verdicts()
    for mutant, found in known("mutation").get("mutants", {}).items():
        if found["fate"] == Fate.SURVIVED and reason_for(Kind.SURVIVOR, mutant) is None:
            yield f"the mutant {mutant} survives, and no waiver says why it may"
    report = weighed(lint.recorded())
    for finding in report.findings:
        yield f"{finding.flaw} {finding.machine}: {finding.place}: {finding.sentence}"
    for waiver in report.stale:
        yield f"{waiver.place} is accepted, and is not found any longer"
    for profile, found in known("equivalences").items():
        if found["verdict"] != Equality.EQUAL:
            yield f"the reference desktop under {profile}: {found['verdict']}"
    yield from gaps(matrix())
    yield from gaps_of_coverage(SECTIONS)


def _of_verdicts() -> Iterator[str]:
    verdicts = read("verdicts")
    for name, found in (*verdicts["default profiles"].items(), *verdicts["whole desktops"].items()):
        if found["verdict"] != Verdict.PROVED:
            refuted = ", ".join(found.get(_REFUTED, ())) or "a signal is unhandled"
            yield f"{name} is {found['verdict']}: {refuted}"
    safety = {entry.prop.name for entry in ALL if entry.prop.sort in _SAFETY}
    for variant in VARIANTS:
        broken = safety.intersection(verdicts["variants"][variant.profile.name][_REFUTED])
        for prop in sorted(broken ^ variant.breaks):
            does, said = ("breaks", "no") if prop in broken else ("does not break", "a")
            yield f"{variant.profile.name} {does} {prop}, and stands as {said} variant that does"
