"""Every property can fail: for each a seeded fault, a mutant or a pinned variant breaks it.

What the pinned variants break is held against them in ``test_verdicts``, and what mutants break in
``test_witnesses``.
"""

from collections.abc import Mapping

import pytest

from analyses.changed_machines import SMALL, changed, removed, with_more
from twinsite.analyses.mutation.campaign import mutant_of
from twinsite.analyses.mutation.trial import mutated
from twinsite.analyses.witnesses import Kind, recorded
from twinsite.baseline.records import read
from twinsite.baseline.seeded_faults import SEEDED_FAULTS, SeededFault
from twinsite.baseline.variants import VARIANTS
from twinsite.checker.liveness.decide import decide_liveness
from twinsite.checker.semantics.declaration import MachineDecl
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Verdict
from twinsite.model.composition import desktop
from twinsite.model.predicates import MACHINES
from twinsite.model.profile import Profile
from twinsite.properties import ALL, liveness_of, properties_of
from twinsite.properties.fairness import ASSUMPTIONS


def verdicts(
    profile: Profile, name: str, machines: Mapping[str, MachineDecl] = MACHINES
) -> list[Verdict]:
    """Return the verdict on one property under some declarations; none if it does not apply."""
    system = desktop(profile, machines)
    properties = [prop for prop in properties_of(profile) if prop.name == name]
    liveness = [prop for prop in liveness_of(profile) if prop.name == name]
    exploration = explore(system, properties)
    traces = decide_liveness(exploration, liveness, ASSUMPTIONS)
    return [finding.verdict for finding in (*exploration.findings, *traces)]


BY_HAND = {
    "logs_in_only_where_it_is_not_logged_in": changed(
        "Session", "ready_requested", "not_ready", with_more("log_in")
    ),
    "a_refused_call_is_no_call": changed(
        "Endpoint", "invite_received", "listening", with_more("refuse_call")
    ),
    "the_phone_moves_only_after_its_whole_wait": changed(
        "PhoneWatch", "registration_changed", "satisfied", with_more("phone_given_up")
    ),
}


@pytest.mark.parametrize("seeded", SEEDED_FAULTS, ids=lambda seeded: seeded.prop)
def test_a_seeded_fault_breaks_the_property(seeded: SeededFault) -> None:
    profile = Profile.parse(seeded.profile)
    by_hand = BY_HAND.get(seeded.prop)
    machines = by_hand or mutated(mutant_of(seeded.mutant))
    assert bool(seeded.mutant) is (by_hand is None)
    assert verdicts(profile, seeded.prop) == [Verdict.PROVED]
    assert verdicts(profile, seeded.prop, machines) == [Verdict.REFUTED]


FAULTS = {seeded.prop for seeded in SEEDED_FAULTS}
OTHERS = (
    {name for variant in VARIANTS for name in variant.breaks}
    | {witness.prop for witness in recorded().values() if witness.kind is Kind.NEAR_MISS}
    | set(read("kills"))
)
"""What a pinned variant or a recorded mutant breaks."""


def test_every_property_is_broken_by_a_seeded_fault_a_mutant_or_a_baseline_variant() -> None:
    properties = {entry.prop.name for entry in ALL if not entry.prop.is_existential}
    by_order = {"logs_out_before_it_closes_the_link"}
    assert properties <= OTHERS | FAULTS | by_order


def test_a_fault_is_seeded_only_where_nothing_else_breaks_the_property() -> None:
    assert len(FAULTS) == len(SEEDED_FAULTS)
    assert FAULTS.isdisjoint(OTHERS)


def test_a_link_that_speaks_before_the_session_breaks_the_property_on_their_order() -> None:
    link_first = {"link": MACHINES["link"], **MACHINES}
    name = "logs_out_before_it_closes_the_link"
    assert verdicts(SMALL, name) == [Verdict.PROVED]
    assert verdicts(SMALL, name, link_first) == [Verdict.REFUTED]


def test_a_lost_wake_up_of_the_restoration_is_found() -> None:
    machines = changed("Restoration", "link_opened", "pending", removed)
    prop = [c for c in properties_of(SMALL) if c.name.startswith("a_restoration_that_is_unbl")]
    finding = explore(desktop(SMALL, machines), prop).findings[0]
    assert finding.verdict is Verdict.REFUTED
    assert finding.trace is not None
    assert str(finding.trace[-1].event) == "link.connection_accepted"
