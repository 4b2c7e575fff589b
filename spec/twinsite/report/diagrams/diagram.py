"""All diagrams: one a machine, and of each part how its machines talk and what they read."""

from pathlib import Path

from twinsite.analyses.traces import write_text
from twinsite.errors import InputError
from twinsite.model.predicates import DECLARED
from twinsite.report.diagrams.machine import machine_dot
from twinsite.report.diagrams.overview import overview_dot, overview_name
from twinsite.report.diagrams.parts import DRAWN_PARTS
from twinsite.report.diagrams.reads import reads_dot, reads_name
from twinsite.report.diagrams.render import svg_of_dot


def diagram_sources() -> dict[str, str]:
    """Return the DOT text of every diagram by its name."""
    return {
        **{name: machine_dot(machine) for name, machine in DECLARED.items()},
        **{overview_name(part): overview_dot(part) for part in DRAWN_PARTS},
        **{reads_name(part): reads_dot(part) for part in DRAWN_PARTS},
    }


def write_diagrams(folder: Path) -> tuple[Path, ...]:
    """Write every diagram as DOT, then as SVG.

    Raises:
        InputError: if the folder cannot be written to, or there is no program to draw with; the
            DOT text is written all the same.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"is no folder to write to: {error.strerror or error}",
            where=str(folder),
            remedy="Name a folder that is yours to write to.",
        ) from error
    sources = diagram_sources()
    written = []
    for name, source in sources.items():
        written.append(folder / f"{name}.dot")
        write_text(written[-1], source)
    for name, source in sources.items():
        written.append(folder / f"{name}.svg")
        write_text(written[-1], svg_of_dot(source))
    return tuple(written)
