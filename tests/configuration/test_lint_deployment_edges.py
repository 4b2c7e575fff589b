"""One setting is told once, names are told as names, and what is right is not told."""

import gc
import json
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from configuration.lint_cases import BOOTSTRAP, CASES, DEPLOYMENT, LYON, PROXY0, Case, cluster
from twinsite import cli
from twinsite.configuration.deployment.load import read_deployment
from twinsite.configuration.deployment.references import find_wrong_references
from twinsite.configuration.lint import RULES, Finding, LintReport, lint_files
from twinsite.configuration.lint.form import MOST_ADVISED
from twinsite.errors import InputError
from twinsite.model.profile import Release
from twinsite.report.files.sarif import lint_sarif

ENABLED = '"disaster-recovery.enabled" = true\n'
SITES_OF_LYON = (
    '"disaster-recovery.preferred-site" = "Site X"\n"disaster-recovery.peer-site" = "Site Y"\n'
)
SITES_OF_DUBLIN = (
    '"disaster-recovery.preferred-site" = "Site Y"\n"disaster-recovery.peer-site" = "Site X"\n'
)
OF_DUBLIN = 'reconnect_timeout = 10\noptions = { "disaster-recovery.site" = "Site Y" }'


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def findings(
    folder: Path, deployment: str, bootstrap: str = BOOTSTRAP, release: str | None = None
) -> tuple[Finding, ...]:
    files = folder / "d.toml", folder / "b.config"
    for file, text in zip(files, (deployment, bootstrap), strict=True):
        file.write_text(text, encoding="utf-8")
    every = lint_files(*files, None if release is None else Release.parse(release)).findings
    # what the example accepts need not be found in its variants
    return tuple(finding for finding in every if finding.rule.id != "DEP-62")


def ids(found: tuple[Finding, ...]) -> list[str]:
    return [finding.rule.id for finding in found]


def of_case(case: Case, folder: Path) -> tuple[Finding, ...]:
    return findings(folder, case.deployment, case.bootstrap, case.release)


# once


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_the_same_is_never_told_twice(case: Case, tmp_path: Path) -> None:
    """A place has a sentence of a rule once, with everybody whom it concerns."""
    sentences = Counter(
        (f.rule.id, f.file, f.line, f.place, f.what.partition(", for ")[0])
        for f in of_case(case, tmp_path)
    )
    assert sentences.most_common(1)[0][1] == 1


def test_a_setting_of_agents_with_different_phones_is_told_once(tmp_path: Path) -> None:
    everyone = SITES_OF_LYON.replace("Site Y", "Site Z")
    bad = changed(
        DEPLOYMENT,
        (SITES_OF_LYON, ""),
        (SITES_OF_DUBLIN, ""),
        (ENABLED, ENABLED + everyone),
    )
    (found,) = findings(tmp_path, bad)
    assert found.rule.id == "DEP-10"
    assert found.what.endswith(", for 5 agents: Anna, Brian, Declan and 2 more")


def test_a_default_is_told_once_however_many_groups_set_something_else(tmp_path: Path) -> None:
    """REG-12: the default of reg_timeout stands nowhere, so one finding tells it for all."""
    restored = '"disaster-recovery.auto-restore" = true\n'
    bad = changed(
        DEPLOYMENT,
        (f"{PROXY0} # at the preferred site\n", ""),
        (SITES_OF_LYON, SITES_OF_LYON + restored),
        (SITES_OF_DUBLIN, SITES_OF_DUBLIN + restored),
    )
    assert ids(findings(tmp_path, bad)).count("DEP-30") == 1


def test_sites_that_are_not_alike_are_told_for_the_agents_of_both(tmp_path: Path) -> None:
    """BC-08: one agent's preferred site is another agent's peer site."""
    bad = changed(DEPLOYMENT, ('backup = "stat2.dublin.example:7120"\n', ""))
    (found,) = findings(tmp_path, bad)
    assert found.rule.id == "DEP-18"
    assert ", for 5 agents: " in found.what


