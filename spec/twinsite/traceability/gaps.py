"""What is missing behind a requirement or a reading; a gap fails the checks of this project."""

from collections.abc import Iterator

from twinsite.traceability.entry import ReadingEntry, RequirementEntry, RuleEntry
from twinsite.traceability.ledger import OTHERWISE_BROKEN, Ledger


def gaps(ledger: Ledger) -> tuple[str, ...]:
    """Return every gap in words; none if the ledger is whole."""
    return (
        *(gap for entry in ledger.requirements for gap in _of_requirement(entry)),
        *(gap for entry in ledger.readings for gap in _of_reading(entry)),
    )


def _of_requirement(entry: RequirementEntry) -> Iterator[str]:
    identifier = entry.requirement.id
    if not entry.requirement.source:
        yield f"{identifier} has no source"
    if not (entry.rules or entry.carried):
        yield f"{identifier} is judged by no rule, and nothing says what else carries it"
    if not entry.tests:
        yield f"{identifier} has no test that names it"
    if any(map(_kills_mutants, entry.rules)) and not entry.kills:
        yield f"{identifier}: its rules kill no mutant"
    for rule in entry.rules:
        yield from (f"{identifier}: {rule.claim.name} {gap}" for gap in _of_rule(rule))


def _kills_mutants(rule: RuleEntry) -> bool:
    """Return whether a rule is held against every mutant, and a mutant of one machine breaks it."""
    return not rule.claim.is_about_runs and rule.claim.name not in OTHERWISE_BROKEN


def _of_rule(rule: RuleEntry) -> Iterator[str]:
    if not rule.witness:
        yield "has no witness"
    if not (rule.claim.is_existential or rule.broken_by):
        yield "is broken by nothing"


def _of_reading(entry: ReadingEntry) -> Iterator[str]:
    identifier = entry.reading.id
    if entry.reading.is_switch and len(entry.comparisons) < len(entry.reading.choices) - 1:
        yield f"{identifier} can be switched, and nothing says what that changes"
    if not entry.cited:
        yield f"{identifier} is named in the source of no requirement"
