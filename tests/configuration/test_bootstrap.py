"""A bootstrap file tells which Configuration Servers a desktop tries first, and where they are."""

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from twinsite.configuration.bootstrap import Bootstrap, Node, NodeList, load_bootstrap

URL = '<add key="login.url" value="tcp://Env/Desk Top" />'
PREFERRED = "login.nodes.preferred-site.Env"
PEER = "login.nodes.peer-site.Env"
PAIR = "[a:1][b:2],Timeout=10"

GUIDE = """\
<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <configSections><section name="log4net" type="x" /></configSections>
  <appSettings>
    <!-- <add key="login.url" value="nonsense" /> -->
    <add key="login.url" value="tcp://Env/Desk Top" />
    <add key="login.nodes.preferred-site.Env"
         value="[csp1:2020][10.0.0.2:2021],Timeout=10" />
    <add key="login.nodes.peer-site.Env"
         value="[csp3.example:2020][csp4_b:65535],Timeout=15" />
    <add key="other.key" value="of no interest" />
  </appSettings>
  <runtime><gcServer enabled="true" /></runtime>
</configuration>
"""

Read = Callable[..., Bootstrap]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(*lines: str) -> Bootstrap:
        """Read a file whose settings stand in line 2 and the following."""
        path = tmp_path / "f.config"
        body = "\n".join(["<configuration><appSettings>", *lines, "</appSettings></configuration>"])
        path.write_text(body, encoding="utf-8")
        return load_bootstrap(path)

    return read


def add(key: str, value: str) -> str:
    return f'<add key="{key}" value="{value}" />'


def told(found: Bootstrap) -> list[tuple[int | None, str]]:
    return [(note.line, note.what) for note in found.notes]


def test_the_form_of_the_guide_is_read_without_a_note(tmp_path: Path) -> None:
    path = tmp_path / "InteractionWorkspace.exe.config"
    path.write_text(GUIDE, encoding="utf-8")
    assert load_bootstrap(path) == Bootstrap(
        path=str(path),
        environment="Env",
        application="Desk Top",
        login_url_line=6,
        preferred=NodeList(
            key=PREFERRED,
            nodes=(Node(host="csp1", port=2020), Node(host="10.0.0.2", port=2021)),
            timeout=10,
            line=7,
        ),
        peer=NodeList(
            key=PEER,
            nodes=(Node(host="csp3.example", port=2020), Node(host="csp4_b", port=65535)),
            timeout=15,
            line=9,
        ),
        notes=(),
    )


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: codecs.BOM_UTF16_LE + text.replace("utf-8", "UTF-16").encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_BE + text.replace("utf-8", "utf-16").encode("utf-16-be"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("utf-8", "us-ascii").encode(),
    ],
    ids=["byte order mark", "utf-16-le", "utf-16-be", "lines of Windows", "ascii"],
)
def test_the_usual_encodings_make_no_difference(
    tmp_path: Path, encode: Callable[[str], bytes]
) -> None:
    path = tmp_path / "f.config"
    path.write_text(GUIDE, encoding="utf-8")
    expected = load_bootstrap(path)
    path.write_bytes(encode(GUIDE))
    assert load_bootstrap(path) == expected


@pytest.mark.parametrize("count", [1, 2, 3, 20])
def test_a_site_has_one_node_or_more(read: Read, count: int) -> None:
    """A pair and a cluster are written alike (A28)."""
    value = "".join(f"[csp{number}:2020]" for number in range(count)) + ",Timeout=10"
    found = read(URL, add(PREFERRED, value))
    assert found.preferred
    assert [str(node) for node in found.preferred.nodes] == [f"csp{n}:2020" for n in range(count)]
    assert found.notes == ()


def test_an_ipv6_address_stands_in_brackets_of_its_own(read: Read) -> None:
    found = read(URL, add(PEER, "[[2001:db8::1]:2020],Timeout=1"))
    assert found.peer
    assert [str(node) for node in found.peer.nodes] == ["[2001:db8::1]:2020"]


def test_references_to_characters_are_resolved(read: Read) -> None:
    found = read('<add key="login.url" value="tcp://A&amp;B/&#x44;" />')
    assert (found.environment, found.application) == ("A&B", "D")


