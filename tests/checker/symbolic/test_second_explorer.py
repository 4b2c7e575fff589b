"""The second explorer agrees with the first one on whole profiles, and with itself."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pytest
from hypothesis import given, settings

from checker.agreement import differences
from checker.memo import Memo, Question, Reader, afresh
from checker.second import Second, holds
from checker.small_profiles import SMALL
from checker.symbolic.test_any_system import Cells, properties_of_cells, systems
from checker.toys import LAMP_PROPERTIES, LAMP_VERDICTS, Ping, Pong, lamp, system_of, workers
from twinsite.checker.semantics.errors import DeclarationError
from twinsite.checker.semantics.system import JointState, System
from twinsite.checker.semantics.view import View
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Property, Verdict
from twinsite.model.composition import desktop
from twinsite.model.profile import Part, Phone, Profile, default_profiles
from twinsite.properties import properties_of

V = TypeVar("V", bound=View)

LATE = SMALL["another interpretation"]
STAYING = Profile(auto_restore=False, restore_agent_state=False, phone=Phone.NONE)
RETURNING = Profile(restore_agent_state=False, phone=Phone.NONE)
ALONE = Profile(business_continuity=False, phone=Phone.NONE)

REFUTED: list[tuple[Profile, dict[str, int]]] = [
    (
        LATE,
        {
            "a_late_answer_changes_nothing": 2,
            "a_late_answer_causes_nothing": 2,
            "nobody_is_logged_in_before_the_first_link": 2,
        },
    ),
    (
        ALONE.with_interpretations({"A2": "continues"}),
        {
            "the_switchover_timeout_runs_only_while_the_link_is_lost": 4,
            "the_site_selection_knows_the_link": 4,
        },
    ),
    (
        STAYING.with_interpretations({"A21": "ready"}),
        {
            "no_call_while_the_last_call_goes_on": 10,
            "no_call_while_an_earlier_interaction_is_open": 7,
            "never_automatically_ready_with_a_window_open": 5,
        },
    ),
    (
        RETURNING.with_interpretations({"A14": "immediate"}),
        {"no_move_by_choice_during_a_call": 7},
    ),
]
"""Interpretations that break a property, without a phone, with the length of each shortest
counterexample."""


SHARE = 4
"""In the build one of so many default profiles is searched twice, by hand all are."""


def test_both_explorers_agree_on_a_default_profile() -> None:
    profile = Profile(business_continuity=False)
    assert profile in default_profiles()
    assert not differences(desktop(profile), properties_of(profile))


def takes(profile: Profile) -> pytest.MarkDecorator:
    """Return the mark of a profile: one of voice with a peer site takes minutes."""
    minutes = profile.part is Part.VOICE and profile.has_peer
    return pytest.mark.by_hand if minutes else pytest.mark.heavy


@pytest.mark.parametrize(
    "profile",
    [
        pytest.param(profile, id=profile.name, marks=[takes(profile), *others])
        for number, profile in enumerate(default_profiles())
        for others in [[pytest.mark.by_hand] if number % SHARE else []]
    ],
)
def test_both_explorers_agree_on_every_default_profile(profile: Profile) -> None:
    assert not differences(desktop(profile), properties_of(profile))


@pytest.mark.parametrize(
    ("profile", "refuted"), REFUTED, ids=[profile.name for profile, _ in REFUTED]
)
def test_a_shortest_counterexample_is_as_short_as_it_was(
    profile: Profile, refuted: dict[str, int]
) -> None:
    system, properties = desktop(profile), properties_of(profile)
    found = {
        finding.property.name: len(finding.trace)
        for finding in explore(system, properties).findings
        if finding.verdict is Verdict.REFUTED and finding.trace is not None
    }
    assert refuted == found


@pytest.mark.parametrize(
    "profile", [pytest.param(p, id=p.name, marks=takes(p)) for p, _ in REFUTED]
)
def test_both_explorers_refute_the_same_properties(profile: Profile) -> None:
    assert not differences(desktop(profile), properties_of(profile))


def test_the_second_explorer_alone_gives_every_verdict() -> None:
    second = Second(lamp(), LAMP_PROPERTIES)
    assert {prop.name: second.verdict(prop) for prop in LAMP_PROPERTIES} == LAMP_VERDICTS
    assert (len(second.depths), second.steps, second.depth) == (6, 8, 4)
    assert second.unhandled == {("meter", "went_on", "full")}


def test_the_second_explorer_refuses_signals_without_end() -> None:
    with pytest.raises(DeclarationError, match=r"the signals after ping\.served do not come to an"):
        Second(system_of(("ping", Ping), ("pong", Pong)))


@pytest.mark.parametrize(
    ("guard", "expected"),
    [
        ("", True),
        ("tool_is_free", True),
        ("not tool_is_free", False),
        ("tool_is_free and broken", False),
        ("tool_is_free or broken", True),
        ("not (broken or not tool_is_free)", True),
        ("broken and no_such_thing", False),
    ],
)
def test_a_guard_is_evaluated_from_left_to_right(guard: str, expected: bool) -> None:  # noqa: FBT001
    system = workers()
    assert holds(guard, system.view(system.initial, "bob")) == expected


# the memory of the second explorer


def told(system: System[V], properties: Sequence[Property[V]], *, remembering: bool) -> object:
    """Return all that the second explorer tells of a system."""
    second = Second(system, properties, remember=Memo if remembering else afresh)
    return (
        second.depths,
        second.steps,
        second.taken,
        second.unhandled,
        second.happened.keys(),
        second.decided,
    )


def test_an_explorer_that_remembers_tells_what_one_tells_that_asks_afresh() -> None:
    system, properties = desktop(LATE), properties_of(LATE)
    assert told(system, properties, remembering=True) == told(system, properties, remembering=False)


@settings(deadline=None, max_examples=30)
@given(systems())
def test_so_it_does_of_any_system(system: System[Cells]) -> None:
    properties = properties_of_cells()
    assert told(system, properties, remembering=True) == told(system, properties, remembering=False)


def test_a_question_is_asked_once_for_all_that_it_reads() -> None:
    asked: list[str] = []

    def second_unless_off(read: Reader) -> str:
        answer = "off" if read(0) == "off" else read(1)
        asked.append(answer)
        return answer

    memo = Memo(second_unless_off)
    states = [
        (first, second, third) for first in ("on", "off") for second in "ab" for third in "xy"
    ]
    assert [memo(state) for state in states] == ["a", "a", "b", "b", "off", "off", "off", "off"]
    assert asked == ["a", "b", "off"]


def test_a_question_that_reads_nothing_is_asked_once() -> None:
    asked: list[int] = []
    memo = Memo(lambda _: asked.append(1))
    assert [memo(("a",)), memo(("b",))] == [None, None]
    assert asked == [1]


def test_a_question_that_reads_at_random_is_noticed() -> None:
    order = iter((0, 1))
    memo = Memo(lambda read: read(next(order)))
    memo(("a", "b"))
    with pytest.raises(AssertionError, match="at random"):
        memo(("c", "d"))


def by_the_first_machine(question: Question[object]) -> Callable[[JointState], object]:
    """Remember an answer by less than was read to find it."""
    answers: dict[str, object] = {}

    def ask(state: JointState) -> object:
        if state[0] not in answers:
            answers[state[0]] = question(state.__getitem__)
        return answers[state[0]]

    return ask


def test_an_answer_that_is_remembered_by_too_little_is_noticed() -> None:
    assert not differences(lamp(), LAMP_PROPERTIES)
    found = differences(lamp(), LAMP_PROPERTIES, remember=by_the_first_machine)
    assert {"states", "steps", "verdicts"} <= set(found)
