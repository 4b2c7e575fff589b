"""The ReqIF document is valid, and has every requirement with the properties that stand for it."""

from pathlib import Path
from typing import Any

import pytest
from reqif.cli.cli_arg_parser import ValidateCommandConfig
from reqif.commands.validate.validate import ValidateCommand
from reqif.parser import ReqIFParser

from twinsite import cli
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.export.reqif import reqif
from twinsite.export.tables.tables import Catalogue, Property, Requirement
from twinsite.model.profile import default_profiles
from twinsite.report.tables.catalogue import catalogue


def problems(file: Path) -> Any:
    """Return what the reqif package has against a file: of its schema, and of what it refers to."""
    config = ValidateCommandConfig(input_file=str(file), use_reqif_schema=True)
    return ValidateCommand._validate(config)


def test_the_document_is_valid(tmp_path: Path) -> None:
    file = tmp_path / "twinsite.reqif"
    assert cli.run(["export", "reqif", "--output", str(file)]) == 0
    assert not problems(file).has_any_errors()


def test_a_reference_to_nothing_is_told(tmp_path: Path) -> None:
    lost = Property(name="lost", requirement="SITE-99", sentence="It holds.", sort="invariant")
    file = tmp_path / "lost.reqif"
    file.write_text(reqif(Catalogue(properties=(lost,))), encoding="utf-8")
    assert problems(file).has_any_errors()


def test_everything_is_in_it() -> None:
    found = catalogue(default_profiles())
    bundle = ReqIFParser.parse_from_string(reqif(found))
    content = bundle.core_content.req_if_content
    objects = {each.identifier: each for each in content.spec_objects}
    assert len(objects) == len(REQUIREMENTS) + len(found.properties)
    for name, requirement in REQUIREMENTS.items():
        values = {a.definition_ref: a.value for a in objects[f"requirement-{name}"].attributes}
        assert values["attribute-requirement-sentence"] == requirement.sentence
        assert values["attribute-requirement-source"] == requirement.source
    relations = {(each.source, each.target) for each in content.spec_relations}
    assert relations == {
        (f"property-{prop.name}", f"requirement-{prop.requirement}") for prop in found.properties
    }


@pytest.mark.parametrize("sentence", ["<b>a & b</b> \"c\" 'd'", "Müller → ∞"])
def test_whatever_is_said_is_text(sentence: str) -> None:
    requirement = Requirement(id="X-01", sentence=sentence, source="s", evidence="stated")
    bundle = ReqIFParser.parse_from_string(reqif(Catalogue(requirements=(requirement,))))
    (found,) = bundle.core_content.req_if_content.spec_objects
    assert sentence in {attribute.value for attribute in found.attributes}
