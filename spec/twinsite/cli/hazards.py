"""``twinsite hazards``: what the chosen interpretations could do wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from twinsite.analyses.check import PropertyReport
    from twinsite.analyses.hazards import Evidence, Hazard
    from twinsite.analyses.traces import Trace


def hazards(*names: str, save: Path | None = None, page: Path | None = None) -> int:
    """Decide every hazard anew: proved absent, or accepted and shown by a trace.

    With names, the trace that shows each of them is drawn.

    Example: `twinsite hazards h9`

    Args:
        names: Ids, such as H1; * and ? are allowed. All if none is given.
        save: Write the trace that shows the hazard to this file, for 'twinsite replay', and its
            chart beside it as SVG; for one hazard only.
        page: Write a page to this file that begins with that trace, to walk on in a browser; for
            one hazard only.
    """
    from twinsite.analyses.hazards import HAZARDS
    from twinsite.cli.catalogue import matching
    from twinsite.cli.check import require_place
    from twinsite.cli.codes import Status
    from twinsite.cli.pages import require_page, write_trace
    from twinsite.cli.progress import tally
    from twinsite.errors import InputError
    from twinsite.report.sequence.trace import save_with_chart
    from twinsite.report.terminal.screen import screen

    by_id = {hazard.id: hazard for hazard in HAZARDS}
    out = screen()
    chosen = matching(list(by_id), names, "hazards")
    require_place(save)
    require_page(page)
    for option, path in (("--save", save), ("--page", page)):
        if path is not None and len(chosen) != 1:
            raise InputError(
                f"a file holds one trace, and {len(chosen)} hazards are asked for",
                where=option,
                remedy=f"Name one of them, as in 'twinsite hazards H8 {option} {path}'.",
            )
    as_said = []
    with tally("hazards", chosen) as decided:
        for name in chosen:
            good, trace = _show(out, by_id[name], drawn=bool(names))
            as_said.append(good)
            decided(name)
            if save is not None and trace is not None:
                save_with_chart(out, save, trace)
            if page is not None and trace is not None:
                write_trace(out, page, trace)
    if all(as_said):
        one = len(as_said) == 1
        out.print("As it is said to be." if one else f"All {len(as_said)} as they are said to be.")
        return Status.PROVED
    out.print("[bold red]Not every hazard is as it is said to be.[/]")
    return Status.REFUTED


def _show(out: Console, hazard: Hazard, *, drawn: bool) -> tuple[bool, Trace | None]:
    """Print one hazard; return whether it is as it is said to be, and the trace that shows it."""
    from rich.padding import Padding
    from rich.text import Text

    from twinsite.analyses.hazards import Standing
    from twinsite.analyses.traces import decisive_trace
    from twinsite.report.sequence.trace import print_trace

    style = "bold green" if hazard.standing is Standing.ABSENT else "bold yellow"
    out.print(Text.assemble((f"{hazard.id} {hazard.standing}", style), f"  {hazard.sentence}"))
    good = True
    shown = None
    for evidence in (hazard.proof, hazard.shown):
        if evidence is not None:
            shown = evidence.examine()
            good &= shown.verdict is evidence.verdict
            out.print(Padding(Text(_line(evidence, shown)), (0, 0, 0, 2)))
    out.print(Padding(Text(hazard.reason), (0, 0, 0, 2)))
    out.print()
    if not drawn or shown is None or shown.trace is None:
        return good, None
    trace = decisive_trace(hazard.shown.profile, shown)
    print_trace(out, trace)
    out.print()
    return good, trace


def _line(evidence: Evidence, found: PropertyReport) -> str:
    from twinsite.properties.fairness import BY_ID

    what = f"{found.verdict}: {evidence.prop} under {evidence.profile.name}"
    if evidence.without:
        what += f", without the assumption that {BY_ID[evidence.without].name}"
    told = "" if found.verdict is evidence.verdict else f"; it is said to be {evidence.verdict}"
    return f"{what}{told}."
