"""The page of seeded faults, and the test suites that find them."""

import re
from pathlib import Path

import pytest

from benchmarks.faults import PAGE, actions_to_divergence
from twinsite.conformance.test_suite import suite_of
from twinsite.model.profile import Profile
from twinsite_desktop.faults import FAULTS, client

LINE = re.compile(
    r"\| \*\*(?P<name>\w+)\*\* (?P<what>.*?) \| (?P<requirement>\S+) \| (?P<profile>\S+)"
    r" \| (?P<test_suites>\S+) \|"
)


def lines() -> dict[str, re.Match[str]]:
    found = map(LINE.match, Path(PAGE).read_text(encoding="utf-8").splitlines())
    return {match["name"]: match for match in found if match}


def test_the_page_tells_every_fault() -> None:
    """Each fault stands on the page with its sentence, its requirement and its profile."""
    told = {
        name: (match["what"], match["requirement"], match["profile"])
        for name, match in lines().items()
    }
    assert told == {
        name: (fault.what, fault.requirement, fault.profile) for name, fault in FAULTS.items()
    }


def test_the_test_suite_find_every_fault() -> None:
    """No fault on the page is without the number of actions that find it."""
    assert [name for name, match in lines().items() if match["test_suites"] == "–"] == []


@pytest.mark.parametrize(
    "profile",
    [
        "stat/bc/pair",
        "start-up/bc/nodes-1",
        pytest.param("bc+restore/no-phone", marks=pytest.mark.by_hand),
        pytest.param("no-bc/endpoint", marks=pytest.mark.by_hand),
    ],
)
def test_the_page_is_true(profile: str) -> None:
    """The test suites find each fault of this profile after as many actions as the page says."""
    test_suite = suite_of(Profile.parse(profile))
    told = lines()
    for name, fault in FAULTS.items():
        if fault.profile == profile:
            assert actions_to_divergence(client(name), test_suite) == int(
                told[name]["test_suites"].replace(",", "")
            )
