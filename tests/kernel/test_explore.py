"""The explorer agrees with one that is written for clarity only, and its verdicts are right."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import new_class
from typing import Generic, TypeVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statemachine import State

from twinsite.desktop import voice
from twinsite.kernel.chart import Chart, Kind, Signal, Stimulus
from twinsite.kernel.declaration import EventDecl, Guard, MachineDecl, TransitionDecl, declare
from twinsite.kernel.errors import DeclarationError, RefusedError
from twinsite.kernel.exploration import Exploration, Finding, Progress
from twinsite.kernel.explore import Explorer, explore, retrace
from twinsite.kernel.judge import Judge
from twinsite.kernel.property import Occurrence, Property, Sort, Verdict
from twinsite.kernel.system import Instance, JointState, Log, Offer, System
from twinsite.kernel.tables import Layout, Table
from twinsite.kernel.view import View
from twinsite.profile import Phone, Profile
from twinsite.properties import properties_of

V = TypeVar("V", bound=View)


class Noting(System[V]):
    """A system that writes down which signal found no transition in which machine and state."""

    def __init__(self, system: System[V]) -> None:
        vars(self).update(vars(system))
        self.unhandled: set[tuple[str, str, str]] = set()

    def choose(self, number: int, event: str, source: str, view: V) -> int | None:
        """Choose as every system does, and note where a signal was in vain."""
        choice = super().choose(number, event, source, view)
        if choice is None and event in self.listeners:
            self.unhandled.add((self.instances[number].name, event, source))
        return choice


class Plain(Generic[V]):
    """A breadth-first search, one state and one step at a time."""

    def __init__(self, system: System[V], properties: Iterable[Property[V]] = ()) -> None:
        self.system = Noting(system)
        self.properties = tuple(properties)
        self.depths: dict[JointState, int] = {system.initial: 0}
        """Every reachable state, with the number of steps that it takes to get there."""
        self.steps = 0
        self.taken: set[tuple[str, TransitionDecl]] = set()
        self.happened: set[tuple[Offer, Log]] = set()
        self.decided: dict[str, int] = {}
        """The length of a shortest run that decides a property, by its name."""
        self._search()

    def _search(self) -> None:
        waiting = deque([self.system.initial])
        while waiting:
            state = waiting.popleft()
            view = self.system.view(state)
            for claim in self.properties:
                if claim.of_state and claim.of_state(view) == claim.is_existential:
                    self.decided.setdefault(claim.name, self.depths[state])
            for step in self.system.steps(state):
                self.steps += 1
                self.taken.update((move.machine, move.transition) for move in step.moves)
                self.happened.add((step.offer, step.log))
                after = self.system.view(step.after)
                for claim in self.properties:
                    if not claim.is_about_steps or claim.name in self.decided:
                        continue
                    if not claim.when(Occurrence(step.offer, step.log)):
                        continue
                    holds = claim.of_step is None or claim.of_step(view, after)
                    if holds == claim.is_existential:
                        self.decided[claim.name] = self.depths[state] + 1
                if step.after not in self.depths:
                    self.depths[step.after] = self.depths[state] + 1
                    waiting.append(step.after)

    def verdict(self, claim: Property[V]) -> tuple[Verdict, int | None]:
        """Return the verdict with the length of the run that decides it."""
        length = self.decided.get(claim.name)
        proved = (length is not None) == claim.is_existential
        return (Verdict.PROVED if proved else Verdict.REFUTED), length


def differences(system: System[V], properties: Sequence[Property[V]] = ()) -> list[str]:
    """Return in what the explorer and the plain one differ."""
    happened: set[tuple[Offer, Log]] = set()

    def note(occurrence: Occurrence) -> bool:
        happened.add((occurrence.offer, occurrence.log))
        return False

    spy: Property[V] = Property("spy", "TOY-99", "Never.", Sort.SOMETIMES_STEP, when=note)
    fast = explore(system, [*properties, spy])
    plain = Plain(system, properties)
    found = list(fast)
    levels = [{fast.layout.unpack(int(packed)) for packed in level} for level in fast.levels]
    depths = [{s for s, d in plain.depths.items() if d == n} for n in range(len(levels))]
    numbers = {i.name: i.machine.transitions for i in system.instances}
    fast_taken = {(name, numbers[name][number]) for name, number in fast.coverage.transitions}
    states = {(i.name, s[n]) for s in plain.depths for n, i in enumerate(system.instances)}
    verdicts = {f.property.name: verdict_of(f) for f in fast.findings if f.property is not spy}
    pairs: dict[str, tuple[object, object]] = {
        "complete": (fast.complete, True),
        "states": (set(found), set(plain.depths)),
        "number of states": (fast.states, len(plain.depths)),
        "states twice": (len(found), len(set(found))),
        "steps": (fast.steps, plain.steps),
        "depth": (fast.depth, max(plain.depths.values())),
        "levels": (levels, depths),
        "states covered": (fast.coverage.states, states),
        "transitions covered": (fast_taken, plain.taken),
        "signals unhandled": (fast.coverage.unhandled, plain.system.unhandled),
        "signals and commands": (happened, plain.happened),
        "verdicts": (verdicts, {claim.name: plain.verdict(claim) for claim in properties}),
    }
    return [name for name, (actual, expected) in pairs.items() if actual != expected]


def verdict_of(finding: Finding[V]) -> tuple[Verdict, int | None]:
    """Return the verdict of a finding with the length of its run."""
    return finding.verdict, None if finding.run is None else len(finding.run)


SMALL = {
    "without business continuity": Profile(business_continuity=False, phone=Phone.NONE),
    "hard phone": Profile(business_continuity=False, phone=Phone.HARD_PHONE),
    "another reading": Profile(business_continuity=False, phone=Phone.NONE).with_readings(
        {"A38": "accepted"}
    ),
}


@pytest.mark.parametrize("profile", SMALL.values(), ids=SMALL)
def test_a_small_profile_is_explored_and_judged_as_by_the_plain_explorer(profile: Profile) -> None:
    assert not differences(voice(profile), properties_of(profile))


def test_a_profile_that_moves_is_explored_as_by_the_plain_explorer() -> None:
    profile = Profile(auto_restore=False, restore_agent_state=False, phone=Phone.NONE)
    assert not differences(voice(profile))


@pytest.mark.parametrize("profile", SMALL.values(), ids=SMALL)
def test_the_tables_say_of_every_state_what_the_predicates_say(profile: Profile) -> None:
    system = voice(profile)
    result = explore(system)
    packed = np.concatenate(result.levels)
    for claim in properties_of(profile):
        if (predicate := claim.of_state) is None:
            continue

        def value(
            read: Callable[[str], str | None], predicate: Callable[..., bool] = predicate
        ) -> int:
            return int(predicate(system.view_through(read)))

        table = Table(system, result.layout, value)
        expected = [predicate(system.view(state)) for state in result]
        assert expected == [bool(answer) for answer in table(packed)], claim.name


# toy systems ---------------------------------------------------------------------------------


class Switch(Chart):
    """Whether the lamp is lit."""

    dark = State(initial=True)
    lit = State()

    pressed = Stimulus(
        dark.to(lit, on=["went_on", "light"]) | lit.to(dark, on="darken"),
        by="visitor",
        name="TOY-01 the switch is pressed",
    )
    kicked = Stimulus(lit.to(dark, cond="broken"), by="visitor", name="TOY-02 it is kicked")


class Meter(Chart):
    """How often the lamp went on."""

    zero = State(initial=True)
    one = State()
    full = State()

    went_on = Signal(
        zero.to(one) | one.to(full, on="alarm"), name="TOY-03 the lamp went on once more"
    )
    reset = Stimulus(full.to(zero, on="clear"), by="owner", name="TOY-04 the meter is reset")


class Worker(Chart):
    """What the worker does with the tool that there is but once."""

    idle = State(initial=True)
    waiting = State()
    busy = State()

    asked = Stimulus(idle.to(waiting), by="worker", name="TOY-05 the worker wants the tool")
    began = Stimulus(
        waiting.to(busy, cond="tool_is_free"), by="worker", name="TOY-06 the worker has it"
    )
    ended = Stimulus(busy.to(idle, on="ring"), by="worker", name="TOY-07 the worker is done")


class Holder(Chart):
    """Whether it holds the token; at each swap it takes what the other one has."""

    empty = State(initial=True)
    full = State()

    swap = Signal(
        empty.to(full, cond="other_is_full", on="took")
        | full.to(empty, cond="not other_is_full", on="gave"),
        name="TOY-08 the holders swap what they hold",
    )


class Clock(Chart):
    """Whether it is day."""

    day = State(initial=True)
    night = State()

    struck = Stimulus(
        day.to(night, on=["swap", "chime"]) | night.to(day, on=["chime", "swap"]),
        by="time",
        name="TOY-09 the hour strikes",
    )


class Starter(Chart):
    """Nothing; it says two things at once."""

    here = State(initial=True)

    started = Stimulus(here.to.itself(on=["first", "second"]), by="visitor", name="TOY-10 start")


class Echo(Chart):
    """Nothing; it answers what it hears, one thing after the other."""

    here = State(initial=True)

    first = Signal(here.to.itself(on=["third", "say_first"]), name="TOY-11 first")
    second = Signal(here.to.itself(on="say_second"), name="TOY-11 second")
    third = Signal(here.to.itself(on="say_third"), name="TOY-11 third")


class Ping(Chart):
    """Nothing; it answers ping with pong."""

    here = State(initial=True)

    served = Stimulus(here.to.itself(on="ping"), by="visitor", name="TOY-12 the ball is served")
    pong = Signal(here.to.itself(on="ping"), name="TOY-12 the ball is back")


class Pong(Chart):
    """Nothing; it answers pong with ping."""

    here = State(initial=True)

    ping = Signal(here.to.itself(on="pong"), name="TOY-12 the ball comes")


COMMANDS = frozenset(
    {"light", "darken", "alarm", "clear", "ring", "took", "gave", "chime"}
    | {"say_first", "say_second", "say_third"}
)


class Room(View):
    """The predicates of the toys."""

    def __init__(
        self,
        read: Callable[[str], str | None],
        parameter: str,
        *,
        states: Mapping[str, tuple[str, ...]],
    ) -> None:
        super().__init__(read, states)
        self.other = parameter

    @property
    def broken(self) -> bool:
        """The switch can be kicked, which it never can."""
        return False

    @property
    def tool_is_free(self) -> bool:
        """The other worker does not have the tool."""
        return not self.is_in(self.other, "busy")

    @property
    def other_is_full(self) -> bool:
        """The other holder has the token."""
        return self.is_in(self.other, "full")


def system_of(
    *parts: tuple[str, type[Chart] | MachineDecl] | Instance, commands: frozenset[str] = COMMANDS
) -> System[Room]:
    """Compose a system of named charts or of instances."""
    instances = [
        part
        if isinstance(part, Instance)
        else Instance(part[0], part[1] if isinstance(part[1], MachineDecl) else declare(part[1]))
        for part in parts
    ]
    states = {instance.name: instance.machine.states for instance in instances}
    return System("toy", instances, view=partial(Room, states=states), commands=commands)


def lamp() -> System[Room]:
    """Return a switch with a meter."""
    return system_of(("switch", Switch), ("meter", Meter))


def workers(machine: MachineDecl | None = None) -> System[Room]:
    """Return two workers with one tool."""
    worker = machine or declare(Worker)
    return system_of(Instance("ann", worker, "bob"), Instance("bob", worker, "ann"))


def holders() -> System[Room]:
    """Return two holders, of which the left one starts with the token, and a clock."""
    holder = declare(Holder)
    return system_of(
        ("clock", Clock),
        Instance("left", holder, "right", "full"),
        Instance("right", holder, "left"),
    )


def always(name: str, predicate: Callable[[Room], bool]) -> Property[Room]:
    """Claim something of every state."""
    return Property(name, "TOY-00", name, Sort.ALWAYS, of_state=predicate)


def sometimes(name: str, predicate: Callable[[Room], bool]) -> Property[Room]:
    """Claim something of some state."""
    return Property(name, "TOY-00", name, Sort.SOMETIMES, of_state=predicate)


def always_step(
    name: str, when: Callable[[Occurrence], bool], predicate: Callable[[Room, Room], bool]
) -> Property[Room]:
    """Claim something of every step of a sort."""
    return Property(name, "TOY-00", name, Sort.ALWAYS_STEP, when=when, of_step=predicate)


def sometimes_step(
    name: str,
    when: Callable[[Occurrence], bool],
    predicate: Callable[[Room, Room], bool] | None = None,
) -> Property[Room]:
    """Claim that there is some step of a sort."""
    return Property(name, "TOY-00", name, Sort.SOMETIMES_STEP, when=when, of_step=predicate)


LAMP_CLAIMS = (
    always("the meter is in one of its states", lambda v: v.is_in("meter", "zero", "one", "full")),
    always("the meter is never full", lambda v: not v.is_in("meter", "full")),
    always("the meter is at zero while it is dark", lambda v: v.is_in("switch", "lit")),
    always_step(
        "the alarm is only raised when light goes on",
        lambda o: o.has("alarm"),
        lambda before, after: before.is_in("switch", "dark") and after.is_in("switch", "lit"),
    ),
    always_step("no alarm is raised", lambda o: o.has("alarm"), lambda _before, _after: False),
    always_step(
        "it is dark when the meter is reset",
        lambda o: o.offer == Offer("meter", "reset"),
        lambda before, _after: before.is_in("switch", "dark"),
    ),
    sometimes("the meter is full in the dark", lambda v: v.is_in("meter", "full") and dark(v)),
    sometimes("there is no switch", lambda v: v.state_of("switch") is None),
    sometimes_step("the meter is cleared", lambda o: o.has("clear")),
    sometimes_step("the switch is kicked", lambda o: o.offer.event == "kicked"),
    sometimes_step(
        "light goes on and the meter stays full",
        lambda o: "light" in o.names,
        lambda before, after: before.is_in("meter", "full") and after.is_in("meter", "full"),
    ),
)


def dark(view: Room) -> bool:
    """Return whether the lamp is dark."""
    return view.is_in("switch", "dark")


LAMP_VERDICTS = {
    "the meter is in one of its states": (Verdict.PROVED, None),
    "the meter is never full": (Verdict.REFUTED, 3),
    "the meter is at zero while it is dark": (Verdict.REFUTED, 0),
    "the alarm is only raised when light goes on": (Verdict.PROVED, None),
    "no alarm is raised": (Verdict.REFUTED, 3),
    "it is dark when the meter is reset": (Verdict.REFUTED, 4),
    "the meter is full in the dark": (Verdict.PROVED, 4),
    "there is no switch": (Verdict.REFUTED, None),
    "the meter is cleared": (Verdict.PROVED, 4),
    "the switch is kicked": (Verdict.REFUTED, None),
    "light goes on and the meter stays full": (Verdict.PROVED, 5),
}
"""The verdict on each claim, and the length of a shortest run that decides it."""


def test_every_sort_of_claim_gets_its_verdict_with_a_shortest_run() -> None:
    result = explore(lamp(), LAMP_CLAIMS)
    actual = {finding.property.name: verdict_of(finding) for finding in result.findings}
    assert actual == LAMP_VERDICTS
    assert not differences(lamp(), LAMP_CLAIMS)


def test_states_steps_and_depth_are_counted_self_loops_included() -> None:
    result = explore(lamp())
    assert (result.states, result.steps, result.depth, result.complete) == (6, 8, 4, True)
    echo = explore(system_of(("starter", Starter), ("echo", Echo)))
    assert (echo.states, echo.steps, echo.depth, echo.complete) == (1, 1, 0, True)


def test_a_run_starts_at_the_start_and_each_step_follows_the_one_before() -> None:
    system = lamp()
    for finding in explore(system, LAMP_CLAIMS).findings:
        run = finding.run or ()
        state = system.initial
        for step in run:
            assert step == system.step(state, step.offer)
            state = step.after
        if finding.run is not None and (predicate := finding.property.of_state):
            assert predicate(system.view(state)) == finding.property.is_existential


def test_coverage_names_what_was_reached_taken_and_left_unhandled() -> None:
    coverage = explore(lamp()).coverage
    assert coverage.states == {
        ("switch", "dark"), ("switch", "lit"), ("meter", "zero"), ("meter", "one"),
        ("meter", "full"),
    }  # fmt: skip
    machines = {"switch": declare(Switch), "meter": declare(Meter)}
    taken = {(name, machines[name].transitions[n].event) for name, n in coverage.transitions}
    assert taken == {("switch", "pressed"), ("meter", "went_on"), ("meter", "reset")}
    assert len(coverage.transitions) == 5
    assert coverage.unhandled == {("meter", "went_on", "full")}


def test_a_refused_stimulus_is_not_an_unhandled_signal() -> None:
    assert not explore(workers()).coverage.unhandled


def test_all_guards_read_the_state_before_the_signal() -> None:
    claims = [
        always("one token", lambda v: v.is_in("left", "full") != v.is_in("right", "full")),
        sometimes("the right has it", lambda v: v.is_in("right", "full")),
    ]
    result = explore(holders(), claims)
    assert [verdict_of(f) for f in result.findings] == [
        (Verdict.PROVED, None),
        (Verdict.PROVED, 1),
    ]
    assert list(result) == [("day", "full", "empty"), ("night", "empty", "full")]
    assert not differences(holders(), claims)


def test_effects_stand_in_the_order_of_the_machines_and_signals_wait_in_line() -> None:
    system = holders()
    step = system.step(system.initial, Offer("clock", "struck"))
    expected: Log = (("clock", "swap"), ("clock", "chime"), ("left", "gave"), ("right", "took"))
    assert expected == step.log
    relay = system_of(("starter", Starter), ("echo", Echo))
    expected = (
        ("starter", "first"),
        ("starter", "second"),
        ("echo", "third"),
        ("echo", "say_first"),
        ("echo", "say_second"),
        ("echo", "say_third"),
    )
    assert expected == relay.step(relay.initial, Offer("starter", "started")).log
    assert not differences(system)
    assert not differences(relay)


def test_the_same_chart_asks_for_the_other_machine_in_each_instance() -> None:
    claims = [
        always(
            "one has the tool", lambda v: not (v.is_in("ann", "busy") and v.is_in("bob", "busy"))
        )
    ]
    result = explore(workers(), claims)
    assert (result.states, result.steps) == (8, 14)
    assert result.findings[0].verdict is Verdict.PROVED
    assert not differences(workers(), claims)


def with_guard(machine: MachineDecl, event: str, text: str) -> MachineDecl:
    """Return a machine in which the transitions of one event have another guard."""
    return replace(
        machine,
        transitions=tuple(
            replace(t, guard=Guard(text)) if t.event == event else t for t in machine.transitions
        ),
    )


@pytest.mark.parametrize("text", ["", "not tool_is_free"])
def test_a_guard_that_is_dropped_or_flipped_is_noticed(text: str) -> None:
    claims = [
        always(
            "one has the tool", lambda v: not (v.is_in("ann", "busy") and v.is_in("bob", "busy"))
        ),
        sometimes("somebody has the tool", lambda v: v.is_in("ann", "busy")),
    ]
    system = workers(with_guard(declare(Worker), "began", text))
    verdicts = [verdict_of(finding) for finding in explore(system, claims).findings]
    expected = {
        "": [(Verdict.REFUTED, 4), (Verdict.PROVED, 2)],
        "not tool_is_free": [(Verdict.PROVED, None), (Verdict.REFUTED, None)],
    }
    assert expected[text] == verdicts


# searches that are cut short -------------------------------------------------------------------


@pytest.mark.parametrize("limit", range(7))
def test_a_search_that_is_cut_short_proves_only_what_it_has_seen(limit: int) -> None:
    result = explore(lamp(), LAMP_CLAIMS, limit=limit)
    assert result.complete == (limit >= 6)
    for finding in result.findings:
        claim = finding.property
        verdict, length = LAMP_VERDICTS[claim.name]
        if finding.verdict is Verdict.UNDETERMINED:
            assert not result.complete
            assert finding.run is None
        else:
            assert (verdict, length) == verdict_of(finding)
            assert result.complete or length is not None


def test_what_is_found_before_the_limit_stays_found() -> None:
    result = explore(lamp(), LAMP_CLAIMS, limit=3)
    assert not result.complete
    actual = {finding.property.name: verdict_of(finding) for finding in result.findings}
    assert actual == {
        "the meter is in one of its states": (Verdict.UNDETERMINED, None),
        "the meter is never full": (Verdict.REFUTED, 3),
        "the meter is at zero while it is dark": (Verdict.REFUTED, 0),
        "the alarm is only raised when light goes on": (Verdict.UNDETERMINED, None),
        "no alarm is raised": (Verdict.REFUTED, 3),
        "it is dark when the meter is reset": (Verdict.UNDETERMINED, None),
        "the meter is full in the dark": (Verdict.UNDETERMINED, None),
        "there is no switch": (Verdict.UNDETERMINED, None),
        "the meter is cleared": (Verdict.UNDETERMINED, None),
        "the switch is kicked": (Verdict.UNDETERMINED, None),
        "light goes on and the meter stays full": (Verdict.UNDETERMINED, None),
    }


def test_progress_is_told_after_every_level() -> None:
    heard: list[Progress] = []
    explore(lamp(), observe=heard.append)
    assert heard == [
        Progress(depth=1, states=2, frontier=1),
        Progress(depth=2, states=3, frontier=1),
        Progress(depth=3, states=4, frontier=1),
        Progress(depth=4, states=6, frontier=2),
        Progress(depth=4, states=6, frontier=0),
    ]


# wrong declarations ----------------------------------------------------------------------------


def test_signals_without_end_are_refused() -> None:
    system = system_of(("ping", Ping), ("pong", Pong))
    with pytest.raises(DeclarationError, match=r"the signals after ping\.served do not come to an"):
        system.step(system.initial, Offer("ping", "served"))


class Patient(frozenset[str]):
    """A set of commands that gives up when it is asked without end."""

    asked = 0

    def __contains__(self, name: object) -> bool:
        self.asked += 1
        if self.asked > 10_000:
            raise TimeoutError("asked without end")
        return super().__contains__(name)


def test_signals_without_end_are_refused_by_the_explorer() -> None:
    system = system_of(("ping", Ping), ("pong", Pong), commands=Patient())
    with pytest.raises(DeclarationError, match=r"the signals after ping\.served do not come to an"):
        explore(system)


def test_an_effect_that_is_neither_command_nor_signal_is_refused() -> None:
    with pytest.raises(DeclarationError, match=r"switch: dark --pressed.*'went_on' must be"):
        system_of(("switch", Switch))


def test_an_effect_that_is_both_command_and_signal_is_refused() -> None:
    with pytest.raises(DeclarationError, match=r"switch: dark --pressed.*'went_on' must be"):
        system_of(("switch", Switch), ("meter", Meter), commands=COMMANDS | {"went_on"})


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
def test_a_claim_about_a_machine_or_a_state_that_nobody_has_is_an_error(
    machine: str, state: str, problem: str
) -> None:
    with pytest.raises(KeyError, match=problem):
        explore(workers(), [always("wrong", lambda view: view.is_in(machine, state))])


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


def test_a_joint_state_fills_63_bits() -> None:
    system = crowd(31, 1)
    layout = Layout(system)
    assert layout.pack(system.initial).bit_length() == 63
    assert layout.unpack(layout.pack(system.initial)) == system.initial
    result = explore(system, limit=20)
    assert {layout.unpack(int(packed)) for packed in result.levels[1]} == {
        step.after for step in system.steps(system.initial)
    }
    assert len(result.levels[1]) == 32


def test_a_joint_state_of_more_than_63_bits_is_refused() -> None:
    with pytest.raises(DeclarationError, match="toy: a joint state needs more than 63 bits"):
        explore(crowd(31, 2))


def test_a_predicate_that_reads_too_much_for_a_table_is_refused() -> None:
    system = crowd(13, 0)
    greedy = always("all are full", lambda v: all(v.is_in(f"meter_{n}", "full") for n in range(13)))
    with pytest.raises(DeclarationError, match="a predicate reads 13 machines, 26 bits in all"):
        explore(system, [greedy])


def all_at_night(count: int) -> Property[Room]:
    """Claim that the first clocks never leave the night."""
    return always(
        f"{count} at night",
        lambda view: all(view.is_in(f"clock_{n}", "night") for n in range(count)),
    )


def test_a_predicate_that_reads_one_machine_after_the_other_is_tabulated_rightly() -> None:
    claims = [all_at_night(count) for count in range(5)]
    claims.append(
        sometimes("no night", lambda v: v.is_in("clock_3", "day") and v.is_in("clock_0", "day"))
    )
    assert not differences(crowd(1, 4), claims)


def test_two_claims_of_one_name_are_both_judged_or_refused() -> None:
    claims = [always("it", lambda _: False), always("it", lambda _: True)]
    try:
        findings = explore(lamp(), claims).findings
    except DeclarationError:
        return
    assert [finding.verdict for finding in findings] == [Verdict.REFUTED, Verdict.PROVED]


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


def test_there_may_be_256_stimuli() -> None:
    moved = sometimes("it moves", lambda view: view.is_in("body", "there"))
    result = explore(busy_body(256), [moved])
    assert result.steps == 257
    assert [step.offer for step in result.findings[0].run or ()] == [Offer("body", "last")]


def test_more_stimuli_than_can_be_numbered_are_refused_or_explored() -> None:
    system = busy_body(257)
    try:
        assert explore(system).steps == 258
    except DeclarationError as error:
        assert "toy" in str(error)  # noqa: PT017


def test_an_offer_that_is_not_enabled_is_refused_and_a_run_with_it() -> None:
    system = lamp()
    with pytest.raises(RefusedError, match=r"meter\.reset is not enabled"):
        system.step(system.initial, Offer.parse("meter.reset"))
    with pytest.raises(RefusedError, match=r"meter\.reset is not enabled"):
        list(retrace(system, [Offer("switch", "pressed"), Offer("meter", "reset")]))


def test_a_signal_cannot_be_offered() -> None:
    system = lamp()
    with pytest.raises(RefusedError, match=r"meter\.went_on"):
        system.step(system.initial, Offer("meter", "went_on"))


# two runs, and faults in the explorer itself ---------------------------------------------------


def fingerprint(result: Exploration[V]) -> object:
    """Return all that an exploration says, in an order that is part of it."""
    return (
        result.states,
        result.steps,
        result.depth,
        [level.tolist() for level in result.levels],
        [(f.property.name, f.verdict, f.run) for f in result.findings],
        result.coverage,
    )


def test_two_explorations_of_one_system_are_the_same() -> None:
    profile = SMALL["another reading"]
    first, second = (explore(voice(profile), properties_of(profile)) for _ in range(2))
    assert any(finding.run for finding in first.findings)
    assert fingerprint(first) == fingerprint(second)


def test_a_cache_that_forgets_nearly_everything_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("twinsite.kernel.explore._Cache._BITS", 2)
    assert not differences(voice(SMALL["without business continuity"]))


Fault = Callable[[pytest.MonkeyPatch], None]


def lose_a_successor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the last state that a level leads to."""
    whole = Explorer._expand

    def expand(self: Explorer[Room], *level: object) -> object:
        found, parents, offers, taken = whole(self, *level)  # type: ignore[arg-type]
        return found[:-1], parents[:-1], offers[:-1], taken

    monkeypatch.setattr(Explorer, "_expand", expand)


