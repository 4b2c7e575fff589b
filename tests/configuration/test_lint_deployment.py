"""The deployment linter: the good example is clean, and every rule finds what it is for."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from configuration.lint_cases import BOOTSTRAP, CASES, DEPLOYMENT, Case
from twinsite import cli
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.catalogue.sources import SOURCES
from twinsite.configuration.deployment import Deployment
from twinsite.configuration.lint import RULES, Finding, Severity, lint_files
from twinsite.model.profile import Release

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Write a deployment and a bootstrap file, and lint them."""

    def run(case: Case | None, *arguments: str) -> tuple[int, str, str]:
        deployment, bootstrap = written(tmp_path, case)
        release = [] if case is None or case.release is None else ["--release", case.release]
        code = cli.run(
            ["lint", str(deployment), "--bootstrap", str(bootstrap), *release, *arguments]
        )
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def written(folder: Path, case: Case | None) -> tuple[Path, Path]:
    deployment, bootstrap = folder / "d.toml", folder / "b.config"
    deployment.write_text(DEPLOYMENT if case is None else case.deployment, encoding="utf-8")
    bootstrap.write_text(BOOTSTRAP if case is None else case.bootstrap, encoding="utf-8")
    return deployment, bootstrap


def findings(folder: Path, case: Case | None) -> tuple[Finding, ...]:
    release = None if case is None or case.release is None else Release.parse(case.release)
    return lint_files(*written(folder, case), release).findings


