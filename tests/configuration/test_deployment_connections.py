"""To what the Stat and Configuration connections go, and where business continuity is off."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from twinsite.configuration.deployment import (
    Deployment,
    distinct_profiles,
    load_deployment,
    retry_delay,
)
from twinsite.errors import InputError
from twinsite.model.profile import Part, Profile, Release

DELAY = "warm-standby.retry-delay"
ENABLED = {
    "disaster-recovery.enabled": True,
    "disaster-recovery.preferred-site": "X",
    "disaster-recovery.peer-site": "Y",
}


def at(site: str | None) -> dict[str, object]:
    """Return the options of a server of a site."""
    return {} if site is None else {"disaster-recovery.site": site}


def pair(name: str, site: str | None, *, single: bool = False) -> dict[str, object]:
    """Return a pair, or a single server."""
    both = {"primary": f"{name}1.example:7120", "backup": f"{name}2.example:7120"}
    kept = {"primary": both["primary"]} if single else both
    return {"name": name, **kept, "options": at(site)}


def cluster(
    name: str, site: str | None, nodes: int, kind: str = "stat_server"
) -> dict[str, object]:
    """Return a cluster."""
    addresses = [f"{name}{number}.example:7120" for number in range(nodes)]
    return {"name": name, "kind": kind, "nodes": addresses, "options": at(site)}


def deployment(*, options: Mapping[str, object] = ENABLED, **tables: object) -> Deployment:
    """Return a deployment with one agent."""
    return Deployment.model_validate(
        {
            "release": "8.5.111.21",
            "application": {"options": dict(options)},
            "sites": [{"name": "X"}, {"name": "Y"}],
            "agents": [{"name": "A", "phone": "none"}],
            **tables,
        }
    )


def found(part: Part, given: Deployment) -> tuple[Profile, tuple[str, ...]]:
    """Return the profile of one part of the agent, with its notes."""
    (one,) = (f for f in distinct_profiles(given) if f.profile.part is part)
    return one.profile, one.notes


@pytest.mark.parametrize(
    ("tables", "nodes"),
    [
        ({"stat_server_pairs": [pair("a", "X"), pair("b", "Y")]}, 0),
        (
            {"stat_server_pairs": [pair("a", "X", single=True), pair("b", "Y", single=True)]},
            1,
        ),
        ({"clusters": [cluster("a", "X", 2), cluster("b", "Y", 2)]}, 2),
        ({"clusters": [cluster("a", "X", 3), cluster("b", "Y", 3)]}, 3),
    ],
)
def test_the_form_of_the_servers_is_the_form_of_the_connection(
    tables: dict[str, object], nodes: int
) -> None:
    """CLUS-01: a pair, a single server or a cluster at each site."""
    assert found(Part.STAT, deployment(**tables)) == (Profile(part=Part.STAT, nodes=nodes), ())


@pytest.mark.parametrize(
    ("options", "tables", "reason"),
    [
        (
            {**ENABLED, "disaster-recovery.enabled": False},
            [pair("a", "X"), pair("b", "Y")],
            "disaster-recovery.enabled is false (BC-02)",
        ),
        (ENABLED, [pair("a", "X"), pair("b", None)], "peer site 'Y' has no server of the kind"),
        (ENABLED, [pair("a", None), pair("b", "Y")], "preferred site 'X' has no server of the"),
        (
            {**ENABLED, "disaster-recovery.peer-site": "X"},
            [pair("a", "X"), pair("b", "Y")],
            "preferred and peer site are both 'X'",
        ),
        (
            {"disaster-recovery.enabled": True, "disaster-recovery.preferred-site": "X"},
            [pair("a", "X"), pair("b", "Y")],
            "disaster-recovery.peer-site is not set",
        ),
    ],
)
def test_a_connection_without_two_matching_sites_has_no_peer(
    options: dict[str, object], tables: list[object], reason: str
) -> None:
    """BC-03: site names are matched for each kind of server by itself."""
    profile, notes = found(Part.STAT, deployment(options=options, stat_server_pairs=tables))
    assert profile == Profile(part=Part.STAT, business_continuity=False)
    assert len(notes) == 1
    assert notes[0].startswith(f"business continuity is off for stat: {reason}")


def test_a_kind_without_servers_has_no_profile() -> None:
    assert [f.profile.part for f in distinct_profiles(deployment())] == [Part.VOICE]


def test_a_start_knows_the_servers_of_configuration() -> None:
    """START-01: the bootstrap nodes are those of the Configuration connection."""
    pairs = [pair("a", "X"), pair("b", "Y")]
    given = deployment(configuration_server_proxy_pairs=pairs)
    assert found(Part.START_UP, given) == (Profile(part=Part.START_UP, nodes=2), ())
    three = [cluster(n, s, 3, "configuration_server_proxy") for n, s in (("a", "X"), ("b", "Y"))]
    assert found(Part.START_UP, deployment(clusters=three))[0].nodes == 3


def test_more_nodes_than_are_modelled_are_told() -> None:
    given = deployment(clusters=[cluster("a", "X", 5), cluster("b", "Y", 5)])
    profile, notes = found(Part.STAT, given)
    assert (profile.nodes, notes) == (3, ("stat: 5 nodes are modelled as 3",))


def test_sites_of_different_forms_are_told() -> None:
    given = deployment(stat_server_pairs=[pair("a", "X")], clusters=[cluster("b", "Y", 2)])
    profile, notes = found(Part.STAT, given)
    assert profile.nodes == 0
    assert notes == (
        "stat: a pair at the preferred and a cluster of 2 nodes at the peer site are modelled as a"
        " pair at both",
    )


def test_an_old_release_has_no_continuity_for_stat() -> None:
    """CLUS-07: before 8.5.106.19 business continuity is for voice only."""
    given = deployment(stat_server_pairs=[pair("a", "X"), pair("b", "Y")])
    old = Release((8, 5, 106, 18))
    (profile,) = (f for f in distinct_profiles(given, release=old) if f.profile.part is Part.STAT)
    assert profile.profile == replace(Profile(part=Part.STAT), release=old)
    assert not profile.profile.has_peer
    assert profile.notes == ("release 8.5.106.18 has no business continuity for stat (CLUS-07)",)


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"clusters": [{**cluster("a", "X", 1), "nodes": []}]}, "nodes"),
        ({"clusters": [cluster("a", "Z", 1)]}, "there is no site"),
        ({"clusters": [{**cluster("a", "X", 1), "kind": "chat"}]}, "is not a kind of server"),
        ({"clusters": [{**cluster("a", "X", 1), "release": "new"}]}, "release of a server"),
        (
            {"clusters": [{**cluster("a", "X", 1), "nodes": ["h:1", "h:1"]}]},
            "two nodes are h:1",
        ),
        ({"places": [{"name": "P", "dns": [{"number": "1", "switch": "S"}]}]}, "has the switch"),
        ({"agents": [{"name": "A", "phone": "none", "place": "P"}]}, "there is no place"),
        ({"stat_server_pairs": [pair("a", "X"), pair("a", "Y")]}, "is taken by"),
    ],
)
def test_what_cannot_be_modelled_is_refused(tables: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        deployment(**tables)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('[[clusters]]\nname = "C"\nkind = "stat_server"\nnodes = []', "the list is empty"),
        ('[[clusters]]\nname = "C"\nkind = 7\nnodes = ["h:1"]', "this is not a kind of server"),
        (
            '[[stat_server_pairs]]\nname = "S"\nprimary = "h:1"\nreconnect_timeout = -1',
            "the number is negative",
        ),
        (
            '[[stat_server_pairs]]\nname = "S"\nprimary = "h:1"\nreconnect_timeout = "soon"',
            "a whole number is expected, not a text",
        ),
        ('[[places]]\nname = "P"\ndns = "7001"', "a list is expected, not a text"),
        ("sip_endpoint_release = 9", "this is not the release of a server"),
    ],
)
def test_a_wrong_value_gets_one_clear_message(lines: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    file.write_text(f'release = "8.5.111.21"\n{lines}\n', encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_deployment(file)


@pytest.mark.parametrize(
    ("servers", "application", "seconds", "origin"),
    [
        ({"reconnect_timeout": 20}, 30, 20, "Reconnect Timeout of the primary"),
        ({"reconnect_timeout": 0}, 30, 30, "application"),
        ({}, None, 10, "default"),
        ({"backup": None, "reconnect_timeout": 20}, 30, 30, "application"),
        ({"backup": None, "options": {DELAY: 5}}, 30, 5, "server S"),
        ({"options": {DELAY: 5}}, None, 10, "default"),
    ],
)
def test_a_pair_and_a_single_server_have_the_retry_delay_that_is_theirs(
    servers: dict[str, object], application: int | None, seconds: int, origin: str
) -> None:
    """LINK-09: the primary of a pair, the single server, the application, in this order."""
    usual: dict[str, object] = {"name": "S", "primary": "h:1", "backup": "h:2"}
    given = {key: value for key, value in {**usual, **servers}.items() if value is not None}
    options = {} if application is None else {DELAY: application}
    found = deployment(options=options, stat_server_pairs=[given])
    assert retry_delay(found, found.stat_server_pairs[0]) == (seconds, origin)


@pytest.mark.parametrize(("own", "seconds", "origin"), [(7, 7, "cluster C"), (None, 10, "default")])
def test_a_cluster_has_the_retry_delay_of_its_own_object(
    own: int | None, seconds: int, origin: str
) -> None:
    """LINK-09, CLUS-04: the option of the cluster wins over that of the application."""
    options = {} if own is None else {DELAY: own}
    found = deployment(clusters=[{**cluster("C", None, 2), "options": options}])
    assert retry_delay(found, found.clusters[0]) == (seconds, origin)