def test_a_pair_and_a_cluster_of_one_name_are_told_apart_in_the_bootstrap_file(
    tmp_path: Path,
) -> None:
    """Names are unique in a list only, so a cluster may be called as a pair."""
    old, new = cluster('options = { "disaster-recovery.site" = "Site X" }')
    new = new.replace('"stat_server"', '"configuration_server_proxy"')
    new = new.replace('"C"', '"CSProxy_Lyon"').replace('"c1.example:1"', '"c1:1", "c2:1"')
    bootstrap = changed(BOOTSTRAP, ("[csp2.lyon.example:2020]", "[c1:1]"))
    found = findings(tmp_path, changed(DEPLOYMENT, (old, new)), bootstrap)
    assert {f.what for f in found if f.rule.id == "DEP-73"} == {
        "csp2.lyon.example:2020 of CSProxy_Lyon is not listed",
        "c2:1 of CSProxy_Lyon is not listed",
    }


def test_an_agent_is_counted_once_where_both_sites_are_the_same(tmp_path: Path) -> None:
    bad = changed(
        DEPLOYMENT,
        ('{ number = "7001", switch = "SIPS_Lyon" }, ', ""),
        (SITES_OF_LYON, SITES_OF_LYON.replace("Site Y", "Site X")),
    )
    (found,) = [f for f in findings(tmp_path, bad) if f.rule.id == "DEP-23"]
    assert found.what == "'Place 1' has no DN at a switch of 'Site X', for agent Anna"


# at the right place


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_the_line_is_the_very_line_of_the_place(case: Case, tmp_path: Path) -> None:
    """The line holds the last key of the place, or is the header of its table."""
    for found in of_case(case, tmp_path):
        words = re.findall(r'"([^"]*)"|([\w-]+)', found.place)
        keys = [quoted or bare for quoted, bare in words if not bare.isdigit()]
        if found.line is None or not keys:
            continue
        text = case.bootstrap if found.file.endswith("b.config") else case.deployment
        *_, line = above = text.split("\n")[: found.line]
        headers = (f"[[{keys[0]}]]", f"[{keys[0]}.options]")
        assert keys[-1] in line or line in headers, found
        if number := re.match(r"\w+\[(\d+)\]", found.place):
            assert above.count(headers[0]) == int(number[1]) + 1, found


# names


NAMES = {
    "a site of a server": (LYON, LYON.replace("Site X", "Site Q")),
    "two pairs of one name at a site": (
        'backup = "sips2.dublin.example:5070"\noptions = { "disaster-recovery.site" = "Site Y" }',
        'backup = "sips2.dublin.example:5070"\noptions = { "disaster-recovery.site" = "Site X" }',
    ),
    "a switch of a DN": ('"7001", switch = "SIPS_Lyon"', '"7001", switch = "SIPS"'),
    "a place": ('place = "Place 1"', 'place = "Place 9"'),
    "a tenant": ('name = "Anna"\ntenant = "Resources"', 'name = "Anna"\ntenant = "None"'),
    "a group of another tenant": ('name = "Anna"\ntenant = "Resources"\n', 'name = "Anna"\n'),
    "the name of two agents": ('name = "Brian"', 'name = "Anna"'),
}


@pytest.mark.parametrize("change", NAMES.values(), ids=NAMES)
def test_a_wrong_name_is_told_as_one_wherever_it_stands(
    change: tuple[str, str], tmp_path: Path
) -> None:
    """`find_wrong_references` tells names; the rule on values is for the values of options."""
    assert find_wrong_references.__module__ == "twinsite.configuration.deployment.references"
    found = ids(findings(tmp_path, changed(DEPLOYMENT, change)))
    assert found
    assert set(found) == {"DEP-03"}


def test_a_mistake_that_is_made_again_gets_the_same_advice(tmp_path: Path) -> None:
    agents = "".join(
        f'[[agents]]\nname = "N{n}"\nphone = "none"\noptions = {{ "login.voice.auto-ready" = 1 }}\n'
        for n in range(2 * MOST_ADVISED)
    )
    every = findings(tmp_path, f"{DEPLOYMENT}\n{agents}")
    found = [finding for finding in every if finding.rule.id == "DEP-02"]
    assert len(found) == 2 * MOST_ADVISED
    assert {f.remedy for f in found} == {"Did you mean login.voice.is-auto-ready?"}


