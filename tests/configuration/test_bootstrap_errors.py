"""A bootstrap file that cannot be used is refused with one message: where, what, what to do."""

from pathlib import Path
from xml.sax.expatreader import ExpatParser

import pytest

from twinsite.configuration.bootstrap import load_bootstrap
from twinsite.configuration.bootstrap.load import LARGEST_FILE_BYTES
from twinsite.configuration.bootstrap.settings import DEEPEST, MOST_SETTINGS
from twinsite.errors import InputError

URL = '<add key="login.url" value="tcp://Env/App" />'
PEER = "login.nodes.peer-site.Env"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "f.config"


def refusal(path: Path, content: str | bytes) -> InputError:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError) as caught:
        load_bootstrap(path)
    return caught.value


def with_settings(*lines: str) -> str:
    """Return a file whose settings stand in line 2 and the following."""
    lines = ("<configuration><appSettings>", *lines, "</appSettings></configuration>")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("", "'' lists no node"),
        (",Timeout=10", "',Timeout=10' lists no node"),
        ("csp1:2020", "'csp1:2020' lists no node"),
        ("[]", "'' is not host and port of a node"),
        ("[a]", "'a' is not host and port of a node"),
        ("[a:1][b]", "'b' is not host and port of a node"),
        ("[:1]", "':1' is not host and port of a node"),
        ("[a:]", "'a:' is not host and port of a node"),
        ("[CSP1Host:CSP1Port]", "'CSP1Host:CSP1Port' is not host and port of a node"),
        ("[a b:1]", "'a b:1' is not host and port of a node"),
        ("[a:-1]", "'a:-1' is not host and port of a node"),
        ("[a:１]", "'a:１' is not host and port of a node"),
        ("[2001:db8::1:2020]", "'2001:db8::1:2020' is not host and port of a node"),
        ("[[2001:db8:::1]:1]", "'[2001:db8:::1]:1' is not host and port of a node"),
        ("[[a]:1]", "'[a]:1' is not host and port of a node"),
        (f"[{'a' * 256}:1]", f"{'a' * 80 + '...'!r} is not host and port of a node"),
        ("[a:0]", "the port of 'a:0' is not from 1 to 65535"),
        ("[a:65536]", "the port of 'a:65536' is not from 1 to 65535"),
        ("[a:1", "'[a:1' lists no node"),
        ("[a:1],[b:1]", "',[b:1]' after a:1 is neither a node nor a Timeout"),
        ("[a:1],Timeout", "',Timeout' after a:1 is neither a node nor a Timeout"),
        ("[a:1]Timeout=10", "'Timeout=10' after a:1 is neither a node nor a Timeout"),
        ("[a:1],Timeout=10 s", "',Timeout=10 s' after a:1 is neither a node nor a Timeout"),
        ("[a:1],Timeout=", "the Timeout '' is not a positive whole number of seconds"),
        ("[a:1],Timeout=0", "the Timeout '0' is not a positive whole number of seconds"),
        ("[a:1],Timeout=-5", "the Timeout '-5' is not a positive whole number of seconds"),
        ("[a:1],Timeout=1.5", "the Timeout '1.5' is not a positive whole number of seconds"),
        ("[a:1],Timeout=٣", "the Timeout '٣' is not a positive whole number of seconds"),
        (
            f"[a:1],Timeout={'9' * 5000}",
            f"the Timeout {'9' * 80 + '...'!r} is not a positive whole number of seconds",
        ),
    ],
)
@pytest.mark.parametrize("site", ["preferred-site.", "peer-site.", ""])
def test_a_list_that_cannot_be_meant_is_refused(
    path: Path, site: str, value: str, what: str
) -> None:
    key = f"login.nodes.{site}Env"
    error = refusal(path, with_settings(URL, f'<add key="{key}"\n value="{value}" />'))
    assert error.where == f"{path}, line 3"
    assert error.what == f"{key!r}: {what}"
    assert error.remedy == "Write [host:port][host:port],Timeout=10 with one or more nodes."


