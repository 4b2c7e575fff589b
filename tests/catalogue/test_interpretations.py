"""The catalogue of readings is complete, switchable as promised, and fit to be shown."""

import ast
import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

import twinsite.catalogue.interpretations
from twinsite.catalogue.interpretations import AREAS, READINGS, Choice, Reading
from twinsite.catalogue.sources import SOURCES, UNSOURCED

SWITCHES = {
    "A1": ("disconnection", "all_tried"),
    "A2": ("cancels", "continues"),
    "A4": ("independent", "together"),
    "A5": ("alternates", "one_way"),
    "A7": ("first_attempt", "after_first_connection"),
    "A10": ("independent", "ignored"),
    "A11": ("guarded", "unguarded"),
    "A12": ("deferred", "immediate"),
    "A13": ("immediate", "deferred"),
    "A14": ("deferred", "immediate"),
    "A15": ("not_blocked", "blocked"),
    "A16": ("link_and_phone", "link_only"),
    "A17": ("not_logged_in", "logged_in"),
    "A21": ("login_rules", "ready"),
    "A22": ("not_ready", "login_rules"),
    "A24": ("kept", "overwritten"),
    "A25": ("cancelled", "kept"),
    "A32": ("site", "preferred_site"),
    "A38": ("ignored", "accepted"),
    "A39": ("kept", "overwritten"),
    "A45": ("assumed_registered", "assumed_lost"),
    "A46": ("kept", "unregistered"),
    "A58": ("not_ready", "ready"),
}
NOT_OF_THE_DESKTOP = {49, 56}
OURS = tuple(f"A{number}" for number in range(58, 72))
SOURCE_KEYS = set(SOURCES) | UNSOURCED

every_reading = pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)


def sentences(reading: Reading) -> Iterator[str]:
    """Yield every text of a reading that people read as prose, save its question."""
    yield from (reading.texts, reading.reason, *reading.discarded)
    yield from (choice.meaning for choice in reading.choices)


def test_every_ambiguity_of_the_desktop_is_there_in_order() -> None:
    expected = [f"A{n}" for n in range(1, 72) if n not in NOT_OF_THE_DESKTOP]
    assert expected == list(READINGS)


def test_no_id_stands_in_two_areas() -> None:
    ids = [reading.id for area in AREAS.values() for reading in area]
    assert len(set(ids)) == len(ids) == len(READINGS)


def test_every_area_is_in_the_order_of_its_ids() -> None:
    order = list(READINGS)
    for area in AREAS.values():
        positions = [order.index(reading.id) for reading in area]
        assert sorted(positions) == positions


def test_every_key_is_the_id_of_its_reading() -> None:
    assert all(key == reading.id for key, reading in READINGS.items())


def test_a_catalogue_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        READINGS["A1"] = READINGS["A2"]  # type: ignore[index]  # the point of the test
    with pytest.raises(FrozenInstanceError):
        READINGS["A1"].id = "A2"  # type: ignore[misc]  # the point of the test


def test_readings_depend_on_nothing_else_of_the_package() -> None:
    """A profile imports the readings, so they import nothing but each other."""
    package = Path(twinsite.catalogue.interpretations.__file__).parent
    imported = {
        name
        for path in package.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "."]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        if name.split(".")[0] in {"", "twinsite"}
    }
    assert imported == {
        "twinsite.catalogue.interpretations",
        "twinsite.catalogue.interpretations.reading",
    }


def test_the_switches_are_the_named_ones_and_no_others() -> None:
    actual = {r.id: r.choice_names for r in READINGS.values() if r.is_switch}
    assert actual == SWITCHES


@pytest.mark.parametrize("identifier", SWITCHES)
def test_the_first_choice_is_the_default(identifier: str) -> None:
    assert SWITCHES[identifier][0] == READINGS[identifier].default


def test_a_reading_with_one_choice_is_no_switch() -> None:
    only = Choice(name="only", meaning="It is so.")
    reading = Reading(
        id="A0", question="Is it so?", texts="It is.", choices=(only,), reason="-", source="-"
    )
    assert not reading.is_switch
    assert reading.default == "only"
    assert reading.choice_names == ("only",)


@every_reading
def test_choices_differ_in_name_and_in_meaning(reading: Reading) -> None:
    assert len(set(reading.choice_names)) == len(reading.choices) >= 1
    assert len({choice.meaning for choice in reading.choices}) == len(reading.choices)


@every_reading
def test_a_reading_without_a_switch_describes_what_was_discarded(reading: Reading) -> None:
    assert reading.is_switch or reading.discarded


@every_reading
def test_choice_names_are_snake_case(reading: Reading) -> None:
    for name in reading.choice_names:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name), name


@every_reading
def test_the_question_is_one_question(reading: Reading) -> None:
    assert re.fullmatch(r"[A-Z][^?]*\?", reading.question)


@every_reading
def test_every_sentence_is_finished(reading: Reading) -> None:
    for text in sentences(reading):
        assert text.endswith("."), text
        assert "  " not in text, text
        assert not text.endswith(".."), text


@every_reading
def test_every_meaning_and_every_alternative_is_one_sentence(reading: Reading) -> None:
    for text in (*(choice.meaning for choice in reading.choices), *reading.discarded):
        assert ". " not in text, text


@every_reading
def test_what_the_texts_say_takes_one_or_two_sentences(reading: Reading) -> None:
    assert reading.texts.count(". ") <= 1


@every_reading
def test_readings_that_are_named_exist(reading: Reading) -> None:
    for text in sentences(reading):
        for identifier in re.findall(r"\bA\d+\b", text):
            assert identifier in READINGS, text


@every_reading
def test_every_part_of_a_source_begins_with_a_known_key(reading: Reading) -> None:
    for part in reading.source.split("; "):
        assert part.split(", ")[0] in SOURCE_KEYS, part


@every_reading
def test_only_readings_that_are_ours_say_so(reading: Reading) -> None:
    assert (reading.id in OURS) == (reading.source == "silent; ours")


@every_reading
def test_a_key_that_the_text_names_is_among_the_sources(reading: Reading) -> None:
    keys = SOURCE_KEYS - {"ADDP", "guide"} - UNSOURCED
    if reading.id in OURS:
        return
    for key in keys:
        if re.search(rf"\b{key}\b", reading.texts):
            assert key in re.split(r"; |, ", reading.source)
