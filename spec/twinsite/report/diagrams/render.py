"""Drawings of DOT text, with the renderer that is there."""

import subprocess
import sysconfig
from pathlib import Path

import graphviz

from twinsite.errors import InputError

FONTS = 'font-family="Helvetica,Arial,Arimo,Liberation Sans,sans-serif"'
"""Fonts of the widths with which Helvetica is laid out; most systems have one."""


def renderer() -> Path | None:
    """Return the executable of graphviz-pure if it is installed beside this Python."""
    executable = Path(sysconfig.get_path("scripts")) / "graphviz-pure"
    return executable if executable.is_file() else None


def svg_of_dot(source: str) -> str:
    """Draw DOT text as SVG.

    Raises:
        InputError: if there is no renderer, or it refuses the text.
    """
    graphviz.backend.dot_command.DOT_BINARY = renderer() or Path("dot")
    try:
        drawn: str = graphviz.Source(source).pipe(format="svg", encoding="utf-8", quiet=True)
    except graphviz.ExecutableNotFound as error:
        raise InputError(
            "there is no program to draw with",
            where="twinsite diagram",
            remedy="Install Graphviz, so that 'dot' is on the path, or on Linux the package"
            " graphviz-pure; the DOT text is written.",
        ) from error
    except subprocess.CalledProcessError as error:
        raise InputError(
            f"the drawing failed: {error.stderr or error}",
            where="twinsite diagram",
            remedy="The DOT text is written; draw it with another version of Graphviz.",
        ) from error
    return drawn.replace('font-family="Helvetica,sans-Serif"', FONTS)
