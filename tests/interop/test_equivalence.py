"""The reference desktop and the specification do the same, in every reachable state."""

import ast
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import twinsite_charts
import twinsite_desktop
import twinsite_desktop.demo
from shares import one_in
from twinsite.baseline import records
from twinsite.baseline.variants import equivalent_profiles
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.conformance.equivalence import Verdict, compare, compare_named
from twinsite.conformance.protocol import start_message
from twinsite.model.profile import Part, Profile
from twinsite.upkeep import equivalences
from twinsite.upkeep.equivalences import CLIENT, entry
from twinsite_desktop.client import Client
from twinsite_desktop.faults import FAULTS
from twinsite_desktop.faults import client as faulty
from twinsite_desktop.settings import Interpretation

REFRESH = "if this is on purpose: twinsite baseline --update"
SHARE = 8
"""In the build one of so many larger profiles is compared anew, by hand all are."""
LARGER = [p for p in equivalent_profiles() if p.part is Part.VOICE and p.business_continuity]
SMALLER = [p for p in equivalent_profiles() if p not in LARGER]


def begun(profile: Profile, client: type[Client] = Client) -> Client:
    made = client()
    made.start(start_message(profile))
    return made


def recorded(profile: Profile) -> dict[str, Any]:
    entries: dict[str, dict[str, Any]] = records.read("equivalences")
    return entries[profile.name]


def test_the_reference_desktop_is_equivalent_under_every_profile() -> None:
    """In every state of every default profile, and of every variant."""
    entries = records.read("equivalences")
    assert list(entries) == [profile.name for profile in equivalent_profiles()]
    assert {entry["verdict"] for entry in entries.values()} == {Verdict.EQUAL}
    assert all(entry["comparisons"] > entry["projections"] for entry in entries.values())


@pytest.mark.parametrize(
    "profile",
    [*SMALLER, *one_in(SHARE, [(profile,) for profile in reversed(LARGER)], heavy=True)],
    ids=lambda profile: profile.name,
)
def test_what_is_recorded_of_a_profile_is_true(profile: Profile) -> None:
    """A new comparison finds what is recorded, counts included."""
    assert entry(compare_named(CLIENT, profile)) == recorded(profile), REFRESH


def test_the_core_has_every_switch() -> None:
    """Every choice of an interpretation that can be put in force is one of the core's."""
    known = {
        f"{interpretation.id}={choice}"
        for interpretation in INTERPRETATIONS.values()
        for choice in interpretation.choice_names[1:]
        if interpretation.id != "A32"
    }
    assert {interpretation.value for interpretation in Interpretation} == known


def test_every_switch_of_the_core_is_compared() -> None:
    chosen = {"=".join(choice) for p in equivalent_profiles() for choice in p.interpretations}
    assert chosen == {interpretation.value for interpretation in Interpretation}


def test_another_reference_desktop_is_another_fingerprint(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One changed line of the desktop, and every entry is out of date."""
    folder = tmp_path / "impl" / "twinsite_desktop"
    shutil.copytree(Path(twinsite_desktop.__file__).parent, folder)
    monkeypatch.setattr(equivalences, "ROOT", tmp_path)
    assert equivalences.STAGE.standing().stale == ()
    with (folder / "link.py").open("a") as code:
        code.write("x = 1\n")
    assert equivalences.STAGE.standing().stale == tuple(p.name for p in equivalent_profiles())


def imports_of(package: ModuleType) -> set[str]:
    """Return what a package imports besides the standard library and itself."""
    found: set[str] = set()
    for path in Path(package.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {package.__name__.partition(".")[0]}


def test_the_core_needs_the_standard_library_only() -> None:
    """Only the demo and its command use charts, which need nothing else themselves."""
    assert imports_of(twinsite_desktop) == imports_of(twinsite_desktop.demo) == {"twinsite_charts"}
    assert imports_of(twinsite_charts) == set()
    folder = Path(twinsite_desktop.__file__).parent
    users = {p.name for p in folder.glob("*.py") if "twinsite_charts" in p.read_text("utf-8")}
    assert users == {"cli.py"}


@pytest.mark.parametrize("forbidden", ["time", "random", "logging", "threading", "asyncio"])
def test_the_core_has_no_clock_and_no_chance(forbidden: str) -> None:
    """No module of the core reads a clock, draws, logs or waits."""
    folder = Path(twinsite_desktop.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            module = node.module if isinstance(node, ast.ImportFrom) else None
            assert forbidden not in {*names, module}, path.name


class _FirstOfTwo(Client):
    """Handles one deadline only, where two have fallen due."""

    def elapse(self, *deadlines: str, together: bool = False) -> None:
        super().elapse(deadlines[0])


class _ForgetsCommands(Client):
    """Never says that it closes a link."""

    def observe(self) -> Any:
        seen = dict(super().observe())
        seen["commands"] = [c for c in seen["commands"] if c["command"] != "close_link"]
        return seen


class _ShowsAnotherSite(Client):
    """Is at the right site, and shows the other one."""

    def observe(self) -> Any:
        seen = dict(super().observe())
        seen["state"] = {**seen["state"], "site": "at_peer"}
        return seen


class _HasNoDeadlines(Client):
    """Waits for nothing."""

    def falls_due(self) -> list[str]:
        return []


@pytest.mark.parametrize(
    "fault",
    [
        "switchover_in_milliseconds",
        "timeout_restarted_by_each_pass",
        "timeout_measured_from_the_start",
        "timeout_of_the_old_site",
        "next_attempt_after_timer_f",
        "expiry_of_a_whole_binding",
    ],
)
def test_the_comparison_notices_a_wrong_second(fault: str) -> None:
    """A deadline that starts with another length, or not when it must, is a difference."""
    profile = Profile.parse(FAULTS[fault].profile)
    found = compare(profile, lambda chosen: begun(chosen, faulty(fault)))
    assert any(" in " in each.found and each.found.endswith(" s") for each in found.differences)


@pytest.mark.parametrize(
    ("client", "told"),
    [
        (_FirstOfTwo, "then"),
        (_ForgetsCommands, "switchover_timeout_elapsed"),
        (_ShowsAnotherSite, ""),
        (_HasNoDeadlines, "deadlines"),
    ],
)
def test_the_comparison_notices(client: type[Client], told: str) -> None:
    """A client that is wrong in commands, state, deadlines or their order is found out."""
    found = compare(Profile.parse("stat/bc/pair"), lambda profile: begun(profile, client))
    assert found.differences
    assert any(told in " ".join(each.way) for each in found.differences)
