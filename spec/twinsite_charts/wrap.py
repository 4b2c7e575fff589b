"""Words in lines of limited width, never broken inside unless nothing else is possible."""

import re
from collections.abc import Callable, Iterator
from typing import Final

_JOINTS: Final = (r"(?<=[./])", r"(?<=[-_=+,:])", r"")
"""A word that is too long by itself is broken behind one of these, the first that will do."""


def wrap(
    words: str, room: float, width: Callable[[str], float] = len, *, hang: str = ""
) -> list[str]:
    """Break words into lines; there is at least one.

    Args:
        words: What to break.
        room: The greatest width of a line.
        width: The width of a text, by default its characters.
        hang: What the second and later lines begin with.
    """
    lines = [""]
    for word in words.split():
        blank = " " if lines[-1].strip() else ""
        for piece in _pieces(word, _JOINTS, lambda text: width(hang + text) <= room):
            if lines[-1].strip() and width(lines[-1] + blank + piece) > room:
                lines.append(hang)
                blank = ""
            lines[-1] += blank + piece
            blank = ""
    return lines


def _pieces(word: str, joints: tuple[str, ...], fits: Callable[[str], bool]) -> Iterator[str]:
    """Yield the pieces of a word, as few as will do."""
    if fits(word) or not joints:
        yield word
        return
    for piece in re.split(joints[0], word):
        if piece:
            yield from _pieces(piece, joints[1:], fits)
