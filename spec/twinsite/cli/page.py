"""``twinsite page``: the behaviour in a browser, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from twinsite.cli.check import Interpretations

if TYPE_CHECKING:
    from twinsite.export.tables.tables import DrillEntry


def page(
    deployment: Path | None = None,
    /,
    *,
    profile: list[str] | None = None,
    release: str | None = None,
    interpretation: Interpretations = None,
    output: Path = Path("walk.html"),
) -> None:
    """Write one file to walk the behaviour in a browser, offline.

    Choose what happens, and see what changes; ask why something cannot happen, find the shortest
    trace to a state, look requirements up, and send a trace on by its address. Where all
    connections of a desktop are shown, so is the complete desktop, with the start.

    Example: `twinsite page --profile stat/bc/pair --output walk.html`

    Args:
        deployment: Show the profiles of the agents of this deployment file, with the lengths that
            their options give.
        profile: Show this profile only, such as bc+auto+restore/no-phone; * and ? are allowed. May
            be repeated, also with a release or interpretations, as in stat/bc/pair/A2=continues.
            All default profiles if neither is given, and those with which other releases and
            interpretations are compared.
        release: Show this release of the desktop, such as 8.5.105.11.
        interpretation: Put another interpretation in force, such as A14=immediate. May be
            repeated.
        output: Write the page to this file; walk.html if not given.
    """
    from twinsite.files import require_writable, write_text
    from twinsite.page.assemble import counted
    from twinsite.page.assemble import page as page_of
    from twinsite.page.diagrams import drawings
    from twinsite.report.tables.describe import describe
    from twinsite.report.tables.subjects import compared, described
    from twinsite.report.tables.wholes import wholes
    from twinsite.report.terminal.screen import screen

    require_writable(output, "--output", deployment)
    found = described(deployment, profile or (), release, interpretation or ())
    complete = wholes(found)
    if deployment is None and not (profile or release or interpretation):
        found = (*found, *compared(found))
    tables = describe((*found, *complete), drills_of(deployment))
    text = page_of(tables, drawings(tables.charts))
    write_text(output, text)
    size = len(text.encode()) / 1000
    out = screen()
    out.print(f"Wrote {output}: {counted(tables)}, {size:.0f} kB.", markup=False, soft_wrap=True)
    out.print("Open it in a browser; it needs no network.")


def drills_of(deployment: Path | None) -> tuple[DrillEntry, ...]:
    """Return what is known of drills; without a deployment nothing is loaded for it.

    Raises:
        InputError: if the deployment cannot be used.
    """
    if deployment is None:
        return ()
    from twinsite.report.tables.drills import drills

    return drills(deployment)
