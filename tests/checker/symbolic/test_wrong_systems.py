"""What a system, a property or a search refuses, each with a clear message."""

from dataclasses import replace
from types import new_class

import pytest
from statemachine import State

from checker.agreement import differences, verdict_of
from checker.toys import (
    COMMANDS,
    Clock,
    Meter,
    Ping,
    Pong,
    Room,
    Switch,
    Worker,
    invariant,
    lamp,
    reachable,
    system_of,
    with_guard,
    workers,
)
from twinsite.checker.semantics.chart import Chart, Kind, Stimulus
from twinsite.checker.semantics.declaration import Guard, TransitionDecl, declare
from twinsite.checker.semantics.errors import DeclarationError, RefusedError
from twinsite.checker.semantics.system import Event, Instance, System
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Property, Verdict
from twinsite.checker.symbolic.traces import retrace


def test_signals_without_end_are_refused() -> None:
    system = system_of(("ping", Ping), ("pong", Pong))
    with pytest.raises(DeclarationError, match=r"the signals after ping\.served do not come to an"):
        system.step(system.initial, Event("ping", "served"))


class Patient(frozenset[str]):
    """A set of commands that gives up when it is asked without end."""

    asked = 0

    def __contains__(self, name: object) -> bool:
        self.asked += 1
        if self.asked > 10_000:
            raise TimeoutError("asked without end")
        return super().__contains__(name)


def test_signals_without_end_are_refused_by_the_search() -> None:
    system = system_of(("ping", Ping), ("pong", Pong), commands=Patient())
    with pytest.raises(DeclarationError, match=r"the signals after ping\.served do not come to an"):
        explore(system)


def test_an_effect_that_is_neither_command_nor_signal_is_refused() -> None:
    with pytest.raises(DeclarationError, match=r"switch: dark --pressed.*'went_on' must be"):
        system_of(("switch", Switch))


def test_an_effect_that_nobody_hears_is_no_signal_unless_somebody_elsewhere_does() -> None:
    with pytest.raises(DeclarationError, match=r"switch: dark --pressed.*'went_on' must be"):
        system_of(("switch", Switch))
    alone = system_of(("switch", Switch), elsewhere=frozenset({"went_on"}))
    step = alone.step(alone.initial, Event("switch", "pressed"))
    assert ("switch", "went_on") in step.log


def test_a_command_is_heard_by_a_machine_that_listens_to_it() -> None:
    """It leaves the system all the same."""
    system = system_of(("switch", Switch), ("meter", Meter), commands=COMMANDS | {"went_on"})
    step = system.step(system.initial, Event("switch", "pressed"))
    assert ("switch", "went_on") in step.log
    assert "meter" in {move.machine for move in step.moves}
    assert not differences(system)


def test_a_stimulus_is_no_signal_that_an_effect_can_raise() -> None:
    noisy = replace(
        declare(Worker),
        transitions=(TransitionDecl("asked", "idle", "idle", Guard(""), ("began",)),),
    )
    with pytest.raises(DeclarationError, match="'began' must be"):
        workers(noisy)


def test_an_event_is_not_a_signal_here_and_a_stimulus_there() -> None:
    meter = declare(Meter)
    events = tuple(replace(e, kind=Kind.STIMULUS) if e.id == "went_on" else e for e in meter.events)
    with pytest.raises(DeclarationError, match="went_on"):
        system_of(("switch", Switch), ("meter", Meter), ("other", replace(meter, events=events)))


@pytest.mark.parametrize("name", ["no_such_thing", "other"])
def test_a_guard_that_names_no_predicate_is_refused(name: str) -> None:
    with pytest.raises(DeclarationError, match=f"ann: waiting --began.*no predicate '{name}'"):
        workers(with_guard(declare(Worker), "began", f"tool_is_free and {name}"))


def test_a_guard_that_names_a_method_is_refused() -> None:
    with pytest.raises(DeclarationError, match="is_in"):
        workers(with_guard(declare(Worker), "began", "is_in"))


@pytest.mark.parametrize(
    ("machine", "state", "problem"),
    [("nobody", "busy", "nobody"), ("ann", "asleep", "'ann' has no state 'asleep'")],
)
def test_a_property_about_a_machine_or_a_state_that_nobody_has_is_an_error(
    machine: str, state: str, problem: str
) -> None:
    with pytest.raises(KeyError, match=problem):
        explore(workers(), [invariant("wrong", lambda view: view.is_in(machine, state))])


