"""The screen of ``twinsite compare`` with deployments."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from rich.console import Console
from rich.text import Text

from twinsite.analyses.drill.change import Change
from twinsite.analyses.remarks import Remark
from twinsite.configuration.deployment import Agents
from twinsite.report.terminal.drill import duration
from twinsite.report.terminal.screen import counted, print_commands, print_entry

MOST_NAMED = 3
"""So many of the agents whom a change concerns are named."""
_WORDS = {
    "leaves": "leaves the preferred site after its failure",
    "ready": "no calls after a failure of the preferred site",
    "back": "back after its repair",
    "phone": "no calls after the phone is lost there",
}


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
    alike: defaultdict[tuple[str, ...], list[Agents]] = defaultdict(list)
    for change in changes:
        if not change.is_none:
            alike[tuple(_lines(change))].append(change.agents)
    for lines, groups in alike.items():
        names = tuple(chain.from_iterable(groups))
        agents = Agents(names, chain.from_iterable(group.sizes for group in groups))
        print_entry(out, Text(_who(agents)), *lines)
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


def _lines(change: Change) -> Iterator[str]:
    """Yield what changes; who never is Ready by itself may still leave at another moment."""
    yield from (f"behaviour: {one.name} -> {other.name}" for one, other in change.profiles)
    told = ["ready", "back", "phone"]
    if _pair(change, "ready") == (None, None):
        told.insert(0, "leaves")
    for name in told:
        one, other = _pair(change, name)
        if one != other:
            yield f"{_WORDS[name]} at the latest {_ticks(one)} -> {_ticks(other)}"


def _pair(change: Change, name: str) -> tuple[int | None, int | None]:
    return getattr(change.before, name), getattr(change.after, name)


def _ticks(ticks: int | None) -> str:
    return "no bound" if ticks is None else duration(ticks)


def _who(agents: Agents) -> str:
    return f"{counted(agents.number, 'agent')}: {agents.named(MOST_NAMED)}"
