"""Two sites that are one, pairs that are no peers, and settings that nobody's phone heeds."""

from pathlib import Path

from configuration.lint_cases import DEPLOYMENT, DUBLIN, LYON, OTHER_NAME, PROXY0, THIRD, cluster
from twinsite.configuration.lint import Finding, lint_files

DESK = f'[[agent_groups]]\nname = "Desk"\ntenant = "Resources"\noptions = {{ {PROXY0} }}\n\n'
"""A group with a registration period."""
FIRST_GROUP = '[[agent_groups]]\nname = "Lyon"'
CLAIRE = 'name = "Claire"\ntenant = "Resources"\ngroups = ["Lyon"'
ANNA = 'name = "Anna"\ntenant = "Resources"\ngroups = ["Lyon"'


def findings(folder: Path, *changes: tuple[str, str]) -> tuple[Finding, ...]:
    text = DEPLOYMENT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file = folder / "d.toml"
    file.write_text(text, encoding="utf-8")
    # what the example accepts need not be found in its variants
    return tuple(f for f in lint_files(file).findings if f.rule.id != "DEP-62")


def test_a_switch_of_two_pairs_at_one_site_is_not_told(tmp_path: Path) -> None:
    third = f'{THIRD}\nswitch = "SIPS_Dublin"'
    assert findings(tmp_path, (DUBLIN, f"{DUBLIN}\n{third}")) == ()


def test_a_switch_that_a_pair_has_by_its_name_is_told_at_the_pair(tmp_path: Path) -> None:
    """BC-10: with one switch at two sites a single DN would do for both."""
    first = 'backup = "sips2.lyon.example:5070"\n'
    (found,) = (
        f
        for f in findings(
            tmp_path,
            (first, f'{first}switch = "SIPS_Third"\n'),
            (DUBLIN, f"{DUBLIN}\n{THIRD}"),
            *(
                (f'700{n}", switch = "SIPS_Lyon"', f'700{n}", switch = "SIPS_Third"')
                for n in range(1, 6)
            ),
        )
        if f.rule.id == "DEP-26"
    )
    assert found.place == "sip_server_pairs[2]"
    assert found.what == (
        "SIPS_Lyon and SIPS_Third are of different sites and have one switch, 'SIPS_Third'"
    )


def test_one_server_of_any_kind_at_two_sites_is_told(tmp_path: Path) -> None:
    """BC-01: a peer that is the same server outlasts nothing."""
    (found,) = findings(tmp_path, ("stat2.dublin.example", "Stat2.Lyon.example"))
    assert (found.rule.id, found.place) == ("DEP-27", "stat_server_pairs[1].backup")
    assert found.what == (
        "Stat2.Lyon.example:7120 is at 'Site X' (StatServer_Lyon) and at 'Site Y'"
        " (StatServer_Dublin)"
    )


def test_a_node_at_two_sites_is_told_at_the_node(tmp_path: Path) -> None:
    old, new = cluster(DUBLIN)
    found = findings(tmp_path, (old, new.replace("c1.example:1", "stat1.lyon.example:7120")))
    assert ("DEP-27", "clusters[0].nodes[0]") in [(f.rule.id, f.place) for f in found]


def test_one_host_with_servers_of_two_kinds_is_not_told(tmp_path: Path) -> None:
    assert findings(tmp_path, ("csp1.dublin.example:2020", "stat1.lyon.example:7120")) == ()


def test_dns_at_pairs_of_two_names_are_told_once_a_place(tmp_path: Path) -> None:
    """BC-05: the pair of the preferred site and that of the peer site have one name."""
    found = findings(
        tmp_path,
        (DUBLIN, f"{DUBLIN}\n{THIRD}"),
        ('7001", switch = "SIPS_Dublin"', '7001", switch = "SIPS_Third"'),
    )
    assert [(f.rule.id, f.place) for f in found] == [("DEP-28", "places[0].dns")]
    assert found[0].what == (
        "the DNs of 'Place 1' at 'Site X' and at 'Site Y' are at pairs of different names,"
        " for agent Anna"
    )


def test_a_place_with_a_further_dn_at_the_peer_is_not_told(tmp_path: Path) -> None:
    more = '{ number = "7001", switch = "SIPS_Third" }, { number = "7001", switch = "SIPS_Lyon" }'
    assert (
        findings(
            tmp_path,
            (DUBLIN, f"{DUBLIN}\n{THIRD}"),
            ('{ number = "7001", switch = "SIPS_Lyon" }', more),
        )
        == ()
    )


def test_sites_without_any_peers_are_told_once_and_not_for_each_place(tmp_path: Path) -> None:
    found = findings(tmp_path, (DUBLIN, DUBLIN.replace(" }", OTHER_NAME)))
    assert {f.rule.id for f in found} == {"DEP-17"}


def test_further_servers_without_a_site_are_told_as_such(tmp_path: Path) -> None:
    assert [f.rule.id for f in findings(tmp_path, cluster(""))] == ["DEP-12"]
    assert [f.rule.id for f in findings(tmp_path, cluster(LYON))] == ["DEP-29"]


def test_a_registration_period_of_a_group_of_desk_phones_is_told(tmp_path: Path) -> None:
    """REG-11: reg_timeout is for the endpoint of the desktop only, wherever it is set."""
    group = (FIRST_GROUP, DESK + FIRST_GROUP)
    claire, anna = (CLAIRE, CLAIRE + ', "Desk"'), (ANNA, ANNA + ', "Desk"')
    (found,) = findings(tmp_path, group, claire)
    assert found.rule.id == "DEP-32"
    assert found.place == 'agent_groups[0].options."sipendpoint.proxies.proxy0.reg_timeout"'
    assert found.what.endswith("has no effect on this phone, for agent Claire")
    assert findings(tmp_path, group, claire, anna) == ()


def test_a_registration_period_of_somebody_without_a_phone_is_not_told(tmp_path: Path) -> None:
    group = (FIRST_GROUP, DESK + FIRST_GROUP)
    claire = (CLAIRE, CLAIRE + ', "Desk"')
    assert findings(tmp_path, group, claire, ('phone = "hard_phone"', 'phone = "none"')) == ()
