"""The interpreter of the page takes the steps of Python, and refuses what Python refuses."""

import json
from functools import cache, partial
from typing import Any

import pytest

from export.toy_tables import TOYS
from export.toy_tables import tables_of as tables_of_toy
from page.node import in_node, needs_node, tables_of
from twinsite.checker.semantics.system import Event, System
from twinsite.checker.semantics.timed import TimedRun
from twinsite.export.tables.tables import tables_json
from twinsite.model.composition import desktop
from twinsite.model.profile import Part, Phone, Profile, default_profiles
from twinsite.model.whole import Parts, whole
from twinsite.report.tables.composed import Described
from twinsite.report.tables.describe import describe

pytestmark = needs_node

NAMES = [profile.name for profile in default_profiles()]
OTHERS = [
    "bc+auto+restore/no-phone/8.5.105.11",
    "bc+auto+restore/endpoint/A10=ignored/A14=immediate",
]
LARGE = 300_000
"""A profile with more states than this is searched by hand only."""


@cache
def walks(*names: str, steps: int, seed: int) -> dict[str, Any]:
    """Walk at random in Node, all profiles from one file."""
    told = in_node("walk", tables_of(*names), names=names, steps=steps, seed=seed)
    return dict(zip(names, told, strict=True))


def held_against_python(system: System[Any], walked: Any) -> None:
    """Hold every step, and what is refused in every state, against Python."""
    code = [{name: n for n, name in enumerate(i.machine.states)} for i in system.instances]
    seen: set[tuple[str, ...]] = set()
    steps: dict[tuple[tuple[str, ...], int], tuple[tuple[str, ...], Any]] = {}
    state = system.initial
    for n, (enabled, number, after, moves, log) in enumerate(walked):
        assert (enabled is None) == (state in seen), state
        if state not in seen:
            seen.add(state)
            assert enabled == taken(system, state), state
        if (state, number) not in steps:
            step = system.step(state, system.events[number])
            steps[state, number] = (
                step.after,
                [
                    [code[place][name] for place, name in enumerate(step.after)],
                    [[system.index[move.machine], move.transition.event] for move in step.moves],
                    [[system.index[name], effect] for name, effect in step.log],
                ],
            )
        reached, told = steps[state, number]
        assert [after, moves, log] == told
        state = system.initial if n % 60 == 59 else reached


def taken(system: System[Any], state: tuple[str, ...]) -> list[int]:
    """Return the numbers of the events that are not refused."""
    view = cache(partial(system.view, state))

    def is_enabled(event: Event) -> bool:
        number = system.index[event.machine]
        parameter = system.instances[number].parameter
        chosen = system.choose(number, event.name, state[number], view(parameter))
        return chosen is not None

    return [number for number, event in enumerate(system.events) if is_enabled(event)]


def codes(system: System[Any], state: tuple[str, ...]) -> list[int]:
    pairs = zip(system.instances, state, strict=True)
    return [instance.machine.states.index(name) for instance, name in pairs]


@pytest.mark.parametrize("name", [*NAMES, *OTHERS])
def test_random_steps_and_all_refusals_are_those_of_python(name: str) -> None:
    """All profiles are in one file: they share nodes and declarations."""
    held_against_python(
        desktop(Profile.parse(name)), walks(*NAMES, *OTHERS, steps=100, seed=18)[name]
    )


WHOLES = {
    "pairs": Parts(Profile(), Profile(part=Part.STAT), Profile(part=Part.CONFIG)),
    "clusters, at another place": Parts(
        Profile(phone=Phone.HARD_PHONE),
        Profile(part=Part.STAT, nodes=2),
        Profile(part=Part.CONFIG, nodes=3),
        hot_seat=True,
    ),
}


@pytest.mark.parametrize("which", WHOLES)
def test_all_parts_side_by_side_take_the_steps_of_python(which: str) -> None:
    parts = WHOLES[which]
    tables = tables_json(describe([Described(parts)]))
    (walked,) = in_node("walk", tables, names=[parts.name], steps=120, seed=5)
    held_against_python(whole(parts), walked)


def test_desktops_and_their_parts_stand_in_one_file() -> None:
    """Machines of the same name that are declared otherwise are told apart."""
    subjects: list[Profile | Parts] = [
        *WHOLES.values(),
        Parts(Profile(), Profile(part=Part.STAT, nodes=1), Profile(part=Part.CONFIG, nodes=1)),
        Profile(part=Part.START_UP, nodes=2),
        Profile(part=Part.STAT, nodes=2),
        Profile(),
        Profile(phone=Phone.HARD_PHONE),
    ]
    tables = describe([Described(each) for each in subjects])
    assert len({m.id or m.name for m in tables.machines}) == len(tables.machines)
    assert any(machine.id for machine in tables.machines)
    names = [each.name for each in subjects]
    told = in_node("walk", tables_json(tables), names=names, steps=60, seed=3)
    for subject, walked in zip(subjects, told, strict=True):
        system = whole(subject) if isinstance(subject, Parts) else desktop(subject)
        held_against_python(system, walked)


