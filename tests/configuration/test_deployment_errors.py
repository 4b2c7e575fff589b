"""A deployment file that cannot be used is refused with one message: where, what, what to do."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twinsite.configuration.deployment import load_deployment
from twinsite.configuration.deployment.load import LARGEST_FILE_BYTES
from twinsite.errors import InputError

EXAMPLE = (files("twinsite") / "examples" / "two-sites.toml").read_text(encoding="utf-8")

VALID = """\
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
name = "Lyon"
primary = "lyon1:5060"
backup = "[2001:db8::1]:5060"
options = { "disaster-recovery.site" = "Site X" }
[[sip_server_pairs]]
name = "Dublin"
primary = "dublin1:5060"
backup = "dublin2:5060"
options = { "disaster-recovery.site" = "Site Y" }

[[tenants]]
name = "T"

[[agent_groups]]
name = "G"
tenant = "T"

[[agents]]
name = "Anna"
tenant = "T"
groups = ["G"]
phone = "workspace_endpoint"
[[agents]]
name = "Bob"
phone = "hard_phone"
[agents.options]
"disaster-recovery.timeout" = 45
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "d.toml"


def refusal(path: Path, content: str | bytes) -> InputError:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError) as caught:
        load_deployment(path)
    return caught.value


def test_the_text_that_the_cases_below_spoil_is_valid(path: Path) -> None:
    path.write_text(VALID, encoding="utf-8")
    assert len(load_deployment(path).agents) == 2


