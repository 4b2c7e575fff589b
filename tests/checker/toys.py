"""Toy systems, one for each point of the semantics."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from statemachine import State

from twinsite.checker.semantics.chart import Chart, Signal, Stimulus
from twinsite.checker.semantics.declaration import Guard, MachineDecl, declare
from twinsite.checker.semantics.system import Event, Instance, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Occurrence, Property, Sort, Verdict


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


class Lift(Chart):
    """On which floor is the lift?"""

    ground = State(initial=True)
    first = State()
    top = State()

    called = Stimulus(
        ground.to(first, on="arrived") | first.to(top, on="arrived") | top.to(ground, on="arrived"),
        by="visitor",
        name="TOY-16 the lift moves on",
    )


class Lamp(Chart):
    """Whether it shines; it looks where the lift is once that has moved."""

    off = State(initial=True)
    on = State()

    arrived = Signal(
        off.to(on, cond="lift_is_up", on="light") | on.to(off, cond="not lift_is_up", on="darken"),
        name="TOY-17 the lift has arrived",
    )


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

    @property
    def lift_is_up(self) -> bool:
        """The lift is on the top floor."""
        return self.is_in("lift", "top")


def system_of(
    *parts: tuple[str, type[Chart] | MachineDecl] | Instance,
    commands: frozenset[str] = COMMANDS,
    elsewhere: frozenset[str] = frozenset(),
) -> System[Room]:
    """Compose a system of named charts or of instances."""
    instances = [
        part
        if isinstance(part, Instance)
        else Instance(part[0], part[1] if isinstance(part[1], MachineDecl) else declare(part[1]))
        for part in parts
    ]
    states = {instance.name: instance.machine.states for instance in instances}
    view = partial(Room, states=states)
    return System("toy", instances, view=view, commands=commands, elsewhere=elsewhere)


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


def lift() -> System[Room]:
    """Return a lift with a lamp."""
    return system_of(("lift", Lift), ("lamp", Lamp))


def invariant(name: str, predicate: Callable[[Room], bool]) -> Property[Room]:
    """Property something of every state."""
    return Property(name, "TOY-00", name, Sort.INVARIANT, of_state=predicate)


def reachable(name: str, predicate: Callable[[Room], bool]) -> Property[Room]:
    """Property something of some state."""
    return Property(name, "TOY-00", name, Sort.REACHABLE, of_state=predicate)


def transition_invariant(
    name: str, when: Callable[[Occurrence], bool], predicate: Callable[[Room, Room], bool]
) -> Property[Room]:
    """Property something of every step of a sort."""
    return Property(name, "TOY-00", name, Sort.TRANSITION_INVARIANT, when=when, of_step=predicate)


def reachable_step(
    name: str,
    when: Callable[[Occurrence], bool],
    predicate: Callable[[Room, Room], bool] | None = None,
) -> Property[Room]:
    """Property that there is some step of a sort."""
    return Property(name, "TOY-00", name, Sort.REACHABLE_STEP, when=when, of_step=predicate)


LAMP_PROPERTIES = (
    invariant(
        "the meter is in one of its states", lambda v: v.is_in("meter", "zero", "one", "full")
    ),
    invariant("the meter is never full", lambda v: not v.is_in("meter", "full")),
    invariant("the meter is at zero while it is dark", lambda v: v.is_in("switch", "lit")),
    transition_invariant(
        "the alarm is only raised when light goes on",
        lambda o: o.has("alarm"),
        lambda before, after: before.is_in("switch", "dark") and after.is_in("switch", "lit"),
    ),
    transition_invariant(
        "no alarm is raised", lambda o: o.has("alarm"), lambda _before, _after: False
    ),
    transition_invariant(
        "it is dark when the meter is reset",
        lambda o: o.event == Event("meter", "reset"),
        lambda before, _after: before.is_in("switch", "dark"),
    ),
    reachable("the meter is full in the dark", lambda v: v.is_in("meter", "full") and dark(v)),
    reachable("there is no switch", lambda v: v.state_of("switch") is None),
    reachable_step("the meter is cleared", lambda o: o.has("clear")),
    reachable_step("the switch is kicked", lambda o: o.event.name == "kicked"),
    reachable_step(
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
"""The verdict on each property, and the length of a shortest trace that decides it."""


def with_guard(machine: MachineDecl, event: str, text: str) -> MachineDecl:
    """Return a machine in which the transitions of one event have another guard."""
    return replace(
        machine,
        transitions=tuple(
            replace(t, guard=Guard(text)) if t.event == event else t for t in machine.transitions
        ),
    )


LIFT_PROPERTIES = (
    invariant(
        "the lamp shines at the top", lambda v: v.is_in("lamp", "on") == v.is_in("lift", "top")
    ),
    transition_invariant(
        "the lift does not come to the top",
        lambda o: True,
        lambda before, after: not after.is_in("lift", "top"),
    ),
)
