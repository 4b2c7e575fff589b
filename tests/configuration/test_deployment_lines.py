"""The lines of many places are found in one pass, and are those of each place alone."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
import tomli
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from twinsite.configuration.deployment import lines
from twinsite.configuration.deployment.findings import Place
from twinsite.configuration.deployment.lines import line_of, lines_of

TEXT = """\
release = "8.5.1.1"
application.options = { a = 1 }

[[agents]]
name = "Anna"
[agents.options]
'x' = 1
"y" = 2

 [[ agents ]] # the second
\tname = "Bob"
options.z = 3
["tenants"]
name = "T"
"""

LINES: dict[Place, int | None] = {
    ("release",): 1,
    ("application", "options", "a"): 2,
    ("agents",): 4,
    ("agents", 0): 4,
    ("agents", 0, "phone"): 4,
    ("agents", 0, "options"): 6,
    ("agents", 0, "options", "x"): 7,
    ("agents", 0, "options", "y"): 8,
    ("agents", 0, "options", "more"): 6,
    ("agents", 1): 10,
    ("agents", 1, "name"): 11,
    ("agents", 1, "options", "z"): 12,
    ("tenants",): None,
    ("tenants", "name"): None,
    ("nothing",): None,
    (): None,
}


@pytest.mark.parametrize("place", LINES)
def test_a_place_is_in_its_line_or_in_that_of_what_encloses_it(place: Place) -> None:
    assert line_of(TEXT, place) == LINES[place]


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n")])
def test_the_lines_of_many_places_are_those_of_each(text: str) -> None:
    assert lines_of(text, LINES) == LINES


def test_many_places_take_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    passes = []
    entries = lines._entries

    def counted(text: str) -> Iterator[tuple[Place, int]]:
        passes.append(text)
        return entries(text)

    monkeypatch.setattr(lines, "_entries", counted)
    lines_of(TEXT, LINES)
    assert passes == [TEXT]


def test_a_text_of_several_lines_hides_all() -> None:
    assert set(lines_of(f"{TEXT}b = '''\n[[agents]]\n'''", LINES).values()) == {None}


def plain_line_of(text: str, place: Place) -> int | None:
    """Return the line of a place, found line by line; it is slow and easy to follow."""
    seen: Counter[str] = Counter()
    table: Place = ()
    best, depth = None, 0
    for number, line in enumerate(text.split("\n"), start=1):
        here: Place
        if header := re.match(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$", line, re.ASCII):
            first, *rest = header[2].split(".")
            if header[1] == "[[" and not rest:
                seen[first] += 1
            table = (first, seen[first] - 1, *rest) if first in seen else (first, *rest)
            here = table
        elif key := re.match(r"""\s*(?:"([^"\\]*)"|'([^']*)'|([\w-]+))\s*[=.]""", line, re.ASCII):
            here = (*table, next(part for part in key.groups() if part is not None))
        elif line.lstrip().startswith("["):
            here = table = (-1,)
        else:
            continue
        shared = min(len(here), len(place))
        if depth < shared and here[:shared] == place[:shared]:
            best, depth = number, shared
    return best


PIECES = st.sampled_from(
    [
        *("[a]\n", "[[a]]\n", "[[b]]\n", "[a.b]\n", "[b.a]\r\n", "[[a.b]] # x\n", '["a"]\n', "\n"),
        *("a = 1\n", "\tb = [\n[1],\n]\n", '"a" = 1\n', "'b'.a = 2\n", " a.b = 1\r\n", "#[[a]]\n"),
    ]
)
STEPS = st.sampled_from(["a", "b", 0, 1])
PLACES = st.lists(st.lists(STEPS, max_size=4).map(tuple), max_size=6)


@settings(deadline=None)
@given(text=st.lists(PIECES, max_size=8).map("".join), places=PLACES)
def test_one_pass_finds_what_a_search_line_by_line_finds(text: str, places: list[Place]) -> None:
    assume(is_toml(text))
    assert lines_of(text, places) == {place: plain_line_of(text, place) for place in places}


def is_toml(text: str) -> bool:
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return False
    return True
