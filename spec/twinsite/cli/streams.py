"""Standard output and standard error, whatever they are."""

import codecs
import io
import os
import sys

from twinsite.errors import InputError

_PLAIN = str.maketrans("·…→∞─━│├┤┼═║╟╢╪╫╬►◄●◷✗×–—“”‘’", ".." + ">8--|+++=|++++#><*@xx--\"\"''")
"""A character of ASCII for every other that is printed, of the same width."""


def _plainly(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    text = error.object[error.start : error.end].translate(_PLAIN)
    return text.encode("ascii", errors="replace").decode(), error.end


def prepare() -> None:
    """Let nothing that is printed fail because of its characters.

    Raises:
        InputError: if standard output is closed.
    """
    codecs.register_error("twinsite", _plainly)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115  # it is as long as the process
    if sys.stdout is None:
        raise InputError(
            "it is closed, and there is a verdict to print",
            where="standard output",
            remedy="Send it to /dev/null if only the exit status matters.",
        )
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="twinsite")


def abandon() -> None:
    """Let what is still to be printed go nowhere, so that the end of the process is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
