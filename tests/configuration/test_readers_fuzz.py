"""Whatever bytes a file has, a reader gives a value or an `InputError`, complete and on one line.

The files are random, or spoilt copies of good ones, or drawn from grammars that know the words.
Seeded faults show that each search would find a reader that breaks this.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax import SAXParseException

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from configuration.reader_files import (
    GOOD_BOOTSTRAP,
    GOOD_DEPLOYMENT,
    deployment_files,
    settings_files,
    spoilt,
)
from twinsite.configuration.bootstrap import Bootstrap, load_bootstrap
from twinsite.configuration.deployment import Deployment, distinct_profiles, load_deployment
from twinsite.errors import InputError
from twinsite.model.profile import Part

Load = Callable[[Path], Bootstrap | Deployment]

LONGEST_MESSAGE = 2_000
"""In characters; a message of any file can be read on a screen."""

GOOD: dict[Load, bytes] = {
    load_bootstrap: GOOD_BOOTSTRAP.encode(),
    load_deployment: GOOD_DEPLOYMENT.encode(),
}

GRAMMARS: dict[Load, st.SearchStrategy[bytes]] = {
    load_bootstrap: settings_files(),
    load_deployment: deployment_files(),
}

CATEGORIES: defaultdict[str, list[str]] = defaultdict(list)
"""By category of Unicode: its characters, but for those that cannot stand in UTF-8."""
for character in map(chr, (*range(0xD800), *range(0xE000, 0x110000))):
    CATEGORIES[unicodedata.category(character)].append(character)

search = settings(deadline=None, max_examples=200)
both = pytest.mark.parametrize("load", GOOD)


@pytest.fixture(scope="module")
def scratch() -> Iterator[Path]:
    with TemporaryDirectory() as directory:
        yield Path(directory) / "f"


def outcome(load: Load, path: Path) -> Bootstrap | Deployment | InputError:
    try:
        return load(path)
    except InputError as error:
        return error


def judge(load: Load, path: Path, content: bytes) -> None:
    """Load a file of any content; fail if anything but a value or a good message comes out."""
    path.write_bytes(content)
    match outcome(load, path):
        case InputError() as error:
            assert all(part.strip() for part in (error.what, error.where, error.remedy))
            assert str(error).isprintable()
            assert error.where.startswith(str(path))
            assert len(str(error)) < LONGEST_MESSAGE
        case Bootstrap() as found:
            judge_bootstrap(found)
        case Deployment() as found:
            voice = [f for f in distinct_profiles(found) if f.profile.part is Part.VOICE]
            assert sum(len(profile.agents) for profile in voice) == len(found.agents)


def judge_bootstrap(found: Bootstrap) -> None:
    for nodes in filter(None, (found.preferred, found.peer)):
        assert nodes.nodes
        assert all(node.host and 1 <= node.port <= 65535 for node in nodes.nodes)
        assert nodes.timeout is None or nodes.timeout > 0
        assert str(found.environment) in nodes.key
    for note in found.notes:
        assert all(part.strip() and part.isprintable() for part in (note.what, note.remedy))
        assert len(note.what) + len(note.remedy) < LONGEST_MESSAGE


@both
def test_what_the_searches_spoil_is_good(scratch: Path, load: Load) -> None:
    scratch.write_bytes(GOOD[load])
    load(scratch)


@both
@search
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(scratch: Path, load: Load, content: bytes) -> None:
    judge(load, scratch, content)


@both
@search
@given(data=st.data())
def test_a_spoilt_file_is_read_or_refused(scratch: Path, load: Load, data: st.DataObject) -> None:
    judge(load, scratch, data.draw(spoilt(GOOD[load])))


@both
@search
@given(data=st.data())
def test_a_file_of_the_right_words_is_read_or_refused(
    scratch: Path, load: Load, data: st.DataObject
) -> None:
    judge(load, scratch, data.draw(GRAMMARS[load]))


@both
@pytest.mark.parametrize("category", CATEGORIES)
def test_a_character_of_any_category_is_read_or_refused_anywhere(
    scratch: Path, load: Load, category: str
) -> None:
    good = GOOD[load].decode()
    known = CATEGORIES[category]
    for character in (known[0], known[len(known) // 2], known[-1]):
        for word in ("Env", "login.url", "csp1", "Lyon", "8.5.111.21", "timeout"):
            judge(load, scratch, good.replace(word, word + character).encode())


@search
@given(
    levels=st.integers(1, 8),
    width=st.integers(1, 30),
    mark=st.sampled_from(["", "% "]),
    first=st.sampled_from(['"lol"', 'SYSTEM "file:///etc/passwd"', 'SYSTEM "http://127.0.0.1:9"']),
)
def test_entities_in_entities_are_refused(
    scratch: Path, levels: int, width: int, mark: str, first: str
) -> None:
    sign = "%" if mark else "&"
    entities = [f"<!ENTITY {mark}e0 {first}>"] + [
        f'<!ENTITY {mark}e{level} "{f"{sign}e{level - 1};" * width}">'
        for level in range(1, levels + 1)
    ]
    body = f"<!DOCTYPE c [{''.join(entities)}]><configuration>&e{levels};</configuration>"
    scratch.write_text(body, encoding="utf-8")
    with pytest.raises(InputError, match="document type declaration"):
        load_bootstrap(scratch)


NESTED: dict[str, tuple[Load, str, str]] = {
    "elements": (load_bootstrap, "<configuration>", "<a>"),
    "sections": (load_bootstrap, "", "<configuration>"),
    "comments": (load_bootstrap, "", "<!--"),
    "instructions": (load_bootstrap, "<configuration>", "<?a "),
    "sections of text": (load_bootstrap, "<configuration>", "<![CDATA["),
    "brackets of nodes": (load_bootstrap, "<configuration><appSettings><add key='", "["),
    "lists": (load_deployment, "a = ", "["),
    "tables": (load_deployment, "a = ", "{a = "),
    "keys": (load_deployment, "", "a."),
    "headers": (load_deployment, "[", "a."),
    "texts": (load_deployment, "a = ", '"""'),
}
"""By what is nested: the reader, how the file begins, and what is repeated."""


