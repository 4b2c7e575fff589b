"""What may cover a statement: the kinds are told by where an id is found, and never by hand."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.catalogue.options import OPTIONS
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.configuration.bootstrap import Bootstrap, Node, NodeList
from twinsite.configuration.deployment.model import Deployment
from twinsite.configuration.deployment.tables import (
    Agent,
    AgentGroup,
    Application,
    Cluster,
    Dn,
    Place,
    ServerPair,
    SipServerPair,
    Site,
    Tenant,
)
from twinsite.configuration.lint import RULES
from twinsite.model.predicates import DECLARED
from twinsite.properties import ALL

_TABLES: Final = (
    Deployment,
    Application,
    Tenant,
    AgentGroup,
    Agent,
    Site,
    SipServerPair,
    ServerPair,
    Cluster,
    Place,
    Dn,
)
_BOOTSTRAP: Final = (Bootstrap, NodeList, Node)


class Kind(StrEnum):
    """What it is."""

    REQUIREMENT = "requirement"
    """A sentence that can be false."""
    INTERPRETATION = "interpretation"
    """A choice where the guide is silent or ambiguous."""
    OPTION = "option"
    """An option of the desktop, with its default and its valid values."""
    MACHINE = "machine"
    """A machine of the desktop or of its world."""
    PROPERTY = "property"
    """A property that is decided of every profile."""
    LINT_RULE = "lint rule"
    """A property that `twinsite lint` asks of a deployment."""
    DEPLOYMENT_FIELD = "deployment field"
    """A field of the deployment file, as it is read."""
    BOOTSTRAP_FIELD = "bootstrap field"
    """A field of what is read from the bootstrap file."""


CATALOGUES: Final[Mapping[Kind, Collection[str]]] = MappingProxyType(
    {
        Kind.REQUIREMENT: REQUIREMENTS.keys(),
        Kind.INTERPRETATION: INTERPRETATIONS.keys(),
        Kind.OPTION: OPTIONS.keys(),
        Kind.MACHINE: DECLARED.keys(),
        Kind.PROPERTY: frozenset(entry.prop.name for entry in ALL),
        Kind.LINT_RULE: RULES.keys(),
        Kind.DEPLOYMENT_FIELD: frozenset(
            f"{table.__name__}.{name}" for table in _TABLES for name in table.model_fields
        ),
        Kind.BOOTSTRAP_FIELD: frozenset(
            f"{part.__name__}.{field.name}" for part in _BOOTSTRAP for field in fields(part)
        ),
    }
)
"""Every id that may cover a statement, by kind; no id is of two kinds."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Something that covers a statement of the guide."""

    id: str
    """Its id, unique over all kinds."""
    kind: Kind
    """What it is."""


def cover(identifier: str) -> Cover:
    """Return what an id stands for.

    Raises:
        KeyError: if no catalogue has the id.
    """
    for kind, known in CATALOGUES.items():
        if identifier in known:
            return Cover(identifier, kind)
    raise KeyError(identifier)


def covers(identifiers: Iterable[str]) -> tuple[Cover, ...]:
    """Return what ids stand for, kind by kind, and as given within a kind.

    Raises:
        KeyError: if no catalogue has one of the ids.
    """
    order = list(Kind)
    return tuple(sorted(map(cover, identifiers), key=lambda found: order.index(found.kind)))
