"""Whether some drawn question shows that an engine is wrong."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import NoSuchExample

from checker.timing.test_any_system import questions

_ONCE = settings(
    max_examples=2_000,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def is_noticed(is_wrong: Callable[[Any], bool]) -> bool:
    """Return whether a question is found that is answered wrongly.

    Args:
        is_wrong: Whether a question is.
    """
    try:
        find(questions(), is_wrong, settings=_ONCE)
    except NoSuchExample:
        return False
    return True
