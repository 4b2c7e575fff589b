"""The library and the declarations give the same answers, and the library's traps are fenced off.

The first part asks every chart in every state for its answer to every event under every valuation
of its guards.  The second part shows that nothing passes in silence.  The third part is about
whole systems that are run by the library.
"""

from collections.abc import Callable, Mapping
from itertools import islice, product
from types import new_class
from typing import Any

import pytest
from statemachine import Event as LibraryEvent
from statemachine import State
from statemachine.exceptions import InvalidDefinition, TransitionNotAllowed
from statemachine.transition import Transition
from statemachine.transition_list import TransitionList

from twinsite.checker.semantics.chart import Chart, Ignore, Signal, Stimulus
from twinsite.checker.semantics.declaration import Guard, MachineDecl, declare
from twinsite.checker.semantics.errors import DeclarationError, RefusedError
from twinsite.checker.semantics.library_runner import LiveSystem
from twinsite.checker.semantics.system import SIGNAL_LIMIT, Event, Instance, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.explore import explore
from twinsite.model.composition import desktop
from twinsite.model.predicates import CHARTS
from twinsite.model.profile import Phone, Profile

Answer = tuple[str, tuple[str, ...]] | None
"""The target and the effects in order; None if the event is refused."""

every_chart = pytest.mark.parametrize(
    "chart", dict.fromkeys(CHARTS.values()), ids=lambda chart: chart.__name__
)


class Model:
    """Answers each predicate as it is told to, and writes down the effects."""

    def __init__(self, machine: MachineDecl) -> None:
        self.values: dict[str, bool] = {}
        self.heard: list[str] = []
        for transition in machine.transitions:
            for name in transition.guard.names:
                setattr(self, name, self._predicate(name))
            for name in transition.effects:
                setattr(self, name, self._effect(name))

    def _predicate(self, name: str) -> Callable[[], bool]:
        def predicate() -> bool:
            return self.values[name]

        return predicate

    def _effect(self, name: str) -> Callable[[], None]:
        def effect() -> None:
            self.heard.append(name)

        return effect


def answer_of_the_library(live: Chart, model: Model, event: str) -> Answer:
    """Send an event to a machine of the library."""
    before = live.current_state_value
    model.heard.clear()
    try:
        live.send(event)
    except TransitionNotAllowed:
        assert live.current_state_value == before, "a refused event changes nothing"
        assert not model.heard, "a refused event does nothing"
        return None
    return str(live.current_state_value), tuple(model.heard)


def declared_answer(
    machine: MachineDecl, event: str, source: str, values: Mapping[str, bool]
) -> Answer:
    """Return what the declaration says: the first enabled transition is taken."""
    for _, transition in machine.choices(event, source):
        if transition.guard.holds(values.__getitem__):
            return transition.target, transition.effects
    return None


def disagreements(chart: type[Chart]) -> list[str]:
    """Return every state, event and valuation in which library and declaration differ."""
    machine = declare(chart)
    model = Model(machine)
    live = chart(model)
    found = []
    for event in machine.events:
        guards = [t.guard for t in machine.transitions if t.event == event.id]
        names = sorted({name for guard in guards for name in guard.names})
        for source in machine.states:
            for choice in product((False, True), repeat=len(names)):
                model.values = dict(zip(names, choice, strict=True))
                live.current_state_value = source
                expected = declared_answer(machine, event.id, source, model.values)
                actual = answer_of_the_library(live, model, event.id)
                if expected != actual:
                    found.append(f"{source} {event.id} {model.values}: {expected} {actual}")
    return found


@every_chart
def test_library_and_declaration_agree_in_every_state_on_every_event(chart: type[Chart]) -> None:
    assert not disagreements(chart)


@every_chart
def test_the_library_knows_the_declared_states_and_events_only(chart: type[Chart]) -> None:
    machine = declare(chart)
    live = chart(Model(machine))
    assert machine.initial == live.current_state_value
    assert list(machine.states) == [state.id for state in chart.states]
    assert {event.id for event in machine.events} == {event.id for event in live.events}


