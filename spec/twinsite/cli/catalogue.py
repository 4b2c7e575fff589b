"""``twinsite requirements``, ``interpretations``, ``properties``, ``fairness``: look things up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from twinsite.catalogue.evidence import Evidence


def matching(
    names: Iterable[str],
    patterns: Sequence[str],
    what: str,
    also: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    """Return the names that patterns mean, in any case and by their tail; all if there are none.

    Args:
        names: The names.
        patterns: What the user has typed.
        what: The command that lists them all.
        also: What else a name is found by.

    Raises:
        InputError: if one of the patterns means nothing.
    """
    from twinsite.catalogue.lookup import find

    return find(
        patterns,
        names,
        also=also,
        where=f"twinsite {what}",
        see=f"Run 'twinsite {what}' without a name to see them all.",
    )


def words(evidence: Evidence) -> str:
    """Return how a fact is known, in words."""
    return evidence.name.lower() if evidence is not Evidence.RFC else "RFC"


def entry(heading: str, *lines: str) -> None:
    """Print an entry of a catalogue: its heading, then indented lines."""
    from twinsite.report.terminal.screen import print_entry, screen

    out = screen()
    print_entry(out, heading, *lines)
    out.print()


def requirements(*names: str) -> None:
    """List the requirements, each with its source and how it is known.

    Example: `twinsite requirements site-03 'REST-*'`

    Args:
        names: Ids, such as REST-02, in any case; * and ? are allowed. All if none is given.
    """
    from twinsite.catalogue.requirements import REQUIREMENTS

    for name in matching(REQUIREMENTS, names, "requirements"):
        found = REQUIREMENTS[name]
        entry(f"{name}  {found.sentence}", f"Source: {found.source}; {words(found.evidence)}.")


def interpretations(*names: str) -> None:
    """List the interpretations: every ambiguity, the choice that was made, and why.

    Example: `twinsite interpretations a14`

    Args:
        names: Ids, such as A14, in any case; * and ? are allowed. All if none is given.
    """
    from twinsite.catalogue.interpretations import INTERPRETATIONS

    chosen = matching(INTERPRETATIONS, names, "interpretations")
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
    """List the properties, area by area: what every check decides.

    Without a name those are left out that say of a single event where it may come.

    Example: `twinsite properties 'no_call_*' site-03`

    Args:
        names: Names, such as no_call_*, or ids of requirements, such as SITE-*, in any case; *
            and ? are allowed.
    """
    from twinsite.properties import ALL
    from twinsite.properties.possible import POSSIBLE
    from twinsite.report.terminal.properties import print_properties
    from twinsite.report.terminal.screen import screen

    by_name = {registered.prop.name: registered.prop for registered in ALL}
    left_out = () if names else frozenset(entry.prop.name for entry in POSSIBLE.entries)
    by_requirement = {name: prop.requirement for name, prop in by_name.items()}
    chosen = matching(by_name, names, "properties", by_requirement)
    shown = [by_name[name] for name in chosen if name not in left_out]
    print_properties(screen(), shown, left_out=len(left_out))


def fairness(*names: str) -> None:
    """List what may be assumed of the world, and what may still happen.

    Example: `twinsite fairness fair-01`

    Args:
        names: Ids, such as FAIR-01, in any case; * and ? are allowed. All if none is given.
    """
    from twinsite.properties.fairness import BY_ID, RESTRICTIONS

    chosen = matching(BY_ID, names, "fairness")
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
