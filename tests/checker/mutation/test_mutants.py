"""Every operator gives what it says, and what is the same is found to be the same."""

from collections.abc import Iterable

import pytest
from statemachine import State

from checker.faults import Fault, hear_nothing
from checker.toys import Meter, Switch, Worker, lamp, system_of, with_guard, workers
from twinsite.checker.mutation import equivalence
from twinsite.checker.mutation.equivalence import same_answers
from twinsite.checker.mutation.mutants import Mutant, Operator, mutants
from twinsite.checker.semantics.chart import Chart, Deadline, Restart, Stimulus
from twinsite.checker.semantics.declaration import MachineDecl, declare
from twinsite.checker.semantics.system import Instance, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.assignments import answers_of
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.result import Exploration


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

    restarts = (Restart("closed", "pushed", "ajar", "it has just been pushed wide"),)


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
    "Gate.closed: length exchanged": (Operator.LENGTH_EXCHANGED, []),
    "Gate.locked@shut#1: restart changed": (Operator.RESTART_CHANGED, ["shut --locked--> shut"]),
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
        declared = [m.changed for m in found]
        assert len(set(declared)) == len(declared)
        assert machine not in declared


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
    events = [(number, mutant.event)] if mutant.event else []
    return same_answers(explore(lamp()), system_of(*changed.items()), events)


SAME = {
    "Switch.kicked@lit#1: leads to lit": True,  # it is never enabled
    "Switch.kicked@lit#1: removed": True,
    "Switch.kicked@lit#1: guard dropped": False,
    "Switch.pressed@dark#1: went_on and light swapped": True,  # a signal and a command
    "Switch.pressed@dark#1: light removed": False,
    "Switch.pressed@dark#1: went_on removed": False,
    "Switch.pressed@dark#1: leads to dark": False,
    "Switch.pressed@lit#1: removed": False,
    "Switch: starts in lit": False,
    "Meter.went_on@zero#1: removed": False,
    "Meter.went_on@one#1: leads to one": False,
    "Meter.reset@full#1: clear removed": False,
}


GUARDS = {"tool_is_free": True, "not tool_is_free": False, "broken": False}
"""While one worker has the tool the other one has not: so says what is reached."""


def wrong() -> set[str]:
    """Return the mutants of which it is said wrongly whether they are the same."""
    whole = explore(workers())
    told = {
        identifier: same(Meter if identifier.startswith("Meter") else Switch, identifier)
        for identifier in SAME
    }
    for guard in GUARDS:
        changed = workers(with_guard(declare(Worker), "ended", guard))
        told[guard] = same_answers(whole, changed, [(0, "ended"), (1, "ended")])
    expected = SAME | GUARDS
    return {identifier for identifier in expected if told[identifier] is not expected[identifier]}


def test_a_mutant_is_the_same_exactly_if_its_answers_are() -> None:
    assert not wrong()


class Outside(View):
    """Nobody is there, and it is never late."""

    is_free = property(lambda self: False)
    is_late = property(lambda self: False)


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("Gate.locked: length exchanged", False),
        ("Gate.locked@shut#1: restart changed", False),
        ("Gate.closed: length exchanged", True),  # nobody ever opens it
        ("Gate.closed@ajar#1: leads to wide", True),
    ],
)
def test_a_mutant_of_time_alone_is_not_the_same(identifier: str, expected: bool) -> None:  # noqa: FBT001
    def gate(machine: MachineDecl) -> System[Outside]:
        return System(
            "gate",
            [Instance("gate", machine)],
            view=lambda read, _: Outside(read, {"gate": GATE.states}),
            commands=frozenset({"ring", "wave"}),
        )

    mutant = FOUND[identifier]
    changed = gate(mutant.changed)
    assert same_answers(explore(gate(GATE)), changed, [(0, mutant.event)]) is expected


def find_that_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget where machines are offered an event."""
    monkeypatch.setattr(Exploration, "asked", lambda self, _: self.variables.none)


def find_that_all_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take it that machines are offered an event anywhere."""
    monkeypatch.setattr(Exploration, "asked", lambda self, _: self.variables.every)


def look_at_targets_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take no notice of what a machine says."""
    whole = equivalence._done
    monkeypatch.setattr(equivalence, "_done", lambda *asked: (whole(*asked) or (None,))[0])


def look_at_effects_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take no notice of where a machine goes."""
    whole = equivalence._done
    monkeypatch.setattr(equivalence, "_done", lambda *asked: (whole(*asked) or (None,))[1:])


def ask_the_original_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the mutant answer as the original does."""
    monkeypatch.setattr(
        equivalence, "answers_of", lambda _, number, event: answers_of(lamp(), number, event)
    )


@pytest.mark.parametrize(
    ("fault", "noticed"),
    [
        (find_that_nothing_is_asked, "Switch.pressed@dark#1: light removed"),
        (find_that_all_is_asked, "tool_is_free"),
        (look_at_targets_alone, "Meter.reset@full#1: clear removed"),
        (look_at_effects_alone, "Meter.went_on@one#1: leads to one"),
        (ask_the_original_twice, "Switch.kicked@lit#1: guard dropped"),
        (hear_nothing, "Meter.went_on@zero#1: removed"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_fault_is_noticed(fault: Fault, noticed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    assert noticed in wrong()
