"""The reference desktop and the specification do the same, in every reachable state."""

import ast
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import twinsite_charts
import twinsite_desktop
import twinsite_desktop.demo
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.conformance.equivalence import compare, compare_named
from twinsite.conformance.protocol import start_message
from twinsite.model.profile import Profile, connection_profiles, start_up_profiles, voice_profiles
from twinsite_desktop.client import Client
from twinsite_desktop.faults import FAULTS
from twinsite_desktop.faults import client as faulty
from twinsite_desktop.settings import Interpretation

REFERENCE = "twinsite_desktop.client:Client"
LARGE = {f"bc{options}/endpoint" for options in ("", "+auto", "+restore", "+auto+restore")}
"""Profiles whose comparison takes longer than ten seconds; ``twinsite equivalence`` has them."""
VOICE = [profile for profile in voice_profiles() if profile.name not in LARGE]
OTHERS = [*connection_profiles(), *start_up_profiles()]
SMALL = Profile.parse("bc+auto+restore/no-phone")
SWITCHED = [
    SMALL.with_interpretations({interpretation.id: choice})
    for interpretation in INTERPRETATIONS.values()
    if interpretation.id != "A32"  # it is about deployments
    for choice in interpretation.choice_names[1:]
]
RELEASES = [
    Profile.parse(name)
    for name in (
        "bc+auto+restore/no-phone/8.5.105.11",
        "bc+restore+auto-ready/no-phone",
        "bc+restore+auto-ready/no-phone/A58=ready",
        "bc+restore+auto-ready/no-phone/A22=login_rules",
        "bc+auto/no-phone/A21=ready",
        "bc+auto+restore/hard-phone/A45=assumed_lost",
        "stat/bc/cluster-3/A2=continues",
        "stat/bc/cluster-2/8.5.106.18",
        "config/bc/pair/8.5.106.18",
        "start-up/bc/nodes-2/8.5.111.20",
    )
]


def begun(profile: Profile, client: type[Client] = Client) -> Client:
    made = client()
    made.start(start_message(profile))
    return made


@pytest.mark.parametrize("profile", OTHERS, ids=lambda profile: profile.name)
def test_the_parts_without_voice_are_equivalent(profile: Profile) -> None:
    """Stat, Configuration and the start agree in every state of every default profile."""
    found = compare_named(REFERENCE, profile)
    assert found.differences == []
    assert found.comparisons > found.projections


@pytest.mark.parametrize("profile", VOICE, ids=lambda profile: profile.name)
def test_voice_is_equivalent(profile: Profile) -> None:
    """Voice agrees in every state of every default profile but the four large ones."""
    assert compare_named(REFERENCE, profile).differences == []


@pytest.mark.heavy
@pytest.mark.parametrize("profile", [*SWITCHED, *RELEASES], ids=lambda profile: profile.name)
def test_other_interpretations_and_releases_are_equivalent(profile: Profile) -> None:
    """Each interpretation that is a switch, and each release, agrees in every state."""
    assert compare_named(REFERENCE, profile).differences == []


@pytest.mark.by_hand
def test_both_registrations_are_equivalent() -> None:
    """The endpoint with a registration at each site agrees in every state."""
    found = compare_named(REFERENCE, Profile.parse("bc/endpoint"))
    assert found.differences == []
    assert found.states == 323_584


def test_the_core_has_every_switch() -> None:
    """Every choice of an interpretation that can be put in force is one of the core's."""
    known = {
        f"{interpretation.id}={choice}"
        for interpretation in INTERPRETATIONS.values()
        for choice in interpretation.choice_names[1:]
        if interpretation.id != "A32"
    }
    assert {interpretation.value for interpretation in Interpretation} == known


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