def test_a_search_of_all_parts_side_by_side_is_cut_short_and_says_so() -> None:
    """Its states are more than a browser has room for, and do not fit into one number."""
    parts = WHOLES["pairs"]
    tables = tables_json(describe([Described(parts)]))
    found = in_node("cut", tables, name=parts.name, most=3_000)
    assert found["cut"]
    assert found["states"] > 3_000
    assert found["different"] == found["states"]


def many(heavy: int, by_hand: int) -> pytest.MarkDecorator:
    """Return so many steps for .ci/run, and for who has minutes."""
    steps = [
        pytest.param(heavy, marks=pytest.mark.heavy),
        pytest.param(by_hand, marks=pytest.mark.by_hand),
    ]
    return pytest.mark.parametrize("steps", steps)


@many(1_000, 100_000)
@pytest.mark.parametrize("name", NAMES)
def test_many_random_steps_and_all_refusals_are_those_of_python(name: str, steps: int) -> None:
    held_against_python(desktop(Profile.parse(name)), walks(name, steps=steps, seed=18)[name])


def held_against_time(name: str, *, steps: int, seed: int) -> None:
    """Walk in seconds in Node, and hold every moment and timer against Python."""
    lengths = {
        "disaster-recovery.timeout": 60.0,
        "disaster-recovery.wait-for-sipphone-timeout": 30.0,
        "warm-standby.reconnection-random-delay-range": 5.0,
        "warm-standby.retry-delay": 10.0,
        "reg_timeout": 50.0,
        "reg_interval": 50.0,
        "refresh margin": 40.0,
        "sip_transaction_timeout": 32.0,
    }
    system = desktop(Profile.parse(name))
    run = TimedRun(system, lengths)
    program_says = in_node(
        "timed", tables_of(name), name=name, steps=steps, seed=seed, lengths=lengths
    )
    for (kind, what), now, state, running in program_says:
        if kind == "wait":
            run.wait(what)
        else:
            run.take(system.events[what])
        assert (now, state) == (run.now, codes(system, run.state))
        assert running == [[due, str(event)] for due, event in run.running()]


@pytest.mark.parametrize(
    "name", ["bc+auto+restore/endpoint", "bc/hard-phone", "config/bc/cluster-2"]
)
def test_timed_steps_are_those_of_python(name: str) -> None:
    held_against_time(name, steps=400, seed=7)


@many(2_000, 20_000)
@pytest.mark.parametrize("name", NAMES)
def test_many_timed_steps_are_those_of_python(name: str, steps: int) -> None:
    held_against_time(name, steps=steps, seed=18)


def sizes() -> dict[str, int]:
    recorded = json.loads(tables_of(*NAMES))["profiles"]
    return {profile["name"]: profile["search"]["states"] for profile in recorded}


def searched_whole(low: int, high: int) -> None:
    """Search profiles of some size in Node, and hold the counts against the baseline."""
    names = [name for name, states in sizes().items() if low < states <= high]
    assert names
    for name, way, found, recorded in in_node("whole", tables_of(*NAMES), names=names):
        assert way is None
        assert found == recorded, name


def test_a_whole_search_finds_the_states_steps_and_depth_of_the_baseline() -> None:
    searched_whole(0, 12_000)


@pytest.mark.heavy
def test_a_whole_search_of_larger_profiles_finds_them_too() -> None:
    searched_whole(12_000, LARGE)


@pytest.mark.by_hand
def test_a_whole_search_of_the_largest_profiles_finds_them_too() -> None:
    searched_whole(LARGE, 10**9)


@pytest.mark.parametrize("toy", TOYS)
def test_every_form_of_guard_means_the_same_in_the_page(toy: str) -> None:
    tables = tables_json(tables_of_toy(TOYS[toy]()))
    ((_, _, found, recorded),) = in_node("whole", tables, names=["toy"])
    assert found == recorded


def test_a_changed_table_is_noticed() -> None:
    """Two predicates that are exchanged are told by the counts: the judge can say no."""
    tables = tables_of("bc/no-phone")
    told = json.loads(tables)
    asked = told["views"][told["profiles"][0]["views"][""]]
    one, other = map(sorted(told["predicates"]).index, ("link_open", "session_ready"))
    asked[one], asked[other] = asked[other], asked[one]
    (changed,) = in_node("whole", json.dumps(told), names=["bc/no-phone"])
    assert changed[2] != changed[3]
