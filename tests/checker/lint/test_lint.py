"""The linter of charts: one seeded flaw for each finding, found, and nothing else with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import pytest
from statemachine import State

from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Property, Restriction, Sort
from twinsite.checker.explorer.tables import Layout, Table
from twinsite.checker.lint.finding import REMEDIES, Finding, Flaw, Specification
from twinsite.checker.lint.judgement import judge
from twinsite.checker.lint.survey import Survey, survey
from twinsite.checker.lint.watch import Watch, predicates_of
from twinsite.checker.semantics.chart import Chart, Deadline, Kind, Signal, Stimulus
from twinsite.checker.semantics.declaration import Guard, MachineDecl, TransitionDecl, declare
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.system import Instance, System
from twinsite.checker.semantics.view import View


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
            view=partial(self._view, states=states),
            commands=self.commands,
        )

    def _view(
        self, read: Callable[[str], str | None], _: str, *, states: Mapping[str, tuple[str, ...]]
    ) -> House:
        return self.kind(read, states)

    def lint(self, *, sample: int | None = None) -> tuple[Finding, ...]:
        """Return everything that is found."""
        declared = Specification(
            tuple(dict.fromkeys(self.machines.values())), self.commands, predicates_of(self.kind)
        )
        return judge(declared, [survey(self.system, self.rules, sample=sample)])

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


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    assert Toy().flaws() == []


@pytest.mark.parametrize("what", SEEDED_FAULTS)
def test_a_seeded_flaw_is_found_and_nothing_else(what: str) -> None:
    toy, expected = SEEDED_FAULTS[what]
    assert toy.flaws() == [expected]


def test_every_flaw_is_seeded_and_has_a_remedy() -> None:
    assert {flaw for _, (flaw, _, _) in SEEDED_FAULTS.values()} == set(Flaw) == set(REMEDIES)


def test_a_finding_says_what_was_seen_where_and_what_to_do() -> None:
    toy, _ = SEEDED_FAULTS["two machines whose order decides"]
    (finding,) = toy.lint()
    assert finding.systems == ("toy",)
    assert finding.sentence == (
        "In the other order steps lead to other commands, as after door.pushed:"
        " door.creak, lamp.light, chime.ring becomes door.creak, chime.ring, lamp.light."
    )
    assert finding.remedy == REMEDIES[Flaw.ORDER_DEPENDENCE]


def test_machines_that_speak_at_once_may_do_so_if_their_order_decides_nothing() -> None:
    greeting = hearing("door", "greeted", go("greeted", "ajar", "ajar"))["door"]
    greeted = replace(BASE["lamp"].event("opened"), id="waved")
    door = replace(
        greeting,
        events=(*greeting.events, greeted),
        transitions=(*greeting.transitions, go("waved", "ajar", "ajar")),
    )
    lamp, chime = BASE["lamp"], declare(Chime)
    machines = {
        **BASE,
        "door": door,
        "lamp": replace(
            lamp, transitions=(go("opened", "dark", "lit", "greeted"), *lamp.transitions[1:])
        ),
        "chime": replace(chime, transitions=(go("opened", "here", "here", "waved"),)),
    }
    assert Flaw.ORDER_DEPENDENCE not in {flaw for flaw, _, _ in Toy(machines).flaws()}


def test_the_order_of_signals_can_lead_to_other_states() -> None:
    lamp, chime = BASE["lamp"], declare(Chime)
    door = hearing("door", "blown", go("blown", "ajar", "shut", "closed"))["door"]
    held = replace(BASE["lamp"].event("opened"), id="held")
    door = replace(
        door,
        states=(*door.states, "wedged"),
        events=(*door.events, held),
        transitions=(
            *door.transitions,
            go("held", "ajar", "wedged"),
            go("pulled", "wedged", "shut", "closed"),
        ),
    )
    machines = {
        **BASE,
        "door": door,
        "lamp": replace(
            lamp,
            transitions=tuple(
                replace(t, effects=("blown",)) if t.event == "opened" else t
                for t in lamp.transitions
            ),
        ),
        "chime": replace(chime, transitions=(go("opened", "here", "here", "held"),)),
    }
    (finding,) = (f for f in Toy(machines).lint() if f.flaw is Flaw.ORDER_DEPENDENCE)
    assert "other states" in finding.sentence


def test_a_last_choice_without_a_guard_overlaps_with_nothing() -> None:
    assert Toy(more("lock", go("turned", "free", "free"))).flaws() == []


def test_two_guards_that_are_true_at_once_may_do_the_same() -> None:
    assert Toy(more("lock", go("turned", "free", "locked", when="is_dark"))).flaws() == []


def test_a_predicate_that_only_a_dead_predicate_reads_is_dead_too() -> None:
    class Deep(LargeHouse):
        @property
        def window_is_closed(self) -> bool:
            """The window is not open."""
            return not self.window_is_open

    flaws = Toy(kind=Deep).flaws()
    assert [place for _, _, place in flaws] == ["window_is_closed", "window_is_open"]


def test_a_predicate_that_a_predicate_in_use_reads_is_in_use() -> None:
    class Layered(House):
        @property
        def is_bright(self) -> bool:
            """There is light."""
            return self.is_in("lamp", "lit")

        @property
        def is_dark(self) -> bool:
            """There is no light."""
            return not self.is_bright

    assert Toy(kind=Layered).flaws() == []


def test_a_deadline_tells_the_state_in_which_it_runs_from_one_in_which_none_does() -> None:
    toy = Toy({**BASE, "sleeper": declare(Sleeper)})
    assert [flaw for flaw, _, _ in toy.flaws()] == [Flaw.UNREAD_MACHINE]


def test_a_rule_can_tell_states_apart_and_read_a_machine() -> None:
    def of_step(_before: House, after: House) -> bool:
        return not after.is_in("lamp", "glowing")

    glow = Property("g", "TOY-00", "g", Sort.TRANSITION_INVARIANT, of_step=of_step)
    assert Toy(glowing(), rules=(DARK_BEHIND_A_SHUT_DOOR, glow)).flaws() == []
    written: Property[House] = Property(
        "w", "TOY-00", "w", Sort.LEADS_TO,
        of_state=lambda v: v.is_dark, premise=lambda v: v.is_in("diary", "written"),
    )  # fmt: skip
    diary = Toy({**BASE, "diary": declare(Diary)}, rules=(DARK_BEHIND_A_SHUT_DOOR, written))
    assert diary.flaws() == []


def test_what_is_granted_of_the_world_reads_machines_as_well() -> None:
    restricted: Restriction[House] = Restriction(
        "nobody writes", "nobody writes", lambda event, view: view.is_in("diary", "blank")
    )
    prop: Property[House] = Property(
        "d", "TOY-00", "d", Sort.LEADS_TO,
        of_state=lambda v: v.is_dark, premise=lambda v: v.unlocked, given=restricted,
    )  # fmt: skip
    diary = Toy({**BASE, "diary": declare(Diary)}, rules=(DARK_BEHIND_A_SHUT_DOOR, prop))
    assert diary.flaws() == []


def test_a_rule_that_is_shown_too_little_may_miss_what_it_reads() -> None:
    blank: Property[House] = Property(
        "b",
        "TOY-00",
        "b",
        Sort.INVARIANT,
        of_state=lambda v: v.is_dark or v.is_in("diary", "blank"),
    )
    toy = Toy({**BASE, "diary": declare(Diary)}, rules=(DARK_BEHIND_A_SHUT_DOOR, blank))
    assert [f.flaw for f in toy.lint(sample=1)] == [Flaw.UNREAD_MACHINE]
    assert toy.lint() == ()


def test_a_search_that_is_cut_short_decides_nothing() -> None:
    with pytest.raises(DeclarationError, match="more than 2 states"):
        survey(Toy().system, limit=2)


def unknown(toy: Toy) -> int:
    """Return how many of the reachable situations in which a guard is asked are not known."""
    search = Survey(toy.system, (), orders=True, sample=None, limit=9, observe=print)
    exploration = search.run()
    missing = 0
    for (number, event), table in search.asking.tables.items():
        machine = toy.system.instances[number].machine
        if machine.event(event).kind is Kind.SIGNAL:
            continue
        known = [read for (read,), _ in table.entries()]
        for state in exploration:
            now = {name: state[at] for name, at in toy.system.index.items()}
            asked = any(t.guard.text or t.source == state[number] for t in machine.transitions
                        if t.event == event)  # fmt: skip
            missing += asked and not any(read.items() <= now.items() for read in known)
    return missing


def test_every_situation_is_known_although_tables_forget(monkeypatch: pytest.MonkeyPatch) -> None:
    toy = Toy(guarded("door", "pushed", "shut", "unlocked and (is_dark or door_is_shut)"))
    monkeypatch.setattr(Survey, "_look_at_rules", lambda _self, _states: None)
    assert unknown(toy) == 0
    monkeypatch.setattr(Watch, "forgotten", 0)
    assert unknown(toy) > 0


def test_a_search_asks_as_much_as_any_other() -> None:
    seen = survey(Toy().system, (DARK_BEHIND_A_SHUT_DOOR,))
    plain = explore(Toy().system)
    assert (seen.states, seen.steps) == (plain.states, plain.steps) == (4, 6)


def test_the_entries_of_a_table_are_what_was_read_and_the_value() -> None:
    system = Toy().system
    layout = Layout(system)
    table = Table(system, layout, lambda read: int(read("door") == "shut"))
    assert list(table.entries()) == []
    table(np.array([layout.pack(system.initial)]))
    assert list(table.entries()) == [(({"door": "shut"},), 1)]


def test_the_entries_of_a_table_of_two_states_keep_them_apart() -> None:
    system = Toy().system
    layout = Layout(system)
    table = Table(
        system,
        layout,
        lambda before, after: int(before("door") == after("door") and after("lamp") == "dark"),
        arity=2,
    )
    first, second = (layout.pack(s) for s in (("shut", "free", "dark"), ("ajar", "free", "lit")))
    table(np.array([first, first]), np.array([first, second]))
    assert list(table.entries()) == [
        (({"door": "shut"}, {"door": "shut", "lamp": "dark"}), 1),
        (({"door": "shut"}, {"door": "ajar", "lamp": "lit"}), 0),
    ]
