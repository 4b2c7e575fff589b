"""What an interpretation is for, and what changes when it is switched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twinsite.checker.semantics.system import Event
from twinsite.checker.symbolic.property import Verdict
from twinsite.report.sequence.difference import commands_words, event_words

if TYPE_CHECKING:
    from twinsite.traceability import InterpretationEntry


def changes(entry: dict[str, Any]) -> str:
    """Return what an entry of the comparisons of the baseline says.

    Args:
        entry: An entry of the record of the comparisons.
    """
    difference = entry.get("shortest difference")
    if difference is None:
        note = f"; it {entry['note']}" if "note" in entry else ""
        pairs = entry["equal, with the number of pairs of states"]
        return f"nothing, in {pairs:,} pairs of states under {entry['base']}{note}"
    steps = len(difference["shared"]) + 1
    told = (
        f"after {steps} step{'s' if steps != 1 else ''} under {entry['base']}, at"
        f" '{event_words(Event.parse(difference['event']))}':"
        f" {commands_words(difference['base'])} before, {commands_words(difference['other'])} now"
    )
    refuted = [
        name
        for name, verdict in entry["verdicts"].items()
        if verdict["other"] == Verdict.REFUTED != verdict["base"]
    ]
    return (
        f"{told}; it breaks {', '.join(refuted)}" if refuted else f"{told}; it breaks no property"
    )


def stands_behind(entry: InterpretationEntry) -> str:
    """Return the requirements that rest on an interpretation, or what it is for."""
    return ", ".join(entry.cited)
