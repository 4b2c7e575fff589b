"""What the build takes of tests of which each is long; the others are tried by hand.

What they hold is recorded with a fingerprint, or held by a judge that is quicker.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet


def in_the_build(*names: str, of: Iterable[str]) -> list[ParameterSet]:
    """Return all names of something, with those that the build takes marked as heavy."""
    every = tuple(of)
    assert set(names) <= set(every)
    return [
        pytest.param(each, marks=pytest.mark.heavy if each in names else pytest.mark.by_hand)
        for each in every
    ]


def one_in(
    share: int, cases: Sequence[tuple[Any, ...]], *, heavy: bool = False
) -> list[ParameterSet]:
    """Return all cases; the build takes one of so many, the first included.

    Args:
        share: Of so many one is taken.
        cases: The arguments of each case.
        heavy: Whether those that are taken are left out of the default run.
    """
    taken = [pytest.mark.heavy] if heavy else []
    return [
        pytest.param(*case, marks=pytest.mark.by_hand if number % share else taken)
        for number, case in enumerate(cases)
    ]