def test_a_machine_that_this_system_lacks_is_in_no_state() -> None:
    system = lamp()
    view = Room(lambda _: None, "", states={"switch": ("dark",), "bell": ("silent",)})
    assert view.state_of("bell") is None
    assert not view.is_in("bell", "silent")
    with pytest.raises(KeyError, match="no machine is named 'bell'"):
        system.view(system.initial).state_of("bell")


def test_two_machines_of_one_name_are_refused() -> None:
    with pytest.raises(DeclarationError, match="toy: two machines have the same name"):
        system_of(("meter", Meter), ("meter", Meter), commands=COMMANDS)


def test_a_start_that_is_no_state_is_refused() -> None:
    with pytest.raises(DeclarationError, match="meter starts in 'two', no state"):
        system_of(Instance("meter", declare(Meter), "", "two"))


def crowd(three: int, two: int) -> System[Room]:
    """Return machines that ask for nothing: so many of three states, so many of two."""
    meter, clock = declare(Meter), with_guard(declare(Clock), "struck", "")
    quiet = replace(clock, transitions=tuple(replace(t, effects=()) for t in clock.transitions))
    return system_of(
        *(Instance(f"meter_{n}", meter, "", "full") for n in range(three)),
        *(Instance(f"clock_{n}", quiet, "", "night") for n in range(two)),
    )


def test_there_may_be_more_states_than_a_word_has_numbers() -> None:
    result = explore(crowd(40, 30))
    assert (result.states, result.depth, result.complete) == (2**70, 70, True)
    assert result.steps == 40 * 2**69 + 30 * 2**70  # half of the time a meter is not full
    assert next(iter(result)) == result.system.initial


def test_a_predicate_may_read_one_machine_after_the_other() -> None:
    greedy = invariant(
        "all are full", lambda v: all(v.is_in(f"meter_{n}", "full") for n in range(40))
    )
    assert verdict_of(explore(crowd(40, 0), [greedy]).findings[0]) == (Verdict.REFUTED, 1)


def all_at_night(count: int) -> Property[Room]:
    """Property that the first clocks never leave the night."""
    return invariant(
        f"{count} at night",
        lambda view: all(view.is_in(f"clock_{n}", "night") for n in range(count)),
    )


def test_such_a_predicate_is_judged_rightly() -> None:
    properties = [all_at_night(count) for count in range(5)]
    properties.append(
        reachable("no night", lambda v: v.is_in("clock_3", "day") and v.is_in("clock_0", "day"))
    )
    assert not differences(crowd(1, 4), properties)


def test_two_properties_of_one_name_are_refused() -> None:
    properties = [invariant("it", lambda _: False), invariant("it", lambda _: True)]
    with pytest.raises(DeclarationError, match="two properties are named 'it'"):
        explore(lamp(), properties)


def busy_body(stimuli: int) -> System[Room]:
    """Return one machine that can be asked for so many things, of which the last moves it."""
    here, there = State(initial=True), State()
    body: dict[str, object] = {
        "__module__": __name__, "__doc__": "Where?", "here": here, "there": there
    }  # fmt: skip
    for number in range(1, stimuli):
        body[f"asked_{number}"] = Stimulus(here.to.itself(), by="visitor", name="TOY-13 asked")
    body["last"] = Stimulus(here.to(there) | there.to(here), by="visitor", name="TOY-13 moved")
    made: type[Chart] = new_class("BusyBody", (Chart,), exec_body=lambda space: space.update(body))
    return system_of(("body", made))


def test_there_may_be_any_number_of_stimuli() -> None:
    moved = reachable("it moves", lambda view: view.is_in("body", "there"))
    result = explore(busy_body(300), [moved])
    assert result.steps == 301
    assert [step.event for step in result.findings[0].trace or ()] == [Event("body", "last")]


def test_an_event_that_is_not_enabled_is_refused_and_a_run_with_it() -> None:
    system = lamp()
    with pytest.raises(RefusedError, match=r"meter\.reset is not enabled"):
        system.step(system.initial, Event.parse("meter.reset"))
    with pytest.raises(RefusedError, match=r"meter\.reset is not enabled"):
        list(retrace(system, [Event("switch", "pressed"), Event("meter", "reset")]))


def test_a_signal_cannot_be_offered() -> None:
    system = lamp()
    with pytest.raises(RefusedError, match=r"meter\.went_on"):
        system.step(system.initial, Event("meter", "went_on"))
