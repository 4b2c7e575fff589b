"""Requirements, interpretations, machines and properties name each other; none is missing."""

import re
from pathlib import Path

import twinsite
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.catalogue.options import OPTIONS
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.catalogue.sources import SOURCES
from twinsite.checker.semantics.chart import Kind
from twinsite.model.predicates import MACHINES
from twinsite.properties import ALL
from twinsite.traceability.otherwise import COVERED_OTHERWISE

FILES = sorted(Path(twinsite.__file__).parent.rglob("*.py"))


def named_in_machines() -> set[str]:
    return {event.requirement for machine in MACHINES.values() for event in machine.events}


def named_in_properties() -> set[str]:
    return {entry.prop.requirement for entry in ALL}


def test_every_event_and_property_stands_for_a_requirement() -> None:
    assert (named_in_machines() | named_in_properties()) - set(REQUIREMENTS) == set()


def test_every_requirement_is_carried_by_something() -> None:
    carried = named_in_machines() | named_in_properties()
    assert set(REQUIREMENTS) - carried == set(COVERED_OTHERWISE)


def test_the_ids_of_requirements_are_numbered_without_a_gap() -> None:
    areas: dict[str, list[int]] = {}
    for identifier in REQUIREMENTS:
        area, number = identifier.split("-")
        areas.setdefault(area, []).append(int(number))
    assert all(sorted(n) == list(range(1, len(n) + 1)) for n in areas.values()), areas


def test_every_requirement_is_one_sentence_with_a_must_or_a_may() -> None:
    for requirement in REQUIREMENTS.values():
        sentence = requirement.sentence
        assert sentence.endswith("."), requirement.id
        assert sentence[0].isupper() or sentence.startswith(("disaster-", "reg_timeout"))
        assert re.search(r"\b(MUST|MAY|only)\b", sentence), requirement.id


def test_every_requirement_cites_a_known_source() -> None:
    known = set(SOURCES) | {"silent", "interpretation", "interpretations"}
    for requirement in REQUIREMENTS.values():
        for part in requirement.source.split("; "):
            key = re.split(r", | (?=A\d)", part)[0]
            assert key in known, (requirement.id, part)


def test_every_id_that_a_source_cites_exists() -> None:
    areas = {identifier.split("-")[0] for identifier in REQUIREMENTS}
    requirement = re.compile(rf"\b(?:{'|'.join(areas)})-\d\d\b")
    interpretation = re.compile(r"\bA\d{1,2}\b")
    for source in FILES:
        text = source.read_text(encoding="utf-8")
        assert set(requirement.findall(text)) <= set(REQUIREMENTS), source.name
        if source.parent.name != "interpretations":
            assert set(interpretation.findall(text)) <= set(INTERPRETATIONS), source.name


def test_every_switch_is_asked_for_somewhere() -> None:
    asked = set()
    for source in FILES:
        if source.parent.name != "interpretations":
            asked |= set(re.findall(r'"(A\d+)"', source.read_text(encoding="utf-8")))
    assert {
        interpretation.id for interpretation in INTERPRETATIONS.values() if interpretation.is_switch
    } <= asked


def test_every_deadline_has_the_length_of_an_option_or_of_a_sip_timer() -> None:
    lengths = {
        event.length
        for machine in MACHINES.values()
        for event in machine.events
        if event.kind is Kind.DEADLINE
    }
    of_the_endpoint = {"reg_timeout", "reg_interval", "sip_transaction_timeout", "refresh margin"}
    assert lengths - of_the_endpoint <= set(OPTIONS)


def test_no_machine_is_longer_than_two_hundred_lines() -> None:
    folder = Path(twinsite.__file__).parent / "model"
    for name in ("desktop", "environment", "history"):
        sources = sorted((folder / name).glob("*.py"))
        assert len(sources) > 2, name
        for source in sources:
            lines = source.read_text(encoding="utf-8").splitlines()
            assert len(lines) <= 200, source.name
