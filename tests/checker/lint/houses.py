"""Houses to lint, with a seeded flaw of each kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from statemachine import State

from twinsite.checker.lint.finding import Finding, Flaw, Specification
from twinsite.checker.lint.judgement import judge
from twinsite.checker.lint.look import predicates_of
from twinsite.checker.lint.survey import survey
from twinsite.checker.semantics.chart import Chart, Deadline, Signal, Stimulus
from twinsite.checker.semantics.declaration import Guard, MachineDecl, TransitionDecl, declare
from twinsite.checker.semantics.system import Instance, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Property, Sort


class Door(Chart):
    """Whether the door is open."""

    shut = State(initial=True)
    ajar = State()

    pushed = Stimulus(
        shut.to(ajar, cond="unlocked", on=["opened", "creak"]),
        by="visitor",
        name="TOY-01 the door is pushed",
    )
    pulled = Stimulus(ajar.to(shut, on="closed"), by="visitor", name="TOY-02 it is pulled")


class Lock(Chart):
    """Whether the door can be opened."""

    locked = State(initial=True)
    free = State()

    turned = Stimulus(
        locked.to(free) | free.to(locked, cond="door_is_shut"),
        by="owner",
        name="TOY-03 the key is turned",
    )


class Lamp(Chart):
    """Whether there is light."""

    dark = State(initial=True)
    lit = State()

    opened = Signal(dark.to(lit, on="light"), name="TOY-04 the door opens")
    closed = Signal(lit.to(dark, on="darken"), name="TOY-05 the door closes")
    cut = Stimulus(lit.to(dark, on="darken"), by="time", name="TOY-06 the power is cut")


class House(View):
    """The predicates of the toys."""

    @property
    def unlocked(self) -> bool:
        """The lock is free."""
        return self.is_in("lock", "free")

    @property
    def door_is_shut(self) -> bool:
        """The door is shut."""
        return self.is_in("door", "shut")

    @property
    def is_dark(self) -> bool:
        """There is no light."""
        return self.is_in("lamp", "dark")


class LargeHouse(House):
    """Predicates that the small house has no use for."""

    @property
    def window_is_open(self) -> bool:
        """There is no window."""
        return False


class OldHouse(House):
    """A predicate that is always true."""

    @property
    def stands(self) -> bool:
        """The lock is in one of its states."""
        return self.is_in("lock", "locked", "free")


class Chime(Chart):
    """Nothing; it rings when the door opens."""

    here = State(initial=True)

    opened = Signal(here.to.itself(on="ring"), name="TOY-07 the door opens")


class Diary(Chart):
    """Whether somebody has written into it, which nobody reads."""

    blank = State(initial=True)
    written = State()

    wrote = Stimulus(blank.to(written), by="owner", name="TOY-08 somebody writes")
    tore = Stimulus(written.to(blank), by="owner", name="TOY-08 somebody tears the page out")


class Sleeper(Chart):
    """Whether somebody sleeps, with all the time in the world."""

    awake = State(initial=True)
    asleep = State()

    dozed = Stimulus(awake.to(asleep), by="owner", name="TOY-09 somebody falls asleep")
    woke = Deadline(asleep.to(awake), length="night", name="TOY-10 the night is over")


class Listener(Chart):
    """Whether the door is open, so that one state of it never stands where the other one could."""

    quiet = State(initial=True)
    listening = State()

    opened = Signal(quiet.to(listening), name="TOY-11 the door opens")
    closed = Signal(listening.to(quiet), name="TOY-12 the door closes")
    grew_cold = Deadline(
        listening.to.itself(cond="not door_is_shut and is_dark"),
        length="hour",
        name="TOY-13 it grows cold",
    )


COMMANDS = frozenset({"creak", "light", "darken"})
BASE = {"door": declare(Door), "lock": declare(Lock), "lamp": declare(Lamp)}
DARK_BEHIND_A_SHUT_DOOR: Property[House] = Property(
    "dark", "TOY-00", "dark", Sort.INVARIANT, of_state=lambda v: v.is_dark or not v.door_is_shut
)


@dataclass(frozen=True)
class Toy:
    """Something to lint."""

    machines: Mapping[str, MachineDecl] = field(default_factory=lambda: dict(BASE))
    commands: frozenset[str] = COMMANDS
    kind: type[House] = House
    rules: Sequence[Property[House]] = (DARK_BEHIND_A_SHUT_DOOR,)

    @property
    def system(self) -> System[House]:
        """The machines side by side."""
        states = {name: machine.states for name, machine in self.machines.items()}
        return System(
            "toy",
            [Instance(name, machine) for name, machine in self.machines.items()],
            view=partial(self._view, states={**states, "cellar": ("dry",)}),
            commands=self.commands,
        )

    def _view(
        self, read: Callable[[str], str | None], _: str, *, states: Mapping[str, tuple[str, ...]]
    ) -> House:
        return self.kind(read, states)

    def lint(self) -> tuple[Finding, ...]:
        """Return everything that is found."""
        declared = Specification(
            tuple(dict.fromkeys(self.machines.values())), self.commands, predicates_of(self.kind)
        )
        return judge(declared, [survey(self.system, self.rules)])

    def flaws(self) -> list[tuple[Flaw, str, str]]:
        """Return what is found, without the words."""
        return [(f.flaw, f.machine, f.place) for f in self.lint()]


def more(
    name: str, *transitions: TransitionDecl, states: tuple[str, ...] = ()
) -> dict[str, MachineDecl]:
    """Return the machines, one of them with more transitions and states."""
    machine = BASE[name]
    return {
        **BASE,
        name: replace(
            machine,
            states=(*machine.states, *states),
            transitions=(*machine.transitions, *transitions),
        ),
    }


def guarded(name: str, event: str, source: str, guard: str) -> dict[str, MachineDecl]:
    """Return the machines, one transition of them with another guard."""
    machine = BASE[name]
    return {
        **BASE,
        name: replace(
            machine,
            transitions=tuple(
                replace(t, guard=Guard(guard)) if (t.event, t.source) == (event, source) else t
                for t in machine.transitions
            ),
        ),
    }


def go(event: str, source: str, target: str, *effects: str, when: str = "") -> TransitionDecl:
    """Return a transition."""
    return TransitionDecl(event, source, target, Guard(when), effects)


def hearing(name: str, signal: str, *transitions: TransitionDecl) -> dict[str, MachineDecl]:
    """Return the machines, one of them with one more signal."""
    machine = more(name, *transitions)[name]
    heard = replace(BASE["lamp"].event("opened"), id=signal)
    return {**BASE, name: replace(machine, events=(*machine.events, heard))}


def slamming() -> dict[str, MachineDecl]:
    """Return a door that slams, and a lock that would hear it where it never does."""
    door = BASE["door"]
    transitions = tuple(
        replace(t, effects=("closed", "slammed")) if t.event == "pulled" else t
        for t in door.transitions
    )
    return {
        **hearing("lock", "slammed", go("slammed", "locked", "free")),
        "door": replace(door, transitions=transitions),
    }


def glowing() -> dict[str, MachineDecl]:
    """Return a lamp with two states that are the same in all but name."""
    machine = more(
        "lamp",
        go("dimmed", "lit", "glowing"),
        go("dimmed", "glowing", "lit"),
        go("cut", "glowing", "dark", "darken"),
        go("closed", "glowing", "dark", "darken"),
        states=("glowing",),
    )["lamp"]
    dimmed = replace(machine.event("cut"), id="dimmed")
    return {**BASE, "lamp": replace(machine, events=(*machine.events, dimmed))}


def old_rules() -> tuple[Property[House], ...]:
    """Return the rules, one of them about the old house."""

    def stands(view: House) -> bool:
        return isinstance(view, OldHouse) and view.stands

    return (
        DARK_BEHIND_A_SHUT_DOOR,
        Property("stands", "TOY-00", "stands", Sort.INVARIANT, of_state=stands),
    )


SEEDED_FAULTS: dict[str, tuple[Toy, tuple[Flaw, str, str]]] = {
    "a guard that is never true": (
        Toy(more("lock", go("turned", "free", "free", when="unlocked and not unlocked"))),
        (
            Flaw.CONTRADICTORY_GUARD,
            "Lock",
            "free --turned [unlocked and not unlocked]--> free",
        ),
    ),
    "a transition behind another that is always taken": (
        Toy(more("door", go("pushed", "shut", "shut", when="unlocked and door_is_shut"))),
        (
            Flaw.SHADOWED_TRANSITION,
            "Door",
            "shut --pushed [unlocked and door_is_shut]--> shut",
        ),
    ),
    "two transitions without a guard": (
        Toy(more("door", go("pulled", "ajar", "ajar"))),
        (Flaw.SHADOWED_TRANSITION, "Door", "ajar --pulled--> ajar"),
    ),
    "two guards that are true at once": (
        Toy(more("lock", go("turned", "free", "free", when="is_dark"))),
        (Flaw.OVERLAPPING_GUARDS, "Lock", "free --turned [is_dark]--> free"),
    ),
    "a guard that is always true": (
        Toy(guarded("lock", "turned", "locked", "door_is_shut")),
        (Flaw.REDUNDANT_GUARD, "Lock", "locked --turned [door_is_shut]--> free"),
    ),
    "a guard that is true wherever the earlier one is false": (
        Toy(more("lock", go("turned", "free", "free", when="not door_is_shut"))),
        (Flaw.REDUNDANT_GUARD, "Lock", "free --turned [not door_is_shut]--> free"),
    ),
    "a state that is not reached": (
        Toy(more("lamp", go("cut", "broken", "broken"), states=("broken",))),
        (Flaw.DEAD_STATE, "Lamp", "broken"),
    ),
    "a transition whose event never arrives": (
        Toy(more("lamp", go("opened", "lit", "lit"))),
        (Flaw.DEAD_TRANSITION, "Lamp", "lit --opened--> lit"),
    ),
    "a command that is never given": (
        Toy(commands=COMMANDS | {"slam"}),
        (Flaw.DEAD_EFFECT, "", "slam"),
    ),
    "a signal that is never raised": (
        Toy(hearing("lamp", "flooded", go("flooded", "lit", "dark"))),
        (Flaw.DEAD_EFFECT, "", "flooded"),
    ),
    "a predicate that nothing reads": (
        Toy(kind=LargeHouse),
        (Flaw.UNREAD_PREDICATE, "", "window_is_open"),
    ),
    "a predicate that never changes": (
        Toy(kind=OldHouse, rules=old_rules()),
        (Flaw.CONSTANT_PREDICATE, "", "stands"),
    ),
    "a signal that nobody takes": (
        Toy(slamming()),
        (Flaw.UNTAKEN_SIGNAL, "Door", "slammed"),
    ),
    "two states that nothing tells apart": (
        Toy(glowing()),
        (Flaw.EQUIVALENT_STATES, "Lamp", "lit, glowing"),
    ),
    "a machine that nothing reads": (
        Toy({**BASE, "diary": declare(Diary)}),
        (Flaw.UNREAD_MACHINE, "Diary", "Diary"),
    ),
    "two machines whose order decides": (
        Toy({**BASE, "chime": declare(Chime)}, COMMANDS | {"ring"}),
        (Flaw.ORDER_DEPENDENCE, "lamp, chime", "opened"),
    ),
}
