"""The ledger as a page in Markdown."""

from collections.abc import Iterator

from twinsite.report.sequence.changes import changes, stands_behind
from twinsite.traceability import Ledger, ReadingEntry, RequirementEntry, RuleEntry

HEAD = "\n".join(
    (
        "# The ledger",
        "",
        "For every requirement what stands behind it, and for every reading what it changes.",
        "This page is computed; `twinsite ledger` shows the same on the screen, and leaves with 1"
        " if there is a gap.",
        "",
        "What the entries mean:",
        "",
        "- **declared**: the transitions whose event the requirement asks for.",
        "- **rule**: a property that is decided of every profile.",
        "- **matters**: a shortest run in which the rule matters; of a rule that forbids something"
        " it is a near miss, after which one mutated step would break the rule.",
        "- **kills**: how many mutants of the specification the rule tells from it; a mutant is"
        " tried under profile after profile until one kills it, and a rule on infinite runs is"
        " asked only of a mutant that no other rule notices.",
        "- **broken by**: a fault planted on purpose, a reading or release that is known to break"
        " the rule, or the mutant of its near miss.",
        "- **needs**: what the world must grant, so that the good thing happens.",
        "- **tests**: the tests that name the requirement.",
        "",
    )
)


def ledger_page(ledger: Ledger) -> str:
    """Return the whole page."""
    lines = [HEAD, "## Requirements\n"]
    for entry in ledger.requirements:
        lines += _requirement(entry)
    lines.append("## Readings\n")
    for reading in ledger.readings:
        lines += _reading(reading)
    return "\n".join(lines)


def _requirement(entry: RequirementEntry) -> Iterator[str]:
    requirement = entry.requirement
    yield f"### {requirement.id}\n\n{requirement.sentence}\n"
    yield f"- source: {requirement.source} (evidence {requirement.evidence.value})"
    if entry.carried:
        yield f"- carried by: {entry.carried}"
    if entry.transitions:
        yield "- declared:"
        yield from (f"  - `{transition}`" for transition in entry.transitions)
    for rule in entry.rules:
        yield from _rule(rule)
    yield f"- tests: {', '.join(f'`{test}`' for test in entry.tests)}\n"


def _rule(rule: RuleEntry) -> Iterator[str]:
    claim = rule.claim
    yield f"- rule `{claim.name}` ({claim.sort.value.replace('_', ' ')}): {claim.sentence}"
    if rule.fairness:
        yield f"  - needs: {rule.fairness}"
    yield f"  - matters: {rule.witness}"
    yield f"  - kills: {rule.kills} mutants"
    if rule.broken_by:
        yield f"  - broken by: {rule.broken_by}"


def _reading(entry: ReadingEntry) -> Iterator[str]:
    reading = entry.reading
    yield f"### {reading.id}\n\n{reading.question}\n"
    first, *others = reading.choices
    yield f"- in force, `{first.name}`: {first.meaning}"
    yield from (f"- or `{choice.name}`: {choice.meaning}" for choice in others)
    yield f"- stands behind: {stands_behind(entry)}"
    for comparison in entry.comparisons:
        yield f"- switched, `{comparison['change']}`: {changes(comparison)}"
    yield ""
