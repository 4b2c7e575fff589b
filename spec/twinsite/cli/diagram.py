"""``twinsite diagram``: draw the machines."""

from pathlib import Path
from typing import Literal


def diagram(
    folder: Path = Path("diagrams"),
    /,
    *,
    format: list[Literal["dot", "svg", "mermaid", "table"]] | None = None,  # noqa: A002
) -> None:
    """Draw every machine, and how they talk to each other.

    Example: `twinsite diagram drawings`

    Args:
        folder: The folder to write to; it is made if it is not there; diagrams if not given.
        format: What to write: svg or dot, or of the machines only mermaid (.mmd) or a table of
            their transitions (.md). May be repeated; dot and svg if not given.
    """
    from twinsite.report.diagrams.diagram import Format, write_diagrams
    from twinsite.report.terminal.screen import screen

    written = write_diagrams(folder, [Format(name) for name in format or ("dot", "svg")])
    screen().print(f"Wrote {len(written)} files to {folder}.", markup=False)
