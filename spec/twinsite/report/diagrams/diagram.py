"""All diagrams: of each machine, and of each part how its machines talk and what they read."""

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path

from twinsite.errors import InputError
from twinsite.files import write_text
from twinsite.model.predicates import DECLARED
from twinsite.report.diagrams.library import mermaid, transition_table
from twinsite.report.diagrams.machine import machine_dot, pages
from twinsite.report.diagrams.overview import overview_dot, overview_name
from twinsite.report.diagrams.parts import DRAWN_PARTS
from twinsite.report.diagrams.reads import reads_dot, reads_name
from twinsite.report.diagrams.render import svg_of_dot


class Format(StrEnum):
    """What a diagram can be written as."""

    DOT = "dot"
    SVG = "svg"
    MERMAID = "mermaid"
    """Machines only, as are tables."""
    TABLE = "table"


def diagram_sources() -> dict[str, str]:
    """Return the DOT text of every diagram by its name."""
    return {
        **{page.name: machine_dot(page) for each in DECLARED.values() for page in pages(each)},
        **{overview_name(part): overview_dot(part) for part in DRAWN_PARTS},
        **{reads_name(part): reads_dot(part) for part in DRAWN_PARTS},
    }


def write_diagrams(
    folder: Path, formats: Collection[Format] = (Format.DOT, Format.SVG)
) -> tuple[Path, ...]:
    """Write every diagram, SVG last.

    Args:
        folder: Where to; it is made if it is not there.
        formats: What each diagram is written as.

    Raises:
        InputError: if the folder cannot be written to, or there is no program to draw SVG with.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"is no folder to write to: {error.strerror or error}",
            where=str(folder),
            remedy="Name a folder that is yours to write to.",
        ) from error
    sources = diagram_sources() if {Format.DOT, Format.SVG} & set(formats) else {}
    files: dict[str, str] = {}
    if Format.DOT in formats:
        files |= {f"{name}.dot": source for name, source in sources.items()}
    if Format.MERMAID in formats:
        files |= {f"{name}.mmd": mermaid(machine) for name, machine in DECLARED.items()}
    if Format.TABLE in formats:
        files |= {f"{name}.md": transition_table(machine) for name, machine in DECLARED.items()}
    for name, text in files.items():
        write_text(folder / name, text)
    drawn = sources if Format.SVG in formats else {}
    for name, source in drawn.items():
        write_text(folder / f"{name}.svg", svg_of_dot(source))
    return tuple(folder / name for name in (*files, *(f"{name}.svg" for name in drawn)))
