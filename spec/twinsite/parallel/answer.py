"""What one call has come to, as bytes that cross from one process to another."""

import pickle
import traceback
from collections.abc import Callable
from typing import Any, TypeVar

from twinsite.errors import BrokenDownError

T = TypeVar("T")


def answer(function: Callable[[T], object], item: T) -> bytes:
    """Call a function; what it raises is an answer too, with the traceback as a note."""
    try:
        return pickle.dumps((function(item), None))
    except Exception as error:
        told = traceback.format_exc()
        error.add_note(told)
        try:
            found = pickle.dumps((None, error))
            pickle.loads(found)  # noqa: S301  # it was made one line above
        except Exception:
            return pickle.dumps((None, BrokenDownError(told.strip())))
        return found


def result_of(found: bytes) -> Any:
    """Return what the call has returned.

    Raises:
        Exception: what the call has raised.
        BrokenDownError: if its result, or what it has raised, cannot cross.
    """
    result, error = pickle.loads(found)  # noqa: S301  # a worker of ours has made it
    if error is not None:
        raise error
    return result
