"""The parts of the documents that are computed: ``python -m twinsite.upkeep.pages.documents``.

A part stands between ``<!-- name -->`` and ``<!-- end of name -->``; the manifest and the
interpretations say what stands in it.  Run from the root of the repository; a test compares.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from twinsite.analyses.hazards import HAZARDS
from twinsite.baseline.records import read
from twinsite.baseline.variants import VARIANTS
from twinsite.catalogue.interpretations import INTERPRETATIONS
from twinsite.catalogue.requirements import REQUIREMENTS
from twinsite.catalogue.sources import SOURCES
from twinsite.files import write_text
from twinsite.model.predicates import DECLARED
from twinsite.model.profile import Part, Profile
from twinsite.properties import ALL
from twinsite.properties.fairness import ASSUMPTIONS, BY_ID
from twinsite.report.terminal.check import fairness_words
from twinsite.traceability import guide as walk
from twinsite.traceability import matrix
from twinsite.traceability.matrix import most_fairness
from twinsite.upkeep.pages.comparisons import comparison_table
from twinsite.upkeep.pages.conformance import PARTS
from twinsite.upkeep.pages.matrix import matrix_page
from twinsite.upkeep.pages.named_tests import named_tests
from twinsite.upkeep.pages.walk import walk_page

README = Path("README.md")
SPECIFICATION = Path("spec/README.md")
LEDGER = Path("spec/LEDGER.md")
WALK = Path("spec/WALK.md")
CONFORMANCE = Path("spec/CONFORMANCE.md")
RECORDS = Path("spec/twinsite/baseline/records")


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


def profile_table(manifest: dict[str, Any]) -> str:
    """Return the table of the default profiles in Markdown."""
    rows = [
        "| profile | states | steps | depth | properties proved |",
        "|---|---:|---:|---:|---:|",
    ]
    rows += [
        f"| `{name}` | {entry['states']:,} | {entry['steps']:,} | {entry['depth']}"
        f" | {entry['proved']} |"
        for name, entry in manifest["default profiles"].items()
    ]
    return "\n".join(rows) + "\n"


def part_table(manifest: dict[str, Any]) -> str:
    """Return the table of the parts of the desktop, and of the whole, in Markdown."""
    rows = [
        "| part | default profiles | states of the largest | steps of the largest | verdicts |",
        "|---|---:|---:|---:|---|",
    ]
    for part in Part:
        entries = [
            entry
            for name, entry in manifest["default profiles"].items()
            if Profile.parse(name).part is part
        ]
        rows.append(_part_row(part.value, f"{len(entries)}", entries))
    wholes = list(manifest["whole desktops"].values())
    rows.append(_part_row("side by side", f"{len(wholes)} products", wholes))
    return "\n".join(rows) + "\n"


def _part_row(name: str, count: str, entries: list[dict[str, Any]]) -> str:
    largest = max(entries, key=lambda entry: int(entry["states"]))
    verdicts = ", ".join(sorted({entry["verdict"] for entry in entries}))
    return f"| {name} | {count} | {largest['states']:,} | {largest['steps']:,} | {verdicts} |"


def variant_table(manifest: dict[str, Any]) -> str:
    """Return the table of the pinned variants in Markdown."""
    rows = [
        "| variant | shows | breaks, with the length of the shortest trace |",
        "|---|---|---|",
    ]
    for variant in VARIANTS:
        entry = manifest["variants"][variant.profile.name]
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


def fairness_table(manifest: dict[str, Any]) -> str:
    """Return the table of what each liveness property needs, over all default profiles."""
    properties = {entry.prop.name: entry.prop for entry in ALL}
    rows = ["| in the end | given | if the world grants that |", "|---|---|---|"]
    for name, granted in most_fairness(manifest).items():
        given = properties[name].given
        needs = ", ".join(fairness_words(text) for text in granted) or "(nothing is needed)"
        rows.append(
            f"| {properties[name].sentence} ({properties[name].requirement})"
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
            shown += f", if it is not granted that {BY_ID[hazard.shown.without].name}"
        rows.append(
            f"| {hazard.id} | {hazard.sentence} | {hazard.standing} | {shown} | {hazard.reason} |"
        )
    return "\n".join(rows) + "\n"


def mutation_table() -> str:
    """Return the table of how the mutants of each machine fared."""
    machines: dict[str, Counter[str]] = {name: Counter() for name in DECLARED}
    for found in read("mutation"):
        machines[found["mutant"].partition(":")[0].partition(".")[0]][found["fate"]] += 1
    machines["all"] = sum(machines.values(), Counter())
    rows = ["| machine | mutants | equivalent | killed | survived |", "|---|---:|---:|---:|---:|"]
    rows += [
        f"| {name} | {fates.total():,} | {fates['equivalent']:,} | {fates['killed']:,}"
        f" | {fates['survived']:,} |"
        for name, fates in machines.items()
    ]
    return "\n".join(rows) + "\n"


def documents(root: Path) -> dict[Path, str]:
    """Return the text that each document must have, computed parts included.

    Args:
        root: The root of the repository.
    """
    manifest: dict[str, Any] = read("manifest")
    readme = (root / README).read_text(encoding="utf-8")
    specification = (root / SPECIFICATION).read_text(encoding="utf-8")
    specification = replaced(specification, "profiles", profile_table(manifest))
    specification = replaced(specification, "interpretations", interpretation_table())
    specification = replaced(specification, "sources", source_table())
    specification = replaced(specification, "preconditions", precondition_list())
    specification = replaced(specification, "fairness", fairness_table(manifest))
    specification = replaced(specification, "assumptions", assumption_table())
    specification = replaced(specification, "hazards", hazard_table())
    specification = replaced(specification, "comparisons", comparison_table(read("comparisons")))
    conformance = (root / CONFORMANCE).read_text(encoding="utf-8")
    for name, part in PARTS.items():
        conformance = replaced(conformance, name, part())
    return {
        README: replaced(
            replaced(readme, "parts", part_table(manifest)), "mutation", mutation_table()
        ),
        SPECIFICATION: replaced(specification, "variants", variant_table(manifest)),
        LEDGER: matrix_page(matrix()),
        WALK: walk_page(walk.WALK),
        CONFORMANCE: conformance,
    }


if __name__ == "__main__":
    write_text(RECORDS / "tests.json", json.dumps(named_tests(Path()), indent=2) + "\n")
    for path, text in documents(Path()).items():
        path.write_text(text, encoding="utf-8")
