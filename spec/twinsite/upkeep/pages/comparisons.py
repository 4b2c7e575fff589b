"""The comparisons of the baseline as a table in Markdown."""

from collections.abc import Mapping
from typing import Any

from twinsite.checker.semantics.system import Event
from twinsite.report.sequence.difference import commands_words, event_words

HEADINGS = (
    "change",
    "profile",
    "the shortest trace that shows it",
    "before",
    "after",
    "new",
    "lost",
    "properties with another verdict",
)


def comparison_table(record: Mapping[str, dict[str, Any]]) -> str:
    """Return the table of the comparisons of the baseline in Markdown.

    Args:
        record: What :func:`twinsite.upkeep.comparisons.comparisons` has returned.
    """
    rows: list[tuple[str, ...]] = [
        HEADINGS,
        ("---", "---", "---", "---", "---", "---:", "---:", "---"),
    ]
    rows += [(*_cells(*each), _properties(each[1]["verdicts"])) for each in record.items()]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cells(title: str, entry: dict[str, Any]) -> tuple[str, ...]:
    change = " → ".join(f"`{name}`" for name in title.split(" -> "))
    counts = (str(entry["new"]), str(entry["lost"]))
    difference = entry.get("shortest difference")
    if difference is None:
        pairs = entry["equal, with the number of pairs of states"]
        note = f"; it {entry['note']}" if "note" in entry else ""
        told = f"none in {pairs:,} pairs of states{note}"
        return change, f"`{entry['base']}`", told, "the same", "the same", *counts
    length = len(difference["shared"]) + 1
    event = event_words(Event.parse(difference["event"]))
    told = f"{length} {'step' if length == 1 else 'steps'}, the last: {event}"
    ends = (commands_words(difference["base"]), commands_words(difference["other"]))
    return change, f"`{entry['base']}`", told, *ends, *counts


def _properties(verdicts: dict[str, dict[str, str | None]]) -> str:
    told = (
        f"`{name}`: {verdict['base'] or 'does not apply'} → {verdict['other'] or 'does not apply'}"
        for name, verdict in verdicts.items()
    )
    return "; ".join(told) or "none"