@every_chart
def test_what_is_ignored_is_a_signal_of_the_machine(chart: type[Chart]) -> None:
    machine = declare(chart)
    signals = {event.id for event in machine.events if event.kind == "signal"}
    assert {signal for signal, _, _ in machine.ignores} <= signals


def test_a_guard_that_is_read_wrongly_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    holds = Guard.holds
    monkeypatch.setattr(
        Guard, "holds", lambda self, value_of: bool(self.text) != holds(self, value_of)
    )
    assert all(
        disagreements(chart)
        for chart in dict.fromkeys(CHARTS.values())
        if any(transition.guard.text for transition in declare(chart).transitions)
    )


def test_a_transition_that_is_taken_out_of_turn_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    in_turn = MachineDecl.choices

    def out_of_turn(machine: MachineDecl, event: str, source: str) -> object:
        return reversed(list(in_turn(machine, event, source)))

    monkeypatch.setattr(MachineDecl, "choices", out_of_turn)
    assert disagreements(CHARTS["session"])


class Lock(Chart):
    """Whether the lock is open."""

    closed = State(initial=True)
    opened = State()

    key_turned = Stimulus(
        closed.to(opened, cond="fits", on=["click", "clack"]) | opened.to(closed, on="click"),
        by="visitor",
        name="LOCK-01 the key is turned",
    )


class Mechanism:
    """What a lock needs of its model; parts of it can be broken."""

    def __init__(self) -> None:
        self.broken = ""
        self.sounds: list[str] = []

    def _sound(self, sound: str) -> None:
        if self.broken == sound:
            raise ZeroDivisionError(sound)
        self.sounds.append(sound)

    def click(self) -> None:
        """Do the first effect."""
        self._sound("click")

    def clack(self) -> None:
        """Do the second effect."""
        self._sound("clack")

    def fits(self) -> bool:
        """Answer the guard."""
        self._sound("fits")
        return True


@pytest.mark.parametrize("part", ["fits", "click", "clack"])
def test_an_exception_in_a_guard_or_an_effect_propagates_and_leaves_the_state(part: str) -> None:
    mechanism = Mechanism()
    lock = Lock(mechanism)
    mechanism.broken = part
    with pytest.raises(ZeroDivisionError, match=part):
        lock.send("key_turned")
    assert lock.current_state_value == "closed"
    mechanism.broken = ""
    lock.send("key_turned")
    assert lock.current_state_value == "opened"


def test_an_event_that_no_guard_lets_through_is_refused_and_changes_nothing() -> None:
    model = Model(declare(Lock))
    model.values = {"fits": False}
    lock = Lock(model)
    with pytest.raises(TransitionNotAllowed):
        lock.send("key_turned")
    assert lock.current_state_value == "closed"
    assert not model.heard


def test_an_unknown_event_is_refused_and_changes_nothing() -> None:
    lock = Lock(Mechanism())
    with pytest.raises(TransitionNotAllowed):
        lock.send("hammered")
    assert lock.current_state_value == "closed"


@pytest.mark.parametrize("missing", ["fits", "click", "clack"])
def test_a_name_that_the_model_lacks_is_found_when_the_machine_is_made(missing: str) -> None:
    model = Model(declare(Lock))
    delattr(model, missing)
    with pytest.raises(InvalidDefinition, match=missing):
        Lock(model)


def chart_with(entries: Mapping[str, object], base: type[Chart] = Chart) -> type[Chart]:
    """Return a chart Gate of two states and one event, with other entries in its body."""
    shut, free = State(initial=True), State()
    standard = {
        "__module__": __name__,
        "__doc__": "Whether the gate is shut.",
        "shut": shut,
        "free": free,
        "moved": Stimulus(shut.to(free) | free.to(shut), by="visitor", name="GATE-01 it moves"),
    }
    body = {name: entry for name, entry in {**standard, **entries}.items() if entry is not None}
    made: type[Chart] = new_class("Gate", (base,), exec_body=lambda space: space.update(body))
    return made


