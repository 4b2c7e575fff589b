"""What a rule of the linter is, and how it is declared."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

from twinsite.configuration.lint.subject import Found, Subject


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """Business continuity does not work, or not for everybody."""
    WARNING = "warning"
    """It works, and not as somebody will expect."""
    NOTE = "note"
    """Worth knowing."""


Search = Callable[[Subject], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    id: str
    """``DEP-`` and a number; never reused."""
    severity: Severity
    """How bad its findings are."""
    title: str
    """What is wrong where it finds something, in a few words."""
    remedy: str
    """What to do, as a sentence."""
    source: str
    """Sections, source keys, requirements and interpretations, separated by semicolons."""
    search: Search
    """Yields what it finds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake, with its place."""

    rule: Rule
    file: str
    """The file that it is in."""
    line: int | None
    """The line, where it can be told."""
    place: str
    """The place as one would write it, such as ``agents[2].phone``; empty for the whole file."""
    what: str
    """What is wrong, as a sentence without a full stop."""
    remedy: str
    """What to do, as a sentence."""
    source: str
    """Sections, source keys, requirements and interpretations, as those of a rule."""


DECLARED: Final[dict[str, Rule]] = {}
"""The rules that are declared so far, by their ids."""


def _rule(
    severity: Severity, identifier: str, title: str, *, remedy: str, source: str
) -> Callable[[Search], Search]:
    """Declare a rule."""

    def register(search: Search) -> Search:
        assert identifier not in DECLARED, f"{identifier} is declared twice"
        DECLARED[identifier] = Rule(identifier, severity, title, remedy, source, search)
        return search

    return register


error = partial(_rule, Severity.ERROR)
warning = partial(_rule, Severity.WARNING)
note = partial(_rule, Severity.NOTE)


def nothing(_: Subject) -> Iterator[Found]:
    """Find nothing: what the reader of files finds is told under this rule."""
    return iter(())