def test_a_file_of_another_name_space_is_read(tmp_path: Path) -> None:
    path = tmp_path / "f.config"
    space = 'xmlns="http://schemas.microsoft.com/.NetConfiguration/v2.0"'
    body = f"<configuration {space}><appSettings>{URL}</appSettings></configuration>"
    path.write_text(body, encoding="utf-8")
    assert load_bootstrap(path).environment == "Env"


def test_settings_elsewhere_in_the_file_are_not_the_desktops(tmp_path: Path) -> None:
    path = tmp_path / "f.config"
    path.write_text(
        f"<configuration>\n<location><appSettings>{URL}</appSettings></location>\n"
        f"{URL}</configuration>",
        encoding="utf-8",
    )
    assert load_bootstrap(path).environment is None


def test_a_file_without_settings_names_nothing(tmp_path: Path) -> None:
    path = tmp_path / "f.config"
    path.write_text("<configuration/>", encoding="utf-8")
    found = load_bootstrap(path)
    assert (found.environment, found.application, found.login_url_line) == (None, None, None)
    assert told(found) == [(None, "login.url is missing, so no list of nodes is taken")]


def test_clear_and_remove_undo_what_stands_above_them(read: Read) -> None:
    found = read(URL, "<clear/>", URL, add(PEER, "nonsense"), f'<remove key="{PEER}" />')
    assert (found.login_url_line, found.peer, found.notes) == (4, None, ())


def test_of_two_settings_with_one_key_the_last_one_holds(read: Read) -> None:
    found = read(URL, add(PEER, "nonsense"), add(PEER, PAIR))
    assert found.peer
    assert found.peer.line == 4
    assert told(found) == [(4, f"{PEER!r} stands in line 3 as well; the last one holds")]


def test_spaces_are_passed_over_with_a_note(read: Read) -> None:
    found = read(add("login.url", " tcp://Env/A "), add(PEER, " [ a : 1 ] [b:2] , Timeout = 10 "))
    assert found.peer
    assert [str(node) for node in found.peer.nodes] == ["a:1", "b:2"]
    assert (found.environment, found.peer.timeout) == ("Env", 10)
    assert told(found) == [
        (2, "login.url has spaces around its value, which are ignored"),
        (3, f"{PEER!r} has spaces in its value, which are ignored"),
    ]


def test_a_missing_timeout_is_noted(read: Read) -> None:
    """A30: without a time of its own the desktop uses warm-standby.retry-delay."""
    found = read(URL, add(PEER, "[a:1]"))
    assert found.peer
    assert found.peer.timeout is None
    what = f"{PEER!r} has no Timeout, so warm-standby.retry-delay is taken to hold"
    assert told(found) == [(3, what)]


def test_a_timeout_in_lower_case_is_noted(read: Read) -> None:
    found = read(URL, add(PEER, "[a:1],timeout=007"))
    assert found.peer
    assert found.peer.timeout == 7
    assert told(found) == [(3, f"{PEER!r} spells Timeout as 'timeout', which is taken for it")]


def test_a_node_that_is_listed_twice_is_noted(read: Read) -> None:
    found = read(URL, add(PEER, "[a:1][b:1][a:01],Timeout=1"))
    assert told(found) == [(3, f"{PEER!r} lists a:1 2 times")]


def test_a_list_without_a_site_is_taken_for_the_preferred_one(read: Read) -> None:
    found = read(URL, add("login.nodes.Env", PAIR))
    assert found.preferred
    assert found.preferred.key == "login.nodes.Env"
    what = "'login.nodes.Env' names no site, and is taken for the preferred one"
    assert told(found) == [(3, what)]


def test_a_list_without_a_site_is_not_read_beside_the_preferred_one(read: Read) -> None:
    found = read(URL, add("login.nodes.Env", "nonsense"), add(PREFERRED, PAIR))
    assert found.preferred
    assert found.preferred.key == PREFERRED
    what = "'login.nodes.Env' is not read, since the preferred site has a list of its own"
    assert told(found) == [(3, what)]