def test_after_many_different_mistakes_no_nearest_name_is_searched(tmp_path: Path) -> None:
    agents = "".join(
        f'[[agents]]\nname = "N{n}"\nphone = "none"\nplace = "Place {n}0"\n'
        for n in range(1, MOST_ADVISED + 2)
    )
    *advised, last = findings(tmp_path, f"{DEPLOYMENT}\n{agents}")
    assert all(f.remedy.startswith("Did you mean 'Place ") for f in advised)
    assert last.remedy == last.rule.remedy


# nothing is wrong


RIGHT = {
    "an old Stat Server without business continuity": (
        (ENABLED, '"disaster-recovery.enabled" = false\n'),
        ('release = "8.5.1"', 'release = "8.1.1"'),
    ),
    "business continuity that is switched off on purpose": (
        (ENABLED, '"disaster-recovery.enabled" = false\n'),
    ),
    "the oldest Stat Server that is new enough": (('release = "8.5.1"', 'release = "8.1.2"'),),
    "a wait just longer than the registration period and an answer": (
        (
            '"disaster-recovery.wait-for-sipphone-timeout" = 60',
            '"disaster-recovery.wait-for-sipphone-timeout" = 49',
        ),
    ),
    "the recommended periods at both ends": (
        (PROXY0, PROXY0.replace("45", "30")),
        (
            PROXY0.replace("proxy0", "proxy1"),
            PROXY0.replace("proxy0", "proxy1").replace("45", "60"),
        ),
        (
            '"disaster-recovery.wait-for-sipphone-timeout" = 60',
            '"disaster-recovery.wait-for-sipphone-timeout" = 64',
        ),
    ),
    "a timeout just longer than a takeover": (
        ('"disaster-recovery.timeout" = 60', '"disaster-recovery.timeout" = 53'),
    ),
    "a shorter one where the world is quick": (
        ('"disaster-recovery.timeout" = 60', '"disaster-recovery.timeout" = 25'),
        ("addp_timeout = 10", "addp_timeout = 4"),
        ("connection_attempt = 5", "connection_attempt = 1"),
    ),
}


