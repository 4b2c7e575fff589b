"""The requirements as ReqIF, for who keeps them in DOORS, Polarion or StrictDoc.

Source: OMG, Requirements Interchange Format 1.2.  Each requirement and each property is an object;
a relation leads from a property to the requirement that it stands for.  Identifiers are made of
ours, so that the same object is the same in every version.
"""

import xml.etree.ElementTree as ET  # written, not read
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from twinsite import __version__
from twinsite.export.tables.tables import Catalogue, Property, Requirement

NAMESPACE: Final = "http://www.omg.org/spec/ReqIF/20110401/reqif.xsd"
NEVER: Final = "1970-01-01T00:00:00+00:00"
"""Stands where a time of change must: the same catalogue gives the same file."""

_TEXT: Final = "datatype-text"
_ATTRIBUTES: Final = {
    "requirement": ("id", "sentence", "source", "evidence"),
    "property": ("name", "sentence", "kind"),
}
"""The attributes of each type of object."""


def reqif(catalogue: Catalogue) -> str:
    """Return the requirements and properties of a catalogue as a ReqIF document."""
    root = ET.Element("REQ-IF", xmlns=NAMESPACE)
    header = ET.SubElement(
        ET.SubElement(root, "THE-HEADER"), "REQ-IF-HEADER", IDENTIFIER="twinsite"
    )
    for name, text in (
        ("CREATION-TIME", NEVER),
        ("REQ-IF-TOOL-ID", f"twinsite {__version__}"),
        ("REQ-IF-VERSION", "1.0"),
        ("SOURCE-TOOL-ID", f"twinsite {__version__}"),
        ("TITLE", "The reference behaviour of an agent desktop that lives on two sites"),
    ):
        ET.SubElement(header, name).text = text
    content = ET.SubElement(ET.SubElement(root, "CORE-CONTENT"), "REQ-IF-CONTENT")
    datatypes = ET.SubElement(content, "DATATYPES")
    _identified(datatypes, "DATATYPE-DEFINITION-STRING", _TEXT, "text", {"MAX-LENGTH": "32000"})
    _types(ET.SubElement(content, "SPEC-TYPES"))
    objects = ET.SubElement(content, "SPEC-OBJECTS")
    for requirement in catalogue.requirements:
        _object(objects, "requirement", requirement.id, _of_requirement(requirement))
    for prop in catalogue.properties:
        _object(objects, "property", prop.name, _of_property(prop))
    relations = ET.SubElement(content, "SPEC-RELATIONS")
    for prop in catalogue.properties:
        _relation(relations, prop)
    _specification(ET.SubElement(content, "SPECIFICATIONS"), catalogue)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _of_requirement(requirement: Requirement) -> dict[str, str]:
    return {
        "id": requirement.id,
        "sentence": requirement.sentence,
        "source": requirement.source,
        "evidence": requirement.evidence,
    }


def _of_property(prop: Property) -> dict[str, str]:
    return {"name": prop.name, "sentence": prop.sentence, "kind": prop.sort}


def _identified(
    parent: ET.Element,
    tag: str,
    identifier: str,
    name: str = "",
    more: Mapping[str, str] | None = None,
) -> ET.Element:
    """Add an element that has an identifier, and a name if it is not empty."""
    named = {"LONG-NAME": name} if name else {}
    return ET.SubElement(
        parent, tag, {"IDENTIFIER": identifier, "LAST-CHANGE": NEVER, **named, **(more or {})}
    )


def _reference(parent: ET.Element, tag: str, kind: str, identifier: str) -> None:
    ET.SubElement(ET.SubElement(parent, tag), kind).text = identifier


def _types(types: ET.Element) -> None:
    for kind, names in _ATTRIBUTES.items():
        declared = _identified(types, "SPEC-OBJECT-TYPE", f"type-{kind}", kind)
        attributes = ET.SubElement(declared, "SPEC-ATTRIBUTES")
        for name in names:
            attribute = _identified(
                attributes, "ATTRIBUTE-DEFINITION-STRING", f"attribute-{kind}-{name}", name
            )
            _reference(attribute, "TYPE", "DATATYPE-DEFINITION-STRING-REF", _TEXT)
    _identified(types, "SPEC-RELATION-TYPE", "type-stands-for", "stands for")
    _identified(types, "SPECIFICATION-TYPE", "type-specification", "specification")


def _object(objects: ET.Element, kind: str, identifier: str, values: Mapping[str, str]) -> None:
    added = _identified(objects, "SPEC-OBJECT", f"{kind}-{identifier}", identifier)
    _reference(added, "TYPE", "SPEC-OBJECT-TYPE-REF", f"type-{kind}")
    attributes = ET.SubElement(added, "VALUES")
    for name, text in values.items():
        value = ET.SubElement(attributes, "ATTRIBUTE-VALUE-STRING", {"THE-VALUE": text})
        _reference(
            value, "DEFINITION", "ATTRIBUTE-DEFINITION-STRING-REF", f"attribute-{kind}-{name}"
        )


def _relation(relations: ET.Element, prop: Property) -> None:
    relation = _identified(relations, "SPEC-RELATION", f"relation-{prop.name}")
    _reference(relation, "TYPE", "SPEC-RELATION-TYPE-REF", "type-stands-for")
    _reference(relation, "SOURCE", "SPEC-OBJECT-REF", f"property-{prop.name}")
    _reference(relation, "TARGET", "SPEC-OBJECT-REF", f"requirement-{prop.requirement}")


def _specification(specifications: ET.Element, catalogue: Catalogue) -> None:
    """Add the order of the requirements, with the properties of each below it."""
    added = _identified(specifications, "SPECIFICATION", "specification", "Requirements")
    _reference(added, "TYPE", "SPECIFICATION-TYPE-REF", "type-specification")
    children = ET.SubElement(added, "CHILDREN")
    properties = _by_requirement(catalogue)
    for requirement in catalogue.requirements:
        place = _place(children, f"requirement-{requirement.id}")
        own = properties.get(requirement.id, ())
        if own:
            below = ET.SubElement(place, "CHILDREN")
            for prop in own:
                _place(below, f"property-{prop.name}")


def _place(children: ET.Element, identifier: str) -> ET.Element:
    place = _identified(children, "SPEC-HIERARCHY", f"place-{identifier}")
    _reference(place, "OBJECT", "SPEC-OBJECT-REF", identifier)
    return place


def _by_requirement(catalogue: Catalogue) -> dict[str, tuple[Property, ...]]:
    def of(prop: Property) -> str:
        return prop.requirement

    ordered: Iterator[tuple[str, Iterator[Property]]] = groupby(
        sorted(catalogue.properties, key=of), of
    )
    return {requirement: tuple(own) for requirement, own in ordered}
