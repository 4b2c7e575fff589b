"""Every rule can fail: for each a planted fault, a mutant or a pinned variant breaks it.

What the pinned variants break is held against them in ``test_manifest``, and what mutants break in
``test_witnesses``.
"""

from collections.abc import Mapping

import pytest

from twinsite.analyses.witnesses import Kind, recorded
from twinsite.baseline.seeded_faults import PLANTED, SMALL, Planted, changed, removed
from twinsite.baseline.variants import VARIANTS
from twinsite.checker.explorer.explore import explore
from twinsite.checker.explorer.property import Verdict
from twinsite.checker.liveness.decide import decide_runs
from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.model.composition import desktop
from twinsite.model.predicates import MACHINES
from twinsite.model.profile import Profile
from twinsite.properties import ALL, liveness_of, properties_of
from twinsite.properties.fairness import ASSUMPTIONS


def verdicts(
    profile: Profile, rule: str, machines: Mapping[str, MachineDecl] = MACHINES
) -> list[Verdict]:
    """Return the verdict on one rule under some declarations; none if it does not apply."""
    system = desktop(profile, machines)
    claims = [claim for claim in properties_of(profile) if claim.name == rule]
    about_runs = [claim for claim in liveness_of(profile) if claim.name == rule]
    exploration = explore(system, claims)
    runs = decide_runs(exploration, about_runs, ASSUMPTIONS)
    return [finding.verdict for finding in (*exploration.findings, *runs)]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.rule)
def test_a_planted_fault_breaks_the_rule(planted: Planted) -> None:
    assert verdicts(planted.profile, planted.rule) == [Verdict.PROVED]
    assert verdicts(planted.profile, planted.rule, planted.machines) == [Verdict.REFUTED]


def test_every_rule_is_broken_by_a_planted_fault_a_mutant_or_a_pinned_variant() -> None:
    rules = {entry.claim.name for entry in ALL if not entry.claim.is_existential}
    by_variants = {name for variant in VARIANTS for name in variant.breaks}
    by_faults = {planted.rule for planted in PLANTED}
    by_mutants = {w.rule for w in recorded().values() if w.kind is Kind.NEAR_MISS}
    by_order = {"logs_out_before_it_closes_the_link"}
    assert rules == by_variants | by_faults | by_mutants | by_order


def test_no_two_faults_are_planted_for_one_rule() -> None:
    assert len({planted.rule for planted in PLANTED}) == len(PLANTED)


def test_a_link_that_speaks_before_the_session_breaks_the_rule_on_their_order() -> None:
    link_first = {"link": MACHINES["link"], **MACHINES}
    name = "logs_out_before_it_closes_the_link"
    assert verdicts(SMALL, name) == [Verdict.PROVED]
    assert verdicts(SMALL, name, link_first) == [Verdict.REFUTED]


def test_a_lost_wake_up_of_the_restoration_is_found() -> None:
    machines = changed("Restoration", "link_opened", "pending", removed)
    claim = [c for c in properties_of(SMALL) if c.name.startswith("a_restoration_that_is_unbl")]
    finding = explore(desktop(SMALL, machines), claim).findings[0]
    assert finding.verdict is Verdict.REFUTED
    assert finding.run is not None
    assert str(finding.run[-1].offer) == "link.connection_accepted"
