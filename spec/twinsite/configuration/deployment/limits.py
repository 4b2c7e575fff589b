"""How much of a wrong deployment is looked at, so that no file needs much more memory than it has.

Every finding needs some hundred times the bytes that it takes to make it; so the search for
findings ends after some hundred of them.
"""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError, ValidationInfo, ValidatorFunctionWrapHandler, WrapValidator

from twinsite.configuration.deployment.findings import MOST_FINDINGS, refuse_this

MOST_IN_A_TABLE: Final = 1000
"""So many keys may stand in a table, and so many elements in a list of it."""


class Budget:
    """How many findings are still told while a file is read."""

    def __init__(self) -> None:
        """Begin with all of them."""
        self.left = MOST_FINDINGS


def _require_usual_size(table: Mapping[str, Any]) -> None:
    sizes = [len(held) for held in table.values() if isinstance(held, list | dict)]
    most = max(len(table), *sizes, 0)
    if most > MOST_IN_A_TABLE:
        refuse_this(
            f"the table holds {most:,} keys or elements",
            f"Use at most {MOST_IN_A_TABLE:,} in a table, and in each value of it.",
        )


def _limited(given: object, validate: ValidatorFunctionWrapHandler, info: ValidationInfo) -> object:
    budget = info.context
    if not isinstance(budget, Budget):
        return validate(given)
    if budget.left <= 0:
        return given  # what is read is refused as a whole
    try:
        if isinstance(given, Mapping):
            _require_usual_size(given)
        return validate(given)
    except ValidationError as error:
        budget.left -= error.error_count()
        raise
    except Exception:
        budget.left -= 1
        raise


LIMITED: Final = WrapValidator(_limited)
"""Of an object in a list: it is not looked at any more once enough is found."""