@pytest.mark.parametrize(
    "value",
    [
        *("", "Env/App", "tcp:Env/App", "tcp://Env", "tcp://Env/", "tcp:///App", "tcp://"),
        *("tcp://Env/App/More", "tcp:// /App", "tcp://Env /App", "tcp://E&#10;/App", "udp://E/A"),
        f"tcp://{'E' * 256}/A",
    ],
)
def test_a_login_url_that_names_no_application_is_refused(path: Path, value: str) -> None:
    error = refusal(path, with_settings("", f'<add key="login.url" value="{value}" />'))
    assert error.where == f"{path}, line 3"
    assert error.what.endswith("not tcp:// with environment and application")
    assert error.what.isprintable()
    assert error.remedy == "Write tcp://<environment>/<application>."


def test_a_setting_without_a_value_has_an_empty_one(path: Path) -> None:
    assert "login.url is ''" in refusal(path, with_settings('<add key="login.url" />')).what


@pytest.mark.parametrize("line", ['<add value="x" />', '<add Key="x" />', "<remove />"])
def test_an_element_without_a_key_is_refused(path: Path, line: str) -> None:
    error = refusal(path, with_settings(line))
    assert (error.where, error.what[-10:]) == (f"{path}, line 2", "has no key")


@pytest.mark.parametrize("element", ["Add", "set", "x:add"])
def test_an_unknown_element_among_the_settings_is_refused(path: Path, element: str) -> None:
    error = refusal(path, with_settings(f'<{element} key="a" value="b" />'))
    assert error.where == f"{path}, line 2"
    assert error.what == f"the element {element!r} is unknown in appSettings"


def test_a_second_section_of_settings_is_refused(path: Path) -> None:
    error = refusal(path, "<configuration>\n<appSettings/>\n<appSettings/></configuration>")
    assert error.where == f"{path}, line 3"
    assert error.what == "there is a second appSettings, after the one in line 2"


@pytest.mark.parametrize("root", ["Configuration", "html", "appSettings"])
def test_a_file_that_is_no_configuration_is_refused(path: Path, root: str) -> None:
    error = refusal(path, f"<{root}><appSettings>{URL}</appSettings></{root}>")
    assert error.what == f"the file begins with {root!r}, not with 'configuration'"


BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [
 <!ENTITY lol "lol">
 <!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
 <!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;">
]>
<configuration>&lol2;</configuration>"""


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        "<!DOCTYPE configuration>\n<configuration/>",
        '<!DOCTYPE configuration SYSTEM "http://127.0.0.1:9/x.dtd"><configuration/>',
        '<!DOCTYPE configuration PUBLIC "-//x//EN" "file:///etc/passwd"><configuration/>',
        '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><configuration>&x;</configuration>',
        '<!DOCTYPE c [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]><configuration/>',
        '<!DOCTYPE c [<!ELEMENT c ANY><!ATTLIST c a CDATA "b">]><configuration/>',
    ],
    ids=[
        "entities in entities",
        "empty",
        "external",
        "public",
        "external entity",
        "external parameter entity",
        "defaults of attributes",
    ],
)
def test_a_document_type_declaration_is_refused(path: Path, content: str) -> None:
    error = refusal(path, content)
    assert error.where.startswith(f"{path}, line ")
    assert error.what == "there is a document type declaration, and such files are not read"


def test_without_the_guard_entities_would_be_expanded(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seeded fault for the cases above: a parser that takes any declaration."""
    monkeypatch.setattr(
        "twinsite.configuration.bootstrap.settings.DefusedExpatParser",
        lambda *, forbid_dtd: ExpatParser(),
    )
    settings = with_settings('<add key="login.url" value="tcp://&e;/App" />')
    path.write_text(f'<!DOCTYPE c [<!ENTITY e "Env">]>{settings}', encoding="utf-8")
    assert load_bootstrap(path).environment == "Env"


def test_an_entity_that_is_declared_nowhere_is_refused(path: Path) -> None:
    error = refusal(path, with_settings('<add key="&x;" />'))
    assert (error.where, error.what) == (f"{path}, line 2", "this is not XML: undefined entity")


