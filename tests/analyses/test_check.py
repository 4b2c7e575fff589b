"""The check of profiles: what makes it fail beside a refuted property; it is repeatable."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from twinsite import cli
from twinsite.analyses import check
from twinsite.analyses import selection as subjects
from twinsite.analyses.check import ProfileReport, Unused, check_profile, check_profiles, unused
from twinsite.analyses.selection import Subject
from twinsite.checker.symbolic.coverage import Coverage
from twinsite.checker.symbolic.property import Verdict
from twinsite.configuration.deployment.agents import Agents
from twinsite.model.profile import Phone, Profile
from twinsite.report.terminal.check import print_profiles

SMALL = Profile(business_continuity=False, phone=Phone.NONE)
OTHER = Profile(business_continuity=False, phone=Phone.HARD_PHONE)


def without_time(report: ProfileReport) -> ProfileReport:
    return replace(report, seconds=0.0)


def test_a_lost_signal_without_a_reason_fails_the_check() -> None:
    report = check_profile(SMALL)
    assert report.verdict is Verdict.PROVED
    lost = ("session", "link_opened", "unreadying")
    seen = Coverage(
        report.coverage.states, report.coverage.transitions, report.coverage.unhandled | {lost}
    )
    broken = replace(report, coverage=seen)
    assert broken.unaccounted == (lost,)
    assert broken.verdict is Verdict.REFUTED


def test_what_one_profile_does_not_use_has_no_reason() -> None:
    without = [item for item in unused([check_profile(SMALL)]) if item.reason is None]
    assert "state at_peer" in {item.what for item in without}


@pytest.mark.parametrize(("reason", "code"), [(None, 1), ("it is meant", 0)])
def test_an_unused_state_without_a_reason_fails_the_check(
    reason: str | None,
    code: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = (Unused("SiteSelection", "state preferred_dropped", reason),)
    monkeypatch.setattr(subjects, "default_profiles", lambda: (SMALL,))
    monkeypatch.setattr(check, "unused", lambda _: left)
    assert cli.run(["check"]) == code
    told = "Never used: SiteSelection: state preferred_dropped." in capsys.readouterr().out
    assert told is (reason is None)


def test_a_slow_machine_moves_nothing_in_the_table() -> None:
    report = check_profile(SMALL)
    subject = Subject(SMALL, Agents(("Anna", "Brian", "Claire", "Declan", "Emma"), [1] * 5))

    def layout(seconds: float) -> str:
        out = Console(width=80, file=StringIO())
        print_profiles(out, [subject], [replace(report, seconds=seconds)])
        assert isinstance(out.file, StringIO)
        told = f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
        return out.file.getvalue().replace(f"{told:>5}", "")

    assert layout(0.1) == layout(19.9) == layout(123.4)


def test_several_processes_find_what_one_finds() -> None:
    profiles = (SMALL, OTHER)
    alone = {r.profile: without_time(r) for r in check_profiles(profiles, jobs=1)}
    shared = {r.profile: without_time(r) for r in check_profiles(profiles, jobs=2)}
    assert alone == shared
    assert set(alone) == set(profiles)


def test_a_search_that_is_cut_short_proves_no_property() -> None:
    report = check_profile(Profile(phone=Phone.NONE), limit=500)
    assert not report.complete
    assert report.verdict is Verdict.UNDETERMINED
    proved = report.with_verdict(Verdict.PROVED)
    assert {prop.sort.value for prop in proved} <= {"sometimes", "reachable_step"}
