"""Spin finds the same states and steps as we do, and refutes the same properties.

Whatever is wrong in the exported model is noticed: by other counts, by another verdict, or by a
step that says what is never said.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from checker.toys import (
    Echo,
    Meter,
    Room,
    Starter,
    Switch,
    holders,
    invariant,
    system_of,
    workers,
)
from export.lamps import PROPERTIES, lamp
from shares import in_the_build
from twinsite import cli
from twinsite.baseline.variants import BEFORE_POSTPONED_RESTORATION, VARIANTS
from twinsite.checker.semantics.declaration import MachineDecl, declare
from twinsite.checker.semantics.system import System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.property import Property
from twinsite.export.promela import spin
from twinsite.export.promela.agreement import Agreement
from twinsite.export.promela.promela import promela
from twinsite.export.promela.searched import Searched, search
from twinsite.model.composition import desktop
from twinsite.model.profile import MOST_NODES, Part, Phone, Profile, default_profiles
from twinsite.properties import properties_of

V = TypeVar("V", bound=View)
pytestmark = pytest.mark.spin

TINY = Profile(business_continuity=False, phone=Phone.NONE)
NO_PHONE = Profile(phone=Phone.NONE)


@pytest.fixture(autouse=True)
def _installed() -> None:
    for program in ("spin", "gcc"):
        if shutil.which(program) is None:
            pytest.skip(f"Spin is not installed: {program} is missing; apt-get install spin gcc")


def compare(
    searched: Searched[V], model: str, *, prop: int = 0, depth: int | None = None
) -> Agreement[V]:
    with spin.compiled(model, prop=prop) as checker:
        found = checker.search(searched.exploration.states, depth=depth)
    return Agreement(searched, found)


def agreement(system: System[V], properties: tuple[Property[V], ...]) -> Agreement[V]:
    searched = search(system, properties)
    return compare(searched, promela(system, searched))


# toys: one for each point of the semantics


def test_spin_refutes_the_same_properties_of_a_lamp() -> None:
    found = agreement(lamp(), PROPERTIES)
    assert found.equal
    assert found.refuted == ("never_full", "no_alarm", "reset_in_the_dark")


TOYS: dict[str, Callable[[], System[Room]]] = {
    "guards that read another machine": workers,
    "machines that choose before any of them moves": holders,
    "signals in the order in which they are said": lambda: system_of(
        ("starter", Starter), ("one", Echo), ("two", Echo)
    ),
}


@pytest.mark.parametrize("point", TOYS)
def test_spin_takes_the_same_steps(point: str) -> None:
    assert agreement(TOYS[point](), ()).equal


def fresh_only_at_first() -> tuple[System[Room], tuple[Property[Room], ...]]:
    """Return a system whose initial state breaks a property, and to which nothing returns."""
    meter = declare(Meter)
    kept = tuple(t for t in meter.transitions if t.event != "reset")
    events = tuple(event for event in meter.events if event.id != "reset")
    system = system_of(("wall", Switch), ("meter", replace(meter, transitions=kept, events=events)))
    return system, (invariant("not_zero", lambda view: not view.is_in("meter", "zero")),)


def test_the_initial_state_is_judged() -> None:
    system, properties = fresh_only_at_first()
    searched = search(system, properties)
    model = promela(system, searched)
    assert compare(searched, model).equal
    # seeded fault: the first step judges only the state after it
    judged, once = "judge_state();", model.index("judge_state();", model.index("d_step"))
    blind = compare(searched, model[:once] + "skip;" + model[once + len(judged) :])
    assert blind.spin.refuted == frozenset()
    assert not blind.equal


def test_one_property_can_be_judged_alone() -> None:
    searched = search(lamp(), PROPERTIES)
    model = promela(lamp(), searched)
    assert compare(searched, model, prop=1).spin.refuted == {1}
    assert compare(searched, model, prop=2).spin.refuted == frozenset()


def test_a_search_that_is_not_deep_enough_is_no_answer() -> None:
    searched = search(lamp(), PROPERTIES)
    cut_short = compare(searched, promela(lamp(), searched), depth=2)
    assert not cut_short.spin.complete
    assert not cut_short.equal


# seeded faults in the exported model


FAULTS = {
    "an effect is not said": ("say(wall_says_went_on);", "skip;"),
    "a signal is not heard": ("hear_went_on();", "skip;"),
    "a machine does not move": ("meter = Meter_one;", "skip;"),
    "a machine moves elsewhere": ("wall = Switch_dark;", "wall = Switch_lit;"),
    "a step is taken where it is not enabled": ("meter == Meter_full ->\n", "true ->\n"),
    "a property says the opposite": (
        "before_wall == Switch_dark && wall",
        "before_wall == Switch_lit && wall",
    ),
    "a machine starts elsewhere": ("meter = Meter_zero;", "meter = Meter_full;"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_model_is_noticed(fault: str) -> None:
    right, wrong = FAULTS[fault]
    searched = search(lamp(), PROPERTIES)
    model = promela(lamp(), searched)
    assert right in model
    assert not compare(searched, model.replace(right, wrong)).equal


def test_machines_that_move_before_all_have_chosen_are_noticed() -> None:
    searched = search(holders(), ())
    model = promela(holders(), searched)
    start = model.index("inline hear_swap")
    end = model.index("}", start)
    chooses, takes = "right == Holder_", "left_takes == "
    body = model[start:end]
    first = body.index("if", body.index("fi;"))  # where the second machine chooses
    second = body.index("fi;", first) + len("fi;")
    third = body.index("left_takes = 0;") + len("left_takes = 0;")
    assert chooses in body[first:second]
    assert takes in body[second:third]
    late = body[:first] + body[second:third] + "\n" + body[first:second] + body[third:]
    assert not compare(searched, model[:start] + late + model[end:]).equal


def louder(machine: MachineDecl) -> MachineDecl:
    """Return a meter that says one thing more when it is full."""
    transitions = (
        replace(t, effects=(*t.effects, "clear")) if "alarm" in t.effects else t
        for t in machine.transitions
    )
    return replace(machine, transitions=tuple(transitions))


def test_a_step_that_says_what_was_never_said_is_an_error_and_no_pass() -> None:
    """The counts are equal and no property is broken, but which properties apply is not known."""
    searched = search(lamp(), PROPERTIES[1:2])
    assert compare(searched, promela(lamp(), searched)).equal
    other = system_of(("wall", Switch), ("meter", louder(declare(Meter))))
    found = compare(searched, promela(other, searched))
    assert [c.agree for c in (*found.counts, *found.verdicts)] == [True] * 3
    assert found.spin.errors
    assert not found.equal


def test_a_step_that_is_unknown_is_noticed_when_one_property_is_judged_alone() -> None:
    searched = search(lamp(), PROPERTIES)
    other = system_of(("wall", Switch), ("meter", louder(declare(Meter))))
    assert compare(searched, promela(other, searched), prop=2).spin.errors


# the desktop


def test_spin_agrees_on_a_small_desktop(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["export", "promela", "--profile", TINY.name, "--check"]) == 0
    out = capsys.readouterr().out
    assert "9,408" in out
    assert "Spin finds the same states and steps, and proves all" in " ".join(out.split())


DESKTOP_FAULTS = {
    "a predicate is turned round": (
        "#define link_open (link == Link_open_primary || link == Link_open_backup)",
        "#define link_open (link != Link_open_primary && link != Link_open_backup)",
    ),
    "a signal is dropped": ("hear_link_lost();", "skip;"),
    "a guard is forgotten": ("&& backup_in_service_here", "&& true"),
}


@pytest.mark.parametrize("fault", in_the_build("a signal is dropped", of=DESKTOP_FAULTS))
def test_a_fault_in_the_model_of_a_desktop_shows_in_the_counts(fault: str) -> None:
    right, wrong = DESKTOP_FAULTS[fault]
    system = desktop(TINY)
    searched = search(system, properties_of(TINY))
    model = promela(system, searched)
    assert right in model
    found = compare(searched, model.replace(right, wrong))
    assert not all(compared.agree for compared in found.counts)


JUDGED = {p.name: p for p in default_profiles() if p.part is not Part.CONFIG}
"""Those of Configuration have the models of those of Stat."""


@pytest.mark.parametrize(
    "name",
    in_the_build(
        "bc/no-phone",
        "no-bc+auto+restore/endpoint",
        "no-bc+auto+restore/hard-phone",
        "stat/bc/pair",
        "stat/bc/cluster-2",
        "start-up/bc/nodes-2",
        of=JUDGED,
    ),
)
def test_spin_agrees_on_every_default_profile(name: str) -> None:
    profile = JUDGED[name]
    found = agreement(desktop(profile), properties_of(profile))
    assert found.equal
    assert found.refuted == ()


@pytest.mark.parametrize(
    "profile",
    [
        pytest.param(p, id=p.name, marks=pytest.mark.by_hand if p.nodes == MOST_NODES else ())
        for p in default_profiles()
        if p.part is Part.CONFIG
    ],
)
def test_the_configuration_connection_has_the_model_of_the_stat_connection(
    profile: Profile,
) -> None:
    models = [
        promela(system, search(system, properties_of(of_part)))
        for of_part in (profile, replace(profile, part=Part.STAT))
        for system in [desktop(of_part)]
    ]
    assert models[0].replace(profile.name, replace(profile, part=Part.STAT).name) == models[1]


ERROR = {
    variant.profile.name: replace(variant.profile, phone=Phone.NONE)
    for variant in VARIANTS
    if variant.profile
    in (
        Profile(release=BEFORE_POSTPONED_RESTORATION.release),
        *(
            Profile().with_interpretations(choices)
            for choices in (
                {"A14": "immediate"},
                {"A17": "logged_in"},
                {"A2": "continues"},
                {"A38": "accepted"},
            )
        ),
    )
}
"""Pinned variants, without a phone, so that they are small."""


@pytest.mark.parametrize("name", in_the_build("bc+auto+restore/endpoint/8.5.105.11", of=ERROR))
def test_spin_refutes_the_same_properties_of_a_variant_and_no_others(name: str) -> None:
    assert len(ERROR) == 5
    profile = ERROR[name]
    (variant,) = (v for v in VARIANTS if v.profile.name == name)
    found = agreement(desktop(profile), properties_of(profile))
    assert found.equal  # so Spin refutes what our search refutes, which the verdicts pin
    assert variant.breaks
    assert variant.breaks <= set(found.refuted)
