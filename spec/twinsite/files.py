"""Files that a user names: reading them, and writing them wholly or not at all."""

import errno
import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path

from twinsite.errors import BrokenDownError, InputError

EXHAUSTED = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOMEM}
"""What no other name of a file mends."""


def read_bytes(path: Path, *, largest: int, too_large: str, what: str) -> bytes:
    """Return all of a file.

    Args:
        path: The file.
        largest: Most bytes that it may have.
        too_large: What the user can do about a larger one, as a sentence.
        what: What the file is, for messages, such as ``deployment file``.

    Raises:
        InputError: if there is no such file, it cannot be read, is a device or a named pipe, or
            is too large; of a file that is too large only its beginning is read.
    """
    where = str(path)
    try:
        known = path.stat()
        if _may_never_end(path, known.st_mode):
            raise InputError(
                "this is a device or a named pipe, and may never end",
                where=where,
                remedy=f"Name a {what}, or pipe it into /dev/stdin.",
            )
        with path.open("rb") as file:
            ends = stat.S_ISREG(known.st_mode) and known.st_size <= largest
            raw = file.read() if ends else file.read(largest + 1)
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
        size = f"{largest // 2**20} MiB" if largest >= 2**20 else f"{largest:,} bytes"
        raise InputError(f"the file is larger than {size}", where=where, remedy=too_large)
    return raw


def decode(raw: bytes, path: Path, encoding: str = "utf-8") -> str:
    """Return the text of a file, without a byte order mark.

    Args:
        raw: All bytes of the file.
        path: The file, for messages.
        encoding: The encoding that it is in.

    Raises:
        InputError: if the bytes are not in the encoding.
    """
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw[: error.start].decode(encoding, "ignore").count("\n") + 1
        raise InputError(
            f"byte 0x{raw[error.start]:02x} is not {encoding.upper()}",
            where=f"{path}, line {line}",
            remedy="Save the file in UTF-8.",
        ) from None


def _may_never_end(path: Path, mode: int) -> bool:
    """Return whether reading may never end; a pipe of the shell has no name, and ends."""
    if stat.S_ISFIFO(mode):
        return Path(os.path.realpath(path)).is_fifo()
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def write_text(path: Path, text: str) -> None:
    """Write a file as UTF-8, wholly or not at all.

    Where a link leads to the file, the link stays.  A file that is there keeps its mode and, as
    far as may be, its owner.  A device, and a pipe that somebody reads, is written into.

    Raises:
        InputError: if it cannot be written.
        BrokenDownError: if there is no space left.
    """
    write_bytes(path, text.encode("utf-8", errors="backslashreplace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, wholly or not at all, as :func:`write_text` does.

    Raises:
        InputError: if it cannot be written.
        BrokenDownError: if there is no space left.
    """
    try:
        _write(path, data)
    except OSError as error:
        raise _refusal(path, error) from error


def _write(path: Path, data: bytes) -> None:
    try:
        known = path.stat()
    except FileNotFoundError:
        known = None
    if known is not None and os.path.samestat(known, os.fstat(1)):
        sys.stdout.write(data.decode())
    elif known is not None and not stat.S_ISREG(known.st_mode):
        # without waiting: a pipe that nobody reads is refused
        descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        os.set_blocking(descriptor, True)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    else:
        _replace(Path(os.path.realpath(path)), data, known)


def _replace(path: Path, data: bytes, known: os.stat_result | None) -> None:
    draft = path.parent / f".twinsite-{secrets.token_hex(8)}.part"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if known is not None:
                with suppress(PermissionError):
                    os.fchown(descriptor, known.st_uid, known.st_gid)
                os.fchmod(descriptor, stat.S_IMODE(known.st_mode))
            file.write(data)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _refusal(path: Path, error: OSError) -> InputError | BrokenDownError:
    reason = error.strerror or str(error)
    if error.errno in EXHAUSTED:
        return BrokenDownError(f"{path} cannot be written: {reason}", remedy="Make space for it.")
    if error.errno == errno.ENXIO:
        reason = "nobody reads this pipe"
    return InputError(
        f"cannot be written: {reason}",
        where=str(path),
        remedy="Name a file in a folder that exists and is yours to write to.",
    )


def require_writable(path: Path | None, option: str, *inputs: Path | None) -> None:
    """Refuse, before long work begins, a file that cannot be written when it is done.

    Args:
        path: The file; None if none is to be written.
        option: The option that names it, for messages.
        inputs: What is read, and must not be written over.

    Raises:
        InputError: if it cannot be written, or is one of the inputs.
    """
    if path is None:
        return

    def refuse(what: str, remedy: str) -> InputError:
        return InputError(what, where=option, remedy=remedy)

    try:
        if path.name in ("", "..") or path.is_dir():
            raise refuse(f"{path} is a folder", "Name a file in it.")
        with suppress(FileNotFoundError, NotADirectoryError):
            path.lstat()  # a name that cannot be is told here; is_dir and its like pass it over
        folder = Path(os.path.realpath(path)).parent if path.is_symlink() else path.parent
        if not folder.is_dir():
            raise refuse(f"there is no folder {folder}", "Make it first.")
        if any(source is not None and _same(path, source) for source in inputs):
            raise refuse(f"{path} is what is read", "Name another file.")
        replaced = path.is_file() or not path.exists()
        if not os.access(folder if replaced else path, os.W_OK):
            raise refuse(
                f"{path} cannot be written", "Name a file in a folder that is yours to write to."
            )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise refuse(f"{path} cannot be written ({reason})", "Use another name.") from None


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except FileNotFoundError:
        return False
