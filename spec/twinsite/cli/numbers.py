"""Numbers on the command line that count something."""

from collections.abc import Sequence
from typing import Annotated, Any

from cyclopts import Parameter, Token

from twinsite.errors import InputError


def _whole(_type: Any, tokens: Sequence[Token]) -> int:
    """Read a whole number, and nothing that would have to be rounded."""
    (token,) = tokens
    try:
        return int(token.value)
    except ValueError:
        raise InputError(
            f"{token.value!r} is no whole number",
            where=token.keyword or "the number",
            remedy="Use one such as 2.",
        ) from None


def _count(kind: Any, tokens: Sequence[Token]) -> int:
    number = _whole(kind, tokens)
    if number < 1:
        raise InputError(
            f"{number} is not positive",
            where=tokens[0].keyword or "the number",
            remedy="Use 1 or more.",
        )
    return number


WHOLE = Parameter(converter=_whole)
"""Of a whole number."""
COUNT = Parameter(converter=_count)
"""Of a whole number from 1."""
Count = Annotated[int, COUNT]
"""A whole number from 1."""
