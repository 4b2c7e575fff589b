"""From the bytes of a bootstrap file to its text.

A file is UTF-8, or UTF-16 with a byte order mark.
The XML reader gets the text, so no encoding that a file declares is ever looked up by its name.
"""

import codecs
import re
from pathlib import Path
from typing import Final

from twinsite.configuration.bootstrap.settings import shown
from twinsite.errors import InputError
from twinsite.files import decode

_DECLARED: Final = re.compile(r"""<\?xml\s[^<>]*?\sencoding\s*=\s*["']([^"'<>]*)["']""", re.ASCII)
"""The XML declaration, with the encoding that it declares."""

_SAME: Final = {"utf-8": ("utf-8", "us-ascii"), "utf-16": ("utf-16",)}
"""By real encoding: those that may be declared."""


def text_of(raw: bytes, path: Path) -> str:
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
    text = decode(raw, path, encoding)
    nul = text.find("\0")
    if nul >= 0:
        raise InputError(
            "there is a NUL, so this is no text in UTF-8",
            where=f"{path}, line {text.count(chr(10), 0, nul) + 1}",
            remedy="Save the file in UTF-8.",
        )
    declared = _DECLARED.match(text)
    if declared and declared[1].lower() not in _SAME[encoding]:
        raise InputError(
            f"the file declares the encoding {shown(declared[1])}, and is read as {encoding}",
            where=f"{path}, line 1",
            remedy='Save the file in UTF-8, and declare encoding="utf-8".',
        )
    return text