def gate(
    moved: Callable[[State, State], TransitionList],
    *,
    name: str = "GATE-01 it moves",
    shut: State | None = None,
    free: State | None = None,
) -> type[Chart]:
    """Return a chart Gate that moves like this between its two states."""
    shut, free = shut or State(initial=True), free or State()
    event = Stimulus(moved(shut, free), by="visitor", name=name)
    return chart_with({"shut": shut, "free": free, "moved": event})


def both_ways(shut: State, free: State) -> TransitionList:
    """Return the transitions of a gate that can be opened and shut."""
    ways: TransitionList = shut.to(free) | free.to(shut)
    return ways


def gate_with(arguments: Mapping[str, Any]) -> type[Chart]:
    """Return a chart Gate with a transition that is declared with these arguments."""
    return gate(lambda shut, free: shut.to(free, **arguments) | free.to(shut))


def gate_to(*, several: bool) -> type[Chart]:
    """Return a chart Gate with a transition to no target or to several."""

    def moved(shut: State, free: State) -> TransitionList:
        odd = Transition(shut, [shut, free] if several else None)
        shut.transitions.add_transitions(odd)
        ways: TransitionList = TransitionList([odd]) | both_ways(shut, free)
        return ways

    return gate(moved)


def gate_with_plain(kind: str) -> type[Chart]:
    """Return a chart Gate with an event that has no kind."""
    shut, free = State(initial=True), State()
    transitions = both_ways(shut, free)
    plain = {
        "transition list": transitions,
        "transition": next(iter(transitions)),
        "event": LibraryEvent(transitions, name="GATE-01 it moves"),
    }
    return chart_with({"shut": shut, "free": free, "moved": plain[kind]})


def on_enter_shut(_: object) -> None:
    """Stand for a callback that the library finds by its name."""


@pytest.mark.parametrize("kind", ["transition list", "transition", "event"])
def test_an_event_without_a_kind_is_refused(kind: str) -> None:
    with pytest.raises(DeclarationError, match=r"Gate\.moved has no kind"):
        gate_with_plain(kind)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        pytest.param("on_enter_shut", on_enter_shut, id="on_enter_shut"),
        pytest.param("on_transition", on_enter_shut, id="on_transition"),
        pytest.param("before_moved", on_enter_shut, id="before_moved"),
        pytest.param("helper", on_enter_shut, id="function"),
        pytest.param("helper", lambda: None, id="lambda"),
        pytest.param("helper", staticmethod(on_enter_shut), id="static method"),
        pytest.param("helper", classmethod(on_enter_shut), id="class method"),
        pytest.param("helper", property(on_enter_shut), id="property"),
        pytest.param("helper", type("Helper", (), {}), id="class"),
    ],
)
def test_a_python_body_is_refused_also_one_found_by_convention(name: str, body: object) -> None:
    with pytest.raises(DeclarationError, match=rf"Gate\.{name} is a Python body"):
        chart_with({name: body})


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"unless": "locked"}, "no unless"),
        ({"cond": "oiled", "unless": "locked"}, "no unless"),
        ({"cond": ["oiled", "unlocked"]}, "write one cond"),
        ({"cond": lambda: True}, "written as names"),
        ({"on": lambda: None}, "written as names"),
        ({"on": ["creak", lambda: None]}, "written as names"),
        ({"before": "creak"}, "only cond and on"),
        ({"after": "creak"}, "only cond and on"),
        ({"validators": "creak"}, "only cond and on"),
        ({"cond": "oiled()"}, "oiled"),
        ({"cond": "oil > 3"}, "oil > 3"),
        ({"cond": "oiled and"}, "oiled and"),
    ],
)
def test_a_transition_has_one_guard_and_named_effects_and_nothing_else(
    arguments: Mapping[str, object], problem: str
) -> None:
    with pytest.raises(DeclarationError, match=problem):
        declare(gate_with(arguments))


def test_a_refused_transition_is_named() -> None:
    with pytest.raises(DeclarationError, match="Gate: transition moved from Shut to Free"):
        declare(gate_with({"unless": "locked"}))