def test_the_good_example_has_no_finding(tmp_path: Path) -> None:
    assert findings(tmp_path, None) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_rule_finds_what_it_is_for_at_its_place(case: Case, tmp_path: Path) -> None:
    found = [finding for finding in findings(tmp_path, case) if finding.rule.id == case.rule]
    assert case.place in [finding.place for finding in found]
    for finding in found:
        assert finding.what
        assert not finding.what.endswith(".")
        assert finding.remedy.endswith((".", "?"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_finding_is_in_the_line_of_its_place(case: Case, tmp_path: Path) -> None:
    found = next(f for f in findings(tmp_path, case) if f.rule.id == case.rule)
    if found.line is None or not found.place:
        assert found.place in ("", "agents")
        return
    text = case.bootstrap if found.file.endswith("b.config") else case.deployment
    near = "\n".join(text.split("\n")[found.line - 1 : found.line + 12])
    words = re.findall(r'"([^"]+)"|([\w-]+)', found.place)
    keys = [quoted or bare for quoted, bare in words if not bare.isdigit()]
    assert any(key in near for key in keys)


def test_every_rule_has_an_example_that_it_finds() -> None:
    assert [case.rule for case in CASES] == list(RULES)
    assert list(RULES) == sorted(RULES)


def test_every_rule_cites_what_there_is() -> None:
    for rule in RULES.values():
        for part in rule.source.split("; "):
            word, _, rest = part.partition(" ")
            if word in ("requirement", "requirements"):
                assert set(rest.split(", ")) <= set(REQUIREMENTS), rule.id
            elif word in ("interpretation", "interpretations"):
                assert set(rest.split(", ")) <= set(INTERPRETATIONS), rule.id
            elif word != "hazard":
                assert part.partition(",")[0] in SOURCES, (rule.id, part)


def test_one_setting_of_many_agents_is_told_once(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.rule == "DEP-33")
    told = [f.what for f in findings(tmp_path, case) if f.rule.id == "DEP-33"]
    assert len(told) == 2  # once for each site
    assert told[0].endswith("for 4 agents: Anna, Brian, Declan and 1 more")


def test_all_findings_of_form_are_told_at_once(tmp_path: Path) -> None:
    """BC-09: values that are not positive are told with everything else (A53)."""
    bad = DEPLOYMENT.replace('timeout" = 60', 'timeout" = -5').replace("= 45", "= -1")
    file = tmp_path / "d.toml"
    file.write_text(bad, encoding="utf-8")
    report = lint_files(file)
    assert report.agents is None
    assert [finding.rule.id for finding in report.findings] == ["DEP-01"] * 4


def test_blended_agents_are_named(tmp_path: Path) -> None:
    """BC-10: the DNs of both sites belong to the place of a blended agent as well."""
    bad = DEPLOYMENT.replace('{ number = "7002", switch = "SIPS_Lyon" }, ', "")
    file = tmp_path / "d.toml"
    file.write_text(bad, encoding="utf-8")
    (found,) = lint_files(file).findings
    assert found.what == (
        "'Place 2' has no DN at a switch of 'Site X' (blended: agent Brian), for agent Brian"
    )


# the command


def test_the_command_says_that_nothing_is_to_be_mended(run: Run) -> None:
    code, out, _ = run(None)
    assert code == 0
    assert "No problems found: 0 errors, 0 warnings, 0 notes; 3 accepted." in out


@pytest.mark.parametrize(
    ("rule", "code"), [("DEP-16", 1), ("DEP-40", 1), ("DEP-61", 0), ("DEP-01", 1)]
)
def test_errors_and_warnings_leave_with_1_and_notes_with_0(rule: str, code: int, run: Run) -> None:
    found, out, _ = run(next(case for case in CASES if case.rule == rule))
    assert found == code
    assert rule in out
    assert all(len(line) <= 80 or "/" in line for line in out.splitlines())


def test_the_worst_comes_first(run: Run) -> None:
    case = replace(
        next(case for case in CASES if case.rule == "DEP-40"),
        bootstrap_old="csp1.lyon.example",
        bootstrap_new="csp9.lyon.example",
    )
    _, out, _ = run(case, "--json")
    severities = [finding["severity"] for finding in json.loads(out)["findings"]]
    assert severities == sorted(severities, key=[s.value for s in Severity].index)
    assert {"error", "warning"} <= set(severities)


def test_sarif_has_what_the_standard_asks_for(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.sarif"
    run(next(case for case in CASES if case.rule == "DEP-70"), "--sarif", str(file))
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    assert data["version"] == "2.1.0"
    assert data["$schema"].endswith("sarif-schema-2.1.0.json")
    (one,) = data["runs"]
    driver = one["tool"]["driver"]
    assert driver["name"] == "twinsite"
    assert [rule["id"] for rule in driver["rules"]] == list(RULES)
    for rule in driver["rules"]:
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["shortDescription"]["text"]
    assert one["results"]
    for result in one["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert physical["artifactLocation"]["uri"].startswith("file://")
        assert physical.get("region", {"startLine": 1})["startLine"] >= 1


def test_a_relative_file_has_a_relative_uri(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, next(case for case in CASES if case.rule == "DEP-16"))
    monkeypatch.chdir(tmp_path)
    assert cli.run(["lint", "d.toml", "--sarif", "out.sarif"]) == 1
    data = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))
    places = [r["locations"][0]["physicalLocation"] for r in data["runs"][0]["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {"d.toml"}


@pytest.mark.parametrize(
    ("deployment", "bootstrap", "message"),
    [
        ("release = ", BOOTSTRAP, "not valid TOML"),
        (DEPLOYMENT, "<!DOCTYPE x><configuration/>", "document type"),
        (DEPLOYMENT, "not xml", "XML"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    deployment: str,
    bootstrap: str,
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = tmp_path / "d.toml", tmp_path / "b.config"
    for file, text in zip(files, (deployment, bootstrap), strict=True):
        file.write_text(text, encoding="utf-8")
    assert cli.run(["lint", str(files[0]), "--bootstrap", str(files[1])]) == 2
    assert message in " ".join(capsys.readouterr().err.split())


def test_a_deployment_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["lint", "nowhere.toml"]) == 2
    assert "there is no such file" in capsys.readouterr().err


def test_many_findings_of_one_rule_are_counted(tmp_path: Path, run: Run) -> None:
    same = ', "disaster-recovery.timeout" = 60 }'
    agents = "".join(
        f'[[agents]]\nname = "N{n}"\nphone = "none"\noptions = {{ "disaster-recovery.enabled" ='
        f" true{same}\n"
        for n in range(12)
    )
    case = Case("DEP-61", "", DEPLOYMENT[-20:], DEPLOYMENT[-20:] + "\n" + agents)
    _, out, _ = run(case)
    assert "14 more like this" in out


def test_the_example_is_read_as_it_is_checked() -> None:
    """CLUS-01, BC-14: the model has servers of every kind, with their releases."""
    fields = set(Deployment.model_fields)
    assert {"stat_server_pairs", "configuration_server_proxy_pairs", "clusters"} <= fields
