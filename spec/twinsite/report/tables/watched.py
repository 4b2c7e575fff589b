"""A profile that notes which of its fields are read.

A predicate that has read some fields of one profile answers alike under every other one that
agrees in them; so its decision tree is found once for all of them.
"""

from collections.abc import Hashable
from dataclasses import fields
from typing import Any, Final, Self

from twinsite.model.profile import Profile

_FIELDS: Final = frozenset(field.name for field in fields(Profile))


class WatchedProfile(Profile):
    """A profile, and what was read of it."""

    noted: set[str]
    """The fields that were read."""

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """Watch the fields of a profile."""
        watched = cls.__new__(cls)
        object.__setattr__(watched, "noted", set())
        for name in _FIELDS:
            object.__setattr__(watched, name, getattr(profile, name))
        return watched

    def __getattribute__(self, name: str) -> Any:
        if name in _FIELDS:
            object.__getattribute__(self, "noted").add(name)
        return object.__getattribute__(self, name)

    def told(self, names: frozenset[str]) -> Hashable:
        """Return what some fields are; that is not noted."""
        return tuple(object.__getattribute__(self, name) for name in sorted(names))
