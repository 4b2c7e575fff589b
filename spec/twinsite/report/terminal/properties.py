"""The screen of ``twinsite properties``: area by area, each with its kind and its requirement.

Site selection (SITE): 20 that must hold, 5 that can happen

  never_at_the_peer_site_without_one  SITE-05, invariant
    A desktop without a peer site MUST NOT move.
"""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from twinsite.catalogue.requirements import AREA_TITLES
from twinsite.properties.decorators import DesktopProperty
from twinsite.report.terminal.screen import counted, print_entry


def print_properties(out: Console, shown: Sequence[DesktopProperty], *, left_out: int) -> None:
    """Print the properties, and how many there are.

    Args:
        out: Where to print.
        shown: The properties.
        left_out: How many more there are, which say of an event where it may come.
    """
    order = list(AREA_TITLES)
    by_area = sorted(shown, key=lambda prop: order.index(_area(prop)))
    for area, found in groupby(by_area, key=_area):
        every = list(found)
        out.print(Text.assemble((f"{AREA_TITLES[area]} ({area})", "bold"), f": {_counts(every)}"))
        out.print()
        for prop in every:
            about = f"  {prop.requirement}, {prop.sort.name.lower().replace('_', ' ')}"
            print_entry(out, Text.assemble(prop.name, (about, "dim")), prop.sentence, indent=2)
        out.print()
    out.print(f"{counted(len(shown), 'property', 'properties')}: {_counts(shown)}.")
    if left_out:
        out.print(
            f"{left_out} more say of a single event where it may come. They are listed by:"
            " twinsite properties '*_may_come_in_*'"
        )


def _area(prop: DesktopProperty) -> str:
    return prop.requirement.partition("-")[0]


def _counts(properties: Sequence[DesktopProperty]) -> str:
    reachable = sum(prop.is_existential for prop in properties)
    parts = ((len(properties) - reachable, "must hold"), (reachable, "can happen"))
    return ", ".join(f"{number} {what}" for number, what in parts if number)
