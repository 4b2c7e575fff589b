"""Source coverage has no gap, and a gap would be noticed."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from twinsite import cli
from twinsite.catalogue.options import OPTIONS
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.traceability import matrix
from twinsite.traceability.guide import SECTIONS, Item, Kind, Section, cover, gaps
from twinsite.traceability.links import CATALOGUES
from twinsite.upkeep.pages.source_coverage import link, source_coverage_page
from twinsite.upkeep.pages.traceability import traceability_page

ROOT = Path(__file__).parents[2]
ITEMS = [item for section in SECTIONS for item in section.items]
CARRIED = {identifier for item in ITEMS for identifier in item.covered_by}

NAMED_IN_THE_GUIDE = {
    "disaster-recovery.auto-restore",
    "disaster-recovery.enabled",
    "disaster-recovery.name",
    "disaster-recovery.peer-site",
    "disaster-recovery.preferred-site",
    "disaster-recovery.restore-agent-state",
    "disaster-recovery.site",
    "disaster-recovery.timeout",
    "disaster-recovery.wait-for-sipphone-timeout",
    "sipendpoint.proxies.proxy0.reg_timeout",
    "sipendpoint.proxies.proxy1.reg_timeout",
    "warm-standby.retry-delay",
}
"""Every option that the guide spells out."""


def changed(place: str, /, **change: object) -> tuple[Section, ...]:
    """Return the sections with one item changed."""
    return tuple(
        replace(
            section,
            items=tuple(
                replace(item, **change) if item.number == place else item  # type: ignore[arg-type]  # the tests know the fields
                for item in section.items
            ),
        )
        for section in SECTIONS
    )


def without(identifier: str) -> tuple[Section, ...]:
    """Return the sections with one cover taken from every item, and a reason instead."""
    return tuple(
        replace(section, items=tuple(_without(item, identifier) for item in section.items))
        for section in SECTIONS
    )


def _without(item: Item, identifier: str) -> Item:
    left = tuple(name for name in item.covered_by if name != identifier)
    return replace(item, covered_by=left, reason=item.reason if left else "Taken away.")


def test_the_source_coverage_has_no_gap() -> None:
    assert gaps(SECTIONS) == ()


def test_every_item_says_one_sentence_and_none_says_it_twice_in_a_section() -> None:
    for item in ITEMS:
        for words in filter(None, (item.says, item.reason)):
            assert re.fullmatch(r"[A-Z][^\n|]*\.", words), item.number
            assert not re.search(r"\.\s", words.replace("login. ", "")), item.number
    for section in SECTIONS:
        assert len({item.says for item in section.items}) == len(section.items), section.title


def test_every_requirement_from_the_guide_is_carried() -> None:
    cited = {r.id for r in REQUIREMENTS.values() if r.source.startswith("guide")}
    assert len(cited) > 50
    assert cited - CARRIED == set()


def test_every_option_that_the_guide_names_has_an_item() -> None:
    assert set(OPTIONS) >= NAMED_IN_THE_GUIDE
    assert set() == NAMED_IN_THE_GUIDE - CARRIED


def test_no_id_is_of_two_kinds() -> None:
    ids = [identifier for known in CATALOGUES.values() for identifier in known]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("identifier", "kind"),
    [
        ("BC-01", Kind.REQUIREMENT),
        ("A57", Kind.INTERPRETATION),
        ("disaster-recovery.timeout", Kind.OPTION),
        ("ServerPair", Kind.MACHINE),
        ("the_desktop_returns", Kind.PROPERTY),
        ("DEP-10", Kind.LINT_RULE),
        ("ServerPair.release", Kind.DEPLOYMENT_FIELD),
        ("NodeList.timeout", Kind.BOOTSTRAP_FIELD),
    ],
)
def test_the_kind_of_a_cover_follows_from_its_id(identifier: str, kind: Kind) -> None:
    assert cover(identifier).kind is kind


def test_an_unknown_cover_is_refused() -> None:
    with pytest.raises(KeyError, match="BC-99"):
        cover("BC-99")


@pytest.mark.parametrize(
    ("number", "change", "gap"),
    [
        ("4.3", {"reason": ""}, "4.3 is covered by nothing, and no reason is given"),
        ("4.2", {"covered_by": ()}, "4.2 is covered by nothing, and no reason is given"),
        ("4.2", {"reason": "None."}, "4.2 is covered, and has a reason not to be"),
        ("4.2", {"covered_by": ("BC-99",)}, "4.2 names BC-99, which no catalogue has"),
        ("4.2", {"covered_by": ("BC-06", "BC-06")}, "4.2 names a cover twice"),
        ("4.2", {"number": "4.22"}, "4.22 stands where 4.2 is due"),
        ("4.2", {"number": "5.2"}, "5.2 stands where 4.2 is due"),
    ],
)
def test_an_item_with_a_gap_is_noticed(number: str, change: dict[str, object], gap: str) -> None:
    assert gaps(changed(number, **change)) == (gap,)


def test_an_item_that_is_left_out_is_noticed() -> None:
    first, *others = SECTIONS
    sections = (replace(first, items=(first.items[0], *first.items[2:])), *others)
    assert gaps(sections) == ("1.3 stands where 1.2 is due",)


def test_an_item_at_the_end_of_a_section_or_a_section_that_is_left_out_is_noticed() -> None:
    """What ends a section leaves no hole in the numbers, so the numbers of items are pinned."""
    assert [len(section.items) for section in SECTIONS] == [13, 13, 30, 13, 31, 22, 8, 24, 13]
    assert "3.1 stands where 2.1 is due" in gaps((SECTIONS[0], *SECTIONS[2:]))


@pytest.mark.parametrize("identifier", ["BC-14", "A23", "disaster-recovery.name", "DEP-51"])
def test_whatever_cites_the_guide_and_covers_nothing_is_noticed(identifier: str) -> None:
    assert gaps(without(identifier)) == (f"{identifier} cites the guide and covers no item",)


def test_every_link_of_the_page_leads_somewhere() -> None:
    lines = traceability_page(matrix()).splitlines()
    anchors = set(re.findall(r'<a id="([^"]+)"></a>', "\n".join(lines)))
    for identifier in CARRIED:
        target = re.fullmatch(r"\[.*\]\((.*)\)", link(cover(identifier)))
        assert target is not None
        path, _, anchor = target[1].partition("#")
        assert (ROOT / "spec" / path).exists(), identifier
        assert not anchor or anchor in anchors, identifier


def test_the_page_has_every_item_and_gives_every_reason() -> None:
    page = source_coverage_page(SECTIONS)
    for item in ITEMS:
        assert f"| {item.number} | {item.says} |" in page
        assert item.covered_by or f"| {item.says} | {item.reason} |" in page


def test_the_command_goes_through_a_section(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert cli.run(["coverage", "4"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "4  Pairs of servers: the options of every connection"
    assert max(map(len, lines)) <= 80
    told = " ".join(" ".join(lines).split())
    assert "4.10 One option gives a time in seconds. requirement: BC-09 interpretation: A53" in told
    assert "not covered: An older name of the same product changes nothing." in told
    assert told.endswith("Statements: 13. Covered: 12. Not covered, with a reason: 1. No gaps.")


def test_the_command_goes_through_the_whole_guide(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["coverage", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [section["number"] for section in told["sections"]] == list("123456789")
    numbers = [item["number"] for section in told["sections"] for item in section["items"]]
    assert [item.number for item in ITEMS] == numbers
    (last,) = (i for s in told["sections"] for i in s["items"] if i["number"] == "9.12")
    assert last["covered_by"] == [{"id": "A57", "kind": "interpretation"}]
    assert told["gaps"] == []


def test_a_section_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["coverage", "10"]) == 2
    assert "nothing matches 10" in capsys.readouterr().err


def test_the_command_fails_with_a_gap(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "twinsite.traceability.guide.gaps", lambda _: ("4.3 is covered by nothing",)
    )
    assert cli.run(["coverage", "4"]) == 1
    assert "Gap: 4.3 is covered by nothing." in capsys.readouterr().out
