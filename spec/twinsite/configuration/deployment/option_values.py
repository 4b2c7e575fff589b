"""The options of one object: which may stand there, and which values they may have.

What an option is and which values are valid stands in `twinsite.catalogue.options` alone.
A desktop takes the default instead of a value that is not valid (A53); here such a value is
refused, since whoever wrote it meant something else.
"""

from collections.abc import Mapping
from typing import Final

from pydantic import PlainValidator

from twinsite.catalogue.options import OPTIONS, Level, Option, is_near_miss, nearest
from twinsite.configuration.deployment.findings import Finding, refuse, refuse_this, shown

SITE_OF_SERVER: Final[Mapping[str, str]] = {
    "site": "disaster-recovery.site",
    "preferred_site": "disaster-recovery.preferred-site",
}
"""The option that names the site of a server, by choice of interpretation A32."""

NAME_OF_PAIR: Final = "disaster-recovery.name"
"""The option that tells which pairs of two sites belong together (BC-05)."""

_OBJECTS: Final = {
    Level.APPLICATION: "the application",
    Level.TENANT: "a tenant",
    Level.AGENT_GROUP: "an agent group",
    Level.PERSON: "an agent",
    Level.SERVER: "a server or a cluster",
}
"""What stands for each level in a deployment file."""

_LONGEST: Final = 1000
"""Longest value of an option, in characters."""

_LARGEST: Final = 2**63 - 1
"""Largest number that every reader of TOML has to accept."""


def text_of(value: object) -> str | None:
    """Return the text that an administrator would write for a value, or None if it has none."""
    match value:
        case bool():
            return str(value).lower()
        case int() if abs(value) <= _LARGEST:
            return str(value)
        case str() if len(value) <= _LONGEST:
            return value
    return None


def _may_stand(option: Option, level: Level) -> bool:
    # Under the other choice of A32 a server carries an option that else is an agent's.
    is_site = level is Level.SERVER and option.name in SITE_OF_SERVER.values()
    return level in option.levels or is_site


def is_passed_over(name: str, value: object) -> bool:
    """Return whether what is set is an option of Workspace on which no machine depends."""
    return name not in OPTIONS and not isinstance(value, Mapping) and not is_near_miss(name)


def unknown(name: str, value: object) -> Finding:
    """Return the finding on a name that is not the name of an option."""
    if isinstance(value, Mapping):
        remedy = 'Put the whole name of an option in quotes: "disaster-recovery.timeout" = 60.'
        return Finding((name,), f"{shown(name)} is a table, not an option", remedy)

    def advice() -> str:
        near = nearest(name[:_LONGEST])
        return f"Did you mean {near}?" if near else "Remove it: there is no such option."

    return Finding((name,), f"the option {shown(name)} is unknown", advice)


def _finding(name: str, value: object, level: Level) -> Finding | None:
    option = OPTIONS.get(name)
    if option is None:
        return unknown(name, value)
    if not _may_stand(option, level):
        what = f"the option {name} cannot be set on {_OBJECTS[level]}"
        objects = " or ".join(_OBJECTS[allowed] for allowed in option.levels)
        return Finding((name,), what, f"It can be set on {objects}.")
    text = text_of(value)
    if text is None:
        what = "the value is neither a boolean nor a whole number nor a text of usual length"
        return Finding((name,), what, f"Valid: {option.valid}")
    try:
        option.parse(text)
    except ValueError as error:
        what = str(error).replace(repr(text), shown(text))
        return Finding((name,), what, f"Valid: {option.valid}")
    return None


def _read(given: object, level: Level) -> Mapping[str, str]:
    if not isinstance(given, Mapping):
        refuse_this(
            "a table of options is expected",
            'Write lines such as "disaster-recovery.timeout" = 60 below a header in brackets.',
        )
    ours = {name: value for name, value in given.items() if not is_passed_over(name, value)}
    findings = (_finding(name, value, level) for name, value in ours.items())
    refuse(finding for finding in findings if finding)
    texts = ((name, text_of(value)) for name, value in ours.items())
    return {name: text for name, text in texts if text is not None}


Options = Mapping[str, str]
"""The texts of the options that are set on an object, by name."""


def on(level: Level) -> PlainValidator:
    """Return the validator of the options that are set on an object of a level."""
    return PlainValidator(lambda given: _read(given, level))
