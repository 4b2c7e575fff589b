"""What long runs have found: data that a command writes, and a test holds against a new trace.

``manifest`` (twinsite manifest): counts and verdicts of every baseline profile; ``comparisons``:
what each other choice of an interpretation changes; ``mutation`` and ``witnesses`` (twinsite
mutate): the fate of every mutant, and a trace in which each property matters; ``tests``: the tests
that name each requirement.
"""

import json
from importlib import resources
from typing import Any


def read(name: str) -> Any:
    """Return a record.

    Args:
        name: Its name, without a suffix.
    """
    text = resources.files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    return json.loads(text)