def test_an_instruction_to_include_a_file_is_not_followed(path: Path) -> None:
    include = '<xi:include href="file:///etc/passwd" xmlns:xi="http://www.w3.org/2001/XInclude"/>'
    path.write_text(f"<configuration>{include}</configuration>", encoding="utf-8")
    assert load_bootstrap(path).environment is None


def test_a_file_that_is_nested_very_deeply_is_refused(path: Path) -> None:
    error = refusal(path, "<configuration>" + "<a>" * 500_000)
    assert error.what == f"more than {DEEPEST} elements stand inside each other"


def test_a_file_that_is_nested_less_deeply_is_read(path: Path) -> None:
    depth = DEEPEST - 1
    path.write_text(f"<configuration>{'<a>' * depth}{'</a>' * depth}</configuration>")
    assert load_bootstrap(path).environment is None


def test_a_file_with_very_many_settings_is_refused(path: Path) -> None:
    line = '<add key="login.x" value="y" />'
    error = refusal(path, with_settings(*[line] * (MOST_SETTINGS + 1)))
    assert error.where == f"{path}, line {MOST_SETTINGS + 2}"
    assert error.what == "there are more than 10,000 settings"


def test_a_file_that_is_too_large_is_refused(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE_BYTES + 1)
    with pytest.raises(InputError, match="larger than 4 MiB"):
        load_bootstrap(path)


def test_the_largest_file_is_read(path: Path) -> None:
    content = with_settings(URL, f'<add key="{PEER}" value="', '" />').encode()
    path.write_bytes(content.replace(b'"\n"', b'"' + b"[a:1]" * 10 + b'"'))
    filler = b" " * (LARGEST_FILE_BYTES - path.stat().st_size)
    path.write_bytes(path.read_bytes() + filler)
    assert load_bootstrap(path).peer


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", 1),
        ("login.url = x", 1),
        ("\n\n<configuration>", 3),
        ("<configuration>\n</config>", 2),
        ("<configuration>\n<a b='1' b='2'/></configuration>", 2),
        ("<configuration/>\n<configuration/>", 2),
        ("<configuration>\n\x01</configuration>", 2),
        ("\n<?xml version='1.0'?><configuration/>", 2),
        ("<configuration>\n&#0;</configuration>", 2),
    ],
)
def test_a_file_that_is_not_xml_is_refused(path: Path, content: str, line: int) -> None:
    error = refusal(path, content)
    assert error.what.startswith("this is not XML: ")
    assert error.where == f"{path}, line {line}"


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"<configuration>\n\xe9", 2, "byte 0xe9 is not UTF-8"),
        (b"\xff\xfe<\x00\n\x00\x00\xd8", 2, "byte 0x00 is not UTF-16"),
        (b"\xff\xfe<", 1, "byte 0x3c is not UTF-16"),
        (b"<configuration>\n\0", 2, "there is a NUL, so this is no text in UTF-8"),
        ("<configuration/>".encode("utf-16-le"), 1, "there is a NUL, so this is no text in UTF-8"),
        (
            "<configuration/>".encode("utf-32"),
            1,
            "there is a NUL, so this is no text in UTF-8",
        ),
        *(
            (
                f'<?xml version="1.0" encoding="{name}"?><configuration/>'.encode(),
                1,
                f"the file declares the encoding {name!r}, and is read as utf-8",
            )
            for name in ("utf-16", "utf-7", "windows-1252", "hex", "nonsense", "")
        ),
        (
            "<?xml version='1.0' encoding='utf-8'?><configuration/>".encode("utf-16"),
            1,
            "the file declares the encoding 'utf-8', and is read as utf-16",
        ),
    ],
)
def test_a_file_in_another_encoding_is_refused(
    path: Path, content: bytes, line: int, what: str
) -> None:
    error = refusal(path, content)
    assert (error.where, error.what) == (f"{path}, line {line}", what)
    assert "UTF-8" in error.remedy


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Name the bootstrap file in it"):
        load_bootstrap(tmp_path)


def test_a_file_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        load_bootstrap(tmp_path / "none.config")
