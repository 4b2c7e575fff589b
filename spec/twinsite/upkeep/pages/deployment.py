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
    return "\n".join(_section("At the top of the file", Deployment)) + "\n" + _others()


def _others() -> str:
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
    return "\n".join(
        line for table, header in (found | inner).items() for line in (*_section(header, table), "")
    ).rstrip("\n")


def _section(header: str, table: type[Table]) -> Iterator[str]:
    yield f"### {header}\n"
    yield "| key | value | default | meaning |"
    yield "|---|---|---|---|"
    for name, held in table.model_fields.items():
        meaning = " ".join((held.description or "").split()).replace("``", "`")
        yield f"| `{name}` | {_value(held.annotation)} | {_default(held)} | {meaning} |"


def _table_of(annotation: object) -> type[Table] | None:
    for each in (annotation, *get_args(annotation)):
        if isinstance(each, type) and issubclass(each, Table):
            return each
    return None


def _value(annotation: object) -> str:
    """Return what stands behind a key, in words."""
    if annotation in _WORDS:
        return _WORDS[annotation]
    if _table_of(annotation) is not None:
        return "tables" if get_origin(annotation) is tuple else "table"
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        words = [f"`{word}`" for word in annotation]
        return " or ".join([*words, f"`{SOFTPHONE}`"] if annotation is Phone else words)
    held = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType, Annotated):
        return _value(held)
    return f"list of {_value(held)}"


def _default(held: FieldInfo) -> str:
    if held.is_required():
        return "must be given"
    match held.get_default(call_default_factory=True, validated_data={}):
        case int() | float() as number:
            return f"{number:g}"
        case tuple() as every if every:
            return "`[" + ", ".join(f'"{each}"' for each in every) + "]`"
    return "-"
