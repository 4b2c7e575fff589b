"""Every operator gives what it says, and what is the same is found to be the same."""

from collections.abc import Iterable

import pytest
from statemachine import State

from checker.toys import Meter, Switch, Worker, lamp, system_of, with_guard, workers
from twinsite.checker.mutation.equivalence import Asked
from twinsite.checker.mutation.mutants import Mutant, Operator, mutants
from twinsite.checker.semantics.chart import Chart, Deadline, Signal, Stimulus
from twinsite.checker.semantics.declaration import MachineDecl, declare
from twinsite.checker.semantics.system import Instance
from twinsite.checker.symbolic.explore import explore


class Gate(Chart):
    """Whether the gate is open; it has something for every operator."""

    shut = State(initial=True)
    ajar = State()
    wide = State()

    pushed = Stimulus(
        shut.to(wide, cond="is_free and not is_late", on=["ring", "wave"])
        | shut.to(ajar, cond="is_free")
        | ajar.to(wide),
        by="visitor",
        name="TOY-20 it is pushed",
    )
    closed = Deadline(ajar.to(shut) | wide.to(shut), length="pause", name="TOY-21 it closes")
    locked = Deadline(shut.to(shut), length="night", name="TOY-22 it locks")


GATE = declare(Gate)
FOUND = {mutant.id: mutant for mutant in mutants(GATE)}


def said(mutant: Mutant) -> list[str]:
    """Return what a mutant says otherwise than the original."""
    kept = list(GATE.transitions)
    new = []
    for transition in mutant.changed.transitions:
        if transition in kept:
            kept.remove(transition)
        else:
            new.append(str(transition))
    return new


EXAMPLES = {
    "Gate.pushed@shut#1: guard dropped": (
        Operator.GUARD_DROPPED,
        ["shut --pushed / ring, wave--> wide"],
    ),
    "Gate.pushed@shut#1: guard negated": (
        Operator.GUARD_NEGATED,
        ["shut --pushed [not (is_free and not is_late)] / ring, wave--> wide"],
    ),
    "Gate.pushed@shut#1: is_late flipped": (
        Operator.ATOM_FLIPPED,
        ["shut --pushed [is_free and (not not is_late)] / ring, wave--> wide"],
    ),
    "Gate.pushed@shut#1: removed": (Operator.TRANSITION_REMOVED, []),
    "Gate.pushed@shut#1: leads to ajar": (
        Operator.TARGET_CHANGED,
        ["shut --pushed [is_free and not is_late] / ring, wave--> ajar"],
    ),
    "Gate.pushed@shut#1: wave removed": (
        Operator.EFFECT_REMOVED,
        ["shut --pushed [is_free and not is_late] / ring--> wide"],
    ),
    "Gate.pushed@shut#1: wave doubled": (
        Operator.EFFECT_DOUBLED,
        ["shut --pushed [is_free and not is_late] / ring, wave, wave--> wide"],
    ),
    "Gate.pushed@shut#1: ring and wave swapped": (
        Operator.EFFECTS_SWAPPED,
        ["shut --pushed [is_free and not is_late] / wave, ring--> wide"],
    ),
    "Gate.closed: deadline removed": (Operator.DEADLINE_REMOVED, []),
}


@pytest.mark.parametrize("identifier", EXAMPLES)
def test_an_operator_gives_what_it_says(identifier: str) -> None:
    mutant = FOUND[identifier]
    operator, new = EXAMPLES[identifier]
    assert (mutant.operator, said(mutant)) == (operator, new)


def test_a_flipped_predicate_is_asked_the_other_way_round() -> None:
    mutant = FOUND["Gate.pushed@shut#1: is_late flipped"]
    (guard,) = {t.guard for t in mutant.changed.transitions} - {t.guard for t in GATE.transitions}
    assert guard.holds({"is_free": True, "is_late": True}.__getitem__)
    assert not guard.holds({"is_free": True, "is_late": False}.__getitem__)


def test_choices_are_swapped_where_there_are_two() -> None:
    swapped = [m for m in FOUND.values() if m.operator is Operator.CHOICES_SWAPPED]
    assert [m.id for m in swapped] == ["Gate.pushed@shut#1: asked after the next choice"]
    choices = [str(t.target) for _, t in swapped[0].changed.choices("pushed", "shut")]
    assert choices == ["ajar", "wide"]


