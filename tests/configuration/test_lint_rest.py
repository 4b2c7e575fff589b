"""One mistake of form hides nothing else, and makes nothing else be found."""

import sys
from pathlib import Path

import pytest

from configuration.lint_cases import BOOTSTRAP, CASES, DEPLOYMENT, Case
from twinsite import cli
from twinsite.configuration.bootstrap import Bootstrap
from twinsite.configuration.deployment import Deployment
from twinsite.configuration.deployment.rest import Doubts
from twinsite.configuration.lint import lint_files
from twinsite.configuration.lint.lint import LintReport
from twinsite.configuration.lint.subject import Subject
from twinsite.model.profile import Release

BREAKS = {
    "an unknown group": ('groups = ["Lyon"]', 'groups = ["Lion"]'),
    "an unknown tenant of an agent": (
        'name = "Anna"\ntenant = "Resources"',
        'name = "Anna"\ntenant = "x"',
    ),
    "an unknown tenant of a group": (
        'name = "Lyon"\ntenant = "Resources"',
        'name = "Lyon"\ntenant = "x"',
    ),
    "an unknown place": ('place = "Place 1"', 'place = "Place 9"'),
    "a misspelt key of an agent": ('phone = "hard_phone"', 'fone = "hard_phone"'),
    "a misspelt key of a group": ('name = "Dublin"\n', 'nmae = "Dublin"\n'),
    "a misspelt key of a pair": ('backup = "sips2', 'bakup = "sips2'),
    "a misspelt key of a Stat pair": ("reconnect_timeout", "reconect_timeout"),
    "a bad address": ("csp1.lyon.example:2020", "csp1.lyon.example"),
    "a bad value for all": ('"disaster-recovery.timeout" = 60', '"disaster-recovery.timeout" = 0'),
    "a bad value of continuity": (
        '"disaster-recovery.enabled" = true',
        '"disaster-recovery.enabled" = 7',
    ),
    "a bad value of a group": (
        '"disaster-recovery.auto-restore" = false',
        '"disaster-recovery.auto-restore" = "no"',
    ),
    "a misspelt option of a server": (
        '"disaster-recovery.site" = "Site Y"',
        '"disaster-recovery.seat" = "Site Y"',
    ),
    "a misspelt option of an agent": ("restore-agent-state", "restore-agent-sate"),
    "an unknown site of a server": (
        '"disaster-recovery.site" = "Site X"',
        '"disaster-recovery.site" = "Site Z"',
    ),
    "a site without a name": ('name = "Site X" #', 'nom = "Site X" #'),
    "a place without a name": ('name = "Place 2"', 'nom = "Place 2"'),
    "an unknown switch": ('switch = "SIPS_Dublin"', 'switch = "SIPS_Paris"'),
    "two agents of one name": ('name = "Brian"', 'name = "Anna"'),
    "two groups of one name": ('name = "Dublin"\n', 'name = "Lyon"\n'),
    "a bad release": ('release = "8.5.111.21"', 'release = "new"'),
    "a bad assumption": ("server_answer = 3", 'server_answer = "3"'),
    "an acceptance without a reason": ("reason = ", "because = "),
    "a missing file of options": ("[application.options]", '[application]\noptions_file = "no"\n'),
}
FORM = ("DEP-01", "DEP-02", "DEP-03", "DEP-04")


def linted(tmp_path: Path, case: Case, deployment: str) -> LintReport:
    (tmp_path / "d.toml").write_text(deployment, encoding="utf-8")
    (tmp_path / "b.config").write_text(BOOTSTRAP, encoding="utf-8")
    return lint_files(tmp_path / "d.toml", tmp_path / "b.config")


def found(report: LintReport) -> set[tuple[str, str]]:
    every = [*report.findings, *(finding for finding, _ in report.accepted)]
    return {(each.rule.id, each.place) for each in every if each.rule.id not in FORM}


@pytest.mark.parametrize("what", BREAKS)
def test_a_mistake_of_form_makes_nothing_else_be_found(what: str, tmp_path: Path) -> None:
    old, new = BREAKS[what]
    assert old in DEPLOYMENT
    for case in CASES:
        if case.rule in FORM or case.release or old not in case.deployment:
            continue
        sound = linted(tmp_path, case, case.deployment)
        if sound.agents is None:
            continue
        spoilt = linted(tmp_path, case, case.deployment.replace(old, new, 1))
        assert spoilt.agents is None, case.rule
        assert found(spoilt) <= found(sound), case.rule


def test_one_mistake_hides_no_other(tmp_path: Path) -> None:
    """Three of form, in three places, and one of substance that rests on none of them."""
    spoilt = DEPLOYMENT
    for what in ("an unknown group", "a bad value for all", "a misspelt key of a Stat pair"):
        spoilt = spoilt.replace(*BREAKS[what], 1)
    spoilt = spoilt.replace('proxy0.reg_timeout" = 45', 'proxy0.reg_timeout" = 3600')
    report = linted(tmp_path, CASES[0], spoilt)
    told = {(finding.rule.id, finding.place) for finding in report.findings}
    timers = "application.options."
    assert {
        ("DEP-01", f'{timers}"disaster-recovery.timeout"'),
        ("DEP-03", "agents[0].groups[0]"),
        ("DEP-04", "stat_server_pairs[0].reconect_timeout"),
        ("DEP-30", f'{timers}"sipendpoint.proxies.proxy0.reg_timeout"'),
    } <= told
    assert "DEP-40" in report.undecided


def test_what_is_in_doubt_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a name is said to have no server whose server is only misspelt."""
    monkeypatch.setattr(sys.modules["twinsite.configuration.lint.lint"], "Subject", _trusting)
    old, new = BREAKS["a misspelt key of a pair"]
    spoilt = DEPLOYMENT.replace(old, new, 1)
    assert ("DEP-13", 'agent_groups[0].options."disaster-recovery.preferred-site"') in found(
        linted(tmp_path, CASES[0], spoilt)
    )


def _trusting(rest: Deployment, bootstrap: Bootstrap, release: Release, _: Doubts) -> Subject:
    return Subject(rest, bootstrap, release)


def test_a_finding_stands_at_the_number_that_it_has_in_the_file(tmp_path: Path) -> None:
    spoilt = DEPLOYMENT.replace(*BREAKS["an unknown place"], 1).replace(
        'restore-agent-state" = false', 'timeout" = 60'
    )
    report = linted(tmp_path, CASES[0], spoilt)
    needless = [finding for finding in report.findings if finding.rule.id == "DEP-61"]
    assert [finding.place for finding in needless] == [
        'agents[4].options."disaster-recovery.timeout"'
    ]


@pytest.mark.parametrize("command", ["check", "drill", "load", "options"])
def test_other_commands_refuse_it(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "d.toml"
    file.write_text(DEPLOYMENT.replace(*BREAKS["an unknown group"], 1), encoding="utf-8")
    assert cli.run([command, str(file)]) == 2
    assert "there is no agent group 'Lion'" in capsys.readouterr().err


def test_the_screen_says_what_is_not_decided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "d.toml"
    file.write_text(DEPLOYMENT.replace(*BREAKS["a bad value for all"], 1), encoding="utf-8")
    assert cli.run(["lint", str(file)]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "it cannot be read as a whole; 5 agents looked at" in out
    assert "Not decided, since they depend on what cannot be read: DEP-" in out
    assert "(guide, Business Continuity options; BC851; requirements BC-09, SITE-03)" in out
