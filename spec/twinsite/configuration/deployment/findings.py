"""What is wrong with a deployment, at which place of it, and what to do about it.

Our own checks and the schema raise the same kind of error, so that both are told alike.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, islice
from typing import Final, NoReturn, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

Place = tuple[str | int, ...]
"""A way into the file: keys, and numbers of list elements counted from zero."""

Remedy = str | Callable[[], str]
"""What the user can do, as a sentence; or what finds the sentence, called only to show it."""

_FINDING: Final = "twinsite_finding"
"""The type that our own errors carry among those of the schema."""

MOST_FINDINGS: Final = 300
"""So many findings are told, of those that keep a file from being read."""

_LONGEST_SHOWN: Final = 60
"""A longer text is cut in messages, in characters."""

_EXPECTED: Final = {
    "string_type": ("a text", "Write it in quotes."),
    "model_type": ("a table", "Write it as a table, with keys and values."),
    "int_type": ("a whole number", "Write it without quotes and without a point."),
    "tuple_type": ("a list", "Write a list in square brackets, or tables in double brackets."),
}
"""By type of schema error: what should stand there, and the remedy."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    place: Place
    """Where it is wrong."""
    what: str
    """What is wrong, as a clause without a full stop."""
    remedy: Remedy
    """What the user can do."""

    def under(self, place: Place, *keys: str) -> "Finding":
        """Return the finding at a place that is further out."""
        return Finding((*place, *keys, *self.place), self.what, self.remedy)

    @property
    def advice(self) -> str:
        """What the user can do, as a sentence."""
        return self.remedy if isinstance(self.remedy, str) else self.remedy()


def shown(text: str, *, longest: int = _LONGEST_SHOWN) -> str:
    """Return a text in quotes, on one line, cut where it has more characters than these."""
    return repr(text if len(text) <= longest else text[:longest] + "...")


def dotted(place: Place) -> str:
    """Return a place as one would write it, such as ``agents[2].options."a.b"``."""
    text = ""
    for step in place:
        if isinstance(step, int):
            text += f"[{step}]"
            continue
        is_bare = step.isascii() and step.replace("_", "").replace("-", "").isalnum()
        cut = step if len(step) <= _LONGEST_SHOWN else step[:_LONGEST_SHOWN] + "..."
        text += ("." if text else "") + (cut if is_bare else json.dumps(cut, ensure_ascii=True))
    return text


def did_you_mean(name: str, known: Iterable[str]) -> Callable[[], str]:
    """Return the remedy for a name that is not among the known ones."""

    def remedy() -> str:
        names = sorted(known)
        # A very long name resembles nothing, and comparing it would take long.
        near = get_close_matches(name, names, n=1) if len(name) <= 2 * _LONGEST_SHOWN else []
        if near:
            return f"Did you mean {shown(near[0])}?"
        more = f" and {len(names) - 10} more" if len(names) > 10 else ""
        some = ", ".join(map(shown, names[:10])) + more
        return f"Use one of {some}." if names else "There is none so far: add it."

    return remedy


def refuse(findings: Iterable[Finding]) -> None:
    """Raise the first findings as one error of the schema; do nothing if there are none.

    Raises:
        ValidationError: if there is a finding.
    """
    details = [
        InitErrorDetails(
            type=PydanticCustomError(_FINDING, "{what}", {"what": f.what, "remedy": f.remedy}),
            loc=f.place,
            input=None,
        )
        for f in islice(findings, MOST_FINDINGS)
    ]
    if details:
        raise ValidationError.from_exception_data("deployment", details)


def refuse_this(what: str, remedy: Remedy) -> NoReturn:
    """Refuse the value under validation.

    Raises:
        PydanticCustomError: always.
    """
    raise PydanticCustomError(_FINDING, "{what}", {"what": what, "remedy": remedy})


def explain(error: ErrorDetails, root: type[BaseModel]) -> Finding:
    """Return an error of the schema in words of ours."""
    place, kind = error["loc"], error["type"]
    if kind == _FINDING:
        return Finding(place, error["ctx"]["what"], error["ctx"]["remedy"])
    if kind == "missing":
        return Finding(place, f"the key {shown(str(place[-1]))} is missing", "Add it.")
    if kind == "extra_forbidden":
        key = str(place[-1])
        known = _keys_at(place[:-1], root)
        return Finding(place, f"the key {shown(key)} is unknown here", did_you_mean(key, known))
    if kind == "too_short":
        return Finding(place, "the list is empty", "Write at least one.")
    if kind == "greater_than_equal":
        return Finding(place, "the number is negative", "Write 0 or more.")
    expected, remedy = _EXPECTED[kind]
    return Finding(place, f"{expected} is expected, not {_kind_of(error['input'])}", remedy)


def _keys_at(place: Place, root: type[BaseModel]) -> Iterable[str]:
    """Return the keys that the table at a place can have."""
    table = root
    for step in place:
        if isinstance(step, str):
            annotation = table.model_fields[step].annotation
            table = next(chain(get_args(annotation), (annotation,)))
    return table.model_fields


def _kind_of(value: object) -> str:
    match value:
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case Mapping():
            return "a table"
    return "a date or a time"