# old text, new text, place, what, remedy; the place stands in the line of the new text
CASES = {
    "an option that does not exist": (
        '"disaster-recovery.timeout" = 45',
        '"disaster-recovery.time-out" = 45',
        'agents[1].options."disaster-recovery.time-out"',
        "the option 'disaster-recovery.time-out' is unknown",
        "Did you mean disaster-recovery.timeout?",
    ),
    "the misprint of the guide": (
        '"disaster-recovery.timeout" = 45',
        '"sipendpoint.proxies.proxy1.reg timeout" = 45',
        'agents[1].options."sipendpoint.proxies.proxy1.reg timeout"',
        "the option 'sipendpoint.proxies.proxy1.reg timeout' is unknown",
        "Did you mean sipendpoint.proxies.proxy1.reg_timeout?",
    ),
    "an option that resembles none": (
        '"disaster-recovery.timeout" = 45',
        '"warm-standby.qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq" = 45',
        'agents[1].options."warm-standby.qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"',
        "the option 'warm-standby.qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq' is unknown",
        "Remove it",
    ),
    "an option without quotes": (
        '"disaster-recovery.timeout" = 45',
        "disaster-recovery.timeout = 45",
        "agents[1].options.disaster-recovery",
        "'disaster-recovery' is a table, not an option",
        "Put the whole name of an option in quotes",
    ),
    "an option of a server on an agent": (
        '"disaster-recovery.timeout" = 45',
        '"disaster-recovery.site" = "Site X"',
        'agents[1].options."disaster-recovery.site"',
        "the option disaster-recovery.site cannot be set on an agent",
        "It can be set on a server or a cluster.",
    ),
    "an option of an agent on a server": (
        '"disaster-recovery.site" = "Site Y" }',
        '"disaster-recovery.timeout" = 60 }',
        'sip_server_pairs[1].options."disaster-recovery.timeout"',
        "the option disaster-recovery.timeout cannot be set on a server or a cluster",
        "It can be set on the application or a tenant or an agent group or an agent.",
    ),
    "a negative timeout": (
        '"disaster-recovery.timeout" = 45',
        '"disaster-recovery.timeout" = -45',
        'agents[1].options."disaster-recovery.timeout"',
        "'-45' is not a positive whole number of seconds",
        "Valid: A positive whole number of seconds.",
    ),
    "a word that is neither true nor false": (
        '"disaster-recovery.enabled" = true',
        '"disaster-recovery.enabled" = "perhaps"',
        'application.options."disaster-recovery.enabled"',
        "'perhaps'",
        "Valid: true or false.",
    ),
    "a fraction for an option": (
        '"disaster-recovery.timeout" = 45',
        '"disaster-recovery.timeout" = 4.5',
        'agents[1].options."disaster-recovery.timeout"',
        "the value is neither a boolean nor a whole number nor a text of usual length",
        "Valid: A positive whole number of seconds.",
    ),
    "a number of very many digits for an option": (
        '"disaster-recovery.timeout" = 45',
        f'"disaster-recovery.timeout" = 0x{"f" * 5000}',
        'agents[1].options."disaster-recovery.timeout"',
        "the value is neither",
        "Valid: A positive whole number of seconds.",
    ),
    "a very long value": (
        '"disaster-recovery.timeout" = 45',
        f'"disaster-recovery.timeout" = "{"f" * 1000}"',
        'agents[1].options."disaster-recovery.timeout"',
        f"'{'f' * 60}...' is not a positive whole number of seconds",
        "Valid: A positive whole number of seconds.",
    ),
    "options that are no table": (
        'options = { "disaster-recovery.site" = "Site Y" }',
        "options = 3",
        "sip_server_pairs[1].options",
        "a table of options is expected",
        "Write lines such as",
    ),
    "a preferred site that no server has": (
        '"disaster-recovery.preferred-site" = "Site X"',
        '"disaster-recovery.preferred-site" = "Site Z"',
        'application.options."disaster-recovery.preferred-site"',
        "no SIP Server pair has the site 'Site Z'",
        "Did you mean 'Site Y'?",
    ),
    "a peer site that no server has": (
        '"disaster-recovery.peer-site" = "Site Y"',
        '"disaster-recovery.peer-site" = "Elsewhere"',
        'application.options."disaster-recovery.peer-site"',
        "no SIP Server pair has the site 'Elsewhere'",
        "Use one of 'Site X', 'Site Y'.",
    ),
    "a site of one agent that no server has": (
        '"disaster-recovery.timeout" = 45',
        '"disaster-recovery.peer-site" = "Site  Y"',
        'agents[1].options."disaster-recovery.peer-site"',
        "no SIP Server pair has the site 'Site  Y'",
        "Did you mean 'Site Y'?",
    ),
    "a server at a site that does not exist": (
        '{ "disaster-recovery.site" = "Site Y" }',
        '{ "disaster-recovery.site" = "Site V" }',
        'sip_server_pairs[1].options."disaster-recovery.site"',
        "there is no site 'Site V'",
        "Did you mean 'Site Y'?",
    ),
    "two pairs of one site that no name tells apart": (
        '{ "disaster-recovery.site" = "Site Y" }',
        '{  "disaster-recovery.site" = "Site X" }',
        "sip_server_pairs[1].options",
        "'Lyon' has the same disaster-recovery.site and the same disaster-recovery.name",
        "Give each pair of a site its own disaster-recovery.name.",
    ),
    "a pair that is one server": (
        'backup = "dublin2:5060"',
        'backup = "dublin1:5060"',
        "sip_server_pairs[1].backup",
        "primary and backup are both dublin1:5060",
        "Write the address of the other server.",
    ),
    "an address without a port": (
        'backup = "dublin2:5060"',
        'backup = "dublin2"',
        "sip_server_pairs[1].backup",
        "'dublin2' is not the address of a server",
        "Write host and port",
    ),
    "an address with a port too large": (
        'backup = "dublin2:5060"',
        'backup = "dublin2:65536"',
        "sip_server_pairs[1].backup",
        "'dublin2:65536' is not the address of a server",
        "Write host and port",
    ),
    "an address that is a number": (
        'backup = "dublin2:5060"',
        "backup = 5060",
        "sip_server_pairs[1].backup",
        "this is not the address of a server",
        "Write host and port",
    ),
    "an agent in a group that does not exist": (
        'groups = ["G"]',
        'groups = ["G", "H"]',
        "agents[0].groups[1]",
        "there is no agent group 'H'",
        "Use one of 'G'.",
    ),
    "an agent of a tenant that does not exist": (
        'name = "Bob"',
        'name = "Bob"\ntenant = "U"',
        "agents[1].tenant",
        "there is no tenant 'U'",
        "Use one of 'T'.",
    ),
    "a group of a tenant that does not exist": (
        'name = "G"\ntenant = "T"',
        'name = "G"\ntenant = "U"',
        "agent_groups[0].tenant",
        "there is no tenant 'U'",
        "Use one of 'T'.",
    ),
    "an agent in a group of another tenant": (
        'name = "Bob"',
        'name = "Bob"\ngroups = ["G"]',
        "agents[1].groups[0]",
        "the agent group 'G' is not of the agent's tenant",
        "Write the same tenant on both, or on neither.",
    ),
    "a name given twice": (
        'name = "Bob"',
        'name =  "Anna"',
        "agents[1].name",
        "the name 'Anna' is taken by agents[0] already",
        "Give each a name of its own.",
    ),
    "an empty name": (
        'name = "Bob"',
        'name = ""',
        "agents[1].name",
        "'' is not a name",
        "Write 1 to 255 visible characters",
    ),
    "a name that would spoil the terminal": (
        'name = "Bob"',
        'name = "\\u001b[2J"',
        "agents[1].name",
        "'\\x1b[2J' is not a name",
        "Write 1 to 255 visible characters",
    ),
    "a name that is a number": (
        'name = "Bob"',
        "name = 7",
        "agents[1].name",
        "a text is expected, not a number",
        "Write it in quotes.",
    ),
    "a name that is a boolean": (
        'name = "Bob"',
        "name = true",
        "agents[1].name",
        "a text is expected, not a boolean",
        "Write it in quotes.",
    ),
    "a name that is a date": (
        'name = "Bob"',
        "name = 2024-02-29",
        "agents[1].name",
        "a text is expected, not a date or a time",
        "Write it in quotes.",
    ),
    "a name that is a list": (
        'name = "Bob"',
        'name = ["Bob"]',
        "agents[1].name",
        "a text is expected, not a list",
        "Write it in quotes.",
    ),
    "groups that are a text": (
        'groups = ["G"]',
        'groups = "G"',
        "agents[0].groups",
        "a list is expected, not a text",
        "Write a list in square brackets",
    ),
    "an unknown phone": (
        'phone = "hard_phone"',
        'phone = "hardphone"',
        "agents[1].phone",
        "'hardphone' is not a kind of phone",
        "Did you mean 'hard_phone'?",
    ),
    "a phone that is a number": (
        'phone = "hard_phone"',
        "phone = 7",
        "agents[1].phone",
        "this is not a kind of phone",
        "Use one of 'hard_phone', 'none', 'workspace_endpoint'.",
    ),
    "a release of another product": (
        'release = "8.5.111.21"',
        'release = "9.0.1.2"',
        "release",
        "release 9.0.1.2 is unknown",
        "Write a release of the form 8.5.x.y.",
    ),
    "a release that is no release": (
        'release = "8.5.111.21"',
        'release = "newest"',
        "release",
        "'newest' is not a release",
        "Write four numbers",
    ),
    "a release that is a number": (
        'release = "8.5.111.21"',
        "release = 8.5",
        "release",
        "this is not a release of the desktop",
        'Write a text such as "8.5.111.21".',
    ),
    "a key that does not exist": (
        'name = "Bob"',
        'name = "Bob"\nfone = "none"',
        "agents[1].fone",
        "the key 'fone' is unknown here",
        "Did you mean 'phone'?",
    ),
    "a key of the application that does not exist": (
        "[application.options]",
        "[application.option]",
        "application.option",
        "the key 'option' is unknown here",
        "Did you mean 'options'?",
    ),
    "a table that does not exist": (
        "[[tenants]]",
        "[[tenant]]",
        "tenant",
        "the key 'tenant' is unknown here",
        "Did you mean 'tenants'?",
    ),
    "a table where tables are wanted": (
        "[[tenants]]",
        "[tenants]",
        "tenants",
        "a list is expected, not a table",
        "Write a list in square brackets, or tables in double brackets.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_is_refused_for(path: Path, case: str) -> None:
    """The message names the file, the line, the place, what is wrong and what to do."""
    old, new, place, what, remedy = CASES[case]
    assert VALID.count(old) == 1
    content = VALID.replace(old, new)
    error = refusal(path, content)
    line = (VALID.partition(old)[0] + new).count("\n") + 1
    assert error.where == f"{path}, line {line}, {place}"
    assert error.what.startswith(what)
    assert error.remedy.startswith(remedy)
    assert str(error) == f"{error.where}: {error.what}. {error.remedy}"
    assert str(error).isprintable()
    assert len(str(error).replace(str(path), "")) < 500


def test_the_release_is_asked_for(path: Path) -> None:
    error = refusal(path, "")
    assert error.where == f"{path}, release"
    assert error.what == "the key 'release' is missing"


def test_a_missing_key_of_an_agent_is_placed_at_its_header(path: Path) -> None:
    content = VALID.replace('phone = "workspace_endpoint"\n', "")
    line = content.partition("[[agents]]")[0].count("\n") + 1
    error = refusal(path, content)
    assert error.where == f"{path}, line {line}, agents[0].phone"
    assert error.remedy == "Add it."


def test_an_agent_that_is_no_table_is_refused(path: Path) -> None:
    error = refusal(path, 'release = "8.5.1.1"\nagents = [3]')
    assert error.where == f"{path}, line 2, agents[0]"
    assert error.what == "a table is expected, not a number"


def test_a_group_in_a_file_without_groups_is_to_be_added(path: Path) -> None:
    agent = '[[agents]]\nname = "A"\nphone = "none"\ngroups = ["G"]'
    error = refusal(path, f'release = "8.5.1.1"\n{agent}')
    assert error.remedy == "There is none so far: add it."


def test_several_findings_are_counted(path: Path) -> None:
    content = VALID.replace('phone = "hard_phone"', 'fone = "none"').replace("45", "0")
    error = refusal(path, content)
    assert error.what.endswith("(the first of 3 findings)")


def test_a_place_that_many_agents_inherit_is_told_once(path: Path) -> None:
    error = refusal(path, VALID.replace('peer-site" = "Site Y"', 'peer-site" = "Site Z"'))
    assert error.what == "no SIP Server pair has the site 'Site Z'"


def test_a_long_list_of_names_is_cut(path: Path) -> None:
    groups = "".join(f'[[agent_groups]]\nname = "{letter * 3}"\n' for letter in "abcdefghijkl")
    content = VALID.replace('groups = ["G"]', 'groups = ["0"]') + groups
    assert refusal(path, content).remedy.endswith("'hhh', 'iii' and 3 more.")


def test_the_line_is_that_of_the_nearest_key_in_an_unusual_layout(path: Path) -> None:
    content = 'release = "8.5.1.1"\nagents = [\n  { name = "A", phone = "x" },\n]'
    assert refusal(path, content).where == f"{path}, line 2, agents[0].phone"


def test_no_line_is_named_where_texts_span_lines(path: Path) -> None:
    content = 'release = """\n[[agents]]\n"""'
    assert refusal(path, content).where == f"{path}, release"


def test_a_quoted_header_does_not_lend_its_lines_to_the_table_before(path: Path) -> None:
    content = 'release = "8.5.1.1"\n[[sites]]\n[["tenants"]]\nname = "T"'
    assert refusal(path, content).where == f"{path}, line 2, sites[0].name"


@pytest.mark.parametrize("key", ["'phone'", '"phone"', " phone "])
def test_a_key_may_be_quoted_or_not(path: Path, key: str) -> None:
    content = f'release = "8.5.1.1"\n[[ agents ]] # the only one\nname = "A"\n{key} = "x"'
    assert refusal(path, content).where == f"{path}, line 4, agents[0].phone"


def test_a_missing_file_is_refused(path: Path) -> None:
    with pytest.raises(InputError, match=r"d\.toml: there is no such file\. Check the name"):
        load_deployment(path)


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="directory"):
        load_deployment(tmp_path)


def test_a_path_through_a_file_is_refused(path: Path) -> None:
    path.touch()
    with pytest.raises(InputError, match="the file cannot be read"):
        load_deployment(path / "below")


def test_a_path_with_a_nul_character_is_refused() -> None:
    with pytest.raises(InputError, match="the file cannot be read"):
        load_deployment(Path("a\0b"))


def test_a_file_that_is_not_utf_8_is_refused(path: Path) -> None:
    error = refusal(path, 'release = "8.5.1.1"\n# Chloé'.encode("latin-1"))
    assert error.where == f"{path}, line 2"
    assert error.what == "byte 0xe9 is not UTF-8"


def test_a_file_that_is_too_large_is_refused(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE_BYTES + 1)
    with pytest.raises(InputError, match="larger than 64 MiB"):
        load_deployment(path)


def test_a_file_that_is_not_toml_is_refused(path: Path) -> None:
    error = refusal(path, VALID + "name = = 3\n")
    assert error.where == f"{path}, line {VALID.count(chr(10)) + 1}, column 8"
    assert error.what == "this is not valid TOML: invalid value"


def test_a_file_that_ends_too_early_is_refused(path: Path) -> None:
    error = refusal(path, 'release = "8.5.1.1"\nagents = [')
    assert error.where == f"{path}, line 2, end of the file"


@pytest.mark.parametrize("opening", ["[", "{a="])
def test_lists_and_tables_that_are_nested_too_deeply_are_refused(path: Path, opening: str) -> None:
    error = refusal(path, f"a = {opening * 20_000}")
    assert error.what == "lists or tables are nested too deeply"


def test_keys_that_are_nested_deeply_are_refused(path: Path) -> None:
    error = refusal(path, 'release = "8.5.1.1"\n' + "a." * 300 + "a = 1")
    assert error.what == "the key 'a' is unknown here"


def test_options_that_are_nested_deeply_are_refused(path: Path) -> None:
    error = refusal(path, f'release = "8.5.1.1"\n[application.options]\n{"a." * 300}a = 1')
    assert error.what == "'a' is a table, not an option"


def test_a_number_of_too_many_digits_is_refused(path: Path) -> None:
    error = refusal(path, "a = " + "9" * 5000)
    assert error.what.startswith("a value cannot be converted")


def test_a_release_of_too_many_digits_is_refused(path: Path) -> None:
    assert "is not a release" in refusal(path, f'release = "8.5.1.{"9" * 5000}"').what


def test_a_key_of_very_many_characters_is_cut_in_the_message(path: Path) -> None:
    error = refusal(path, f'release = "8.5.1.1"\n{"k" * 100_000} = 1')
    assert len(str(error)) < 1000


def test_an_option_of_very_many_characters_is_cut_in_the_message(path: Path) -> None:
    name = "disaster-recovery.timeout" * 10_000
    error = refusal(path, f'release = "8.5.1.1"\n[application.options]\n"{name}" = 1')
    assert len(str(error)) < 1000


@pytest.fixture(scope="module")
def scratch() -> Iterator[Path]:
    with TemporaryDirectory() as directory:
        yield Path(directory) / "d.toml"


def refusal_if_any(path: Path, content: bytes) -> InputError | None:
    path.write_bytes(content)
    try:
        load_deployment(path)
    except InputError as error:
        return error
    return None


def load_or_refuse(path: Path, content: bytes) -> None:
    """Load a file of any content; only an `InputError` may come out, and it is complete."""
    error = refusal_if_any(path, content)
    if error:
        assert error.where.startswith(str(path))
        assert error.what
        assert error.remedy.endswith((".", "?"))


PIECES = [
    *EXAMPLE.splitlines(keepends=True),
    *(f"{piece} " for piece in ("[[agents]]", "[", "]", "{", "}", "=", '"', "'''", "1e400", "inf")),
    *("\n", "\r", "\0", "nan", "true", "-1", "1979-05-27T07:32:00Z", "0x" + "f" * 40, "#", "."),
]
VALUES = ["0", "-1", "1.5", "true", '""', '"Anna"', "[]", "[[1]]", "{}", "{a = 1}", "12:00:00"]

check = settings(deadline=None, max_examples=100)


@check
@given(content=st.binary(max_size=200))
def test_any_bytes_load_or_are_refused(scratch: Path, content: bytes) -> None:
    load_or_refuse(scratch, content)


@check
@given(content=st.text(max_size=200))
def test_any_text_loads_or_is_refused(scratch: Path, content: str) -> None:
    load_or_refuse(scratch, content.encode())


@check
@given(content=st.lists(st.sampled_from(PIECES), max_size=20))
def test_pieces_of_the_example_load_or_are_refused(scratch: Path, content: list[str]) -> None:
    load_or_refuse(scratch, "".join(content).encode())


@check
@given(
    start=st.integers(0, len(VALID)),
    length=st.integers(0, 30),
    inserted=st.one_of(st.text(max_size=10), st.sampled_from(PIECES)),
)
def test_a_file_with_a_spoilt_stretch_loads_or_is_refused(
    scratch: Path, start: int, length: int, inserted: str
) -> None:
    content = VALID[:start] + inserted + VALID[start + length :]
    load_or_refuse(scratch, content.encode())


@check
@given(data=st.data())
def test_a_file_with_any_value_somewhere_loads_or_is_refused(
    scratch: Path, data: st.DataObject
) -> None:
    lines = VALID.splitlines()
    at = data.draw(st.sampled_from([i for i, text in enumerate(lines) if " = " in text]))
    key = lines[at].partition(" = ")[0]
    lines[at] = f"{key} = {data.draw(st.sampled_from(VALUES))}"
    load_or_refuse(scratch, "\n".join(lines).encode())


@check
@given(order=st.permutations(VALID.split("\n[[")[1:]))
def test_tables_in_another_order_load_or_are_refused(scratch: Path, order: list[str]) -> None:
    first = VALID.split("\n[[")[0]
    load_or_refuse(scratch, "\n[[".join([first, *order]).encode())
