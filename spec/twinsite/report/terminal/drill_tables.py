"""The tables of ``twinsite drill`` for all agents: one failure, or every one."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from twinsite.analyses.drill.design import DesignRow
from twinsite.analyses.drill.milestones import Point
from twinsite.analyses.drill.report import DrillReport
from twinsite.model.profile import Part
from twinsite.report.terminal.drill import PHONES, decided, extent, span, who
from twinsite.report.terminal.screen import counted, print_rows

_SHORT_NAMES = {Part.VOICE: "voice", Part.STAT: "Stat", Part.CONFIG: "Configuration"}


def print_overview(out: Console, reports: Sequence[DrillReport]) -> None:
    """Print one line for each kind of agents."""
    rows = []
    for report in reports:
        points = {
            moment.point: moment
            for part in report.parts
            if part.drill.part is Part.VOICE
            for moment in (*part.after_failure, *part.after_repair)
        }
        told = (
            span(points.get(point), "-" if point is Point.BACK else "stays")
            for point in (Point.LEAVES, Point.READY, Point.BACK)
        )
        rows.append((f"{who(report.kind)} ({PHONES[report.kind.phone]})", *told))
    print_rows(out, ("Agents", "Leaves after", "Ready after", "Back after repair"), rows)
    out.print()
    out.print("--agent NAME tells every moment, and what it is a sum of.", style="dim")


def print_design(out: Console, rows: Sequence[DesignRow]) -> None:
    """Print what fails, who moves, and after what."""
    for _, group in groupby(rows, key=lambda row: [n for k in row.kinds for n in k.agents]):
        told = list(group)
        number = sum(kind.agents.number for kind in told[0].kinds)
        out.print()
        title = f"{PHONES[told[0].kinds[0].phone]}: {counted(number, 'agent')}"
        out.print(Text(title, style="bold"))
        print_rows(
            out,
            ("What fails", "Connection", "Leaves after", "Decided by"),
            [
                (
                    alike[0].what,
                    " and ".join(_SHORT_NAMES[row.part] for row in alike),
                    span(alike[0].moment, "stays"),
                    decided(alike[0].moment, Counter()) if alike[0].moment.latest else Text(""),
                )
                for _, found in groupby(told, key=lambda row: (row.what, extent(row.moment)))
                for alike in (list(found),)
            ],
        )
