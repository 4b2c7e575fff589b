"""Look names up as people type them: in any case, with * and ?, and by the tail alone."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Final

from twinsite.errors import InputError

_SEPARATORS: Final = "._/-"
"""A tail begins after one of these, as reg_timeout does in sipendpoint.proxies.proxy0.reg_timeout
and 03 in SITE-03."""

_NONE: Final[Mapping[str, str]] = MappingProxyType({})

_LONGEST: Final = 200
"""Of what is typed so much is compared with names, to find the nearest, in characters."""


def find(
    patterns: Sequence[str],
    names: Iterable[str],
    *,
    also: Mapping[str, str] = _NONE,
    where: str,
    see: str,
) -> list[str]:
    """Return the names that patterns mean, in their order; all of them if there is no pattern.

    A pattern means the names that it matches whole; if there is none, those whose tail it matches.

    Args:
        patterns: What the user has typed; upper and lower case are the same.
        names: Every name.
        also: What else a name is found by.
        where: Where the patterns stand, for the message.
        see: How all names can be seen, as a sentence.

    Raises:
        InputError: if one of the patterns means nothing; it tells the nearest names.
    """
    called = {name: (name, also[name]) if name in also else (name,) for name in names}
    found = {hit for pattern in patterns for hit in _meant(pattern, called, where, see)}
    return [name for name in called if not patterns or name in found]


def _meant(pattern: str, called: Mapping[str, Sequence[str]], where: str, see: str) -> list[str]:
    asked = pattern.casefold()
    for form in (asked, f"*[{_SEPARATORS}]{asked}"):
        hits = [
            name
            for name, keys in called.items()
            if any(fnmatchcase(key.casefold(), form) for key in keys)
        ]
        if hits:
            return hits
    near = _nearest(asked, called)
    raise InputError(
        f"nothing matches {pattern if pattern.isprintable() else repr(pattern)}",
        where=where,
        remedy=f"Did you mean {' or '.join(near)}? {see}" if near else see,
    )


def _nearest(asked: str, called: Mapping[str, Sequence[str]]) -> list[str]:
    """Return at most three names that are like what was asked for, or whose tail is."""
    by_tail: dict[str, str] = {}
    for key in (key for keys in called.values() for key in keys):
        for at in [0, *(n + 1 for n, letter in enumerate(key) if letter in _SEPARATORS)]:
            by_tail.setdefault(key[at:].casefold(), key)
    close = get_close_matches(asked[:_LONGEST], by_tail, n=3, cutoff=0.75)
    return list(dict.fromkeys(by_tail[tail] for tail in by_tail if tail in close))
