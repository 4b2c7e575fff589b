"""What is read out of a chart, and the little language of guards."""

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statemachine import State
from statemachine.spec_parser import operator_mapping, parse_boolean_expr

from twinsite.checker.semantics.chart import (
    Chart,
    Deadline,
    Ignore,
    Kind,
    Restart,
    Signal,
    Stimulus,
)
from twinsite.checker.semantics.declaration import EventDecl, Guard, TransitionDecl, declare
from twinsite.checker.semantics.errors import DeclarationError

Truth = Callable[[bool, bool, bool], bool]


def values_of(guard: Guard) -> list[bool]:
    """Return the value of a guard for every valuation of a, b and c."""
    return [
        guard.holds(dict(zip("abc", values, strict=True)).__getitem__)
        for values in product((False, True), repeat=3)
    ]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a", lambda a, b, c: a),
        ("not a", lambda a, b, c: not a),
        ("a and b", lambda a, b, c: a and b),
        ("a or b", lambda a, b, c: a or b),
        ("a or b and c", lambda a, b, c: a or (b and c)),
        ("a and b or c", lambda a, b, c: (a and b) or c),
        ("(a or b) and c", lambda a, b, c: (a or b) and c),
        ("not a and b", lambda a, b, c: (not a) and b),
        ("not a or b", lambda a, b, c: (not a) or b),
        ("not (a and b)", lambda a, b, c: not (a and b)),
        ("not (a or b) or c", lambda a, b, c: not (a or b) or c),
        ("a and not b and c", lambda a, b, c: a and not b and c),
        ("not not a", lambda a, b, c: a),
        ("a or b or c", lambda a, b, c: a or b or c),
        ("!a ^ b v c", lambda a, b, c: ((not a) and b) or c),
    ],
)
def test_and_binds_closer_than_or_and_not_closer_than_both(text: str, meaning: Truth) -> None:
    expected = [meaning(*values) for values in product((False, True), repeat=3)]
    assert expected == values_of(Guard(text))


@settings(deadline=None)
@given(
    st.recursive(
        st.sampled_from("abc"),
        lambda inner: st.one_of(
            inner.map("not {}".format),
            inner.map("({})".format),
            st.builds("{} and {}".format, inner, inner),
            st.builds("{} or {}".format, inner, inner),
        ),
        max_leaves=8,
    )
)
def test_every_guard_means_what_it_means_to_the_library(text: str) -> None:
    current: dict[str, bool] = {}

    def look_up(name: str) -> Callable[[], bool]:
        def value() -> bool:
            return current[name]

        return value

    library = parse_boolean_expr(text, look_up, operator_mapping)
    expected = []
    for values in product((False, True), repeat=3):
        current.update(zip("abc", values, strict=True))
        expected.append(bool(library()))
    assert expected == values_of(Guard(text))


def test_an_empty_guard_always_holds_and_names_nothing() -> None:
    assert values_of(Guard("")) == [True] * 8
    assert Guard("").names == ()


def test_names_are_sorted_and_named_once() -> None:
    assert Guard("c and (a or not c)").names == ("a", "c")


@pytest.mark.parametrize(
    ("text", "asked"), [("a and b", ["a"]), ("not a or b", ["a"]), ("(a or b) and c", ["a", "b"])]
)
def test_predicates_are_asked_from_left_to_right_as_far_as_needed(
    text: str, asked: list[str]
) -> None:
    heard: list[str] = []

    def value_of(name: str) -> bool:
        heard.append(name)
        return False

    Guard(text).holds(value_of)
    assert asked == heard


@pytest.mark.parametrize(
    "text",
    [
        "a()",
        "In('x')",
        "a == b",
        "a != b",
        "a < b",
        "a is b",
        "a in b",
        "a.b",
        "a[b]",
        "-a",
        "~a",
        "a + b",
        "a & b",
        "True",
        "a and 1",
        "'a'",
        "(a, b)",
        "[a]",
        "a if b else c",
        "lambda: a",
        "(a := b)",
        "{a for a in b}",
    ],
)
def test_nothing_but_names_and_or_not_and_parentheses_is_a_guard(text: str) -> None:
    with pytest.raises(DeclarationError, match="more than names, and, or, not"):
        _ = Guard(text).names


@pytest.mark.parametrize("text", [" ", "a and", "(a", "a b", "a; b", "v"])
def test_what_does_not_parse_is_refused(text: str) -> None:
    with pytest.raises(DeclarationError, match="does not parse"):
        _ = Guard(text).names


