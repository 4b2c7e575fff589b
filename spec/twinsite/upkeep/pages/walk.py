"""The walk as a page in Markdown, which lies beside the matrix."""

from collections.abc import Iterator, Sequence
from typing import Final

from twinsite.properties import ALL
from twinsite.traceability.guide import Carrier, Item, Kind, Section, carriers, kinds

HEAD = "\n".join(
    (
        "# The walk through the guide",
        "",
        "The guide from its first line to its last, claim by claim, in our words and in its order,"
        " and what carries each claim.",
        "This page is computed; `twinsite walk` shows the same on the screen, and leaves with 1 if"
        " there is a gap.",
        "",
        "A number such as 5.7 is the section and the place of the claim in it; it never changes.",
        "Requirements and interpretations lead to [the matrix](LEDGER.md), which tells their"
        " properties and tests; so does a property, to the requirement that it judges.",
        "Machines lead to their diagrams, options, fields and rules of the linter to where they are"
        " declared.",
        "",
    )
)

NOTHING: Final = "What is carried by nothing"
"""The heading above the claims that ask nothing of a desktop."""

_ANCHOR: Final = NOTHING.lower().replace(" ", "-")

_REQUIREMENTS: Final = {entry.prop.name: entry.prop.requirement for entry in ALL}


def walk_page(sections: Sequence[Section]) -> str:
    """Return the whole page."""
    items = [item for section in sections for item in section.items]
    lines = [HEAD]
    for section in sections:
        lines += _section(section)
    lines += _nothing(items)
    lines += _counts(sections)
    return "\n".join(lines) + "\n"


def link(carried: Carrier) -> str:
    """Return a carrier as a link, from the folder of the page."""
    return f"[{carried.id}]({_target(carried)})"


def _target(carried: Carrier) -> str:
    match carried.kind:
        case Kind.REQUIREMENT | Kind.READING:
            return f"LEDGER.md#{carried.id.lower()}"
        case Kind.PROPERTY:
            return f"LEDGER.md#{_REQUIREMENTS[carried.id].lower()}"
        case Kind.MACHINE:
            return f"../diagrams/{carried.id}.svg"
        case Kind.OPTION:
            return "twinsite/catalogue/options/"
        case Kind.LINT_RULE:
            return "twinsite/configuration/lint/"
        case Kind.DEPLOYMENT_FIELD:
            return "twinsite/configuration/deployment/"
        case Kind.BOOTSTRAP_FIELD:
            return "twinsite/configuration/bootstrap/"


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.number} {section.title}\n"
    yield "| | the guide says | carried by |"
    yield "|---|---|---|"
    for item in section.items:
        carried = ", ".join(link(found) for found in carriers(item.carriers))
        yield f"| {item.number} | {item.says} | {carried or f'nothing: [why](#{_ANCHOR})'} |"
    yield ""


def _nothing(items: Sequence[Item]) -> Iterator[str]:
    yield f"## {NOTHING}\n"
    yield "| | the guide says | why nothing carries it |"
    yield "|---|---|---|"
    for item in items:
        if not item.carriers:
            yield f"| {item.number} | {item.says} | {item.reason} |"
    yield ""


def _counts(sections: Sequence[Section]) -> Iterator[str]:
    yield "## The counts\n"
    yield "| section | claims | carried | carried by nothing |"
    yield "|---|---:|---:|---:|"
    for section in sections:
        yield _count(f"{section.number} {section.title}", section.items)
    yield _count("all", [item for section in sections for item in section.items])
    yield "\n| kind of carrier | how many carry a claim |"
    yield "|---|---:|"
    yield from (f"| {kind.value} | {number} |" for kind, number in kinds(sections).items())


def _count(name: str, items: Sequence[Item]) -> str:
    carried = sum(bool(item.carriers) for item in items)
    return f"| {name} | {len(items)} | {carried} | {len(items) - carried} |"
