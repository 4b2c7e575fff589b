"""What every fair trace of the desktop leads to, what it needs, and how a loop is shown."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from shutil import copy

import pytest

from checker import buchi
from twinsite import cli
from twinsite.analyses.check import PropertyReport, check_profile
from twinsite.baseline.records import read
from twinsite.checker.liveness.decide import Liveness
from twinsite.checker.liveness.fairness import FairnessAssumption, everything, required
from twinsite.checker.symbolic.explore import explore
from twinsite.checker.symbolic.property import Verdict
from twinsite.model.composition import desktop
from twinsite.model.profile import Phone, Profile, default_profiles
from twinsite.properties import ALL, NOT_PROMISED, liveness_of
from twinsite.properties.fairness import ASSUMPTIONS, BY_ID, FAULTS, RESTRICTIONS

SMALL = Profile(phone=Phone.NONE)
PLAIN = Profile(business_continuity=False, phone=Phone.NONE)
ONE_WAY = SMALL.with_interpretations({"A5": "one_way"})


def report_on(profile: Profile, name: str) -> PropertyReport:
    (prop,) = check_profile(profile, only=frozenset({name})).properties
    return prop


@pytest.mark.parametrize(
    "profile",
    [
        SMALL,
        Profile.parse("bc/hard-phone"),
        pytest.param(Profile(phone=Phone.HARD_PHONE), marks=pytest.mark.heavy),
    ],
    ids=lambda profile: profile.name,
)
def test_no_smaller_fairness_proves_a_property(profile: Profile) -> None:
    """Each assumption of the smallest set is needed: without it there is a loop."""
    properties = liveness_of(profile)
    liveness = Liveness(explore(desktop(profile)), ASSUMPTIONS)
    for prop in properties:
        smallest = liveness.smallest(prop)
        assert smallest is not None
        assert liveness.holds(prop, smallest)
        for dropped in smallest:
            rest = [assumed for assumed in smallest if assumed is not dropped]
            assert liveness.lasso(prop, rest) is not None, (prop.name, dropped)


@pytest.mark.parametrize(
    "profile",
    [
        Profile.parse("stat/no-bc/pair"),
        pytest.param(PLAIN, marks=pytest.mark.by_hand),  # a minute
    ],
    ids=lambda profile: profile.name,
)
def test_a_small_profile_is_decided_as_by_the_other_procedure(profile: Profile) -> None:
    system, properties = desktop(profile), liveness_of(profile)
    liveness = Liveness(explore(system), ASSUMPTIONS)
    assert properties
    for prop in properties:
        smallest = liveness.smallest(prop)
        assert smallest is not None
        assert buchi.holds(system, prop, required(smallest, ASSUMPTIONS, system.events))
        for dropped in smallest:
            rest = [assumed for assumed in smallest if assumed is not dropped]
            assert not buchi.holds(system, prop, required(rest, ASSUMPTIONS, system.events))


def test_a_search_that_was_cut_short_says_nothing_of_runs() -> None:
    report = check_profile(SMALL, limit=100)
    liveness = [c for c in report.properties if c.name in {x.name for x in liveness_of(SMALL)}]
    assert liveness
    assert {prop.verdict for prop in liveness} == {Verdict.UNDETERMINED}


def test_a_desktop_that_does_not_alternate_is_stuck_in_a_loop() -> None:
    prop = report_on(ONE_WAY, "never_stuck_while_both_sites_are_down")
    assert prop.verdict is Verdict.REFUTED
    assert prop.loop
    assert set(prop.fairness) == set(map(str, everything(ASSUMPTIONS)))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the loop of a check and its chart, saved once for all tests."""
    file = tmp_path_factory.mktemp("loop") / "loop.json"
    arguments = ["--profile", "bc+auto+restore/no-phone", "--reading", "A5=one_way"]
    name = ["--property", "never_stuck_while_both_sites_are_down"]
    assert cli.run(["check", *arguments, *name, "--save", str(file)]) == 1
    return file


@pytest.fixture
def saved(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a copy that a test may spoil."""
    capsys.readouterr()
    for file in kept.parent.iterdir():
        copy(file, tmp_path)
    return tmp_path / kept.name


def test_a_loop_is_saved_and_replayed(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["replay", str(saved)]) == 1
    told = capsys.readouterr().out
    assert "from here on in a loop" in told
    assert "again and again, for ever" in told
    assert "Fair to" in told


def test_the_picture_of_a_loop_is_well_formed_and_says_that_it_never_ends(saved: Path) -> None:
    text = saved.with_suffix(".svg").read_text(encoding="utf-8")
    ET.fromstring(text)  # noqa: S314  # made here
    assert 'class="again"' in text
    assert "again and again, for ever" in text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"loop": 99}, "a loop of 99 steps is longer than the trace"),
        ({"loop": -1}, "greater than or equal to 0"),
        ({"fairness": ["FAIR-99 (weak)"]}, "'FAIR-99 (weak)' is no assumption"),
        ({"fairness": ["nonsense"]}, "'nonsense' is no assumption"),
    ],
)
def test_a_spoiled_loop_is_refused(
    saved: Path, change: dict[str, object], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(saved.read_text(encoding="utf-8"))
    saved.write_text(json.dumps({**data, **change}), encoding="utf-8")
    assert cli.run(["replay", str(saved)]) == 2
    assert message in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("loop", [1, None])
def test_a_loop_that_does_not_come_back_breaks_nothing(
    saved: Path, loop: int | None, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(saved.read_text(encoding="utf-8"))
    saved.write_text(json.dumps({**data, "loop": loop}), encoding="utf-8")
    assert cli.run(["replay", str(saved)]) == 0
    assert "does not break the property" in capsys.readouterr().out


def test_every_restriction_is_asked_for_and_every_fault_can_come() -> None:
    given = {e.prop.given for e in (*ALL, *NOT_PROMISED) if e.prop.given is not None}
    assert given == set(RESTRICTIONS)
    events = {event.name for profile in default_profiles() for event in desktop(profile).events}
    assert events >= FAULTS


def test_every_assumption_is_needed_somewhere() -> None:
    verdicts = read("verdicts")
    used = {
        FairnessAssumption.parse(assumed).id
        for entry in verdicts["default profiles"].values()
        for fairness in entry["proved under the smallest fairness"].values()
        for assumed in fairness
    }
    assert used == set(BY_ID)


def test_the_check_tells_what_must_be_assumed_of_the_world(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")  # so that no cell of the table is broken
    assert cli.run(["check", "--profile", "bc+auto+restore/no-phone"]) == 0
    told = capsys.readouterr().out
    assert "Fairness assumptions" in told
    assert "windows are closed (strong)" in " ".join(told.split())


def test_the_assumptions_can_be_looked_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["fairness"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    for assumption in ASSUMPTIONS:
        assert f"{assumption.id} {assumption.name}" in told
    for restriction in RESTRICTIONS:
        assert restriction.name in told
