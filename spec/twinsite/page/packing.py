"""The tables of a page, compressed: they are most of it, and a browser unpacks them at once.

Whoever wants to read tables asks ``twinsite export tables``.
"""

import base64
import re
import zlib
from typing import Final

_TABLES: Final = re.compile(r'(?<= id="tables">)[\w+/=]+(?=</script>)')


def packed(text: str) -> str:
    """Return a text in zlib's format, in base64."""
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def unpacked(text: str) -> str:
    """Return what was packed."""
    return zlib.decompress(base64.b64decode(text)).decode()


def readable(page: str) -> str:
    """Return a page with its tables as JSON, to be compared: not every zlib packs alike."""
    return _TABLES.sub(lambda found: unpacked(found[0]), page)