@pytest.mark.parametrize("site", ["", "preferred-site.", "peer-site."])
def test_the_nodes_of_another_environment_are_noted(read: Read, site: str) -> None:
    found = read(URL, add(PREFERRED, PAIR), add(PEER, PAIR), add(f"login.nodes.{site}Test", "?"))
    [note] = found.notes
    assert note.line == 5
    assert note.what == (
        f"'login.nodes.{site}Test' is not read, since login.url names the environment 'Env'"
    )
    assert note.remedy == "Give the environment 'Test' a file of its own."


@pytest.mark.parametrize(
    ("key", "remedy"),
    [
        (
            "Login.Nodes.Peer-Site.env",
            f"Write {PEER!r}: upper and lower case count, and so do spaces.",
        ),
        (f" {PEER}", f"Write {PEER!r}: upper and lower case count, and so do spaces."),
        ("login.node.peer-site.Env", f"Did you mean {PEER!r}?"),
        ("login.nodes.peersite.Env", f"Did you mean {PEER!r}?"),
        ("login.nonsense", "Check how it is spelled."),
        ("login.nodes.peer-site.", f"Did you mean {PEER!r}?"),
        ("login." + "x" * 1000, "Check how it is spelled."),
    ],
)
def test_a_key_that_is_not_known_is_noted(read: Read, key: str, remedy: str) -> None:
    found = read(URL, add(key, "?"))
    assert found.peer is None
    [note] = found.notes
    assert (note.line, note.remedy) == (3, remedy)
    assert "is not read" in note.what


def test_a_key_that_is_there_already_is_not_proposed(read: Read) -> None:
    found = read(URL, add(PEER, PAIR), add("login.nodes.peer-site.Enw", "?"))
    assert found.notes[0].remedy == "Give the environment 'Enw' a file of its own."


def test_upper_and_lower_case_count_in_the_name_of_the_section(tmp_path: Path) -> None:
    path = tmp_path / "f.config"
    path.write_text(f"<configuration>\n<AppSettings>{URL}</AppSettings></configuration>")
    found = load_bootstrap(path)
    assert found.environment is None
    assert (2, "the section 'AppSettings' is not read, since upper and lower case count") in told(
        found
    )


@pytest.mark.parametrize("attribute", ["file", "configSource"])
def test_settings_in_another_file_are_noted_and_not_read(tmp_path: Path, attribute: str) -> None:
    other = tmp_path / "other.config"
    other.write_text(f"<appSettings>{add(PEER, PAIR)}</appSettings>", encoding="utf-8")
    path = tmp_path / "f.config"
    path.write_text(
        f'<configuration><appSettings {attribute}="other.config">{URL}</appSettings>'
        "</configuration>",
        encoding="utf-8",
    )
    found = load_bootstrap(path)
    assert found.peer is None
    assert told(found) == [(1, "the settings in the file 'other.config' are not read")]


@pytest.mark.parametrize("scheme", ["http", "HTTPS"])
def test_an_address_in_the_web_names_no_environment(read: Read, scheme: str) -> None:
    found = read(add("login.url", f"{scheme}://host/x/y"), add(PEER, PAIR))
    assert (found.environment, found.application, found.login_url_line) == (None, None, 2)
    assert told(found) == [
        (2, "login.url is an address in the web and names no environment, so no list is taken"),
        (3, f"{PEER!r} is not read, since login.url names no environment"),
    ]


def test_another_case_of_tcp_is_noted(read: Read) -> None:
    found = read(add("login.url", "TCP://Env/A"))
    assert found.environment == "Env"
    assert told(found) == [(2, "login.url begins with TCP, which is taken for tcp")]


def test_host_and_port_in_place_of_the_environment_are_noted(read: Read) -> None:
    found = read(add("login.url", "tcp://csp1.example:2020/A"))
    assert (found.environment, found.application) == ("csp1.example:2020", "A")
    what = "'csp1.example:2020' in login.url looks like host and port of a single server"
    assert told(found) == [(2, what)]


def test_notes_stand_in_the_order_of_lines(read: Read) -> None:
    found = read(add("login.x", ""), add(PEER, "[a:1]"), URL, add("login.y", ""))
    assert [note.line for note in found.notes] == [2, 3, 5]
