"""An exhaustive comparison has the limits and the outcomes of a conformance test."""

from pathlib import Path

import pytest

from twinsite.conformance.channel import Budget
from twinsite.conformance.comparison import compare_all
from twinsite.conformance.equivalence import Equivalence, Verdict
from twinsite.errors import InputError
from twinsite.model.profile import Profile

CLIENT = """
import os, sys, threading
from twinsite_desktop.client import Client
class Mine(Client):
    calls = 0
    {code}
"""
LATE = "type(self).calls += 1\n        if self.calls > 50: "
OBSERVE = "def observe(self):\n        {}\n        return super().observe()"
PROFILE = Profile.parse("stat/bc/pair")


@pytest.fixture(autouse=True)
def _somewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def compared(code: str, *, timeout: float = 60.0, budget: float = 600.0) -> Equivalence:
    Path("mine.py").write_text(CLIENT.format(code=code))
    (found,) = compare_all("mine:Mine", [PROFILE], timeout=timeout, budget=Budget(budget))
    return found


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (OBSERVE.format(LATE + "sys.exit(0)"), "crashed: observe raised SystemExit: 0."),
        (OBSERVE.format(LATE + "os._exit(0)"), "crashed: it ended with exit code 0"),
        (OBSERVE.format(LATE + "raise ValueError('\\x1b[2J')"), r"ValueError: \x1b[2J."),
        (OBSERVE.format(LATE + "return []"), "answered nonsense: to 'observe': Input should be"),
        ("def copy(self): raise ValueError('no')", "crashed: copy raised ValueError: no."),
        ("def same(self, other): return 5", "to 'same': a int is no bool."),
        ("def falls_due(self): return 'now'", "to 'falls_due': a str is no list."),
        ("def start(self, start): return {}", "answered nonsense: to 'start': shows"),
        ("def __init__(self): sys.exit(0)", "crashed: __init__ raised SystemExit: 0."),
    ],
)
def test_what_breaks_down_is_an_error(code: str, told: str) -> None:
    """A client that leaves, raises or answers nonsense is not equivalent, and no traceback."""
    found = compared(code)
    assert found.verdict is Verdict.ERROR
    assert told in found.failure


@pytest.mark.parametrize(
    "code",
    [
        OBSERVE.format(LATE + "threading.Event().wait()"),
        "def __init__(self): threading.Event().wait()",
    ],
)
def test_what_hangs_is_an_error(code: str) -> None:
    """No call is awaited for ever."""
    found = compared(code, timeout=3.0)
    assert found.verdict is Verdict.ERROR
    assert "the client hung: no answer" in found.failure


def test_a_profile_that_it_lacks_is_not_tested() -> None:
    """The reason is told."""
    found = compared("def start(self, start): return {'unsupported': 'no statistics'}")
    assert (found.verdict, found.unsupported) == (Verdict.NOT_TESTED, "no statistics")


def test_when_the_time_is_over_nothing_is_decided() -> None:
    """A comparison that was cut short is none."""
    assert compared("", budget=0.01).verdict is Verdict.CUT_SHORT


def test_two_profiles_at_once_are_both_told() -> None:
    """Each has a process of its own."""
    profiles = [PROFILE, Profile.parse("start-up/bc/nodes-1")]
    far: list[tuple[int, int]] = []
    found = list(
        compare_all(
            "twinsite_desktop.client:Client",
            profiles,
            jobs=2,
            observe=lambda done, known: far.append((done, known)),
        )
    )
    assert {each.profile for each in found} == {profile.name for profile in profiles}
    assert {each.verdict for each in found} == {Verdict.EQUAL}
    assert all(each.comparisons > each.projections for each in found)
    assert far


def test_a_difference_is_found_across_the_pipe() -> None:
    """What a process has found is what it would have been in this one."""
    code = "def observe(self): return {**super().observe(), 'commands': []}"
    found = compared(code)
    assert found.verdict is Verdict.DIFFERS
    assert found.differences[0].way


def test_who_calls_everything_the_same_is_found_out() -> None:
    """Two states that are shown otherwise are not the same."""
    found = compared("def same(self, other): return True")
    assert found.verdict is Verdict.DIFFERS
    assert found.differences[0].found == "its 'same' calls them the same"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("mine:Mine", "has no method copy, same, falls_due"),
        ("no_such_module:Client", "client: 'no_such_module' cannot be imported"),
    ],
)
def test_what_cannot_be_compared_is_bad_input(name: str, told: str) -> None:
    """There is no verdict on what is no such client."""
    Path("mine.py").write_text("class Mine:\n    start = offer = advance = observe = print\n")
    with pytest.raises(InputError, match=told):
        list(compare_all(name, [PROFILE]))
