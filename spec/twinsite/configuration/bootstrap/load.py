"""Reading a bootstrap file: from bytes to a `Bootstrap`, or to one clear message."""

from pathlib import Path
from typing import Final

from twinsite.configuration.bootstrap.encoding import text_of
from twinsite.configuration.bootstrap.keys import choose, remarks
from twinsite.configuration.bootstrap.login_url import LOGIN_URL, read_login
from twinsite.configuration.bootstrap.model import Bootstrap
from twinsite.configuration.bootstrap.nodes import read_nodes
from twinsite.configuration.bootstrap.settings import read_settings
from twinsite.files import read_bytes

LARGEST_FILE_BYTES: Final = 4 * 2**20
"""A larger file is refused before it is read as XML."""


def load_bootstrap(path: Path) -> Bootstrap:
    """Read a bootstrap file.

    Args:
        path: A .NET configuration file such as ``InteractionWorkspace.exe.config``, of at most
            4 MiB in UTF-8, or in UTF-16 with a byte order mark.

    Returns:
        What the file says about the environment that its ``login.url`` names.

    Raises:
        InputError: if the file cannot be read, is not a .NET configuration, holds a document type
            declaration, or has a ``login.url`` or a list of nodes that cannot be meant.
    """
    raw = read_bytes(
        path,
        largest=LARGEST_FILE_BYTES,
        too_large="Name the InteractionWorkspace.exe.config of a desktop, which has some KiB.",
        what="bootstrap file",
    )
    found = read_settings(text_of(raw, path), path)
    login = read_login(found.by_key.get(LOGIN_URL))
    taken = choose(found.by_key, login.environment)
    preferred, preferred_notes = read_nodes(taken.preferred)
    peer, peer_notes = read_nodes(taken.peer)
    notes = (
        *found.notes,
        *login.notes,
        *remarks(found.by_key, login.environment, taken),
        *preferred_notes,
        *peer_notes,
    )
    return Bootstrap(
        path=str(path),
        environment=login.environment,
        application=login.application,
        login_url_line=taken.login_url.line if taken.login_url else None,
        preferred=preferred,
        peer=peer,
        notes=tuple(sorted(notes, key=lambda note: note.line or 0)),
    )
