"""The readings: every ambiguity of the texts that touches the desktop, and our choice.

A reading with more than one choice is a switch: a profile can put another choice in force, so
that both can be checked and compared.
Source: A1 to A57 are ambiguities of the texts that :mod:`twinsite.catalogue.sources` names; from
A58 on they are holes that came to light in the writing and the checking.
Not covered: eServices (A49), which no timer moves.  A56 is the precondition BC-14.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from twinsite.catalogue.interpretations import (
    deployment,
    interactions,
    link,
    phone,
    preferred_return,
    registration,
    restoration,
    session,
    switchover,
    whole,
)
from twinsite.catalogue.interpretations.reading import Choice, Reading

__all__ = ["AREAS", "READINGS", "Choice", "Reading"]

AREAS: Final[Mapping[str, tuple[Reading, ...]]] = MappingProxyType(
    {
        "link": link.READINGS,
        "switchover": switchover.READINGS,
        "phone": phone.READINGS,
        "registration": registration.READINGS,
        "preferred return": preferred_return.READINGS,
        "session": session.READINGS,
        "restoration": restoration.READINGS,
        "interactions": interactions.READINGS,
        "whole": whole.READINGS,
        "deployment": deployment.READINGS,
    }
)
"""The readings by area of the behaviour that they decide."""


def _number(reading: Reading) -> int:
    return int(reading.id.removeprefix("A"))


READINGS: Final[Mapping[str, Reading]] = MappingProxyType(
    {
        reading.id: reading
        for reading in sorted((r for area in AREAS.values() for r in area), key=_number)
    }
)
"""Every reading by its id, in the order A1, A2, ..."""
