"""The screen of ``twinsite compare`` with deployments."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from twinsite.analyses.drill.change import Change
from twinsite.analyses.remarks import Remark
from twinsite.configuration.deployment import Agents
from twinsite.report.terminal.drill import duration
from twinsite.report.terminal.screen import counted, print_commands, print_entry

MOST_NAMED = 3
"""So many of the agents whom a change concerns are named."""


def print_changes(
    out: Console,
    changes: Sequence[Change],
    new: Sequence[Remark],
    gone: Sequence[Remark],
) -> None:
    """Print what changes for whom, and for how many nothing does.

    Args:
        out: Where to print.
        changes: What changes.
        new: What the linter says of the deployment as it would be only.
        gone: What it says of the deployment as it is only.
    """
    for change in changes:
        if change.is_none:
            continue
        lines = [f"behaviour: {one.name} -> {other.name}" for one, other in change.profiles]
        lines += [
            f"{what} at the latest {_ticks(one)} -> {_ticks(other)}"
            for what, one, other in (
                ("no calls after a failure of the preferred site", *_pair(change, "ready")),
                ("back after its repair", *_pair(change, "back")),
                ("no calls after the phone is lost there", *_pair(change, "phone")),
            )
            if one != other
        ]
        print_entry(out, Text(_who(change.agents)), *lines)
    same = sum(change.agents.number for change in changes if change.is_none)
    if same:
        out.print(f"Nothing changes for {counted(same, 'agent')}.")
    for heading, remarks in (("The linter says as well", new), ("It says no longer", gone)):
        if remarks:
            out.print()
            out.print(Text(heading, style="bold"))
            for remark in remarks:
                who = f", for {_who(remark.agents)}" if remark.agents else ""
                rule = f"{remark.rule.id} ({remark.rule.severity}): {remark.rule.title}"
                print_entry(out, Text(rule), f"{remark.what}{who}.", f"({remark.rule.source})")
    pairs = list(dict.fromkeys(pair for change in changes for pair in change.profiles))
    if pairs:
        out.print()
        commands = [("twinsite", "compare", one.name, other.name) for one, other in pairs]
        print_commands(out, "Everything that another behaviour changes", *commands)


def _pair(change: Change, name: str) -> tuple[int | None, int | None]:
    return getattr(change.before, name), getattr(change.after, name)


def _ticks(ticks: int | None) -> str:
    return "no bound" if ticks is None else duration(ticks)


def _who(agents: Agents) -> str:
    return f"{counted(agents.number, 'agent')}: {agents.named(MOST_NAMED)}"
