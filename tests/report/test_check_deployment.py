"""What the check of a deployment says of its agents: to whom what does not apply, and why."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from analyses.drill.subjects import EXAMPLE
from twinsite.analyses.check import ProfileReport, PropertyReport, check_profile
from twinsite.analyses.selection import Subject, choose
from twinsite.checker.symbolic.property import Sort, Verdict
from twinsite.configuration.deployment import Agents
from twinsite.model.profile import Part, Phone, Profile
from twinsite.report.terminal.check import print_fairness, print_profiles
from twinsite.report.terminal.check_deployment import print_exceptions, print_notes, without

OFF = ('"disaster-recovery.enabled" = true', '"disaster-recovery.enabled" = false')
STAY = ('"disaster-recovery.auto-restore" = true', '"disaster-recovery.auto-restore" = false')
MANY = ('name = "Anna"', 'name = "Anna ####"\ncount = 3000')


def screen(width: int = 200) -> Console:
    return Console(width=width, file=StringIO())


def told(out: Console) -> list[str]:
    assert isinstance(out.file, StringIO)
    return [line.rstrip() for line in out.file.getvalue().splitlines()]


def subjects(folder: Path, *changes: tuple[str, str]) -> tuple[Subject, ...]:
    """Return what is checked of the example after some changes."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for change in changes:
        assert change[0] in text
        text = text.replace(*change)
    file = folder / "d.toml"
    file.write_text(text, encoding="utf-8")
    return choose(file, (), None, ())


def exceptions(folder: Path, *changes: tuple[str, str]) -> list[str]:
    out = screen()
    print_exceptions(out, subjects(folder, *changes))
    return told(out)


EMMA = "Emma goes Ready by hand after a switchover: restore-agent-state is false."


def test_the_site_at_which_an_agent_stays_is_named(tmp_path: Path) -> None:
    stays = "Declan stays at Site X after a switchover: auto-restore is false."
    assert exceptions(tmp_path) == [stays, EMMA]


def test_agents_who_share_a_profile_may_stay_at_different_sites(tmp_path: Path) -> None:
    many = (MANY, ('place = "Place 1"\n', ""))
    assert exceptions(tmp_path, STAY, *many) == [
        "Anna #### (3,000 agents), Claire, Emma stay at Site Y after a switchover:"
        " auto-restore is false.",
        "Brian, Declan stay at Site X after a switchover: auto-restore is false.",
        EMMA,
    ]


def test_without_business_continuity_nobody_switches_over(tmp_path: Path) -> None:
    assert exceptions(tmp_path, OFF) == [
        "Anna, Brian, Claire, Declan and 1 more: no switchover, as business continuity is off."
    ]


def test_a_note_is_told_once(tmp_path: Path) -> None:
    every = subjects(tmp_path, OFF)
    out = screen()
    print_notes(out, every)
    off = "business continuity is off"
    why = "disaster-recovery.enabled is false (BC-02)."
    assert told(out) == [
        f"Note: {off}: {why}",
        f"Note: {off} for stat: {why}",
        f"Note: {off} for config: {why}",
        "",
    ]
    one = replace(every[0], agents=Agents(["Anna"], [1]))
    out = screen()
    print_notes(out, [one, *(replace(s, notes=()) for s in every[1:])])
    assert told(out)[0] == f"Note: {off}: {why[:-1]}, for Anna."


@pytest.fixture(scope="module")
def report() -> ProfileReport:
    return check_profile(Profile(business_continuity=False, phone=Phone.NONE))


def test_the_table_says_to_whom_liveness_does_not_apply(report: ProfileReport) -> None:
    live = PropertyReport("p", "RET-09", "It is back.", Sort.LEADS_TO, Verdict.PROVED, None)
    one, other = replace(report, properties=(live,)), replace(report, properties=())
    stat = Profile(part=Part.STAT)
    every = [
        Subject(Profile(), Agents(["Anna"], [1])),
        Subject(Profile(auto_restore=False), Agents(["Declan"], [1])),
        Subject(stat, Agents(["Anna", "Declan"], [1, 1])),
    ]
    assert without("p", every, [one, other, other]) == ("Declan",)
    out = screen()
    print_fairness(out, every, [one, other, other])
    assert "Not for Declan." in "\n".join(told(out))
    out = screen()
    print_fairness(out, every, [one, one, one])
    assert "Not for" not in "\n".join(told(out))


def test_a_profile_of_which_nothing_was_asked_is_not_called_proved(report: ProfileReport) -> None:
    out = screen()
    print_profiles(out, [Subject(report.profile)], [replace(report, properties=())])
    assert "none asked for" in "\n".join(told(out))
    assert "PROVED" not in "\n".join(told(out))
