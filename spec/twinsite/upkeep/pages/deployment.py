"""The tables of the page on deployment files: every key, as the models that read it have it."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import UnionType
from typing import Annotated, Final, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from twinsite.configuration.deployment.fields import SOFTPHONE, Endpoint
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.tables import Table
from twinsite.model.profile import Phone, Release

_WORDS: Final[Mapping[object, str]] = {
    str: "text",
    int: "whole number",
    float: "seconds",
    Endpoint: '`"host:port"`',
    Release: "release, as a text",
    tuple[int, ...]: "release, as a text",
    Mapping[str, str]: "options by name",
}
"""What the values of a type are called."""


def key_tables() -> str:
    """Return a table of the keys of every table of a deployment file, in Markdown."""
    found: dict[type[Table], str] = {}
    for name, held in Deployment.model_fields.items():
        table = _table_of(held.annotation)
        if table is not None:
            several = get_origin(held.annotation) is tuple
            header = f"`[[{name}]]`" if several else f"`[{name}]`"
            found[table] = f"{found[table]}, {header}" if table in found else header
    inner = {
        inner: f"Each of `{key}` in {header}"
        for table, header in found.items()
        for key, held in table.model_fields.items()
        if (inner := _table_of(held.annotation)) is not None
    }
    every: dict[type[Table], str] = {Deployment: "At the top of the file", **found, **inner}
    sections = ("\n".join(_section(header, table)) for table, header in every.items())
    return "\n\n".join(sections) + "\n"


def _section(header: str, table: type[Table]) -> Iterator[str]:
    yield f"### {header}\n"
    yield "| key | value | default | meaning |"
    yield "|---|---|---|---|"
    for name, held in table.model_fields.items():
        meaning = " ".join((held.description or "").split()).replace("``", "`")
        yield f"| `{name}` | {_value(held.annotation)} | {_default(held)} | {meaning} |"


def _table_of(annotation: object) -> type[Table] | None:
    """Return the table that stands behind a key, alone or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return annotation
    return next(filter(None, map(_table_of, get_args(annotation))), None)


def _value(annotation: object) -> str:
    """Return what stands behind a key, in words."""
    if annotation in _WORDS:
        return _WORDS[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return "table"
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        words = [f"`{word}`" for word in annotation]
        return " or ".join([*words, f"`{SOFTPHONE}`"] if annotation is Phone else words)
    held = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType, Annotated):
        return _value(held)
    return "list of tables" if _table_of(held) else f"list of {_value(held)}"


def _default(held: FieldInfo) -> str:
    if held.is_required():
        return "must be given"
    match held.get_default(call_default_factory=True, validated_data={}):
        case int() | float() as number:
            return f"{number:g}"
        case tuple() as every if every:
            return "`[" + ", ".join(f'"{each}"' for each in every) + "]`"
    return "-"