def lose_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the rows that answered an offer in the rarer way."""
    whole = Explorer._take

    def take(self: Explorer[Room], *offer: object) -> object:
        return list(whole(self, *offer))[:1]  # type: ignore[arg-type]

    monkeypatch.setattr(Explorer, "_take", take)


def take_every_state_for_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the cache make up that it knows a state."""
    monkeypatch.setattr(
        "twinsite.kernel.explore._Cache.holds", lambda _, states: np.ones(len(states), dtype=bool)
    )


def forget_the_claims_about_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge no state."""
    monkeypatch.setattr(Judge, "states", lambda *_: None)


def forget_the_claims_about_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge no step."""
    monkeypatch.setattr(Judge, "steps", lambda *_: None)


def turn_the_signals_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the newest signal go first."""
    whole = Explorer._split

    def split(self: Explorer[Room], *arguments: object) -> object:
        for batch in whole(self, *arguments):  # type: ignore[arg-type]
            batch.queue = batch.queue[::-1]
            yield batch

    monkeypatch.setattr(Explorer, "_split", split)


@pytest.mark.parametrize(
    ("fault", "noticed"),
    [
        (lose_a_successor, "states"),
        (lose_a_batch, "steps"),
        (take_every_state_for_known, "states"),
        (forget_the_claims_about_states, "verdicts"),
        (forget_the_claims_about_steps, "verdicts"),
        (turn_the_signals_round, "signals and commands"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_fault_in_the_explorer_is_noticed(
    fault: Fault, noticed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    systems: list[tuple[System[Room], Sequence[Property[Room]]]] = [
        (lamp(), LAMP_CLAIMS),
        (system_of(("starter", Starter), ("echo", Echo)), ()),
    ]
    assert not [found for system, claims in systems for found in differences(system, claims)]
    fault(monkeypatch)
    assert noticed in [found for system, claims in systems for found in differences(system, claims)]


# systems that nobody thought of ----------------------------------------------------------------

CELLS = ("m0", "m1", "m2")
CELL_STATES = ("s0", "s1", "s2")
SIGNALS = ("g0", "g1", "g2")


class Cells(View):
    """A predicate for each state of each machine, and one for the machine that is asked about."""

    def __init__(self, read: Callable[[str], str | None], parameter: str) -> None:
        super().__init__(read, dict.fromkeys(CELLS, CELL_STATES))
        self._parameter = parameter

    @property
    def peer_is_in_s1(self) -> bool:
        """The machine that the parameter names is in its second state."""
        return self.is_in(self._parameter, "s1")


def _state_predicate(machine: str, state: str) -> property:
    return property(lambda view: view.is_in(machine, state))


for _machine in CELLS:
    for _state in CELL_STATES:
        setattr(Cells, f"{_machine}_{_state}", _state_predicate(_machine, _state))

GUARDS = st.one_of(
    st.just(""),
    st.recursive(
        st.sampled_from(["peer_is_in_s1", *(f"{m}_{s}" for m in CELLS for s in CELL_STATES)]),
        lambda inner: st.one_of(
            inner.map("not ({})".format),
            st.builds("{} and {}".format, inner, inner),
            st.builds("({} or {})".format, inner, inner),
        ),
        max_leaves=3,
    ),
)


@st.composite
def systems(draw: st.DrawFn) -> System[Cells]:
    """Draw a system of three machines; a signal raises later signals only, so steps end."""
    heard = {name: draw(st.sets(st.sampled_from(SIGNALS))) for name in CELLS}
    every = sorted(set().union(*heard.values()))
    instances = []
    for number, name in enumerate(CELLS):
        states = CELL_STATES[: draw(st.integers(2, 3))]
        stimuli = ["e0", "e1"][: draw(st.integers(1, 2))]
        transitions = []
        for event in (*stimuli, *sorted(heard[name])):
            effects = ["c0", "c1", *(s for s in every if event in stimuli or s > event)]
            for source in states:
                transitions += [
                    TransitionDecl(
                        event,
                        source,
                        draw(st.sampled_from(states)),
                        Guard(draw(GUARDS)),
                        tuple(draw(st.lists(st.sampled_from(effects), max_size=2, unique=True))),
                    )
                    for _ in range(draw(st.integers(0, 2)))
                ]
        events = [
            EventDecl(e, Kind.STIMULUS if e in stimuli else Kind.SIGNAL, "", "TOY-14", "event", "")
            for e in (*stimuli, *sorted(heard[name]))
        ]
        machine = MachineDecl(
            name, "Which state?", states, "s0", tuple(events), tuple(transitions), ()
        )
        instances.append(Instance(name, machine, CELLS[number - 1], draw(st.sampled_from(states))))
    return System("drawn", instances, view=Cells, commands=frozenset({"c0", "c1"}))


def claims_about_cells() -> tuple[Property[Cells], ...]:
    """Return claims of every sort, of which some hold and some do not."""
    claims: list[Property[Cells]] = []
    for first in CELL_STATES:
        for second in CELL_STATES:

            def both(view: Cells, first: str = first, second: str = second) -> bool:
                return view.is_in("m0", first) and view.is_in("m2", second)

            def later(
                before: Cells, after: Cells, first: str = first, second: str = second
            ) -> bool:
                return before.is_in("m1", first) and after.is_in("m0", second)

            for sort in Sort:
                about_states = sort in (Sort.ALWAYS, Sort.SOMETIMES)
                claims.append(
                    Property(
                        f"{sort} {first} {second}",
                        "TOY-15",
                        "A claim.",
                        sort,
                        of_state=both if about_states else None,
                        of_step=None if about_states else later,
                        when=lambda occurrence: occurrence.has("c0"),
                    )
                )
    return tuple(claims)


@settings(deadline=None)
@given(systems())
def test_any_system_is_explored_and_judged_as_by_the_plain_explorer(system: System[Cells]) -> None:
    assert not differences(system, claims_about_cells())