def test_the_machine_starts_in_every_other_state() -> None:
    started = [m for m in FOUND.values() if m.operator is Operator.START_CHANGED]
    assert [m.changed.initial for m in started] == ["ajar", "wide"]
    assert {m.event for m in started} == {""}


def test_a_deadline_with_one_transition_is_removed_once() -> None:
    removed = [
        m.id for m in FOUND.values() if m.event == "locked" and len(m.changed.transitions) < 6
    ]
    assert removed == ["Gate.locked@shut#1: removed"]


def charts() -> Iterable[MachineDecl]:
    return map(declare, (Gate, Switch, Meter, Worker))


def test_every_id_is_unique_and_every_mutant_differs() -> None:
    for machine in charts():
        found = mutants(machine)
        assert len({mutant.id for mutant in found}) == len(found)
        declared = [(m.changed.initial, m.changed.transitions) for m in found]
        assert len(set(declared)) == len(declared)
        assert (machine.initial, machine.transitions) not in declared


def test_the_ids_are_stable() -> None:
    assert [mutant.id for mutant in mutants(declare(Worker))] == [
        "Worker: starts in waiting",
        "Worker: starts in busy",
        "Worker.asked@idle#1: removed",
        "Worker.asked@idle#1: leads to idle",
        "Worker.asked@idle#1: leads to busy",
        "Worker.began@waiting#1: removed",
        "Worker.began@waiting#1: guard dropped",
        "Worker.began@waiting#1: guard negated",
        "Worker.began@waiting#1: leads to idle",
        "Worker.began@waiting#1: leads to waiting",
        "Worker.ended@busy#1: removed",
        "Worker.ended@busy#1: leads to waiting",
        "Worker.ended@busy#1: leads to busy",
        "Worker.ended@busy#1: ring removed",
        "Worker.ended@busy#1: ring doubled",
    ]


def same(original: type[Chart], identifier: str) -> bool:
    """Return whether a mutant of the switch or the meter answers like the original."""
    mutant = next(m for m in mutants(declare(original)) if m.id == identifier)
    parts = {"switch": declare(Switch), "meter": declare(Meter)}
    number = 0 if original is Switch else 1
    changed = {**parts, tuple(parts)[number]: mutant.changed}
    asked = Asked(explore(lamp()))
    events = [(number, mutant.event)] if mutant.event else []
    return asked.same_answers(system_of(*changed.items()), events)


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("Switch.kicked@lit#1: leads to lit", True),  # it is never enabled
        ("Switch.kicked@lit#1: removed", True),
        ("Switch.kicked@lit#1: guard dropped", False),
        ("Switch.pressed@dark#1: went_on and light swapped", True),  # a signal and a command
        ("Switch.pressed@dark#1: light removed", False),
        ("Switch.pressed@dark#1: went_on removed", False),
        ("Switch.pressed@dark#1: leads to dark", False),
        ("Switch.pressed@lit#1: removed", False),
        ("Switch: starts in lit", False),
    ],
)
def test_a_mutant_is_the_same_exactly_if_its_answers_are(
    identifier: str, *, expected: bool
) -> None:
    assert same(Switch, identifier) is expected


def test_a_guard_that_reads_more_than_was_asked_is_not_the_same() -> None:
    asked = Asked(explore(workers()))
    changed = with_guard(declare(Worker), "ended", "tool_is_free")
    assert not asked.same_answers(workers(changed), [(0, "ended"), (1, "ended")])


def test_what_is_asked_before_the_tables_have_grown_is_not_forgotten() -> None:
    """The first holder that is asked reads one machine, a later one reads two."""

    class Lazy(Chart):
        """Whether it was asked; it looks at the other one only if it is not broken."""

        idle = State(initial=True)
        asked = State()

        told = Signal(idle.to(asked, cond="tool_is_free"), name="TOY-23 told")
        reset = Stimulus(asked.to(idle, cond="tool_is_free"), by="owner", name="TOY-24 reset")
        went = Stimulus(idle.to(asked), by="owner", name="TOY-25 it goes")

    lazy = declare(Lazy)
    parts = (
        Instance("ann", declare(Worker), "bob"),
        Instance("bob", declare(Worker), "ann"),
        Instance("cid", lazy, "bob"),
    )
    system = system_of(*parts)
    asked = Asked(explore(system))
    wrong = with_guard(lazy, "reset", "not tool_is_free")
    changed = system_of(*parts[:2], Instance("cid", wrong, "bob"))
    assert not asked.same_answers(changed, [(2, "reset")])
    assert asked.same_answers(system, [(2, "reset")])
