"""``twinsite hazards``: what the chosen interpretations could do wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from twinsite.analyses.check import PropertyReport
    from twinsite.analyses.hazards import Evidence, Hazard


def hazards(*names: str) -> int:
    """Decide every hazard anew: proved absent, or accepted and shown by a trace.

    With names, the trace that shows each of them is drawn.

    Args:
        names: Ids, such as H1; * and ? are allowed. All if none is given.
    """
    from rich.console import Console

    from twinsite.analyses.hazards import HAZARDS
    from twinsite.cli import codes
    from twinsite.cli.catalogue import matching

    by_id = {hazard.id: hazard for hazard in HAZARDS}
    out = Console(highlight=False)
    as_said = [
        _show(out, by_id[name], drawn=bool(names))
        for name in matching(list(by_id), names, "hazards")
    ]
    if all(as_said):
        out.print(f"{len(as_said)} hazards, all as they are said to be.")
        return codes.PROVED
    out.print("[bold red]Not every hazard is as it is said to be.[/]")
    return codes.REFUTED


def _show(out: Console, hazard: Hazard, *, drawn: bool) -> bool:
    """Print one hazard; return whether it is as it is said to be."""
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
    if drawn and shown is not None and shown.trace is not None:
        print_trace(out, decisive_trace(hazard.shown.profile, shown))
        out.print()
    return good


def _line(evidence: Evidence, found: PropertyReport) -> str:
    from twinsite.properties.fairness import BY_ID

    what = f"{found.verdict}: {evidence.prop} under {evidence.profile.name}"
    if evidence.without:
        what += f", if it is not granted that {BY_ID[evidence.without].name}"
    told = "" if found.verdict is evidence.verdict else f"; it is said to be {evidence.verdict}"
    return f"{what}{told}."
