"""Finding the Python class that a user names."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from twinsite.errors import InputError

if TYPE_CHECKING:
    from twinsite.conformance.protocol import Client

CALLS = ("start", "offer", "advance", "observe")
"""What every client can do."""
EXPLORABLE = (
    *("copy", "same", "falls_due", "moments", "forget_moments", "elapse"),
    *("start", "offer", "observe"),
)
"""What a client can do that can be compared exhaustively."""


def parts_of(name: str, *, where: str = "--client") -> tuple[str, str]:
    """Return the module and the attribute of a name such as ``package.module:Class``.

    Raises:
        InputError: if it is none.
    """
    module, colon, attribute = name.partition(":")
    if not colon or not module or not attribute:
        raise InputError(
            f"{name!r} is not of the form module:Class",
            where=where,
            remedy="Write it as in --client my_package.my_client:Client.",
        )
    return module, attribute


def python_client(name: str, *, where: str = "--client") -> Callable[[], "Client"]:
    """Return the class, or other callable, that a name such as ``package.module:Class`` means.

    Modules are looked for in the current folder as well, after all other places.

    Raises:
        InputError: if there is none, or it makes no client.
    """
    module_name, attribute = parts_of(name, where=where)
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.append(here)
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
    if isinstance(made, type):
        _require(made, CALLS, name, where, f"A client has the methods {', '.join(CALLS)}.")
    return made  # type: ignore[no-any-return]  # what it makes is held by the protocol


def explorable_client(name: str, *, where: str = "client") -> Callable[[], "Client"]:
    """Return the class of a client that can be compared exhaustively.

    Raises:
        InputError: if there is none, or it cannot be compared.
    """
    made = python_client(name, where=where)
    _require(made, EXPLORABLE, name, where, "Such a client can be tested with twinsite conform.")
    return made


def _require(made: object, methods: tuple[str, ...], name: str, where: str, remedy: str) -> None:
    missing = [method for method in methods if not hasattr(made, method)]
    if missing:
        raise InputError(f"{name} has no method {', '.join(missing)}", where=where, remedy=remedy)
