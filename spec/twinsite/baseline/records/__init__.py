"""What 'twinsite baseline --update' has found, as data: what a change of the design is held to.

``verdicts``: counts and verdicts of every profile; ``comparisons``: what each other choice
of an interpretation changes; ``witnesses``: a trace in which each property matters; ``kills``: how
many mutants each property kills; ``tests``: the tests that name each requirement; in a checkout
only ``mutation``: the fate of every mutant, ``lint``: what is found in the charts, and
``equivalences``: the reference desktop held against the specification.
"""

import json
from importlib import resources
from typing import Any

from twinsite.errors import InputError


def read(name: str) -> Any:
    """Return a record.

    Args:
        name: Its name, without a suffix.

    Raises:
        InputError: if there is no such record, or it was written by half.
    """
    try:
        text = resources.files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")
        return json.loads(text)
    except (OSError, ValueError) as error:
        what = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
        raise InputError(
            f"the record {what}",
            where=f"{name}.json",
            remedy="In a checkout run 'twinsite baseline --update'; otherwise install again.",
        ) from None
