"""What a rule of the linter is, how it is declared, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from twinsite.configuration.deployment.findings import Place
from twinsite.configuration.deployment.tables import Agent
from twinsite.configuration.lint.subject import Subject


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """Business continuity does not work, or not for everybody."""
    WARNING = "warning"
    """It works, and not as somebody will expect."""
    NOTE = "note"
    """Worth knowing."""


class Found(NamedTuple):
    """What a rule has found, before it has a line."""

    place: Place
    """Where, in the deployment or in the bootstrap file."""
    what: str
    """What is wrong, as a sentence without a full stop; it does not say for whom."""
    remedy: str = ""
    """What to do, where it is not what the rule says."""
    line: int | None = None
    """The line of the bootstrap file; None for what is in the deployment."""
    in_bootstrap: bool = False
    """Whether it is in the bootstrap file."""
    agents: tuple[Agent, ...] = ()
    """Whom it concerns, where it concerns agents; the same for others is told together."""


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


DECLARED: Final[dict[str, Rule]] = {}
"""The rules that are declared so far, by their ids."""


def rule(
    identifier: str, severity: Severity, title: str, *, remedy: str, source: str
) -> Callable[[Search], Search]:
    """Declare a rule."""

    def register(search: Search) -> Search:
        assert identifier not in DECLARED, f"{identifier} is declared twice"
        DECLARED[identifier] = Rule(identifier, severity, title, remedy, source, search)
        return search

    return register


def nothing(_: Subject) -> Iterator[Found]:
    """Find nothing: what the reader of files finds is told under this rule."""
    return iter(())
