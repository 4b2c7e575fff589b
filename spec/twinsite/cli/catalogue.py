"""``twinsite requirements``, ``interpretations``, ``properties``, ``fairness``: look things up."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from twinsite.catalogue.evidence import Evidence
from twinsite.errors import InputError


def matching(names: list[str], patterns: tuple[str, ...], what: str) -> list[str]:
    """Return the names that match one of the patterns; all if there are none.

    Raises:
        InputError: if nothing matches.
    """
    chosen = [n for n in names if not patterns or any(fnmatchcase(n, p) for p in patterns)]
    if not chosen:
        raise InputError(
            f"nothing matches {' or '.join(patterns)}",
            where=f"twinsite {what}",
            remedy=f"Run 'twinsite {what}' without a name to see them all.",
        )
    return chosen


def _table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, no_wrap=number == 0, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(table)


def words(evidence: Evidence) -> str:
    """Return how a fact is known, in words."""
    return evidence.name.lower() if evidence is not Evidence.RFC else "RFC"


def entry(heading: str, *lines: str) -> None:
    """Print an entry of a catalogue: its heading, then indented lines."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    out = Console(highlight=False)
    out.print(Text(heading, style="bold"))
    for line in lines:
        out.print(Padding(Text(line), (0, 0, 0, 2)))
    out.print()


def requirements(*names: str) -> None:
    """List the requirements: id, sentence, source, evidence.

    Args:
        names: Ids, such as REST-02; * and ? are allowed. All if none is given.
    """
    from twinsite.catalogue.requirements import REQUIREMENTS

    chosen = matching(list(REQUIREMENTS), names, "requirements")
    _table(
        ("Id", "Requirement", "Source", "Evidence"),
        [
            (r.id, r.sentence, r.source, words(r.evidence))
            for r in (REQUIREMENTS[name] for name in chosen)
        ],
    )


def interpretations(*names: str) -> None:
    """List the readings: every ambiguity, the choice that was made, and why.

    Args:
        names: Ids, such as A14; * and ? are allowed. All if none is given.
    """
    from twinsite.catalogue.interpretations import INTERPRETATIONS

    chosen = matching(list(INTERPRETATIONS), names, "readings")
    for interpretation in (INTERPRETATIONS[name] for name in chosen):
        entry(
            f"{interpretation.id}  {interpretation.question}",
            *(
                f"{'in force' if number == 0 else 'or'} {choice.name}: {choice.meaning}"
                for number, choice in enumerate(interpretation.choices)
            ),
            f"Why: {interpretation.reason}",
            f"Source: {interpretation.source}",
        )


def properties(*names: str) -> None:
    """List the properties: what is decided of every profile.

    Args:
        names: Names, such as no_call_*; * and ? are allowed. All if none is given.
    """
    from twinsite.properties import ALL

    by_name = {entry.prop.name: entry.prop for entry in ALL}
    chosen = matching(list(by_name), names, "properties")
    _table(
        ("Property", "Sort", "For", "Claim"),
        [
            (c.name, c.sort.value.replace("_", " "), c.requirement, c.sentence)
            for c in (by_name[name] for name in chosen)
        ],
    )


def fairness(*names: str) -> None:
    """List what may be assumed of the world, so that good things happen, and what may still happen.

    Args:
        names: Ids, such as FAIR-01; * and ? are allowed. All if none is given.
    """
    from twinsite.properties.fairness import BY_ID, RESTRICTIONS

    chosen = matching(list(BY_ID), names, "fairness")
    for identifier in chosen:
        assumption = BY_ID[identifier]
        entry(
            f"{assumption.id}  {assumption.name}",
            assumption.sentence,
            f"Source: {assumption.source}",
        )
    if not names:
        for restriction in RESTRICTIONS:
            entry(restriction.name, restriction.sentence)
        entry(
            "weak and strong",
            "Weak: what is possible without a break from some moment on comes again and again.",
            "Strong: what is possible again and again comes again and again.",
        )
