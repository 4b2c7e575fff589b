"""What acts on what is found on the declarations, and systems stand side by side unchanged."""

import pytest

from checker.toys import COMMANDS, Meter, Switch, lamp, system_of, workers
from twinsite.checker.comparison.independence import Crossing, crossings, machines_read
from twinsite.checker.semantics.chart import Kind
from twinsite.checker.semantics.composition import NOT_BEGUN, Beginning, held_back, scoped
from twinsite.checker.semantics.declaration import EventDecl, MachineDecl, declare
from twinsite.checker.semantics.errors import RefusedError
from twinsite.checker.semantics.system import Event, Instance
from twinsite.checker.symbolic.explore import explore

GO = EventDecl("go", Kind.SIGNAL, "toy", "TOY-99", "it may begin", "")


def own(machine: MachineDecl, scope: str) -> MachineDecl:
    """Return a machine whose signals have a name of their own."""
    return scoped(machine, lambda name: name if name in COMMANDS else f"{scope}_{name}")


def starter() -> MachineDecl:
    """Return a switch that tells others to begin."""
    return scoped(declare(Switch), lambda name: "go" if name == "went_on" else name)


def test_a_signal_from_one_part_to_another_is_a_crossing() -> None:
    assert crossings(lamp(), lambda name: name) == (
        Crossing("switch", "meter", "went_on", is_signal=True),
    )
    assert crossings(lamp(), lambda _: "all") == ()


def test_a_guard_that_reads_another_part_is_a_crossing() -> None:
    found = crossings(workers(), lambda name: name)
    assert [str(crossing) for crossing in found] == [
        "ann is read by bob (tool_is_free)",
        "bob is read by ann (tool_is_free)",
    ]


def test_what_a_predicate_reads_depends_on_who_asks() -> None:
    assert machines_read(workers(), 0, "tool_is_free") == {"bob"}
    assert machines_read(workers(), 1, "tool_is_free") == {"ann"}
    assert machines_read(workers(), 0, "broken") == frozenset()


def test_two_systems_side_by_side_have_the_product_of_their_states() -> None:
    switch, meter = declare(Switch), declare(Meter)
    both = system_of(
        *(
            Instance(f"{scope}_{name}", own(machine, scope))
            for scope in ("left", "right")
            for name, machine in (("switch", switch), ("meter", meter))
        )
    )
    assert crossings(both, lambda name: name.partition("_")[0]) == ()
    alone, found = explore(lamp()), explore(both)
    assert alone.states**2 == found.states
    assert 2 * alone.states * alone.steps == found.steps


def test_without_scopes_they_disturb_each_other() -> None:
    both = system_of(
        *((f"{scope}_{name}", chart) for scope in ("left", "right")
          for name, chart in (("switch", Switch), ("meter", Meter)))
    )  # fmt: skip
    assert crossings(both, lambda name: name.partition("_")[0])


def test_a_machine_that_is_held_back_does_nothing_before_its_signal() -> None:
    meter = declare(Meter)
    late = held_back(meter, GO, [Beginning("full", effects=("alarm",))], "it has not begun")
    assert (late.initial, late.states[1:]) == (NOT_BEGUN, meter.states)
    system = system_of(("switch", starter()), ("meter", late))
    with pytest.raises(RefusedError):
        system.step(system.initial, Event("meter", "reset"))
    begun = system.step(system.initial, Event("switch", "pressed"))
    assert begun.after == ("lit", "full")
    assert ("meter", "alarm") in begun.log


def test_what_comes_too_early_or_twice_is_accounted_for() -> None:
    late = held_back(declare(Meter), GO, [Beginning("zero")], "it has not begun")
    ignored = {(signal, state) for signal, state, _ in late.ignores}
    assert ("went_on", NOT_BEGUN) in ignored
    assert {("go", state) for state in declare(Meter).states} <= ignored


@pytest.mark.parametrize("guard", ["broken", "not broken"])
def test_the_first_beginning_whose_guard_holds_is_taken(guard: str) -> None:
    beginnings = [Beginning("full", guard), Beginning("one")]
    late = held_back(declare(Meter), GO, beginnings, "it has not begun")
    chosen = {"broken": "one", "not broken": "full"}[guard]
    system = system_of(("switch", starter()), ("meter", late))
    after = system.step(system.initial, Event("switch", "pressed")).after
    assert after == ("lit", chosen)
