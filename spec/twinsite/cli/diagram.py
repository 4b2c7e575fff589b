"""``twinsite diagram``: draw the machines."""

from pathlib import Path


def diagram(folder: Path = Path("diagrams"), /) -> None:
    """Draw every machine, and how they talk to each other, as DOT and SVG.

    Args:
        folder: The folder to write to; it is made if it is not there.
    """
    from rich.console import Console

    from twinsite.report.diagrams.diagram import write_diagrams

    written = write_diagrams(folder)
    Console(highlight=False, markup=False).print(f"Wrote {len(written)} files to {folder}.")