@pytest.mark.parametrize("changes", RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_not_told(changes: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    assert findings(tmp_path, changed(DEPLOYMENT, *changes)) == ()


def test_hosts_are_compared_without_case(tmp_path: Path) -> None:
    other = BOOTSTRAP.replace("csp1.lyon", "CSP1.Lyon")
    assert findings(tmp_path, DEPLOYMENT, other) == ()


def test_a_node_that_is_listed_twice_is_not_told_as_out_of_order(tmp_path: Path) -> None:
    first = "[csp1.lyon.example:2020]"
    found = findings(tmp_path, DEPLOYMENT, BOOTSTRAP.replace(first, first + first))
    assert ids(found) == ["DEP-77"]


# wherever it is


def test_the_timeout_is_compared_with_the_delays_of_the_peer_site_too(tmp_path: Path) -> None:
    """SITE-03, interpretation A5: the peer site is left after the same timeout."""
    only_lyon = DEPLOYMENT[: DEPLOYMENT.index('[[agents]]\nname = "Brian"')]
    slow = changed(only_lyon, (OF_DUBLIN, OF_DUBLIN.replace("10", "100", 1)))
    (found,) = [f for f in findings(tmp_path, slow) if f.rule.id == "DEP-40"]
    assert "after up to 142 s: 20 s until ADDP notices the loss, 2 s of random" in found.what
    assert found.what.endswith("100 s of retry delay, for agent Anna")


@pytest.mark.parametrize(
    ("option", "value", "rule"),
    [
        ("disaster-recovery.wait-for-sipphone-timeout", 48, "DEP-33"),
        ("disaster-recovery.timeout", 52, "DEP-40"),
    ],
)
def test_what_is_just_too_short_is_told(tmp_path: Path, option: str, value: int, rule: str) -> None:
    short = changed(DEPLOYMENT, (f'"{option}" = 60', f'"{option}" = {value}'))
    assert {finding.rule.id for finding in findings(tmp_path, short)} == {rule}


def test_a_wait_as_long_as_the_registration_period_moves_a_healthy_desktop(tmp_path: Path) -> None:
    """A40: what was lost for 60 s is tried again after 60 s."""
    alike = changed(
        DEPLOYMENT,
        *((f'proxy{n}.reg_timeout" = 45', f'proxy{n}.reg_timeout" = 60') for n in (0, 1)),
    )
    assert ids(findings(tmp_path, alike)) == ["DEP-33", "DEP-33"]


@pytest.mark.parametrize(
    "key", ["disaster-recovery.timeout", "interaction.Disaster-Recovery.Enabled"]
)
def test_an_option_of_business_continuity_in_the_bootstrap_file_is_told(
    tmp_path: Path, key: str
) -> None:
    more = BOOTSTRAP.replace("</appSettings>", f'<add key="{key}" value="30" /></appSettings>')
    (found,) = findings(tmp_path, DEPLOYMENT, more)
    assert "the options of business continuity are central" in found.what
    assert found.line


ACCEPTED = """
[[accepted]]
rule = "DEP-40"
reason = "We switch over early, on purpose."
"""


def test_a_finding_can_be_accepted_with_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short = changed(
        DEPLOYMENT, ('"disaster-recovery.timeout" = 60', '"disaster-recovery.timeout" = 20')
    )
    file = tmp_path / "d.toml"
    for text, status in ((short, 1), (short + ACCEPTED, 0)):
        file.write_text(text, encoding="utf-8")
        assert cli.run(["lint", str(file), "--sarif", str(tmp_path / "s.sarif")]) == status
        assert ("Reason: We switch over early" in capsys.readouterr().out) is (status == 0)
    results = json.loads((tmp_path / "s.sarif").read_text())["runs"][0]["results"]
    suppressed = {r["ruleId"] for r in results if "suppressions" in r}
    assert suppressed == {"DEP-38", "DEP-39", "DEP-40", "DEP-41"}
    elsewhere = ACCEPTED + 'place = "agents[0]"\n'
    file.write_text(short + elsewhere, encoding="utf-8")
    assert ids(lint_files(file).findings) == ["DEP-40", "DEP-62"]


def test_an_acceptance_of_nothing_is_told(tmp_path: Path) -> None:
    wrong = ACCEPTED.replace("DEP-40", "DEP-99")
    file = tmp_path / "d.toml"
    file.write_text(DEPLOYMENT + ACCEPTED + wrong, encoding="utf-8")
    found = lint_files(file).findings
    assert [f.what for f in found] == ["DEP-40 finds nothing", "no rule is 'DEP-99'"]


def test_an_option_of_a_cluster_can_be_unknown_to_the_release(tmp_path: Path) -> None:
    old, new = cluster(LYON.replace(" }", ', "warm-standby.retry-delay" = 5 }'))
    found = findings(tmp_path, changed(DEPLOYMENT, (old, new)), release="8.5.106.18")
    places = [f.place for f in found if f.rule.id == "DEP-50"]
    assert places == ['clusters[0].options."warm-standby.retry-delay"']


def test_a_file_without_any_list_is_told_for_the_releases_that_read_lists(tmp_path: Path) -> None:
    none = BOOTSTRAP.replace("login.nodes", "other.nodes")
    assert ids(findings(tmp_path, DEPLOYMENT, none)) == ["DEP-74"]
    assert "DEP-74" not in ids(findings(tmp_path, DEPLOYMENT, none, "8.5.111.20"))


def test_nodes_of_a_site_and_of_none_are_told_apart(tmp_path: Path) -> None:
    bad = changed(DEPLOYMENT, (OF_DUBLIN, "reconnect_timeout = 10"))
    mixed = BOOTSTRAP.replace("csp2.lyon", "csp2.dublin")
    (found,) = [f for f in findings(tmp_path, bad, mixed) if f.rule.id == "DEP-72"]
    assert found.what == "the nodes are of different sites: 'Site X' and no site"


# interpretation


@pytest.mark.parametrize("text", [DEPLOYMENT, "release = 1", "release ="])
def test_interpretation_leaves_the_search_for_cycles_as_it_was(text: str, tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    file.write_text(text, encoding="utf-8")
    for collector in (gc.disable, gc.enable):
        collector()
        before = gc.isenabled()
        with suppress(InputError):
            read_deployment(file)
        assert gc.isenabled() is before


# writing


def test_a_file_name_that_is_not_utf_8_has_a_uri() -> None:
    finding = Finding(RULES["DEP-10"], "a\udcff b.toml", None, "", "It is wrong", "Mend.", "guide")
    data = json.loads(lint_sarif(LintReport("d", None, 1, (finding,))))
    place = data["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "a%FF%20b.toml"}}