class Door(Chart):
    """Whether the door is shut.

    More words, which are no part of the question.
    """

    shut = State(initial=True)
    ajar = State()

    pushed = Stimulus(
        shut.to(ajar, cond="unlocked and not blocked", on=["creak", "opened"]) | ajar.to.itself(),
        by="visitor",
        name="DOOR-01 somebody pushes",
    )
    closer_acts = Deadline(
        ajar.to(shut, cond="unlocked") | ajar.to.itself(),
        length="closer.delay",
        name="DOOR-02 the closer shuts the door",
    )
    fire = Signal(shut.to(ajar, on="creak"), name="DOOR-03 there is a fire")
    flood = Signal(ajar.to(shut, cond="unlocked"), name="DOOR-04 there is a flood")

    ignores = (
        Ignore("flood", "shut ajar", "it is shut, or locked open"),
        Ignore("fire", "ajar", "it is open"),
    )
    restarts = (Restart("closer_acts", "pushed", "ajar", "whoever pushes needs the time"),)


def test_a_chart_is_read_with_its_states_and_the_initial_state_are_read() -> None:
    door = declare(Door)
    assert door.name == "Door"
    assert door.states == ("shut", "ajar")
    assert door.initial == "shut"


def test_the_first_line_of_the_docstring_is_the_question() -> None:
    assert declare(Door).question == "Whether the door is shut."


def test_events_keep_kind_origin_requirement_words_and_length() -> None:
    expected = (
        EventDecl("pushed", Kind.STIMULUS, "visitor", "DOOR-01", "somebody pushes", ""),
        EventDecl(
            "closer_acts",
            Kind.DEADLINE,
            "time",
            "DOOR-02",
            "the closer shuts the door",
            "closer.delay",
        ),
        EventDecl("fire", Kind.SIGNAL, "desktop", "DOOR-03", "there is a fire", ""),
        EventDecl("flood", Kind.SIGNAL, "desktop", "DOOR-04", "there is a flood", ""),
    )
    assert expected == declare(Door).events


def test_transitions_stand_by_state_and_then_in_declared_order() -> None:
    expected = (
        TransitionDecl(
            "pushed", "shut", "ajar", Guard("unlocked and not blocked"), ("creak", "opened")
        ),
        TransitionDecl("fire", "shut", "ajar", Guard(""), ("creak",)),
        TransitionDecl("pushed", "ajar", "ajar", Guard(""), ()),
        TransitionDecl("closer_acts", "ajar", "shut", Guard("unlocked"), ()),
        TransitionDecl("closer_acts", "ajar", "ajar", Guard(""), ()),
        TransitionDecl("flood", "ajar", "shut", Guard("unlocked"), ()),
    )
    assert expected == declare(Door).transitions


def test_a_transition_reads_as_a_line_of_text() -> None:
    first, second, *_ = declare(Door).transitions
    assert str(first) == ("shut --pushed [unlocked and not blocked] / creak, opened--> ajar")
    assert str(second) == "shut --fire / creak--> ajar"


def test_choices_come_first_choice_first() -> None:
    door = declare(Door)
    assert [number for number, _ in door.choices("closer_acts", "ajar")] == [3, 4]
    assert not list(door.choices("closer_acts", "shut"))


def test_ignored_signals_are_spread_over_their_states() -> None:
    expected = (
        ("flood", "shut", "it is shut, or locked open"),
        ("flood", "ajar", "it is shut, or locked open"),
        ("fire", "ajar", "it is open"),
    )
    assert expected == declare(Door).ignores


def test_an_event_is_found_by_name_or_not_at_all() -> None:
    assert declare(Door).event("fire").kind is Kind.SIGNAL
    with pytest.raises(KeyError, match="smoke"):
        declare(Door).event("smoke")


def alarm(*restarts: Restart, internal: bool = False) -> type[Chart]:
    """Return a machine with a deadline that somebody may put off."""
    quiet, ringing = State(initial=True), State()
    again = ringing.to.itself(internal=internal)
    body = {
        "__module__": __name__,
        "__doc__": "Does it ring?",
        "quiet": quiet,
        "ringing": ringing,
        "pressed": Stimulus(quiet.to(ringing) | again, by="visitor", name="BELL-01 pressed"),
        "over": Deadline(ringing.to(quiet), length="bell.time", name="BELL-02 it is over"),
        "restarts": restarts,
    }
    return type(Chart)("Alarm", (Chart,), body)


ANEW = Restart("over", "pressed", "ringing", "each visitor is to hear it")


def test_a_deadline_that_starts_anew_must_be_said_to() -> None:
    declare(alarm(ANEW))
    declare(alarm(internal=True))
    with pytest.raises(DeclarationError, match="starts over anew: say why in restarts"):
        declare(alarm())


@pytest.mark.parametrize(
    ("restarts", "internal"),
    [
        ((ANEW,), True),
        ((ANEW, Restart("over", "pressed", "quiet", "it does not ring")), False),
        ((ANEW, Restart("over", "over", "ringing", "it has passed")), False),
        ((ANEW, Restart("under", "pressed", "ringing", "there is none")), False),
    ],
)
def test_no_deadline_is_said_to_start_anew_that_does_not(
    restarts: tuple[Restart, ...],
    internal: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    with pytest.raises(DeclarationError, match="does not start"):
        declare(alarm(*restarts, internal=internal))
