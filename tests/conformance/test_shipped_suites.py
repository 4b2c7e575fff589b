"""Test suites that are shipped are played as they are, and never when they are of old."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conformance.clients import SOUND
from twinsite.conformance import shipped_suites
from twinsite.conformance.clients import in_process
from twinsite.conformance.runner import Method, Plan, Result, Verdict, Watch, conduct
from twinsite.conformance.shipped_suites import (
    SHIPPED,
    file_of,
    fingerprint_of,
    is_current,
    packed,
    shipped,
)
from twinsite.conformance.test_suite import TestSuite, suite_of
from twinsite.model.profile import Profile
from twinsite_desktop.client import Client
from twinsite_desktop.faults import client as faulty

SMALL = Profile.parse("stat/bc/pair")
FOLDER = Path(shipped_suites.__file__).parent / "suites"


def by_test_suite(client: Callable[[], Client], profile: Profile) -> Result:
    plan = Plan(methods=(Method.TEST_SUITE,))
    (result,) = conduct(in_process(client), (profile,), plan, Watch())
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ship a test suite of a small profile from another folder."""
    (tmp_path / "suites").mkdir()
    monkeypatch.setattr(shipped_suites, "SHIPPED", (SMALL.name,))
    monkeypatch.setattr("twinsite.conformance.runner.SHIPPED", (SMALL.name,))
    monkeypatch.setattr(shipped_suites.resources, "files", lambda _: tmp_path)
    return tmp_path / "suites"


def actions(suite: TestSuite) -> list[list[str]]:
    return [[str(stop.action) for stop in each.stops] for each in suite.test_cases]


def test_what_is_shipped_is_small() -> None:
    """A wheel hardly grows by it."""
    assert sum(file.stat().st_size for file in FOLDER.glob("*.gz")) < 100_000


@pytest.mark.parametrize("name", SHIPPED)
def test_every_profile_that_is_to_be_shipped_is_shipped(name: str) -> None:
    profile = Profile.parse(name)
    assert is_current(profile), "twinsite baseline --update"
    suite = shipped(profile)
    assert suite is not None
    assert suite.goals_missed < suite.goals / 100


def test_a_sound_client_conforms_by_a_suite_that_is_shipped() -> None:
    result = by_test_suite(Client, Profile.parse("bc+auto+restore/no-phone"))
    assert (result.verdict, result.note) == (Verdict.CONFORMS, "1,675 of 1,675 goals")


def test_what_is_packed_is_what_is_unpacked(folder: Path) -> None:
    made = suite_of(SMALL)
    (folder / file_of(SMALL)).write_bytes(packed(made))
    found = shipped(SMALL)
    assert found is not None
    assert actions(found) == actions(made)
    assert [each.lengths for each in found.test_cases] == [e.lengths for e in made.test_cases]
    assert (found.goals, found.goals_missed) == (made.goals, len(made.missed))


def test_the_file_is_the_same_each_time() -> None:
    """It holds no time and no name of this machine."""
    assert packed(TestSuite(SMALL)) == packed(TestSuite(SMALL))


@pytest.mark.parametrize("harm", ["old", "half", "nonsense", "missing"])
def test_a_file_of_old_is_made_anew_and_that_is_said(harm: str, folder: Path) -> None:
    """The verdict is that of the declarations of today."""
    data = json.loads(gzip.decompress(packed(TestSuite(SMALL))))
    data["fingerprint"] = "of old"
    content = {
        "old": gzip.compress(json.dumps(data).encode()),
        "half": packed(suite_of(SMALL))[:99],
        "nonsense": b"nonsense",
    }
    if harm in content:
        (folder / file_of(SMALL)).write_bytes(content[harm])
    assert not is_current(SMALL)
    result = by_test_suite(Client, SMALL)
    assert result.verdict is Verdict.CONFORMS
    assert result.note.startswith("169 of 169 goals; made anew, since")


def test_another_declaration_has_another_fingerprint() -> None:
    assert fingerprint_of(SMALL) != fingerprint_of(Profile.parse("stat/no-bc/pair"))


def test_a_suite_that_is_shipped_finds_a_fault() -> None:
    result = by_test_suite(faulty("restores_beside_windows"), Profile.parse(SHIPPED[-1]))
    assert result.verdict is Verdict.FAILED


def test_the_quickest_methods_come_first_and_the_first_failure_ends_a_profile() -> None:
    order = (Method.SCENARIOS, Method.RANDOM, Method.TEST_SUITE, Method.ENDURANCE)
    assert tuple(Method)[:4] == order
    late = in_process(faulty("late_connection_taken"))
    methods = (Method.RANDOM, Method.TEST_SUITE)
    for to_the_end in (True, False):
        plan = Plan(methods=methods, to_the_end=to_the_end)
        found = list(conduct(late, (SMALL, SMALL), plan, Watch()))
        assert len(found) == (4 if to_the_end else 2)
    assert list(conduct(SOUND, (SMALL,), Plan(methods=methods), Watch()))[-1].divergence is None