@pytest.mark.parametrize("several", [False, True])
def test_a_transition_has_exactly_one_target(*, several: bool) -> None:
    with pytest.raises(DeclarationError, match=r"Gate: transition moved .* exactly one target"):
        declare(gate_to(several=several))


@pytest.mark.parametrize("name", ["", "it moves", "GATE-01", "GATE-01 ", "GATE it moves"])
def test_an_event_is_named_by_requirement_and_words(name: str) -> None:
    with pytest.raises(DeclarationError, match=r"Gate\.moved is named"):
        declare(gate(both_ways, name=name))


def test_an_event_without_transitions_is_refused() -> None:
    empty = Stimulus(TransitionList(), by="visitor", name="GATE-02 nothing")
    with pytest.raises(DeclarationError, match=r"Gate\.knocked has no transition"):
        declare(chart_with({"knocked": empty}))


@pytest.mark.parametrize("event", ["error_found", "done_state_shut", "done_invoke_shut"])
def test_an_event_that_is_special_to_the_library_is_refused(event: str) -> None:
    shut, free = State(initial=True), State()
    special = Stimulus(shut.to(free) | free.to(shut), by="visitor", name="GATE-02 special")
    with pytest.raises(DeclarationError, match=rf"Gate\.{event}"):
        declare(chart_with({"shut": shut, "free": free, "moved": None, event: special}))


def test_only_states_of_the_machine_ignore_anything() -> None:
    with pytest.raises(DeclarationError, match="Gate ignores moved in 'half_open'"):
        declare(chart_with({"ignores": (Ignore("moved", "shut half_open", "no reason"),)}))


class Bell:
    """Stand for a listener that the library would call by convention."""


def gate_with_a_second_event() -> type[Chart]:
    """Return a chart Gate in which one transition answers to an event that is not declared."""
    return gate(lambda shut, free: shut.to(free, event="kicked") | both_ways(shut, free))


def gate_that_moves_by_itself() -> type[Chart]:
    """Return a chart Gate in which one transition has no event."""
    shut, free = State(initial=True), State()
    shut.to(free, cond="unlocked")
    return gate(both_ways, shut=shut, free=free)


def gate_with_rooms() -> type[Chart]:
    """Return a chart Gate in which one state has states of its own."""

    class Free(State.Compound):
        room = State(initial=True)

    free: Any = Free
    return gate(both_ways, free=free)


def gate_without_return() -> type[Chart]:
    """Return a chart Gate in which one state is final."""
    return gate(lambda shut, free: shut.to(free), free=State(final=True))


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: chart_with({"__doc__": None}), id="no docstring"),
        pytest.param(lambda: chart_with({}, chart_with({})), id="another chart as base"),
        pytest.param(
            lambda: chart_with({"allow_event_without_transition": True}), id="refusals let through"
        ),
        pytest.param(lambda: chart_with({"catch_errors_as_events": True}), id="errors swallowed"),
        pytest.param(lambda: chart_with({"listeners": [Bell()]}), id="listeners"),
        pytest.param(
            lambda: chart_with({"start_configuration_values": ["free"]}), id="another initial state"
        ),
        pytest.param(
            lambda: gate(both_ways, shut=State(initial=True, enter="creak")),
            id="effect on entering",
        ),
        pytest.param(
            lambda: gate(both_ways, shut=State(initial=True, exit="creak")), id="effect on leaving"
        ),
        pytest.param(
            lambda: gate(both_ways, shut=State(initial=True, invoke="creak")), id="invocation"
        ),
        pytest.param(lambda: gate(both_ways, shut=State(initial=True, value=1)), id="other value"),
        pytest.param(gate_without_return, id="final state"),
        pytest.param(gate_with_rooms, id="nested states"),
        pytest.param(gate_that_moves_by_itself, id="transition without event"),
        pytest.param(gate_with_a_second_event, id="second event"),
        pytest.param(
            lambda: chart_with({"ignores": (Ignore("smoke", "shut", "no reason"),)}),
            id="signal that it does not have is ignored",
        ),
    ],
)
def test_a_chart_is_flat_and_has_declared_events_and_named_effects_only(
    make: Callable[[], type[Chart]],
) -> None:
    with pytest.raises(DeclarationError, match="Gate"):
        declare(make())


