"""The screen of ``twinsite compare`` with deployments."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from twinsite.analyses.drill.change import Change
from twinsite.configuration.deployment import Agents
from twinsite.report.terminal.drill import duration
from twinsite.report.terminal.screen import counted, padded, print_command, print_entry

MOST_NAMED = 3
"""So many of the agents whom a change concerns are named."""


def print_changes(out: Console, left: str, right: str, changes: Sequence[Change]) -> None:
    """Print what changes for whom, and for how many nothing does.

    Args:
        out: Where to print.
        left: The deployment as it is.
        right: As it would be.
        changes: What changes.
    """
    out.print(padded(out, f"{left} -> {right}", 0))
    out.print()
    for change in changes:
        if change.is_none:
            continue
        lines = [f"behaviour: {one.name} -> {other.name}" for one, other in change.profiles]
        lines += [
            f"{what} at the latest {_ticks(one)} -> {_ticks(other)}"
            for what, one, other in (
                ("no calls after a failure of the preferred site", *_pair(change, "ready")),
                ("back after its repair", *_pair(change, "back")),
            )
            if one != other
        ]
        print_entry(out, Text(_who(change.agents)), *lines)
    same = sum(change.agents.number for change in changes if change.is_none)
    if same:
        out.print(f"Nothing changes for {counted(same, 'agent')}.")
    pairs = {pair: None for change in changes for pair in change.profiles}
    if pairs:
        one, other = next(iter(pairs))
        what = "What another behaviour means"
        print_command(out, what, "twinsite", "compare", one.name, other.name)


def _pair(change: Change, name: str) -> tuple[int | None, int | None]:
    return getattr(change.before, name), getattr(change.after, name)


def _ticks(ticks: int | None) -> str:
    return "no bound" if ticks is None else duration(ticks)


def _who(agents: Agents) -> str:
    return f"{counted(agents.number, 'agent')}: {agents.named(MOST_NAMED)}"
