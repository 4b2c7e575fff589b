"""From the bytes of a bootstrap file to its text.

A file is UTF-8, or UTF-16 with a byte order mark.
The XML reader gets the text, so no encoding that a file declares is ever looked up by its name.
"""

import codecs
import re
from pathlib import Path
from typing import Final

from twinsite.configuration.bootstrap.wording import at, shown
from twinsite.errors import InputError

_REMEDY: Final = "Save the file in UTF-8."

_DECLARED: Final = re.compile(r"""<\?xml\s[^<>]*?\sencoding\s*=\s*["']([^"'<>]*)["']""", re.ASCII)
"""The XML declaration, with the encoding that it declares."""

_SAME: Final = {"utf-8": ("utf-8", "us-ascii"), "utf-16": ("utf-16",)}
"""By real encoding: those that may be declared."""


def decode(raw: bytes, path: Path) -> str:
    """Return the text of a file.

    Args:
        raw: All bytes of the file.
        path: The file, for messages.

    Raises:
        InputError: if the bytes are not in one of the two encodings, the text holds a NUL, or
            another encoding is declared.
    """
    is_utf_16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if is_utf_16 else "utf-8"
    try:
        text = raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw[: error.start].decode(encoding, "ignore").count("\n") + 1
        raise InputError(
            f"byte 0x{raw[error.start]:02x} is not {encoding.upper()}",
            where=at(path, line),
            remedy=_REMEDY,
        ) from None
    nul = text.find("\0")
    if nul >= 0:
        raise InputError(
            "there is a NUL, so this is no text in UTF-8",
            where=at(path, text.count("\n", 0, nul) + 1),
            remedy=_REMEDY,
        )
    declared = _DECLARED.match(text)
    if declared and declared[1].lower() not in _SAME[encoding]:
        raise InputError(
            f"the file declares the encoding {shown(declared[1])}, and is read as {encoding}",
            where=at(path, 1),
            remedy='Save the file in UTF-8, and declare encoding="utf-8".',
        )
    return text
