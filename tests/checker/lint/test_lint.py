"""The linter of charts: one seeded flaw for each finding, found, and nothing else with it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.lint.houses import (
    BASE,
    DARK_BEHIND_A_SHUT_DOOR,
    SEEDED_FAULTS,
    Chime,
    Diary,
    House,
    LargeHouse,
    Listener,
    Sleeper,
    Toy,
    glowing,
    go,
    hearing,
    more,
)
from twinsite.checker.lint.finding import REMEDIES, Flaw
from twinsite.checker.lint.survey import survey
from twinsite.checker.semantics.chart import Chart
from twinsite.checker.semantics.declaration import declare
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Property, Restriction, Sort


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


@pytest.mark.parametrize("chart", [Sleeper, Listener])
def test_a_deadline_tells_the_state_in_which_it_runs_from_one_in_which_none_does(
    chart: type[Chart],
) -> None:
    toy = Toy({**BASE, "other": declare(chart)})
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


def test_a_rule_reads_what_it_reads_in_some_state_that_is_reached() -> None:
    def toy(when: Callable[[House], bool]) -> Toy:
        blank: Property[House] = Property(
            "b",
            "TOY-00",
            "b",
            Sort.INVARIANT,
            of_state=lambda v: not when(v) or v.is_in("diary", "blank"),
        )
        return Toy({**BASE, "diary": declare(Diary)}, rules=(DARK_BEHIND_A_SHUT_DOOR, blank))

    assert toy(lambda v: v.unlocked and not v.is_dark).flaws() == []
    light_behind_a_shut_door = toy(lambda v: v.door_is_shut and not v.is_dark)
    assert light_behind_a_shut_door.flaws() == [(Flaw.UNREAD_MACHINE, "Diary", "Diary")]


def test_a_search_that_is_cut_short_decides_nothing() -> None:
    with pytest.raises(DeclarationError, match="cut short after 4 states"):
        survey(Toy().system, limit=2)


def test_a_search_asks_as_much_as_any_other() -> None:
    seen = survey(Toy().system, (DARK_BEHIND_A_SHUT_DOOR,))
    plain = explore(Toy().system)
    assert (seen.states, seen.steps) == (plain.states, plain.steps) == (4, 6)
