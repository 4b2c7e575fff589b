"""The documents with generated parts, which stand between ``<!-- name -->`` and its end."""

from collections import Counter
from pathlib import Path
from typing import Any

from twinsite.analyses.hazards import HAZARDS
from twinsite.baseline.records import read
from twinsite.baseline.variants import VARIANTS
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.catalogue.sources import SOURCES
from twinsite.model.predicates import DECLARED
from twinsite.model.profile import Part, Profile
from twinsite.properties import BY_NAME
from twinsite.properties.fairness import ASSUMPTIONS, BY_ID
from twinsite.report.terminal.check import fairness_words
from twinsite.traceability import matrix
from twinsite.traceability.guide import SECTIONS
from twinsite.traceability.matrix import most_fairness
from twinsite.upkeep.pages.comparisons import comparison_table
from twinsite.upkeep.pages.conformance import PARTS
from twinsite.upkeep.pages.deployment import key_tables
from twinsite.upkeep.pages.source_coverage import source_coverage_page
from twinsite.upkeep.pages.traceability import traceability_page

README = Path("README.md")
TRUST = Path("spec/TRUST.md")
SPECIFICATION = Path("spec/README.md")
TRACEABILITY = Path("spec/TRACEABILITY.md")
COVERAGE = Path("spec/COVERAGE.md")
CONFORMANCE = Path("spec/CONFORMANCE.md")
DEPLOYMENT = Path("spec/DEPLOYMENT.md")
PAGES = (TRUST, SPECIFICATION, TRACEABILITY, COVERAGE, CONFORMANCE, DEPLOYMENT)
"""Every document with generated parts, from the root."""


def replaced(text: str, name: str, body: str) -> str:
    """Return a document with one of its computed parts written anew.

    Raises:
        ValueError: if the document has no such part.
    """
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    before, found, rest = text.partition(start)
    _, also_found, after = rest.partition(end)
    if not (found and also_found):
        raise ValueError(f"the document has no part {name!r}")
    return f"{before}{start}\n{body}\n{end}{after}"


def profile_table(verdicts: dict[str, Any]) -> str:
    """Return the table of the default profiles in Markdown."""
    rows = [
        "| profile | states | steps | depth | properties proved |",
        "|---|---:|---:|---:|---:|",
    ]
    rows += [
        f"| `{name}` | {entry['states']:,} | {entry['steps']:,} | {entry['depth']}"
        f" | {entry['proved']} |"
        for name, entry in verdicts["default profiles"].items()
    ]
    return "\n".join(rows) + "\n"


def part_table(verdicts: dict[str, Any]) -> str:
    """Return the table of the parts of the desktop, and of the whole, in Markdown."""
    rows = [
        "| part | default profiles | states of the largest | steps of the largest | verdicts |",
        "|---|---:|---:|---:|---|",
    ]
    for part in Part:
        entries = [
            entry
            for name, entry in verdicts["default profiles"].items()
            if Profile.parse(name).part is part
        ]
        rows.append(_part_row(part.value, f"{len(entries)}", entries))
    wholes = list(verdicts["whole desktops"].values())
    rows.append(_part_row("side by side", f"{len(wholes)} products", wholes))
    return "\n".join(rows) + "\n"


def _part_row(name: str, count: str, entries: list[dict[str, Any]]) -> str:
    largest = max(entries, key=lambda entry: int(entry["states"]))
    verdicts = ", ".join(sorted({entry["verdict"] for entry in entries}))
    return f"| {name} | {count} | {largest['states']:,} | {largest['steps']:,} | {verdicts} |"


def variant_table(verdicts: dict[str, Any]) -> str:
    """Return the table of the variants in Markdown."""
    rows = [
        "| variant | shows | breaks, with the length of the shortest trace |",
        "|---|---|---|",
    ]
    for variant in VARIANTS:
        entry = verdicts["variants"][variant.profile.name]
        lengths = entry["refuted, with the length of the shortest trace"]
        breaks = ", ".join(
            f"`{name}` ({length})" for name, length in lengths.items() if length is not None
        )
        never = ", ".join(f"`{name}`" for name, length in lengths.items() if length is None)
        told = "; ".join(
            part for part in (breaks, f"never happens: {never}" if never else "") if part
        )
        rows.append(f"| `{variant.profile.name}` | {variant.shows} | {told or 'nothing'} |")
    return "\n".join(rows) + "\n"


