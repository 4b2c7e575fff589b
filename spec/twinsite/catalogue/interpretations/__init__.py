"""The interpretations: every ambiguity of the texts that touches the desktop, and our choice.

An interpretation with more than one choice is a switch: a profile can put another choice in force,
so that both can be checked and compared.
Source: A1 to A57 are ambiguities of the texts that :mod:`twinsite.catalogue.sources` names; from
A58 on they are holes that came to light in the writing and the checking.
Not covered: eServices (A49), which no timer moves.  A56 is the precondition BC-14.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from twinsite.catalogue.interpretations import (
    deployment,
    interaction,
    link,
    phone,
    preferred_return,
    registration,
    restoration,
    session,
    site,
    whole,
)
from twinsite.catalogue.interpretations.interpretation import Choice, Interpretation

__all__ = ["AREAS", "INTERPRETATIONS", "Choice", "Interpretation"]

AREAS: Final[Mapping[str, tuple[Interpretation, ...]]] = MappingProxyType(
    {
        "link": link.INTERPRETATIONS,
        "site": site.INTERPRETATIONS,
        "phone": phone.INTERPRETATIONS,
        "registration": registration.INTERPRETATIONS,
        "preferred return": preferred_return.INTERPRETATIONS,
        "session": session.INTERPRETATIONS,
        "restoration": restoration.INTERPRETATIONS,
        "interaction": interaction.INTERPRETATIONS,
        "whole": whole.INTERPRETATIONS,
        "deployment": deployment.INTERPRETATIONS,
    }
)
"""The interpretations by area of the behaviour that they decide."""


def _number(interpretation: Interpretation) -> int:
    return int(interpretation.id.removeprefix("A"))


INTERPRETATIONS: Final[Mapping[str, Interpretation]] = MappingProxyType(
    {
        interpretation.id: interpretation
        for interpretation in sorted((r for area in AREAS.values() for r in area), key=_number)
    }
)
"""Every interpretation by its id, in the order A1, A2, ..."""
