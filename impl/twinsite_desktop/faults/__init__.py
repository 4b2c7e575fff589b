"""Seeded faults: desktops that are wrong in one place, to show that a judge notices it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from twinsite_desktop import Core
from twinsite_desktop.client import Client
from twinsite_desktop.faults import (
    calls,
    lengths,
    link,
    phone,
    probe,
    registration,
    restoration,
    session,
    sites,
    start,
)
from twinsite_desktop.faults.fault import Fault
from twinsite_desktop.settings import Settings

__all__ = ["FAULTS", "Fault", "client"]

_ALL = (
    *sites.FAULTS,
    *link.FAULTS,
    *phone.FAULTS,
    *registration.FAULTS,
    *probe.FAULTS,
    *session.FAULTS,
    *restoration.FAULTS,
    *calls.FAULTS,
    *start.FAULTS,
    *lengths.FAULTS,
)

FAULTS: Final[Mapping[str, Fault]] = MappingProxyType({each.name: each for each in _ALL})
"""Every seeded fault by its name, area by area."""
assert len(FAULTS) == len(_ALL), "a name of a fault is used twice"


def client(name: str) -> type[Client]:
    """Return the client of the desktop that has a fault.

    Raises:
        KeyError: if there is no fault of this name.
    """
    seeded = FAULTS[name]

    class FaultyClient(Client):
        """The reference desktop with one seeded fault."""

        def make(self, settings: Settings) -> Core:
            """Return a new core that has the fault."""
            return seeded.make(settings)

    FaultyClient.__doc__ = seeded.what
    return FaultyClient
