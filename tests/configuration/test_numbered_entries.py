"""Entries that stand for many: they stay one entry, and every analysis knows how many it is."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinsite import cli
from twinsite.analyses.drill.staff import kinds_of
from twinsite.analyses.load import crowds_of
from twinsite.configuration.deployment import distinct_profiles, load_deployment
from twinsite.configuration.deployment.agents import Agents
from twinsite.configuration.deployment.combinations import combinations_of
from twinsite.configuration.deployment.numbered import MOST, stands_for
from twinsite.configuration.lint import lint_files
from twinsite.errors import InputError

SITES = """
release = "8.5.111.21"
[application.options]
"disaster-recovery.enabled" = true
"disaster-recovery.preferred-site" = "Site X"
"disaster-recovery.peer-site" = "Site Y"
[[sites]]
name = "Site X"
[[sites]]
name = "Site Y"
[[sip_server_pairs]]
name = "A"
primary = "a1.example:5060"
backup = "a2.example:5060"
options = { "disaster-recovery.site" = "Site X" }
[[sip_server_pairs]]
name = "B"
primary = "b1.example:5060"
backup = "b2.example:5060"
options = { "disaster-recovery.site" = "Site Y" }
[[places]]
name = "Seat ####"
count = 5000
dns = [{ number = "7####", switch = "A" }, { number = "8####", switch = "B" }]
"""
MANY = """
[[agents]]
name = "Lyon ####"
count = 4999
phone = "workspace_endpoint"
place = "Seat ####"
[[agents]]
name = "Anna"
phone = "hard_phone"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "deployment.toml"
    path.write_text(SITES + text, encoding="utf-8")
    return path


def test_many_agents_are_one_entry(tmp_path: Path) -> None:
    deployment = load_deployment(written(tmp_path, MANY))
    assert (len(deployment.agents), deployment.number_of_agents) == (2, 5000)
    voice = distinct_profiles(deployment)
    assert [each.agents.number for each in voice] == [4999, 1]
    assert [kind.agents.number for kind in kinds_of(deployment)] == [4999, 1]
    assert combinations_of(deployment).found[0].agents.number == 5000


def test_the_load_counts_every_agent(tmp_path: Path) -> None:
    kinds = kinds_of(load_deployment(written(tmp_path, MANY)))
    assert [crowd.count for crowd in crowds_of(kinds, None)] == [4999, 1]
    assert [crowd.count for crowd in crowds_of(kinds, 10_000)] == [9998, 2]


def test_the_linter_says_how_many_it_concerns(tmp_path: Path) -> None:
    report = lint_files(written(tmp_path, MANY))
    told = {finding.rule.id: finding.what for finding in report.findings}
    assert report.agents == 5000
    assert told["DEP-30"].endswith(", for 4,999 agents: Lyon ####")


def test_one_of_many_is_found_by_its_own_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(written(tmp_path, MANY))
    assert cli.run(["options", path, "--agent", "Lyon 0042", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["agent"] == "Lyon ####"
    assert cli.run(["options", path, "--agent", "Lyon 5000", "--json"]) == 2


@pytest.mark.parametrize(
    ("agents", "what"),
    [
        ('name = "Lyon"\ncount = 2', "'Lyon' is the same for several of 2"),
        ('name = "Lyon ##"\ncount = 100', "'Lyon ##' is the same for several of 100"),
        ('name = "# Lyon #"\ncount = 2', "'# Lyon #' is the same for several of 2"),
        ('name = "Lyon #"\ncount = 0', "no number of objects"),
        ('name = "Lyon #"\ncount = -1', "no number of objects"),
        ('name = "Lyon #"\ncount = 1000000000000', f"no number of objects.*1 to {MOST:,}"),
        ('name = "Lyon #"\ncount = 2.0', "no number of objects"),
        ('name = "Lyon #"\ncount = true', "no number of objects"),
        ('name = "Lyon #"\ncount = "2"', "no number of objects"),
        ('name = "Lyon ####"\ncount = 5001\nplace = "Seat ####"', "5,001 .* too few places: 5,000"),
    ],
)
def test_a_wrong_number_of_agents_is_told(agents: str, what: str, tmp_path: Path) -> None:
    path = written(tmp_path, f'[[agents]]\nphone = "hard_phone"\n{agents}\n')
    with pytest.raises(InputError, match=what) as caught:
        load_deployment(path)
    assert "agents[0]" in str(caught.value.where)


def test_dns_of_many_places_differ(tmp_path: Path) -> None:
    places = '[[places]]\nname = "P #"\ncount = 9\ndns = [{ number = "7001", switch = "A" }]\n'
    with pytest.raises(InputError, match="'7001' is the same for several of 9") as caught:
        load_deployment(written(tmp_path, places))
    assert "dns" in str(caught.value.where)


@given(count=st.integers(2, 99), number=st.integers(0, 120))
def test_an_entry_stands_for_the_numbers_from_one_on(count: int, number: int) -> None:
    is_one = 1 <= number <= count
    assert stands_for("Lyon ##", count, f"Lyon {number:02}") is (is_one and number < 100)
    assert stands_for("Lyon ##", count, f"Lyon {number:03}") is False
    assert stands_for("Lyon ##", 1, f"Lyon {number:02}") is False
    assert not stands_for("Lyon ##", count, "Lyon \u0661\u0662")


def test_agents_are_named_with_what_is_left_out() -> None:
    agents = Agents(("Anna", "Lyon ##", "Brian"), (1, 50, 1))
    assert agents.named(1) == "Anna and 51 more"
    assert agents.named(2, sized=True) == "Anna, Lyon ## (50 agents) and 1 more"
