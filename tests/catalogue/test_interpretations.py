"""The catalogue of interpretations is complete, switchable as promised, and fit to be shown."""

import ast
import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

import twinsite.catalogue.interpretations
from twinsite.catalogue.interpretations import AREAS, INTERPRETATIONS, Choice, Interpretation
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
    "A37": ("stays_logged_out", "kept"),
    "A38": ("ignored", "accepted"),
    "A39": ("kept", "overwritten"),
    "A45": ("assumed_registered", "assumed_lost"),
    "A46": ("kept", "unregistered"),
    "A58": ("not_ready", "ready"),
    "A73": ("refused", "taken"),
    "A74": ("held", "released"),
    "A75": ("period", "lifetime"),
}
NOT_OF_THE_DESKTOP = {49, 56}
OURS = tuple(f"A{number}" for number in range(58, 75))
SOURCE_KEYS = set(SOURCES) | UNSOURCED

every_interpretation = pytest.mark.parametrize(
    "interpretation", INTERPRETATIONS.values(), ids=INTERPRETATIONS
)


def sentences(interpretation: Interpretation) -> Iterator[str]:
    """Yield every text of an interpretation that people read as prose, save its question."""
    yield from (interpretation.texts, interpretation.reason, *interpretation.discarded)
    yield from (choice.meaning for choice in interpretation.choices)
    yield from (choice.shows for choice in interpretation.choices if choice.shows)


def test_every_ambiguity_of_the_desktop_is_there_in_order() -> None:
    expected = [f"A{n}" for n in range(1, 76) if n not in NOT_OF_THE_DESKTOP]
    assert expected == list(INTERPRETATIONS)


def test_no_id_stands_in_two_areas() -> None:
    ids = [interpretation.id for area in AREAS.values() for interpretation in area]
    assert len(set(ids)) == len(ids) == len(INTERPRETATIONS)


def test_every_area_is_in_the_order_of_its_ids() -> None:
    order = list(INTERPRETATIONS)
    for area in AREAS.values():
        positions = [order.index(interpretation.id) for interpretation in area]
        assert sorted(positions) == positions


def test_every_key_is_the_id_of_its_interpretation() -> None:
    assert all(key == interpretation.id for key, interpretation in INTERPRETATIONS.items())


def test_a_catalogue_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        INTERPRETATIONS["A1"] = INTERPRETATIONS["A2"]  # type: ignore[index]  # the point of the test
    with pytest.raises(FrozenInstanceError):
        INTERPRETATIONS["A1"].id = "A2"  # type: ignore[misc]  # the point of the test


def test_interpretations_depend_on_nothing_else_of_the_package() -> None:
    """A profile imports the interpretations, so they import nothing but each other."""
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
        "twinsite.catalogue.interpretations.interpretation",
    }


def test_the_switches_are_the_named_ones_and_no_others() -> None:
    actual = {r.id: r.choice_names for r in INTERPRETATIONS.values() if r.is_switch}
    assert actual == SWITCHES


@pytest.mark.parametrize("identifier", SWITCHES)
def test_the_first_choice_is_the_default(identifier: str) -> None:
    assert SWITCHES[identifier][0] == INTERPRETATIONS[identifier].default


def test_an_interpretation_with_one_choice_is_no_switch() -> None:
    only = Choice(name="only", meaning="It is so.")
    interpretation = Interpretation(
        id="A0", question="Is it so?", texts="It is.", choices=(only,), reason="-", source="-"
    )
    assert not interpretation.is_switch
    assert interpretation.default == "only"
    assert interpretation.choice_names == ("only",)


@every_interpretation
def test_choices_differ_in_name_and_in_meaning(interpretation: Interpretation) -> None:
    assert len(set(interpretation.choice_names)) == len(interpretation.choices) >= 1
    assert len({choice.meaning for choice in interpretation.choices}) == len(interpretation.choices)


@every_interpretation
def test_an_interpretation_without_a_switch_describes_what_was_discarded(
    interpretation: Interpretation,
) -> None:
    assert interpretation.is_switch or interpretation.discarded


@every_interpretation
def test_choice_names_are_snake_case(interpretation: Interpretation) -> None:
    for name in interpretation.choice_names:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name), name


@every_interpretation
def test_the_question_is_one_question(interpretation: Interpretation) -> None:
    assert re.fullmatch(r"[A-Z][^?]*\?", interpretation.question)


@every_interpretation
def test_every_sentence_is_finished(interpretation: Interpretation) -> None:
    for text in sentences(interpretation):
        assert text.endswith("."), text
        assert "  " not in text, text
        assert not text.endswith(".."), text


@every_interpretation
def test_every_meaning_and_every_alternative_is_one_sentence(
    interpretation: Interpretation,
) -> None:
    for text in (*(choice.meaning for choice in interpretation.choices), *interpretation.discarded):
        assert ". " not in text, text


@every_interpretation
def test_what_the_texts_say_takes_one_or_two_sentences(interpretation: Interpretation) -> None:
    assert interpretation.texts.count(". ") <= 1


@every_interpretation
def test_interpretations_that_are_named_exist(interpretation: Interpretation) -> None:
    for text in sentences(interpretation):
        for identifier in re.findall(r"\bA\d+\b", text):
            assert identifier in INTERPRETATIONS, text


@every_interpretation
def test_every_part_of_a_source_begins_with_a_known_key(interpretation: Interpretation) -> None:
    for part in interpretation.source.split("; "):
        assert part.split(", ")[0] in SOURCE_KEYS, part


@every_interpretation
def test_only_interpretations_that_are_ours_say_so(interpretation: Interpretation) -> None:
    assert (interpretation.id in OURS) == (interpretation.source == "silent; ours")


@every_interpretation
def test_a_key_that_the_text_names_is_among_the_sources(interpretation: Interpretation) -> None:
    keys = SOURCE_KEYS - {"ADDP", "guide"} - UNSOURCED
    if interpretation.id in OURS:
        return
    for key in keys:
        if re.search(rf"\b{key}\b", interpretation.texts):
            assert key in re.split(r"; |, ", interpretation.source)
