"""Finding the client that a user names: a program behind ``--``, or a Python class."""

import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from twinsite.conformance.channel import TIMEOUT_SECONDS, Channel, InProcess, Program
from twinsite.conformance.protocol import Client
from twinsite.errors import InputError

_CALLS = ("start", "offer", "advance", "observe")


def program(command: Sequence[str], *, timeout: float = TIMEOUT_SECONDS) -> Callable[[], Channel]:
    """Return what opens a way to a program.

    Args:
        command: The program and its arguments.
        timeout: How many seconds an answer is awaited.
    """
    return lambda: Program(command, timeout=timeout)


def in_process(
    client: Callable[[], Client], *, timeout: float = TIMEOUT_SECONDS
) -> Callable[[], Channel]:
    """Return what opens a way to a Python client.

    Args:
        client: Makes a client; its class, for example.
        timeout: How many seconds an answer is awaited.
    """

    def connect() -> Channel:
        try:
            made = client()
        except Exception as error:
            raise InputError(
                f"it cannot be made: {type(error).__name__}: {error}",
                where="the client",
                remedy="A client is made without arguments; let it wait for start.",
            ) from error
        return InProcess(made, timeout=timeout)

    return connect


def python_client(name: str, *, where: str = "--client") -> Callable[[], Client]:
    """Return the class, or other callable, that a name such as ``package.module:Class`` means.

    Modules are looked for in the current folder as well.

    Raises:
        InputError: if there is none, or it makes no client.
    """
    module_name, colon, attribute = name.partition(":")
    if not colon or not module_name or not attribute:
        raise InputError(
            f"{name!r} is not of the form module:Class",
            where=where,
            remedy="Write it as in --client my_package.my_client:Client.",
        )
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    try:
        module = importlib.import_module(module_name)
    except (Exception, SystemExit) as error:
        raise InputError(
            f"{module_name!r} cannot be imported: {type(error).__name__}: {error}",
            where=where,
            remedy="Name a module that Python finds from the current folder.",
        ) from error
    made = getattr(module, attribute, None)
    if not callable(made):
        raise InputError(
            f"{module_name} has no {attribute}",
            where=where,
            remedy="Name a class in that module.",
        )
    missing = [call for call in _CALLS if isinstance(made, type) and not hasattr(made, call)]
    if missing:
        raise InputError(
            f"{name} has no method {', '.join(missing)}",
            where=where,
            remedy=f"A client has the methods {', '.join(_CALLS)}.",
        )
    return made  # type: ignore[no-any-return]  # what it makes is held by the protocol