class Clock(Chart):
    """Whether it is day."""

    day = State(initial=True)
    night = State()

    hour_struck = Stimulus(
        day.to(night, on=["chime", "swap"]) | night.to(day, on="chime"),
        by="time",
        name="TOY-01 the hour strikes",
    )


class Holder(Chart):
    """Whether it holds the token; at each swap it takes what the other one has."""

    empty = State(initial=True)
    full = State()

    swap = Signal(
        empty.to(full, cond="other_is_full", on="took")
        | full.to(empty, cond="not other_is_full", on="gave"),
        name="TOY-02 the holders swap what they hold",
    )
    full_of_fire = Stimulus(
        full.to.itself(cond="burns"), by="nobody", name="TOY-03 a guard that cannot be evaluated"
    )


class Room(View):
    """The predicates of the toys; the parameter is the name of the asking holder."""

    def __init__(self, read: Callable[[str], str | None], parameter: str) -> None:
        super().__init__(
            read, {"clock": ("day", "night"), "left": ("empty", "full"), "right": ("empty", "full")}
        )
        self.asking = parameter

    @property
    def other_is_full(self) -> bool:
        """The other holder has the token."""
        return self.is_in("left" if self.asking == "right" else "right", "full")

    @property
    def burns(self) -> bool:
        """Nobody can tell."""
        raise ZeroDivisionError("burns")

    @property
    def events(self) -> bool:
        """The name means something else to the library."""
        return True


TOYS: Mapping[str, type[Chart]] = {"clock": Clock, "left": Holder, "right": Holder}


def swapping() -> System[Room]:
    """Return two holders, of which the left one starts with the token, and a clock."""
    clock, holder = declare(Clock), declare(Holder)
    instances = [
        Instance("clock", clock),
        Instance("left", holder, "left", "full"),
        Instance("right", holder, "right"),
    ]
    return System("toys", instances, view=Room, commands=frozenset({"chime", "took", "gave"}))


def alone(chart: type[Chart], *commands: str) -> System[Room]:
    """Return a system of one machine, named clock."""
    instances = [Instance("clock", declare(chart))]
    return System("alone", instances, view=Room, commands=frozenset(commands))


def test_all_guards_read_the_state_before_the_signal() -> None:
    system = swapping()
    live = LiveSystem(system, TOYS)
    assert live.state == ("day", "full", "empty")
    step = live.step(Event("clock", "hour_struck"))
    assert live.state == ("night", "empty", "full")
    assert step == system.step(system.initial, Event("clock", "hour_struck"))


def test_effects_stand_in_the_order_of_the_machines() -> None:
    step = LiveSystem(swapping(), TOYS).step(Event("clock", "hour_struck"))
    expected = (("clock", "chime"), ("clock", "swap"), ("left", "gave"), ("right", "took"))
    assert expected == step.log
    assert [move.machine for move in step.moves] == ["clock", "left", "right"]


def test_an_instance_starts_where_its_system_says() -> None:
    system = desktop(Profile(phone=Phone.HARD_PHONE))
    assert system.initial == LiveSystem(system, CHARTS).state
    assert system.initial != tuple(instance.machine.initial for instance in system.instances)


@pytest.mark.parametrize(
    "event", ["left.full_of_fire", "left.swap", "left.hour_struck", "clock.smoke", "smoke.swap"]
)
def test_a_refused_event_changes_nothing(event: str) -> None:
    live = LiveSystem(swapping(), TOYS)
    live.enter(("night", "empty", "full"))
    with pytest.raises(RefusedError, match=event):
        live.step(Event.parse(event))
    assert live.state == ("night", "empty", "full")