def interpretation_table() -> str:
    """Return the table of the switchable interpretations in Markdown."""
    rows = ["| id | question | in force | discarded | why |", "|---|---|---|---|---|"]
    for interpretation in INTERPRETATIONS.values():
        if interpretation.is_switch:
            first, *others = interpretation.choices
            discarded = "; ".join(f"`{c.name}`: {c.meaning}" for c in others)
            rows.append(
                f"| {interpretation.id} | {interpretation.question} | `{first.name}`:"
                f" {first.meaning} | {discarded} | {interpretation.reason} |"
            )
    return "\n".join(rows) + "\n"


def source_table() -> str:
    """Return the table of the sources in Markdown."""
    rows = ["| key | source |", "|---|---|"]
    rows += [f"| {key} | {where} |" for key, where in SOURCES.items()]
    return "\n".join(rows) + "\n"


PRECONDITIONS = ("BC-10", "BC-13", "BC-14")
"""The requirements that only a deployment can meet."""


def precondition_list() -> str:
    """Return the preconditions as a list in Markdown."""
    return "".join(f"- {REQUIREMENTS[name].sentence} ({name})\n" for name in PRECONDITIONS)


def fairness_table(verdicts: dict[str, Any]) -> str:
    """Return the table of what each liveness property needs, over all default profiles."""
    rows = ["| liveness | given | fairness assumptions |", "|---|---|---|"]
    for name, assumed in most_fairness(verdicts).items():
        given = BY_NAME[name].given
        needs = ", ".join(fairness_words(text) for text in assumed) or "(nothing is needed)"
        rows.append(
            f"| {BY_NAME[name].sentence} ({BY_NAME[name].requirement})"
            f" | {'whatever comes' if given is None else given.name} | {needs} |"
        )
    return "\n".join(rows) + "\n"


def assumption_table() -> str:
    """Return the table of what may be assumed of the world."""
    rows = ["| id | name | what is assumed |", "|---|---|---|"]
    rows += [f"| {a.id} | {a.name} | {a.sentence} |" for a in ASSUMPTIONS]
    return "\n".join(rows) + "\n"


def hazard_table() -> str:
    """Return the table of the hazards."""
    rows = ["| id | what could go wrong | standing | shown under | why |", "|---|---|---|---|---|"]
    for hazard in HAZARDS:
        shown = f"`{hazard.shown.profile.name}`"
        if hazard.shown.without:
            shown += f", if it is not assumed that {BY_ID[hazard.shown.without].name}"
        rows.append(
            f"| {hazard.id} | {hazard.sentence} | {hazard.standing} | {shown} | {hazard.reason} |"
        )
    return "\n".join(rows) + "\n"


def mutation_table() -> str:
    """Return the table of how the mutants of each machine fared."""
    machines: dict[str, Counter[str]] = {name: Counter() for name in DECLARED}
    for mutant, found in read("mutation")["mutants"].items():
        machines[mutant.partition(":")[0].partition(".")[0]][found["fate"]] += 1
    machines["all"] = sum(machines.values(), Counter())
    rows = ["| machine | mutants | equivalent | killed | survived |", "|---|---:|---:|---:|---:|"]
    rows += [
        f"| {name} | {fates.total():,} | {fates['equivalent']:,} | {fates['killed']:,}"
        f" | {fates['survived']:,} |"
        for name, fates in machines.items()
    ]
    return "\n".join(rows) + "\n"


def documents(root: Path) -> dict[Path, str]:
    """Return the text that each document must have, generated parts included.

    Args:
        root: The root of the repository.

    Raises:
        InputError: if a record that a part is made of cannot be read.
    """
    verdicts: dict[str, Any] = read("verdicts")
    parts: dict[Path, dict[str, str]] = {
        TRUST: {"parts": part_table(verdicts), "mutation": mutation_table()},
        SPECIFICATION: {
            "profiles": profile_table(verdicts),
            "interpretations": interpretation_table(),
            "sources": source_table(),
            "preconditions": precondition_list(),
            "fairness": fairness_table(verdicts),
            "assumptions": assumption_table(),
            "hazards": hazard_table(),
            "comparisons": comparison_table(read("comparisons")),
            "variants": variant_table(verdicts),
        },
        CONFORMANCE: {name: part() for name, part in PARTS.items()},
        DEPLOYMENT: {"keys": key_tables()},
    }
    found = {TRACEABILITY: traceability_page(matrix()), COVERAGE: source_coverage_page(SECTIONS)}
    for path, named in parts.items():
        text = (root / path).read_text(encoding="utf-8")
        for name, body in named.items():
            text = replaced(text, name, body)
        found[path] = text
    return found
