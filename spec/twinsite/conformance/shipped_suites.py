"""Test suites that are shipped, since to make them takes minutes: what is done, and no more.

A file holds the lengths and the actions of every test case, gzipped JSON.  What is expected is
computed while they are played, so an old file can make no wrong verdict; it may only cover less,
and is passed over.  ``twinsite baseline --update`` writes the files.
"""

import gzip
from collections.abc import Mapping
from importlib import resources
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from twinsite.analyses.fingerprints import of_all, of_system
from twinsite.conformance.oracle import action_of
from twinsite.conformance.test_suite import LONGEST, Stop, TestCase, TestSuite
from twinsite.conformance.timer_values import LENGTHS
from twinsite.model.composition import desktop
from twinsite.model.profile import Profile

SHIPPED: Final = (
    "bc+auto+restore/endpoint",
    "bc+auto+restore/hard-phone",
    "bc+auto+restore/no-phone",
)
"""The profiles that have a file: one of each kind of phone; the other parts take seconds."""

_FORMAT: Final = "twinsite shipped test suite 2"


class _TestCaseData(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    lengths: dict[str, int]
    actions: tuple[str, ...]


class _SuiteData(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    format: Literal["twinsite shipped test suite 2"]
    fingerprint: str
    goals: int
    missed: int
    test_cases: tuple[_TestCaseData, ...]


def file_of(profile: Profile) -> str:
    """Return the name of the file of a profile."""
    return f"{profile.name.replace('/', '_')}.json.gz"


def fingerprint_of(profile: Profile) -> str:
    """Return what the test suite of a profile rests on, as one short text."""
    declared = of_system(desktop(profile), profile, (), ())
    return of_all([declared, repr(sorted(LENGTHS.items())), str(LONGEST)])


def packed(suite: TestSuite) -> bytes:
    """Return the content of the file of a test suite."""
    data = _SuiteData(
        format=_FORMAT,
        fingerprint=fingerprint_of(suite.profile),
        goals=suite.goals,
        missed=suite.goals_missed,
        test_cases=tuple(
            _TestCaseData(
                lengths=dict(each.lengths),
                actions=tuple(str(stop.action) for stop in each.stops),
            )
            for each in suite.test_cases
        ),
    )
    return gzip.compress(data.model_dump_json().encode(), compresslevel=9, mtime=0)


def is_current(profile: Profile) -> bool:
    """Return whether the file of a profile is there, and of these declarations."""
    return _current(profile) is not None


def shipped(profile: Profile) -> TestSuite | None:
    """Return the test suite of a profile as it is shipped; None if there is none that is current.

    Its stops do not say why they are there.
    """
    found = _current(profile)
    if found is None:
        return None
    return TestSuite(
        profile,
        [_test_case(each.lengths, each.actions) for each in found.test_cases],
        goals=found.goals,
        goals_missed=found.missed,
    )


def _test_case(lengths: Mapping[str, int], actions: tuple[str, ...]) -> TestCase:
    return TestCase(lengths, tuple(Stop(action_of(each)) for each in actions))


def _current(profile: Profile) -> _SuiteData | None:
    """Return what is in the file of a profile; None unless it is of these declarations."""
    if profile.name not in SHIPPED:
        return None
    file = resources.files("twinsite.conformance") / "suites" / file_of(profile)
    try:
        found = _SuiteData.model_validate_json(gzip.decompress(file.read_bytes()))
    except (OSError, EOFError, ValidationError):
        return None
    return found if found.fingerprint == fingerprint_of(profile) else None