@pytest.mark.parametrize("nested", NESTED)
@pytest.mark.parametrize("times", [10, 300, 1_100, 3_000])
def test_anything_that_is_nested_deeply_is_read_or_refused(
    scratch: Path, nested: str, times: int
) -> None:
    load, start, repeated = NESTED[nested]
    judge(load, scratch, (start + repeated * times).encode())
    judge(load, scratch, (start + repeated * times + "a = 1").encode())


@pytest.mark.parametrize("start", ["", "["])
def test_a_key_of_very_many_parts_is_refused_before_it_fills_the_memory(
    scratch: Path, start: str
) -> None:
    """Older readers of TOML keep every beginning of the key: 40 GB for a file of 200 kB."""
    scratch.write_text(f"{start}{'a.' * 3_000}a", encoding="utf-8")
    with pytest.raises(InputError, match="nested too deeply"):
        load_deployment(scratch)


def test_a_list_of_nodes_of_megabytes_is_read(scratch: Path) -> None:
    value = "".join(f"[h{number}:1]" for number in range(200_000))
    body = GOOD_BOOTSTRAP.replace("[csp3:2020]", value)
    scratch.write_text(body, encoding="utf-8")
    peer = load_bootstrap(scratch).peer
    assert peer
    assert len(peer.nodes) == 200_001


FAULTS: dict[str, tuple[Load, str, object]] = {
    "errors in XML go through": (load_bootstrap, "bootstrap.settings.SAXParseException", KeyError),
    "errors in addresses go through": (
        load_bootstrap,
        "bootstrap.nodes.AddressValueError",
        KeyError,
    ),
    "messages show texts as they are": (load_bootstrap, "bootstrap.nodes.shown", str),
    "remarks show texts as they are": (load_bootstrap, "bootstrap.keys.shown", str),
    "findings show texts as they are": (load_deployment, "deployment.fields.shown", str),
}
"""By what is broken: the reader, the name in it, and what is put there."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_reader_is_found(
    scratch: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    load, name, broken = FAULTS[fault]
    monkeypatch.setattr(f"twinsite.configuration.{name}", broken)

    @settings(
        deadline=None,
        max_examples=1_000,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(content=GRAMMARS[load])
    def search_again(content: bytes) -> None:
        judge(load, scratch, content)

    with pytest.raises((AssertionError, LookupError, ValueError, SAXParseException)):
        search_again()


@pytest.mark.parametrize(
    "error",
    [
        InputError("", where="f", remedy="Do."),
        InputError("a\nb", where="f", remedy="Do."),
        InputError("a", where="elsewhere", remedy="Do."),
        InputError("a" * LONGEST_MESSAGE, where="f", remedy="Do."),
        InputError("a", where="f", remedy="\x1b[2J"),
    ],
)
def test_a_message_that_is_not_complete_or_not_on_one_line_is_found(
    scratch: Path, error: InputError
) -> None:
    if error.where == "f":
        error.where = str(scratch)

    def load(path: Path) -> Bootstrap:
        raise error

    with pytest.raises(AssertionError):
        judge(load, scratch, b"")
