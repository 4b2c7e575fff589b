"""Liveness properties: textbook cases, another decision procedure, seeded faults."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import buchi
from checker import faults_in_liveness as faults
from checker.faults import Fault
from checker.scarcity import each_scarcity
from checker.symbolic.test_any_system import EXAMPLES, Cells, systems
from checker.toys import LAMP_PROPERTIES, Room, lamp, workers
from twinsite.checker.liveness.decide import Liveness, LivenessFinding, decide_liveness
from twinsite.checker.liveness.fairness import (
    Assumption,
    FairnessAssumption,
    Strength,
    everything,
    required,
)
from twinsite.checker.liveness.lasso import Lasso, objections
from twinsite.checker.semantics.errors import DeclarationError, RefusedError
from twinsite.checker.semantics.system import Event, System
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Property, Restriction, Sort, Verdict


def fair_to(number: int, *events: str) -> Assumption:
    """Assume something of the events of these events."""
    return Assumption(
        f"FAIR-{number:02}", " ".join(events), "-", "-", lambda event: event.name in events
    )


ASKING, BEGINNING, ENDING = fair_to(1, "asked"), fair_to(2, "began"), fair_to(3, "ended")
WORK = (ASKING, BEGINNING, ENDING)
PRESSING, RESETTING = fair_to(1, "pressed"), fair_to(2, "reset")


def leads_to(
    name: str,
    premise: Callable[[Room], bool],
    goal: Callable[[Room], bool],
    restriction: Restriction[Room] | None = None,
) -> Property[Room]:
    return Property(
        name,
        "TOY-00",
        name,
        Sort.LEADS_TO,
        of_state=goal,
        when=lambda _: False,
        premise=premise,
        given=restriction,
    )


def finitely(
    name: str, effect: str, restriction: Restriction[Room] | None = None
) -> Property[Room]:
    return Property(
        name, "TOY-00", name, Sort.FINITELY, when=lambda o: o.has(effect), given=restriction
    )


ANN_GETS_IT = leads_to(
    "who asks gets the tool", lambda v: v.is_in("ann", "waiting"), lambda v: v.is_in("ann", "busy")
)
ANN_GIVES_IT = leads_to(
    "who has the tool gives it back",
    lambda v: v.is_in("ann", "busy"),
    lambda v: not v.is_in("ann", "busy"),
)
ANN_COMES = leads_to("everybody works once", lambda _: True, lambda v: v.is_in("ann", "busy"))
NO_MORE_ASKING: Restriction[Room] = Restriction(
    "after work", "Nobody asks any longer.", lambda event, _: event.name != "asked"
)
TOOL_RESTS = finitely("the tool is used finitely often", "ring")
TOOL_RESTS_AFTER_WORK = finitely("the tool rests after work", "ring", NO_MORE_ASKING)
ANN_RINGS = replace(
    leads_to("who has the tool rings", lambda v: v.is_in("ann", "busy"), lambda _: False),
    when=lambda occurrence: ("ann", "ring") in occurrence.log,
)
ANN_GETS_IT_AFTER_WORK = leads_to(
    "who has asked gets the tool after work",
    lambda v: v.is_in("ann", "waiting"),
    lambda v: v.is_in("ann", "busy"),
    NO_MORE_ASKING,
)
BOB_COMES = leads_to(
    "after ann comes bob", lambda v: v.is_in("ann", "waiting"), lambda v: v.is_in("bob", "busy")
)
WORK_CLAIMS = (
    ANN_GETS_IT,
    ANN_GETS_IT_AFTER_WORK,
    ANN_GIVES_IT,
    ANN_COMES,
    ANN_RINGS,
    BOB_COMES,
    TOOL_RESTS,
    TOOL_RESTS_AFTER_WORK,
)

METER_FILLS = leads_to("the meter fills", lambda _: True, lambda v: v.is_in("meter", "full"))
LIGHT_GOES_ON = leads_to("it gets light", lambda _: True, lambda v: v.is_in("switch", "lit"))


def decided(
    system: System[Room], properties: Sequence[Property[Room]], assumptions: Sequence[Assumption]
) -> dict[str, LivenessFinding[Room]]:
    findings = decide_liveness(explore(system), properties, assumptions)
    return {finding.property.name: finding for finding in findings}


def test_who_asks_for_a_shared_tool_gets_it_only_with_strong_fairness() -> None:
    """The textbook case: the other worker may always be quicker."""
    found = decided(workers(), WORK_CLAIMS, WORK)
    assert found[ANN_GETS_IT.name].verdict is Verdict.PROVED
    assert found[ANN_GETS_IT.name].fairness == (
        FairnessAssumption("FAIR-02", Strength.STRONG),
        FairnessAssumption("FAIR-03", Strength.WEAK),
    )
    assert found[ANN_GETS_IT_AFTER_WORK.name].fairness == (
        FairnessAssumption("FAIR-02", Strength.WEAK),
        FairnessAssumption("FAIR-03", Strength.WEAK),
    )
    assert found[ANN_GIVES_IT.name].fairness == (FairnessAssumption("FAIR-03", Strength.WEAK),)


def test_with_weak_fairness_only_the_other_worker_takes_turns_for_ever() -> None:
    liveness = Liveness(explore(workers()), WORK)
    lasso = liveness.lasso(ANN_GETS_IT, [FairnessAssumption(a.id, Strength.WEAK) for a in WORK])
    assert lasso is not None
    assert {event.machine for event in (step.event for step in lasso.loop)} == {"bob"}
    assert [step.event.name for step in lasso.loop].count("began") == 1


def test_without_fairness_nothing_more_happens() -> None:
    lasso = Liveness(explore(workers()), WORK).lasso(ANN_GETS_IT, ())
    assert lasso is not None
    assert lasso.loop == ()
    assert [str(step.event) for step in lasso.stem] == ["ann.asked"]


def test_what_recurs_for_ever_is_refuted_with_a_loop_that_has_it() -> None:
    found = decided(workers(), WORK_CLAIMS, WORK)
    finding = found[TOOL_RESTS.name]
    assert finding.verdict is Verdict.REFUTED
    assert finding.lasso is not None
    assert any(("ann", "ring") in s.log or ("bob", "ring") in s.log for s in finding.lasso.loop)
    assert found[TOOL_RESTS_AFTER_WORK.name] == LivenessFinding(
        TOOL_RESTS_AFTER_WORK, Verdict.PROVED, (), None
    )


def test_a_promise_that_no_fairness_keeps_is_refuted() -> None:
    finding = decided(workers(), [ANN_GETS_IT], [ASKING, ENDING])[ANN_GETS_IT.name]
    assert finding.verdict is Verdict.REFUTED
    assert finding.lasso is not None


@pytest.mark.parametrize("sort", [Sort.LEADS_TO, Sort.FINITELY])
def test_a_promise_that_is_never_given_is_kept(sort: Sort) -> None:
    never_given: Property[Room] = Property(
        "never given", "TOY-00", "-", sort, of_state=lambda _: False, premise=lambda _: False
    )
    (finding,) = decide_liveness(explore(workers()), [never_given], WORK)
    assert finding == LivenessFinding(never_given, Verdict.PROVED, (), None)


def test_pressing_alone_fills_the_meter() -> None:
    found = decided(lamp(), [METER_FILLS, LIGHT_GOES_ON], [PRESSING, RESETTING])
    assert found[METER_FILLS.name].fairness == (FairnessAssumption("FAIR-01", Strength.WEAK),)
    assert found[LIGHT_GOES_ON.name].fairness == (FairnessAssumption("FAIR-01", Strength.WEAK),)


def test_a_search_that_was_cut_short_leaves_liveness_properties_open() -> None:
    short = explore(workers(), limit=1)
    (finding,) = decide_liveness(short, [ANN_GETS_IT], WORK)
    assert finding == LivenessFinding(ANN_GETS_IT, Verdict.UNDETERMINED, (), None)


def test_a_search_refuses_liveness_properties() -> None:
    with pytest.raises(DeclarationError, match="liveness properties"):
        explore(lamp(), [*LAMP_PROPERTIES, METER_FILLS])


def every_choice(assumptions: Sequence[Assumption]) -> list[tuple[FairnessAssumption, ...]]:
    """Return every way to assume these things, each not at all, weakly or strongly."""
    strengths: tuple[Strength | None, ...] = (None, *Strength)
    return [
        tuple(FairnessAssumption(a.id, s) for a, s in zip(assumptions, chosen, strict=True) if s)
        for chosen in product(strengths, repeat=len(assumptions))
    ]


def disagreements(
    system: System[Room], properties: Sequence[Property[Room]], assumptions: Sequence[Assumption]
) -> list[str]:
    """Return where the search and the other decision procedure differ."""
    found: list[str] = []
    liveness = Liveness(explore(system), assumptions)
    for prop in properties:
        proofs = []
        for assumed in every_choice(assumptions):
            fair = required(assumed, assumptions, system.events)
            expected = buchi.holds(system, prop, fair)
            if liveness.holds(prop, assumed) != expected:
                found.append(f"verdict: {prop.name} under {assumed}")
            try:
                if (liveness.lasso(prop, assumed) is None) != expected:
                    found.append(f"lasso: {prop.name} under {assumed}")
            except (AssertionError, IndexError, RefusedError) as error:
                found.append(f"lasso: {error}")
            if expected:
                proofs.append((len(assumed), sum(g.strength is Strength.STRONG for g in assumed)))
        if _smallest(liveness, prop) != min(proofs, default=None):
            found.append(f"smallest: {prop.name}")
    return found


def _smallest(liveness: Liveness[Room], prop: Property[Room]) -> tuple[int, int] | None:
    """Return how many assumptions a property needs, and how many of them are strong."""
    try:
        smallest = liveness.smallest(prop)
    except StopIteration:
        return None
    if smallest is None:
        return None
    return len(smallest), sum(assumed.strength is Strength.STRONG for assumed in smallest)


def test_the_toys_are_decided_as_by_the_other_procedure() -> None:
    assert not disagreements(workers(), WORK_CLAIMS, WORK)
    assert not disagreements(lamp(), [METER_FILLS, LIGHT_GOES_ON], [PRESSING, RESETTING])


def liveness_properties() -> tuple[Property[Cells], ...]:
    """Return liveness properties of drawn systems."""
    quiet: Restriction[Cells] = Restriction(
        "quiet", "-", lambda event, view: event.name == "e0" or view.is_in("m0", "s0")
    )
    return tuple(
        Property(
            f"{sort} {restriction is None} {state}",
            "TOY-15",
            "A property.",
            sort,
            of_state=lambda view, state=state: view.is_in("m1", state),
            when=lambda occurrence: occurrence.has("c1"),
            premise=lambda view: not view.is_in("m2", "s1"),
            given=restriction,
        )
        for sort in (Sort.LEADS_TO, Sort.FINITELY)
        for restriction in (None, quiet)
        for state in ("s0", "s1")
    )


@EXAMPLES
@given(
    systems(),
    st.sets(st.tuples(st.sampled_from(["m0", "m1", "m2"]), st.booleans()), max_size=2),
)
def test_any_system_is_decided_as_by_the_other_procedure(
    system: System[Cells], kinds: set[tuple[str, bool]]
) -> None:
    assumptions = [
        Assumption(
            f"FAIR-{n:02}", machine, "-", "-", lambda o, machine=machine: o.machine == machine
        )
        for n, (machine, _) in enumerate(sorted(kinds))
    ]
    assumed = [
        FairnessAssumption(a.id, Strength.STRONG if strong else Strength.WEAK)
        for a, (_, strong) in zip(assumptions, sorted(kinds), strict=True)
    ]
    properties = liveness_properties()
    liveness = Liveness(explore(system), assumptions)
    for prop in properties:
        fair = required(assumed, assumptions, system.events)
        expected = buchi.holds(system, prop, fair)
        assert liveness.holds(prop, assumed) == expected, prop.name
        assert (liveness.lasso(prop, assumed) is None) == expected, prop.name


# seeded faults


@pytest.mark.parametrize(
    ("fault", "noticed"),
    [
        (faults.take_weak_for_strong, "verdict"),
        (faults.take_strong_for_weak, "verdict"),
        (faults.forget_an_event, "verdict"),
        (faults.forget_the_premise, "verdict"),
        (faults.forget_the_restriction, "verdict"),
        (faults.forget_the_steps_that_are_meant, "verdict"),
        (faults.accept_every_loop, "verdict"),
        (faults.let_events_be_possible_everywhere, "verdict"),
        (faults.let_events_be_possible_nowhere, "verdict"),
        (faults.forget_what_is_taken, "verdict"),
        (faults.lose_a_part, "verdict"),
        (faults.stay_where_a_promise_is_given, "verdict"),
        (faults.leave_what_is_open, "verdict"),
        (faults.allow_events_alike, "verdict"),
        (faults.decide_the_first_property_for_all, "verdict"),
        (faults.come_in_no_more_than_a_step, "verdict"),
        (faults.assume_all_that_can_help, "smallest"),
        (faults.assume_nothing_strongly, "smallest"),
        (faults.leave_the_loop_open, "lasso"),
        (faults.find_every_loop_fair, "lasso"),
        (faults.begin_at_the_loop, "lasso"),
    ],
    ids=lambda value: next((n for n, fault in vars(faults).items() if fault is value), None),
)
def test_a_fault_in_the_decision_is_noticed(
    fault: Fault, noticed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a lasso that cannot be found, or that its judge refuses, an assertion tells."""
    fault(monkeypatch)
    found = disagreements(workers(), WORK_CLAIMS, WORK)
    assert noticed in {text.partition(":")[0] for text in found}


