"""Reading the bytes of a file that a user names, or one clear message why not."""

from pathlib import Path

from twinsite.errors import InputError


def read_bytes(path: Path, *, largest: int, too_large: str, what: str) -> bytes:
    """Return all of a file.

    Args:
        path: The file.
        largest: Most bytes that it may have.
        too_large: What the user can do about a larger one, as a sentence.
        what: What the file is, for messages, such as ``deployment file``.

    Raises:
        InputError: if there is no such file, it cannot be read, or it is too large; of a file
            that is too large only its beginning is read.
    """
    where = str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except IsADirectoryError:
        raise InputError(
            "this is a directory", where=where, remedy=f"Name the {what} in it."
        ) from None
    except FileNotFoundError:
        raise InputError(
            "there is no such file",
            where=where,
            remedy="Check the name, and the directory that it is relative to.",
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(
            f"the file cannot be read ({reason})",
            where=where,
            remedy="Name a file that you may read.",
        ) from None
    if len(raw) > largest:
        raise InputError(
            f"the file is larger than {largest // 2**20} MiB", where=where, remedy=too_large
        )
    return raw
