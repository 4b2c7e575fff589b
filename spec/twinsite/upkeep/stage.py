"""One record: how much of it is out of date, and how it is computed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

Done = Callable[[], None]
"""Called after every piece of work."""


class Watch(Protocol):
    """Shows how far long work has come."""

    def __call__(self, what: str, total: int, /) -> AbstractContextManager[Done]:
        """Begin work of so many pieces."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of something is out of date."""

    of: int
    """How many there are."""
    stale: tuple[str, ...]
    """The names of those that are out of date."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One record."""

    record: str
    """Its name."""
    unit: str
    """What it has entries for, in the plural."""
    depth: int
    """So deep its entries stand on lines of their own."""
    standing: Callable[[], Standing]
    """Compares fingerprints; computes nothing that takes long."""
    compute: Callable[[Watch, bool], tuple[Any, str]]
    """Return the record with what is out of date computed anew, or everything if told so; and in
    words what was done."""