def test_no_operation_without_room_makes_a_verdict_wrong() -> None:
    claims = (ANN_GIVES_IT, TOOL_RESTS)
    expected = decide_liveness(explore(workers()), claims, WORK)
    assert {finding.verdict for finding in expected} == {Verdict.PROVED, Verdict.REFUTED}
    for scarcity in each_scarcity(stride=5):
        exploration = explore(workers())
        with pytest.MonkeyPatch.context() as patch:
            scarcity.begin(patch)
            found = decide_liveness(exploration, claims, WORK)
        for finding, right in zip(found, expected, strict=True):
            if finding != right:
                assert finding == LivenessFinding(right.property, Verdict.UNDETERMINED, (), None)
                assert scarcity.met


def spoiled(lasso: Lasso) -> dict[str, Lasso]:
    """Return lassos that are wrong in one way each."""
    return {
        "does not come back": Lasso((*lasso.stem, *lasso.loop[:1]), lasso.loop[1:]),
        "not fair to bob.began": Lasso(lasso.stem, ()),
        "premise never holds": Lasso((), ()),
    }


@pytest.mark.parametrize("wrong", ["does not come back", "not fair to bob.began", "premise never"])
def test_a_wrong_lasso_is_objected_to(wrong: str) -> None:
    system = workers()
    liveness = Liveness(explore(system), WORK)
    weakly = [FairnessAssumption(a.id, Strength.WEAK) for a in WORK]
    lasso = liveness.lasso(ANN_GETS_IT, weakly)
    assert lasso is not None
    fair = required(weakly, WORK, system.events)
    assert objections(system, ANN_GETS_IT, lasso, fair) == []
    texts = {
        name: " ".join(objections(system, ANN_GETS_IT, bad, fair))
        for name, bad in spoiled(lasso).items()
    }
    (text,) = (text for name, text in texts.items() if name.startswith(wrong[:12]))
    assert text


def test_a_loop_that_never_does_it_does_not_refute_a_property_that_it_ends() -> None:
    system = workers()
    still = Lasso((), ())
    assert objections(system, TOOL_RESTS, still, {}) == ["the loop has no such step"]


def test_strong_fairness_of_one_kind_covers_its_weak_form() -> None:
    events = workers().events
    both = [
        FairnessAssumption("FAIR-02", Strength.STRONG),
        FairnessAssumption("FAIR-02", Strength.WEAK),
    ]
    assert set(required(both, WORK, events).values()) == {Strength.STRONG}
    assert set(required(everything(WORK), WORK, events)) == set(events)


def test_an_assumption_that_is_made_is_spelled_and_read_again() -> None:
    for strength in Strength:
        assumed = FairnessAssumption("FAIR-02", strength)
        assert FairnessAssumption.parse(str(assumed)) == assumed


def test_no_smaller_set_would_do() -> None:
    liveness = Liveness(explore(workers()), WORK)
    smallest = liveness.smallest(ANN_GETS_IT)
    assert smallest is not None
    for kept in combinations(smallest, len(smallest) - 1):
        assert not liveness.holds(ANN_GETS_IT, kept)
    assert Event("ann", "began") in required(smallest, WORK, workers().events)
