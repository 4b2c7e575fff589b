"""Files that a user names: read whole or refused, written whole or not at all."""

import contextlib
import os
from pathlib import Path

from twinsite_desktop.demo.errors import InputError

LARGEST = 2**20
"""Most bytes that a scenario may have."""


def read_bytes(path: Path) -> bytes:
    """Return all of a scenario file.

    Raises:
        InputError: if there is no such file, it cannot be read, or it is larger than 1 MiB.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except IsADirectoryError:
        raise InputError(
            "this is a directory", where=str(path), remedy="Name the scenario file in it."
        ) from None
    except (OSError, ValueError) as error:
        raise InputError(
            f"the file cannot be read ({_reason(error)})",
            where=str(path),
            remedy="Name a scenario file that you may read.",
        ) from None
    if len(raw) > LARGEST:
        raise InputError(
            f"the file is larger than {LARGEST // 2**20} MiB",
            where=str(path),
            remedy="Name a scenario file; one of some twenty lines is usual.",
        )
    return raw


def write_whole(path: Path, text: str) -> None:
    """Write a file as UTF-8; if that fails, whatever was there before is still there.

    Raises:
        InputError: if it cannot be written.
    """
    try:
        _replace(path.resolve(), text)
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a loop of links
        raise InputError(
            f"the file cannot be written ({_reason(error)})",
            where=str(path),
            remedy="Name a file in a directory where you may write.",
        ) from None


def _replace(target: Path, text: str) -> None:
    if target.exists() and not target.is_file():
        raise ValueError("it is there, and is no ordinary file")
    if target.exists() and not os.access(target, os.W_OK):
        raise ValueError("it is there, and is write-protected")
    part = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    with part.open("x", encoding="utf-8", newline="\n") as file:
        try:
            file.write(text)
            file.flush()
            part.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink()
            raise


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