def test_an_exception_in_a_predicate_propagates_and_changes_nothing() -> None:
    live = LiveSystem(swapping(), TOYS)
    with pytest.raises(ZeroDivisionError, match="burns"):
        live.step(Event("left", "full_of_fire"))
    assert live.state == ("day", "full", "empty")


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        (("night", "full", "torn"), "right has no state 'torn'"),
        (("night", "full"), "3 machines"),
        (("night", "full", "empty", "empty"), "3 machines"),
    ],
)
def test_what_is_no_joint_state_is_not_entered(state: tuple[str, ...], problem: str) -> None:
    live = LiveSystem(swapping(), TOYS)
    with pytest.raises(ValueError, match=problem):
        live.enter(state)
    assert live.state == ("day", "full", "empty")


@pytest.mark.parametrize("charts", [{"clock": Clock}, {**TOYS, "left": Clock}])
def test_every_instance_needs_the_chart_that_declares_it(charts: Mapping[str, type[Chart]]) -> None:
    with pytest.raises(DeclarationError, match="left: no chart"):
        LiveSystem(swapping(), charts)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"on": "moved"}, "moved"),
        ({"on": "on_enter_free"}, "on_enter_free"),
        ({"on": "before_transition"}, "before_transition"),
        ({"on": "send"}, "send"),
        ({"cond": "events"}, "events"),
    ],
)
def test_a_name_that_means_something_else_to_the_library_is_refused(
    arguments: Mapping[str, object], name: str
) -> None:
    gate = gate_with(arguments)
    with pytest.raises(DeclarationError, match=f"clock: .*'{name}' means something else"):
        LiveSystem(alone(gate, name), {"clock": gate})


def burst(size: int) -> tuple[System[Room], Mapping[str, type[Chart]]]:
    """Return a system in which one step has this many signals."""
    ear = State(initial=True)
    signals = [f"signal_{number}" for number in range(size)]
    talker = gate(lambda shut, free: shut.to(free, on=signals) | free.to(shut))
    heard = {name: Signal(ear.to(ear), name="GATE-02 it is heard") for name in signals}
    listener = chart_with({"shut": None, "free": None, "moved": None, "ear": ear, **heard})
    charts = {"clock": talker, "left": listener}
    instances = [Instance(name, declare(chart)) for name, chart in charts.items()]
    return System("burst", instances, view=Room, commands=frozenset()), charts


def test_as_many_signals_as_the_limit_are_let_through() -> None:
    system, charts = burst(SIGNAL_LIMIT)
    step = LiveSystem(system, charts).step(Event("clock", "moved"))
    assert len(step.moves) == 1 + SIGNAL_LIMIT


def test_as_many_signals_as_the_limit_are_let_through_without_the_library() -> None:
    system, _ = burst(SIGNAL_LIMIT)
    assert len(system.step(system.initial, Event("clock", "moved")).moves) == 1 + SIGNAL_LIMIT


def test_more_signals_than_the_limit_are_refused_and_change_nothing() -> None:
    system, charts = burst(SIGNAL_LIMIT + 1)
    live = LiveSystem(system, charts)
    with pytest.raises(DeclarationError, match=r"the signals after clock\.moved do not come to an"):
        live.step(Event("clock", "moved"))
    assert live.state == ("shut", "ear")


@pytest.mark.parametrize(
    ("profile", "stride"),
    [
        (Profile(phone=Phone.NONE), 4_999),
        pytest.param(Profile(phone=Phone.HARD_PHONE), 9_973, marks=pytest.mark.by_hand),
        (Profile(business_continuity=False), 199),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_live_and_compiled_steps_agree_all_over_the_state_space(
    profile: Profile, stride: int
) -> None:
    system = desktop(profile)
    live = LiveSystem(system, CHARTS)
    for state in islice(explore(system), 0, None, stride):
        expected = {step.event: step for step in system.steps(state)}
        for event in system.events:
            live.enter(state)
            if event in expected:
                assert expected[event] == live.step(event)
                assert expected[event].after == live.state
            else:
                with pytest.raises(RefusedError):
                    live.step(event)
                assert state == live.state
